import { randomUUID } from 'node:crypto';
import type { RecordedEvent } from '@canbao/event-log/recorded-event';
import { countyCampaignMessages } from '@canbao/workflows/county/county-campaign.messages';
import { bankLockMessages } from '@canbao/workflows/lock/bank-lock.messages';
import { workflowId } from '@canbao/workflows/process/workflow-id';

import { dueAt, type EngineBench, engineBench, opensAt, region } from './engine-bench.ts';
import { twoPeople } from './two-people.ts';
import { untilTaken } from './until-taken.ts';

const hourMs = 3_600_000;

let bench: EngineBench;
beforeAll(async () => {
  bench = await engineBench();
}, 90_000);
afterAll(() => bench.close(), 60_000);

const ofAccount = (events: readonly RecordedEvent[], type: string): readonly unknown[] =>
  events.flatMap((event) => (event.type === type ? [event.data['account']] : [])).sort();

test('R-304 a lock that the bank cannot confirm is a fact and a clerk’s task, and comes once the bank is back', async () => {
  const campaign = await bench.open({ settings: { lockPatienceMs: 1_500, askAgainMs: 300 } });
  const county = bench.client.workflow.getHandle(workflowId.county(campaign.code));
  const by = { actor: 'u_lead' };
  const clock = (holdAt: number) =>
    county.executeUpdate(countyCampaignMessages.setClock, {
      args: [{ ...by, action: 'run', holdAt, heldBy: 'pace' }],
      updateId: randomUUID(),
    });
  await campaign.until((events) => ofAccount(events, 'AccountOpened').length === 3);

  // over an unmet gate with a second person, who named what was missing; the township goes on in mobilize.
  const reason = '部分乡镇培训延期，先行征缴';
  const override = await twoPeople(
    bench.scratch,
    campaign.code,
    { act: 'advance-over-gate', unit: region, phase: 'mobilize' },
    reason,
  );
  await clock(opensAt('collect'));
  await county.executeUpdate(countyCampaignMessages.advancePhase, {
    args: [{ ...by, phase: 'mobilize', override }],
    updateId: randomUUID(),
  });
  const collecting = await campaign.until(
    (events) =>
      events.filter(({ type, data }) => type === 'TownshipPhaseOpened' && data['phase'] === 'collect').length === 2,
  );
  expect(collecting.map(({ type }) => type)).toEqual(expect.arrayContaining(['GateOverridden', 'PhaseClosed']));
  expect(collecting.filter(({ type }) => type === 'TownshipPhaseClosed')).toStrictEqual([]);

  await clock(dueAt('lock') - hourMs);
  await bench.outside.goAway();
  await clock(dueAt('lock') + hourMs);
  const unconfirmed = await campaign.until(
    (events) => ofAccount(events, 'AccountLockUnconfirmed').length === 2,
    30_000,
  );
  expect(ofAccount(unconfirmed, 'AccountLockUnconfirmed')).toStrictEqual(['101', '102']);
  expect(ofAccount(unconfirmed, 'AccountLocked')).toStrictEqual([]);

  const lock = bench.client.workflow.getHandle(workflowId.lock(campaign.code, '101'));
  const documentSha256 = 'd7'.repeat(32);
  const updateId = randomUUID();
  // Its next try at the bank may be under way.
  const confirmed = await untilTaken(() =>
    lock.executeUpdate(bankLockMessages.confirmLock, { args: [{ actor: 'u_bank', documentSha256 }], updateId }),
  );
  expect(confirmed).toMatchObject({ isLocked: true });
  await bench.outside.comeBack();
  const locked = await campaign.until((events) => ofAccount(events, 'AccountLocked').length === 2, 30_000);
  expect(ofAccount(locked, 'AccountLocked')).toStrictEqual(['101', '102']);
  const documents = locked.filter(({ type }) => type === 'AccountLocked').map(({ data }) => data['documentSha256']);
  expect(documents).toStrictEqual([documentSha256, null]);

  // The closing statement within two days, once.
  await clock(dueAt('bank-statement'));
  const stated = await campaign.until(
    (events) => events.some(({ type, data }) => type === 'StatementTaken' && data['isClosing'] === true),
    30_000,
  );
  expect(
    stated.filter(
      ({ type, data }) => type === 'StatementTaken' && data['isClosing'] === true && data['account'] === '102',
    ),
  ).toHaveLength(1);
  expect(ofAccount(stated, 'AccountLocked')).toStrictEqual(['101', '102']);
  expect(await campaign.replayAll()).toBeGreaterThanOrEqual(7);
}, 150_000);
