import type { PackEligibility } from './pack-people.ts';

/** Months and documents are shown by papers; that somebody stands in the household register is the register's to say. */
export const needsProof = ({ conditions }: PackEligibility): boolean =>
  conditions.some(({ kind }) => kind !== 'registered');

/** what a payer is who says nothing: whoever is taken without proof, first in the pack. */
export const standardRule = (rules: readonly PackEligibility[]): PackEligibility | undefined =>
  rules.find((rule) => rule.verdict.kind === 'taken' && !needsProof(rule));
