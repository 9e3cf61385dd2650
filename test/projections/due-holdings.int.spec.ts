import { shanghaiDate } from '@canbao/domain/shanghai-date';
import type { TwoLimits } from '@canbao/domain/two-limits';
import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { type DueHolding, dueHoldingsQuery } from '@canbao/projections/due-holdings/due-holdings.query';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { OTHER_VILLAGE, plan, type Story, storyOf, VILLAGE } from './story.ts';

let scratch: ReadingScratch;
let story: Story;
let campaigns = 0;
beforeAll(async () => {
  scratch = await readingScratch();
});
beforeEach(async () => {
  story = await storyOf(scratch, `411722-2020-r${(campaigns += 1)}`);
});
afterAll(() => scratch.close());

const limits: TwoLimits = {
  days: 3,
  capFen: 20_000_00,
  closingTime: '17:00',
  lastDepositOn: shanghaiDate('2019-10-10'),
  warnHours: 24,
  warnFen: 15_000_00,
  escalateHours: 24,
};
const due = async (at: string) => dueHoldingsQuery.at(await story.told(), plan(at), limits);
const alert = (holding: DueHolding) =>
  story.say(
    `agent-${holding.agent}`,
    holding.unit,
    {
      type:
        holding.stage === 'warned'
          ? 'HoldingWarned'
          : holding.stage === 'breached'
            ? 'HoldingBreached'
            : 'HoldingEscalated',
      data: {
        agent: holding.agent,
        limit: 'days',
        people: holding.people,
        firstReceiptAt: holding.firstReceiptAt,
        dueAt: holding.dueAt,
      },
    },
    { amountFen: holding.fen },
  );

test('R-601 warns a day before, says the breach at the due hour, escalates a day later, each once', async () => {
  await story.registered(1, { at: plan('09-20 10:00') });
  await story.registered(2, { at: plan('09-22 10:00') });
  // Money of 09-20 is due on 09-23 at 17:00.
  expect(await due('09-22 16:59')).toMatchObject({ items: [], nextAt: plan('09-22 17:00'), position: 2 });
  const warned = await due('09-22 17:00');
  expect(warned).toMatchObject({
    items: [
      {
        agent: '101-01-1',
        unit: VILLAGE,
        stage: 'warned',
        firstReceiptAt: plan('09-20 10:00'),
        dueAt: plan('09-23 17:00'),
        people: 2,
        fen: 500_00,
      },
    ],
    nextAt: plan('09-23 17:00'),
  });
  await alert(warned.items[0]!);
  expect(await due('09-22 17:01')).toMatchObject({ items: [], nextAt: plan('09-23 17:00') });
  const breached = await due('09-23 17:00');
  expect(breached).toMatchObject({ items: [{ stage: 'breached' }], nextAt: plan('09-24 17:00') });
  await alert(breached.items[0]!);
  const escalated = await due('09-24 17:00');
  expect(escalated).toMatchObject({ items: [{ stage: 'escalated' }], nextAt: null });
  await alert(escalated.items[0]!);
  expect(await due('09-30 00:00')).toMatchObject({ items: [], nextAt: null });
  expect(await agentCashQuery.alerted(await story.told())).toMatchObject([
    { agent: '101-01-1', alert: 'escalated', oldestAt: plan('09-20 10:00') },
  ]);
});

test('R-601 of several stages that passed meanwhile only the last goes out, and none behind it', async () => {
  await story.registered(1, { at: plan('09-20 10:00') });
  const late = await due('09-25 09:00');
  expect(late.items.map(({ stage }) => stage)).toStrictEqual(['escalated']);
  await alert(late.items[0]!);
  expect((await due('09-25 09:00')).items).toStrictEqual([]);
});

test('R-601 a closed bag is still in the hands of its agent; banked or matched it is not', async () => {
  await story.registered(1, { at: plan('09-20 10:00') });
  await story.registered(2, { at: plan('09-20 11:00'), unit: OTHER_VILLAGE });
  await story.bagged('K7M4P', [1]);
  await story.bagged('H4RWA', [2], OTHER_VILLAGE);
  expect((await due('09-23 17:00')).items.map(({ agent, stage }) => `${agent} ${stage}`)).toStrictEqual([
    '101-01-1 breached',
    '102-01-1 breached',
  ]);
  await story.banked('K7M4P', 1);
  await story.matched('H4RWA', 1, OTHER_VILLAGE);
  expect(await due('09-23 17:00')).toMatchObject({ items: [], nextAt: null });
});

test('R-601 the next holding of the same agent has its own clock and its own alerts', async () => {
  await story.registered(1, { at: plan('09-20 10:00') });
  await alert((await due('09-23 17:00')).items[0]!);
  await story.bagged('K7M4P', [1]);
  await story.banked('K7M4P', 1);
  await story.registered(2, { at: plan('09-24 10:00') });
  expect(await due('09-24 10:00')).toMatchObject({ items: [], nextAt: plan('09-26 17:00') });
  expect(await agentCashQuery.ofAgent(await story.told(), '101-01-1')).toMatchObject({
    alert: 'none',
    oldestAt: plan('09-24 10:00'),
  });
  expect((await due('09-27 17:00')).items).toMatchObject([
    { stage: 'breached', firstReceiptAt: plan('09-24 10:00'), fen: 250_00 },
  ]);
});

test('R-601 money of the last days is due on the last deposit day', async () => {
  await story.registered(1, { at: plan('10-09 10:00') });
  expect((await due('10-10 17:00')).items).toMatchObject([{ stage: 'breached', dueAt: plan('10-10 17:00') }]);
});
