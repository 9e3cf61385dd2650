import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { groupNumber } from './group.ts';
import type { Group } from './group.ts';
import type { PersonKey } from './person-key.ts';
import type { Purpose } from './purpose.ts';
import { uuidArray } from './uuid-array.internal.ts';

export type Access = {
  readonly campaign: string;
  readonly group: Group;
  readonly people: readonly PersonKey[];
  readonly reach: 'newest' | 'history';
  readonly purpose: Purpose;
};

export const accessLog = {
  /**
   * Appends one row and returns when it is committed. The counter row is locked for this one statement, so
   * positions have no gaps, also after a refused row.
   */
  async append(log: Kysely<unknown>, { campaign, group, people, reach, purpose }: Access): Promise<void> {
    const { numAffectedRows } = await sql`
      with head as (update vault.access_head set next = next + 1 returning next - 1 as position)
      insert into vault.access_log (position, actor, why, case_number, campaign, grp, reach, people)
      select position, ${purpose.actor}, ${purpose.why}, ${purpose.caseNumber}, ${campaign},
        ${groupNumber[group]}::smallint, ${reach}, ${uuidArray(people)}::uuid[]
      from head`.execute(log);
    if (numAffectedRows !== 1n) throw new Error('the access log has lost its head row: nothing is revealed');
  },
};
