import type { Role } from '@canbao/domain/campaign/role';

/** (person, role, unit, from, until). Expired and future grants are left out when a caller is loaded. */
export type Grant = {
  readonly role: Role;
  /** Path of the unit: `411722`, `411722/101`, `411722/101/03`. */
  readonly unit: string;
  /** Agent id `101-03-1` or sponsor department; null where the unit says it all. */
  readonly holder: string | null;
};
