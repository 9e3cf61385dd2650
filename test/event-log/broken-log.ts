import type { Client } from 'pg';

/** What is wrong with the database of one log, asked as its owner. Empty: all is well. */
export async function brokenLog(owner: Pick<Client, 'query'>): Promise<readonly string[]> {
  // Positions and versions without gaps; no command in part; columns and hashes those of the leaves.
  const { rows } = await owner.query<{ what: string }>(`
    select 'I9: positions' as what from event having count(*) <> (select head from log) or min(position) <> 0
      or max(position) <> count(*) - 1 or count(distinct position) <> count(*)
    union all
    select 'I9: versions of ' || stream from event group by stream having min(version) <> 1 or max(version) <> count(*)
    union all
    select 'I8: a part of ' || c.id from command c left join event e on e.command = c.id
      group by c.id, c.first_position, c.events
      having count(e.*) <> c.events or min(e.position) <> c.first_position
        or max(e.position) <> c.first_position + c.events - 1
    union all
    select 'I8: an event without its command at ' || position from event e
      where not exists (select from command c where c.id = e.command)
    union all
    select 'I5: a claim without its event at ' || position from claim c
      where not exists (select from event e where e.position = c.position)
    union all
    select 'I11: the hash at ' || position from event where leaf_hash <> sha256('\\x00'::bytea || leaf)`);
  return rows.map(({ what }) => what);
}
