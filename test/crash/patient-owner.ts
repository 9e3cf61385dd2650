import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';

/** Asks the log's database as its owner, over one connection, again while the server is away. */
export type PatientOwner = {
  ask<Row extends object>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
};

export function patientOwner(url: string): PatientOwner {
  let opened: Promise<Client> | null = null;
  async function connected(): Promise<Client> {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    // A server that is killed ends its connections, also one that rests.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }
  return {
    async ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
      for (let tries = 0; ; tries++) {
        try {
          return (await (await (opened ??= connected())).query<Row>(text, [...values])).rows;
        } catch (error) {
          // What the server itself says about the question will not change; that it is away will.
          if (tries === 300 || isAnswer(error)) throw error;
          opened?.then((client) => client.end()).catch(() => undefined);
          opened = null;
          await delay(200);
        }
      }
    },
    async close() {
      // A connection that could not be opened needs no closing.
      await opened?.then((client) => client.end()).catch(() => undefined);
    },
  };
}

/** SQLSTATEs of classes 42 and 22 are about the question; 57 (shutting down, starting up) is about the server. */
const isAnswer = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && /^(42|22)/.test(String(error.code));
