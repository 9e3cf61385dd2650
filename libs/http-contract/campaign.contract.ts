import { z } from 'zod';

import { accepted } from './accepted.ts';
import { gateAnswer } from './gate-answer.ts';
import { threeMeasures } from './measure.ts';
import { asOfQuery, moment } from './moment.ts';
import { phaseSchema } from './phase-schema.ts';
import { reasonText } from './reason-text.ts';
import { roleSchema } from './role-schema.ts';
import { townshipCode } from './township-code.ts';
import { operation } from './operation.ts';

export const clockSchema = z.object({
  planStartAt: z.number(),
  realStartAt: z.number(),
  speed: z.number(),
  holdAt: z.number().nullable(),
  heldBy: z.enum(['pace', 'person']).nullable(),
});

const phaseState = z.object({
  phase: phaseSchema,
  title: z.string(),
  opensAt: z.number(),
  dueAt: z.number(),
  state: z.enum(['planned', 'open', 'closed']),
  openedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  isOverridden: z.boolean(),
  townshipsClosed: z.int(),
  townshipsOpen: z.int(),
});
const deadlineState = z.object({
  key: z.string(),
  title: z.string(),
  phase: phaseSchema,
  dueAt: z.number(),
  owner: roleSchema,
  /** Every move, oldest first. */
  moves: z.array(
    z.object({ fromAt: z.number(), toAt: z.number(), reason: z.string(), by: z.string(), at: z.string() }),
  ),
  /** Units that are not ready for it, with what is missing; empty when all are, null when the log does not tell. */
  waitingFor: z.string().nullable(),
});
const campaignState = z.object({
  code: z.string(),
  title: z.string(),
  region: z.string(),
  pack: z.object({ id: z.string(), hash: z.string() }),
  isRehearsal: z.boolean(),
  isPaused: z.boolean(),
  isClosed: z.boolean(),
  clock: clockSchema,
  planNow: z.number(),
  phases: z.array(phaseState),
  deadlines: z.array(deadlineState),
  moment,
});
const alert = z.object({
  key: z.string(),
  severity: z.enum(['late', 'near', 'incomplete']),
  unit: z.string(),
  unitName: z.string(),
  fact: z.string(),
  ownerRole: roleSchema,
  ownerName: z.string(),
  since: z.number(),
  nextStep: z.string(),
  /** Console path that opens the rows. */
  opens: z.string(),
});
const townshipStrip = z.object({
  code: z.string(),
  unit: z.string(),
  name: z.string(),
  phase: phaseSchema.nullable(),
  step: z.string(),
  daysLate: z.int(),
  task: z.int(),
  measures: threeMeasures,
});
/** A place of money (R-600 ff.). The sum of all = collected. */
const place = z.object({
  place: z.string(),
  title: z.string(),
  fen: z.int(),
  people: z.int().nullable(),
  holders: z.string(),
  state: z.string(),
});
const overview = z.object({
  campaign: campaignState,
  task: z.object({
    people: z.int(),
    printedTotal: z.int().nullable(),
    rowSum: z.int().nullable(),
    isConfirmed: z.boolean(),
    targetRate: z.int(),
  }),
  measures: threeMeasures,
  /** One point a plan day, cumulative people. */
  course: z.array(z.object({ on: z.string(), registered: z.int(), deposited: z.int(), entered: z.int() })),
  collectedFen: z.int(),
  places: z.array(place),
  townships: z.array(townshipStrip),
  alerts: z.array(alert),
  alertCount: z.int(),
  sponsoredPeople: z.int(),
});

const everybody = 'signed-in' as const;

export const campaignContract = {
  open: operation({
    method: 'POST',
    path: '/api/campaign/open',
    summary: '开启征缴 open the campaign',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({
      packId: z.string(),
      people: z.int().min(100).max(2_000_000),
      seed: z.int(),
      /** Speed of the plan clock; 1 = in earnest. */
      speed: z.number().positive(),
      holdAt: z.number().nullable(),
    }),
    answer: accepted,
  }),
  state: operation({
    method: 'GET',
    path: '/api/campaign',
    summary: '征缴状态 state',
    roles: everybody,
    scope: 'none',
    query: asOfQuery,
    answer: campaignState,
  }),
  overview: operation({
    method: 'GET',
    path: '/api/campaign/overview',
    summary: '总览 overview',
    roles: ['county-coordinator', 'supervisor', 'auditor', 'discipline-inspector'],
    scope: 'county',
    query: asOfQuery,
    answer: overview,
  }),
  gate: operation({
    method: 'GET',
    path: '/api/campaign/gate',
    summary: '关口缺什么 what a gate is missing, township by township',
    roles: ['county-coordinator', 'township-office', 'supervisor', 'auditor', 'discipline-inspector'],
    scope: 'own',
    query: z.object({ phase: phaseSchema, township: townshipCode.optional() }),
    answer: gateAnswer,
  }),
  advance: operation({
    method: 'POST',
    path: '/api/campaign/advance',
    summary: '推进 advance the county phase (R-301)',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({
      phase: phaseSchema,
      override: z.strictObject({ reason: reasonText, approvalId: z.uuid() }).optional(),
    }),
    answer: accepted,
  }),
  reopen: operation({
    method: 'POST',
    path: '/api/campaign/reopen',
    summary: '重开阶段 reopen a phase (R-303)',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ phase: phaseSchema, reason: reasonText, approvalId: z.uuid() }),
    answer: accepted,
  }),
  moveDeadline: operation({
    method: 'POST',
    path: '/api/campaign/deadlines/move',
    summary: '改期 move a deadline (R-303)',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ deadline: z.string(), toAt: z.number().int(), reason: reasonText }),
    answer: accepted.extend({ overlaps: z.array(z.string()) }),
  }),
  pause: operation({
    method: 'POST',
    path: '/api/campaign/pause',
    summary: '暂停 pause',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ reason: reasonText }),
    answer: accepted,
  }),
  resume: operation({
    method: 'POST',
    path: '/api/campaign/resume',
    summary: '恢复 resume',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ reason: reasonText }),
    answer: accepted,
  }),
  /** Rehearsals only. `run` to holdAt (null = through), `hold` now, `next-day` = run to the next 24:00 and hold. */
  clock: operation({
    method: 'POST',
    path: '/api/campaign/clock',
    summary: '计划时钟 plan clock of a rehearsal',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({
      action: z.enum(['run', 'hold', 'next-day']),
      speed: z.number().positive().optional(),
      holdAt: z.number().nullable().optional(),
      heldBy: z.enum(['pace', 'person']),
    }),
    answer: accepted.extend({ clock: clockSchema }),
  }),
  reminders: operation({
    method: 'GET',
    path: '/api/reminders',
    summary: '提醒 reminders sent, newest first',
    roles: everybody,
    scope: 'own',
    query: asOfQuery.extend({ limit: z.coerce.number().int().max(500).optional() }),
    answer: z.object({
      reminders: z.array(
        z.object({
          position: z.int(),
          key: z.string(),
          kind: z.string(),
          subject: z.string(),
          toRole: roleSchema,
          toUnit: z.string(),
          toUnitName: z.string(),
          toName: z.string(),
          why: z.string(),
          dueAt: z.number(),
          sentAt: z.number(),
          instead: z.array(z.string()),
        }),
      ),
      sent: z.int(),
      escalated: z.int(),
    }),
  }),
  reports: operation({
    method: 'GET',
    path: '/api/reports',
    summary: '周一报表 Monday reports (R-805)',
    roles: ['county-coordinator', 'supervisor', 'auditor', 'discipline-inspector', 'bank-clerk'],
    scope: 'county',
    query: asOfQuery,
    answer: z.object({
      reports: z.array(
        z.object({
          position: z.int(),
          figuresAt: z.int(),
          kind: z.string(),
          onDate: z.string(),
          measures: threeMeasures,
          balances: z.array(z.object({ account: z.string(), name: z.string(), balanceFen: z.int() })),
          behind: z.array(z.string()),
        }),
      ),
    }),
  }),
  /** What every running workflow waits for, from the engine (never from the log). 503 with a problem when it is down. */
  process: operation({
    method: 'GET',
    path: '/api/process',
    summary: '谁在等什么 what each workflow waits for',
    roles: ['county-coordinator', 'auditor', 'supervisor'],
    scope: 'county',
    answer: z.object({
      answeredAt: z.string(),
      rows: z.array(
        z.object({
          workflowId: z.string(),
          kind: z.string(),
          unit: z.string(),
          unitName: z.string(),
          group: z.enum(['stuck', 'person', 'outside', 'time']),
          waitsFor: z.string(),
          whom: z.string(),
          since: z.number(),
          nextTimerAt: z.number().nullable(),
          attempts: z.string(),
          ifNobodyActs: z.string(),
        }),
      ),
      closedToday: z.int(),
    }),
  }),
};
