import { sessionContract } from '@canbao/http-contract/session.contract';
import type { Role } from '@canbao/domain/campaign/role';

import { apiPerson, type Account, type ApiPerson } from './api-person.ts';
import type { CommandNotes } from './command-notes.ts';

/** Everybody who plays, by role and unit. Each is one account and one session. */
export type Cast = {
  /** The person with this role for this unit or holder. Throws when the rehearsal has no such account. */
  find(role: Role, at?: { readonly unit?: string; readonly holder?: string; readonly nth?: number }): ApiPerson;
  all(role: Role): readonly ApiPerson[];
};

/** Reads the made-up accounts from the sign-in page's own operation; nothing else is known to the rehearsal. */
export async function castOf(apiUrl: string, notes: CommandNotes): Promise<Cast> {
  const answer = await fetch(`${apiUrl}${sessionContract.madeUpAccounts.path}`);
  const { accounts } = sessionContract.madeUpAccounts.answer.parse(await answer.json());
  if (accounts.length === 0) throw new Error('the API offers no made-up accounts: this is not a rehearsal');
  const people = new Map<Account, ApiPerson>();
  const personOf = (account: Account): ApiPerson => {
    const known = people.get(account) ?? apiPerson(apiUrl, account, notes);
    people.set(account, known);
    return known;
  };
  return {
    find(role, { unit, holder, nth = 0 } = {}) {
      const found = accounts.filter(
        (a) =>
          a.role === role && (unit === undefined || a.unit === unit) && (holder === undefined || a.holder === holder),
      )[nth];
      if (!found) throw new Error(`no made-up account for ${role} ${unit ?? ''} ${holder ?? ''}`);
      return personOf(found);
    },
    all: (role) => accounts.filter((a) => a.role === role).map(personOf),
  };
}
