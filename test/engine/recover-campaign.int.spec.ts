import { randomUUID } from 'node:crypto';
import type { LoggedFact } from '@canbao/domain/campaign/recovery';
import { countyCampaignMessages } from '@canbao/workflows/county/county-campaign.messages';
import { recoverCampaign } from '@canbao/workflows/process/recover-campaign';
import { workflowId } from '@canbao/workflows/process/workflow-id';

import { type BenchCampaign, type EngineBench, dueAt, engineBench } from './engine-bench.ts';

const dayMs = 86_400_000;

let bench: EngineBench;
beforeAll(async () => {
  bench = await engineBench();
}, 90_000);
afterAll(() => bench.close(), 60_000);

const clock = ({ code }: BenchCampaign, holdAt: number) =>
  bench.client.workflow.getHandle(workflowId.county(code)).executeUpdate(countyCampaignMessages.setClock, {
    args: [{ actor: 'u_lead', action: 'run', holdAt, heldBy: 'pace' }],
    updateId: randomUUID(),
  });

async function runningOf({ code }: BenchCampaign): Promise<readonly string[]> {
  const ids = [];
  for await (const info of bench.client.workflow.list({ query: `ExecutionStatus = 'Running'` })) {
    if (`${info.workflowId}-`.includes(`-${code}-`)) ids.push(info.workflowId);
  }
  return ids.sort();
}

test('K7 after the whole store was lost every workflow starts again from the log, and nothing goes out twice', async () => {
  const campaign = await bench.open();
  const lists = dueAt('sponsor-lists');
  await campaign.until((events) => events.filter(({ type }) => type === 'AccountOpened').length === 3);
  await clock(campaign, lists);
  const before = await campaign.until((events) => events.filter(({ type }) => type === 'ReminderIssued').length >= 8);
  const running = await runningOf(campaign);
  expect(running).toStrictEqual(
    [
      workflowId.county(campaign.code),
      ...['101', '102', 'subsidy'].map((account) => workflowId.lock(campaign.code, account)),
      ...['101', '102'].map((township) => workflowId.township(campaign.code, township)),
    ].sort(),
  );

  for (const id of running) {
    await bench.client.workflowService.deleteWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: id },
    });
  }
  await gone(campaign);
  const facts = (await campaign.events()) as unknown as readonly LoggedFact[];
  const started = await recoverCampaign(bench.client.workflow, campaign.code, facts, bench.taskQueue);
  expect([...started].sort()).toStrictEqual(running);
  expect(started[0]).toBe(workflowId.county(campaign.code));

  // They take commands, follow the clock, and remind of what is new only.
  await clock(campaign, lists + dayMs);
  const after = await campaign.until((events) =>
    events.some(({ type, data }) => type === 'ReminderIssued' && data['kind'] === 'overdue'),
  );
  const keys = after.flatMap(({ type, data }) => (type === 'ReminderIssued' ? [data['key']] : []));
  expect(new Set(keys).size).toBe(keys.length);
  const again = after
    .slice(before.length)
    .filter(({ type, data }) => type === 'ReminderIssued' && data['kind'] === 'soon');
  expect(again.filter(({ data }) => data['dueAt'] === lists)).toStrictEqual([]);
  expect(after.filter(({ type }) => type === 'AccountOpened')).toHaveLength(3);
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(6);

  // Asked again, everything runs already.
  await recoverCampaign(
    bench.client.workflow,
    campaign.code,
    (await campaign.events()) as unknown as readonly LoggedFact[],
    bench.taskQueue,
  );
  expect(await runningOf(campaign)).toStrictEqual(running);
}, 120_000);

async function gone(campaign: BenchCampaign): Promise<void> {
  while ((await runningOf(campaign)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
}
