import { setTimeout as delay } from 'node:timers/promises';
import type { BulkOutcome } from './bulk-append.ts';
import { ownThreadEncoder, workerThreadEncoder } from './bulk-encoder.internal.ts';
import type { BulkPage } from './bulk-page.ts';
import type { EncodedPage } from './encode-page.internal.ts';
import { pageStore } from './page-store.internal.ts';
import type { EventLog } from './open-event-log.ts';
import { unknownNames } from './unknown-names.internal.ts';

/** A bulk run on the log of one campaign, with a connection of its own. */
export type Bulk = {
  readonly campaign: string;
  /** Use `bulkAppend`. */
  append(page: BulkPage): Promise<BulkOutcome>;
  /** Waits for the pages under way, then closes connection and thread. */
  close(): Promise<void>;
};

export type BulkOptions = {
  /** Rest after each page, for interactive appends to the same log; default 10 ms. 0 where nobody waits. */
  readonly pauseMs?: number;
  /** False: encode on the caller's thread. Default: on a thread of its own. */
  readonly hasThread?: boolean;
  /** How long a page is tried again while the database is away, until its outcome is called unknown; default 30 s. */
  readonly patienceMs?: number;
};

/** Opens a bulk run; rejects when the campaign has no log. */
export async function openBulk(log: EventLog, campaign: string, options: BulkOptions = {}): Promise<Bulk> {
  const { hasThread = true, patienceMs = 30_000, pauseMs = 10 } = options;
  const number = await log.campaignNumber(campaign);
  if (number === undefined) throw new Error(`no log of campaign ${campaign}`);
  const store = pageStore(log, { campaign: number, patienceMs, whenSent: encodeAhead });
  const encoder = hasThread ? workerThreadEncoder() : ownThreadEncoder();
  /** Pages that nobody encodes yet. */
  const ahead = new Set<() => Promise<EncodedPage>>();
  let last: Promise<unknown> = Promise.resolve();
  let isClosing = false;

  /** While the server stores a page this thread has nothing to do for it; at any other time the server would wait. */
  function encodeAhead(): void {
    for (const begin of ahead) void begin();
  }

  async function encode(page: BulkPage): Promise<EncodedPage> {
    const claims = page.rows.flatMap((row) => row.claims ?? []);
    const releases = page.rows.flatMap((row) => row.releases ?? []);
    const unknown = unknownNames(log.codes, { streams: page.rows, claims, releases });
    if (unknown !== undefined) await log.codes.learn(unknown);
    return encoder.encode(page, { campaign, campaignNumber: number!, recordedAt: Date.now(), ...codesOf(log, page) });
  }

  return {
    campaign,
    append(page) {
      if (isClosing) return Promise.reject(new Error(`the bulk run on ${campaign} is closed`));
      const before = last;
      let encoded: Promise<EncodedPage> | undefined;
      const begin = (): Promise<EncodedPage> => {
        ahead.delete(begin);
        encoded ??= encode(page);
        // A page that cannot be encoded is its own failure, also while the one before it is still stored.
        encoded.catch(() => undefined);
        return encoded;
      };
      ahead.add(begin);
      const outcome = (async () => {
        await before;
        return store.put(page, await begin(), () => encode(page));
      })();
      last = outcome.then(
        () => (pauseMs > 0 ? delay(pauseMs) : undefined),
        () => undefined,
      );
      return outcome;
    },
    async close() {
      isClosing = true;
      await last;
      await encoder.close();
      await store.close();
    },
  };
}

/** The codes of the names in this page, for the thread. */
function codesOf({ codes }: EventLog, { rows }: BulkPage) {
  const eventTypes: Record<string, number> = {};
  const claimKinds: Record<string, number> = {};
  for (const { claims = [], events } of rows) {
    for (const { type } of events) eventTypes[type] ??= codes.eventType(type)!;
    for (const { kind } of claims) claimKinds[kind] ??= codes.claimKind(kind)!;
  }
  return { eventTypes, claimKinds };
}
