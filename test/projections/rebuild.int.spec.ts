import { identityQuery } from '@canbao/projections/identity/identity.query';
import { moneyPlaceQuery } from '@canbao/projections/money-place/money-place.query';
import { moneyPlaceProjection } from '@canbao/projections/money-place/money-place.projection';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { projectGroup } from '@canbao/projections/project-group';
import type { Projection } from '@canbao/projections/projection';
import { allProjections } from '@canbao/projections/projections';
import { RebuildDiffers, rebuildProjection } from '@canbao/projections/rebuild-projection';
import { townshipProjection } from '@canbao/projections/township/township.projection';
import { sql } from 'kysely';

import { type ReadingScratch, readingScratch, type ScratchCampaign } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';

const season = seasonEvents({ seed: 4, townships: 2, villages: 2, people: 40 });

let scratch: ReadingScratch;
let campaign: ScratchCampaign;
beforeEach(async () => {
  scratch = await readingScratch();
  campaign = await scratch.openCampaign('411722-2020');
}, 30_000);
afterEach(() => scratch.close());

const checkpoints = async () => {
  const { rows } = await sql<{ table_name: string; version: number; next: number; is_live: boolean }>`
    select table_name, version, next, is_live from reading.checkpoint
    where projection = 'township' order by table_name, campaign`.execute(scratch.reading.db);
  return rows;
};

/** Names in capitals, and a column more. */
const second: Projection = {
  ...townshipProjection,
  version: 2,
  create: (table) => sql`
    create table ${table} (
      campaign int not null, code text not null, unit text not null, name text not null, place int not null,
      is_first boolean not null, primary key (campaign, code)
    )`,
  on: {
    CampaignOpened: ({ events, table }) => sql`
      insert into ${table} select campaign, township ->> 'code', (data ->> 'region') || '/' || (township ->> 'code'),
        '新' || (township ->> 'name'), place, place = 1
      from ${events}, jsonb_array_elements(data -> 'townships') with ordinality as list (township, place)`,
  },
};

test('a new version grows beside the old one, which is read and written meanwhile, and takes its place', async () => {
  const { db } = scratch.reading;
  const other = await scratch.openCampaign('411722-2021');
  const head = await campaign.append(season);
  const otherHead = await other.append(season.slice(0, 20));
  await scratch.project();
  const declared = allProjections.map((one) => (one.name === 'township' ? second : one));
  expect(await prepareReading(db, declared)).toStrictEqual([second]);
  const told: number[] = [];
  const rebuilt = await rebuildProjection(db, second, {
    // In the middle: the old one goes on, and a third campaign appears.
    onProgress: ({ campaign: number }) => void told.push(number),
  });
  expect(rebuilt).toStrictEqual({ projection: 'township', rows: 4, oldRows: 4, isEqual: null });
  expect(told).toHaveLength(4);
  const { rows } =
    await sql`select name, is_first from reading.township where campaign = ${campaign.handle.campaign} order by place`.execute(
      db,
    );
  expect(rows).toStrictEqual([
    { name: '新第1乡', is_first: true },
    { name: '新第2乡', is_first: false },
  ]);
  expect(await checkpoints()).toStrictEqual([
    { table_name: 'township', version: 2, next: head, is_live: true },
    { table_name: 'township', version: 2, next: otherHead, is_live: true },
  ]);
  expect(await prepareReading(db, declared)).toStrictEqual([]);
  // A projector of the old program finds out that it is no longer its turn; one of the new goes on.
  const more = (await other.append(season.slice(20, 30))) - otherHead;
  expect(await projectGroup(db, [townshipProjection])).toBe(0);
  expect(await projectGroup(db, [second])).toBe(more);
});

test('a campaign opened during the rebuild is in the new table too', async () => {
  const { db } = scratch.reading;
  await campaign.append(season.slice(0, 20));
  await scratch.project();
  let late: ScratchCampaign | undefined;
  let head = 0;
  await rebuildProjection(db, second, {
    onProgress: async ({ step }) => {
      if (step === 'folded') late = await scratch.openCampaign('411722-2022');
      else head = await late!.append(season.slice(0, 20));
    },
  });
  const declared = allProjections.map((one) => (one.name === 'township' ? second : one));
  while ((await projectGroup(db, declared)) > 0);
  expect(await momentQuery.position(late!.handle)).toBe(head);
  const { rows } = await sql`select from reading.township where campaign = ${late!.handle.campaign}`.execute(db);
  expect(rows).toHaveLength(2);
});

test('the live one and the rebuilt one come to the same position before they are compared', async () => {
  const { db } = scratch.reading;
  await campaign.append(season.slice(0, 200));
  await scratch.project();
  const head = await campaign.append(season.slice(200));
  expect(await rebuildProjection(db, moneyPlaceProjection)).toMatchObject({ isEqual: true });
  const { rows } = await sql`select distinct next from reading.checkpoint where projection = 'money-place'`.execute(db);
  expect(rows).toStrictEqual([{ next: head }]);
  await scratch.project();
  expect(await momentQuery.position(campaign.handle)).toBe(head);
});

test('events that the live table takes between catching up and switching are in the new one, once', async () => {
  const { db } = scratch.reading;
  await campaign.append(season.slice(0, 200));
  await scratch.project();
  await rebuildProjection(db, moneyPlaceProjection, {
    onProgress: async ({ step }) => {
      if (step !== 'caught-up') return;
      await campaign.append(season.slice(200, 300));
      await scratch.project();
    },
  });
  await campaign.append(season.slice(300));
  await scratch.project();
  expect((await identityQuery.all(campaign.handle)).filter(({ closes }) => !closes)).toStrictEqual([]);
  expect(await rebuildProjection(db, moneyPlaceProjection)).toMatchObject({ isEqual: true });
});

test('I10 a live table that differs from the fold of its events is kept, and the difference is told', async () => {
  const { db } = scratch.reading;
  await campaign.append(season);
  await scratch.project();
  await sql`update reading.money_place set fen = fen + 1 where place = 'treasury'`.execute(db);
  const before = await moneyPlaceQuery.inside(campaign.handle);
  await expect(rebuildProjection(db, moneyPlaceProjection)).rejects.toThrow(RebuildDiffers);
  expect(await moneyPlaceQuery.inside(campaign.handle)).toStrictEqual(before);
  expect(await momentQuery.position(campaign.handle)).toBe(season.flat().length);
});

test('what is no longer declared is dropped, and holds back no position', async () => {
  const { db } = scratch.reading;
  await campaign.append(season.slice(0, 20));
  await scratch.project();
  const fewer = allProjections.filter(({ name }) => name !== 'daily-course');
  expect(await prepareReading(db, fewer)).toStrictEqual([]);
  await expect(sql`select from reading.daily_course`.execute(db)).rejects.toThrow('does not exist');
  const head = await campaign.append(season.slice(20, 30));
  while ((await projectGroup(db, fewer)) > 0);
  expect(await momentQuery.position(campaign.handle)).toBe(head);
});
