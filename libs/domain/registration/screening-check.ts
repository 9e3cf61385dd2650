import { idNumberReasons } from '../id-number.ts';
import type { PackPeople } from '../packs/pack-people.ts';
import type { ShanghaiDate } from '../shanghai-date.ts';
import type { ReturnReason } from './registration.events.ts';

/** The key fields that the health centre looks at; village, township and agent are the payment's own. */
export type KeyFields = { readonly idNumber: string; readonly name: string; readonly group: string };

/**
 * What the population register says of a person; while `isKnown` is false the rest is false too. A person may
 * have a number and no household: a child that was never registered.
 */
export type RegisterWord = {
  readonly isKnown: boolean;
  readonly nameMatches: boolean;
  readonly inHousehold: boolean;
  readonly employeeInsured: boolean;
  readonly insuredElsewhere: boolean;
  readonly deceased: boolean;
};

/** What the county's own books say: an earlier receipt for the same person, or a sponsor's list with them on it. */
export type CountyWord = { readonly isDuplicate: boolean; readonly isSponsored: boolean };

/** a missing key field, and whatever is wrong with the number by itself. Empty = passed. */
function firstCheck({ idNumber, name, group }: KeyFields, today: ShanghaiDate): readonly ReturnReason[] {
  if (idNumber === '' || name === '' || group === '') return ['missing-field'];
  return idNumberReasons(idNumber, today);
}

/** the registers that a scheme holds its people against; what another one says is no reason. */
export type ScreeningRegister = PackPeople['screening']['registers'][number];

/** R-503a: against the pack's registers and the county's own books. Empty = passed. */
function registerCheck(
  register: RegisterWord,
  county: CountyWord,
  registers: readonly ScreeningRegister[],
): readonly ReturnReason[] {
  const asks = (one: ScreeningRegister): boolean => registers.includes(one);
  const isKnown = asks('population') && register.isKnown;
  const found: readonly (readonly [ReturnReason, boolean])[] = [
    ['not-in-register', asks('population') && !register.isKnown],
    ['name-differs', isKnown && !register.nameMatches],
    ['unregistered', isKnown && !register.inHousehold],
    ['employee-insured', asks('employee') && register.employeeInsured],
    ['insured-elsewhere', asks('elsewhere') && register.insuredElsewhere],
    ['deceased', asks('deaths') && register.deceased],
    ['duplicate-in-county', asks('county-duplicates') && county.isDuplicate],
    ['already-sponsored', county.isSponsored],
  ];
  return found.filter(([, isSo]) => isSo).map(([reason]) => reason);
}

export const screeningCheck = { firstCheck, registerCheck };
