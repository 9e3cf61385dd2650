import type { EncodedRequest } from './encode-request.internal.ts';

/** The one prepared statement of a lane (infra/migrations/0001-event-log.sql). */
export const FLUSH_TEXT = `select * from append_flush(${Array.from({ length: 23 }, (_, i) => `$${i + 1}`).join(',')})`;

const SEPARATOR = '\x1e';

/** One answer of `append_flush`, as an array row. */
export type FlushAnswer = [
  request: number,
  outcome: 'appended' | 'repeated' | 'other-body' | 'closed' | 'stale' | 'taken' | 'not-held',
  firstPosition: number | null,
  events: number | null,
  stream: string | null,
  version: number | null,
  claim: number | null,
];

/**
 * The parameters of `append_flush`. Arrays go as one literal each and texts joined by U+001E: the driver would escape
 * every element of an array on its own.
 */
export function flushValues(campaign: number, requests: readonly EncodedRequest[]): (number | string | null)[] {
  const rows = requests.flatMap((request, i) => request.rows.map((row) => ({ row, number: i + 1 })));
  return [
    campaign,
    list(requests.map(({ command }) => command)),
    list(requests.map(({ digestHex }) => bytes(digestHex))),
    list(rows.map(({ number }) => number)),
    list(rows.map(({ row }) => row.stream)),
    list(rows.map(({ row }) => row.version)),
    list(rows.map(({ row }) => row.type)),
    list(rows.map(({ row }) => row.schemaVersion)),
    rows.map(({ row }) => row.unit).join(SEPARATOR),
    list(rows.map(({ row }) => row.person)),
    list(rows.map(({ row }) => row.amountFen)),
    list(rows.map(({ row }) => row.occurredAt)),
    list(rows.map(({ row }) => row.recordedAt)),
    rows.map(({ row }) => row.leaf).join(SEPARATOR),
    ...claimValues(requests),
    ...sealedValues(requests),
  ];
}

function claimValues(requests: readonly EncodedRequest[]): (string | null)[] {
  const claims = requests.flatMap((request, i) => request.claims.map((claim) => ({ claim, number: i + 1 })));
  if (claims.length === 0) return [null, null, null, null];
  return [
    list(claims.map(({ number }) => number)),
    list(claims.map(({ claim }) => claim.kind)),
    claims.map(({ claim }) => claim.key).join(SEPARATOR),
    list(claims.map(({ claim }) => claim.held)),
  ];
}

function sealedValues(requests: readonly EncodedRequest[]): (string | null)[] {
  const sealed = requests.flatMap((request, i) => request.sealed.map((row) => ({ row, number: i + 1 })));
  if (sealed.length === 0) return [null, null, null, null, null];
  return [
    list(sealed.map(({ number }) => number)),
    list(sealed.map(({ row }) => row.person)),
    list(sealed.map(({ row }) => row.group)),
    list(sealed.map(({ row }) => row.keyVersion)),
    list(sealed.map(({ row }) => bytes(row.hex))),
  ];
}

/** An array literal. The elements are numbers, UUIDs, instants and hex: nothing in them needs escaping. */
export function list(elements: readonly (boolean | number | string | null)[]): string {
  let text = '{';
  for (let i = 0; i < elements.length; i += 1) text += (i === 0 ? '' : ',') + (elements[i] ?? 'NULL');
  return `${text}}`;
}

export function bytes(hex: string): string {
  return `"\\\\x${hex}"`;
}
