import { z } from 'zod';

import { accepted } from './accepted.ts';
import { asOfQuery, moment } from './moment.ts';
import { operation } from './operation.ts';
import { reasonText } from './reason-text.ts';
import { registrationId } from './registration-id.ts';
import { sha256Hex } from './sha256-hex.ts';

const kind = z.enum([
  'two-villages',
  'two-agents',
  'same-agent',
  'sponsor-list',
  'two-names',
  'one-digit',
  'neighbours-exchanged',
  'old-number',
]);
const verdictWord = z.enum(['duplicate', 'not-a-duplicate']);
const state = z.enum(['open', 'settled', 'duplicate', 'not-a-duplicate']);

/**
 * One record of a pair. `source` `list` = a sponsor department's list: it has no agent, receipt or group. Name and
 * number as the role may see them: who judges sees the name and the last four, everybody else neither.
 */
const side = z.object({
  registration: registrationId.nullable(),
  department: z.string().nullable(),
  departmentTitle: z.string().nullable(),
  township: z.string(),
  townshipName: z.string(),
  villageName: z.string(),
  group: z.string().nullable(),
  agent: z.string().nullable(),
  agentName: z.string().nullable(),
  receipt: z.string().nullable(),
  source: z.enum(['single', 'file', 'list']),
  line: z.int().nullable(),
  receivedOn: z.string().nullable(),
  /** Plan instant, epoch ms. */
  recordedAt: z.number(),
  corrections: z.int(),
  name: z.string(),
  idNumber: z.string(),
});
const pair = z.object({
  /** The later record, and the earlier one (or the department's word): together they address the pair. */
  registration: registrationId,
  other: z.string(),
  kind,
  title: z.string(),
  state,
  later: side,
  earlier: side,
});
const readers = ['tax-branch', 'county-coordinator', 'auditor', 'discipline-inspector'] as const;

/** Records that look like one and the same payment, side by side, and the tax branch's verdict on them. */
export const duplicateContract = {
  queue: operation({
    method: 'GET',
    path: '/api/townships/:township/duplicates',
    summary: '疑似重复 candidates with a record in this township, counted by kind (R-405)',
    roles: readers,
    scope: 'township',
    query: asOfQuery.extend({
      state: state.optional(),
      kind: kind.optional(),
      page: z.coerce.number().int().min(0).max(10_000).optional(),
    }),
    answer: z.object({
      kinds: z.array(
        z.object({
          kind,
          title: z.string(),
          open: z.int(),
          notDuplicate: z.int(),
          duplicate: z.int(),
          settled: z.int(),
        }),
      ),
      /** How many the filter leaves, and fifty of them. */
      total: z.int(),
      page: z.int(),
      pairs: z.array(pair),
      moment,
    }),
  }),
  pair: operation({
    method: 'GET',
    path: '/api/duplicates/:registration/:other',
    summary: '两条记录并排 both records side by side',
    roles: readers,
    scope: 'object',
    query: asOfQuery,
    answer: pair.extend({
      /** SHA-256 of what is compared; the verdict names it, and stands while it is the same. */
      fingerprint: sha256Hex,
      differs: z.array(z.enum(['village', 'agent', 'group', 'name', 'idNumber', 'receipt', 'receivedOn', 'source'])),
      /** Which digits differ (from 1), where both numbers have as many; null when the caller is shown none. */
      digitsApart: z.array(z.int()).nullable(),
      names: z.enum(['same', 'same-after-folding', 'other', 'hidden']),
      mayJudge: z.boolean(),
      verdict: z
        .object({
          verdict: verdictWord,
          reason: z.string(),
          byName: z.string(),
          at: z.number(),
          /** False: number or name of a record was corrected since, and the pair is open again. */
          stands: z.boolean(),
        })
        .nullable(),
      moment,
    }),
  }),
  judge: operation({
    method: 'POST',
    path: '/api/duplicates/:registration/:other/verdict',
    summary: '判定 whether the later record is a duplicate of the earlier (R-405)',
    roles: ['tax-branch'],
    scope: 'object',
    body: z.strictObject({ verdict: verdictWord, reason: reasonText, fingerprint: sha256Hex }),
    answer: accepted,
  }),
};
