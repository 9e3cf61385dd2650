import {
  boolArray,
  bytesArray,
  instantArray,
  int2Array,
  int4Array,
  int8Array,
  textArray,
  textBytesArray,
  uuidArray,
} from './binary-array.internal.ts';
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
    uuidArray(requests, ({ command }) => command),
    bytesArray(requests, ({ digest }) => digest),
    int4Array(requests, ({ rows }) => rows.length),
    numbers(requests, ({ checks }) => checks.length),
    uuidArray(checks, ({ key }) => key),
    int4Array(checks, ({ version }) => version),
    numbers(requests, ({ rows }) => rows.length),
    uuidArray(rows, ({ stream }) => stream),
    int4Array(rows, ({ version }) => version),
    int2Array(rows, ({ type }) => type),
    int2Array(rows, ({ schemaVersion }) => schemaVersion),
    textArray(rows, ({ unit }) => unit),
    uuidArray(rows, ({ person }) => person),
    int8Array(rows, ({ amountFen }) => amountFen),
    instantArray(rows, ({ occurredAt }) => occurredAt),
    instantArray(rows, ({ recordedAt }) => recordedAt),
    textBytesArray(rows, ({ leaf }) => leaf),
    ...claimParameters(requests),
    ...sealedParameters(requests),
  ];
}

function claimParameters(requests: readonly EncodedRequest[]): (Buffer | null)[] {
  const claims = requests.flatMap(({ claims }) => claims);
  if (claims.length === 0) return [null, null, null, null];
  return [
    numbers(requests, ({ claims }) => claims.length),
    int2Array(claims, ({ kind }) => kind),
    textArray(claims, ({ key }) => key),
    boolArray(claims, ({ held }) => held),
  ];
}

function sealedParameters(requests: readonly EncodedRequest[]): (Buffer | null)[] {
  const sealed = requests.flatMap(({ sealed }) => sealed);
  if (sealed.length === 0) return [null, null, null, null, null];
  return [
    numbers(requests, ({ sealed }) => sealed.length),
    uuidArray(sealed, ({ person }) => person),
    int2Array(sealed, ({ group }) => group),
    int4Array(sealed, ({ keyVersion }) => keyVersion),
    bytesArray(sealed, ({ ciphertext }) => ciphertext),
  ];
}

/** For each part of each request the request's number, from 1. */
function numbers(requests: readonly EncodedRequest[], parts: (request: EncodedRequest) => number): Buffer {
  const list: number[] = [];
  for (let i = 0; i < requests.length; i += 1) {
    for (let left = parts(requests[i]!); left > 0; left -= 1) list.push(i + 1);
  }
  return int4Array(list, (number) => number);
}
