import { filesUnderKills } from './files-under-kills.ts';

test('R-403 R-1001 files under kills of worker, API, database and engine have every row once', async () => {
  const { kills, violations } = await filesUnderKills({ files: 4, rows: 3_000, seed: 7 }, () => undefined);
  expect(violations).toStrictEqual([]);
  expect(kills.map(({ part }) => part)).toStrictEqual(['worker', 'api', 'postgres', 'temporal']);
}, 600_000);
