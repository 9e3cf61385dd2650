import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { AppendUnknown } from './append-unknown.ts';
import type { BulkOutcome } from './bulk-append.ts';
import type { BulkPage } from './bulk-page.ts';
import { connectionSettings } from './connection-settings.internal.ts';
import type { EncodedPage } from './encode-page.internal.ts';
import { isConnectionAlive, isLockHeld, isPassing } from './is-passing.internal.ts';
import type { EventLog } from './open-event-log.ts';
import { storePage } from './store-page.internal.ts';

export type PageStore = {
  /** Brings a page to its outcome; `encodeAgain` gives it a fresh instant for another attempt. */
  put(page: BulkPage, encoded: EncodedPage, encodeAgain: () => Promise<EncodedPage>): Promise<BulkOutcome>;
  close(): Promise<void>;
};

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/**
 * The connection of a bulk run. After a passing failure the page is sent again under its id: was it committed, the
 * command table says so; was it not, nothing of it is there, for a page is one transaction.
 */
export function pageStore(
  log: EventLog,
  {
    campaign,
    patienceMs,
    whenSent,
  }: { readonly campaign: number; readonly patienceMs: number; readonly whenSent: () => void },
): PageStore {
  let client: Client | undefined;
  let isAnalyzed = false;

  async function opened(): Promise<Client> {
    if (client !== undefined) return client;
    const fresh = new Client(connectionSettings(log.url, `${log.applicationName} bulk`));
    // A break shows in the next query; without a listener the process would end.
    fresh.on('error', () => undefined);
    client = fresh;
    await fresh.connect();
    return fresh;
  }

  async function attempt(page: BulkPage, encoded: EncodedPage): Promise<BulkOutcome> {
    try {
      const current = await opened();
      const outcome = await storePage(current, { campaign, codes: log.codes, whenSent }, page, encoded);
      if (!isAnalyzed && outcome.kind === 'appended') {
        const { rows } = await current.query<{ done: boolean }>('select analyze_log($1) as done', [campaign]);
        isAnalyzed = rows[0]!.done;
      }
      return outcome;
    } catch (error) {
      if (isConnectionAlive(error)) await client?.query('rollback').catch(abandon);
      else abandon();
      throw error;
    }
  }

  function abandon(): void {
    client?.end().catch(() => undefined);
    client = undefined;
  }

  return {
    async put(page, encoded, encodeAgain) {
      const deadline = Date.now() + patienceMs;
      let current = encoded;
      for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
        try {
          return await attempt(page, current);
        } catch (error) {
          if (!isPassing(error)) throw error;
          if (Date.now() + pauseMs > deadline) throw new AppendUnknown(page.commandId, error);
          // If the database cannot even be asked, the next attempt fails with that.
          if (isLockHeld(error)) await log.pool.query('select end_silent_writers()').catch(() => undefined);
          await delay(pauseMs);
          current = await encodeAgain();
        }
      }
    },
    async close() {
      await client?.end();
      client = undefined;
    },
  };
}
