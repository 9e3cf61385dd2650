import { z } from 'zod';

import { accepted } from './accepted.ts';
import { download } from './download.ts';
import { moment } from './moment.ts';
import { operation } from './operation.ts';

/** Whoever enters registrations by file: an agent for the own village, an office for the agents of its unit. */
const senders = ['agent', 'village-committee', 'township-office', 'health-centre'] as const;

/** `total` is null until the file has been read; then taken + refused + skipped come up to it. */
const sentFile = z.object({
  intake: z.string(),
  state: z.enum(['received', 'checking', 'taken', 'refused']),
  receivedAt: z.string(),
  total: z.int().nullable(),
  taken: z.int(),
  /** Rows that came back. */
  refused: z.int(),
  /** Rows that had been taken before. */
  skipped: z.int(),
  /** Why the file as a whole was refused. */
  problem: z.string().nullable(),
});

/** Files of registrations: xlsx, or CSV in UTF-8 or GB18030; up to 10 MB and 100,000 rows. */
export const fileContract = {
  upload: operation({
    method: 'POST',
    path: '/api/files',
    summary: '上传名册 upload a file of registrations (R-403)',
    roles: senders,
    scope: 'own',
    takesFile: true,
    body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    answer: accepted.extend({ intake: z.string() }),
  }),
  list: operation({
    method: 'GET',
    path: '/api/files',
    summary: '本单位上传的名册 files of the own unit, newest first',
    roles: senders,
    scope: 'own',
    answer: z.object({ files: z.array(sentFile), moment }),
  }),
  result: operation({
    method: 'GET',
    path: '/api/files/:intake',
    summary: '名册结果 progress and result of a file',
    roles: senders,
    scope: 'object',
    answer: sentFile.extend({
      /** The first 200 reasons; all of them are in the returned file. */
      rows: z.array(z.object({ row: z.int(), column: z.string(), why: z.string(), remedy: z.string() })),
      /** Until when the returned file may be fetched, UTC; null when nothing came back or it is gone. */
      returnedUntil: z.string().nullable(),
      moment,
    }),
  }),
  returned: operation({
    method: 'GET',
    path: '/api/files/:intake/returned',
    summary: '退回的名册 the own file with a reason at each row that came back',
    roles: senders,
    scope: 'object',
    givesFile: true,
    answer: download,
  }),
  template: operation({
    method: 'GET',
    path: '/api/file-template',
    summary: '空白名册 an empty file, its columns typed as text',
    roles: senders,
    scope: 'own',
    givesFile: true,
    answer: download,
  }),
};
