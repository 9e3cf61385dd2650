import { z } from 'zod';

/** `GET /api/live` (server-sent events, signed in): one message whenever the projections have moved on. */
export const liveMessage = z.object({ position: z.int(), head: z.int(), planNow: z.number() });
export const livePath = '/api/live';
