import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { planOfPack } from '@canbao/domain/packs/plan-of-pack';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import testPack from '@canbao/domain/packs/two-townships-test.json' with { type: 'json' };
import { readPage } from '@canbao/event-log/read-page';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { projectGroup } from '@canbao/projections/project-group';
import { projections } from '@canbao/projections/projections';
import { type RunningWorkers, runningWorkers } from '@canbao/worker/running-workers';
import { type ActivityOptions, type OpenActivities, workerActivities } from '@canbao/worker/worker-activities';
import { workflowBundle } from '@canbao/worker/workflow-bundle';
import { sealedConverter } from '@canbao/workflows/codec/sealed-converter';
import { countyCampaignMessages, type OpenCampaign } from '@canbao/workflows/county/county-campaign.messages';
import { type ProcessSettings, processSettings } from '@canbao/workflows/process/process-settings';
import { queues } from '@canbao/workflows/process/queue-name';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { Client, Connection, WithStartWorkflowOperation } from '@temporalio/client';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';

import { type ReadingScratch, readingScratch } from '../projections/reading-scratch.ts';
import { type CounterpartsProcess, counterpartsProcess } from './counterparts-process.ts';

const pack = parsePolicyPack(testPack);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const plan = planOfPack(pack);
export const region = pack.units.region;
/** Plan instants of the test pack, epoch ms. */
export const opensAt = (phase: string): number => plan.phases.find((one) => one.phase === phase)!.opensAt;
export const dueAt = (key: string): number =>
  [
    ...plan.phases.map(({ phase, dueAt: at }) => ({ key: phase, at })),
    ...plan.deadlines.map((d) => ({ key: d.key, at: d.dueAt })),
  ].find((one) => one.key === key)!.at;

export type EngineBench = {
  readonly scratch: ReadingScratch;
  readonly client: Client;
  readonly outside: CounterpartsProcess;
  /** Queue of the workflows. */
  readonly taskQueue: string;
  /** Opens a campaign of two townships; its clock stands at the first instant unless told otherwise. */
  open(how?: OpenOptions): Promise<BenchCampaign>;
  startWorkers(): Promise<void>;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
};

export type BenchCampaign = {
  readonly code: string;
  events(): Promise<readonly RecordedEvent[]>;
  /** Types of the facts, in order. */
  types(): Promise<readonly string[]>;
  /** Waits until the log holds what is asked for; throws with the log's types when it does not come. */
  until(holds: (events: readonly RecordedEvent[]) => boolean, withinMs?: number): Promise<readonly RecordedEvent[]>;
  /** Replays every workflow of the campaign against today's bundle; throws when one does not. */
  replayAll(): Promise<number>;
};

let isInstalled = false;

/** The real engines under one worker, one projector and the sandbox: what specs of workflows stand on. */
export async function engineBench(): Promise<EngineBench> {
  if (!isInstalled) Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  isInstalled = true;
  const scratch = await readingScratch();
  const outside = await counterpartsProcess();
  const address = process.env['TEMPORAL_ADDRESS']!;
  const dataConverter = await sealedConverter(randomBytes(32), 'default');
  const bundle = await workflowBundle();
  const queuePrefix = `t${randomBytes(4).toString('hex')}-`;
  const connection = await Connection.connect({ address });
  const native = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace: 'default', dataConverter });
  const projecting = projector(scratch);
  const keys = await keyFiles();
  const options = activityOptions(scratch, outside, keys);
  let running: { readonly workers: RunningWorkers; readonly opened: OpenActivities } | null = null;

  async function startWorkers(): Promise<void> {
    const opened = await workerActivities(options);
    const parts = { connection: native, namespace: 'default', dataConverter, bundle, queuePrefix, queues };
    const workers = await runningWorkers({ ...parts, activities: opened.activities });
    workers.ended.catch(() => undefined);
    running = { workers, opened };
  }
  async function stopWorkers(): Promise<void> {
    await running?.workers.stop();
    await running?.opened.close();
    running = null;
  }
  await startWorkers();
  const taskQueue = `${queuePrefix}wf`;

  return {
    scratch,
    client,
    outside,
    taskQueue,
    startWorkers,
    stopWorkers,
    async open(how = {}) {
      const code = await openCampaign(client, taskQueue, how);
      return benchCampaign(code, { scratch, client, bundle, dataConverter });
    },
    async close() {
      await stopWorkers();
      await projecting.stop();
      await native.close();
      await connection.close();
      await outside.stop();
      await scratch.close();
      await rm(keys, { recursive: true });
    },
  };
}

type OpenOptions = {
  readonly speed?: number;
  readonly holdAt?: number | null;
  readonly settings?: Partial<ProcessSettings>;
};

async function openCampaign(
  client: Client,
  taskQueue: string,
  { speed = 100_000, holdAt = opensAt('mobilize'), settings = {} }: OpenOptions,
): Promise<string> {
  const code = `${region}-2020-t${randomBytes(3).toString('hex').slice(1)}`;
  const argument: OpenCampaign = { actor: 'u_lead', opening: openingOf(speed, holdAt) };
  await client.workflow.executeUpdateWithStart(countyCampaignMessages.openCampaign, {
    args: [argument],
    updateId: `open-${code}`,
    startWorkflowOperation: new WithStartWorkflowOperation('countyCampaignWorkflow', {
      workflowId: workflowId.county(code),
      taskQueue,
      args: [{ campaign: code, region, settings: { ...processSettings.rehearsal, ...settings } }],
      workflowIdConflictPolicy: 'USE_EXISTING',
    }),
  });
  return code;
}

/** A folder with the vault's two key files. */
async function keyFiles(): Promise<string> {
  const keys = await mkdtemp(join(tmpdir(), 'canbao-engine-'));
  for (const name of ['vault', 'index']) await writeFile(join(keys, `${name}.key`), randomBytes(32), { mode: 0o600 });
  return keys;
}

function activityOptions(scratch: ReadingScratch, outside: CounterpartsProcess, keys: string): ActivityOptions {
  return {
    logDatabaseUrl: scratch.database.url('canbao_writer'),
    readDatabaseUrl: scratch.database.url('canbao_reader'),
    keyDatabaseUrl: Object.assign(new URL(scratch.database.keysUrl), { username: 'canbao_vault' }).href,
    vaultKeyFile: join(keys, 'vault.key'),
    indexKeyFile: join(keys, 'index.key'),
    counterpartUrl: outside.url,
    counterpartTimeoutMs: 2_000,
  };
}

const openingOf = (speed: number, holdAt: number | null): OpenCampaign['opening'] => ({
  pack: { id: pack.id, hash: 'f'.repeat(64) },
  title: pack.title,
  region,
  coverageYear: pack.people.coverage.year,
  isRehearsal: true,
  clock: {
    planStartAt: opensAt('mobilize'),
    realStartAt: Date.now(),
    speed,
    holdAt,
    heldBy: holdAt === null ? null : 'pace',
  },
  ...plan,
  townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
});

function projector(scratch: ReadingScratch): { stop(): Promise<void> } {
  let isStopping = false;
  const loops = Object.values(projections).map(async (group) => {
    while (!isStopping) if ((await projectGroup(scratch.reading.db, group)) === 0) await delay(20);
  });
  return {
    async stop() {
      isStopping = true;
      await Promise.allSettled(loops);
    },
  };
}

type Parts = {
  readonly scratch: ReadingScratch;
  readonly client: Client;
  readonly bundle: WorkflowBundle;
  readonly dataConverter: Awaited<ReturnType<typeof sealedConverter>>;
};

function benchCampaign(code: string, { scratch, client, bundle, dataConverter }: Parts): BenchCampaign {
  const events = async (): Promise<readonly RecordedEvent[]> =>
    (await readPage(scratch.log, { campaign: code, next: 0 }, 100_000)).events;
  return {
    code,
    events,
    types: async () => (await events()).map(({ type }) => type),
    async until(holds, withinMs = 15_000) {
      const until = Date.now() + withinMs;
      for (;;) {
        const all = await events();
        if (holds(all)) return all;
        if (Date.now() > until) throw new Error(`not within ${withinMs} ms: ${all.map(({ type }) => type).join(' ')}`);
        await delay(25);
      }
    },
    async replayAll() {
      let replayed = 0;
      for await (const { workflowId: id, runId } of client.workflow.list()) {
        if (!`${id}-`.includes(`-${code}-`)) continue;
        const history = await client.workflow.getHandle(id, runId).fetchHistory();
        // A history without a finished workflow task has nothing to compare, and would hang.
        if (!history.events?.some(({ workflowTaskCompletedEventAttributes: task }) => task != null)) continue;
        const stored: unknown = JSON.parse(historyToJSON(history));
        await Worker.runReplayHistory({ workflowBundle: bundle, dataConverter }, historyFromJSON(stored), id);
        replayed++;
      }
      return replayed;
    },
  };
}
