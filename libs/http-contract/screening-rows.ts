import { z } from 'zod';

import { correction } from './correction.ts';
import { asOfQuery, moment } from './moment.ts';
import { registrationId } from './registration-id.ts';
import { returnReasonRow } from './return-reason-row.ts';

const set = z.enum(['returned', 'corrected', 'failed', 'waiting', 'all']);

/** A page of rows behind `after`, of one village or all, of one reason or any. */
const asked = asOfQuery.extend({
  set: set.default('returned'),
  village: z.string().max(20).optional(),
  reason: z.string().max(40).optional(),
  after: registrationId.optional(),
});

const row = z.object({
  registration: registrationId,
  village: z.string(),
  villageName: z.string(),
  group: z.string(),
  agent: z.string(),
  agentName: z.string(),
  receipt: z.string(),
  /** As the role may see them. */
  name: z.string(),
  idNumber: z.string(),
  status: z.string(),
  /** Of the last return; 0 = never returned. */
  round: z.int(),
  returnedBy: z.enum(['health-centre', 'tax']).nullable(),
  /** False: the tax branch's feedback has not gone back yet, and the agent knows nothing. */
  isTold: z.boolean(),
  reasons: z.array(returnReasonRow),
  /** What happens to a row that nobody can mend, and to its money; null while the agent can. */
  wayOut: z.string().nullable(),
  /** What it is, or becomes, as a leftover. */
  leftover: z.object({ kind: z.string(), title: z.string(), isFound: z.boolean() }).nullable(),
  corrections: z.array(correction),
});

/** Rows of a township behind its screening queue, in pages by key; `total` = all that the filter leaves. */
export const screeningRows = {
  asked,
  answer: z.object({
    sets: z.array(z.object({ set, count: z.int() })),
    reasons: z.array(z.object({ reason: z.string(), title: z.string(), count: z.int() })),
    total: z.int(),
    rows: z.array(row),
    /** Where the next page begins; null = this was the last. */
    next: registrationId.nullable(),
    moment,
  }),
};
