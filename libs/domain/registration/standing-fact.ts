import type { PackEligibility } from '../packs/pack-people.ts';
import { standardRule } from '../packs/standard-rule.ts';
import type { DeclaredStanding, ShownDocument } from './declared-standing.ts';
import type { WhoMayJoin } from './eligibility.ts';

type StandingFact = { readonly standing?: string; readonly documents?: readonly ShownDocument[] };

/** What a registration keeps of a declaration: the rule that took the payer, and the papers that the rule asks for. */
export function standingFact(
  { eligibility }: WhoMayJoin,
  rule: PackEligibility,
  { documents }: DeclaredStanding,
): StandingFact {
  if (rule.key === standardRule(eligibility)?.key) return {};
  const asked = rule.conditions.flatMap((condition) => (condition.kind === 'document' ? [condition.title] : []));
  const shown = documents.filter(({ title }) => asked.includes(title));
  return { standing: rule.key, ...(shown.length === 0 ? {} : { documents: shown }) };
}
