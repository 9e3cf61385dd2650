import type { Reader } from './reader.ts';

/** What a pending account is called at the bank, as the pack names it; `account` = township code or `subsidy`. */
export function accountName({ pack: { pack } }: Pick<Reader, 'pack'>, account: string): string {
  if (account === 'subsidy') {
    return pack.money.road.kind === 'pending-accounts' ? pack.money.road.subsidyAccountName : account;
  }
  const township = pack.units.townships.find(({ code }) => code === account);
  return township?.accountName ?? township?.name ?? account;
}
