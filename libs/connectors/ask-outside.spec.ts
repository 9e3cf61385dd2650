import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';

import { bankClient } from './bank/bank.client.ts';
import { insuranceClient } from './insurance/insurance.client.ts';
import { registerClient } from './register/register.client.ts';
import { taxClient } from './tax/tax.client.ts';

// A party that says whatever the test wants it to say: what our clients make of it is the question.
let say: { readonly status: number; readonly text: string; readonly headers?: Record<string, string> } = {
  status: 200,
  text: '',
};
let asked: { readonly url?: string | undefined; readonly key?: unknown; readonly planAt?: unknown } = {};
let party: Server;
let baseUrl = '';
beforeAll(async () => {
  party = createServer((request, response) => {
    asked = { url: request.url, key: request.headers['idempotency-key'], planAt: request.headers['x-plan-at'] };
    if (say.status !== 0) response.writeHead(say.status, { ...say.headers }).end(say.text);
  });
  await new Promise<void>((resolve) => party.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(party.address() as AddressInfo).port}`;
});
afterAll(() => {
  party.closeAllConnections();
  party.close();
});

const call = { key: 'lock-411722-2020-101', planAt: 1_570_723_200_000 };
const at = () => ({ baseUrl, timeoutMs: 300 });
const lock = (signal?: AbortSignal) => bankClient(at()).lockAccount({ ...call, account: '101', signal });
const outcomeOf = (asking: Promise<unknown>) =>
  asking.then(JSON.stringify, (error: Error) => `${error.name}: ${error.message}`);

test('key and plan time travel in the headers, the account in the path', async () => {
  say = { status: 200, text: '{"isLocked":false,"lockedAt":null,"balanceFen":5}' };
  await expect(bankClient(at()).accountState({ ...call, account: 'K/101' })).resolves.toStrictEqual({
    kind: 'done',
    isLocked: false,
    lockedAt: null,
    balanceFen: 5,
  });
  expect(asked).toStrictEqual({ url: '/bank/accounts/K%2F101', key: call.key, planAt: String(call.planAt) });
});

test.each<[string, number, string, Record<string, string>, string]>([
  ['done', 200, '{"lockedAt":7}', {}, '{"kind":"done","lockedAt":7}'],
  [
    'a refusal',
    422,
    '{"code":"unknown-account","reason":"没有这个账户"}',
    {},
    '{"kind":"refused","code":"unknown-account","reason":"没有这个账户"}',
  ],
  ['a refusal without a code', 422, '{}', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['busy', 429, '', { 'retry-after': '3' }, 'TryLater: bank.lockAccount: try-later'],
  ['closed', 503, '', {}, 'TryLater: bank.lockAccount: try-later'],
  ['broken', 500, '{"lockedAt":7}', {}, 'UnknownOutcome: bank.lockAccount: server-error'],
  ['a bad gateway', 502, '<html>', {}, 'UnknownOutcome: bank.lockAccount: server-error'],
  ['a key used twice', 409, '', {}, 'CallRejected: bank.lockAccount: rejected-409'],
  ['not signed in', 401, '', {}, 'CallRejected: bank.lockAccount: rejected-401'],
  ['a page of somebody else', 200, '<html>', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['half an answer', 200, '{"lockedA', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['an empty answer', 200, '', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['a list', 200, '[]', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['another field', 200, '{"locked":7}', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['text for a number', 200, '{"lockedAt":"7"}', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['a fraction', 200, '{"lockedAt":7.5}', {}, 'UnknownOutcome: bank.lockAccount: malformed'],
  ['no answer in time', 0, '', {}, 'UnknownOutcome: bank.lockAccount: timed-out'],
])('an answer is classified: %s', async (_what, status, text, headers, outcome) => {
  say = { status, text, headers };
  expect(await outcomeOf(lock())).toBe(outcome);
});

test('Retry-After is waited for as said, one second when it is not said', async () => {
  say = { status: 429, text: '', headers: { 'retry-after': '3' } };
  await expect(lock()).rejects.toMatchObject({ afterMs: 3_000 });
  say = { status: 429, text: '' };
  await expect(lock()).rejects.toMatchObject({ afterMs: 1_000 });
});

test('nobody there and a cancelled wait are unknown, too', async () => {
  say = { status: 0, text: '' };
  const cancelled = AbortSignal.timeout(30);
  expect(await outcomeOf(lock(cancelled))).toBe('UnknownOutcome: bank.lockAccount: cancelled');
  const nobody = bankClient({ baseUrl: 'http://127.0.0.1:1', timeoutMs: 300 });
  expect(await outcomeOf(nobody.lockAccount({ ...call, account: '101' }))).toBe(
    'UnknownOutcome: bank.lockAccount: no-answer',
  );
});

const row = (registration: string) => ({ registration, idNumber: '1', name: '张', unit: 'v' });
const sha = createHash('sha256').update('x').digest('hex');
const malformed = /malformed$/;
// Well-formed answers that are not answers to what was asked (T28): none is taken.
test.each<[string, object, () => Promise<unknown>]>([
  [
    'a row too few',
    { control: { rows: 2, fen: 0 }, verdicts: [{ registration: 'a', refused: '否' }] },
    () =>
      insuranceClient(at()).importPage({
        ...call,
        handover: 'h',
        page: 1,
        coverageYear: 2020,
        rows: [row('a'), row('b')],
      }),
  ],
  [
    'a row too many',
    {
      control: { rows: 1, fen: 0 },
      answers: ['a', 'b'].map((registration) => ({
        registration,
        isKnown: false,
        nameMatches: false,
        employeeInsured: false,
        insuredElsewhere: false,
        deceased: false,
      })),
    },
    () => registerClient(at()).lookUp({ ...call, questions: [row('a')] }),
  ],
  [
    'rows in another order',
    {
      control: { rows: 2, fen: 0 },
      verdicts: [
        { registration: 'b', refused: '否' },
        { registration: 'a', refused: '否' },
      ],
    },
    () =>
      insuranceClient(at()).importPage({
        ...call,
        handover: 'h',
        page: 1,
        coverageYear: 2020,
        rows: [row('a'), row('b')],
      }),
  ],
  [
    'a control total off by one',
    { control: { rows: 2, fen: 0 }, certificates: [{ registration: 'a', certificate: 'c' }] },
    () => taxClient(at()).issueCertificates({ ...call, items: [{ registration: 'a', serial: 's' }] }),
  ],
  [
    'one fen less than ordered',
    { control: { rows: 1, fen: 24_999 }, page: 'p', listSha256: sha, reference: 'r' },
    () =>
      taxClient(at()).enterTreasury({ ...call, page: 'p', account: '101', people: 1, fen: 25_000, listSha256: sha }),
  ],
  [
    'the digest of another list',
    { control: { rows: 1, fen: 25_000 }, page: 'p', listSha256: 'f'.repeat(64), reference: 'r' },
    () =>
      taxClient(at()).enterTreasury({ ...call, page: 'p', account: '101', people: 1, fen: 25_000, listSha256: sha }),
  ],
  [
    'a benefit start that is no date',
    { control: { rows: 1, fen: 0 }, verdicts: [{ registration: 'a', serial: 's', benefitStartOn: '2020年' }] },
    () => insuranceClient(at()).importPage({ ...call, handover: 'h', page: 1, coverageYear: 2020, rows: [row('a')] }),
  ],
  [
    'a statement whose digest differs',
    { isReady: true, number: 3, isClosing: false, file: 'y', sha256: sha },
    () => bankClient(at()).statement({ ...call, account: '101', afterNumber: 2 }),
  ],
  [
    'another statement than asked for',
    { isReady: true, number: 4, isClosing: false, file: 'x', sha256: sha },
    () => bankClient(at()).statement({ ...call, account: '101', afterNumber: 2 }),
  ],
  [
    'a refund of another sum',
    { control: { rows: 1, fen: 1 }, references: [{ registration: 'a', reference: 'r' }] },
    () =>
      bankClient(at()).transferToHealthCentre({ ...call, account: '101', items: [{ registration: 'a', fen: 25_000 }] }),
  ],
  [
    'a register that answers half',
    { control: { rows: 1, fen: 0 }, answers: [{ registration: 'a', isKnown: true }] },
    () => registerClient(at()).lookUp({ ...call, questions: [row('a')] }),
  ],
])('T28 an answer that does not add up is unknown, not done: %s', async (_what, answer, ask) => {
  say = { status: 200, text: JSON.stringify(answer) };
  expect(await outcomeOf(ask())).toMatch(malformed);
});

test.each([
  '{"answers":[{"registration":"a","isKnown":"张三 419999199001011234"}],"control":{"rows":1,"fen":0}}',
  '张三 419999199001011234',
  '{"answers":[张三 419999199001011234',
])('a failure never holds the answer: it may be personal data', async (text) => {
  say = { status: 200, text };
  const failure: unknown = await registerClient(at())
    .lookUp({ ...call, questions: [row('a')] })
    .catch((error: unknown) => error);
  expect(inspect(failure, { depth: 9 })).not.toMatch(/张三|4199/);
});
