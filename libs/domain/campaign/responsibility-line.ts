import type { Role } from './role.ts';

/**
 * whom a reminder goes to when the one who owes it has not acted: up the line of responsibility, agent,
 * township office, county coordinator. null = it ends here.
 */
export type ResponsibilityLine = { readonly [role in Role]: Role | null };

export const responsibilityLine: ResponsibilityLine = {
  agent: 'township-office',
  'village-committee': 'township-office',
  'health-centre': 'township-office',
  'tax-branch': 'county-coordinator',
  'township-office': 'county-coordinator',
  'bank-clerk': 'county-coordinator',
  'insurance-bureau': 'county-coordinator',
  'sponsor-department': 'county-coordinator',
  'finance-bureau': 'county-coordinator',
  'county-coordinator': null,
  supervisor: null,
  auditor: null,
  'discipline-inspector': null,
  payer: null,
};

/** Roles that work inside one township: its own process reminds them; everybody else is reminded by the county's. */
export const townshipRoles: readonly Role[] = [
  'agent',
  'village-committee',
  'health-centre',
  'tax-branch',
  'township-office',
];
