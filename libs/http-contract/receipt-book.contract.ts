import { z } from 'zod';

import { accepted } from './accepted.ts';
import { asOfQuery, moment } from './moment.ts';
import { operation } from './operation.ts';
import { reasonText } from './reason-text.ts';
import { sha256Hex } from './sha256-hex.ts';

const readers = [
  'tax-branch',
  'township-office',
  'county-coordinator',
  'supervisor',
  'auditor',
  'discipline-inspector',
] as const;

const receipt = z.string().regex(/^[A-Z]{2}\d{4}-\d{8}$/);
const sheets = z.int().nonnegative().max(10_000);
const range = z.object({ from: z.int(), to: z.int() });

/** used + void + returned + unaccounted = last − first + 1. Instants are epoch ms on the plan's clock. */
const bookRow = z.object({
  book: z.string(),
  agent: z.string(),
  agentName: z.string(),
  village: z.string(),
  villageName: z.string(),
  series: z.string(),
  first: z.int(),
  last: z.int(),
  used: z.int(),
  void: z.int(),
  returned: z.int(),
  unaccounted: z.int(),
  openCases: z.int(),
  /** Sheets that should still be in the book: neither ended nor reported. */
  blank: z.int(),
  status: z.enum(['issued', 'handed-back', 'counted', 'settled']),
  sheets: z.int().nullable(),
  handedBackAt: z.number().nullable(),
  countedAt: z.number().nullable(),
  settledAt: z.number().nullable(),
});

/** A number that has an end, or a case. What is not listed has neither. */
const bookNumber = z.object({
  number: z.int(),
  end: z.enum(['used', 'void', 'returned', 'none']),
  /** Shanghai date of use, or of the end. */
  endedOn: z.string().nullable(),
  why: z.string(),
  documentSha256: z.string().nullable(),
  /** Of a used number; one that was traced is recorded under another receipt number. */
  registration: z.string().nullable(),
  isTraced: z.boolean(),
  case: z
    .object({
      kind: z.enum(['missing', 'used-twice']),
      by: z.enum(['agent', 'tax-branch']),
      why: z.string(),
      isOpen: z.boolean(),
      reportedAt: z.number(),
      finding: z.enum(['used', 'lost', 'unused']).nullable(),
      findingWhy: z.string().nullable(),
      closedAt: z.number().nullable(),
    })
    .nullable(),
});

const report = z.strictObject({ kind: z.enum(['missing', 'used-twice']), reason: reasonText });

/** Receipt books: the agent's own, and those of a township, which its tax branch settles. */
export const receiptBookContract = {
  list: operation({
    method: 'GET',
    path: '/api/townships/:township/books',
    summary: '收据本 receipt books',
    roles: readers,
    scope: 'township',
    query: asOfQuery,
    answer: z.object({ books: z.array(bookRow), moment }),
  }),
  page: operation({
    method: 'GET',
    path: '/api/townships/:township/book',
    summary: '一本收据的每个号码 a book, number by number',
    roles: readers,
    scope: 'township',
    query: asOfQuery.extend({ book: z.string().max(20) }),
    answer: z.object({ book: bookRow, numbers: z.array(bookNumber), moment }),
  }),
  receipt: operation({
    method: 'GET',
    path: '/api/townships/:township/receipt',
    summary: '一个收据号的经过 what became of a receipt number',
    roles: readers,
    scope: 'township',
    query: asOfQuery.extend({ receipt }),
    answer: z.object({
      receipt,
      /** Oldest first. `data` of the events is for auditors only. */
      events: z.array(z.object({ position: z.int(), type: z.string(), occurredAt: z.string(), actorName: z.string() })),
      moment,
    }),
  }),
  report: operation({
    method: 'POST',
    path: '/api/townships/:township/receipts/:receipt/case',
    summary: '立案 report a number missing or used twice',
    roles: ['tax-branch'],
    scope: 'township',
    body: report,
    answer: accepted,
  }),
  closeCase: operation({
    method: 'POST',
    path: '/api/townships/:township/receipts/:receipt/case/close',
    summary: '结案 close a case with a finding',
    roles: ['tax-branch'],
    scope: 'township',
    body: z.discriminatedUnion('finding', [
      /** `ofReceipt`: the number under which the payer was registered. */
      z.strictObject({
        finding: z.literal('used'),
        ofReceipt: receipt,
        documentSha256: sha256Hex,
        reason: reasonText,
      }),
      z.strictObject({ finding: z.literal('lost'), documentSha256: sha256Hex, reason: reasonText }),
      z.strictObject({ finding: z.literal('unused'), reason: reasonText }),
    ]),
    answer: accepted,
  }),
  count: operation({
    method: 'POST',
    path: '/api/townships/:township/books/:book/count',
    summary: '清点退回的空白收据 count the unused sheets that came back',
    roles: ['tax-branch'],
    scope: 'township',
    body: z.strictObject({ sheets }),
    answer: accepted,
  }),
  settle: operation({
    method: 'POST',
    path: '/api/townships/:township/books/:book/settle',
    summary: '结清 settle a book, at zero unaccounted numbers',
    roles: ['tax-branch'],
    scope: 'township',
    body: z.strictObject({}),
    answer: accepted,
  }),
  mine: operation({
    method: 'GET',
    path: '/api/agent/books',
    summary: '本人的收据本 own receipt books',
    roles: ['agent'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({
      /** `blanks`: the numbers of the sheets that should still be in the book. */
      books: z.array(bookRow.extend({ blanks: z.array(range), reported: z.array(z.int()) })),
      moment,
    }),
  }),
  voidReceipt: operation({
    method: 'POST',
    path: '/api/agent/receipts/:receipt/void',
    summary: '作废一张收据 void a spoilt sheet',
    roles: ['agent'],
    scope: 'object',
    body: z.strictObject({ photoSha256: sha256Hex, reason: reasonText }),
    answer: accepted,
  }),
  reportOwn: operation({
    method: 'POST',
    path: '/api/agent/receipts/:receipt/case',
    summary: '报失 report a number of the own book',
    roles: ['agent'],
    scope: 'object',
    body: report,
    answer: accepted,
  }),
  handBack: operation({
    method: 'POST',
    path: '/api/agent/books/:book/hand-back',
    summary: '交回收据本 hand a book back',
    roles: ['agent'],
    scope: 'object',
    body: z.strictObject({ sheets }),
    answer: accepted,
  }),
};
