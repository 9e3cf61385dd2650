import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { realInstant } from '@canbao/domain/campaign/campaign-clock';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { countyCampaignMessages as messages, type SetClock } from '@canbao/workflows/county/county-campaign.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';
import { WorkflowUpdateFailedError } from '@temporalio/client';

import { type BenchCampaign, type EngineBench, dueAt, engineBench, opensAt } from './engine-bench.ts';
import { typeOf, untilTaken } from './until-taken.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let bench: EngineBench;
beforeAll(async () => {
  bench = await engineBench();
}, 90_000);
afterAll(() => bench.close(), 60_000);

const countyOf = ({ code }: BenchCampaign) => bench.client.workflow.getHandle(workflowId.county(code));

/** Type of the refusal inside a failed update, and its details. */
async function refusalOf(update: Promise<unknown>): Promise<{ type: unknown; details: unknown }> {
  const failure: unknown = await update.catch((error: unknown) => error);
  if (!(failure instanceof WorkflowUpdateFailedError)) throw new Error(`no refusal: ${String(failure)}`);
  const cause = failure.cause as { type?: unknown; details?: unknown };
  return { type: cause.type, details: cause.details };
}

const say = (campaign: BenchCampaign) => {
  const county = countyOf(campaign);
  const by = { actor: 'u_lead' };
  const updateId = (): string => randomUUID();
  return {
    clock: (change: Omit<SetClock, 'actor' | 'heldBy'>) =>
      county.executeUpdate(messages.setClock, { args: [{ ...by, ...change, heldBy: 'pace' }], updateId: updateId() }),
    move: (deadline: string, toAt: number, id = updateId()) =>
      county.executeUpdate(messages.moveDeadline, {
        args: [{ ...by, deadline, toAt, reason: '连日大雨，道路不通' }],
        updateId: id,
      }),
    pause: (isPaused: boolean) =>
      county.executeUpdate(messages.setPaused, {
        args: [{ ...by, isPaused, reason: '防汛期间暂停' }],
        updateId: updateId(),
      }),
    advance: (phase: 'mobilize' | 'collect') =>
      county.executeUpdate(messages.advancePhase, { args: [{ ...by, phase, override: null }], updateId: updateId() }),
  };
};

const reminders = (events: readonly RecordedEvent[], subject: string): readonly RecordedEvent[] =>
  events.filter(({ type, data }) => type === 'ReminderIssued' && data['subject'] === subject);

test('R-301 a campaign opens with its first phase, and its gate says what is missing', async () => {
  const campaign = await bench.open();
  expect((await campaign.types()).slice(0, 2)).toStrictEqual(['CampaignOpened', 'PhaseOpened']);
  await campaign.until((events) => events.filter(({ type }) => type === 'AccountOpened').length === 3);

  const refusal = await refusalOf(say(campaign).advance('mobilize'));
  expect(refusal.type).toBe('/problems/campaign/gate-not-met');
  expect(refusal.details).toMatchObject([
    { status: 409, items: expect.arrayContaining([expect.objectContaining({ kind: 'plan-not-filed' })]) },
  ]);
  expect(await campaign.types()).not.toContain('PhaseClosed');
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(6);
}, 60_000);

test('R-303 a moved deadline moves its running reminders at once', async () => {
  const campaign = await bench.open();
  const { clock, move } = say(campaign);
  const lists = dueAt('sponsor-lists');
  await clock({ action: 'run', holdAt: lists - 2 * dayMs });
  await move('sponsor-lists', lists + 3 * dayMs);
  // Past the old instants, short of the new ones: nobody is reminded.
  await clock({ action: 'run', holdAt: lists + dayMs });
  await campaign.until(
    (events) =>
      reminders(events, 'accounts-open').length === 0 && events.some(({ data }) => data['subject'] === 'mobilize'),
  );
  await delay(1_500);
  expect(reminders(await campaign.events(), 'sponsor-lists')).toStrictEqual([]);
  await clock({ action: 'run', holdAt: lists + 2 * dayMs });
  await campaign.until((all) => reminders(all, 'sponsor-lists').length === 1);
  await clock({ action: 'run', holdAt: lists + 3 * dayMs });
  const events = await campaign.until((all) =>
    reminders(all, 'sponsor-lists').some(({ data }) => data['kind'] === 'due'),
  );
  expect(reminders(events, 'sponsor-lists').map(({ data }) => [data['kind'], data['dueAt']])).toStrictEqual([
    ['soon', lists + 3 * dayMs],
    ['due', lists + 3 * dayMs],
  ]);
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(6);
}, 60_000);

test('R-303 R-203 what fell due during a pause goes out on resume, once, and names what it stands for', async () => {
  const campaign = await bench.open();
  const { clock, pause } = say(campaign);
  const lists = dueAt('sponsor-lists');
  await clock({ action: 'run', holdAt: lists - 2 * dayMs });
  await pause(true);
  const { clock: running } = await clock({ action: 'run', holdAt: lists + hourMs });
  await delay(realInstant(running, lists + hourMs)! - Date.now() + 500);
  expect(reminders(await campaign.events(), 'sponsor-lists')).toStrictEqual([]);
  await pause(false);
  const events = await campaign.until((all) => reminders(all, 'sponsor-lists').length > 0);
  expect(reminders(events, 'sponsor-lists').map(({ data }) => data)).toMatchObject([
    { kind: 'due', dueAt: lists, instead: [`county/sponsor-lists/soon/${lists - dayMs}`] },
  ]);
  await delay(1_000);
  expect(reminders(await campaign.events(), 'sponsor-lists')).toHaveLength(1);
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(6);
}, 60_000);

test('I8 a crowd over many runs: every acknowledged command is a fact, every refused one is none', async () => {
  const campaign = await bench.open({ settings: { maxEventsPerRun: 250 } });
  const { move } = say(campaign);
  const outcomes = new Map<string, 'ok' | 'refused'>();
  const from = dueAt('sponsor-lists') + dayMs;

  async function client(number: number): Promise<void> {
    for (let turn = 0; turn < 6; turn++) {
      const id = randomUUID();
      // Every third one asks for something that is refused for good.
      const toAt = turn % 3 === 2 ? opensAt('mobilize') - dayMs : from + (number * 100 + turn) * 60_000;
      outcomes.set(id, await outcomeOf(() => move('sponsor-lists', toAt, id)));
    }
  }
  await Promise.all(Array.from({ length: 6 }, (_, number) => client(number)));

  const counts = { ok: 0, refused: 0 };
  for (const outcome of outcomes.values()) counts[outcome]++;
  expect(counts).toStrictEqual({ ok: 24, refused: 12 });
  const moved = (await campaign.events()).filter(({ type }) => type === 'DeadlineMoved');
  expect(new Set(moved.map(({ command }) => command))).toStrictEqual(
    new Set([...outcomes].filter(([, outcome]) => outcome === 'ok').map(([id]) => id)),
  );
  expect(moved).toHaveLength(24);
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(8);
}, 120_000);

/** What became of a command in the end. */
async function outcomeOf(update: () => Promise<unknown>): Promise<'ok' | 'refused'> {
  try {
    await untilTaken(update);
    return 'ok';
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError && typeOf(error).startsWith('/problems/')) return 'refused';
    throw error;
  }
}
