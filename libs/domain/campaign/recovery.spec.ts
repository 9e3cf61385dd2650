import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import { planOfPack } from '../packs/plan-of-pack.ts';
import testPack from '../packs/two-townships-test.json' with { type: 'json' };
import type { DomainEvent } from '../domain-event.ts';
import { type LoggedFact, recoveryOf } from './recovery.ts';

const pack = parsePolicyPack(testPack);
if (!isPolicyPack(pack)) throw new Error('the test pack is not sound');
const plan = planOfPack(pack);
const clock = { planStartAt: 0, realStartAt: 0, speed: 1, holdAt: null, heldBy: null };
const opening = {
  pack: { id: pack.id, hash: 'f' },
  title: pack.title,
  region: '419998',
  coverageYear: 2020,
  isRehearsal: true,
  clock,
  ...plan,
  townships: [
    { code: '101', name: '东测' },
    { code: '102', name: '西测' },
  ],
};

type Said = readonly [stream: string, unit: string, event: DomainEvent];
const log = (...said: readonly Said[]): readonly LoggedFact[] =>
  said.map(([stream, unit, event], position) => ({
    ...event,
    stream,
    unit,
    position,
    actor: 'u_1',
    command: `command-${position}`,
  }));
const county = (event: DomainEvent): Said => ['campaign-K', '419998', event];
const township = (code: string, event: DomainEvent): Said => [`township-${code}`, `419998/${code}`, event];
const opened = county({ type: 'CampaignOpened', data: opening });

test('a campaign that is not open, or is over, needs nothing', () => {
  expect(recoveryOf([]).townships).toStrictEqual([]);
  const over = recoveryOf(log(opened, county({ type: 'CampaignClosed', data: {} })));
  expect([over.process.status, over.townships, over.locks, over.files]).toStrictEqual(['closed', [], [], []]);
});

test('an open one has its townships and an account each, beside the one for subsidies', () => {
  const { townships, locks, isWatching, region } = recoveryOf(log(opened));
  expect(townships.map((one) => one.township)).toStrictEqual(['101', '102']);
  expect([locks, isWatching, region]).toStrictEqual([['101', '102', 'subsidy'], false, '419998']);
});

test('R-203 reminders that went out, and those they spoke for, are not sent again', () => {
  const data = { kind: 'due', subject: 'lock', toRole: 'bank-clerk', toUnit: '419998', why: '', dueAt: 0 } as const;
  const reminded = (key: string, instead: readonly string[]): Said => [
    'reminder-1',
    '419998',
    { type: 'ReminderIssued', data: { ...data, key, instead } },
  ];
  const facts = log(
    opened,
    reminded('county/lock/due/9', ['county/lock/soon/8']),
    reminded('township-101/x/due/7', []),
  );
  const { county: lost, townships } = recoveryOf(facts);
  expect(lost.sent).toStrictEqual(['lock/due/9', 'lock/soon/8']);
  expect(townships[0]?.sent).toStrictEqual(['x/due/7']);
});

test('commands that were answered keep their answers', () => {
  const facts = log(opened, township('101', { type: 'TownshipPhaseOpened', data: { phase: 'mobilize' } }));
  const { county: lost, townships } = recoveryOf(facts);
  expect([lost.done, townships[0]?.done, lost.position]).toStrictEqual([['command-0'], ['command-1'], 2]);
});

const screen = township('101', { type: 'TownshipPhaseOpened', data: { phase: 'screen' } });
const firstCheck = township('101', { type: 'FirstCheckStarted', data: { round: 1 } });
const handedOver = township('101', { type: 'RoundHandedOver', data: { round: 1, people: 3 } });
const answered: Said = [
  'screening-101-1',
  '419998/101',
  { type: 'ScreeningFinished', data: { round: 1, stage: 'tax', passed: 3, returned: 0 } },
];

test.each<readonly [string, readonly Said[], readonly object[]]>([
  ['checked', [screen, firstCheck], [{ township: '101', round: 1 }]],
  ['handed over, the register not asked', [screen, firstCheck, handedOver], [{ township: '101', round: 1 }]],
  ['answered by the register', [screen, firstCheck, handedOver, answered], []],
])('R-404 R-405 the first round, %s', (_how, said, screenings) => {
  expect(recoveryOf(log(opened, ...said)).screenings).toStrictEqual(screenings);
});

test('R-605 R-607 batches run until their end is in the log', () => {
  const started = [
    township('101', { type: 'EnrolmentStarted', data: { handover: 1 } }),
    township('101', { type: 'SettlementStarted', data: {} }),
  ];
  const left: Said = [
    'leftover-1',
    '419998/101/01',
    { type: 'LeftoverFound', data: { registration: 'r', kind: 'duplicate' } },
  ];
  const resolved: Said = [
    'leftover-1',
    '419998/101/01',
    { type: 'LeftoverResolved', data: { registration: 'r', kind: 'duplicate', outcome: 'refunded' } },
  ];
  const cleared: Said = [
    'account-101',
    '419998/101',
    { type: 'AccountCleared', data: { account: '101', bankBalanceFen: 0 } },
  ];
  const finished: Said = [
    'enrolment-101-1',
    '419998/101',
    { type: 'EnrolmentFinished', data: { handover: '101-1', enrolled: 3, refused: 0 } },
  ];
  const running = recoveryOf(log(opened, ...started, left, cleared));
  expect([running.enrolments, running.settlements]).toStrictEqual([['101'], ['101']]);
  const done = recoveryOf(log(opened, ...started, left, resolved, cleared, finished));
  expect([done.enrolments, done.settlements]).toStrictEqual([[], []]);
});

test('R-901 every posting that is not down has its workflow, and every file that is not in the log', () => {
  const villages = [
    { code: '01', name: '一村', people: 9 },
    { code: '02', name: '二村', people: 9 },
  ];
  const received = { intake: 'f1', agent: '101-01-1', sha256: 's' };
  const { postings, files } = recoveryOf(
    log(
      opened,
      ['task-101', '419998/101', { type: 'TownshipTaskSet', data: { name: '东测', people: 18, villages } }],
      township('101', { type: 'TownshipPhaseOpened', data: { phase: 'publicize' } }),
      [
        'publicity-101-01',
        '419998/101/01',
        { type: 'PostingTakenDown', data: { photoSha256: 'p', takenDownOn: '2019-12-01' } },
      ],
      ['intake-f1', '419998/101/01', { type: 'FileReceived', data: received }],
      ['intake-f2', '419998/101/01', { type: 'FileReceived', data: { ...received, intake: 'f2' } }],
      ['intake-f2', '419998/101/01', { type: 'FileRefused', data: { intake: 'f2', problem: '缺少列' } }],
    ),
  );
  expect(postings).toStrictEqual([{ township: '101', village: '02' }]);
  expect(files).toStrictEqual([{ intake: 'f1', unit: '419998/101/01', actor: 'u_1' }]);
});
