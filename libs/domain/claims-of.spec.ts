import { claimsOf, claimTaken } from './claims-of.ts';
import type { DomainEvent } from './domain-event.ts';

test('R-402 a receipt number, R-600 a slip code and its receipts, R-609 a refund exist once in the county', () => {
  expect(
    claimsOf(
      {
        type: 'PersonRegistered',
        data: {
          agent: '101-01-1',
          receipt: 'SC2020-00000017',
          group: '',
          channel: 'agent',
          source: 'file',
          file: 'f',
          line: 1,
          receivedOn: '2019-09-25',
        },
      },
      'p1',
    ),
  ).toStrictEqual([{ kind: 'receipt', key: 'SC2020-00000017' }]);
  expect(
    claimsOf(
      {
        type: 'BagClosed',
        data: { code: 'K7M4P', agent: 'a', account: '101', people: 2, registrations: ['r1', 'r2'], firstReceiptAt: 0 },
      },
      null,
    ),
  ).toStrictEqual([
    { kind: 'slip', key: 'K7M4P' },
    { kind: 'bagged', key: 'r1' },
    { kind: 'bagged', key: 'r2' },
  ]);
  expect(
    claimsOf({ type: 'RefundRequested', data: { registration: 'r1', approvalId: 'a1', reason: '' } }, null),
  ).toStrictEqual([{ kind: 'refund', key: 'r1' }]);
});

test('R-402 every end of a number claims it, as its use does; a registration explains one missing number', () => {
  const end = { book: '101-1', receipt: 'SC2020-00000017' };
  const number = { kind: 'receipt', key: 'SC2020-00000017' };
  expect(
    claimsOf({ type: 'ReceiptVoided', data: { ...end, why: 'spoilt', documentSha256: 'a', reason: '写坏' } }, null),
  ).toStrictEqual([number]);
  expect(claimsOf({ type: 'ReceiptTraced', data: { ...end, registration: 'r9' } }, null)).toStrictEqual([
    number,
    { kind: 'traced', key: 'r9' },
  ]);
  const ranges = [
    { from: 17, to: 17 },
    { from: 99_999_998, to: 99_999_999 },
  ];
  expect(claimsOf({ type: 'ReceiptsReturned', data: { book: '101-1', series: 'SC2020', ranges } }, null)).toStrictEqual(
    [number, { kind: 'receipt', key: 'SC2020-99999998' }, { kind: 'receipt', key: 'SC2020-99999999' }],
  );
});

test('R-407 I3 an enrolment claims its person, and cannot be recorded without one', () => {
  const enrolled = {
    type: 'RegistrationEnrolled',
    data: { handover: 'h', serial: 's', benefitStartOn: '2020-01-01' },
  } as const;
  expect(claimsOf(enrolled, 'p1')).toStrictEqual([{ kind: 'enrolled', key: 'p1' }]);
  expect(() => claimsOf(enrolled, null)).toThrow('without its person');
});

test('R-604 a bank line is recorded once and matched once, a bag is matched once', () => {
  const line = { account: '101', serial: 'B9', place: 3 };
  expect(
    claimsOf({ type: 'BankLineRecorded', data: { ...line, kind: 'deposit', bookedAt: 0, slipCode: 'K7M4P' } }, null),
  ).toStrictEqual([{ kind: 'line', key: '101/B9/3' }]);
  expect(
    claimsOf({ type: 'DepositMatched', data: { ...line, code: 'K7M4P', agent: 'a', people: 2, pass: 'P1' } }, null),
  ).toStrictEqual([
    { kind: 'matched-bag', key: 'K7M4P' },
    { kind: 'matched-line', key: '101/B9/3' },
  ]);
  expect(claimsOf({ type: 'LineUnidentified', data: { ...line, why: 'no-code' } }, null)).toStrictEqual([]);
});

test('R-301 R-303 an approval opens one gate, once', () => {
  const missing = [{ unit: '419998/101', kind: 'plan-not-filed', count: 1 }];
  const data = { phase: 'mobilize', reason: '西测确有困难', approvalId: 'a1', missing } as const;
  expect(claimsOf({ type: 'GateOverridden', data }, null)).toStrictEqual([{ kind: 'approval', key: 'a1' }]);
  expect(claimsOf({ type: 'TownshipGateOverridden', data }, null)).toStrictEqual([{ kind: 'approval', key: 'a1' }]);
});

test.each([
  ['receipt', 'registration/receipt-used'],
  ['traced', 'receipt-book/traced-before'],
  ['bagged', 'bag/already-bagged'],
  ['slip', 'bag/code-taken'],
  ['enrolled', 'registration/already-enrolled'],
  ['approval', 'approval/already-used'],
  ['refund', 'refund/already-requested'],
  ['book', 'claim/taken'],
  ['line', 'claim/taken'],
  ['matched-bag', 'claim/taken'],
  ['matched-line', 'claim/taken'],
] as const)('a taken %s is a refusal that people understand', (kind, why) => {
  expect(claimTaken(kind).type).toBe(`/problems/${why}`);
});

test.each<DomainEvent>([
  { type: 'HandoverAccepted', data: { handover: '101-1' } },
  { type: 'EnrolmentFinished', data: { handover: '101-1', enrolled: 93, refused: 1 } },
  { type: 'RowsTaken', data: { intake: '9f86d081884c7d65', page: 1, taken: 48, skipped: 0, refused: [] } },
  { type: 'FileTaken', data: { intake: '9f86d081884c7d65', total: 50, taken: 48, refused: 2, skipped: 0 } },
  { type: 'FileRefused', data: { intake: '9f86d081884c7d65', problem: '缺少列：收据号' } },
  {
    type: 'ReminderIssued',
    data: {
      key: 'mobilize/due/1568908800000',
      kind: 'due',
      subject: 'mobilize',
      toRole: 'county-coordinator',
      toUnit: '419998',
      why: '宣传动员到期',
      dueAt: 1_568_908_800_000,
      instead: [],
    },
  },
  {
    type: 'ReportIssued',
    data: {
      kind: 'monday',
      onDate: '2019-09-23',
      position: 812,
      registered: { people: 120, fen: 3_000_000 },
      deposited: { people: 80, fen: 2_000_000 },
      entered: { people: 0, fen: 0 },
      balances: [{ account: '101', balanceFen: 2_000_000 }],
      behind: ['419998/102'],
    },
  },
  {
    type: 'StatementTaken',
    data: {
      account: '101',
      number: 1,
      from: '2019-09-20T00:00:00.000Z',
      to: '2019-09-20T10:30:00.000Z',
      openingFen: 0,
      closingFen: 50_000,
      lines: 1,
      creditFen: 50_000,
      debitFen: 0,
      fileSha256: 'a'.repeat(64),
      isClosing: false,
    },
  },
  { type: 'StatementRefused', data: { account: '101', fileSha256: 'a'.repeat(64), reasons: ['opening-differs'] } },
])('R-1001 $type may be recorded without a claim', (event) => {
  expect(claimsOf(event, null)).toStrictEqual([]);
});
