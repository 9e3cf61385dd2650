import { Client } from 'pg';
import { connectionSettings } from './connection-settings.internal.ts';
import { isConnectionAlive } from './is-passing.internal.ts';
import type { EncodedRequest } from './encode-request.internal.ts';
import { FLUSH_TEXT, type FlushAnswer, flushParameters } from './flush-parameters.internal.ts';
import type { EventLog } from './open-event-log.ts';

/** Longer than `statement_timeout`: a server that has not answered by then never will on this connection. */
const ANSWER_TIMEOUT_MS = 10_000;

/** One connection that opens itself again after a break. One flush at a time. */
export type LaneConnection = {
  open(): Promise<void>;
  /** Rejects with whatever the driver threw; what that means: is-passing.internal.ts. */
  flush(campaign: number, requests: readonly EncodedRequest[]): Promise<readonly FlushAnswer[]>;
  close(): Promise<void>;
};

export function laneConnection(log: EventLog): LaneConnection {
  let client: Client | undefined;

  async function opened(): Promise<Client> {
    if (client !== undefined) return client;
    const fresh = new Client({
      ...connectionSettings(log.url, `${log.applicationName} lane`),
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    // A break between two flushes shows in the next one; without a listener the process would end.
    fresh.on('error', () => undefined);
    try {
      await fresh.connect();
    } catch (error) {
      abandon(fresh);
      throw error;
    }
    client = fresh;
    return fresh;
  }

  return {
    async open() {
      await opened();
    },
    async flush(campaign, requests) {
      const values = flushParameters(campaign, requests);
      const current = await opened();
      try {
        const { rows } = await current.query<[...FlushAnswer]>({
          name: 'canbao append_flush',
          text: FLUSH_TEXT,
          values,
          rowMode: 'array',
        });
        return rows;
      } catch (error) {
        if (!isConnectionAlive(error)) {
          abandon(current);
          client = undefined;
        }
        throw error;
      }
    },
    async close() {
      await client?.end();
      client = undefined;
    },
  };
}

/** Ends a connection that is or may be broken: with a query still open the driver cuts it, and nothing hangs on how. */
function abandon(client: Client): void {
  client.end().catch(() => undefined);
}
