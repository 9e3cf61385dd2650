import type { Approval } from '../approval/approval.decider.ts';
import { deciderSpec } from '../decider-spec.ts';
import { planOfPack } from '../packs/plan-of-pack.ts';
import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import twoTownships from '../packs/two-townships-test.json' with { type: 'json' };
import { clockTimeOf, endOf, shanghaiDate, startOf } from '../shanghai-date.ts';
import type { CampaignCommand, SecondPerson } from './campaign.commands.ts';
import { campaignDecider } from './campaign.decider.ts';
import type { CampaignEvent } from './campaign.events.ts';
import { overlapsAfterMove } from './overlaps-after-move.ts';
import type { Phase } from './phase.ts';
import { phases } from './phase.ts';

const pack = parsePolicyPack(twoTownships);
if (!isPolicyPack(pack)) throw new Error(JSON.stringify(pack));
const end = (on: string): number => endOf(shanghaiDate(on));
const planStartAt = startOf(shanghaiDate('2019-09-16'));
const opening = {
  pack: { id: pack.id, hash: 'f'.repeat(64) },
  title: pack.title,
  region: pack.units.region,
  coverageYear: 2020,
  isRehearsal: true,
  clock: { planStartAt, realStartAt: 0, speed: 3_600, holdAt: null, heldBy: null },
  ...planOfPack(pack),
  townships: pack.units.townships.map(({ code, name }) => ({ code, name })),
};
const opened: CampaignEvent = { type: 'CampaignOpened', data: opening };
const phaseOpened = (phase: Phase): CampaignEvent => ({ type: 'PhaseOpened', data: { phase } });
const phaseClosed = (phase: Phase, isOverridden = false): CampaignEvent => ({
  type: 'PhaseClosed',
  data: { phase, isOverridden },
});
const running: readonly CampaignEvent[] = [opened, phaseOpened('mobilize')];
const collecting = [...running, phaseClosed('mobilize'), phaseOpened('collect')];

const missing = [{ unit: '419998/102', kind: 'plan-not-filed', count: 1 }];
const met = { isMet: true, missing: [] };
const shut = { isMet: false, missing };
const granted: Approval = {
  status: 'granted',
  act: 'advance-over-gate',
  requestSha256: 'a'.repeat(64),
  askedBy: 'u_chen',
  grantedBy: 'u_sun',
  reason: '西测确有困难',
};
const second: SecondPerson = {
  reason: '西测确有困难',
  approvalId: 'b7',
  approval: granted,
  requestSha256: 'a'.repeat(64),
};
const advance = (
  phase: Phase,
  part: Partial<Extract<CampaignCommand, { type: 'AdvancePhase' }>['data']> = {},
): CampaignCommand => ({
  type: 'AdvancePhase',
  data: { phase, at: end('2019-09-19'), by: 'u_chen', gate: met, override: null, ...part },
});
const given = deciderSpec(campaignDecider);

test('R-301 opening a campaign opens its first phase', () => {
  expect(given().when({ type: 'OpenCampaign', data: opening })).toStrictEqual([opened, phaseOpened('mobilize')]);
  expect(given(...running).when({ type: 'OpenCampaign', data: opening })).toMatchObject({
    type: '/problems/campaign/already-opened',
  });
});

test('R-301 a met gate: the phase closes and the next one opens', () => {
  expect(given(...running).when(advance('mobilize'))).toStrictEqual([phaseClosed('mobilize'), phaseOpened('collect')]);
});

test('R-301 a shut gate answers with what is missing, township by township', () => {
  expect(given(...running).when(advance('mobilize', { gate: shut }))).toMatchObject({
    type: '/problems/campaign/gate-not-met',
    items: [{ unit: '419998/102', kind: 'plan-not-filed', count: 1, detail: '实施方案未报送 plan not filed' }],
  });
});

test('R-301 over a shut gate with a reason and a second person; both are recorded', () => {
  expect(given(...running).when(advance('mobilize', { gate: shut, override: second }))).toStrictEqual([
    { type: 'GateOverridden', data: { phase: 'mobilize', reason: '西测确有困难', approvalId: 'b7', missing } },
    phaseClosed('mobilize', true),
    phaseOpened('collect'),
  ]);
});

test('R-301 an approval that is not needed is not used', () => {
  expect(given(...running).when(advance('mobilize', { override: second }))).toStrictEqual([
    phaseClosed('mobilize'),
    phaseOpened('collect'),
  ]);
});

test.each<readonly [string, Partial<SecondPerson>, string, string]>([
  ['no reason', { reason: '否' }, 'u_chen', 'campaign/reason-required'],
  ['another reason', { reason: '大家都同意' }, 'u_chen', 'campaign/reason-differs'],
  ['not yet granted', { approval: { ...granted, status: 'waiting' } }, 'u_chen', 'approval/not-granted'],
  ['granted by the one who advances', {}, 'u_sun', 'approval/same-person'],
  ['granted for another request', { requestSha256: 'b'.repeat(64) }, 'u_chen', 'approval/other-request'],
  ['granted for another act', { approval: { ...granted, act: 'reopen-phase' } }, 'u_chen', 'approval/other-request'],
  ['asked by nobody', { approval: { status: 'unknown' } }, 'u_chen', 'approval/unknown'],
])('R-301 I14 no way over a gate: %s', (_what, part, by, why) => {
  const command = advance('mobilize', { gate: shut, by, override: { ...second, ...part } });
  expect(given(...running).when(command)).toMatchObject({ type: `/problems/${why}` });
});

test.each<readonly [string, readonly CampaignEvent[], CampaignCommand, string]>([
  ['before it is opened', [], advance('mobilize'), 'not-opened'],
  ['a phase that has not begun', running, advance('screen'), 'phase-not-open'],
  ['after the end', [...running, { type: 'CampaignClosed', data: {} }], advance('mobilize'), 'finished'],
])('R-301 nothing advances out of order: %s', (_what, facts, command, why) => {
  expect(given(...facts).when(command)).toMatchObject({ type: `/problems/campaign/${why}` });
});

test('R-301 advancing what is closed already changes nothing', () => {
  expect(given(...collecting).when(advance('mobilize'))).toStrictEqual([]);
});

const allButLast = [
  opened,
  ...phases.slice(0, -1).flatMap((phase) => [phaseOpened(phase), phaseClosed(phase)]),
  phaseOpened('publicize'),
];

test('the campaign closes with its last phase, but not before the last day', () => {
  expect(given(...allButLast).when(advance('publicize', { at: end('2019-12-31') }))).toStrictEqual([
    phaseClosed('publicize'),
    { type: 'CampaignClosed', data: {} },
  ]);
  expect(given(...allButLast).when(advance('publicize', { at: end('2019-12-31') - 1 }))).toStrictEqual([
    phaseClosed('publicize'),
  ]);
});

test.each([
  [
    'too early',
    [...allButLast, phaseClosed('publicize')],
    end('2019-12-31') - 1,
    { type: '/problems/campaign/closes-later' },
  ],
  ['at its end', [...allButLast, phaseClosed('publicize')], end('2019-12-31'), [{ type: 'CampaignClosed', data: {} }]],
  ['with a phase open', allButLast, end('2019-12-31'), { type: '/problems/campaign/not-all-closed' }],
  ['twice', [...allButLast, phaseClosed('publicize'), { type: 'CampaignClosed', data: {} }], end('2019-12-31'), []],
] as const)('the campaign closes by itself: %s', (_what, facts, at, answer) => {
  const decided = given(...(facts as readonly CampaignEvent[])).when({ type: 'CloseCampaign', data: { at } });
  if (Array.isArray(answer)) expect(decided).toStrictEqual(answer);
  else expect(decided).toMatchObject(answer);
});

const move = (deadline: string, toAt: number, at = end('2019-09-25'), reason = '秋收推迟'): CampaignCommand => ({
  type: 'MoveDeadline',
  data: { deadline, toAt, reason, at },
});

test('R-303 a moved deadline moves no other', () => {
  expect(given(...collecting).when(move('collect', end('2019-10-02')))).toStrictEqual([
    {
      type: 'DeadlineMoved',
      data: { deadline: 'collect', fromAt: end('2019-09-30'), toAt: end('2019-10-02'), reason: '秋收推迟' },
    },
  ]);
  expect(given(...collecting).when(move('last-deposit', end('2019-10-12')))).toMatchObject([
    { data: { fromAt: end('2019-10-10') } },
  ]);
  expect(given(...collecting).when(move('collect', end('2019-09-30')))).toStrictEqual([]);
});

test.each<readonly [string, CampaignCommand, string]>([
  ['unknown', move('harvest', end('2019-10-02')), 'deadline-unknown'],
  ['without a reason', move('collect', end('2019-10-02'), end('2019-09-25'), ''), 'reason-required'],
  ['of a closed phase', move('mobilize', end('2019-10-02')), 'phase-closed'],
  ['into the past', move('collect', end('2019-09-24')), 'in-the-past'],
  ['of this very instant', move('collect', end('2019-09-25')), 'in-the-past'],
  ['before its phase opens', move('enroll', clockTimeOf(shanghaiDate('2019-10-10'), '12:00')), 'before-it-opens'],
  ['after the bank has locked', move('lock', end('2019-10-12'), end('2019-10-10')), 'deadline-passed'],
])('R-303 no deadline is moved: %s', (_what, command, why) => {
  expect(given(...collecting).when(command)).toMatchObject({ type: `/problems/campaign/${why}` });
});

test('R-303 the screen is told what no longer fits', () => {
  const plan = planOfPack(pack);
  expect(overlapsAfterMove(plan, 'last-deposit', end('2019-10-12'))).toStrictEqual([
    '“最后存款日” 10-12 24:00 晚于 初步筛查信息 的截止 10-10 24:00 it lies after its phase',
    '“最后存款日” 10-12 24:00 晚于“锁止待解专户” 10-10 24:00 it comes after what follows it',
  ]);
  expect(overlapsAfterMove(plan, 'collect', end('2019-10-02'))).toStrictEqual([]);
  expect(overlapsAfterMove(plan, 'collect', end('2019-10-11'))).toStrictEqual([
    '集中代征代缴 10-11 24:00 晚于 初步筛查信息 的截止 10-10 24:00 it ends after the next phase',
  ]);
});

const reopen = (part: Partial<Extract<CampaignCommand, { type: 'ReopenPhase' }>['data']> = {}): CampaignCommand => ({
  type: 'ReopenPhase',
  data: {
    phase: 'mobilize',
    by: 'u_chen',
    isTreasuryEntryOrdered: false,
    second: { ...second, approval: { ...granted, act: 'reopen-phase' } },
    ...part,
  },
});

test('R-303 a phase is reopened with a second person', () => {
  expect(given(...collecting).when(reopen())).toStrictEqual([
    { type: 'PhaseReopened', data: { phase: 'mobilize', reason: '西测确有困难', approvalId: 'b7' } },
  ]);
});

test.each<readonly [string, CampaignCommand, object]>([
  [
    'once treasury entry has begun',
    reopen({ isTreasuryEntryOrdered: true }),
    { type: '/problems/campaign/treasury-entry-begun' },
  ],
  ['one that has not begun', reopen({ phase: 'enroll' }), { type: '/problems/campaign/phase-not-closed' }],
  ['alone', reopen({ by: 'u_sun' }), { type: '/problems/approval/same-person' }],
  ['with an approval for a gate', reopen({ second }), { type: '/problems/approval/other-request' }],
])('R-303 no phase is reopened: %s', (_what, command, problem) => {
  expect(given(...collecting).when(command)).toMatchObject(problem);
});

test('R-303 a reopened phase can be advanced again, and what is open stays open', () => {
  const reopened: CampaignEvent = {
    type: 'PhaseReopened',
    data: { phase: 'mobilize', reason: '西测确有困难', approvalId: 'b7' },
  };
  expect(given(...collecting, reopened).when(reopen())).toStrictEqual([]);
  expect(given(...collecting, reopened).when(advance('mobilize'))).toStrictEqual([
    phaseClosed('mobilize'),
    phaseOpened('screen'),
  ]);
});

test('R-303 a campaign is paused and resumed, with reasons', () => {
  const paused: CampaignEvent = { type: 'CampaignPaused', data: { reason: '台风停工' } };
  expect(given(...running).when({ type: 'PauseCampaign', data: { reason: '台风停工' } })).toStrictEqual([paused]);
  expect(given(...running, paused).when({ type: 'PauseCampaign', data: { reason: '台风停工' } })).toStrictEqual([]);
  expect(given(...running, paused).when({ type: 'ResumeCampaign', data: { reason: '恢复正常' } })).toStrictEqual([
    { type: 'CampaignResumed', data: { reason: '恢复正常' } },
  ]);
  expect(given(...running).when({ type: 'ResumeCampaign', data: { reason: '恢复正常' } })).toStrictEqual([]);
  expect(given(...running).when({ type: 'PauseCampaign', data: { reason: '停' } })).toMatchObject({
    type: '/problems/campaign/reason-required',
  });
});

test('the clock of a rehearsal is changed, that of a campaign in earnest is not', () => {
  const set: CampaignCommand = {
    type: 'SetClock',
    data: { action: 'hold', holdAt: null, speed: null, heldBy: 'person', realAt: 24_000 },
  };
  const clock = {
    planStartAt: planStartAt + 86_400_000,
    realStartAt: 24_000,
    speed: 3_600,
    holdAt: planStartAt + 86_400_000,
    heldBy: 'person',
  } as const;
  expect(given(...running).when(set)).toStrictEqual([{ type: 'ClockSet', data: { clock } }]);
  const inEarnest: CampaignEvent = { type: 'CampaignOpened', data: { ...opening, isRehearsal: false } };
  expect(given(inEarnest).when(set)).toMatchObject({ type: '/problems/campaign/rehearsal-only' });
  expect(given(...running).when({ type: 'SetClock', data: { ...set.data, action: 'run', speed: 0 } })).toMatchObject({
    type: '/problems/campaign/speed-not-positive',
  });
});

test('R-306 a phase may open on its date while an earlier one is open; advancing does not open it early', () => {
  const onDate = planOfPack(pack).phases.map((one) => (one.phase === 'collect' ? { ...one, opensOnDate: true } : one));
  const overlapping: CampaignEvent = { type: 'CampaignOpened', data: { ...opening, phases: onDate } };
  const openCollect: CampaignCommand = {
    type: 'OpenPhase',
    data: { phase: 'collect', at: startOf(shanghaiDate('2019-09-20')) },
  };
  expect(given(overlapping, phaseOpened('mobilize')).when(openCollect)).toStrictEqual([phaseOpened('collect')]);
  expect(given(overlapping, phaseOpened('mobilize'), phaseOpened('collect')).when(openCollect)).toStrictEqual([]);
  expect(
    given(overlapping, phaseOpened('mobilize')).when({ ...openCollect, data: { phase: 'collect', at: planStartAt } }),
  ).toMatchObject({ type: '/problems/campaign/too-early' });
  expect(given(overlapping, phaseOpened('mobilize')).when(advance('mobilize'))).toStrictEqual([
    phaseClosed('mobilize'),
  ]);
});

test('R-303 a campaign is not resumed without a reason', () => {
  const paused: CampaignEvent = { type: 'CampaignPaused', data: { reason: '台风停工' } };
  expect(given(...running, paused).when({ type: 'ResumeCampaign', data: { reason: '好' } })).toMatchObject({
    type: '/problems/campaign/reason-required',
  });
});

test('R-301 a phase that the scheme does not have is neither advanced, opened nor reopened', () => {
  const short: CampaignEvent = {
    type: 'CampaignOpened',
    data: { ...opening, phases: opening.phases.filter(({ phase }) => phase !== 'screen') },
  };
  const unknown = { type: '/problems/campaign/phase-unknown' };
  expect(given(short).when(advance('screen'))).toMatchObject(unknown);
  expect(given(short).when({ type: 'OpenPhase', data: { phase: 'screen', at: end('2019-12-31') } })).toMatchObject(
    unknown,
  );
  expect(given(short).when(reopen({ phase: 'screen' }))).toMatchObject(unknown);
});

test('R-301 after a phase comes the next one that the scheme has', () => {
  const short: CampaignEvent = {
    type: 'CampaignOpened',
    data: { ...opening, phases: opening.phases.filter(({ phase }) => phase !== 'screen') },
  };
  expect(given(short, phaseOpened('collect')).when(advance('collect'))).toStrictEqual([
    phaseClosed('collect'),
    phaseOpened('enroll'),
  ]);
});

test('R-303 what fits as well as before is not warned of', () => {
  expect(overlapsAfterMove(planOfPack(pack), 'last-deposit', end('2019-10-08'))).toStrictEqual([]);
});
