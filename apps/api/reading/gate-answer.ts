import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { gate, type GateAnswer } from '@canbao/domain/campaign/gate';
import type { GateCounts } from '@canbao/domain/campaign/gate-counts';
import type { Phase } from '@canbao/domain/campaign/phase';
import { campaignPhaseQuery } from '@canbao/projections/campaign-phase/campaign-phase.query';
import { deadlineQuery } from '@canbao/projections/deadline/deadline.query';
import { gateCountsQuery, type KnownAgent } from '@canbao/projections/gate-counts/gate-counts.query';

import type { Accounts } from '../access/accounts.ts';
import { countyOf } from '../access/decide-access.ts';
import type { Grant } from '../access/grant.ts';
import { unitCovers } from '../access/unit-covers.ts';
import { accessProblems } from '../access/access-problems.ts';
import type { Problem } from '@canbao/domain/problem';
import type { Reader } from './reader.ts';

/** Agents by the access tables, which alone know who has no receipt book yet. */
export async function knownAgents(accounts: Accounts, region: string): Promise<readonly KnownAgent[]> {
  const holders = await accounts.holdersOf(region, ['agent'], true);
  return holders.flatMap(({ holder, unit }) =>
    holder === null ? [] : [{ agent: holder, township: unit.split('/')[1] ?? '' }],
  );
}

/**
 * What a phase's gate is missing, of the county or of one township. A caller without the county is
 * answered for a township of theirs only; the one of another is not found.
 */
export async function gateAnswer(
  reader: Reader,
  accounts: Accounts,
  asked: { readonly phase: Phase; readonly township: string | undefined; readonly grants: readonly Grant[] },
): Promise<GateAnswer | Problem> {
  const { region } = reader.state;
  const own = asked.grants.find(({ unit }) => unit.includes('/'))?.unit.split('/')[1];
  const seesCounty = asked.grants.some(({ unit }) => unit === region);
  const township = asked.township ?? (seesCounty ? undefined : own);
  const unit = township === undefined ? region : `${region}/${township}`;
  if (!asked.grants.some((grant) => countyOf(grant.unit) === region && unitCovers(grant.unit, unit))) {
    return accessProblems.notFound();
  }
  return (await gates(reader, accounts, [asked.phase], township))[0]!;
}

/** Gates of the phases that are open now. */
export async function openGates(reader: Reader, accounts: Accounts): Promise<readonly GateAnswer[]> {
  const phases = await campaignPhaseQuery.all(reader.handle);
  const open = phases.filter(({ state }) => state === 'open').map(({ phase }) => phase);
  return open.length === 0 ? [] : gates(reader, accounts, open);
}

async function gates(
  reader: Reader,
  accounts: Accounts,
  asked: readonly Phase[],
  township?: string,
): Promise<readonly GateAnswer[]> {
  const { handle, state, pack, planAt, nameOf } = reader;
  const counts = await countsOf(reader, await knownAgents(accounts, state.region), township);
  const phases = await campaignPhaseQuery.all(handle);
  const deadlines = await deadlineQuery.all(handle);
  return asked.map((phase) =>
    gate(
      phase,
      counts,
      {
        unit: state.region,
        unitName: nameOf(state.region),
        phases: phases.map((one) => one.phase),
        planNow: planAt,
        dueAt: phases.find((one) => one.phase === phase)?.dueAt ?? planAt,
        lastDepositAt: deadlines.find(({ key }) => key === deadlineKey.lastDeposit)?.dueAt ?? null,
        departments: pack.pack.units.departments.filter(({ sendsList }) => sendsList),
      },
      township,
    ),
  );
}

const KEPT = 4;
const kept = new Map<string, GateCounts>();

/** The counts hang on the log alone: what was counted at a position is kept for the other screens that show it. */
async function countsOf(
  { handle, moment }: Reader,
  agents: readonly KnownAgent[],
  township: string | undefined,
): Promise<GateCounts> {
  if (township !== undefined) return gateCountsQuery.counts(handle, agents, township);
  const key = `${handle.schema} ${handle.campaign} ${moment.position} ${agents.map(({ agent }) => agent).join()}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  const counts = await gateCountsQuery.counts(handle, agents);
  kept.set(key, counts);
  for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
  return counts;
}
