import type { AppendRequest, StreamAppend } from './append-events.ts';
import { checkedCount, checkedText, checkedUuid } from './checked-text.internal.ts';
import type { Claim } from './claim.ts';
import type { CodeBook } from './code-book.internal.ts';
import { commandKey } from './command-key.ts';
import { encodeLeaf } from './leaf.ts';
import { nonce } from './nonce.internal.ts';
import type { SealedRow } from './sealed-row.ts';
import { streamKey } from './stream-key.ts';

/** A request as the database takes it. Built before the lock: everything slow is done here. */
export type EncodedRequest = {
  readonly command: string;
  readonly digest: Uint8Array;
  /** Per stream of the request its key, and the version at which it must stand. */
  readonly checks: readonly { readonly key: string; readonly version: number }[];
  readonly rows: readonly EncodedRow[];
  readonly claims: readonly EncodedClaim[];
  readonly sealed: readonly SealedRow[];
};

/** Column values of one event; instants in epoch milliseconds. */
export type EncodedRow = {
  readonly stream: string;
  readonly version: number;
  readonly type: number;
  readonly schemaVersion: number;
  readonly unit: string;
  readonly person: string | null;
  readonly amountFen: number | null;
  readonly occurredAt: number;
  readonly recordedAt: number;
  readonly leaf: string;
};

/** `held`: must be held, and is released. */
export type EncodedClaim = { readonly kind: number; readonly key: string; readonly held: boolean };

export type Encoding = { readonly campaign: string; readonly codes: CodeBook; readonly recordedAt: number };

/**
 * Encodes a request, stamped with `recordedAt`; its names are learnt (unknown-names.internal.ts). Throws TypeError for
 * what the log cannot hold.
 */
export function encodeRequest(request: AppendRequest, encoding: Encoding): EncodedRequest {
  const { claims = [], commandId, digest, releases = [], sealed = [], streams } = request;
  const command = commandKey(commandId);
  const checks: { key: string; version: number }[] = [];
  const rows: EncodedRow[] = [];
  for (const part of streams) {
    const key = streamKey(part.stream);
    if (part.events.length === 0) throw new TypeError(`nothing to append to ${part.stream}`);
    if (checks.some((check) => check.key === key)) throw new TypeError(`${part.stream} twice in one request`);
    checks.push({ key, version: checkedCount(part.expectedVersion) });
    encodeRows(rows, part, { ...encoding, command, key });
  }
  if (rows.length === 0) throw new TypeError('a request without events');
  return {
    command,
    digest,
    checks,
    rows,
    claims: encodeClaims(claims, releases, encoding.codes),
    sealed: checkedRows(sealed),
  };
}

function encodeRows(
  rows: EncodedRow[],
  { events, expectedVersion, stream }: StreamAppend,
  { campaign, codes, command, key, recordedAt }: Encoding & { readonly command: string; readonly key: string },
): void {
  let version = expectedVersion;
  for (const event of events) {
    version += 1;
    const recording = { campaign, command, nonce: nonce(), recordedAt, stream, version };
    rows.push({
      stream: key,
      version,
      type: codes.eventType(event.type)!,
      schemaVersion: checkedCount(event.schemaVersion ?? 1),
      unit: checkedText(event.unit),
      person: event.person == null ? null : checkedUuid(event.person.key),
      amountFen: event.amountFen ?? null,
      occurredAt: event.occurredAt,
      recordedAt,
      leaf: encodeLeaf(event, recording),
    });
  }
}

function encodeClaims(claims: readonly Claim[], releases: readonly Claim[], codes: CodeBook): readonly EncodedClaim[] {
  if (claims.length + releases.length === 0) return [];
  const names = [...claims, ...releases].map(({ key, kind }) => `${kind}/${key}`);
  if (new Set(names).size < names.length) throw new TypeError('a claim twice in one request');
  const encoded = ({ key, kind }: Claim, held: boolean) => ({
    kind: codes.claimKind(kind)!,
    key: checkedText(key),
    held,
  });
  return [...claims.map((claim) => encoded(claim, false)), ...releases.map((claim) => encoded(claim, true))];
}

function checkedRows(sealed: readonly SealedRow[]): readonly SealedRow[] {
  for (const { group, keyVersion, person } of sealed) {
    checkedUuid(person);
    checkedCount(group);
    checkedCount(keyVersion);
  }
  return sealed;
}
