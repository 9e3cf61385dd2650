import { setTimeout as delay } from 'node:timers/promises';
import type { EventLog } from './open-event-log.ts';
import { type Page, readPage } from './read-page.ts';

export type FollowOptions = {
  /** How often an idle follower looks; default 25 ms. */
  readonly pollMs?: number;
  /** Ends the iteration after the page in hand. */
  readonly signal?: AbortSignal;
};

/**
 * Pages without end: what is there, then what comes, each event once and in order. Order is position, never time.
 * Throws like `readPage`; broken connections end it too, and the caller goes on from the last page's `end`.
 */
export async function* follow(
  log: EventLog,
  from: { readonly campaign: string; readonly next: number },
  limit: number,
  { pollMs = 25, signal }: FollowOptions = {},
): AsyncGenerator<Page, void, undefined> {
  let { next } = from;
  while (signal?.aborted !== true) {
    const page = await readPage(log, { campaign: from.campaign, next }, limit);
    next = page.end;
    if (page.events.length > 0) yield page;
    else await delay(pollMs);
  }
}
