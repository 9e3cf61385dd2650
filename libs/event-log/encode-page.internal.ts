import type { StreamAppend } from './append-events.ts';
import { binaryArray } from './binary-array.internal.ts';
import type { BulkPage, BulkRow } from './bulk-page.ts';
import { type BinaryRows, copyRows } from './binary-rows.internal.ts';
import { checkedCount, checkedText, checkedUuid } from './checked-text.internal.ts';
import { commandKey } from './command-key.ts';
import { encodeLeaf } from './leaf.ts';
import { nonce } from './nonce.internal.ts';
import type { SealedRow } from './sealed-row.ts';
import { streamKey } from './stream-key.ts';

/** COPY tuples, grouped by the rows of the page in order of stream key, with eight bytes blank for each position. */
export type GroupedTuples = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the group of each row begins in `bytes`, and behind the last where it ends. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** Which tuple is the first of each row, and behind the last how many there are. */
  readonly firsts: Uint32Array<ArrayBuffer>;
  /** Per tuple where its position goes; none for sealed rows, which have no position. */
  readonly blanks: Uint32Array<ArrayBuffer>;
};

/** A page as the database takes it, except for the positions, which are known under the lock only. */
export type EncodedPage = {
  readonly command: string;
  /** Per place in order of stream key the row's place in the page. */
  readonly order: Uint32Array<ArrayBuffer>;
  /** Parameters of `bulk_open`, in that order. */
  readonly checkStreams: Uint8Array<ArrayBuffer>;
  readonly checkVersions: Uint8Array<ArrayBuffer>;
  readonly events: GroupedTuples;
  readonly claims: GroupedTuples;
};

/** What `encodePage` needs of the page: all but the sealed rows, which are bytes already. It can cross to a thread. */
export type PageText = {
  readonly commandId: string;
  readonly rows: readonly Omit<BulkRow, 'isVital'>[];
};

export type PageEncoding = {
  readonly campaign: string;
  readonly campaignNumber: number;
  readonly eventTypes: { readonly [name: string]: number };
  readonly claimKinds: { readonly [name: string]: number };
  readonly recordedAt: number;
};

/** Columns of an event's tuple; `leaf_hash` is generated. */
export const EVENT_COLUMNS =
  'campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at, recorded_at, command, leaf';
export const CLAIM_COLUMNS = 'campaign, position, kind, key';
export const SEALED_COLUMNS = 'campaign, person, grp, key_version, ciphertext';

/** Encodes a page. Throws TypeError for what the log cannot hold; the message names the stream. */
export function encodePage(page: PageText, encoding: PageEncoding): EncodedPage {
  const command = commandKey(page.commandId);
  const keys = page.rows.map(({ stream }) => streamKey(stream));
  const order = Uint32Array.from(keys.keys()).sort((a, b) => (keys[a]! < keys[b]! ? -1 : keys[a]! > keys[b]! ? 1 : 0));
  order.forEach((row, place) => {
    if (place > 0 && keys[order[place - 1]!] === keys[row])
      throw new TypeError(`${page.rows[row]!.stream} twice in one page`);
  });
  const inOrder = Array.from(order, (row) => ({ ...page.rows[row]!, key: keys[row]! }));
  return {
    command,
    order,
    checkStreams: own(binaryArray.uuid(inOrder, ({ key }) => key)),
    checkVersions: own(binaryArray.int4(inOrder, ({ expectedVersion }) => checkedCount(expectedVersion))),
    events: grouped(inOrder, (row, tuples, blanks) => writeEvents(row, { ...encoding, command }, tuples, blanks)),
    claims: grouped(inOrder, (row, tuples, blanks) => writeClaims(row, encoding, tuples, blanks)),
  };
}

/** The sealed rows of a page in its order. They carry no position. */
export function encodeSealed(page: BulkPage, order: Uint32Array, campaignNumber: number): GroupedTuples {
  return grouped(
    Array.from(order, (row) => page.rows[row]!),
    ({ sealed = [] }, tuples) => {
      for (const row of sealed) writeSealed(row, campaignNumber, tuples);
    },
  );
}

function writeEvents(
  { events, expectedVersion, key, stream }: StreamAppend & { readonly key: string },
  encoding: PageEncoding & { readonly command: string },
  tuples: BinaryRows,
  blanks: number[],
): void {
  const { campaign, campaignNumber, command, eventTypes, recordedAt } = encoding;
  if (events.length === 0) throw new TypeError(`nothing to append to ${stream}`);
  let version = expectedVersion;
  for (const event of events) {
    version += 1;
    tuples.row(13);
    tuples.int4(campaignNumber);
    tuples.int8(0);
    blanks.push(tuples.length - 8);
    tuples.uuid(key);
    tuples.int4(version);
    tuples.int2(eventTypes[event.type]!);
    tuples.int2(checkedCount(event.schemaVersion ?? 1));
    tuples.text(checkedText(event.unit));
    tuples.uuid(event.person == null ? null : checkedUuid(event.person.key));
    tuples.int8(event.amountFen ?? null);
    tuples.instant(event.occurredAt);
    tuples.instant(recordedAt);
    tuples.uuid(command);
    tuples.text(encodeLeaf(event, { campaign, command, nonce: nonce(), recordedAt, stream, version }));
  }
}

function writeClaims(
  { claims = [] }: PageText['rows'][number],
  { campaignNumber, claimKinds }: PageEncoding,
  tuples: BinaryRows,
  blanks: number[],
): void {
  for (const { key, kind } of claims) {
    tuples.row(4);
    tuples.int4(campaignNumber);
    tuples.int8(0);
    blanks.push(tuples.length - 8);
    tuples.int2(claimKinds[kind]!);
    tuples.text(checkedText(key));
  }
}

function writeSealed(
  { ciphertext, group, keyVersion, person }: SealedRow,
  campaignNumber: number,
  tuples: BinaryRows,
): void {
  tuples.row(5);
  tuples.int4(campaignNumber);
  tuples.uuid(checkedUuid(person));
  tuples.int2(checkedCount(group));
  tuples.int4(checkedCount(keyVersion));
  tuples.bytes(ciphertext);
}

function grouped<R>(rows: readonly R[], write: (row: R, tuples: BinaryRows, blanks: number[]) => void): GroupedTuples {
  const tuples = copyRows(1 << 16);
  const blanks: number[] = [];
  const starts = new Uint32Array(rows.length + 1);
  const firsts = new Uint32Array(rows.length + 1);
  rows.forEach((row, place) => {
    starts[place] = tuples.length;
    firsts[place] = tuples.rows;
    write(row, tuples, blanks);
  });
  starts[rows.length] = tuples.length;
  firsts[rows.length] = tuples.rows;
  return { bytes: tuples.take(), starts, firsts, blanks: Uint32Array.from(blanks) };
}

/** A copy in a memory of its own, which can be handed to another thread. */
function own(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return new Uint8Array(buffer);
}
