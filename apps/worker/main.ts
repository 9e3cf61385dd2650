import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';

import { bundleApart } from './bundle-apart.ts';
import { runningWorkers } from './running-workers.ts';
import { workerActivities } from './worker-activities.ts';
import { workerOptions } from './worker-options.ts';

/*
 * Runs workflows and activities of the queues that it is told to serve. On SIGTERM it takes nothing new, lets what runs
 * end, then closes the engine's connection, then the databases: an activity that ends in time is not done again.
 */
const options = workerOptions(process.argv.slice(2), process.env);
Runtime.install({ logger: new DefaultLogger('WARN'), shutdownSignals: [] });
const { activities, close } = await workerActivities(options);
const connection = await NativeConnection.connect({ address: options.temporalAddress });
const workers = await runningWorkers({
  connection,
  namespace: options.namespace,
  dataConverter: await sealedConverter(options.codecKey, options.namespace),
  bundle: await bundleApart(),
  queues: options.queues,
  queuePrefix: '',
  activities,
});
let isLeaving = false;
async function leave(): Promise<void> {
  if (isLeaving) return;
  isLeaving = true;
  await workers.stop();
  await connection.close();
  await close();
}
process.once('SIGTERM', () => void leave());
process.once('SIGINT', () => void leave());
console.log('ready');
try {
  await workers.ended;
} finally {
  await leave();
}
