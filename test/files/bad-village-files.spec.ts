import { readVillageFile } from '@canbao/connectors/files/read-village-file';
import { isProblem } from '@canbao/domain/problem';
import { readdirSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { badVillageFiles } from './bad-village-files.ts';
import { writeBadFiles } from './write-bad-files.ts';

test.each(badVillageFiles.map((file) => [file.about, file] as const))('R-403 %s', async (_about, { make, answer }) => {
  const read = await readVillageFile(make());
  const { says = '' } = answer;
  if ('type' in answer) {
    expect(read).toMatchObject({
      type: `/problems/file/${answer.type}`,
      ...(answer.field === undefined ? {} : { field: answer.field }),
      ...(answer.row === undefined ? {} : { row: answer.row }),
      detail: expect.stringContaining(says),
      remedy: expect.stringMatching(/./),
    });
    return;
  }
  if (isProblem(read)) throw new Error(`refused: ${read.type} ${read.detail}`);
  const { problems, rows, total } = read;
  const named = problems.map(({ row, column }) => `${row} ${column}`);
  expect({ taken: rows.map(({ row }) => row), problems: named.sort() }).toStrictEqual({
    taken: answer.taken,
    problems: [...answer.problems].sort(),
  });
  expect(problems.length === 0 || problems.some(({ why, remedy }) => `${why}${remedy}`.includes(says))).toBe(true);
  expect(problems.filter(({ why, remedy }) => why === '' || remedy === '')).toStrictEqual([]);
  expect(total).toBe(rows.length + new Set(problems.map(({ row }) => row)).size);
});

test('the bad files can be had for trying by hand', () => {
  const folder = mkdtempSync(join(tmpdir(), 'canbao-bad-files-'));
  try {
    expect(writeBadFiles(folder)).toBe(badVillageFiles.length);
    expect(readdirSync(folder)).toHaveLength(badVillageFiles.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
