import type { PersonKey } from './person-key.ts';

/** People whom this process created a moment ago: most of them are sealed next, and have no key to be asked for. */
export type Newcomers = {
  add(campaign: string, people: Iterable<PersonKey>): void;
  /** Whether this is one; asked once of each. True may be out of date, for another process may have sealed them. */
  take(campaign: string, group: string, person: PersonKey): boolean;
};

/** Some pages' worth. Who is forgotten is asked for, as everybody else. */
const MOST = 20_000;

export function newcomers(): Newcomers {
  const known = new Set<string>();
  return {
    add(campaign, people) {
      if (known.size > MOST) known.clear();
      for (const person of people) known.add(`${campaign}/identity/${person}`);
    },
    take: (campaign, group, person) => known.delete(`${campaign}/${group}/${person}`),
  };
}
