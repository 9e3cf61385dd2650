import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { openedCampaign, type GivenFact, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-10-22')) + 9 * 3_600_000;
const unit = '419998/101/01';
const first = '01a20cb2-ba26-7407-ae8f-5e8a45bfb501';
const second = '01a20cb2-ba26-7407-ae8f-5e8a45bfb502';
const unfunded = '01a20cb2-ba26-7407-ae8f-5e8a45bfb503';
const reason = '县内重复缴费，退还本人';

let api: ScratchApi;
beforeAll(async () => {
  api = await scratchApi();
  await api.given([
    ...openedCampaign(AT),
    ...[first, second, unfunded].flatMap((registration, n) => paidAndLeft(registration, n + 1)),
    bagOf([first, second]),
    matched(),
  ]);
});
afterAll(() => api.drop());

/** A duplicate payment that nobody will enrol. */
function paidAndLeft(registration: string, receipt: number): readonly GivenFact[] {
  const person = { key: `00000000-0000-4000-8000-00000000000${receipt}` };
  const paid = { agent: '101-01-1', receipt: `SC2020-0000000${receipt}`, group: '1组', channel: 'agent' as const };
  const written = { source: 'single' as const, file: null, line: null, receivedOn: '2019-09-21' };
  return [
    {
      stream: `registration-${registration}`,
      unit,
      at: AT,
      person,
      amountFen: 25_000,
      event: { type: 'PersonRegistered', data: { ...paid, ...written } },
    },
    {
      stream: `leftover-${registration}`,
      unit,
      at: AT,
      event: { type: 'LeftoverFound', data: { registration, kind: 'duplicate' } },
    },
  ];
}
const slip = { code: 'K7M4P', agent: '101-01-1', account: '101', people: 2 };
const bagOf = (registrations: readonly string[]): GivenFact => ({
  stream: 'bag-K7M4P',
  unit,
  at: AT,
  amountFen: 50_000,
  event: { type: 'BagClosed', data: { ...slip, registrations, firstReceiptAt: AT } },
});
const matched = (): GivenFact => ({
  stream: 'statement-101-1',
  unit,
  at: AT,
  amountFen: 50_000,
  event: { type: 'DepositMatched', data: { ...slip, serial: 'S1', place: 1, pass: 'P1' } },
});

const ask = (registrations: readonly string[], account = 'u_health_101') =>
  api.post(account, '/api/townships/101/refunds', { registrations, reason });
const decide = (account: string, approvalId: unknown, word: 'grant' | 'refuse', body: object = {}) =>
  api.post(account, `/api/approvals/${String(approvalId)}/${word}`, body);
const hopsOf = async () => {
  const { body } = await api.get('u_health_101', '/api/townships/101/leftovers');
  return Object.fromEntries(
    (body['rows'] as readonly Record<string, unknown>[]).map((row) => [row['registration'], row['hop']]),
  );
};

test('R-606 what never reached the account is not refunded, and the whole list is told so', async () => {
  expect((await ask([first, unfunded])).body).toMatchObject({ type: '/problems/refund/nothing-received' });
  expect(await hopsOf()).toMatchObject({ [first]: 'account', [unfunded]: 'none' });
});

test('R-201 a registration of another township, or of nobody, is not found', async () => {
  expect((await ask([first], 'u_health_102')).body).toMatchObject({ type: '/problems/access/not-found' });
  const answer = await api.post('u_health_102', '/api/townships/102/refunds', { registrations: [first], reason });
  expect(answer.body).toMatchObject({ status: 404, type: '/problems/access/not-found' });
});

describe('R-609 a refund takes two people', () => {
  let approvalId: unknown;
  test('asked for over the whole list, with its sum', async () => {
    const { body } = await ask([first, second]);
    expect(body).toMatchObject({ people: 2, fen: 50_000 });
    approvalId = body['approvalId'];
    expect(await hopsOf()).toMatchObject({ [first]: 'requested', [second]: 'requested' });
    expect((await ask([first])).body).toMatchObject({ type: '/problems/refund/already-requested' });
  });

  test('the asker may not grant it, nor may the branch of another township find it', async () => {
    expect((await decide('u_health_101', approvalId, 'grant')).status).toBe(403);
    expect((await decide('u_tax_102', approvalId, 'grant')).body).toMatchObject({ type: '/problems/access/not-found' });
    expect(await hopsOf()).toMatchObject({ [first]: 'requested' });
  });

  test('the list says who may', async () => {
    const [mine, theirs] = [
      await api.get('u_health_101', '/api/approvals'),
      await api.get('u_tax_101', '/api/approvals'),
    ];
    expect(mine.body['approvals']).toMatchObject([{ approvalId, act: 'refund', mayDecide: false, state: 'waiting' }]);
    expect(theirs.body['approvals']).toMatchObject([{ approvalId, mayDecide: true }]);
    expect((await api.get('u_tax_102', '/api/approvals')).body['approvals']).toStrictEqual([]);
  });

  test('refused, it may be asked for again', async () => {
    expect((await decide('u_tax_101', approvalId, 'refuse', { reason: '材料不齐' })).status).toBe(200);
    const { status, body } = await ask([first, second]);
    expect(status).toBe(200);
    expect(body['approvalId']).not.toBe(approvalId);
    approvalId = body['approvalId'];
  });

  test('granted, every refund of the list is approved in the same append, once', async () => {
    const granted = await decide('u_tax_101', approvalId, 'grant');
    expect(granted.status).toBe(200);
    expect(await hopsOf()).toMatchObject({ [first]: 'approved', [second]: 'approved', [unfunded]: 'none' });
    const again = await decide('u_tax_101', approvalId, 'grant');
    expect(again.body['position']).toBe(granted.body['position']);
  });
});

test('R-605, R-607 hop by hop to the payer, whose signature settles the leftover', async () => {
  const handOn = () =>
    api.post('u_health_101', '/api/townships/101/refunds/hand-on', { registrations: [first, second] });
  expect((await handOn()).body).toMatchObject({ type: '/problems/refund/not-released' });
  await api.given(
    [first, second].map((registration) => ({
      stream: `refund-${registration}`,
      unit,
      at: AT,
      amountFen: 25_000,
      event: { type: 'RefundReleased', data: { registration, account: '101', reference: 'B1' } },
    })),
  );
  expect((await handOn()).body).toMatchObject({ handedOn: 2 });
  const paid = { signatureSha256: 'c'.repeat(64), paidOn: '2019-10-22' };
  expect((await api.post('u_agent_101_01_1', `/api/agent/refunds/${first}/paid`, paid)).status).toBe(200);
  expect(await hopsOf()).toMatchObject({ [first]: 'payer', [second]: 'agent' });
  const { body } = await api.get('u_tax_101', '/api/townships/101/leftovers');
  expect(body['kinds']).toMatchObject([{ kind: 'duplicate', opened: 3, resolved: 1 }]);
  const overview = await api.get('u_auditor_1', '/api/campaign/overview');
  const places = overview.body['places'] as readonly { readonly place: string; readonly fen: number }[];
  expect(places.find(({ place }) => place === 'refundedToPayers')).toMatchObject({ fen: 25_000 });
});

test('R-202 who screens sees the payer, an auditor sees a key and no name', async () => {
  const { body } = await api.get('u_auditor_1', '/api/townships/101/leftovers');
  const names = (body['rows'] as readonly Record<string, unknown>[]).map((row) => [row['name'], row['idNumber']]);
  expect(new Set(names.flat())).toStrictEqual(new Set(['＊＊＊']));
});
