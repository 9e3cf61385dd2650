import { z } from 'zod';

import { accepted } from './accepted.ts';
import { asOfQuery } from './moment.ts';
import { reasonText } from './reason-text.ts';
import { townshipCode } from './township-code.ts';
import { operation } from './operation.ts';

const row = z.object({ code: z.string(), name: z.string(), people: z.int() });

export const taskContract = {
  /** CSV `乡镇(街道),目标任务数(人)` with a last row 合计. Mismatch is reported, not refused. */
  importTable: operation({
    method: 'POST',
    path: '/api/task-table',
    summary: '导入任务表 import the task table',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ csv: z.string().min(1).max(1_000_000) }),
    answer: accepted.extend({ printedTotal: z.int(), rowSum: z.int(), difference: z.int() }),
  }),
  confirmTable: operation({
    method: 'POST',
    path: '/api/task-table/confirm',
    summary: '确认差异 confirm the difference',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({ reason: reasonText }),
    answer: accepted,
  }),
  /** a township's task and its split to villages; the sum of the villages is the township's. */
  setTownshipTask: operation({
    method: 'POST',
    path: '/api/townships/:township/task',
    summary: '分解任务 split a township task to its villages',
    roles: ['county-coordinator'],
    scope: 'county',
    body: z.strictObject({
      people: z.int().positive(),
      villages: z
        .array(
          z.strictObject({
            code: z.string().regex(/^\d{2}$/),
            name: z.string().min(1).max(40),
            people: z.int().positive(),
          }),
        )
        .min(1)
        .max(60),
    }),
    answer: accepted,
  }),
  table: operation({
    method: 'GET',
    path: '/api/task-table',
    summary: '任务表 task table',
    roles: ['county-coordinator', 'supervisor', 'auditor', 'discipline-inspector'],
    scope: 'county',
    query: asOfQuery,
    answer: z.object({
      imported: z
        .object({
          rows: z.array(row),
          printedTotal: z.int(),
          rowSum: z.int(),
          isConfirmed: z.boolean(),
          reason: z.string().nullable(),
          confirmedBy: z.string().nullable(),
        })
        .nullable(),
      set: z.array(z.object({ township: townshipCode, name: z.string(), people: z.int(), villages: z.array(row) })),
      setTotal: z.int(),
    }),
  }),
};
