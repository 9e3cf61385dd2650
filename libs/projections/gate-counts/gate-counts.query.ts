import type { GateCounts, TownshipGateCounts } from '@canbao/domain/campaign/gate-counts';

import { type Account, accountQuery } from '../account/account.query.ts';
import { momentQuery } from '../moment/moment.query.ts';
import { type Posting, postingQuery } from '../posting/posting.query.ts';
import { preparationQuery } from '../preparation/preparation.query.ts';
import type { ReadingHandle } from '../reading-handle.ts';
import { receiptBookQuery } from '../receipt-book/receipt-book.query.ts';
import { sponsorListQuery } from '../sponsor-list/sponsor-list.query.ts';
import { townshipQuery } from '../township/township.query.ts';
import { type TownshipPhase, townshipPhaseQuery } from '../township-phase/township-phase.query.ts';
import { townshipTally } from './township-tally.ts';

/** An agent's account in the access tables: agent `101-03-1` of township `101`. */
export type KnownAgent = { readonly township: string; readonly agent: string };

/**
 * What gates ask, of one township or of all. `agents` are all that the access tables know: only they say who
 * has to be trained. Ask inside `inSnapshot`, after `awaitPosition` for the head seen when the question was put.
 */
async function counts(handle: ReadingHandle, agents: readonly KnownAgent[], township?: string): Promise<GateCounts> {
  const position = await momentQuery.position(handle);
  const accounts = await accountQuery.all(handle);
  const lists = await sponsorListQuery.latest(handle);
  const subsidy = accounts.find(({ account }) => account === 'subsidy');
  return {
    position,
    sponsorListsIn: lists.map(({ department }) => department),
    isSubsidyAccountOpen: subsidy?.openedAt != null,
    isSubsidyAccountLocked: subsidy?.lockedAt != null,
    townships: await townshipCounts(handle, agents, accounts, township),
  };
}

async function townshipCounts(
  handle: ReadingHandle,
  agents: readonly KnownAgent[],
  accounts: readonly Account[],
  township?: string,
): Promise<readonly TownshipGateCounts[]> {
  const townships = new Map((await townshipQuery.townships(handle)).map((row) => [row.code, row]));
  const phases = await townshipPhaseQuery.phases(handle, township);
  const preparations = await preparationQuery.preparations(handle, township);
  const withBook = new Set(await receiptBookQuery.agentsWithBook(handle, township));
  const postings = await postingQuery.postings(handle, township);
  return (await townshipTally(handle, township ?? null)).map(({ township: code, ...tally }) => {
    const preparation = preparations.find((row) => row.township === code);
    const account = accounts.find((row) => row.account === code);
    const own = agents.filter((known) => known.township === code).map(({ agent }) => agent);
    const trained = new Set(preparation?.training?.agents);
    return {
      code,
      unit: townships.get(code)!.unit,
      name: townships.get(code)!.name,
      phases: phaseStates(phases.filter((row) => row.township === code)),
      isPlanFiled: preparation?.plan != null,
      agents: own.length,
      agentsUntrained: own.filter((agent) => !trained.has(agent)),
      agentsWithoutBook: own.filter((agent) => !withBook.has(agent)),
      isAccountOpen: account?.openedAt != null,
      isAccountLocked: account?.lockedAt != null,
      isClosingStatementTaken: account?.isClosingTaken ?? false,
      isAccountCleared: account?.clearedAt != null,
      ...tally,
      ...boards(postings.filter((row) => row.township === code)),
    };
  });
}

function phaseStates(rows: readonly TownshipPhase[]): TownshipGateCounts['phases'] {
  const of = (phase: TownshipPhase['phase']) => rows.find((row) => row.phase === phase)?.state ?? 'planned';
  return {
    mobilize: of('mobilize'),
    collect: of('collect'),
    screen: of('screen'),
    enroll: of('enroll'),
    resolve: of('resolve'),
    publicize: of('publicize'),
  };
}

const boards = (postings: readonly Posting[]) => ({
  villages: postings.length,
  villagesNotPosted: postings.filter(({ state }) => state === 'none').length,
  postingsNotStood: postings.filter(({ state }) => state === 'standing').length,
  postingsNotTakenDown: postings.filter(({ state }) => state === 'stood').length,
  objectionsUnanswered: postings.flatMap(({ objections }) => objections).filter(({ answer }) => answer === null).length,
});

export const gateCountsQuery = { counts };
