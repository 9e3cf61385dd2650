import { Client } from 'pg';
import { connectionSettings } from './connection-settings.internal.ts';
import { isConnectionAlive } from './is-passing.internal.ts';
import type { EncodedRequest } from './encode-request.internal.ts';
import {
  FLUSH_TEXT,
  FLUSH_TYPES_TEXT,
  type FlushAnswer,
  flushParameters,
  type FlushParameters,
  type FlushTypes,
} from './flush-parameters.internal.ts';
import type { EventLog } from './open-event-log.ts';

/** Longer than `statement_timeout`: a server that has not answered by then never will on this connection. */
const ANSWER_TIMEOUT_MS = 10_000;

/** One connection that opens itself again after a break. One flush at a time. */
export type LaneConnection = {
  open(): Promise<void>;
  /** Rejects with whatever the driver threw; what that means: is-passing.internal.ts. */
  flush(campaign: number, requests: readonly EncodedRequest[]): Promise<FlushAnswer>;
  close(): Promise<void>;
};

type Session = {
  readonly client: Client;
  readonly parameters: (campaign: number, requests: readonly EncodedRequest[]) => FlushParameters;
};

export function laneConnection(log: EventLog): LaneConnection {
  let session: Session | undefined;

  async function connect(): Promise<Session> {
    const client = new Client({
      ...connectionSettings(log.url, `${log.applicationName} lane`),
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    // A break between two flushes shows in the next one; without a listener the process would end.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ types: FlushTypes }>(FLUSH_TYPES_TEXT);
      session = { client, parameters: flushParameters(rows[0]!.types) };
      return session;
    } catch (error) {
      abandon(client);
      throw error;
    }
  }

  return {
    async open() {
      await connect();
    },
    async flush(campaign, requests) {
      const { client, parameters } = session ?? (await connect());
      try {
        const { rows } = await client.query<[...FlushAnswer]>({
          name: 'canbao append_flush',
          text: FLUSH_TEXT,
          values: parameters(campaign, requests),
          rowMode: 'array',
        });
        return rows[0]!;
      } catch (error) {
        if (!isConnectionAlive(error)) {
          abandon(client);
          session = undefined;
        }
        throw error;
      }
    },
    async close() {
      await session?.client.end();
      session = undefined;
    },
  };
}

/** Ends a connection that is or may be broken: with a query still open the driver cuts it, and nothing hangs on how. */
function abandon(client: Client): void {
  client.end().catch(() => undefined);
}
