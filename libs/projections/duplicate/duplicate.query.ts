import type { CurrentPair } from '@canbao/domain/duplicate/duplicate.commands';
import type { DuplicateVerdict } from '@canbao/domain/duplicate/duplicate.events';
import type { DuplicateKind } from '@canbao/domain/duplicate/duplicate-kind';
import type { NameMatch } from '@canbao/domain/duplicate/folded-name';
import { sql } from 'kysely';

import { epochMs } from '../epoch-ms.ts';
import type { Sql } from '../projection.ts';
import { read, type ReadingHandle, tableIn } from '../reading-handle.ts';
import { registrationState } from '../registration/registration-state.ts';
import { duplicatePairs, listingJson, namesake, pairTables, recordJson } from './duplicate-pairs.ts';

/** `settled`: nobody decided, and the later record has its outcome already. */
export type DuplicateState = 'open' | 'settled' | DuplicateVerdict;

export type PairKey = {
  /** The later of the two. */
  readonly registration: string;
  /** The earlier registration, or a sponsor department's word. */
  readonly other: string;
};

export type DuplicateSummary = PairKey & { readonly kind: DuplicateKind; readonly state: DuplicateState };

/** A registration as one side. `person` and `identity` (a commitment) are for the vault; instants are epoch ms. */
export type DuplicateRecord = {
  readonly registration: string;
  readonly unit: string;
  readonly township: string;
  readonly group: string;
  readonly agent: string;
  readonly person: string;
  readonly identity: string;
  readonly receipt: string;
  readonly source: 'single' | 'file';
  readonly line: number | null;
  readonly receivedOn: string;
  readonly registeredAt: number;
  readonly corrections: number;
};

/** A department's list as the other side; the category stays in the vault. */
export type DuplicateListing = {
  readonly department: string;
  readonly unit: string;
  readonly person: string;
  readonly identity: string;
  readonly listedAt: number;
};

/** `kind` null: the two have nothing (or nothing any more) in common. */
export type DuplicatePair = PairKey &
  Omit<CurrentPair, 'kind'> & {
    readonly stream: string;
    readonly kind: DuplicateKind | null;
    readonly state: DuplicateState;
    /** Null while nobody with the plain text has compared them. */
    readonly names: NameMatch | null;
    readonly later: DuplicateRecord;
    readonly earlier: DuplicateRecord | DuplicateListing | null;
    /** The last one; it stands while its fingerprint is the pair's. */
    readonly verdict: {
      readonly verdict: DuplicateVerdict;
      readonly reason: string;
      readonly by: string;
      readonly at: number;
      readonly fingerprint: string;
    } | null;
  };

/** Every candidate with a record in the township, open ones first, then in order of registering. */
const ofTownship = (handle: ReadingHandle, township: string): Promise<readonly DuplicateSummary[]> =>
  read(
    handle,
    sql<DuplicateSummary>`
      select p.registration, p.other, k.kind, t.state
      from ${pairTables(handle, duplicatePairs.township(handle, township))}
      where k.kind is not null
      order by t.state <> 'open', l.registered_position, p.other`,
  );

/** The pairs in full, whether or not they are candidates; one whose later registration is unknown is missing. */
const ofPairs = (handle: ReadingHandle, pairs: readonly PairKey[]): Promise<readonly DuplicatePair[]> =>
  read(
    handle,
    sql<DuplicatePair>`
      select p.registration, p.other, k.kind, t.state, k.is_settled as "isSettled", f.fingerprint, n.names, ${stream} as stream,
        ${recordJson('l', 'later')} as later,
        case when e.registration is not null then ${recordJson('e', 'earlier')}
          when s.person is not null then ${listingJson(handle)} end as earlier,
        case when v.verdict is not null then jsonb_build_object('verdict', v.verdict, 'reason', v.reason, 'by', v.judged_by,
          'at', ${epochMs('v.judged_at')}, 'fingerprint', v.fingerprint) end as verdict
      from ${pairTables(handle, duplicatePairs.listed(pairs))}
      order by l.registered_position, p.other`,
  );

/** A pair's own stream, whichever record is asked for first: its name is a digest of both ids. */
const stream: Sql = sql`'duplicate-' || left(encode(sha256(convert_to(p.registration || '|' || p.other, 'UTF8')), 'hex'), 18)`;

/**
 * What counts against these registrations in a screening: records of the same number and sponsors' lists unless a tax
 * branch has cleared the pair, and near numbers only once it has called them a duplicate. The later of two is the
 * duplicate, the earlier one counts (R-405, R-407).
 */
const against = (handle: ReadingHandle, registrations: readonly string[]): Promise<readonly DuplicateSummary[]> =>
  read(
    handle,
    sql<DuplicateSummary>`
      select p.registration, p.other, k.kind, t.state
      from ${pairTables(handle, duplicatePairs.against(handle, registrations))}
      where k.kind is not null and t.state <> 'not-a-duplicate'
        and (e.registration is null or e.person = l.person or t.state = 'duplicate')
      order by p.registration, e.registered_position, p.other`,
  );

/** A registration whose number or name has to be looked at in plain text. */
export type Suspect = {
  readonly registration: string;
  readonly person: string;
  /** The number may be wrong by itself; else somebody else is registered with it. */
  readonly isNumberWrong: boolean;
};

/**
 * Registrations of a township that may be half of a pair which only the plain text gives away: returned for their
 * number (or before it was looked at), or sharing it with another one. Pages go by registration.
 */
const suspects = (
  handle: ReadingHandle,
  township: string,
  { after, limit }: { readonly after: string | null; readonly limit: number },
): Promise<readonly Suspect[]> =>
  read(
    handle,
    sql<Suspect>`
      select own.registration, own.person, own.is_number_wrong as "isNumberWrong"
      from (
        select r.registration, r.person, ${registrationState.isReturned}
            and r.reasons ?| array['id-length', 'id-check-digit', 'id-birth-date', 'missing-field'] as is_number_wrong
        from ${tableIn(handle, 'registration')} r
        where r.campaign = ${handle.campaign} and r.township = ${township} and not ${registrationState.isLeftover}
          and r.registration > coalesce(${after}::uuid, '00000000-0000-0000-0000-000000000000')
      ) own
      left join lateral (${namesake(handle, 'own')}) other on true
      where own.is_number_wrong or other.is_there
      order by own.registration limit ${limit}`,
  );

/** Everybody registered with one of these numbers, with place and commitment: what pairs are made of. */
const registeredAs = (
  handle: ReadingHandle,
  people: readonly string[],
): Promise<readonly { readonly registration: string; readonly person: string; readonly position: number }[]> =>
  read(
    handle,
    sql<{ registration: string; person: string; position: number }>`
      select r.registration, r.person, r.registered_position as position
      from ${tableIn(handle, 'registration')} r
      where r.campaign = ${handle.campaign} and r.person = any(${people}::uuid[]) and not ${registrationState.isLeftover}
      order by r.registered_position`,
  );

export const duplicateQuery = { ofTownship, ofPairs, against, suspects, registeredAs };
