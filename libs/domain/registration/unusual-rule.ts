import type { PackChannel } from '../packs/pack-calendar.ts';
import { standardRule } from '../packs/standard-rule.ts';
import type { DeclaredStanding } from './declared-standing.ts';
import { eligibility, type WhoMayJoin } from './eligibility.ts';

/**
 * key of the rule that takes a payer by another than the pack's standard rule. It is a category of the person
 * (pupil, permit): no event holds it, whoever records the payment has it sealed. Null: nothing to seal.
 */
export function unusualRule(whoMayJoin: WhoMayJoin, declared: DeclaredStanding, channel: PackChannel): string | null {
  // Nearly every row of a file declares nothing, which is the standard rule.
  if (declared.standings.length === 0) return null;
  const joins = eligibility(whoMayJoin, declared, channel);
  if (joins.verdict !== 'taken' || joins.rule.key === standardRule(whoMayJoin.eligibility)?.key) return null;
  return joins.rule.key;
}
