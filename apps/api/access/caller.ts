import type { Grant } from './grant.ts';

/** Who calls, as the session says. `account` stands in events as the actor. */
export type Caller = {
  readonly account: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
};

/** Public operations are called by nobody. */
export const nobody: Caller = { account: '', displayName: '', grants: [] };
