import { Client } from 'pg';
import { connectionSettings } from './connection-settings.internal.ts';
import { isConnectionAlive } from './is-passing.internal.ts';
import {
  ASKING_TEXT,
  type Flush,
  FLUSH_TYPES_TEXT,
  type FlushAnswer,
  flushParameters,
  type FlushParameters,
  type FlushTypes,
  WHOLE_TEXT,
} from './flush-parameters.internal.ts';
import type { EventLog } from './open-event-log.ts';

/** Longer than `statement_timeout`: a server that has not answered by then never will on this connection. */
const ANSWER_TIMEOUT_MS = 10_000;

/**
 * One connection that opens itself again after a break. Flushes may be sent ahead: the server takes them one after the
 * other, each in a transaction of its own, and one that fails does not touch the next.
 */
export type LaneConnection = {
  open(): Promise<void>;
  /** Rejects with whatever the driver threw; what that means: is-passing.internal.ts. */
  flush(flush: Flush): Promise<FlushAnswer>;
  close(): Promise<void>;
};

type Session = {
  readonly client: Client;
  readonly parameters: (flush: Flush) => FlushParameters;
};

export function laneConnection(log: EventLog): LaneConnection {
  let session: Session | undefined;
  let connecting: Promise<Session> | undefined;

  async function connect(): Promise<Session> {
    const client = new Client({
      ...connectionSettings(log.url, `${log.applicationName} lane`),
      query_timeout: ANSWER_TIMEOUT_MS,
      pipeline: true,
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

  /** One connection, also for flushes that lost the last one together. */
  function reconnect(): Promise<Session> {
    connecting ??= connect().finally(() => (connecting = undefined));
    return connecting;
  }

  return {
    async open() {
      await reconnect();
    },
    async flush(flush) {
      const { client, parameters } = session ?? (await reconnect());
      try {
        const { rows } = await client.query<[...FlushAnswer]>({
          name: flush.isAsking ? 'canbao append_flush' : 'canbao append_whole',
          text: flush.isAsking ? ASKING_TEXT : WHOLE_TEXT,
          values: parameters(flush),
          rowMode: 'array',
        });
        return rows[0]!;
      } catch (error) {
        if (!isConnectionAlive(error)) {
          abandon(client);
          if (session?.client === client) session = undefined;
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
