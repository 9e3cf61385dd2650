import { duplicateKinds } from '@canbao/domain/duplicate/duplicate-kind';
import type { DuplicateListing, DuplicatePair, DuplicateRecord } from '@canbao/projections/duplicate/duplicate.query';

import type { Grant } from '../access/grant.ts';
import type { Parts } from '../parts.ts';
import type { Reader } from '../reading/reader.ts';
import { agentNames } from '../screening/registration-rows.ts';
import { maskedIdentity, type OpenedIdentity, ownIdentities } from './own-identities.ts';

/** A pair that is a candidate, with both its records. */
export type Candidate = DuplicatePair & {
  readonly kind: NonNullable<DuplicatePair['kind']>;
  readonly earlier: NonNullable<DuplicatePair['earlier']>;
};

export const isCandidate = (pair: DuplicatePair): pair is Candidate => pair.kind !== null && pair.earlier !== null;

export type PairSides = {
  /** As a screen shows it. */
  readonly shown: (pair: Candidate) => ReturnType<typeof shownPair>;
  /** Undefined for whoever is not shown any, and for one that is erased. */
  readonly openedOf: (side: DuplicateRecord | DuplicateListing) => OpenedIdentity | undefined;
};

/** Whoever judges sees names and last four; the county and auditors see the two records without either. */
const seesNames = (grants: readonly Grant[]): boolean => grants.some(({ role }) => role === 'tax-branch');

/** Both sides of some pairs, named and masked for the caller; one question to the vault for all of them. */
export async function pairSides(
  { vault, accounts }: Pick<Parts, 'vault' | 'accounts'>,
  reader: Reader,
  pairs: readonly Candidate[],
  { actor, grants }: { readonly actor: string; readonly grants: readonly Grant[] },
): Promise<PairSides> {
  const sides = pairs.flatMap(({ later, earlier }) => [later, earlier]);
  const look = { campaign: reader.current.code, actor, why: '疑似重复 comparing two records (R-405)' };
  const openedOf = seesNames(grants) ? await ownIdentities(vault, look, sides) : () => undefined;
  const agents = new Map<string, string>();
  for (const township of new Set(sides.map(({ unit }) => townshipOf(unit))))
    for (const [agent, name] of await agentNames(accounts, township)) agents.set(agent, name);
  const shown = (side: DuplicateRecord | DuplicateListing) => shownSide(reader, agents, side, openedOf(side));
  return { openedOf, shown: (pair) => shownPair(pair, shown) };
}

function shownPair(
  { registration, other, kind, state, later, earlier }: Candidate,
  shown: (side: DuplicateRecord | DuplicateListing) => ReturnType<typeof shownSide>,
) {
  return {
    registration,
    other,
    kind,
    title: duplicateKinds[kind],
    state,
    later: shown(later),
    earlier: shown(earlier),
  };
}

function shownSide(
  { nameOf, pack }: Reader,
  agents: ReadonlyMap<string, string>,
  side: DuplicateRecord | DuplicateListing,
  opened: OpenedIdentity | undefined,
) {
  const township = townshipOf(side.unit);
  const place = {
    township: township.split('/')[1] ?? '',
    townshipName: nameOf(township),
    villageName: nameOf(side.unit),
    ...maskedIdentity(opened),
  };
  if ('department' in side) {
    const department = pack.pack.units.departments.find(({ key }) => key === side.department);
    return {
      ...{ registration: null, group: null, agent: null, agentName: null, receipt: null, line: null },
      ...{ source: 'list' as const, receivedOn: null, corrections: 0, recordedAt: side.listedAt },
      department: side.department,
      departmentTitle: department?.title ?? side.department,
      ...place,
    };
  }
  const { registration, group, agent, receipt, source, line, receivedOn, corrections, registeredAt } = side;
  return {
    ...{ registration, group, agent, receipt, source, line, receivedOn, corrections, recordedAt: registeredAt },
    ...{ department: null, departmentTitle: null },
    agentName: agents.get(agent) ?? agent,
    ...place,
  };
}

const townshipOf = (unit: string): string => unit.split('/').slice(0, 2).join('/');
