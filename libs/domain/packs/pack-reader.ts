import { fen } from '../fen.ts';
import type { Fen } from '../fen.ts';
import type { Problem } from '../problem.ts';
import { isDate } from '../shanghai-date.ts';
import type { ShanghaiDate } from '../shanghai-date.ts';

/**
 * Reads one value of a policy pack. `at` is its JSON pointer. What does not fit is reported and the walk goes on, so
 * that a pack with ten mistakes names all ten; the value returned is worth something only when nothing was reported.
 */
export type PackReader<T> = (value: unknown, at: string, report: (problem: Problem) => void) => T;

export type Read<R> = R extends PackReader<infer T> ? T : never;
type Fields = { readonly [key: string]: PackReader<unknown> };
type ReadFields<F extends Fields> = { readonly [K in keyof F]: Read<F[K]> };

/** A mistake in a pack, with the place of the value. */
export function packProblem(why: string, at: string, detail: string, remedy: string): Problem {
  const place = at === '' ? '/' : at;
  return {
    type: `/problems/policy-pack/${why}`,
    status: 422,
    title: '政策包有误 policy pack',
    detail,
    remedy,
    field: place,
  };
}

function refuse<T>(expected: string, at: string, report: (problem: Problem) => void): T {
  report(
    packProblem(
      'shape',
      at,
      `此处应为${expected}。 Expected here: ${expected}.`,
      '按政策包说明修改此处。 Mend this place.',
    ),
  );
  return undefined as T;
}

export const text: PackReader<string> = (value, at, report) =>
  typeof value === 'string' && value.trim() !== '' ? value : refuse('非空文字 text', at, report);

export const flag: PackReader<boolean> = (value, at, report) =>
  typeof value === 'boolean' ? value : refuse('true 或 false', at, report);

export const whole =
  (min = 0, max = Number.MAX_SAFE_INTEGER): PackReader<number> =>
  (value, at, report) =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : refuse(
          `${min} 以上的整数 a whole number from ${min}${max === Number.MAX_SAFE_INTEGER ? '' : ` to ${max}`}`,
          at,
          report,
        );

/** Fen, not negative. */
export const money: PackReader<Fen> = (value, at, report) => fen(whole()(value, at, report) ?? 0);

/** Fen of either sign: a budget may be cut. */
export const signedMoney: PackReader<Fen> = (value, at, report) =>
  fen(whole(Number.MIN_SAFE_INTEGER)(value, at, report) ?? 0);

export const date: PackReader<ShanghaiDate> = (value, at, report) =>
  typeof value === 'string' && isDate(value) ? value : refuse('日期 YYYY-MM-DD date', at, report);

/** `HH:MM` or `24:00`, Shanghai. */
export const clockTime: PackReader<string> = (value, at, report) =>
  typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(value)
    ? value
    : refuse('时刻 HH:MM', at, report);

/** A key: lower case, digits, hyphens. */
export const key: PackReader<string> = (value, at, report) =>
  typeof value === 'string' && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) ? value : refuse('小写标识 key', at, report);

export const oneOf =
  <const W extends readonly string[]>(words: W): PackReader<W[number]> =>
  (value, at, report) =>
    words.find((word) => word === value) ?? refuse(words.join(' | '), at, report);

export const orNone =
  <T>(reader: PackReader<T>): PackReader<T | null> =>
  (value, at, report) =>
    value === null ? null : reader(value, at, report);

export const list =
  <T>(reader: PackReader<T>, min = 0): PackReader<readonly T[]> =>
  (value, at, report) => {
    if (!Array.isArray(value) || value.length < min) return refuse(`至少 ${min} 项的列表 a list`, at, report);
    return value.map((item: unknown, index) => reader(item, `${at}/${index}`, report));
  };

/** Every field must be there (null where there is none) and no other: a misspelt name is found, not ignored. */
export const record =
  <F extends Fields>(fields: F): PackReader<ReadFields<F>> =>
  (value, at, report) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('对象 object', at, report);
    const given = new Map<string, unknown>(Object.entries(value));
    const read = Object.entries(fields).map(([name, reader]) => {
      if (given.has(name)) return [name, reader(given.get(name), `${at}/${name}`, report)];
      report(
        packProblem(
          'missing',
          `${at}/${name}`,
          `缺少 ${name}。 ${name} is missing.`,
          '补上；没有的写 null。 Add it, null where there is none.',
        ),
      );
      return [name, undefined];
    });
    for (const name of given.keys()) {
      if (!(name in fields))
        report(
          packProblem(
            'unknown',
            `${at}/${name}`,
            `不认识 ${name}。 ${name} is not known here.`,
            '删去或改名。 Remove or rename it.',
          ),
        );
    }
    return Object.fromEntries(read) as ReadFields<F>;
  };

/** One of several forms, told apart by `kind`. */
export const variants =
  <V extends { readonly [kind: string]: Fields }>(
    forms: V,
  ): PackReader<{ [K in keyof V & string]: { readonly kind: K } & ReadFields<V[K]> }[keyof V & string]> =>
  (value, at, report) => {
    const kind: unknown = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
    const fields = typeof kind === 'string' ? forms[kind] : undefined;
    if (fields === undefined) return refuse(`kind: ${Object.keys(forms).join(' | ')}`, `${at}/kind`, report);
    return record({ kind: text, ...fields })(value, at, report) as never;
  };
