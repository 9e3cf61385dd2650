import { Client, Connection } from '@temporalio/client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { embeddedTemporal } from './embedded-temporal.ts';
import { processKeeper, type ProcessKeeper } from './process-keeper.ts';

let dataFolder: string;
let keeper: ProcessKeeper;
const runAddress = process.env['TEMPORAL_ADDRESS'];

beforeEach(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'canbao-temporal-'));
  keeper = await processKeeper(dataFolder);
  delete process.env['TEMPORAL_ADDRESS'];
});

afterEach(async () => {
  process.env['TEMPORAL_ADDRESS'] = runAddress;
  await keeper.stopAll();
  rmSync(dataFolder, { recursive: true, force: true });
});

const start = (port?: number) =>
  embeddedTemporal({ keeper, storeFile: join(dataFolder, 'temporal.db'), say: () => {}, ...(port && { port }) });

async function withClient<T>(address: string, work: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection }));
  } finally {
    await connection.close();
  }
}

test('it remembers closed workflow ids for 400 days and knows our search attributes', async () => {
  const { address } = await start();
  await withClient(address, async ({ connection }) => {
    const namespace = await connection.workflowService.describeNamespace({ namespace: 'default' });
    expect(namespace.config?.workflowExecutionRetentionTtl?.seconds?.toString()).toBe(`${400 * 86_400}`);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
    expect(Object.keys(customAttributes).sort()).toStrictEqual(['CampaignId', 'IsRehearsal', 'OpenPhases', 'UnitCode']);
  });
});

test('a workflow that was acknowledged is there after kill -9', async () => {
  const { address, kept } = await start();
  await withClient(address, (client) =>
    client.workflow.start('countyCampaignWorkflow', { workflowId: 'campaign-000000-2020', taskQueue: 'wf', args: [] }),
  );
  process.kill(kept?.pid ?? 0, 'SIGKILL');
  await kept?.ended;
  await start(Number(address.split(':')[1]));
  const { status } = await withClient(address, (client) =>
    client.workflow.getHandle('campaign-000000-2020').describe(),
  );
  expect(status.name).toBe('RUNNING');
});

test('a TEMPORAL_ADDRESS where nobody answers is named, with the remedies', async () => {
  process.env['TEMPORAL_ADDRESS'] = '127.0.0.1:1';
  await expect(start()).rejects.toThrow('nobody answers at TEMPORAL_ADDRESS=127.0.0.1:1: start that server, or unset');
});
