import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { ErasureBasis, ErasureCertificate } from './erasure-certificate.ts';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import type { LogNumber } from './log-number.internal.ts';
import type { PersonKey } from './person-key.ts';
import type { Vault } from './vault.ts';

type Subject = { readonly campaign: string; readonly person: PersonKey; readonly group: Group };

type Destroyed = { readonly keys: number; readonly indexRows: number; readonly erasedAt: string };

/**
 * Erasing a group: first its keys, which ends all opening, together with the mark that they were erased; then the
 * ciphertexts, together with the certificate. Each half is one transaction and may be repeated: whoever dies between
 * them and asks again finds the mark and goes on from there.
 *
 * Pages that are being sealed meanwhile must not leave a key behind. So the table is locked against inserts: what
 * came before is seen and deleted, what comes after sees the mark (`keyRows.insert`). Inserts are single statements
 * and an erasure is rare, so nobody waits longer than some milliseconds.
 */
export function erasing(log: Kysely<unknown>, numberOf: LogNumber, keys: Kysely<unknown>): Pick<Vault, 'erase'> {
  return {
    async erase(campaign, person, groups, basis) {
      checkBasis(basis);
      const number = await numberOf(campaign);
      const certificates: ErasureCertificate[] = [];
      for (const group of new Set(groups)) {
        const subject = { campaign, person, group };
        certificates.push(await certify(log, { ...subject, number }, basis, await destroyKeys(keys, subject)));
      }
      return certificates;
    },
  };
}

/** Before anything is destroyed, for what the certificate's table would refuse could not be undone any more. */
function checkBasis({ basis, askedBy, approvedBy, backupDays }: ErasureBasis): void {
  if (basis === '') throw new Error('an erasure names the law or rule that demands it');
  if (askedBy === '' || approvedBy === '' || askedBy === approvedBy) throw new Error('an erasure needs two people');
  if (!Number.isInteger(backupDays) || backupDays < 0) throw new Error('backups expire after a whole number of days');
}

async function destroyKeys(keys: Kysely<unknown>, { campaign, person, group }: Subject): Promise<Destroyed> {
  return keys.transaction().execute(async (transaction) => {
    await sql`lock table wrapped_key, blind_index in share row exclusive mode`.execute(transaction);
    await sql`
      with dead_key as (
        delete from wrapped_key
        where campaign = ${campaign} and person = ${person}::uuid and grp = ${groupNumber[group]}
        returning 1
      ), dead_index as (
        delete from blind_index
        where campaign = ${campaign} and person = ${person}::uuid and ${group === 'identity'}
        returning 1
      )
      insert into erased_group (campaign, person, grp, keys_destroyed, index_rows_deleted)
      select ${campaign}, ${person}::uuid, ${groupNumber[group]}::smallint,
        (select count(*) from dead_key), (select count(*) from dead_index)
      on conflict do nothing`.execute(transaction);
    const { rows } = await sql<Destroyed>`
      select keys_destroyed as keys, index_rows_deleted as "indexRows", ${instant('erased_at')} as "erasedAt"
      from erased_group
      where campaign = ${campaign} and person = ${person}::uuid and grp = ${groupNumber[group]}`.execute(transaction);
    return rows[0]!;
  });
}

async function certify(
  log: Kysely<unknown>,
  { number, ...subject }: Subject & { readonly number: number },
  { basis, askedBy, approvedBy, backupDays }: ErasureBasis,
  { keys, indexRows, erasedAt }: Destroyed,
): Promise<ErasureCertificate> {
  const { campaign, person, group } = subject;
  return log.transaction().execute(async (transaction) => {
    await sql`
      with dead as (
        delete from sealed_row
        where campaign = ${number} and person = ${person}::uuid and grp = ${groupNumber[group]}
        returning 1
      )
      insert into vault.erasure (campaign, person, grp, basis, asked_by, approved_by, keys_destroyed,
        index_rows_deleted, ciphertexts_deleted, erased_at, backup_days, complete_on)
      select ${campaign}, ${person}::uuid, ${groupNumber[group]}::smallint, ${basis}, ${askedBy}, ${approvedBy}, ${keys}::int,
        ${indexRows}::int, (select count(*) from dead), ${erasedAt}::timestamptz, ${backupDays}::int,
        (${erasedAt}::timestamptz at time zone 'Asia/Shanghai')::date + ${backupDays}::int
      on conflict do nothing`.execute(transaction);
    const { rows } = await sql<Omit<ErasureCertificate, keyof Subject>>`
      select basis, asked_by as "askedBy", approved_by as "approvedBy", backup_days as "backupDays",
        keys_destroyed as "keysDestroyed", index_rows_deleted as "indexRowsDeleted",
        ciphertexts_deleted as "ciphertextsDeleted", ${instant('erased_at')} as "erasedAt",
        complete_on::text as "completeOn"
      from vault.erasure
      where campaign = ${campaign} and person = ${person}::uuid and grp = ${groupNumber[group]}`.execute(transaction);
    return { ...subject, ...rows[0]! };
  });
}

function instant(column: 'erased_at') {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
