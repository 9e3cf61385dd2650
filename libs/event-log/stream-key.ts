import { createHash } from 'node:crypto';

/*
 * A stream's name is what people and leaves say, its key is what the index holds: 128 bits, no two names with one key.
 *
 *   <word>-<uuid v7>   1 | 11 bits of the word | 42 bits of time | 12 + 62 bits of chance
 *   <word>-<rest>      0 | 19 bits of the word | up to 18 characters of 6 bits, zeros behind
 *
 * A UUIDv7 has twelve bits that say nothing (version, variant, and the top of its time until the year 2109); there
 * goes the word, so `refund-X` and `registration-X` are two streams. The 63 characters stand in ASCII order and zero
 * is "ended", so keys sort like names. The word's bits are the first of SHA-256(word): pure, the same in every
 * database, no list to keep in step. Two words could share them; `stream_word` holds every word in use under its
 * bits as primary key, and the second one is refused before its first event (stream-words.ts).
 */
const ALPHABET = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const MAX_REST = 18;
const UUID_LENGTH = 36;
const NAME = /^([a-z]{1,32})-([-0-9A-Za-z]*)$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Behind a word a UUID of version 7, variant 1, time below 2^42 ms. */
const UUID7_NAME = /^[a-z]{1,32}-0[0-3][0-9a-f]{6}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** A word with its place in the key: the first 20 bits, those behind an 11-bit word being zero. */
export type StreamWord = { readonly word: string; readonly code: number };

const symbols = new Map([...ALPHABET].map((character, index) => [character, index + 1]));
/** Per word the first 32 bits of its SHA-256. */
const hashes = new Map<string, number>();

/** The key of a stream, as a UUID text. Throws TypeError for a name that has none. Twin: `stream_key` in SQL. */
export function streamKey(name: string): string {
  if (UUID7_NAME.test(name)) return uuidKey(name);
  const hex = restHex(name);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The word of a stream's name under the code that no other word may have. Throws TypeError like `streamKey`. */
export function streamWord(name: string): StreamWord {
  const { rest, word } = split(name);
  return { word, code: rest.length === UUID_LENGTH ? uuidWordCode(word) << 8 : wordHash(word) >>> 13 };
}

/** Where in a UUIDv7 the digits stand that move by two bits: of its time the last 42 bits, then those of chance. */
const MOVING = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 15, 16, 17);
/** Where they go: behind the three digits of the word, over the hyphens. */
const MOVED = Uint8Array.of(3, 4, 5, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 19);
const VARIANT_AT = 19;
const HEX = Buffer.from('0123456789abcdef', 'latin1');
const text = Buffer.alloc(UUID_LENGTH, '-');

/**
 * The key of `<word>-<uuid v7>`, which it is known to be, written digit by digit because this is the hot path. Behind
 * the twelve bits of the word 42 + 12 bits go two bits to the left, so that they end where the variant's bits were; the
 * 60 bits behind those stay where they are.
 */
function uuidKey(name: string): string {
  const at = name.length - UUID_LENGTH;
  const word = uuidWordCode(name.slice(0, at - 1));
  for (let i = 0; i < 3; i += 1) text[i] = HEX[(word >>> (8 - 4 * i)) & 15]!;
  let digit = digitAt(name, at + MOVING[0]!);
  for (let i = 0; i < MOVING.length; i += 1) {
    const isLast = i === MOVING.length - 1;
    const next = digitAt(name, at + (isLast ? VARIANT_AT : MOVING[i + 1]!));
    text[MOVED[i]!] = HEX[((digit & 3) << 2) | (isLast ? next & 3 : next >>> 2)]!;
    digit = next;
  }
  for (let i = VARIANT_AT + 1; i < UUID_LENGTH; i += 1) text[i] = name.charCodeAt(at + i);
  return text.toString('latin1');
}

/** Of a hexadecimal digit in lower case. */
function digitAt(name: string, at: number): number {
  const code = name.charCodeAt(at);
  return code <= 0x39 ? code - 0x30 : code - 0x57;
}

function restHex(name: string): string {
  const { rest, word } = split(name);
  if (rest.length === UUID_LENGTH) {
    throw new TypeError(`a stream's UUID is of version 7, so that keys keep their order: ${name}`);
  }
  let hex = hexOf(wordHash(word) >>> 13, 5);
  for (let i = 0; i < MAX_REST; i += 2) {
    hex += hexOf(((symbols.get(rest[i] ?? '') ?? 0) << 6) | (symbols.get(rest[i + 1] ?? '') ?? 0), 3);
  }
  return hex;
}

function split(name: string): { readonly word: string; readonly rest: string } {
  const parts = NAME.exec(name);
  if (parts === null) throw new TypeError(`not a stream name (<word>-<rest>): ${name}`);
  const rest = parts[2]!;
  if (rest.length > MAX_REST && !UUID.test(rest)) {
    throw new TypeError(`a stream name has at most ${MAX_REST} characters, or a UUID, behind its word: ${name}`);
  }
  return { word: parts[1]!, rest };
}

/** Twelve bits: a one, and eleven of the word. */
function uuidWordCode(word: string): number {
  return 0x800 | (wordHash(word) >>> 21);
}

function wordHash(word: string): number {
  const known = hashes.get(word);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(word).digest().readUInt32BE(0);
  if (hashes.size < 1024) hashes.set(word, hash);
  return hash;
}

function hexOf(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
