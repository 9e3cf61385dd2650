import { deadlineKey } from '../campaign/deadline-key.ts';
import { twice, unless } from './pack-finding.ts';
import type { PackFinding } from './pack-finding.ts';
import type { PolicyPack } from './policy-pack.ts';

/** tariff, subsidies and the road of the money fit each other. */
export const packMoneyInvariants = [tariff, categories, road] as const;

function tariff({ money: { tiers, groups, tariff: rows }, people: { coverage } }: PolicyPack): readonly PackFinding[] {
  const spans = new Set(coverage.spans.map(({ key }) => key));
  return [
    ...tiers.flatMap(({ key: tier }) =>
      groups.flatMap(({ key: group }) =>
        unless(
          rows.filter((row) => row.tier === tier && row.group === group).length === 1,
          '/money/tariff',
          `${tier} / ${group} 须有且只有一个标准。 Exactly one tariff for ${tier} / ${group} (R-501).`,
        ),
      ),
    ),
    ...rows.flatMap(({ fen }, i) =>
      unless(fen > 0, `/money/tariff/${i}/fen`, '标准须大于零。 A premium is more than nothing.'),
    ),
    ...unless(
      rows.length === tiers.length * groups.length,
      '/money/tariff',
      '多余的标准。 A tariff of no tier or group.',
    ),
    ...groups.flatMap(({ coverage: span }, i) =>
      unless(spans.has(span), `/money/groups/${i}/coverage`, '没有这个保障期。 No such coverage.'),
    ),
    ...coverage.spans.flatMap(({ from, to }, i) =>
      unless(from < to, `/people/coverage/spans/${i}/to`, '结束早于开始。 It ends before it begins.'),
    ),
  ];
}

function categories({
  people: { categories: all },
  units: { departments },
  money,
}: PolicyPack): readonly PackFinding[] {
  const lowest = Math.min(...money.tariff.map(({ fen }) => fen));
  const paying = new Set(departments.filter(({ pays }) => pays).map(({ key }) => key));
  const listing = new Set(departments.filter(({ sendsList }) => sendsList).map(({ key }) => key));
  return [
    ...twice(
      all.map(({ key }) => key),
      '/people/categories',
    ),
    ...all.flatMap(({ subsidy, payer, listFrom }, i) => {
      const gives = subsidy.kind === 'full' || subsidy.kind === 'fixed' || subsidy.kind === 'percent';
      return [
        ...unless(
          payer === null || paying.has(payer),
          `/people/categories/${i}/payer`,
          `${payer} 不代缴。 ${payer} does not pay.`,
        ),
        ...unless(
          listFrom === null || listing.has(listFrom),
          `/people/categories/${i}/listFrom`,
          `${listFrom} 不报名单。 ${listFrom} sends no list.`,
        ),
        ...unless(
          gives === (payer !== null),
          `/people/categories/${i}/payer`,
          '有资助须有代缴单位，无资助则无。 A subsidy has a payer, no subsidy has none (R-502).',
        ),
        ...unless(
          subsidy.kind !== 'fixed' || subsidy.fen <= lowest,
          `/people/categories/${i}/subsidy/fen`,
          '资助高于保费。 A subsidy above the premium.',
        ),
      ];
    }),
  ];
}

function road({ money, units: { townships }, calendar }: PolicyPack): readonly PackFinding[] {
  const lastHop = unless(
    money.refundRoad.at(-1) === 'payer',
    '/money/refundRoad',
    '退款最后到缴费人。 A refund ends with the payer (R-605).',
  );
  if (money.road.kind === 'tax-system') return lastHop;
  const { lockAfter, subsidyLockAfter, twoLimits, bagPeople } = money.road;
  const on = (key: string): string | undefined => calendar.deadlines.find((deadline) => deadline.key === key)?.on;
  const highest = Math.max(...money.tariff.map(({ fen }) => fen));
  return [
    ...lastHop,
    ...townships.flatMap(({ accountName }, i) =>
      unless(accountName !== null, `/units/townships/${i}/accountName`, '缺少待解专户名称。 No account name (R-603).'),
    ),
    ...unless(
      lockAfter >= twoLimits.lastDepositOn,
      '/money/road/lockAfter',
      '锁户早于最后存款日。 Locked before the last deposit (R-304).',
    ),
    ...unless(
      on(deadlineKey.lastDeposit) === twoLimits.lastDepositOn,
      '/money/road/twoLimits/lastDepositOn',
      '与期限 last-deposit 不符。 Differs from the deadline (R-601).',
    ),
    ...unless(
      on(deadlineKey.lock) === lockAfter,
      '/money/road/lockAfter',
      '与期限 lock 不符。 Differs from the deadline (R-304).',
    ),
    ...unless(
      on(deadlineKey.subsidyLock) === subsidyLockAfter,
      '/money/road/subsidyLockAfter',
      '与期限 subsidy-lock 不符。 Differs from the deadline (R-304a).',
    ),
    ...unless(
      bagPeople * highest <= twoLimits.capFen,
      '/money/road/bagPeople',
      '满袋超过限额。 A full bag exceeds the cap (R-601).',
    ),
    ...unless(
      twoLimits.warnFen <= twoLimits.capFen,
      '/money/road/twoLimits/warnFen',
      '预警高于限额。 The warning lies above the cap.',
    ),
  ];
}
