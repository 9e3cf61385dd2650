import { randomUUID } from 'node:crypto';

import { madeUpPeople } from '@canbao/domain/rehearsal/made-up-people';
import { shanghaiDate, startOf } from '@canbao/domain/shanghai-date';

import { type Answer, openedCampaign, type ScratchApi, scratchApi } from '../scratch-api.ts';

const AT = startOf(shanghaiDate('2019-09-21')) + 9 * 3_600_000;
const [agent, other, branch, otherBranch] = ['u_agent_101_01_1', 'u_agent_101_02_1', 'u_tax_101', 'u_tax_102'];
const book = '101-1';
const [photo, reason] = ['d'.repeat(64), '写错姓名，已撕下'];

let api: ScratchApi;
let payers: readonly { readonly idNumber: string; readonly name: string; readonly group: string }[];

/** Twenty numbers, 1 to 20, of the first agent; the neighbour's book begins at 21. */
beforeAll(async () => {
  api = await scratchApi();
  const township = api.county.townships[0]!;
  payers = [...madeUpPeople(api.county, township)].filter(({ village, sponsored }) => village === '01' && !sponsored);
  const issued = (n: number, from: number, to: number) => ({
    stream: `book-101-${n}`,
    unit: `419998/101/0${n}`,
    at: AT,
    event: {
      type: 'ReceiptBookIssued' as const,
      data: { book: `101-${n}`, agent: `101-0${n}-1`, series: 'SC2020', from, to },
    },
  });
  await api.given([
    ...openedCampaign(AT),
    {
      stream: 'township-101',
      unit: '419998/101',
      at: AT,
      event: { type: 'TownshipPhaseOpened', data: { phase: 'collect' } },
    },
    issued(1, 1, 20),
    issued(2, 21, 40),
  ]);
});
afterAll(() => api.drop());

const receipt = (number: number) => `SC2020-${String(number).padStart(8, '0')}`;
const register = (number: number, account = agent) =>
  api.post(account, '/api/agent/registrations', { ...payer(number), receipt: receipt(number), amountFen: 25_000 });
const payer = (nth: number) => {
  const { idNumber, name, group } = payers[nth]!;
  return { idNumber, name, group };
};
const spoil = (number: number, account = agent) =>
  api.post(account, `/api/agent/receipts/${receipt(number)}/void`, { photoSha256: photo, reason });
const miss = (number: number) =>
  api.post(agent, `/api/agent/receipts/${receipt(number)}/case`, { kind: 'missing', reason: '点数时少一张' });
const close = (number: number, body: object) =>
  api.post(branch, `/api/townships/101/receipts/${receipt(number)}/case/close`, { reason: '查对存根', ...body });
const handBack = (sheets: number) => api.post(agent, `/api/agent/books/${book}/hand-back`, { sheets });
const onBook = (word: 'count' | 'settle', body: object = {}, account = branch) =>
  api.post(account, `/api/townships/101/books/${book}/${word}`, body);
const why = ({ status, body }: Answer) => [status, body['type']];
const refused = (status: number, type: string) => [status, `/problems/${type}`];
type Row = Readonly<Record<string, unknown>>;
const row = async (at?: number) => {
  const { body } = await api.get(branch, `/api/townships/101/books${at === undefined ? '' : `?at=${at}`}`);
  return (body['books'] as readonly Row[]).find((one) => one['book'] === book)!;
};

describe('R-402 an agent’s spoilt and missing sheets', () => {
  test('a spoilt one is void once; a used one is refused with who used it; another’s is not found', async () => {
    for (const number of [1, 2, 3]) expect((await register(number)).status).toBe(200);
    expect((await spoil(4)).status).toBe(200);
    const head = (await spoil(4)).body['position'];
    expect(head).toBe((await spoil(4)).body['position']);
    const used = await spoil(2);
    expect(why(used)).toStrictEqual(refused(409, 'receipt-book/used'));
    expect(used.body['detail']).toMatch(/101-01-1[^]*2019-09-21/);
    expect(why(await spoil(5, other))).toStrictEqual(refused(404, 'access/not-found'));
    expect(why(await spoil(999))).toStrictEqual(refused(404, 'access/not-found'));
  });

  test('a void number is never used, whichever of the two comes first', async () => {
    expect(why(await register(4))).toStrictEqual(refused(409, 'registration/receipt-used'));
    const [voided, registered] = await Promise.all([spoil(5), register(5)]);
    expect([voided.status, registered.status].sort()).toStrictEqual([200, 409]);
    // Whoever won: the next test needs it ended.
    expect(await row()).toMatchObject({ unaccounted: 15, first: 1, last: 20 });
  });

  test('the workbench offers the next sheet that is neither void nor reported', async () => {
    await spoil(6);
    await miss(7);
    const { body } = await api.get(agent, '/api/agent');
    expect(body).toMatchObject({ nextReceipt: receipt(8), receiptsLeft: 13 });
    const { body: mine } = await api.get(agent, '/api/agent/books');
    expect(mine).toMatchObject({ books: [{ book, blank: 13, reported: [7], blanks: [{ from: 8, to: 20 }] }] });
    expect(why(await miss(6))).toStrictEqual(refused(409, 'receipt-book/ended'));
    expect((await miss(7)).status).toBe(200);
  });
});

describe('R-402 a book comes back and is settled', () => {
  test('not while numbers are unaccounted: the answer lists them and says what to do', async () => {
    const answer = await onBook('settle');
    expect(why(answer)).toStrictEqual(refused(409, 'receipt-book/unaccounted'));
    expect(answer.body).toMatchObject({
      title: expect.stringContaining('14'),
      remedy: expect.stringContaining('交回'),
      items: [
        { kind: 'case', count: 1, detail: expect.stringContaining(receipt(7)) },
        { kind: 'unused', count: 13, detail: expect.stringContaining(`${receipt(8)} 至 ${receipt(20)}`) },
      ],
    });
  });

  test('the agent says how many sheets go along; from then on the book is closed to the agent', async () => {
    expect(why(await handBack(12))).toStrictEqual(refused(409, 'receipt-book/sheets-differ'));
    const key = randomUUID();
    const back = () => api.post(agent, `/api/agent/books/${book}/hand-back`, { sheets: 13 }, key);
    expect((await back()).status).toBe(200);
    expect((await back()).status).toBe(200);
    expect(why(await register(8))).toStrictEqual(refused(409, 'registration/book-closed'));
    expect(why(await spoil(8))).toStrictEqual(refused(409, 'receipt-book/handed-back'));
    expect((await api.get(agent, '/api/agent')).body).toMatchObject({ nextReceipt: null, receiptsLeft: 0 });
    expect(await row()).toMatchObject({ status: 'handed-back', sheets: 13, returned: 0, unaccounted: 14 });
  });

  test('the tax branch of the township counts; a sheet that is not there is reported, not returned', async () => {
    expect(why(await onBook('count', { sheets: 12 }))).toStrictEqual(refused(409, 'receipt-book/sheets-differ'));
    expect((await onBook('count', { sheets: 13 }, otherBranch)).status).toBe(404);
    expect((await onBook('count', { sheets: 13 }, agent)).status).toBe(403);
    const report = { kind: 'missing', reason: '清点时不在本内' };
    const path = `/api/townships/101/receipts/${receipt(9)}/case`;
    expect((await api.post(otherBranch, path.replace('101', '102'), report)).status).toBe(404);
    expect((await api.post(branch, path, report)).status).toBe(200);
    expect((await onBook('count', { sheets: 12 })).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'counted', sheets: 12, returned: 12, unaccounted: 2, openCases: 2 });
    expect(why(await onBook('settle'))).toStrictEqual(refused(409, 'receipt-book/unaccounted'));
  });

  test('a case closes with a finding: used for a registration, lost with a document', async () => {
    expect(why(await close(7, { finding: 'lost' }))).toStrictEqual(refused(400, 'request/missing-field'));
    const of = (ofReceipt: string) => ({ finding: 'used', ofReceipt, documentSha256: photo });
    expect(why(await close(7, of(receipt(19))))).toStrictEqual(refused(404, 'receipt-book/registration-unknown'));
    expect((await register(21, other)).status).toBe(200);
    expect(why(await close(7, of(receipt(21))))).toStrictEqual(refused(409, 'receipt-book/registration-of-another'));
    expect((await close(7, of(receipt(2)))).status).toBe(200);
    expect(why(await close(9, of(receipt(2))))).toStrictEqual(refused(409, 'receipt-book/traced-before'));
    expect((await close(9, { finding: 'lost', documentSha256: photo })).status).toBe(200);
    expect(why(await close(9, { finding: 'unused' }))).toStrictEqual(refused(409, 'receipt-book/no-case'));
  });

  test('at zero it is settled, once, and nothing of it changes any more', async () => {
    expect((await onBook('settle')).status).toBe(200);
    expect((await onBook('settle')).status).toBe(200);
    const settled = await row();
    expect(settled).toMatchObject({ status: 'settled', unaccounted: 0, openCases: 0, returned: 12 });
    expect(Number(settled['used']) + Number(settled['void'])).toBe(8);
    expect(why(await spoil(10))).toStrictEqual(refused(409, 'receipt-book/settled'));
    expect(why(await miss(10))).toStrictEqual(refused(409, 'receipt-book/settled'));
    expect(why(await register(10))).toStrictEqual(refused(409, 'registration/book-closed'));
  });
});

test('R-402 the grid knows every number, and a number its history; both as of any position', async () => {
  const page = `/api/townships/101/book?book=${book}`;
  const { body } = await api.get('u_auditor_1', page);
  const numbers = body['numbers'] as readonly {
    readonly number: number;
    readonly end: string;
    readonly isTraced: boolean;
  }[];
  expect(numbers.map(({ number }) => number)).toStrictEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(numbers.filter(({ end }) => end === 'returned').map(({ number }) => number)).toStrictEqual([
    ...[8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20],
  ]);
  expect(numbers[6]).toMatchObject({
    number: 7,
    end: 'used',
    isTraced: true,
    case: { finding: 'used', isOpen: false },
  });
  expect(numbers[8]).toMatchObject({ end: 'void', documentSha256: photo, case: { finding: 'lost', by: 'tax-branch' } });
  const { body: history } = await api.get(branch, `/api/townships/101/receipt?receipt=${receipt(9)}`);
  expect(history['events']).toMatchObject([
    { type: 'ReceiptReported', actorName: expect.stringMatching(/\S/) },
    { type: 'ReceiptCaseClosed' },
    { type: 'ReceiptVoided' },
  ]);
  const first = Number((history['events'] as readonly Row[])[0]!['position']);
  expect(await row(first)).toMatchObject({ status: 'handed-back', openCases: 1 });
  expect(await row(first + 1)).toMatchObject({ status: 'handed-back', openCases: 2 });
  const past = await api.get('u_supervisor_1', `${page}&at=${first}`);
  expect((past.body['numbers'] as readonly unknown[]).length).toBe(7);
});

test('R-201 R-402 a book, or a number, of another township is not found', async () => {
  for (const path of [`book?book=${book}`, `receipt?receipt=${receipt(1)}`]) {
    expect(why(await api.get(otherBranch, `/api/townships/102/${path}`))).toStrictEqual(
      refused(404, 'access/not-found'),
    );
  }
  expect((await api.get(otherBranch, '/api/townships/101/books')).status).toBe(404);
  expect((await api.get(agent, '/api/townships/101/books')).status).toBe(403);
  expect((await api.get('u_bank_1', '/api/townships/101/books')).status).toBe(403);
  expect((await api.get('u_office_101', '/api/townships/101/books')).status).toBe(200);
});
