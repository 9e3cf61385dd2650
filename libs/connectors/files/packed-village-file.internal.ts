import { fen } from '@canbao/domain/fen';
import { setImmediate } from 'node:timers/promises';

import type { RowProblem } from './row-problem.ts';
import { withAsides } from './with-asides.internal.ts';
import type { VillageFile, VillageFileRow } from './village-file.ts';

/**
 * A village file on its way between threads. As objects, 86,258 rows keep the receiving thread for 50 to 100 ms in one
 * go; as long texts they arrive in 10 ms and become rows a thousand at a time (60 ms in all), the event loop let in
 * between.
 */
export type PackedVillageFile = {
  readonly kind: VillageFile['kind'];
  readonly total: number;
  readonly rows: readonly string[];
  readonly problems: readonly string[];
};

const perText = 1_000;
const rowFields = 11;
const problemFields = 4;

export const packedVillageFile = ({ kind, total, rows, problems }: VillageFile): PackedVillageFile => ({
  kind,
  total,
  rows: packed(
    rows,
    ({
      row,
      idNumber,
      name,
      group,
      receipt,
      amountFen,
      receivedOn,
      village = '',
      agent = '',
      standing = '',
      rowKey = '',
    }) =>
      `${row}\0${idNumber}\0${name}\0${group}\0${receipt}\0${amountFen}\0${receivedOn}\0${village}\0${agent}\0${standing}\0${rowKey}`,
  ),
  problems: packedProblems(problems),
});

export const packedProblems = (problems: readonly RowProblem[]): readonly string[] =>
  packed(problems, ({ row, column, why, remedy }) => `${row}\0${column}\0${why}\0${remedy}`);

export async function unpackedVillageFile({ kind, total, rows, problems }: PackedVillageFile): Promise<VillageFile> {
  return {
    kind,
    total,
    rows: await unpacked(rows, rowFields, villageFileRow),
    problems: await unpackedProblems(problems),
  };
}

export const unpackedProblems = (texts: readonly string[]): Promise<readonly RowProblem[]> =>
  unpacked(texts, problemFields, (fields, at) => ({
    row: Number(fields[at]),
    column: fields[at + 1]!,
    why: fields[at + 2]!,
    remedy: fields[at + 3]!,
  }));

/** A NUL parts the fields: no cell has one, the reader refuses it. */
function packed<Item>(items: readonly Item[], textOf: (item: Item) => string): string[] {
  const texts: string[] = [];
  for (let from = 0; from < items.length; from += perText)
    texts.push(
      items
        .slice(from, from + perText)
        .map(textOf)
        .join('\0'),
    );
  return texts;
}

async function unpacked<Item>(
  texts: readonly string[],
  width: number,
  itemOf: (fields: readonly string[], at: number) => Item,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (const text of texts) {
    const fields = text.split('\0');
    for (let at = 0; at < fields.length; at += width) items.push(itemOf(fields, at));
    await setImmediate();
  }
  return items;
}

function villageFileRow(fields: readonly string[], at: number): VillageFileRow {
  const row = {
    row: Number(fields[at]),
    idNumber: fields[at + 1]!,
    name: fields[at + 2]!,
    group: fields[at + 3]!,
    receipt: fields[at + 4]!,
    amountFen: fen(Number(fields[at + 5])),
    receivedOn: fields[at + 6]!,
  };
  return withAsides(row, {
    village: fields[at + 7]!,
    agent: fields[at + 8]!,
    standing: fields[at + 9]!,
    rowKey: fields[at + 10]!,
  });
}
