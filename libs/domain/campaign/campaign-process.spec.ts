import { planOfPack } from '../packs/plan-of-pack.ts';
import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import twoTownships from '../packs/two-townships-test.json' with { type: 'json' };
import { dayMs, endOf, readableInstant, shanghaiDate, startOf } from '../shanghai-date.ts';
import { deadlineAt, evolveCampaign, nextDue, nextPhase, unopenedCampaign } from './campaign-process.ts';
import type { CampaignProcess } from './campaign-process.ts';
import type { CampaignEvent } from './campaign.events.ts';
import type { Due } from './due.ts';

const pack = parsePolicyPack(twoTownships);
if (!isPolicyPack(pack)) throw new Error(JSON.stringify(pack));
const start = startOf(shanghaiDate('2019-09-16'));
const end = (on: string): number => endOf(shanghaiDate(on));
const clock = { planStartAt: start, realStartAt: start, speed: 1, holdAt: null, heldBy: null };
const opened: CampaignEvent = {
  type: 'CampaignOpened',
  data: {
    pack: { id: pack.id, hash: '' },
    title: pack.title,
    region: '419998',
    coverageYear: 2020,
    isRehearsal: true,
    clock,
    ...planOfPack(pack),
    townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
  },
};
const fold = (...events: readonly CampaignEvent[]): CampaignProcess => events.reduce(evolveCampaign, unopenedCampaign);
const running = [
  opened,
  { type: 'PhaseOpened', data: { phase: 'mobilize' } },
] as const satisfies readonly CampaignEvent[];

/** Everything that becomes due up to an instant, in order, acting on each at once. */
function actsUntil(process: CampaignProcess, until: number): readonly Due[] {
  const acts: Due[] = [];
  for (let due = nextDue(process, [], start); due !== undefined && due.at <= until;) {
    acts.push(due);
    due = nextDue(
      process,
      acts.map(({ key }) => key),
      Math.max(due.at, start),
    );
  }
  return acts;
}
const spoken = ({ subject, kind, at, toRole }: Due): string =>
  [subject, kind, readableInstant(at), toRole ?? '-'].join(' ');

test('R-203 the county reminds whom it has to remind, before, at and after the end of mobilize', () => {
  expect(actsUntil(fold(...running), end('2019-09-21')).map(spoken)).toStrictEqual([
    'accounts-open soon 09-18 24:00 bank-clerk',
    'mobilize soon 09-18 24:00 county-coordinator',
    'sponsor-lists soon 09-18 24:00 sponsor-department',
    'accounts-open due 09-19 24:00 bank-clerk',
    'mobilize due 09-19 24:00 county-coordinator',
    'sponsor-lists due 09-19 24:00 sponsor-department',
    'accounts-open overdue 09-20 24:00 bank-clerk',
    'mobilize overdue 09-20 24:00 county-coordinator',
    'sponsor-lists overdue 09-20 24:00 sponsor-department',
    'accounts-open escalated 09-21 24:00 county-coordinator',
    'sponsor-lists escalated 09-21 24:00 county-coordinator',
  ]);
});

test('R-203 of several late reminders the last goes out and names the others', () => {
  const due = nextDue(fold(...running), [], end('2019-09-22'))!;
  expect(spoken(due)).toBe('mobilize overdue 09-20 24:00 county-coordinator');
  expect(due.instead).toStrictEqual([`mobilize/soon/${end('2019-09-18')}`, `mobilize/due/${end('2019-09-19')}`]);
  const next = nextDue(fold(...running), [due.key], end('2019-09-22'))!;
  expect(spoken(next)).toBe('accounts-open escalated 09-21 24:00 county-coordinator');
});

test('R-203 what was sent in time is not named again', () => {
  const due = nextDue(fold(...running), [`mobilize/soon/${end('2019-09-18')}`], end('2019-09-22'))!;
  expect(due.instead).toStrictEqual([`mobilize/due/${end('2019-09-19')}`]);
});

test('R-203 nothing late is dropped: acting on each due in turn sends every subject its last reminder', () => {
  const sent: string[] = [];
  const now = end('2019-09-25');
  for (
    let due = nextDue(fold(...running), sent, now);
    due !== undefined && due.at <= now;
    due = nextDue(fold(...running), sent, now)
  )
    sent.push(due.key);
  expect(sent.map((key) => key.split('/').slice(0, 2).join('/')).sort()).toStrictEqual([
    'accounts-open/escalated',
    'mobilize/overdue',
    'monday/report',
    'sponsor-lists/escalated',
  ]);
});

test('R-203 whoever is done is left in peace: a closed phase reminds nobody', () => {
  const closed = fold(...running, { type: 'PhaseClosed', data: { phase: 'mobilize', isOverridden: false } });
  expect(actsUntil(closed, end('2019-09-25')).map(spoken)).toStrictEqual(['monday report 09-23 08:00 -']);
});

test('R-303 a moved deadline moves its reminders at once, also those already sent', () => {
  const before = nextDue(fold(...running), [], start)!;
  const moved = fold(...running, {
    type: 'DeadlineMoved',
    data: { deadline: before.subject, fromAt: before.dueAt, toAt: before.dueAt + dayMs, reason: '' },
  });
  const after = actsUntil(moved, end('2019-09-20')).find(({ subject }) => subject === before.subject)!;
  expect(after.at).toBe(before.at + dayMs);
  expect(after.key).not.toBe(before.key);
  expect(deadlineAt(moved, before.subject)).toBe(before.dueAt + dayMs);
});

test('R-303 a paused campaign does nothing by itself; what fell due goes out on resume', () => {
  const paused = fold(...running, { type: 'CampaignPaused', data: { reason: '' } });
  expect(nextDue(paused, [], end('2019-09-25'))).toBeUndefined();
  expect(
    nextDue(
      fold(
        ...running,
        { type: 'CampaignPaused', data: { reason: '' } },
        { type: 'CampaignResumed', data: { reason: '' } },
      ),
      [],
      end('2019-09-25'),
    ),
  ).toBeDefined();
});

test('R-805 reports are due on their Mondays, each of them', () => {
  const reports = actsUntil(fold(opened), end('2019-12-30')).filter(({ kind }) => kind === 'report');
  expect(reports.map(({ at }) => readableInstant(at))).toStrictEqual([
    '09-23 08:00',
    '09-30 08:00',
    '10-07 08:00',
    '10-14 08:00',
    '10-21 08:00',
    '10-28 08:00',
  ]);
});

test('R-306 a phase that opens on its date is due then, once', () => {
  const onDate = planOfPack(pack).phases.map((one) => (one.phase === 'collect' ? { ...one, opensOnDate: true } : one));
  const process = fold({ ...opened, data: { ...opened.data, phases: onDate } });
  expect(
    actsUntil(process, end('2019-09-30'))
      .filter(({ kind }) => kind === 'opens')
      .map(spoken),
  ).toStrictEqual(['collect opens 09-19 24:00 -']);
});

test('when all phases are closed the end of the campaign is due, at the end of the last', () => {
  const all = planOfPack(pack).phases.flatMap(
    ({ phase }) =>
      [
        { type: 'PhaseOpened', data: { phase } },
        { type: 'PhaseClosed', data: { phase, isOverridden: false } },
      ] as const,
  );
  const done = fold(opened, ...all);
  const sentReports = actsUntil(done, end('2019-10-31')).map(({ key }) => key);
  const due = nextDue(done, sentReports, end('2019-12-05'));
  expect(due).toMatchObject({ kind: 'closes', at: end('2019-12-31') });
  expect(nextDue(fold(opened, ...all, { type: 'CampaignClosed', data: {} }), [], end('2019-12-31'))).toBeUndefined();
});

test('the fold counts events, and knows what comes next', () => {
  const process = fold(...running, {
    type: 'GateOverridden',
    data: { phase: 'mobilize', reason: '', approvalId: '', missing: [] },
  });
  expect(process).toMatchObject({ version: 3, open: ['mobilize'], closed: [], townships: ['101', '102'] });
  expect(nextPhase(process, 'mobilize')).toBe('collect');
  expect(nextPhase(process, 'publicize')).toBeNull();
  expect(deadlineAt(process, 'nothing')).toBeNull();
});
