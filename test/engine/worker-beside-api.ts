import { randomBytes } from 'node:crypto';
import type { ScratchApi } from '@canbao/api/scratch-api';
import type { LoggedFact } from '@canbao/domain/campaign/recovery';
import { readPage } from '@canbao/event-log/read-page';
import { type RunningWorkers, runningWorkers } from '@canbao/worker/running-workers';
import { workerActivities } from '@canbao/worker/worker-activities';
import { workflowBundle } from '@canbao/worker/workflow-bundle';
import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import { type QueueName, queues } from '@canbao/workflows/process/queue-name';
import { recoverCampaign } from '@canbao/workflows/process/recover-campaign';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';

import { counterpartsProcess } from './counterparts-process.ts';

export type WorkerBeside = {
  /** Takes up the work of these queues; those that nobody takes up wait. */
  work(of: readonly QueueName[]): Promise<void>;
  close(): Promise<void>;
};

/** Workers on the databases of a whole API, for what is asked over HTTP: the workflows begin from what its log holds. */
export async function workerBesideApi({ campaign, parts, beside }: ScratchApi): Promise<WorkerBeside> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  const outside = await counterpartsProcess();
  const dataConverter = await sealedConverter(beside.codecKey, 'default');
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace: 'default', dataConverter });
  const bundle = await workflowBundle();
  const opened = await workerActivities({ ...beside, counterpartUrl: outside.url, counterpartTimeoutMs: 2_000 });
  const queuePrefix = `t${randomBytes(4).toString('hex')}-`;
  const running: RunningWorkers[] = [];
  const { events } = await readPage(parts.log, { campaign, next: 0 }, 10_000);
  await recoverCampaign(client.workflow, campaign, events as unknown as readonly LoggedFact[], `${queuePrefix}wf`);
  return {
    async work(of) {
      const workers = await runningWorkers({
        ...{ connection: native, namespace: 'default', dataConverter, bundle, queuePrefix },
        queues: queues.filter((queue) => of.includes(queue)),
        activities: opened.activities,
      });
      workers.ended.catch(() => undefined);
      running.push(workers);
    },
    async close() {
      for (const workers of running) await workers.stop();
      await opened.close();
      await native.close();
      await connection.close();
      await outside.stop();
    },
  };
}
