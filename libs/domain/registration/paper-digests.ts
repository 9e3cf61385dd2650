import type { PackEligibility } from '../packs/pack-people.ts';
import type { DeclaredStanding } from './declared-standing.ts';

/**
 * SHA-256 in hex of the papers shown that the rule asks for. In the order of the digests: neither it nor a title says
 * which paper is which, or what rule asked for them.
 */
export function paperDigests({ conditions }: PackEligibility, { documents }: DeclaredStanding): readonly string[] {
  const asked = conditions.flatMap((condition) => (condition.kind === 'document' ? [condition.title] : []));
  return documents
    .filter(({ title }) => asked.includes(title))
    .map(({ sha256 }) => sha256)
    .sort();
}
