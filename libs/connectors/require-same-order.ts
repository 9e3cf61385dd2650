import { Misshapen } from './misshapen.ts';

/** An answer speaks about exactly the registrations that were asked about, each once, in their order. */
export function requireSameOrder<Answer extends { readonly registration: string }>(
  asked: readonly { readonly registration: string }[],
  answered: readonly Answer[],
): readonly Answer[] {
  if (asked.length !== answered.length) throw new Misshapen('answered rows');
  if (asked.some(({ registration }, index) => answered[index]?.registration !== registration))
    throw new Misshapen('answered registrations');
  return answered;
}
