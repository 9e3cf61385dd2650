import 'reflect-metadata';

import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { apiApp } from './api-app.ts';
import { apiLog } from './api-log.ts';
import { openParts } from './open-parts.ts';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start this process through npm start, or see infra`);
  return value;
}

const minutes = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise) * 60_000;

const codecKey = readFileSync(required('CODEC_KEY_FILE'));
const accountsFile = join(required('CANBAO_DATA'), 'accounts.json');
const log = apiLog();
const { parts, close } = await openParts({
  logDatabaseUrl: required('LOG_DATABASE_URL'),
  readDatabaseUrl: required('READ_DATABASE_URL'),
  projectionDatabaseUrl: required('PROJECTION_DATABASE_URL'),
  vault: {
    keyDatabaseUrl: required('KEY_DATABASE_URL'),
    logDatabaseUrl: required('LOG_DATABASE_URL'),
    keyFile: required('VAULT_KEY_FILE'),
    indexFile: required('INDEX_KEY_FILE'),
  },
  engine: {
    address: required('TEMPORAL_ADDRESS'),
    namespace: process.env['TEMPORAL_NAMESPACE'] ?? 'default',
    codecKey,
  },
  settings: {
    session: () => ({
      // A rehearsal that is held for an hour goes on with the sessions its robots have.
      idleMs: minutes('SESSION_IDLE_MINUTES', existsSync(accountsFile) ? 480 : 15),
      absoluteMs: minutes('SESSION_MINUTES', 480),
    }),
    commandKey: createHmac('sha256', codecKey).update('canbao/command-digest/v1').digest(),
    isSecure: (process.env['API_URL'] ?? '').startsWith('https:'),
    accountsFile,
    consoleFolder: fileURLToPath(new URL('../console/dist', import.meta.url)),
  },
  apiLog: log,
});
const app = await apiApp(parts);
await app.listen(Number(required('API_PORT')), '127.0.0.1');
log.info({ event: 'listening', port: Number(required('API_PORT')) });

let isStopping = false;
async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await app.close();
  await close();
  process.exit(0);
}
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
