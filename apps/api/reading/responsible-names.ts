import type { Role } from '@canbao/domain/campaign/role';

import type { Accounts } from '../access/accounts.ts';

type Addressee = { readonly toRole: Role; readonly toUnit: string };

/** Names of those who hold a role in a unit, for each addressee; empty when nobody does. */
export async function responsibleNames(
  accounts: Accounts,
  addressees: readonly Addressee[],
): Promise<readonly string[]> {
  const known = new Map<string, Promise<string>>();
  const nameOf = ({ toRole, toUnit }: Addressee): Promise<string> => {
    const key = `${toRole} ${toUnit}`;
    const found = known.get(key) ?? accounts.holdersOf(toUnit, [toRole]).then(joined);
    known.set(key, found);
    return found;
  };
  return Promise.all(addressees.map(nameOf));
}

const joined = (holders: readonly { readonly displayName: string }[]): string =>
  holders.map(({ displayName }) => displayName).join('、');
