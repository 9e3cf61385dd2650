/** The closed list of roles. A grant is (person, role, unit, from, until). */
export const roles = [
  'county-coordinator',
  'township-office',
  'health-centre',
  'village-committee',
  'agent',
  'tax-branch',
  'bank-clerk',
  'insurance-bureau',
  'sponsor-department',
  'finance-bureau',
  'supervisor',
  'auditor',
  'discipline-inspector',
  'payer',
] as const;

export type Role = (typeof roles)[number];
