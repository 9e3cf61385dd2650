import { comparedBefore } from '@canbao/domain/duplicate/duplicate-kind';
import type { DuplicateEvent } from '@canbao/domain/duplicate/duplicate.events';
import { type NameMatch, nameMatch } from '@canbao/domain/duplicate/folded-name';
import { type NearKind, nearNumbers } from '@canbao/domain/duplicate/near-numbers';
import { duplicateQuery, type DuplicatePair, type Suspect } from '@canbao/projections/duplicate/duplicate.query';
import type { Reading } from '@canbao/projections/open-reading';
import type { Vault } from '@canbao/vault/vault';

import { readingOf } from '../reading-of.ts';

/** A pair to be reported: its stream and envelope, and what the event says. */
export type FoundPair = Extract<DuplicateEvent, { type: 'NearDuplicateFound' }>['data'] & {
  readonly stream: string;
  readonly unit: string;
  readonly person: string;
};

type Parts = { readonly reading: Reading; readonly vault: Vault };
type Kind = FoundPair['kind'];
/** Two people whose numbers are near, or one person twice. */
type Candidate = { readonly one: string; readonly other: string; readonly kind: Kind };

const why = '查找疑似重复 looking for duplicates (R-405)';
/** Documents that the blind index is asked for at once. */
const LOOKED_UP = 2_000;

/**
 * Pairs among suspects and the whole county. Wrong numbers are opened, the right ones that they may mean are looked up
 * in the blind index (some twenty each, so nobody else is opened), and they are compared among themselves by buckets.
 * Only of the pairs so found are names opened, each record's own by its commitment, with the purpose in the access log.
 */
export async function nearDuplicates(
  parts: Parts,
  campaign: string,
  suspects: readonly Suspect[],
): Promise<readonly FoundPair[]> {
  if (suspects.length === 0) return [];
  const wrong = [...new Set(suspects.filter((one) => one.isNumberWrong).map(({ person }) => person))];
  const near = await nearPeople(parts.vault, campaign, wrong);
  const people = [
    ...new Set([...suspects.map(({ person }) => person), ...near.flatMap(({ one, other }) => [one, other])]),
  ];
  const { kinds, pairs } = await readingOf(parts.reading, campaign, async (handle) => {
    const registered = await duplicateQuery.registeredAs(handle, people);
    const found = candidatePairs(near, registered);
    return { kinds: found, pairs: await duplicateQuery.ofPairs(handle, [...found.values()]) };
  });
  const nameOf = await ownNames(parts.vault, campaign, pairs);
  return pairs.flatMap((pair) => {
    const kind = kinds.get(`${pair.registration}/${pair.other}`)?.kind;
    const { registration, other, stream, fingerprint, later, earlier } = pair;
    if (kind === undefined || earlier === null || !('registration' in earlier)) return [];
    const names = matchOf(nameOf(later), nameOf(earlier));
    if (names === null || !isWorthSaying(kind, names)) return [];
    return { registration, other, kind, names, fingerprint, stream, unit: later.unit, person: later.person };
  });
}

/** One number under two names; near numbers under one; an old number whatever it is written with. */
function isWorthSaying(kind: Kind, names: NameMatch): boolean {
  if (kind === 'old-number') return true;
  return kind === 'two-names' ? names === 'other' : names !== 'other';
}

const matchOf = (one: string | undefined, other: string | undefined): NameMatch | null =>
  one === undefined || other === undefined ? null : nameMatch(one, other);

async function nearPeople(vault: Vault, campaign: string, wrong: readonly string[]): Promise<readonly Candidate[]> {
  const purpose = { actor: 'system', why, caseNumber: null };
  const identities = await vault.reveal(campaign, wrong, 'identity', purpose);
  const opened = [...identities].map(([person, identity]) => ({ person, number: identity.reveal().idNumber }));
  const meant: { readonly one: string; readonly number: string; readonly kind: NearKind }[] = opened.flatMap(
    ({ person, number }) => nearNumbers.meant(number).map((right) => ({ one: person, ...right })),
  );
  const found: Candidate[] = [];
  for (let from = 0; from < meant.length; from += LOOKED_UP) {
    const page = meant.slice(from, from + LOOKED_UP);
    const documents = page.map(({ number }) => ({ documentType: 'resident-id', number }));
    const owners = await vault.find(campaign, documents);
    for (const [index, { one, kind }] of page.entries()) {
      const other = owners[index];
      if (other != null && other !== one) found.push({ one, other, kind });
    }
  }
  const among = nearNumbers.pairs(opened.map(({ number }) => number)).map(({ one, other, kind }) => ({
    one: opened[one]!.person,
    other: opened[other]!.person,
    kind,
  }));
  return [...found, ...among];
}

type Registered = Awaited<ReturnType<typeof duplicateQuery.registeredAs>>;
type KindOfPair = { readonly registration: string; readonly other: string; readonly kind: Kind };

/** Pairs of registrations, the later first, by `later/earlier`; of many with one number the nearest before each. */
function candidatePairs(near: readonly Candidate[], registered: Registered): ReadonlyMap<string, KindOfPair> {
  const byPerson = Map.groupBy(registered, ({ person }) => person);
  const pairs = new Map<string, KindOfPair>();
  const add = (one: Registered[number], two: Registered[number], kind: Kind) => {
    const [later, earlier] = one.position > two.position ? [one, two] : [two, one];
    const pair = { registration: later.registration, other: earlier.registration, kind };
    pairs.set(`${pair.registration}/${pair.other}`, pair);
  };
  for (const own of byPerson.values())
    for (const [n, later] of own.entries())
      for (const earlier of own.slice(Math.max(0, n - comparedBefore), n)) add(later, earlier, 'two-names');
  for (const { one, other, kind } of near)
    for (const left of (byPerson.get(one) ?? []).slice(0, comparedBefore))
      for (const right of (byPerson.get(other) ?? []).slice(0, comparedBefore)) add(left, right, kind);
  return pairs;
}

/** The name each record was written with: of a person with several, that of the record's own commitment. */
async function ownNames(
  vault: Vault,
  campaign: string,
  pairs: readonly DuplicatePair[],
): Promise<(record: { readonly person: string; readonly identity: string }) => string | undefined> {
  const people = new Set(pairs.flatMap(({ later, earlier }) => [later.person, ...(earlier ? [earlier.person] : [])]));
  const purpose = { actor: 'system', why, caseNumber: null };
  const histories = await vault.revealHistory(campaign, [...people], 'identity', purpose);
  const names = new Map(
    [...histories.values()].flatMap((values) =>
      values.map(({ commitment, value }) => [commitment, value.reveal().name] as const),
    ),
  );
  return ({ identity }) => names.get(identity);
}
