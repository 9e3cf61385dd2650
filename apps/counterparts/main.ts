import 'reflect-metadata';

import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Pool } from 'pg';
import { pino } from 'pino';

import { createBooks } from './books/reset-books.ts';
import { CounterpartsModule } from './counterparts.module.ts';
import { CallDesk } from './desk/call-desk.ts';

/** Bank, tax authority, insurance bureau and population register of a rehearsal, over HTTP on the loopback. */
const databaseUrl = process.env['COUNTERPART_DATABASE_URL'];
if (!databaseUrl) throw new Error('COUNTERPART_DATABASE_URL names no database for the counterparts');

const log = pino({ base: { process: 'counterparts' } });
const pool = new Pool({
  connectionString: databaseUrl,
  max: 8,
  connectionTimeoutMillis: 5_000,
  application_name: 'counterparts',
});
// A database that goes away must not end the process, neither under an idle connection (the pool's event) nor between
// two statements of a transaction (the connection's): the request fails, the next one asks anew.
const lost = (error: Error) => log.warn({ error: error.message }, 'database connection lost');
pool.on('error', lost);
pool.on('connect', (connection) => connection.on('error', lost));

await createBooks(pool);
const desk = await CallDesk.open(pool, log);
const adapter = new FastifyAdapter({ bodyLimit: 32 * 1024 * 1024, forceCloseConnections: true });
const app = await NestFactory.create<NestFastifyApplication>(CounterpartsModule.at(desk), adapter, { logger: false });
await app.listen(Number(process.env['COUNTERPART_PORT'] ?? 0), '127.0.0.1');
log.info({ url: await app.getUrl() }, 'listening');

let stopping: Promise<void> | undefined;
const stop = async (): Promise<void> => {
  await app.close();
  await pool.end();
};
for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.on(signal, () => {
    log.info({ signal }, 'stopping');
    stopping ??= stop();
  });
