import {
  birthDateOf,
  checkDigitOf,
  idNumberReasons,
  normaliseIdNumber,
  parseIdNumber,
  widenIdNumber,
} from './id-number.ts';
import { shanghaiDate } from './shanghai-date.ts';

const today = shanghaiDate('2019-09-20');
/** Made up: region 419999 is no county. */
const good = '41999919850317002';
const whole = good + checkDigitOf(good);

test('R-404 the check digit is MOD 11-2 of GB 11643: the example of the standard', () => {
  expect(checkDigitOf('11010519491231002')).toBe('X');
  expect(checkDigitOf('44052418800101001')).toBe('4');
});

test.each([
  ['right', whole, []],
  ['17 digits', whole.slice(0, 17), ['id-length']],
  ['19 digits', `${whole}1`, ['id-length']],
  ['a letter inside', `A${whole.slice(1)}`, ['id-length']],
  ['an old number of 15 digits', '419999850317002', ['id-length']],
  ['30 February', withCheck('41999919850230002'), ['id-birth-date']],
  ['born tomorrow', withCheck('41999920190921002'), ['id-birth-date']],
  ['born today', withCheck('41999920190920002'), []],
  ['born 1889', withCheck('41999918891231002'), ['id-birth-date']],
  ['another check digit', wrongCheck(whole), ['id-check-digit']],
  ['both', wrongCheck(withCheck('41999919851345002')), ['id-birth-date', 'id-check-digit']],
])('R-404 an ID number: %s', (_what, idNumber, reasons) => {
  expect(idNumberReasons(idNumber, today)).toStrictEqual(reasons);
});

test('R-404 every single wrong digit is found', () => {
  for (let place = 0; place < 17; place++) {
    for (let digit = 0; digit < 10; digit++) {
      const other = whole.slice(0, place) + digit + whole.slice(place + 1);
      if (other !== whole) expect(idNumberReasons(other, today)).not.toStrictEqual([]);
    }
  }
});

test('R-404 every swap of two neighbouring digits is found', () => {
  for (let place = 0; place < 16; place++) {
    const other = whole.slice(0, place) + whole[place + 1]! + whole[place]! + whole.slice(place + 2);
    if (other !== whole) expect(idNumberReasons(other, today)).not.toStrictEqual([]);
  }
});

test('R-413 what people type becomes the number as on the card', () => {
  expect(normaliseIdNumber(' 110105 19491231-002x ')).toBe('11010519491231002X');
  expect(normaliseIdNumber('１１０１０５１９４９１２３１００２ｘ')).toBe('11010519491231002X');
});

test('R-404 an old number widens to that of today, with its check digit', () => {
  expect(widenIdNumber('110105491231002')).toBe('11010519491231002X');
  expect(widenIdNumber('110105491331002')).toBeNull();
  expect(widenIdNumber('11010549123100X')).toBeNull();
});

test('R-404 the answer names the first thing wrong and how to mend it, and never the number', () => {
  const answer = parseIdNumber(wrongCheck(whole), today);
  expect(answer).toMatchObject({ type: '/problems/id-number/check-digit', status: 422, field: 'idNumber' });
  expect(JSON.stringify(answer)).not.toContain(whole.slice(0, 17));
  expect(parseIdNumber(whole.slice(1), today)).toMatchObject({ type: '/problems/id-number/length' });
  expect(parseIdNumber(whole.toLowerCase(), today)).toBe(whole);
});

test('the day of birth is read from the number', () => {
  expect(birthDateOf(whole)).toBe('1985-03-17');
});

function withCheck(first17: string): string {
  return first17 + checkDigitOf(first17);
}

function wrongCheck(idNumber: string): string {
  return idNumber.slice(0, 17) + (idNumber[17] === '1' ? '2' : '1');
}

test('R-413 what comes along unseen when a number is pasted is taken off', () => {
  const good = '11010519491231002X';
  for (const typed of [
    `\u200b${good}`,
    `\u202a${good}\u202c`,
    '1101\u00ad0519491231002X',
    `${good}\ufeff`,
    `1101 0519\u20094912\u200d31002x`,
    '１１０１０５１９４９１２３１００２Ｘ',
  ])
    expect(normaliseIdNumber(typed)).toBe(good);
});
