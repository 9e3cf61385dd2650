import fc from 'fast-check';

import permits from '../packs/permits-test.json' with { type: 'json' };
import { isPolicyPack, parsePolicyPack } from '../packs/policy-pack.ts';
import type { PackEligibility } from '../packs/pack-people.ts';
import shangcai from '../packs/shangcai-2020.json' with { type: 'json' };
import { type DeclaredStanding, nothingDeclared } from './declared-standing.ts';
import { eligibility, type WhoMayJoin } from './eligibility.ts';

function peopleOf(json: unknown): WhoMayJoin {
  const pack = parsePolicyPack(json);
  if (!isPolicyPack(pack)) throw new Error(JSON.stringify(pack));
  return pack.people;
}

const taken = { kind: 'taken', channels: ['agent'] } as const;
/** Langxi's rules: pupils join at their school's county, and so do long-term residents; no condition. */
const langxi: WhoMayJoin = {
  eligibility: [
    {
      ...{
        key: 'insured-elsewhere',
        title: '已在异地参保',
        titleEnglish: 'insured elsewhere',
        wording: '不得重复参保',
      },
      verdict: { kind: 'refused', evidence: '停保证明 proof of its end', wayOut: '在原地参保 stay insured there' },
      conditions: [],
    },
    ...(
      [
        ['registered', '本县居民', 'resident'],
        ['pupil', '在校学生', 'pupil of a school of the county'],
        ['long-term', '长期居住人员', 'long-term resident'],
      ] as const
    ).map(([key, title, titleEnglish]) => ({
      key,
      title,
      titleEnglish,
      verdict: taken,
      conditions: [],
      wording: title,
    })),
  ],
  placeOfPayment: null,
};
const schemes = { shangcai: peopleOf(shangcai), langxi, qingtangpu: peopleOf(permits) };

const paper = 'a'.repeat(64);
const permit = { title: '居住证 residence permit', sha256: paper };
const certificate = {
  title: '户籍地医保局未参保证明 certificate of the home bureau that it does not insure you',
  sha256: paper,
};
const both = { documents: [permit, certificate] };
const resident = { standings: ['long-term'] };

test.each<readonly [string, keyof typeof schemes, Partial<DeclaredStanding>, string]>([
  ['villager', 'shangcai', {}, 'taken'],
  ['pupil at the school’s village: home village', 'shangcai', { standings: ['pupil'] }, 'elsewhere 户籍所在地村'],
  ['college student: pays at school', 'shangcai', { standings: ['college'] }, 'elsewhere 学校'],
  ['employee', 'shangcai', { standings: ['employee'] }, 'refused 由用人单位'],
  ['both pupil and employee: the first rule', 'shangcai', { standings: ['pupil', 'employee'] }, 'refused 由用人单位'],
  ['pupil from another county, at school in Langxi', 'langxi', { standings: ['pupil'] }, 'taken'],
  ['long-term resident of Langxi, no condition', 'langxi', resident, 'taken'],
  ['insured as a resident elsewhere: Langxi refuses', 'langxi', { standings: ['insured-elsewhere'] }, 'refused 在原地'],
  ['insured elsewhere: Shangcai has no such rule', 'shangcai', { standings: ['insured-elsewhere'] }, 'refused 只能是'],
  ['a standing of no rule beside one', 'shangcai', { standings: ['registered', 'nobody'] }, 'refused 只能是'],
  [
    'from elsewhere: 12 months, permit, certificate',
    'qingtangpu',
    { ...resident, ...both, monthsResident: 12 },
    'taken',
  ],
  ['11 months', 'qingtangpu', { ...resident, ...both, monthsResident: 11 }, 'refused 住满 12 个月'],
  ['months not said', 'qingtangpu', { ...resident, ...both }, 'refused 住满 12 个月'],
  [
    'permit without the home bureau’s certificate',
    'qingtangpu',
    { ...resident, monthsResident: 30, documents: [permit] },
    'refused 带齐所缺证明',
  ],
  [
    'certificate without the permit',
    'qingtangpu',
    { ...resident, monthsResident: 30, documents: [certificate] },
    'refused 带齐所缺证明',
  ],
  ['not in the household register: register first', 'qingtangpu', { isRegistered: false }, 'refused 办理户口登记'],
  ['says so by the rule', 'qingtangpu', { standings: ['unregistered'] }, 'refused 先到派出所上户'],
  ['ought to be in employee insurance', 'qingtangpu', { standings: ['employee'] }, 'refused 由用人单位'],
  ['one who pays online only, with an agent', 'qingtangpu', { standings: ['works-here'] }, 'elsewhere 网上自助缴费'],
])('R-408 %s (%s)', (_who, scheme, declared, expected) => {
  const joins = eligibility(schemes[scheme], { ...nothingDeclared, ...declared }, 'agent');
  const [verdict, way = ''] = expected.split(' ');
  expect(joins.verdict).toBe(verdict);
  expect(joins.verdict === 'taken' ? '' : joins.wayOut.replaceAll(' ', '')).toContain(way.replaceAll(' ', ''));
});

test('R-408 what is missing is named, and nothing that was shown', () => {
  const declared = { ...nothingDeclared, ...resident, monthsResident: 11, documents: [permit] };
  expect(eligibility(schemes.qingtangpu, declared, 'agent')).toMatchObject({
    field: 'monthsResident',
    evidence: ['在本县居住满 12 个月 residence here of 12 months', certificate.title],
    reason: expect.stringMatching(/居住1年以上[^]* Long-term resident with a permit: still missing/),
  });
});

test.each<readonly [string, keyof typeof schemes, string | null, boolean]>([
  ['cash to the agent of the village', 'qingtangpu', null, true],
  ['the county', 'qingtangpu', '居测县', true],
  ['the county behind its province and city', 'qingtangpu', '测省居市居测县', true],
  ['another county', 'qingtangpu', '测省居市邻县', false],
  ['nothing on the voucher', 'qingtangpu', '', false],
  ['another county, where the pack does not ask', 'shangcai', '邻县', true],
])('R-409 place of payment: %s', (_what, scheme, placeOfPayment, isTaken) => {
  const joins = eligibility(schemes[scheme], { ...nothingDeclared, placeOfPayment }, 'agent');
  expect(joins.verdict === 'taken').toBe(isTaken);
  if (joins.verdict !== 'taken')
    expect(joins).toMatchObject({ field: 'placeOfPayment', reason: schemes[scheme].placeOfPayment!.otherwise });
});

const anyRules = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
    verdict: fc.constantFrom<PackEligibility['verdict']>(
      taken,
      { kind: 'taken', channels: ['online'] },
      { kind: 'refused', evidence: '证明 a proof', wayOut: '出路 a way' },
      { kind: 'elsewhere', payAt: '学校 school', evidence: '证明 a proof' },
    ),
    conditions: fc.subarray<PackEligibility['conditions'][number]>([
      { kind: 'registered' },
      { kind: 'months-resident', months: 12 },
      { kind: 'document', title: permit.title },
    ]),
  }),
  { selector: ({ key }) => key, minLength: 1 },
);
const withWords = (rules: readonly Pick<PackEligibility, 'key' | 'verdict' | 'conditions'>[]): WhoMayJoin => ({
  eligibility: [
    ...rules.map((rule) => ({ ...rule, title: `标题${rule.key}`, titleEnglish: `title ${rule.key}`, wording: '原文' })),
    langxi.eligibility[1]!,
  ],
  placeOfPayment: schemes.qingtangpu.placeOfPayment,
});
const anyDeclared = fc.record({
  standings: fc.subarray(['a', 'b', 'c', 'd', 'e', 'registered', 'nobody']),
  isRegistered: fc.boolean(),
  monthsResident: fc.option(fc.nat(24)),
  documents: fc.subarray([permit, certificate]),
  placeOfPayment: fc.option(fc.constantFrom('居测县', '邻县', '')),
});

test('R-408 R-409 nobody is turned away without a reason and a way out, both in two languages', () => {
  fc.assert(
    fc.property(anyRules, anyDeclared, (rules, declared) => {
      const joins = eligibility(withWords(rules), declared, 'agent');
      if (joins.verdict === 'taken') return;
      for (const text of [joins.reason, joins.wayOut, ...joins.evidence])
        expect(text).toMatch(/^.*\p{Script=Han}.* [A-Za-z][^\p{Script=Han}]*$/u);
      if (joins.why === 'proof') expect(joins.evidence).not.toHaveLength(0);
    }),
  );
});

test('R-408 the order of the pack decides: of the declared rules that fit, the first', () => {
  const isMet = ({ conditions }: Pick<PackEligibility, 'conditions'>, declared: DeclaredStanding): boolean =>
    (declared.isRegistered || !conditions.some(({ kind }) => kind === 'registered')) &&
    ((declared.monthsResident ?? 0) >= 12 || !conditions.some(({ kind }) => kind === 'months-resident')) &&
    (declared.documents.includes(permit) || !conditions.some(({ kind }) => kind === 'document'));
  fc.assert(
    fc.property(anyRules, anyDeclared, (rules, said) => {
      const known: readonly string[] = rules.map(({ key }) => key);
      const declared = {
        ...said,
        placeOfPayment: null,
        standings: said.standings.filter((key) => known.includes(key)),
      };
      fc.pre(declared.standings.length > 0);
      for (const order of [rules, rules.toReversed()]) {
        const fitting = order.filter((rule) => declared.standings.includes(rule.key) && isMet(rule, declared));
        const joins = eligibility(withWords(order), declared, 'agent');
        const [first] = fitting;
        if (first === undefined) expect(joins).toMatchObject({ why: 'proof' });
        else if (joins.verdict === 'taken') expect(joins.rule.key).toBe(first.key);
        else expect(joins.reason).toContain(`标题${first.key}`);
      }
    }),
  );
});
