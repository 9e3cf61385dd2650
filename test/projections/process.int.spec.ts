import { phases } from '@canbao/domain/campaign/phase';
import { accountQuery } from '@canbao/projections/account/account.query';
import { approvalQuery } from '@canbao/projections/approval/approval.query';
import { campaignPhaseQuery } from '@canbao/projections/campaign-phase/campaign-phase.query';
import { campaignStateQuery } from '@canbao/projections/campaign-state/campaign-state.query';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import { gateCountsQuery } from '@canbao/projections/gate-counts/gate-counts.query';
import { handoverQuery } from '@canbao/projections/handover/handover.query';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { intakeQuery } from '@canbao/projections/intake/intake.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import { postingQuery } from '@canbao/projections/posting/posting.query';
import { preparationQuery } from '@canbao/projections/preparation/preparation.query';
import { inSnapshot, type ReadingHandle } from '@canbao/projections/reading-handle';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { reminderQuery } from '@canbao/projections/reminder/reminder.query';
import { reportQuery } from '@canbao/projections/report/report.query';
import { sponsorListQuery } from '@canbao/projections/sponsor-list/sponsor-list.query';
import { taskTableQuery } from '@canbao/projections/task-table/task-table.query';
import { townshipQuery } from '@canbao/projections/township/township.query';
import { townshipPhaseQuery } from '@canbao/projections/township-phase/township-phase.query';
import { townshipStepQuery } from '@canbao/projections/township-step/township-step.query';
import { townshipTaskQuery } from '@canbao/projections/township-task/township-task.query';
import { villageProgressQuery } from '@canbao/projections/village-progress/village-progress.query';

import { type ReadingScratch, readingScratch, type ScratchCampaign } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';
import { agentOf, COUNTY, DAY_MS, SEASON_START, type SeasonCommand, sha } from './season-scribe.ts';

/** The whole season, asked question by question; what is expected is read from its events, not from tables. */
const season = seasonEvents({ seed: 11, townships: 2, villages: 2, people: 80 });
const facts = season.flat();
const ofType = (type: string) => facts.filter(({ event }) => event.type === type);
const agents = ['101-01-1', '101-02-1', '102-01-1', '102-02-1'].map((agent) => ({
  township: agent.slice(0, 3),
  agent,
}));

let scratch: ReadingScratch;
let campaign: ScratchCampaign;
let handle: ReadingHandle;
/** Campaigns that stop after some command, for questions about the middle of a season. */
let others = 0;
async function until(isLast: (command: SeasonCommand) => boolean): Promise<ReadingHandle> {
  const other = await scratch.openCampaign(`411722-2020-r${(others += 1)}`);
  const end = season.findIndex(isLast);
  expect(end).toBeGreaterThan(0);
  await other.append(season.slice(0, end + 1));
  await scratch.project();
  return other.handle;
}

beforeAll(async () => {
  scratch = await readingScratch();
  campaign = await scratch.openCampaign('411722-2020');
  await campaign.append(season);
  await scratch.project();
  handle = campaign.handle;
}, 60_000);
afterAll(() => scratch.close());

test('a campaign before its first event has no state and stands at position 0', async () => {
  const empty = (await scratch.openCampaign('411722-2021')).handle;
  expect(await campaignStateQuery.state(empty)).toBeNull();
  expect(await momentQuery.current(empty)).toStrictEqual({ position: 0, recordedAt: null, occurredAt: null });
  await scratch.project();
  expect(await villageProgressQuery.townships(empty)).toStrictEqual([]);
});

test('R-303 the campaign, its clock as set last, paused and resumed', async () => {
  expect(await campaignStateQuery.state(handle)).toMatchObject({
    title: '2020年度城乡居民医保征缴',
    region: COUNTY,
    pack: { id: 'test', hash: sha('pack') },
    coverageYear: 2020,
    isRehearsal: true,
    clock: { speed: 60_000, holdAt: null, heldBy: null },
    isPaused: false,
    pauseReason: null,
    closedAt: facts.at(-1)!.occurredAt,
    reportsAt: [SEASON_START + 7 * DAY_MS],
  });
  const paused = await until(([one]) => one!.event.type === 'CampaignPaused');
  expect(await campaignStateQuery.state(paused)).toMatchObject({
    isPaused: true,
    pauseReason: '停电',
    closedAt: null,
    clock: { speed: 30_000 },
  });
  const moment = await momentQuery.current(handle);
  expect(moment).toMatchObject({ position: facts.length, occurredAt: facts.at(-1)!.occurredAt });
  expect(moment.recordedAt).toBeGreaterThan(Date.now() - 600_000);
  expect(await momentQuery.head(handle)).toBe(facts.length);
});

test('R-301 R-302 R-303 phases by county and township: planned, open, closed, overridden, reopened', async () => {
  const all = await campaignPhaseQuery.all(handle);
  expect(all.map(({ phase, state, isOverridden }) => [phase, state, isOverridden])).toStrictEqual(
    phases.map((phase) => [phase, 'closed', phase === 'mobilize']),
  );
  expect(all.find(({ phase }) => phase === 'collect')).toMatchObject({
    plannedDueAt: SEASON_START + 20 * DAY_MS,
    dueAt: SEASON_START + 21 * DAY_MS,
    townshipsClosed: 2,
    townshipsOpen: 0,
  });
  const reopened = await until(([one]) => one!.event.type === 'PhaseReopened');
  expect(
    (await campaignPhaseQuery.all(reopened)).map(({ phase, state, closedAt }) => [phase, state, closedAt !== null]),
  ).toStrictEqual([
    ['mobilize', 'closed', true],
    ['collect', 'closed', true],
    ['screen', 'open', false],
    ['enroll', 'planned', false],
    ['resolve', 'planned', false],
    ['publicize', 'planned', false],
  ]);
  const middle = await until(([one]) => one!.event.type === 'TownshipPhaseReopened' && one!.unit.endsWith('101'));
  expect((await townshipPhaseQuery.phases(middle, '101')).map(({ phase, state }) => [phase, state])).toStrictEqual([
    ['mobilize', 'closed'],
    ['collect', 'closed'],
    ['screen', 'open'],
  ]);
  expect((await townshipPhaseQuery.phases(middle))[0]).toMatchObject({ phase: 'mobilize', isOverridden: true });
  expect((await townshipStepQuery.steps(handle, '101')).map(({ step, round }) => `${step} ${round}`)).toStrictEqual([
    'first-check 1',
    'handed-over 1',
    'register-check 1',
    'feedback 1',
    'first-check 2',
    'handed-over 2',
    'register-check 2',
    'enrolment 1',
    'settlement 1',
  ]);
});

test('R-303 a moved deadline shows old date, new date, reason and mover', async () => {
  expect(await deadlineQuery.all(handle)).toMatchObject([
    {
      key: 'last-deposit',
      phase: 'screen',
      owner: 'agent',
      title: '最后存款日',
      waitsFor: [],
      dueAt: SEASON_START + 26 * DAY_MS,
      moves: [
        {
          fromAt: SEASON_START + 25 * DAY_MS,
          toAt: SEASON_START + 26 * DAY_MS,
          reason: '银行假日',
          by: 'u_coordinator',
        },
      ],
    },
  ]);
  expect((await deadlineQuery.moves(handle)).map(({ deadline }) => deadline)).toStrictEqual([
    'last-deposit',
    'collect',
  ]);
});

test('R-308 R-402 R-801 R-802 preparation, books, tasks and names', async () => {
  expect(await preparationQuery.preparations(handle, '101')).toMatchObject([
    {
      township: '101',
      plan: { title: '实施方案', documentSha256: sha('plan 101') },
      training: { agents: ['101-01-1', '101-02-1'], trainedOn: '2019-09-17' },
    },
  ]);
  const used = ofType('PersonRegistered').filter(({ unit }) => agentOf(unit) === '102-01-1').length;
  expect(await receiptBookQuery.ofAgent(handle, '102-01-1')).toStrictEqual([
    {
      book: '102-1',
      agent: '102-01-1',
      township: '102',
      series: 'SC2020',
      first: 2001,
      last: 3000,
      used,
      lastUsed: 2000 + used,
      void: 0,
      returned: 0,
      unaccounted: 1_000 - used,
      openCases: 2,
      blank: 999 - used,
      status: 'handed-back',
      sheets: 999 - used,
      handedBackAt: expect.any(Number),
      countedAt: null,
      settledAt: null,
    },
  ]);
  expect(await receiptBookQuery.agentsWithBook(handle)).toStrictEqual(agents.map(({ agent }) => agent));
  expect(await taskTableQuery.latest(handle)).toMatchObject({
    printedTotal: 79,
    rowSum: 80,
    isConfirmed: true,
    reason: '印刷合计少一人',
    confirmedBy: 'u_coordinator',
  });
  const unconfirmed = await until(([one]) => one!.event.type === 'TaskTableImported');
  expect(await taskTableQuery.latest(unconfirmed)).toMatchObject({
    isConfirmed: false,
    reason: null,
    confirmedBy: null,
  });
  expect(await townshipTaskQuery.all(handle)).toMatchObject([
    { township: '101', people: 40 },
    { township: '102', people: 40 },
  ]);
  expect([...(await townshipQuery.names(handle))].toSorted()).toStrictEqual([
    [`${COUNTY}/101`, '第1乡'],
    [`${COUNTY}/101/01`, '村01'],
    [`${COUNTY}/101/02`, '村02'],
    [`${COUNTY}/102`, '第2乡'],
    [`${COUNTY}/102/01`, '村01'],
    [`${COUNTY}/102/02`, '村02'],
  ]);
  expect(await villageProgressQuery.villages(handle, '101')).toMatchObject([
    {
      unit: `${COUNTY}/101/01`,
      code: '01',
      name: '村01',
      task: 20,
      sponsored: 1,
      measures: { registered: { people: 20 } },
    },
    { unit: `${COUNTY}/101/02`, task: 20, sponsored: 0 },
  ]);
  expect(
    (await villageProgressQuery.townships(handle)).map(({ code, task, sponsored }) => [code, task, sponsored]),
  ).toStrictEqual([
    ['101', 40, 1],
    ['102', 40, 0],
  ]);
});

test('R-203 reminders by unit and role, newest first', async () => {
  const mine = { units: [`${COUNTY}/101`] };
  expect(await reminderQuery.newest(handle, mine, 10)).toMatchObject([
    { key: 'mobilize/soon', kind: 'soon', toRole: 'township-office', instead: ['mobilize/opens'], why: '方案未报送' },
  ]);
  expect(await reminderQuery.newest(handle, { units: [`${COUNTY}/10`] }, 10)).toStrictEqual([]);
  expect(await reminderQuery.newest(handle, { units: [COUNTY], roles: ['agent'] }, 10)).toStrictEqual([]);
  expect(await reminderQuery.counts(handle, {})).toStrictEqual({ sent: 1, escalated: 0 });
});

test('R-609 approvals: who asked, who decided, whether it was used', async () => {
  const all = await approvalQuery.all(handle);
  expect(all.map(({ act, state }) => `${act} ${state}`)).toStrictEqual([
    'refund used',
    'refund used',
    'reopen-phase refused',
    'reopen-phase used',
    'advance-over-gate refused',
    'advance-over-gate used',
    'advance-over-gate refused',
    'advance-over-gate used',
  ]);
  expect(all.at(-1)).toMatchObject({
    askedBy: 'u_coordinator',
    decidedBy: 'u_tax',
    reason: '有必要的',
    request: { phase: 'screen' },
    refuseReason: null,
  });
  expect(await approvalQuery.byId(handle, all[2]!.approvalId)).toMatchObject({
    state: 'refused',
    refuseReason: '没有必要',
  });
});

test('R-604 R-805a accounts: state, statements, balances, matched and unidentified lines', async () => {
  const [first, second, subsidy] = await accountQuery.all(handle);
  const matched = ofType('DepositMatched').filter(({ unit }) => unit.startsWith(`${COUNTY}/101`));
  expect(first).toMatchObject({
    account: '101',
    township: '第1乡',
    tail: '0001',
    state: 'locked',
    isClosingTaken: true,
    clearedAt: null,
    matchedLines: matched.length,
    matchedFen: matched.reduce((sum, { amountFen }) => sum + amountFen!, 0),
    unidentifiedLines: 1,
    unidentifiedFen: 12_345,
    otherFen: 37,
    lastStatementNumber: 5,
    statements: 5,
    closingFen: 12_345 + 37,
  });
  expect(second).toMatchObject({ account: '102', state: 'cleared', unidentifiedLines: 0, closingFen: 37 });
  expect(subsidy).toMatchObject({
    account: 'subsidy',
    township: null,
    state: 'locked',
    statements: 0,
    closingFen: null,
  });
  const unconfirmed = await until(([one]) => one!.event.type === 'AccountLockUnconfirmed');
  expect((await accountQuery.all(unconfirmed)).map(({ state }) => state)).toStrictEqual([
    'lock-unconfirmed',
    'open',
    'open',
  ]);
  const early = await until(([one]) => one!.event.type === 'TaskTableImported');
  expect((await accountQuery.all(early)).map(({ state }) => state)).toStrictEqual(['planned', 'planned', 'planned']);
});

test('R-403 a village file: counts, refused rows without values, a file refused whole', async () => {
  const intake = sha('village file').slice(0, 16);
  expect(await intakeQuery.byId(handle, intake)).toMatchObject({
    agent: '101-01-1',
    state: 'taken',
    total: 12,
    taken: 10,
    refused: 1,
    skipped: 1,
    problem: null,
  });
  expect(await intakeQuery.refusals(handle, intake, 5)).toStrictEqual([
    { row: 99, column: '收据号', why: '不在本人收据本内', remedy: '改用本人收据' },
  ]);
  expect(await intakeQuery.byId(handle, sha('a file without its column').slice(0, 16))).toMatchObject({
    state: 'refused',
    problem: '缺少列 身份证号',
    total: null,
  });
  const received = await until(([one]) => one!.event.type === 'FileReceived' && one!.event.data.intake === intake);
  expect(await intakeQuery.byId(received, intake)).toMatchObject({ state: 'received', total: null, taken: 0 });
  expect(await intakeQuery.refusals(received, intake, 5)).toStrictEqual([]);
  const checked = await until(([one]) => one!.event.type === 'FileChecked' && one!.event.data.intake === intake);
  expect(await intakeQuery.byId(checked, intake)).toMatchObject({ state: 'checking', total: 12, taken: 0 });
  const { agent, unit } = (await intakeQuery.byId(handle, intake))!;
  const sender = { unit, agent };
  const own = await intakeQuery.bySender(handle, sender);
  expect(own.map((one) => one.intake).sort()).toStrictEqual(
    [intake, sha('a file without its column').slice(0, 16)].sort(),
  );
  expect(await intakeQuery.bySender(handle, { ...sender, agent: null })).toStrictEqual([]);
  expect(await intakeQuery.byId(handle, '0123456789abcdef')).toBeNull();
});

test('R-505 R-805 R-901 lists, reports, hand-overs, postings and objections', async () => {
  expect(await sponsorListQuery.latest(handle)).toMatchObject([{ department: 'civil-affairs', version: 1, people: 1 }]);
  expect(await reportQuery.all(handle)).toMatchObject([
    {
      figuresAt: 10,
      kind: 'monday',
      onDate: '2019-09-23',
      measures: { registered: { people: 1, fen: 250_00 } },
      balances: [{ account: '101', balanceFen: 0 }],
      behind: ['102'],
    },
  ]);
  const enrolled = ofType('RegistrationEnrolled').filter(({ unit }) => unit.startsWith(`${COUNTY}/101`)).length;
  expect(await handoverQuery.all(handle)).toMatchObject([
    { handover: '101-1', state: 'finished', enrolled, refused: 1, pages: 2 },
    { handover: '102-1' },
  ]);
  const postings = await postingQuery.postings(handle);
  expect(postings.map(({ unit, state }) => `${unit} ${state}`)).toStrictEqual([
    `${COUNTY}/101/01 taken-down`,
    `${COUNTY}/101/02 taken-down`,
    `${COUNTY}/102/01 taken-down`,
    `${COUNTY}/102/02 stood`,
  ]);
  expect(postings[0]).toMatchObject({
    name: '村01',
    postedOn: '2019-11-01',
    stoodUntil: '2019-12-01',
    takenDownOn: '2019-12-02',
    people: 20,
    objections: [
      { objection: 'o-1', answer: '已更正' },
      { objection: 'o-2', answer: null },
    ],
  });
  expect(postings[0]!.entered).toBe(ofType('PremiumEntered').filter(({ unit }) => unit === `${COUNTY}/101/01`).length);
});

test('R-301 gates ask every township: what is missing at the end of a season', async () => {
  const { position, townships, ...county } = await inSnapshot(handle, (snapshot) =>
    gateCountsQuery.counts(snapshot, agents),
  );
  expect(position).toBe(facts.length);
  expect(county).toStrictEqual({
    sponsorListsIn: ['civil-affairs'],
    isSubsidyAccountOpen: true,
    isSubsidyAccountLocked: true,
  });
  const clean = {
    isPlanFiled: true,
    agents: 2,
    agentsUntrained: [],
    agentsWithoutBook: [],
    isAccountOpen: true,
    villagesUnderNinety: [],
    bagsUnbanked: 0,
    handedOverRound: 2,
    registrationsUnchecked: 0,
    isAccountLocked: true,
    isClosingStatementTaken: true,
    withoutSerial: 0,
    withoutCertificate: 0,
    withoutEntry: 0,
    pagesUnanswered: 0,
    withoutOutcome: 0,
    villages: 2,
    villagesNotPosted: 0,
    postingsNotStood: 0,
  };
  expect(townships[0]).toMatchObject({
    ...clean,
    code: '101',
    agentsWithLooseCash: 0,
    isAccountCleared: false,
    leftoversOpen: 1,
    objectionsUnanswered: 1,
    postingsNotTakenDown: 0,
  });
  expect(townships[1]).toMatchObject({
    ...clean,
    code: '102',
    agentsWithLooseCash: 1,
    loosePeople: 1,
    looseFen: 250_00,
    isAccountCleared: true,
    leftoversOpen: 0,
    postingsNotTakenDown: 1,
  });
});

test('R-301 gates on the way: agents untrained, villages behind, cash in hand, rows unchecked, people without entry', async () => {
  const at = async (isLast: (command: SeasonCommand) => boolean, known = agents) => {
    const { townships } = await gateCountsQuery.counts(await until(isLast), known, '101');
    expect(townships).toHaveLength(1);
    return townships[0]!;
  };
  const early = await at(([one]) => one!.event.type === 'TownshipTaskSet');
  expect(early).toMatchObject({
    isPlanFiled: false,
    agentsUntrained: ['101-01-1', '101-02-1'],
    agentsWithoutBook: ['101-01-1', '101-02-1'],
    isAccountOpen: false,
    villagesUnderNinety: [{ unit: `${COUNTY}/101/01`, name: '村01', missing: 20 }, { missing: 20 }],
  });
  expect(early.phases).toMatchObject({ mobilize: 'open', collect: 'planned' });
  const isNew = await at(
    ([one]) => one!.event.type === 'TrainingConfirmed',
    [...agents, { township: '101', agent: '101-02-2' }],
  );
  expect(isNew.agentsUntrained).toStrictEqual(['101-02-2']);
  const firstBag = await at(([one]) => one!.event.type === 'BagClosed');
  expect(firstBag).toMatchObject({
    bagsUnbanked: 1,
    bagsUnbankedFen: 1_000_00,
    loosePeople: 6,
    agentsWithLooseCash: 2,
    registrationsUnchecked: 10,
  });
  const banked = await at(([one]) => one!.event.type === 'BagBanked');
  const before = season.slice(0, season.findIndex(([one]) => one!.event.type === 'BagBanked') + 1).flat();
  const count = (type: string) =>
    before.filter(({ event, unit }) => event.type === type && unit.startsWith(`${COUNTY}/101`)).length;
  expect(banked.bagsUnbanked).toBe(count('BagClosed') - count('BagBanked'));
  const checked = await at(([one]) => one!.event.type === 'ScreeningFinished');
  expect(checked).toMatchObject({ registrationsUnchecked: 0, handedOverRound: 0 });
  const sent = await at(([one]) => one!.event.type === 'HandoverSent');
  const ready = ofType('RegistrationEnrolled').filter(({ unit }) => unit.startsWith(`${COUNTY}/101`)).length + 1;
  expect(sent).toMatchObject({ withoutSerial: ready, withoutCertificate: 0, withoutEntry: 0, withoutOutcome: 0 });
  const answered = await at(([one]) => one!.event.type === 'TreasuryEntryOrdered');
  expect(answered).toMatchObject({
    withoutSerial: 0,
    withoutCertificate: 0,
    withoutEntry: ready - 1,
    pagesUnanswered: 1,
  });
});

test('R-604b I1 at the end the places add up to what payers gave and what nobody owns, and every identity closes', async () => {
  const inside = await moneyPlaceQuery.inside(handle);
  const collected = ofType('PersonRegistered').length * 250_00;
  expect(inside.reduce((sum, { fen }) => sum + fen, 0)).toBe(collected + 12_345 + 2 * 37);
  expect(await moneyPlaceQuery.collectedFen(handle)).toBe(collected);
  const entered = ofType('PremiumEntered').length;
  expect(inside.find(({ place }) => place === 'treasury')).toStrictEqual({
    place: 'treasury',
    fen: entered * 250_00,
    people: entered,
    holders: 2,
  });
  expect(await moneyPlaceQuery.holders(handle, 'agents-refund')).toMatchObject([{ fen: 250_00, people: 1 }]);
  expect(
    (await identityQuery.all(handle)).map(({ name, closes, residualFen }) => [name, closes, residualFen]),
  ).toStrictEqual([
    ['cash', true, 0],
    ['bank', true, 0],
    ['deposits', true, 0],
    ['places', true, 0],
    ['receipts', true, 0],
    ['enrolment', true, 0],
    ['treasury', true, 0],
  ]);
});
