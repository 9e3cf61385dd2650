import type { Grant } from '../access/grant.ts';

/** The agent behind a call: every agent's grant names the agent id `<T>-<V>-<n>` as its holder. */
export type CallingAgent = {
  readonly agent: string;
  /** Path of the agent's village. */
  readonly unit: string;
  readonly township: string;
  readonly village: string;
};

/** Throws for a grant without a holder: such a grant is a mistake of whoever gave it, and nobody's cash may be guessed. */
export function agentOfCall(grants: readonly Grant[]): CallingAgent {
  const grant = grants.find(({ role, holder }) => role === 'agent' && holder !== null);
  const [, township, village] = grant?.unit.split('/') ?? [];
  if (!grant?.holder || township === undefined || village === undefined)
    throw new Error('an agent’s grant names no agent');
  return { agent: grant.holder, unit: grant.unit, township, village };
}
