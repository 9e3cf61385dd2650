import { commandKey } from '@canbao/event-log/command-key';
import type { Client } from 'pg';
import { brokenLog } from './broken-log.ts';
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
  const strangers = [...found.keys()].map((id) => `I8: nobody has sent ${id}`);
  return [...violations, ...strangers, ...(await brokenLog(owner))];
}
