import { z } from 'zod';

import { accepted } from './accepted.ts';
import { reasonText } from './reason-text.ts';
import { operation } from './operation.ts';

const guardedActs = ['advance-over-gate', 'reopen-phase', 'refund'] as const;
const approval = z.object({
  approvalId: z.uuid(),
  act: z.enum(guardedActs),
  unit: z.string(),
  summary: z.string(),
  reason: z.string(),
  request: z.record(z.string(), z.unknown()),
  askedBy: z.string(),
  askedByName: z.string(),
  askedAt: z.string(),
  state: z.enum(['waiting', 'granted', 'refused', 'used']),
  decidedByName: z.string().nullable(),
  /** Whether the caller may be the second person, and who else may. */
  mayDecide: z.boolean(),
  whoMay: z.string(),
});
const approvers = ['county-coordinator', 'township-office', 'tax-branch', 'health-centre'] as const;

/** Two people: the one who asks is never the one who approves. */
export const approvalContract = {
  request: operation({
    method: 'POST',
    path: '/api/approvals',
    summary: '请第二人批准 ask for a second person',
    roles: approvers,
    scope: 'own',
    body: z.strictObject({
      act: z.enum(guardedActs),
      unit: z.string(),
      reason: reasonText,
      request: z.record(z.string(), z.unknown()),
    }),
    answer: accepted.extend({ approvalId: z.uuid() }),
  }),
  list: operation({
    method: 'GET',
    path: '/api/approvals',
    summary: '待批 approvals',
    roles: [...approvers, 'auditor', 'discipline-inspector'],
    scope: 'own',
    answer: z.object({ approvals: z.array(approval) }),
  }),
  grant: operation({
    method: 'POST',
    path: '/api/approvals/:approvalId/grant',
    summary: '批准 grant',
    roles: approvers,
    scope: 'object',
    body: z.strictObject({}),
    answer: accepted,
  }),
  refuse: operation({
    method: 'POST',
    path: '/api/approvals/:approvalId/refuse',
    summary: '不批 refuse',
    roles: approvers,
    scope: 'object',
    body: z.strictObject({ reason: reasonText }),
    answer: accepted,
  }),
};
