/** What canonical JSON can hold (audit.md 3): no floats, no undefined; keys are printable ASCII. */
export type Canonical = string | number | boolean | null | readonly Canonical[] | { readonly [key: string]: Canonical };

const ASCII_KEY = /^[\x20-\x7e]+$/;

/** Per key its JSON text with colon. Keys are member names of our own code: few, and met millions of times. */
const knownKeys = new Map<string, string>();
const MAX_KNOWN_KEYS = 4096;

/**
 * The one text of a value: RFC 8785 restricted to strings, booleans, null, arrays, objects and integers below 2^53,
 * with sorted ASCII keys. Throws TypeError on everything else, also on U+0000, which `jsonb` cannot hold.
 */
export function canonicalJson(value: Canonical): string {
  switch (typeof value) {
    case 'string':
      return canonicalText(value);
    case 'number':
      if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`not a safe integer: ${value}`);
      return String(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return isList(value) ? canonicalList(value) : canonicalObject(value);
    default:
      throw new TypeError(`not canonical: ${typeof value}`);
  }
}

const NEEDS_CARE = /["\\\u0000-\u001f\ud800-\udfff]/;

/** A string as canonical JSON. Throws TypeError on lone surrogates and U+0000. */
export function canonicalText(text: string): string {
  // Nearly every text is written as it is, and asking costs half as much as having it escaped.
  if (!NEEDS_CARE.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('lone surrogate');
  if (text.includes('\0')) throw new TypeError('U+0000 in a text');
  return JSON.stringify(text);
}

function canonicalList(list: readonly Canonical[]): string {
  let json = '[';
  for (let i = 0; i < list.length; i += 1) json += (i === 0 ? '' : ',') + canonicalJson(list[i]!);
  return `${json}]`;
}

function canonicalObject(object: { readonly [key: string]: Canonical }): string {
  const prototype: object | null = Object.getPrototypeOf(object);
  // Of any realm: a plain object's prototype is the end of its chain. Dates, bytes and instances have longer ones.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new TypeError('not a plain object');
  let json = '{';
  for (const key of sorted(Object.keys(object))) {
    json += (json === '{' ? '' : ',') + canonicalKey(key) + canonicalJson(object[key]!);
  }
  return `${json}}`;
}

const FEW_KEYS = 24;

/** In order of their UTF-16 units; few keys by insertion, which needs no memory. */
function sorted(keys: string[]): string[] {
  if (keys.length > FEW_KEYS) return keys.sort();
  for (let i = 1; i < keys.length; i += 1) {
    const key = keys[i]!;
    let to = i;
    for (; to > 0 && keys[to - 1]! > key; to -= 1) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

function canonicalKey(key: string): string {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  if (!ASCII_KEY.test(key)) throw new TypeError(`key is not ASCII: ${JSON.stringify(key)}`);
  const json = `${JSON.stringify(key)}:`;
  if (knownKeys.size < MAX_KNOWN_KEYS) knownKeys.set(key, json);
  return json;
}

function isList(value: readonly Canonical[] | { readonly [key: string]: Canonical }): value is readonly Canonical[] {
  return Array.isArray(value);
}
