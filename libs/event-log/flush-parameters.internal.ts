import { arrayOfRows, type BinaryRows } from './binary-rows.internal.ts';
import type { EncodedRequest, EncodedRow } from './encode-request.internal.ts';

/** The two prepared statements of a lane, with the same parameters (infra/migrations/0001-event-log.sql). */
export const WHOLE_TEXT = 'select append_whole($1, $2, $3, $4, $5, $6), null';
export const ASKING_TEXT = 'select first_position, refusals from append_flush($1, $2, $3, $4, $5, $6)';

/** Numbers of the composite types that it takes. They differ from database to database. */
export type FlushTypes = {
  readonly flush_request: number;
  readonly flush_check: number;
  readonly flush_event: number;
  readonly flush_claim: number;
  readonly flush_sealed: number;
};

export const FLUSH_TYPES_TEXT = `select json_object_agg(typname, oid::int8) as types from pg_type
  where typnamespace = 'public'::regnamespace and typname like 'flush\\_%'`;

/** A row of `append_refusals`: of a request, by its number from 1. */
export type FlushRefusal = {
  readonly request: number;
  readonly outcome: 'repeated' | 'other-body' | 'closed' | 'stale' | 'taken' | 'not-held';
  readonly first_position: number | null;
  readonly events: number | null;
  readonly stream: string | null;
  readonly version: number | null;
  readonly claim: number | null;
};

/**
 * Who is not among the refusals was appended, one after the other from `firstPosition` on. Two nulls: something objects,
 * and the flush was not asking what.
 */
export type FlushAnswer = readonly [firstPosition: number | null, refusals: readonly FlushRefusal[] | null];

export type FlushParameters = (Buffer | number | null)[];

/** Requests that go together: asking, each gets an answer of its own; else all are appended, or nothing is. */
export type Flush = {
  readonly campaign: number;
  readonly requests: readonly EncodedRequest[];
  readonly isAsking: boolean;
};

/**
 * Writes the parameters of either statement, in the same memory for every flush: the driver copies them while `query` is
 * called, if the connection is free. Requests, events and claims keep their order.
 */
export function flushParameters(types: FlushTypes): (flush: Flush) => FlushParameters {
  const lists = {
    requests: arrayOfRows(types.flush_request, 4_096),
    checks: arrayOfRows(types.flush_check, 4_096),
    events: arrayOfRows(types.flush_event, 1 << 16),
    claims: arrayOfRows(types.flush_claim, 1_024),
    sealed: arrayOfRows(types.flush_sealed, 1_024),
  };
  const { checks, claims, events, sealed } = lists;
  return ({ campaign, isAsking, requests }) => {
    for (const list of Object.values(lists)) list.clear();
    let n = 0;
    for (let i = 0; i < requests.length; i += 1) n = writeRequest(lists, requests[i]!, { number: i + 1, n, isAsking });
    const rows = [taken(lists.requests), takenOrNull(checks), taken(events), takenOrNull(claims), takenOrNull(sealed)];
    return [campaign, ...rows];
  };
}

type Lists = { readonly [list in 'checks' | 'claims' | 'events' | 'requests' | 'sealed']: BinaryRows };

/** Writes the request with this number, whose first event is the flush's `n`-th; returns the `n` of the next. */
function writeRequest(
  lists: Lists,
  request: EncodedRequest,
  { isAsking, n, number }: { readonly isAsking: boolean; readonly n: number; readonly number: number },
): number {
  const { checks, requests } = lists;
  requests.row(4);
  requests.uuid(request.command);
  requests.bytes(request.digest);
  requests.int4(n);
  requests.int4(request.rows.length);
  for (const { key, version } of request.checks) {
    // That a stream is new its first version says, which can be there once.
    if (version === 0 && !isAsking) continue;
    checks.row(3);
    checks.int4(number);
    checks.uuid(key);
    checks.int4(version);
  }
  let next = n;
  for (const row of request.rows) {
    writeEvent(lists.events, row, { request: number, n: next, command: request.command });
    next += 1;
  }
  writeClaims(lists.claims, request, number);
  writeSealed(lists.sealed, request, number);
  return next;
}

function writeEvent(
  events: BinaryRows,
  row: EncodedRow,
  place: { readonly request: number; readonly n: number; readonly command: string },
): void {
  events.row(13);
  events.int4(place.request);
  events.int4(place.n);
  events.uuid(row.stream);
  events.int4(row.version);
  events.int2(row.type);
  events.int2(row.schemaVersion);
  events.text(row.unit);
  events.uuid(row.person);
  events.int8(row.amountFen);
  events.instant(row.occurredAt);
  events.instant(row.recordedAt);
  events.uuid(place.command);
  events.textBytes(row.leaf);
}

function writeClaims(claims: BinaryRows, request: EncodedRequest, number: number): void {
  for (const { held, key, kind } of request.claims) {
    claims.row(4);
    claims.int4(number);
    claims.int2(kind);
    claims.text(key);
    claims.bool(held);
  }
}

function writeSealed(sealed: BinaryRows, request: EncodedRequest, number: number): void {
  for (const { ciphertext, group, keyVersion, person } of request.sealed) {
    sealed.row(5);
    sealed.int4(number);
    sealed.uuid(person);
    sealed.int2(group);
    sealed.int4(keyVersion);
    sealed.bytes(ciphertext);
  }
}

/** As the driver takes it: a Buffer goes out as it is. */
function taken(rows: BinaryRows): Buffer {
  const { buffer, byteLength } = rows.take();
  return Buffer.from(buffer, 0, byteLength);
}

function takenOrNull(rows: BinaryRows): Buffer | null {
  return rows.rows === 0 ? null : taken(rows);
}
