import { randomUUID } from 'node:crypto';
import { countyCampaignMessages as messages } from '@canbao/workflows/county/county-campaign.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { WorkflowUpdateFailedError } from '@temporalio/client';

import { type BenchCampaign, type EngineBench, engineBench } from './engine-bench.ts';

let bench: EngineBench;
beforeAll(async () => {
  bench = await engineBench();
}, 60_000);
afterAll(() => bench.close(), 60_000);

const countyOf = ({ code }: BenchCampaign) => bench.client.workflow.getHandle(workflowId.county(code));

/** Type of the refusal inside a failed update, and its details. */
async function refusalOf(update: Promise<unknown>): Promise<{ type: unknown; details: unknown }> {
  const failure: unknown = await update.catch((error: unknown) => error);
  if (!(failure instanceof WorkflowUpdateFailedError)) throw new Error(`no refusal: ${String(failure)}`);
  const cause = failure.cause as { type?: unknown; details?: unknown };
  return { type: cause.type, details: cause.details };
}

test('R-301 a campaign opens with its first phase, and its gate says what is missing', async () => {
  const campaign = await bench.open();
  const county = countyOf(campaign);
  expect((await campaign.types()).slice(0, 2)).toStrictEqual(['CampaignOpened', 'PhaseOpened']);
  await campaign.until((events) => events.filter(({ type }) => type === 'AccountOpened').length === 3);

  const refusal = await refusalOf(
    county.executeUpdate(messages.advancePhase, {
      args: [{ actor: 'u_lead', phase: 'mobilize', override: null }],
      updateId: randomUUID(),
    }),
  );
  expect(refusal.type).toBe('/problems/campaign/gate-not-met');
  expect(refusal.details).toMatchObject([{ status: 409, items: expect.arrayContaining([expect.objectContaining({ kind: 'plan-not-filed' })]) }]);
  expect(await campaign.types()).not.toContain('PhaseClosed');
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(5);
}, 60_000);
