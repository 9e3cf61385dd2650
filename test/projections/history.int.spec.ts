import { buildAsOf } from '@canbao/projections/build-as-of';
import { eventCountQuery } from '@canbao/projections/event-count/event-count.query';
import { type HistoryEvent, historyQuery, type HistorySubject } from '@canbao/projections/history/history.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { openReading } from '@canbao/projections/open-reading';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { sql } from 'kysely';

import { type ReadingScratch, readingScratch } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';
import { COUNTY, type SeasonEvent } from './season-scribe.ts';

const season = seasonEvents({ seed: 5, townships: 2, villages: 2, people: 80 });
/** In the order of the log: a command's events go stream by stream. */
const facts: readonly SeasonEvent[] = season.flatMap((command) =>
  [...new Set(command.map(({ stream }) => stream))].flatMap((stream) => command.filter((one) => one.stream === stream)),
);

let scratch: ReadingScratch;
let handle: ReadingHandle;
beforeAll(async () => {
  scratch = await readingScratch();
  const campaign = await scratch.openCampaign('411722-2020');
  await campaign.append(season);
  await scratch.project();
  handle = campaign.handle;
}, 60_000);
afterAll(() => scratch.close());

const of = (subject: HistorySubject, id: string, before?: number, limit = 1_000) =>
  historyQuery.of(handle, subject, id, { before, limit });
const positionsOf = (events: readonly HistoryEvent[]) => events.map(({ position }) => position);
/** Newest first, as a history is told. */
const positionsWhere = (isMeant: (fact: SeasonEvent) => boolean) =>
  facts.flatMap((fact, position) => (isMeant(fact) ? [position] : [])).reverse();

test('R-1002 the history of a township is every event at or below it, in pages, newest first', async () => {
  const expected = positionsWhere(({ unit }) => unit.startsWith(`${COUNTY}/101`));
  const { total, events } = await of('township', '101');
  expect([total, positionsOf(events)]).toStrictEqual([expected.length, expected]);
  const first = await of('township', '101', undefined, 5);
  expect(positionsOf(first.events)).toStrictEqual(expected.slice(0, 5));
  const second = await of('township', '101', first.events.at(-1)!.position, 5);
  expect([second.total, positionsOf(second.events)]).toStrictEqual([expected.length, expected.slice(5, 10)]);
  expect(await of('township', '999')).toStrictEqual({ total: 0, events: [] });
});

test('R-1002 the history of a receipt is its registration, its refund, its leftover, its bag and the bank line', async () => {
  const paid = facts.find(({ event }) => event.type === 'RefundPaid')!;
  const registration = paid.stream.slice('refund-'.length);
  const bag = facts.find(({ event }) => event.type === 'BagClosed' && event.data.registrations.includes(registration))!;
  const code = bag.stream.slice('bag-'.length);
  const expected = positionsWhere(
    ({ event, stream }) =>
      ['registration', 'leftover', 'refund'].some((word) => stream === `${word}-${registration}`) ||
      stream === `bag-${code}` ||
      (event.type === 'DepositMatched' && event.data.code === code),
  );
  expect(expected.length).toBeGreaterThan(10);
  const registered = facts.find(
    ({ stream, event }) => stream === `registration-${registration}` && event.type === 'PersonRegistered',
  )!;
  const receipt = registered.event.type === 'PersonRegistered' ? registered.event.data.receipt : '';
  for (const [subject, id] of [
    ['receipt', receipt],
    ['registration', registration],
  ] as const) {
    const { total, events } = await of(subject, id);
    expect([total, positionsOf(events)]).toStrictEqual([expected.length, expected]);
    expect(events.at(-1)).toMatchObject({
      type: 'PersonRegistered',
      stream: `registration-${registration}`,
      version: 1,
      unit: registered.unit,
      actor: registered.actor,
      occurredAt: registered.occurredAt,
      amountFen: 250_00,
      person: registered.person,
      data: registered.event.data,
    });
  }
  const { events } = await of('bag', code);
  expect(events.map(({ type }) => type).toSorted()).toStrictEqual(
    ['BagBanked', 'BagClosed', 'DepositMatched'].slice(events.length === 3 ? 0 : 1),
  );
  expect(await of('receipt', "SC2020-'; drop table event; --")).toStrictEqual({ total: 0, events: [] });
  expect(await of('registration', 'not-a-uuid')).toStrictEqual({ total: 0, events: [] });
});

test('R-402 R-1002 the history of a number that nobody was registered with: reported, found, void', async () => {
  const number = facts.find(({ event }) => event.type === 'ReceiptCaseClosed' && event.data.finding === 'lost')!.event;
  const receipt = number.type === 'ReceiptCaseClosed' ? number.data.receipt : '';
  const { events } = await of('receipt', receipt);
  expect(events.map(({ type }) => type)).toStrictEqual(['ReceiptVoided', 'ReceiptCaseClosed', 'ReceiptReported']);
});

test('R-1002 the history of an agent is book, receipts, bags, alerts and what became of them', async () => {
  const agent = '101-01-1';
  const registrations = new Set(
    facts
      .filter(({ event }) => event.type === 'PersonRegistered' && event.data.agent === agent)
      .map(({ stream }) => stream.slice(13)),
  );
  const codes = new Set(
    facts
      .filter(({ event }) => event.type === 'BagClosed' && event.data.agent === agent)
      .map(({ stream }) => stream.slice(4)),
  );
  const expected = positionsWhere(
    ({ event, stream }) =>
      registrations.has(stream.replace(/^(registration|leftover|refund)-/, '')) ||
      codes.has(stream.replace(/^bag-/, '')) ||
      (event.type === 'DepositMatched' && event.data.agent === agent) ||
      stream === 'book-101-1' ||
      stream === `agent-${agent}`,
  );
  const { total, events } = await of('agent', agent);
  expect([total, positionsOf(events)]).toStrictEqual([expected.length, expected]);
});

test('as of a position a history ends before it', async () => {
  const position = Math.floor(facts.length / 2);
  const past = await buildAsOf(scratch.reading.db, handle.campaign, position);
  const { total, events } = await historyQuery.of(past, 'township', '101', { limit: 1_000 });
  const expected = positionsWhere(({ unit }) => unit.startsWith(`${COUNTY}/101`)).filter((one) => one < position);
  expect([total, positionsOf(events)]).toStrictEqual([expected.length, expected]);
});

test('R-1002 an instant is the position of the first event after it, on either clock', async () => {
  const { rows } = await sql<{ position: number; recordedAt: number }>`
    select position, (extract(epoch from recorded_at) * 1000)::bigint as "recordedAt" from event
    where campaign = ${handle.campaign} order by position`.execute(handle.db);
  const recorded = rows.map(({ recordedAt }) => recordedAt);
  const occurred = facts.map(({ occurredAt }) => occurredAt);
  const expected = (instants: readonly number[], at: number) => {
    const after = instants.findIndex((instant) => instant > at);
    return after === -1 ? instants.length : after;
  };
  for (const index of [0, 1, 57, 200, 333, facts.length - 2, facts.length - 1]) {
    for (const shift of [-1, 0, 1]) {
      const [plan, real] = [occurred[index]! + shift, recorded[index]! + shift];
      expect([index, shift, await eventCountQuery.positionAt(handle, plan, 'plan')]).toStrictEqual([
        index,
        shift,
        expected(occurred, plan),
      ]);
      expect([index, shift, await eventCountQuery.positionAt(handle, real, 'recorded')]).toStrictEqual([
        index,
        shift,
        expected(recorded, real),
      ]);
    }
  }
});

test('the time bar counts every event in the slot of three plan hours in which it occurred', async () => {
  const slots = await eventCountQuery.slots(handle);
  expect(slots.reduce((sum, { events }) => sum + events, 0)).toBe(facts.length);
  const hour = 3_600_000;
  for (const { at, events, lastPosition } of slots) {
    const inSlot = facts.flatMap(({ occurredAt }, position) =>
      occurredAt >= at && occurredAt < at + 3 * hour ? [position] : [],
    );
    expect([at, events, lastPosition]).toStrictEqual([at, inSlot.length, Math.max(...inSlot)]);
    // 00:00, 03:00, 06:00 … in Shanghai.
    expect((at + 8 * hour) % (3 * hour)).toBe(0);
  }
});

describe('buildAsOf', () => {
  test('builds once, tells its progress, and keeps the four used last', async () => {
    const { db } = scratch.reading;
    const told: number[] = [];
    const build = (position: number) =>
      buildAsOf(db, handle.campaign, position, { onProgress: ({ done, of: all }) => told.push(done / all) });
    const [first] = await Promise.all([build(11), build(11)]);
    expect(await momentQuery.position(first)).toBe(11);
    expect(told.at(-1)).toBe(1);
    const once = told.length;
    await build(11);
    expect(told.length).toBe(once);
    for (const position of [12, 13, 14]) await build(position);
    await build(11);
    await build(15);
    const { rows } = await sql<{ name: string }>`
      select nspname as name from pg_namespace where nspname like 'asof%' order by 1`.execute(db);
    expect(rows.map(({ name }) => name)).toStrictEqual(
      [11, 13, 14, 15].map((position) => `asof_${handle.campaign}_${position}`),
    );
  });

  test('a position beyond the head, or none, is refused and leaves nothing', async () => {
    for (const position of [facts.length + 1, -1, 1.5]) {
      await expect(buildAsOf(scratch.reading.db, handle.campaign, position)).rejects.toThrow(RangeError);
    }
    const { rows } =
      await sql`select from pg_namespace where nspname like ${`asof_${handle.campaign}_${facts.length + 1}`}`.execute(
        scratch.reading.db,
      );
    expect(rows).toStrictEqual([]);
  });

  test('tables emptied by a crash of the server are built again, not shown', async () => {
    const past = await buildAsOf(scratch.reading.db, handle.campaign, 40);
    await sql`truncate ${sql.id(past.schema, 'checkpoint')}, ${sql.id(past.schema, 'township')}`.execute(past.db);
    const again = await buildAsOf(scratch.reading.db, handle.campaign, 40);
    expect(await momentQuery.position(again)).toBe(40);
    const { rows } = await sql`select from ${sql.id(again.schema, 'township')}`.execute(again.db);
    expect(rows).toHaveLength(2);
  });

  test('the reader may read it, and the writer may not touch it', async () => {
    const past = await buildAsOf(scratch.reading.db, handle.campaign, 40);
    const reader = await openReading(scratch.database.url('canbao_reader'));
    const writer = await openReading(scratch.database.url('canbao_writer'));
    try {
      expect(await momentQuery.position({ ...past, db: reader.db })).toBe(40);
      expect(await momentQuery.position({ ...handle, db: reader.db })).toBe(facts.length);
      await expect(sql`delete from reading.registration`.execute(writer.db)).rejects.toThrow('permission denied');
    } finally {
      await reader.close();
      await writer.close();
    }
  });
});
