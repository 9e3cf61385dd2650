import { z } from 'zod';

import { operation } from './operation.ts';

/** `GET /api/live` (server-sent events, signed in): one message whenever the projections have moved on. */
export const liveMessage = z.object({ position: z.int(), head: z.int(), planNow: z.number() });
export const livePath = '/api/live';

export const liveContract = {
  live: operation({
    method: 'GET',
    path: livePath,
    summary: '实时更新 live updates (server-sent events)',
    roles: 'signed-in',
    scope: 'none',
    answer: liveMessage,
    isStream: true,
  }),
};
