import { z } from 'zod';

import { accepted } from './accepted.ts';
import { gateAnswer } from './gate-answer.ts';
import { isoDate } from './iso-date.ts';
import { threeMeasures } from './measure.ts';
import { asOfQuery, moment } from './moment.ts';
import { phaseSchema } from './phase-schema.ts';
import { reasonText } from './reason-text.ts';
import { registrationId } from './registration-id.ts';
import { screeningQueue } from './screening-queue.ts';
import { screeningRows } from './screening-rows.ts';
import { sha256Hex } from './sha256-hex.ts';
import { operation } from './operation.ts';

const round = z.union([z.literal(1), z.literal(2)]);
const readers = [
  'county-coordinator',
  'township-office',
  'health-centre',
  'tax-branch',
  'supervisor',
  'auditor',
  'discipline-inspector',
] as const;

const agentRow = z.object({
  agent: z.string(),
  name: z.string(),
  village: z.string(),
  isTrained: z.boolean(),
  hasBook: z.boolean(),
  cashFen: z.int(),
  cashPeople: z.int(),
  baggedFen: z.int(),
  depositedFen: z.int(),
  firstReceiptAt: z.number().nullable(),
  dueAt: z.number().nullable(),
  alert: z.enum(['none', 'warned', 'breached', 'escalated']),
  returned: z.int(),
});
const villageRow = z.object({
  village: z.string(),
  unit: z.string(),
  name: z.string(),
  task: z.int(),
  measures: threeMeasures,
  gap: z.int(),
});
/** A registration as a screening desk sees it. `idNumber` and `name` only where the caller screens; else masked. */
const registrationRow = z.object({
  registration: registrationId,
  village: z.string(),
  villageName: z.string(),
  group: z.string(),
  agent: z.string(),
  agentName: z.string(),
  receipt: z.string(),
  name: z.string(),
  idNumber: z.string(),
  status: z.string(),
  round: z.int(),
  reasons: z.array(z.string()),
  amountFen: z.int(),
});

const command = (
  name: string,
  summary: string,
  roles: readonly ('health-centre' | 'tax-branch' | 'township-office' | 'county-coordinator')[],
) =>
  operation({
    method: 'POST',
    path: `/api/townships/:township/${name}`,
    summary,
    roles,
    scope: 'township',
    body: z.strictObject({ round }),
    answer: accepted,
  });

export const townshipContract = {
  list: operation({
    method: 'GET',
    path: '/api/townships',
    summary: '乡镇 townships the caller may see',
    roles: 'signed-in',
    scope: 'own',
    query: asOfQuery,
    answer: z.object({
      townships: z.array(
        z.object({
          code: z.string(),
          unit: z.string(),
          name: z.string(),
          phase: phaseSchema.nullable(),
          task: z.int(),
          measures: threeMeasures,
        }),
      ),
      moment,
    }),
  }),
  page: operation({
    method: 'GET',
    path: '/api/townships/:township',
    summary: '乡镇页 township page',
    roles: readers,
    scope: 'township',
    query: asOfQuery,
    answer: z.object({
      code: z.string(),
      unit: z.string(),
      name: z.string(),
      task: z.int(),
      measures: threeMeasures,
      phases: z.array(
        z.object({
          phase: phaseSchema,
          state: z.enum(['planned', 'open', 'closed']),
          openedAt: z.number().nullable(),
          closedAt: z.number().nullable(),
          isOverridden: z.boolean(),
        }),
      ),
      plan: z.object({ title: z.string(), documentSha256: z.string() }).nullable(),
      training: z.object({ agents: z.int(), trainedOn: z.string() }).nullable(),
      account: z.object({ account: z.string(), tail: z.string(), isLocked: z.boolean() }).nullable(),
      responsible: z.array(z.object({ title: z.string(), name: z.string() })),
      villages: z.array(villageRow),
      agents: z.array(agentRow),
      moment,
    }),
  }),
  filePlan: operation({
    method: 'POST',
    path: '/api/townships/:township/plan',
    summary: '报送方案 file the plan',
    roles: ['township-office'],
    scope: 'township',
    body: z.strictObject({ title: z.string().trim().min(2).max(120), documentSha256: sha256Hex }),
    answer: accepted,
  }),
  confirmTraining: operation({
    method: 'POST',
    path: '/api/townships/:township/training',
    summary: '确认培训 confirm training',
    roles: ['township-office'],
    scope: 'township',
    body: z.strictObject({ agents: z.array(z.string()).min(1).max(400), trainedOn: isoDate }),
    answer: accepted,
  }),
  issueBook: operation({
    method: 'POST',
    path: '/api/townships/:township/books',
    summary: '发放收据本 issue a receipt book (R-402)',
    roles: ['tax-branch'],
    scope: 'township',
    body: z.strictObject({
      agent: z.string(),
      series: z.string().regex(/^[A-Z]{2}\d{4}$/),
      from: z.int().positive(),
      to: z.int().positive(),
    }),
    answer: accepted,
  }),
  advance: operation({
    method: 'POST',
    path: '/api/townships/:township/advance',
    summary: '推进本乡镇 advance this township (R-302)',
    roles: ['county-coordinator', 'township-office'],
    scope: 'township',
    body: z.strictObject({
      phase: phaseSchema,
      override: z.strictObject({ reason: reasonText, approvalId: z.uuid() }).optional(),
    }),
    answer: accepted,
  }),
  gate: operation({
    method: 'GET',
    path: '/api/townships/:township/gate',
    summary: '本乡镇关口 this township gate',
    roles: readers,
    scope: 'township',
    query: z.object({ phase: phaseSchema }),
    answer: gateAnswer,
  }),
  startFirstCheck: command('first-check', '初检 first check (R-404)', ['health-centre']),
  handOver: command('hand-over', '移交 hand over whole (R-411)', ['health-centre']),
  startRegisterCheck: command('register-check', '比对人口库 ask the population register (R-405)', ['tax-branch']),
  returnFeedback: command('return-feedback', '反馈 return feedback', ['tax-branch']),
  startEnrolment: operation({
    method: 'POST',
    path: '/api/townships/:township/enrolment',
    summary: '入库 second screening and enrolment',
    roles: ['tax-branch'],
    scope: 'township',
    body: z.strictObject({}),
    answer: accepted,
  }),
  screening: operation({
    method: 'GET',
    path: '/api/townships/:township/screening',
    summary: '筛查队列 screening queue, village by village (R-404 to R-411)',
    roles: ['health-centre', 'tax-branch', 'auditor'],
    scope: 'township',
    query: asOfQuery,
    answer: screeningQueue,
  }),
  screeningRows: operation({
    method: 'GET',
    path: '/api/townships/:township/screening/rows',
    summary: '筛查的行 rows behind the queue, with reasons, corrections and the way out',
    roles: ['health-centre', 'tax-branch', 'auditor'],
    scope: 'township',
    query: screeningRows.asked,
    answer: screeningRows.answer,
  }),
  enrolment: operation({
    method: 'GET',
    path: '/api/townships/:township/enrolment',
    summary: '入库 enrolment',
    roles: ['tax-branch', 'insurance-bureau', 'county-coordinator', 'auditor'],
    scope: 'township',
    query: asOfQuery,
    answer: z.object({
      valid: z.int(),
      funded: z.int(),
      enrolled: z.int(),
      refused: z.int(),
      certificates: z.int(),
      entered: z.int(),
      enteredFen: z.int(),
      pages: z.array(
        z.object({
          page: z.string(),
          people: z.int(),
          fen: z.int(),
          state: z.enum(['ordered', 'entered']),
          reference: z.string().nullable(),
        }),
      ),
      moment,
    }),
  }),
  leftovers: operation({
    method: 'GET',
    path: '/api/townships/:township/leftovers',
    summary: '遗留问题 leftovers',
    roles: ['tax-branch', 'health-centre', 'township-office', 'county-coordinator', 'auditor'],
    scope: 'township',
    query: asOfQuery,
    answer: z.object({
      kinds: z.array(z.object({ kind: z.string(), title: z.string(), opened: z.int(), resolved: z.int() })),
      rows: z.array(
        registrationRow.extend({
          kind: z.string(),
          hop: z.enum(['account', 'requested', 'approved', 'health-centre', 'agent', 'payer', 'none']),
          since: z.string(),
          outcome: z.string().nullable(),
        }),
      ),
      hops: z.array(z.object({ hop: z.string(), fen: z.int(), people: z.int() })),
      moment,
    }),
  }),
  requestRefunds: operation({
    method: 'POST',
    path: '/api/townships/:township/refunds',
    summary: '申请退款 ask for refunds (a second person approves, R-609)',
    roles: ['health-centre'],
    scope: 'township',
    /** An approval names every one of them, and an event holds 16 KB: longer lists are asked for in parts. */
    body: z.strictObject({ registrations: z.array(registrationId).min(1).max(350), reason: reasonText }),
    answer: accepted.extend({ approvalId: z.uuid(), people: z.int(), fen: z.int() }),
  }),
  handOnRefunds: operation({
    method: 'POST',
    path: '/api/townships/:township/refunds/hand-on',
    summary: '转交代征人 hand refunds on to agents',
    roles: ['health-centre'],
    scope: 'township',
    body: z.strictObject({ registrations: z.array(registrationId).min(1).max(2_000) }),
    answer: accepted.extend({ handedOn: z.int() }),
  }),
};
