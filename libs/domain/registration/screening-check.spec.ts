import { checkDigitOf } from '../id-number.ts';
import { shanghaiDate } from '../shanghai-date.ts';
import { type ScreeningRegister, screeningCheck } from './screening-check.ts';

const today = shanghaiDate('2019-10-02');
const first17 = '41999919850302001';
const right = { idNumber: first17 + checkDigitOf(first17), name: '张三', group: '二组' };

test.each([
  ['every key field right', right, []],
  ['no name', { ...right, name: '' }, ['missing-field']],
  ['no group', { ...right, group: '' }, ['missing-field']],
  ['no number', { ...right, idNumber: '' }, ['missing-field']],
  ['a digit too few', { ...right, idNumber: right.idNumber.slice(1) }, ['id-length']],
  [
    'the 31st of February',
    { ...right, idNumber: '41999919850231001' + checkDigitOf('41999919850231001') },
    ['id-birth-date'],
  ],
  [
    'a wrong check digit',
    { ...right, idNumber: first17 + (right.idNumber.endsWith('0') ? '1' : '0') },
    ['id-check-digit'],
  ],
])('R-404 the first check of %s', (_what, fields, reasons) => {
  expect(screeningCheck.firstCheck(fields, today)).toStrictEqual(reasons);
});

const no = { employeeInsured: false, insuredElsewhere: false, deceased: false };
const known = { isKnown: true, nameMatches: true, inHousehold: true, ...no };
const unknown = { ...known, isKnown: false, nameMatches: false, inHousehold: false };
const every: readonly ScreeningRegister[] = ['population', 'employee', 'elsewhere', 'county-duplicates', 'deaths'];
const alone = { isDuplicate: false, isSponsored: false };

test.each([
  ['known, and nothing against it', known, alone, []],
  ['unknown', unknown, alone, ['not-in-register']],
  ['without a household: register first', { ...known, inHousehold: false }, alone, ['unregistered']],
  ['of another name', { ...known, nameMatches: false }, alone, ['name-differs']],
  [
    'insured as an employee and dead',
    { ...known, employeeInsured: true, deceased: true },
    alone,
    ['employee-insured', 'deceased'],
  ],
  ['insured elsewhere', { ...known, insuredElsewhere: true }, alone, ['insured-elsewhere']],
  ['paid for twice in the county', known, { ...alone, isDuplicate: true }, ['duplicate-in-county']],
  ['on a sponsor’s list', known, { ...alone, isSponsored: true }, ['already-sponsored']],
])('R-405 R-503a a person who is %s', (_what, register, county, reasons) => {
  expect(screeningCheck.registerCheck(register, county, every)).toStrictEqual(reasons);
});

const suspect = { ...known, nameMatches: false, inHousehold: false, employeeInsured: true, insuredElsewhere: true };

test.each<readonly [ScreeningRegister, readonly string[]]>([
  ['population', ['name-differs', 'unregistered']],
  ['employee', ['employee-insured']],
  ['elsewhere', ['insured-elsewhere']],
  ['deaths', ['deceased']],
  ['county-duplicates', ['duplicate-in-county']],
])('R-405 R-408 only what the pack asks for is a reason: %s', (register, reasons) => {
  const word = { ...suspect, deceased: true };
  const county = { isDuplicate: true, isSponsored: false };
  expect(screeningCheck.registerCheck(word, county, [register])).toStrictEqual(reasons);
  expect(screeningCheck.registerCheck(word, county, [])).toStrictEqual([]);
  const others = every.filter((one) => one !== register);
  expect(screeningCheck.registerCheck(word, county, others)).not.toContainEqual(expect.stringMatching(reasons[0]!));
});
