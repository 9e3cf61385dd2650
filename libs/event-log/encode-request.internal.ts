import type { AppendRequest } from './append-events.ts';
import type { CodeBook, Names } from './code-book.internal.ts';
import { commandKey } from './command-key.ts';
import { encodeLeaf, instantText } from './leaf.ts';
import { nonce } from './nonce.internal.ts';
import { streamKey } from './stream-key.ts';

/** A request as the database takes it. Built before the lock: everything slow is done here. */
export type EncodedRequest = {
  readonly commandId: string;
  readonly command: string;
  readonly digestHex: string;
  readonly rows: readonly EncodedRow[];
  readonly claims: readonly { readonly kind: number; readonly key: string; readonly held: boolean }[];
  readonly sealed: readonly { readonly person: string; readonly group: number; readonly keyVersion: number; readonly hex: string }[];
};

export type EncodedRow = {
  readonly stream: string;
  readonly version: number;
  readonly type: number;
  readonly schemaVersion: number;
  readonly unit: string;
  readonly person: string | null;
  readonly amountFen: number | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly leaf: string;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const CONTROL = /[\x00-\x1f\x7f]/;

/** The names in a request whose codes the code book must know before it can be encoded. */
export function namesIn(request: AppendRequest): Names {
  return {
    streams: request.streams.map(({ stream }) => stream),
    eventTypes: request.streams.flatMap(({ events }) => events.map(({ type }) => type)),
    claimKinds: [...(request.claims ?? []), ...(request.releases ?? [])].map(({ kind }) => kind),
  };
}

/** Encodes a request, stamped with `recordedAt`. Throws TypeError for what the log cannot hold. */
export function encodeRequest(
  request: AppendRequest,
  { campaign, codes, recordedAt }: { readonly campaign: string; readonly codes: CodeBook; readonly recordedAt: number },
): EncodedRequest {
  const command = commandKey(request.commandId);
  const recordedAtText = instantText(recordedAt);
  const rows: EncodedRow[] = [];
  for (const { events, expectedVersion, stream } of request.streams) {
    const key = streamKey(stream);
    let version = checkedCount(expectedVersion);
    if (events.length === 0) throw new TypeError(`nothing to append to ${stream}`);
    for (const event of events) {
      version += 1;
      rows.push({
        stream: key,
        version,
        type: codes.eventTypes.get(event.type)!,
        schemaVersion: checkedCount(event.schemaVersion ?? 1),
        unit: checkedText(event.unit),
        person: event.person == null ? null : checkedUuid(event.person.key),
        amountFen: event.amountFen ?? null,
        occurredAt: instantText(event.occurredAt),
        recordedAt: recordedAtText,
        leaf: encodeLeaf(event, { campaign, command, nonce: nonce(), recordedAt, stream, version }),
      });
    }
  }
  if (rows.length === 0) throw new TypeError('a request without events');
  return {
    commandId: request.commandId,
    command,
    digestHex: Buffer.from(request.digest).toString('hex'),
    rows,
    claims: [
      ...(request.claims ?? []).map((claim) => ({ ...claim, held: false })),
      ...(request.releases ?? []).map((claim) => ({ ...claim, held: true })),
    ].map(({ held, key, kind }) => ({ kind: codes.claimKinds.get(kind)!, key: checkedText(key), held })),
    sealed: (request.sealed ?? []).map(({ ciphertext, group, keyVersion, person }) => ({
      person: checkedUuid(person),
      group: checkedCount(group),
      keyVersion: checkedCount(keyVersion),
      hex: Buffer.from(ciphertext).toString('hex'),
    })),
  };
}

export function checkedText(text: string): string {
  if (text === '' || CONTROL.test(text)) throw new TypeError(`empty, or with a control character: ${JSON.stringify(text)}`);
  return text;
}

export function checkedUuid(text: string): string {
  if (!UUID.test(text)) throw new TypeError('a person key is a UUID in lower case');
  return text;
}

export function checkedCount(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > 2_000_000_000) throw new TypeError(`not a count: ${value}`);
  return value;
}
