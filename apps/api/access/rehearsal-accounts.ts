import type { PolicyPack } from '@canbao/domain/packs/policy-pack';
import { type MadeUpCounty, madeUpName } from '@canbao/domain/rehearsal/made-up-county';
import { seededRandom } from '@canbao/domain/rehearsal/seeded-random';

import type { Grant } from './grant.ts';

/** An account of somebody who does not exist, still without a password. */
export type RehearsalAccount = {
  readonly id: string;
  readonly displayName: string;
  readonly grant: Grant;
  readonly unitName: string;
};

/**
 * Everybody a rehearsed campaign needs: two coordinators, so that there is a second person; every office of the
 * county, each department that sends a list, and per township its offices, village committees and agents. One grant
 * each. The same county and seed give the same accounts.
 */
export function rehearsalAccounts({ units }: PolicyPack, county: MadeUpCounty): readonly RehearsalAccount[] {
  const { region, name: countyName } = units;
  const account = (id: string, grant: Grant, unitName: string, displayName?: string): RehearsalAccount => ({
    id,
    displayName: displayName ?? madeUpName(seededRandom(county.seed, 'official', id)),
    grant,
    unitName,
  });
  const ofCounty = countyOffices.map(([id, role]) => account(id, { role, unit: region, holder: null }, countyName));
  const departments = units.departments
    .filter(({ sendsList }) => sendsList)
    .map(({ key, title }) =>
      account(
        `u_sponsor_${key.replaceAll('-', '_')}`,
        { role: 'sponsor-department', unit: region, holder: key },
        title,
      ),
    );
  const ofTownships = county.townships.flatMap(({ code, name, villages }) => {
    const unit = `${region}/${code}`;
    return [
      ...townshipOffices.map(([id, role]) => account(`u_${id}_${code}`, { role, unit, holder: null }, name)),
      ...villages.flatMap((village) => {
        const villageUnit = `${unit}/${village.code}`;
        const villageName = `${name}${village.name}`;
        return [
          account(
            `u_committee_${code}_${village.code}`,
            { role: 'village-committee', unit: villageUnit, holder: null },
            villageName,
          ),
          ...village.agents.map(({ agent, displayName }) =>
            account(
              `u_agent_${agent.replaceAll('-', '_')}`,
              { role: 'agent', unit: villageUnit, holder: agent },
              villageName,
              displayName,
            ),
          ),
        ];
      }),
    ];
  });
  return [...ofCounty, ...departments, ...ofTownships];
}

const countyOffices = [
  ['u_coordinator_1', 'county-coordinator'],
  ['u_coordinator_2', 'county-coordinator'],
  ['u_bank_1', 'bank-clerk'],
  ['u_insurance_1', 'insurance-bureau'],
  ['u_finance_1', 'finance-bureau'],
  ['u_supervisor_1', 'supervisor'],
  ['u_auditor_1', 'auditor'],
  ['u_inspector_1', 'discipline-inspector'],
] as const satisfies readonly (readonly [string, Grant['role']])[];

const townshipOffices = [
  ['office', 'township-office'],
  ['health', 'health-centre'],
  ['tax', 'tax-branch'],
] as const satisfies readonly (readonly [string, Grant['role']])[];
