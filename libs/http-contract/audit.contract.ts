import { z } from 'zod';

import { threeMeasures } from './measure.ts';
import { asOfQuery, moment } from './moment.ts';
import { recordedEvent } from './recorded-event.ts';
import { operation } from './operation.ts';

const auditors = ['auditor', 'discipline-inspector', 'county-coordinator', 'supervisor'] as const;
const readersOfHistory = ['auditor', 'discipline-inspector'] as const;
export const measureNames = ['registered', 'deposited', 'entered'] as const;

export const auditContract = {
  /** The time bar: events per three plan hours, phases, head. */
  timeline: operation({
    method: 'GET',
    path: '/api/audit/timeline',
    summary: '时间条 timeline',
    roles: auditors,
    scope: 'county',
    answer: z.object({
      head: z.int(),
      from: z.number(),
      to: z.number(),
      slots: z.array(z.object({ at: z.number(), events: z.int(), lastPosition: z.int() })),
      phases: z.array(z.object({ phase: z.string(), title: z.string(), from: z.number(), to: z.number().nullable() })),
    }),
  }),
  /** The last position before the first event recorded (or, `axis=plan`, occurring) after the instant. */
  position: operation({
    method: 'GET',
    path: '/api/audit/position',
    summary: '时刻对应的位置 position of an instant',
    roles: auditors,
    scope: 'county',
    query: z.object({ at: z.coerce.number(), axis: z.enum(['recorded', 'plan']).default('plan') }),
    answer: z.object({ position: z.int(), moment }),
  }),
  /** Opens a figure: the events in [from, to) behind it, their sum, and the figure itself; a difference is an error. */
  figure: operation({
    method: 'GET',
    path: '/api/audit/figure',
    summary: '为什么是这个数 events behind a figure',
    roles: auditors,
    scope: 'county',
    query: z.object({
      measure: z.enum(measureNames),
      unit: z.string(),
      from: z.coerce.number().int().default(0),
      to: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().max(500).default(200),
    }),
    answer: z.object({
      measure: z.enum(measureNames),
      unit: z.string(),
      from: z.int(),
      to: z.int(),
      before: z.object({ people: z.int(), fen: z.int(), events: z.int() }),
      between: z.object({ people: z.int(), fen: z.int(), events: z.int() }),
      figure: z.object({ people: z.int(), fen: z.int() }),
      isEqual: z.boolean(),
      events: z.array(
        z.object({
          position: z.int(),
          type: z.string(),
          occurredAt: z.string(),
          recordedAt: z.string(),
          people: z.int(),
          fen: z.int(),
          subject: z.string(),
        }),
      ),
      isCut: z.boolean(),
    }),
  }),
  compare: operation({
    method: 'GET',
    path: '/api/audit/compare',
    summary: '两个时刻对比 compare two moments',
    roles: auditors,
    scope: 'county',
    query: z.object({ a: z.coerce.number().int(), b: z.coerce.number().int(), township: z.string().optional() }),
    answer: z.object({
      a: moment,
      b: moment,
      events: z.int(),
      rows: z.array(
        z.object({ unit: z.string(), name: z.string(), task: z.int(), a: threeMeasures, b: threeMeasures }),
      ),
    }),
  }),
  /** The whole history of one township, agent, receipt, bag or registration. */
  history: operation({
    method: 'GET',
    path: '/api/audit/history',
    summary: '全部历史 whole history',
    roles: readersOfHistory,
    scope: 'county',
    query: z.object({
      subject: z.enum(['township', 'agent', 'receipt', 'bag', 'registration']),
      id: z.string().max(60),
      before: z.coerce.number().int().optional(),
      limit: z.coerce.number().int().max(500).default(200),
    }),
    answer: z.object({ subject: z.string(), id: z.string(), total: z.int(), events: z.array(recordedEvent) }),
  }),
  /** R-604b: the identities of the money and the people, of the whole county; a residual is never hidden. */
  identities: operation({
    method: 'GET',
    path: '/api/audit/identities',
    summary: '恒等式 identities of the county',
    roles: auditors,
    scope: 'county',
    query: asOfQuery,
    answer: z.object({
      identities: z.array(z.object({ name: z.string(), closes: z.boolean(), residualFen: z.int() })),
      moment,
    }),
  }),
};
