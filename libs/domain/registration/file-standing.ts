import type { PackEligibility } from '../packs/pack-people.ts';
import { needsProof } from '../packs/standard-rule.ts';
import type { Problem } from '../problem.ts';
import { type DeclaredStanding, nothingDeclared } from './declared-standing.ts';
import { eligibilityProblem } from './eligibility-problem.ts';
import { mayNotJoin } from './may-not-join.ts';

/**
 * what a row of a file declares by the title of a rule; without one it is the pack's standard rule. A file shows
 * no papers: whoever has to show some is registered one by one.
 */
export function fileStanding(rules: readonly PackEligibility[], title: string | undefined): DeclaredStanding | Problem {
  if (title === undefined) return nothingDeclared;
  const rule = rules.find((one) => one.title === title.normalize('NFKC') || one.title === title);
  if (rule === undefined) return eligibilityProblem(mayNotJoin.unknown(rules));
  return needsProof(rule) ? eligibilityProblem(mayNotJoin.inFile(rule)) : { ...nothingDeclared, standings: [rule.key] };
}
