import type { PackChannel } from '../packs/pack-calendar.ts';
import type { PackEligibility, PackPeople } from '../packs/pack-people.ts';
import { standardRule } from '../packs/standard-rule.ts';
import type { DeclaredStanding } from './declared-standing.ts';
import { type MayNotJoin, mayNotJoin } from './may-not-join.ts';

/** The part of a pack that decides who may join. */
export type WhoMayJoin = Pick<PackPeople, 'eligibility' | 'placeOfPayment'>;

export type Eligibility = { readonly verdict: 'taken'; readonly rule: PackEligibility } | MayNotJoin;

type Condition = PackEligibility['conditions'][number];

/**
 * the first of the pack's rules that was declared and whose conditions hold decides; when none holds, what the
 * first of them lacks. R-409: whoever may join has to pay in the pack's county. Throws for a pack without a standard rule.
 */
export function eligibility(
  { eligibility: rules, placeOfPayment }: WhoMayJoin,
  declared: DeclaredStanding,
  channel: PackChannel,
): Eligibility {
  const standings = declared.standings.length > 0 ? declared.standings : [standardKey(rules)];
  const known = rules.filter(({ key }) => standings.includes(key));
  const [first] = known;
  if (first === undefined || !standings.every((key) => rules.some((rule) => rule.key === key)))
    return mayNotJoin.unknown(rules);
  const fitting = known.find((rule) => lacking(rule, declared).length === 0);
  if (fitting === undefined) return mayNotJoin.withoutProof(first, lacking(first, declared));
  const { verdict } = fitting;
  switch (verdict.kind) {
    case 'refused':
      return mayNotJoin.refused(fitting, verdict);
    case 'elsewhere':
      return mayNotJoin.elsewhere(fitting, verdict);
    case 'taken':
      if (!verdict.channels.includes(channel)) return mayNotJoin.otherChannel(fitting, verdict.channels);
      return isPaidHere(placeOfPayment, declared)
        ? { verdict: 'taken', rule: fitting }
        : mayNotJoin.paidElsewhere(placeOfPayment!, declared);
  }
}

function standardKey(rules: WhoMayJoin['eligibility']): string {
  const standard = standardRule(rules);
  if (standard === undefined) throw new Error('nobody joins without proof by this pack');
  return standard.key;
}

const lacking = ({ conditions }: PackEligibility, declared: DeclaredStanding): readonly Condition[] =>
  conditions.filter((condition) => !holds(condition, declared));

function holds(condition: Condition, { isRegistered, monthsResident, documents }: DeclaredStanding): boolean {
  switch (condition.kind) {
    case 'registered':
      return isRegistered;
    case 'months-resident':
      return monthsResident !== null && monthsResident >= condition.months;
    case 'document':
      return documents.some(({ title }) => title === condition.title);
  }
}

/** a voucher may name the county behind its province and city. */
const isPaidHere = (place: WhoMayJoin['placeOfPayment'], { placeOfPayment }: DeclaredStanding): boolean =>
  place === null || placeOfPayment === null || placeOfPayment.normalize('NFKC').trim().endsWith(place.name);
