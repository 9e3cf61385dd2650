import { Misshapen } from './misshapen.ts';

/** Reads an untrusted JSON object field by field; whatever does not fit throws Misshapen naming the place, no value. */
export type JsonReader = {
  text(field: string): string;
  textOrNull(field: string): string | null;
  /** A safe integer: fen, counts, epoch ms. */
  whole(field: string): number;
  wholeOrNull(field: string): number | null;
  flag(field: string): boolean;
  has(field: string): boolean;
  isNull(field: string): boolean;
  object(field: string): JsonReader;
  list<Item>(field: string, read: (item: JsonReader) => Item): readonly Item[];
};

export function jsonReader(value: unknown, place = 'body'): JsonReader {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Misshapen(place);
  const fields = new Map<string, unknown>(Object.entries(value));
  const misshapen = (field: string): never => {
    throw new Misshapen(`${place}.${field}`);
  };
  const text = (field: string): string => {
    const found = fields.get(field);
    return typeof found === 'string' ? found : misshapen(field);
  };
  const whole = (field: string): number => {
    const found = fields.get(field);
    return typeof found === 'number' && Number.isSafeInteger(found) ? found : misshapen(field);
  };
  return {
    text,
    whole,
    textOrNull: (field) => (fields.get(field) === null ? null : text(field)),
    wholeOrNull: (field) => (fields.get(field) === null ? null : whole(field)),
    flag: (field) => {
      const found = fields.get(field);
      return typeof found === 'boolean' ? found : misshapen(field);
    },
    has: (field) => fields.has(field),
    isNull: (field) => fields.get(field) === null,
    object: (field) => jsonReader(fields.get(field), `${place}.${field}`),
    list: (field, read) => {
      const found: unknown = fields.get(field);
      if (!Array.isArray(found)) return misshapen(field);
      return found.map((item: unknown, index) => read(jsonReader(item, `${place}.${field}[${index}]`)));
    },
  };
}
