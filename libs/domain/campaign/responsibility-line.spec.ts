import { responsibilityLine } from './responsibility-line.ts';
import { roles } from './role.ts';
import type { Role } from './role.ts';

const lineOf = (role: Role): readonly Role[] => {
  const next = responsibilityLine[role];
  return next === null ? [role] : [role, ...lineOf(next)];
};

test('R-203 the line of responsibility is agent, township office, county coordinator', () => {
  expect(lineOf('agent')).toStrictEqual(['agent', 'township-office', 'county-coordinator']);
});

test('R-203 whoever owes something is under the county coordinator, and nobody writes to a reader', () => {
  const readers: readonly Role[] = ['supervisor', 'auditor', 'discipline-inspector', 'payer'];
  for (const role of roles) {
    if (readers.includes(role)) expect(lineOf(role)).toStrictEqual([role]);
    else expect(lineOf(role).at(-1)).toBe('county-coordinator');
  }
});
