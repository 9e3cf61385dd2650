import { binaryArray } from './binary-array.internal.ts';
import type { EncodedRequest } from './encode-request.internal.ts';

const PARAMETERS = 27;

/** The one prepared statement of a lane (infra/migrations/0001-event-log.sql). */
export const FLUSH_TEXT = `select * from append_flush(${Array.from({ length: PARAMETERS }, (_, i) => `$${i + 1}`).join(',')})`;

/** One answer of `append_flush`, as an array row; of request 0: all that are not listed were appended. */
export type FlushAnswer = readonly [
  request: number,
  outcome: 'appended' | 'repeated' | 'other-body' | 'closed' | 'stale' | 'taken' | 'not-held',
  firstPosition: number | null,
  events: number | null,
  stream: string | null,
  version: number | null,
  claim: number | null,
];

/** The parameters of `append_flush`; requests, events and claims keep their order. */
export function flushParameters(campaign: number, requests: readonly EncodedRequest[]): (Buffer | number | null)[] {
  const rows = requests.flatMap(({ rows }) => rows);
  const checks = requests.flatMap(({ checks }) => checks);
  return [
    campaign,
    binaryArray.uuid(requests, ({ command }) => command),
    binaryArray.bytes(requests, ({ digest }) => digest),
    binaryArray.int4(requests, ({ rows }) => rows.length),
    numbers(requests, ({ checks }) => checks.length),
    binaryArray.uuid(checks, ({ key }) => key),
    binaryArray.int4(checks, ({ version }) => version),
    numbers(requests, ({ rows }) => rows.length),
    binaryArray.uuid(rows, ({ stream }) => stream),
    binaryArray.int4(rows, ({ version }) => version),
    binaryArray.int2(rows, ({ type }) => type),
    binaryArray.int2(rows, ({ schemaVersion }) => schemaVersion),
    binaryArray.text(rows, ({ unit }) => unit),
    binaryArray.uuid(rows, ({ person }) => person),
    binaryArray.int8(rows, ({ amountFen }) => amountFen),
    binaryArray.instant(rows, ({ occurredAt }) => occurredAt),
    binaryArray.instant(rows, ({ recordedAt }) => recordedAt),
    binaryArray.textBytes(rows, ({ leaf }) => leaf),
    ...claimParameters(requests),
    ...sealedParameters(requests),
  ];
}

function claimParameters(requests: readonly EncodedRequest[]): (Buffer | null)[] {
  const claims = requests.flatMap(({ claims }) => claims);
  if (claims.length === 0) return [null, null, null, null];
  return [
    numbers(requests, ({ claims }) => claims.length),
    binaryArray.int2(claims, ({ kind }) => kind),
    binaryArray.text(claims, ({ key }) => key),
    binaryArray.bool(claims, ({ held }) => held),
  ];
}

function sealedParameters(requests: readonly EncodedRequest[]): (Buffer | null)[] {
  const sealed = requests.flatMap(({ sealed }) => sealed);
  if (sealed.length === 0) return [null, null, null, null, null];
  return [
    numbers(requests, ({ sealed }) => sealed.length),
    binaryArray.uuid(sealed, ({ person }) => person),
    binaryArray.int2(sealed, ({ group }) => group),
    binaryArray.int4(sealed, ({ keyVersion }) => keyVersion),
    binaryArray.bytes(sealed, ({ ciphertext }) => ciphertext),
  ];
}

/** For each part of each request the request's number, from 1. */
function numbers(requests: readonly EncodedRequest[], parts: (request: EncodedRequest) => number): Buffer {
  const list: number[] = [];
  for (let i = 0; i < requests.length; i += 1) {
    for (let left = parts(requests[i]!); left > 0; left -= 1) list.push(i + 1);
  }
  return binaryArray.int4(list, (number) => number);
}
