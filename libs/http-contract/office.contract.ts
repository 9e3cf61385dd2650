import { z } from 'zod';

import { accepted } from './accepted.ts';
import { isoDate } from './iso-date.ts';
import { asOfQuery, moment } from './moment.ts';
import { reasonText } from './reason-text.ts';
import { sha256Hex } from './sha256-hex.ts';
import { operation } from './operation.ts';

const accountRow = z.object({
  account: z.string(),
  name: z.string(),
  tail: z.string(),
  state: z.enum(['planned', 'open', 'locked', 'lock-unconfirmed', 'cleared']),
  lockDueAt: z.number(),
  lockedAt: z.number().nullable(),
  statements: z.int(),
  lastStatementTo: z.string().nullable(),
  closingFen: z.int().nullable(),
  matchedLines: z.int(),
  unidentifiedLines: z.int(),
  unidentifiedFen: z.int(),
  isClosingTaken: z.boolean(),
});
const posting = z.object({
  township: z.string(),
  village: z.string(),
  unit: z.string(),
  name: z.string(),
  state: z.enum(['not-due', 'due', 'standing', 'stood', 'taken-down']),
  postedOn: z.string().nullable(),
  earliestDown: z.string().nullable(),
  daysStood: z.int(),
  people: z.int(),
  openObjections: z.int(),
  objections: z.array(z.object({ objection: z.string(), subject: z.string(), answer: z.string().nullable() })),
});
const villagePath = '/api/villages/:township/:village' as const;

export const officeContract = {
  bank: operation({
    method: 'GET',
    path: '/api/bank',
    summary: '账户与流水 accounts and statements',
    roles: ['bank-clerk', 'county-coordinator', 'tax-branch', 'auditor'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({ accounts: z.array(accountRow), moment }),
  }),
  /** The lock, by document, when the bank system could not confirm it. */
  confirmLock: operation({
    method: 'POST',
    path: '/api/bank/:account/confirm-lock',
    summary: '确认锁户 confirm the lock',
    roles: ['bank-clerk'],
    scope: 'county',
    body: z.strictObject({ documentSha256: sha256Hex }),
    answer: accepted,
  }),
  /** Asks the bank for what has been booked since the last statement. */
  fetchStatement: operation({
    method: 'POST',
    path: '/api/bank/:account/fetch-statement',
    summary: '取流水 hand over the statement',
    roles: ['bank-clerk'],
    scope: 'county',
    body: z.strictObject({}),
    answer: accepted,
  }),
  bureau: operation({
    method: 'GET',
    path: '/api/bureau',
    summary: '待接收批次 hand-overs',
    roles: ['insurance-bureau', 'county-coordinator', 'auditor'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({
      handovers: z.array(
        z.object({
          handover: z.string(),
          township: z.string(),
          name: z.string(),
          people: z.int(),
          pages: z.int(),
          sentAt: z.string(),
          state: z.enum(['sent', 'accepted', 'finished']),
          enrolled: z.int(),
          refused: z.int(),
        }),
      ),
      moment,
    }),
  }),
  acceptHandover: operation({
    method: 'POST',
    path: '/api/bureau/:township/accept',
    summary: '接收批次 accept the hand-over for import',
    roles: ['insurance-bureau'],
    scope: 'county',
    body: z.strictObject({}),
    answer: accepted,
  }),
  /** CSV: 身份证号,姓名,乡镇代码,村代码,组,类别. Any wrong row returns the list whole. */
  submitSponsorList: operation({
    method: 'POST',
    path: '/api/sponsor-lists',
    summary: '报送资助名单 submit a sponsor list',
    roles: ['sponsor-department'],
    scope: 'own',
    body: z.strictObject({ csv: z.string().min(1).max(10_000_000) }),
    answer: accepted.extend({ people: z.int() }),
  }),
  sponsorLists: operation({
    method: 'GET',
    path: '/api/sponsor-lists',
    summary: '资助名单 sponsor lists',
    roles: ['sponsor-department', 'county-coordinator', 'tax-branch', 'auditor'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({
      lists: z.array(
        z.object({
          department: z.string(),
          title: z.string(),
          version: z.int(),
          people: z.int(),
          receivedAt: z.string().nullable(),
        }),
      ),
      moment,
    }),
  }),
  postings: operation({
    method: 'GET',
    path: '/api/postings',
    summary: '公示 postings',
    roles: ['village-committee', 'township-office', 'county-coordinator', 'supervisor', 'auditor'],
    scope: 'own',
    query: asOfQuery,
    answer: z.object({ postings: z.array(posting), moment }),
  }),
  confirmPosting: operation({
    method: 'POST',
    path: `${villagePath}/posting`,
    summary: '张贴 put up, with photo',
    roles: ['village-committee', 'township-office'],
    scope: 'village',
    body: z.strictObject({ photoSha256: sha256Hex, postedOn: isoDate }),
    answer: accepted,
  }),
  takeDown: operation({
    method: 'POST',
    path: `${villagePath}/posting/take-down`,
    summary: '取下 take down',
    roles: ['village-committee', 'township-office'],
    scope: 'village',
    body: z.strictObject({ photoSha256: sha256Hex, takenDownOn: isoDate }),
    answer: accepted,
  }),
  raiseObjection: operation({
    method: 'POST',
    path: `${villagePath}/objections`,
    summary: '异议 objection',
    roles: ['village-committee', 'township-office'],
    scope: 'village',
    body: z.strictObject({ subject: reasonText }),
    answer: accepted.extend({ objection: z.string() }),
  }),
  answerObjection: operation({
    method: 'POST',
    path: `${villagePath}/objections/:objection/answer`,
    summary: '答复异议 answer',
    roles: ['township-office'],
    scope: 'village',
    body: z.strictObject({ answer: reasonText }),
    answer: accepted,
  }),
};
