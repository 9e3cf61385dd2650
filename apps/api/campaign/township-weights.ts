import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { taskTableCodec } from '@canbao/connectors/files/task-table.codec';
import { isProblem } from '@canbao/domain/problem';

import type { KnownPack } from './known-pack.ts';

export type TownshipWeight = { readonly code: string; readonly name: string; readonly weight: number };

/**
 * The townships of a pack with the people of its own task table, joined by name: the order differs. A pack
 * without a table gives every township the same weight.
 */
export function townshipWeights({ pack }: KnownPack): readonly TownshipWeight[] {
  const { townships, taskTable } = pack.units;
  if (taskTable === null) return townships.map(({ code, name }) => ({ code, name, weight: 1 }));
  const packFile = createRequire(import.meta.url).resolve(`@canbao/domain/packs/${pack.id}.json`);
  const table = taskTableCodec.read(readFileSync(join(packFile, '..', taskTable.file)));
  if (isProblem(table)) throw new Error(`the task table of ${pack.id} cannot be read: ${table.type}`);
  const people = new Map(table.rows.map((row) => [row.name, row.people]));
  return townships.map(({ code, name }) => {
    const weight = people.get(name);
    if (weight === undefined) throw new Error(`the task table of ${pack.id} has no row ${name}`);
    return { code, name, weight };
  });
}
