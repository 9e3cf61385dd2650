import { commandKey } from '@canbao/event-log/command-key';
import type { Client } from 'pg';
import type { Operation } from './operation-notes.ts';

/**
 * What is wrong with a log once everything has come to rest, given what its writers have noted (reliability.md 5): each
 * acknowledged operation is there, once, where it was told; no refused one is; nothing is unknown; nobody else has
 * written; positions and versions have no gaps; columns and hashes are those of the leaves. Empty: all is well.
 */
export async function judgeLog(owner: Client, operations: readonly Operation[]): Promise<readonly string[]> {
  const { rows: commands } = await owner.query<{ id: string; first: string; events: number }>(
    'select id, first_position as first, events from command',
  );
  const found = new Map(commands.map(({ id, ...command }) => [id, command]));
  const violations = operations.flatMap(({ id, outcome }) => {
    const command = found.get(commandKey(id));
    found.delete(commandKey(id));
    switch (outcome.kind) {
      case 'ok':
        return Number(command?.first) === outcome.firstPosition && command?.events === outcome.events
          ? []
          : [`I8: ${id} was acknowledged at ${outcome.firstPosition}, found at ${command?.first}`];
      case 'refused':
        return command === undefined ? [] : [`I8: ${id} was refused and is there`];
      case 'unknown':
        return [`I15: ${id} is unknown`];
    }
  });
  const gaps = await owner.query<{ what: string }>(`
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
  const strangers = [...found.keys()].map((id) => `I8: nobody has sent ${id}`);
  return [...violations, ...strangers, ...gaps.rows.map(({ what }) => what)];
}
