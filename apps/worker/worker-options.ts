import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type QueueName, queues } from '@canbao/workflows/process/queue-name';

import type { ActivityOptions } from './worker-activities.ts';

export type WorkerOptions = ActivityOptions & {
  readonly queues: readonly QueueName[];
  readonly temporalAddress: string;
  readonly namespace: string;
  /** 32 random bytes: Temporal's payloads. */
  readonly codecKey: Uint8Array;
};

/** Reads `--queues wf,act-ledger,…` (default: all) and the environment. Throws with what is missing. */
export function workerOptions(args: readonly string[], env: NodeJS.ProcessEnv): WorkerOptions {
  const { values } = parseArgs({ args: [...args], options: { queues: { type: 'string', default: queues.join(',') } } });
  const required = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} is not set: the launcher sets it, see infra`);
    return value;
  };
  return {
    queues: values.queues.split(',').map(queueOf),
    logDatabaseUrl: required('LOG_DATABASE_URL'),
    readDatabaseUrl: required('READ_DATABASE_URL'),
    keyDatabaseUrl: required('KEY_DATABASE_URL'),
    vaultKeyFile: required('VAULT_KEY_FILE'),
    indexKeyFile: required('INDEX_KEY_FILE'),
    counterpartUrl: required('COUNTERPART_URL'),
    counterpartTimeoutMs: 3_000,
    temporalAddress: required('TEMPORAL_ADDRESS'),
    namespace: env['TEMPORAL_NAMESPACE'] ?? 'default',
    codecKey: readFileSync(required('CODEC_KEY_FILE')),
  };
}

function queueOf(name: string): QueueName {
  const found = queues.find((queue) => queue === name);
  if (found === undefined) throw new Error(`no queue is called ${name}; there are ${queues.join(', ')}`);
  return found;
}
