import { counterRefusal, type CounterDeposit } from './counter-refusal.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const account = {
  township: { code: '101', name: '芦岗' },
  depositUnitFen: 25_000,
  lockedAt: null,
  openedAt: at('2019-09-18T09:00:00'),
};
const locked = { ...account, lockedAt: at('2019-10-11T00:00:00') };
const good: CounterDeposit = {
  amountFen: 2_000_000,
  remark: '芦岗-王庄-张三-K7M4P',
  depositor: '101-03-1',
  paidAt: at('2019-09-21T10:00:00'),
};
const paidAt = (text: string) => ({ ...good, paidAt: at(text) });

test.each<[string, typeof account | typeof locked, CounterDeposit, string | null]>([
  ['R-602 a whole bag with its remark', account, good, null],
  [
    'R-602 the remark in any width and with spaces',
    account,
    { ...good, remark: '芦岗 王庄 张三 \uff4b\uff17\uff4d\uff14\uff50' },
    null,
  ],
  ['R-602 the township by its code', account, { ...good, remark: '101-王庄-张三-K7M4P' }, null],
  ['R-602 a paper village without a slip code', account, { ...good, remark: '芦岗-王庄-张三' }, null],
  ['R-602 without remark', account, { ...good, remark: '' }, 'remark-incomplete'],
  ['R-602 remark without village', account, { ...good, remark: '芦岗-张三-K7M4P' }, 'remark-incomplete'],
  ['R-602 remark without anything but the code', account, { ...good, remark: 'K7M4P' }, 'remark-incomplete'],
  ['R-600 a slip code with one wrong symbol', account, { ...good, remark: '芦岗-王庄-张三-K7M4Q' }, 'code-invalid'],
  ['R-600 a slip code with neighbours swapped', account, { ...good, remark: '芦岗-王庄-张三-7KM4P' }, 'code-invalid'],
  ['R-600 a slip code cut short', account, { ...good, remark: '芦岗-王庄-张三-K7M4' }, 'code-invalid'],
  ['R-602 another township in the remark', account, { ...good, remark: '蔡都-王庄-张三-K7M4P' }, 'wrong-account'],
  ['R-602 an agent of another township', account, { ...good, depositor: '102-03-1' }, 'wrong-account'],
  ['R-602 a payer', account, { ...good, depositor: '李四' }, 'not-an-agent'],
  ['R-304 the last second before the lock', locked, paidAt('2019-10-10T23:59:59'), null],
  ['R-304 the last millisecond before the lock', locked, paidAt('2019-10-10T23:59:59.999'), null],
  ['R-304 the instant of the lock', locked, paidAt('2019-10-11T00:00:00'), 'account-locked'],
  ['R-602 80 people exactly', account, { ...good, amountFen: 80 * 25_000 }, null],
  ['R-602 one fen less', account, { ...good, amountFen: 1_999_999 }, 'no-multiple'],
  ['R-602 one fen more', account, { ...good, amountFen: 2_000_001 }, 'no-multiple'],
  ['R-602 10,125 yuan is no multiple of 250', account, { ...good, amountFen: 1_012_500 }, 'no-multiple'],
  ['R-602 nothing', account, { ...good, amountFen: 0 }, 'no-multiple'],
  ['R-602 a negative amount', account, { ...good, amountFen: -25_000 }, 'no-multiple'],
])('%s', (_who, terms, deposit, code) => {
  const refusal = counterRefusal(terms, deposit);
  expect(refusal?.code ?? null).toBe(code);
  if (refusal) expect(refusal.reason).toMatch(/^[\u4e00-\u9fff]/);
});

test('R-304a nobody deposits cash in the subsidy account', () => {
  expect(counterRefusal({ ...account, township: null }, good)?.code).toBe('no-counter');
});

test('where people pay 0, 40, 80, 200 or 400 no multiple is asked for', () => {
  expect(counterRefusal({ ...account, depositUnitFen: null }, { ...good, amountFen: 4_000 })).toBeNull();
});

test('the order of refusals is fixed: who stands there, what the remark says, when, how much', () => {
  const everything: CounterDeposit = { amountFen: 1, remark: '', depositor: '李四', paidAt: at('2019-10-12T00:00:00') };
  const codes: (string | undefined)[] = [];
  codes.push(counterRefusal(locked, everything)?.code);
  codes.push(counterRefusal(locked, { ...everything, depositor: '101-03-1' })?.code);
  codes.push(counterRefusal(locked, { ...everything, depositor: '101-03-1', remark: good.remark })?.code);
  codes.push(counterRefusal(account, { ...everything, depositor: '101-03-1', remark: good.remark })?.code);
  expect(codes).toStrictEqual(['not-an-agent', 'remark-incomplete', 'account-locked', 'no-multiple']);
});
