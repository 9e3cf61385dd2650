import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { buildAsOf } from '@canbao/projections/build-as-of';
import { identityQuery } from '@canbao/projections/identity/identity.query';
import { insidePlaces } from '@canbao/projections/money-move/money-legs';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { allProjections } from '@canbao/projections/projections';
import { rebuildProjection } from '@canbao/projections/rebuild-projection';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { tableName } from '@canbao/projections/table-name';
import { sql } from 'kysely';

import { declaredEvents } from '../declared-events.ts';
import { type ReadingScratch, readingScratch, type ScratchCampaign } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';

const SIZE = { seed: 7, townships: 2, villages: 2, people: 60 };
const season = seasonEvents(SIZE);

/** Every table's rows as one number each, whatever their order. */
async function sums(handle: ReadingHandle): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of allProjections) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) as sum
      from ${sql.id(handle.schema, tableName({ name }))} t where campaign = ${handle.campaign}`.execute(handle.db);
    found.set(name, rows[0]!.sum);
  }
  return found;
}

let scratch: ReadingScratch;
let campaign: ScratchCampaign;
/** The live tables at some positions, projected as the events came. */
const seen = new Map<number, ReadonlyMap<string, string>>();

beforeAll(async () => {
  scratch = await readingScratch();
  campaign = await scratch.openCampaign('411722-2020-r1');
  // In steps of uneven length, each projected in small batches.
  for (let from = 0, step = 1; from < season.length; from += step, step = ((step * 7) % 61) + 1) {
    const head = await campaign.append(season.slice(from, from + step));
    await scratch.project(13);
    seen.set(head, await sums(campaign.handle));
  }
}, 120_000);
afterAll(() => scratch.close());

test('every event type of the domain occurs in the season', () => {
  const folder = join(import.meta.dirname, '../../libs/domain');
  const declared = globSync('*/*.events.ts', { cwd: folder }).flatMap((path) =>
    declaredEvents(path, readFileSync(join(folder, path), 'utf8')).map(({ type }) => type),
  );
  const told = new Set<string>(season.flat().map(({ event }) => event.type));
  expect(declared.filter((type) => !told.has(type))).toStrictEqual([]);
});

test('every table gets rows from the season', async () => {
  for (const [name, sum] of await sums(campaign.handle)) {
    expect([name, sum.startsWith('0 ')]).toStrictEqual([name, false]);
  }
});

test('T14 batches of 1, of 100 and all at once give equal tables', async () => {
  const live = [...(await sums(campaign.handle))];
  for (const limit of [1, 100, 1_000_000]) {
    await sql`drop schema reading cascade`.execute(scratch.reading.db);
    await prepareReading(scratch.reading.db, allProjections);
    await scratch.project(limit);
    expect([...(await sums(campaign.handle))]).toStrictEqual(live);
  }
}, 120_000);

test('T50 a projection rebuilt beside the live one equals it', async () => {
  for (const projection of allProjections) {
    const { isEqual, rows, oldRows } = await rebuildProjection(scratch.reading.db, projection);
    expect([projection.name, isEqual, rows]).toStrictEqual([projection.name, true, oldRows]);
  }
});

test('T52 R-1002 as of P is the fold of the events before P, at every position that was seen live', async () => {
  const some = [...seen].filter((_, i) => i % 4 === 1);
  for (const [position, live] of some) {
    const handle = await buildAsOf(scratch.reading.db, campaign.handle.campaign, position, { keep: 100 });
    expect([position, ...(await sums(handle))]).toStrictEqual([position, ...live]);
  }
}, 120_000);

test('I1 I2 money sums to zero at every position, and no place inside is ever below zero', async () => {
  const { rows: unbalanced } = await sql`
    select position from reading.money_move group by campaign, position having sum(fen) <> 0`.execute(
    scratch.reading.db,
  );
  expect(unbalanced).toStrictEqual([]);
  const { rows: below } = await sql`
    select * from (
      select position, place, holder, sum(fen) over (partition by campaign, place, holder order by position, leg) as fen
      from reading.money_move where place = any(${[...insidePlaces]}::text[])
    ) balance where fen < 0`.execute(scratch.reading.db);
  expect(below).toStrictEqual([]);
});

test('R-604b the identities close at the end of the season, and between commands on the way', async () => {
  for (const [position] of [...seen].filter((_, i) => i % 4 === 1)) {
    const handle = await buildAsOf(scratch.reading.db, campaign.handle.campaign, position, { keep: 100 });
    const open = (await identityQuery.all(handle)).filter(({ closes }) => !closes);
    expect([position, open]).toStrictEqual([position, []]);
  }
});
