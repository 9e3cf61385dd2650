import { type Canonical, canonicalJson, canonicalText } from './canonical-json.ts';
import type { NewEvent, PersonReference } from './new-event.ts';

/** The entry bundle's length field has 16 bits; attachments enter as digest and length (audit.md 3). */
export const MAX_LEAF_BYTES = 16_384;

/** What the log hashes and what is read again, member by member (audit.md 3). Instants in epoch milliseconds. */
export type Leaf = {
  readonly actor: string;
  readonly amountFen: number | null;
  readonly campaign: string;
  readonly causation: string | null;
  /** UUID; `commandKey` of the command's id. */
  readonly command: string;
  readonly data: { readonly [key: string]: Canonical };
  readonly nonce: string;
  readonly occurredAt: number;
  readonly onBehalfOf: string | null;
  readonly person: PersonReference | null;
  readonly recordedAt: number;
  readonly schemaVersion: number;
  readonly stream: string;
  readonly type: string;
  readonly unit: string;
  /** From 1, without gaps, per stream. */
  readonly version: number;
};

/** What the lane knows and the caller does not. */
export type Recording = {
  readonly campaign: string;
  readonly command: string;
  readonly nonce: string;
  readonly recordedAt: number;
  readonly stream: string;
  readonly version: number;
};

/** Canonical JSON of the envelope. Throws TypeError for what canonical JSON or a leaf cannot hold. */
export function encodeLeaf(event: NewEvent, recording: Recording): string {
  // Written out, in order, because this is the hot path: a spec holds it equal to canonicalJson of the whole.
  const json =
    `{"actor":${canonicalText(event.actor)},"amountFen":${canonicalJson(event.amountFen ?? null)},` +
    `"campaign":"${recording.campaign}","causation":${canonicalJson(event.causation ?? null)},` +
    `"command":"${recording.command}","data":${canonicalJson(event.data)},"nonce":"${recording.nonce}",` +
    `"occurredAt":"${instantText(event.occurredAt)}","onBehalfOf":${canonicalJson(event.onBehalfOf ?? null)},` +
    `"person":${personJson(event.person ?? null)},"recordedAt":"${recordedText(recording.recordedAt)}",` +
    `"schemaVersion":${canonicalJson(event.schemaVersion ?? 1)},"stream":"${recording.stream}",` +
    `"type":${canonicalText(event.type)},"unit":${canonicalText(event.unit)},"version":${recording.version}}`;
  if (json.length * 3 > MAX_LEAF_BYTES && Buffer.byteLength(json) > MAX_LEAF_BYTES) {
    throw new TypeError(`${event.type} is larger than ${MAX_LEAF_BYTES} bytes; attachments enter by digest`);
  }
  return json;
}

/** The members of a leaf. The bytes come from the log, so their shape is trusted; a damaged text throws. */
export function decodeLeaf(json: string): Leaf {
  const stored = JSON.parse(json) as Leaf & { readonly occurredAt: string; readonly recordedAt: string };
  return { ...stored, occurredAt: Date.parse(stored.occurredAt), recordedAt: Date.parse(stored.recordedAt) };
}

const DAY_MS = 86_400_000;
const TWO_DIGITS = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'));

/** The day that was last asked for, since 1970, and how its instants begin: neighbours are mostly of one day. */
let lastDay = { number: 0, text: '1970-01-01T' };

/** RFC 3339 in UTC with three decimals. Throws TypeError outside the years 0 to 9999 and for fractions of a ms. */
export function instantText(epochMs: number): string {
  if (!Number.isInteger(epochMs) || epochMs < -62_167_219_200_000 || epochMs > 253_402_300_799_999) {
    throw new TypeError(`not an instant in whole milliseconds: ${epochMs}`);
  }
  const day = Math.floor(epochMs / DAY_MS);
  if (day !== lastDay.number) lastDay = { number: day, text: new Date(day * DAY_MS).toISOString().slice(0, 11) };
  const ms = epochMs - day * DAY_MS;
  const s = Math.floor(ms / 1_000);
  const m = Math.floor(s / 60);
  const clock = `${TWO_DIGITS[Math.floor(m / 60)]!}:${TWO_DIGITS[m % 60]!}:${TWO_DIGITS[s % 60]!}`;
  return `${lastDay.text}${clock}.${String(1_000 + ms - s * 1_000).slice(1)}Z`;
}

let lastRecorded = { epochMs: 0, text: '1970-01-01T00:00:00.000Z' };

/** `instantText` of a clock that stands still for many events of one flush or page. */
function recordedText(epochMs: number): string {
  if (epochMs !== lastRecorded.epochMs) lastRecorded = { epochMs, text: instantText(epochMs) };
  return lastRecorded.text;
}

function personJson(person: PersonReference | null): string {
  if (person === null) return 'null';
  const { category, contact, identity, key } = person;
  return (
    (category === undefined ? '{' : `{"category":${canonicalText(category)},`) +
    (contact === undefined ? '' : `"contact":${canonicalText(contact)},`) +
    (identity === undefined ? '' : `"identity":${canonicalText(identity)},`) +
    `"key":${canonicalText(key)}}`
  );
}
