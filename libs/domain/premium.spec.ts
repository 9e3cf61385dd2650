import fc from 'fast-check';

import { isPolicyPack, parsePolicyPack } from './packs/policy-pack.ts';
import type { PolicyPack } from './packs/policy-pack.ts';
import shangcai from './packs/shangcai-2020.json' with { type: 'json' };
import { premium, tariffOf } from './premium.ts';

const parsed = parsePolicyPack(shangcai);
if (!isPolicyPack(parsed)) throw new Error(JSON.stringify(parsed));
const pack: PolicyPack = parsed;

test.each([
  ['villager', [], 25_000, 0, null],
  ['registered poor', ['registered-poor'], 0, 25_000, 'poverty-office'],
  ['destitute', ['destitute'], 0, 25_000, 'civil-affairs'],
  ['AIDS patient', ['aids-patient'], 0, 25_000, 'civil-affairs'],
  ['veteran', ['entitled-veteran'], 0, 25_000, 'veterans-affairs'],
  ['family-planning award', ['family-planning-award'], 0, 25_000, 'health-commission'],
  ['certified unable to pay', ['unable-to-pay'], 0, 25_000, 'county-government'],
  ['low-income', ['low-income'], 25_000, 0, null],
  ["child of an AIDS patient's family", ['aids-affected-family'], 25_000, 0, null],
  ['lifted out, not covered', ['lifted-out-not-covered'], 25_000, 0, null],
  ['registered poor and veteran', ['entitled-veteran', 'registered-poor'], 0, 25_000, 'poverty-office'],
  ['low-income and veteran', ['low-income', 'entitled-veteran'], 0, 25_000, 'veterans-affairs'],
])('R-502 R-503 R-503a Shangcai, who pays what: %s', (_who, categories, paysFen, subsidyFen, payer) => {
  expect(premium(pack, { categories })).toMatchObject({ premiumFen: 25_000, paysFen, subsidyFen, payer });
});

/** The forms of subsidy that Shangcai does not use, on numbers of the other schemes (40000 and 32000 fen). */
const otherSubsidies = (premiumFen: number, changes: Readonly<Record<string, object>>): PolicyPack => {
  const copy = structuredClone(shangcai) as unknown as {
    money: { tariff: object[] };
    people: { categories: { key: string; subsidy: object }[] };
  };
  copy.money.tariff = [{ tier: 'standard', group: 'resident', fen: premiumFen }];
  for (const category of copy.people.categories) category.subsidy = changes[category.key] ?? category.subsidy;
  return copy as unknown as PolicyPack;
};

test.each([
  ['fixed', 40_000, { kind: 'fixed', fen: 36_000 }, 4_000, 36_000],
  ['fixed above the premium', 40_000, { kind: 'fixed', fen: 50_000 }, 0, 40_000],
  ['half', 32_000, { kind: 'percent', percent: 50 }, 16_000, 16_000],
  ['a third of a premium that does not divide', 25_001, { kind: 'percent', percent: 33 }, 16_751, 8_250],
  ['not set yet', 35_000, { kind: 'unset' }, 35_000, 0],
])('R-502 a subsidy that is %s', (_what, premiumFen, subsidy, paysFen, subsidyFen) => {
  const other = otherSubsidies(premiumFen, { destitute: subsidy });
  expect(premium(other, { categories: ['destitute'] })).toMatchObject({ premiumFen, paysFen, subsidyFen });
});

test('R-503 36000 and 20000 are 36000, never 56000', () => {
  const other = otherSubsidies(40_000, {
    destitute: { kind: 'fixed', fen: 20_000 },
    'entitled-veteran': { kind: 'fixed', fen: 36_000 },
  });
  expect(premium(other, { categories: ['destitute', 'entitled-veteran'] })).toMatchObject({
    subsidyFen: 36_000,
    payer: 'veterans-affairs',
  });
});

test('R-503 I4 shares add up to the premium for every subset of categories, whatever their order', () => {
  const keys = pack.people.categories.map(({ key }) => key);
  fc.assert(
    fc.property(fc.shuffledSubarray(keys), (categories) => {
      const { premiumFen, paysFen, subsidyFen, payer } = premium(pack, { categories });
      expect(paysFen + subsidyFen).toBe(premiumFen);
      expect(payer !== null).toBe(subsidyFen > 0);
      expect(premium(pack, { categories: [...categories].sort() })).toStrictEqual(premium(pack, { categories }));
    }),
    { seed: 503, numRuns: 512 },
  );
});

test('R-501 one premium in Shangcai; an unknown tier or category is an error of the caller', () => {
  expect(tariffOf(pack)).toBe(25_000);
  expect(() => premium(pack, { tier: 'second', categories: [] })).toThrow(RangeError);
  expect(() => premium(pack, { categories: ['rich'] })).toThrow(RangeError);
});
