import { deadlineKey } from '@canbao/domain/campaign/deadline-key';
import { gate, type GateAnswer } from '@canbao/domain/campaign/gate';
import type { GateCounts } from '@canbao/domain/campaign/gate-counts';
import type { Phase } from '@canbao/domain/campaign/phase';
import { LIVE_SCHEMA } from '@canbao/projections/reading-handle';
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
  return (await gates(reader, accounts, [asked.phase], { township, isSaid: false }))[0]!;
}

/** Gates of the phases that are open; `isSaid`: see countsOf. */
export async function openGates(reader: Reader, accounts: Accounts, isSaid = false): Promise<readonly GateAnswer[]> {
  const phases = await reader.phases();
  const open = phases.filter(({ state }) => state === 'open').map(({ phase }) => phase);
  return open.length === 0
    ? []
    : gates(reader, accounts, open, { isSaid: isSaid && reader.handle.schema === LIVE_SCHEMA });
}

async function gates(
  reader: Reader,
  accounts: Accounts,
  asked: readonly Phase[],
  how: { readonly township?: string | undefined; readonly isSaid: boolean },
): Promise<readonly GateAnswer[]> {
  const { state, pack, planAt, nameOf } = reader;
  const counts = await countsOf(reader, accounts, how);
  const phases = await reader.phases();
  const deadlines = await reader.deadlines();
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
      how.township,
    ),
  );
}

const KEPT = 4;
const keptBy = new WeakMap<Accounts, Map<string, GateCounts>>();

/**
 * The counts hang on the log alone: what was counted at a position is kept for the other screens that show it. `isSaid`
 * = who asks only says what is waited for, many times a second while the log grows: counts of the same campaign may
 * then be a moment old.
 */
async function countsOf(
  { handle, moment, state }: Reader,
  accounts: Accounts,
  { township, isSaid }: { readonly township?: string | undefined; readonly isSaid: boolean },
): Promise<GateCounts> {
  const agents = await knownAgents(accounts, state.region);
  if (township !== undefined) return gateCountsQuery.counts(handle, agents, township);
  const about = `${handle.schema} ${handle.campaign} ${agents.map(({ agent }) => agent).join()}`;
  const key = `${about} ${isSaid ? Math.floor(Date.now() / SAID_MS) : moment.position}`;
  const kept = keptBy.get(accounts) ?? new Map<string, GateCounts>();
  keptBy.set(accounts, kept);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const counts = await gateCountsQuery.counts(handle, agents);
  kept.set(key, counts);
  for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
  return counts;
}

const SAID_MS = 2_000;
