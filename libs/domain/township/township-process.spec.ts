import { planOfPack } from '../packs/plan-of-pack.ts';
import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import twoTownships from '../packs/two-townships-test.json' with { type: 'json' };
import { endOf, readableInstant, shanghaiDate, startOf } from '../shanghai-date.ts';
import { evolveTownship, idleTownship, nextTownshipDue } from './township-process.ts';
import type { TownshipEvent } from './township.events.ts';

const pack = parsePolicyPack(twoTownships);
if (!isPolicyPack(pack)) throw new Error(JSON.stringify(pack));
const plan = { ...planOfPack(pack), isPaused: false };
const fold = (...events: readonly TownshipEvent[]): typeof idleTownship => events.reduce(evolveTownship, idleTownship);
const mobilizing = fold({ type: 'TownshipPhaseOpened', data: { phase: 'mobilize' } });

function sentUntil(process: typeof idleTownship, until: number): readonly string[] {
  const said: string[] = [];
  const sent: string[] = [];
  let now = startOf(shanghaiDate('2019-09-16'));
  for (
    let due = nextTownshipDue(process, plan, sent, now);
    due !== undefined && due.at <= until;
    due = nextTownshipDue(process, plan, sent, now)
  ) {
    sent.push(due.key);
    said.push(`${due.subject} ${due.kind} ${readableInstant(due.at)} ${due.toRole}`);
    now = Math.max(now, due.at);
  }
  return said;
}

test('R-203 a township reminds its own people, and escalates up the line', () => {
  expect(sentUntil(mobilizing, endOf(shanghaiDate('2019-09-21')))).toStrictEqual([
    'mobilize soon 09-18 24:00 township-office',
    'receipt-books soon 09-18 24:00 tax-branch',
    'township-plans soon 09-18 24:00 township-office',
    'mobilize due 09-19 24:00 township-office',
    'receipt-books due 09-19 24:00 tax-branch',
    'township-plans due 09-19 24:00 township-office',
    'mobilize overdue 09-20 24:00 township-office',
    'receipt-books overdue 09-20 24:00 tax-branch',
    'township-plans overdue 09-20 24:00 township-office',
    'mobilize escalated 09-21 24:00 county-coordinator',
    'receipt-books escalated 09-21 24:00 county-coordinator',
    'township-plans escalated 09-21 24:00 county-coordinator',
  ]);
});

test('R-302 a township that has closed its phase is not reminded of it', () => {
  const done = fold(
    { type: 'TownshipPhaseOpened', data: { phase: 'mobilize' } },
    { type: 'TownshipPhaseClosed', data: { phase: 'mobilize', isOverridden: false } },
  );
  expect(sentUntil(done, endOf(shanghaiDate('2019-09-21')))).toStrictEqual([]);
});

test('R-303 while the county pauses, no township reminds', () => {
  expect(
    nextTownshipDue(mobilizing, { ...plan, isPaused: true }, [], endOf(shanghaiDate('2019-09-25'))),
  ).toBeUndefined();
});

test('a cut-off is announced and comes; nobody can be late for it', () => {
  const enrolling = fold(
    ...(['mobilize', 'collect', 'screen'] as const).map((phase): TownshipEvent => ({
      type: 'TownshipPhaseClosed',
      data: { phase, isOverridden: false },
    })),
  );
  const said = sentUntil(enrolling, endOf(shanghaiDate('2019-10-25'))).filter((one) => one.startsWith('counterfoils'));
  expect(said).toStrictEqual(['counterfoils soon 10-19 24:00 agent', 'counterfoils due 10-20 24:00 agent']);
});

test('the fold keeps the steps of the rounds', () => {
  const steps: readonly TownshipEvent[] = [
    { type: 'FirstCheckStarted', data: { round: 1 } },
    { type: 'RoundHandedOver', data: { round: 1, people: 3 } },
    { type: 'RegisterCheckStarted', data: { round: 1 } },
    { type: 'FeedbackReturned', data: { round: 1, people: 1 } },
    { type: 'EnrolmentStarted', data: { handover: 1 } },
    { type: 'SettlementStarted', data: {} },
  ];
  expect(fold(...steps)).toMatchObject({
    version: 6,
    firstCheck: 1,
    handedOver: 1,
    registerCheck: 1,
    isFeedbackReturned: true,
    isEnrolmentStarted: true,
    isSettlementStarted: true,
  });
});
