import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { openEventLog } from '@canbao/event-log/open-event-log';
import { scratchDatabase } from '@canbao/event-log/scratch-database';
import { openReading, type Reading } from '@canbao/projections/open-reading';
import { prepareReading } from '@canbao/projections/prepare-reading';
import { BATCH_EVENTS, projectGroup } from '@canbao/projections/project-group';
import type { Projection } from '@canbao/projections/projection';
import { allProjections } from '@canbao/projections/projections';
import { registrationProjection } from '@canbao/projections/registration/registration.projection';
import { registrationTable } from '@canbao/projections/registration/registration-table';
import { villageProgressProjection } from '@canbao/projections/village-progress/village-progress.projection';
import { sql } from 'kysely';
import { Client } from 'pg';

import { benchmarkResult, type BenchmarkResult } from './benchmark-result.ts';
import { type Contender, roundRobin } from './round-robin.ts';

const PEOPLE = 40_000;
/** Each person is registered and passes two checks. */
const EVENTS = 3 * PEOPLE;
const ROUNDS = 5;

type Bench = { readonly owner: Client; readonly reading: Reading; readonly campaign: number };

/**
 * Catch-up of one projection over a log of 120,000 events, in batches of 10,000, one connection. The limit is what a
 * person would write for the same table: the same batches, the same columns, straight from the log; without checkpoint,
 * version, proof that nothing is missing, or a rule for events that come twice.
 */
export async function benchmark(): Promise<BenchmarkResult> {
  const database = await scratchDatabase();
  const log = await openEventLog(database.url('canbao_writer'));
  const campaign = await openCampaignLog(log, '411722-2020');
  await log.close();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await fill(owner, campaign);
  const reading = await openReading(database.url('canbao_projector'), { connections: 1 });
  const bench = { owner, reading, campaign };
  try {
    return benchmarkResult('projections', ROUNDS, await roundRobin(contenders(bench), ROUNDS));
  } finally {
    await reading.close();
    await owner.end();
    await database.drop();
  }
}

const contenders = (bench: Bench): readonly Contender[] => [
  { name: 'plain SQL per person', unit: 'events/s', run: () => plain(bench, 'person', personStatements) },
  {
    name: 'catch-up per person (registration)',
    unit: 'events/s',
    run: () => ours(bench, [registrationProjection]),
    against: 'plain SQL per person',
    goal: 0.8,
  },
  { name: 'plain SQL per village', unit: 'events/s', run: () => plain(bench, 'village', villageStatements) },
  {
    name: 'totals per village (village-progress)',
    unit: 'events/s',
    run: () => ours(bench, [villageProgressProjection]),
    against: 'plain SQL per village',
  },
  {
    name: `all ${allProjections.length} projections, one connection`,
    unit: 'events/s',
    run: () => ours(bench, allProjections),
  },
];

async function ours({ owner, reading: { db } }: Bench, group: readonly Projection[]): Promise<number> {
  await sql`drop schema if exists reading cascade`.execute(db);
  await prepareReading(db, group);
  await owner.query('checkpoint');
  const from = performance.now();
  let projected = 0;
  for (let moved = 1; moved > 0; projected += moved) moved = await projectGroup(db, group);
  return (projected / (performance.now() - from)) * 1_000;
}

async function plain(
  { owner, reading: { db }, campaign }: Bench,
  table: 'person' | 'village',
  statements: readonly string[],
): Promise<number> {
  await sql`create schema if not exists plain`.execute(db);
  await sql`drop table if exists plain.figures`.execute(db);
  const figures = sql.id('plain', 'figures');
  if (table === 'person') {
    await registrationTable.create(figures).execute(db);
    for (const index of registrationTable.indexes(figures)) await index.execute(db);
  } else {
    await villageProgressProjection.create(figures).execute(db);
  }
  await owner.query('checkpoint');
  const from = performance.now();
  for (let next = 0; next < EVENTS; next += BATCH_EVENTS) {
    await db.transaction().execute(async (transaction) => {
      for (const statement of statements) {
        await sql
          .raw(
            statement.replace(
              '$batch',
              `campaign = ${campaign} and position >= ${next} and position < ${next + BATCH_EVENTS}`,
            ),
          )
          .execute(transaction);
      }
    });
  }
  return (EVENTS / (performance.now() - from)) * 1_000;
}

const ofType = (type: string) => `type = (select code from event_type where name = '${type}')`;

const personStatements = [
  `insert into plain.figures (campaign, registration, unit, township, village, agent, group_name, person, person_position,
     receipt, amount_fen, received_on, source, intake, line, registered_at, registered_position)
   select campaign, substr(leaf ->> 'stream', 14)::uuid, unit, split_part(unit, '/', 2), split_part(unit, '/', 3),
     leaf #>> '{data,agent}', leaf #>> '{data,group}', person, position, leaf #>> '{data,receipt}', amount_fen,
     (leaf #>> '{data,receivedOn}')::date, leaf #>> '{data,source}', leaf #>> '{data,file}', (leaf #>> '{data,line}')::int,
     occurred_at, position
   from (
     select campaign, position, unit, person, amount_fen, occurred_at, convert_from(leaf, 'UTF8')::jsonb as leaf
     from event where $batch and ${ofType('PersonRegistered')} offset 0
   ) e`,
  `update plain.figures f set hc_passed_1 = greatest(f.hc_passed_1, e.hc), tax_passed_1 = greatest(f.tax_passed_1, e.tax)
   from (
     select campaign, substr(leaf ->> 'stream', 14)::uuid as registration,
       max(position) filter (where leaf #>> '{data,stage}' = 'health-centre') as hc,
       max(position) filter (where leaf #>> '{data,stage}' = 'tax') as tax
     from (
       select campaign, position, convert_from(leaf, 'UTF8')::jsonb as leaf
       from event where $batch and ${ofType('RegistrationPassed')} offset 0
     ) fact
     group by 1, 2
   ) e
   where f.campaign = e.campaign and f.registration = e.registration`,
];

const villageStatements = [
  `insert into plain.figures as kept (campaign, unit, township, registered_people, registered_fen)
   select campaign, unit, split_part(unit, '/', 2), count(*), sum(amount_fen)
   from event where $batch and ${ofType('PersonRegistered')} group by 1, 2
   on conflict (campaign, unit) do update set registered_people = kept.registered_people + excluded.registered_people,
     registered_fen = kept.registered_fen + excluded.registered_fen`,
];

/** People of 26 townships with 20 villages each, registered in order, then checked by both desks in the same order. */
async function fill(owner: Client, campaign: number): Promise<void> {
  for (const type of ['PersonRegistered', 'RegistrationPassed'])
    await owner.query('select event_type_code($1)', [type]);
  const passed = (stage: string) => `jsonb_build_object('round', 1, 'stage', '${stage}')`;
  await owner.query(`
    insert into event (campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
      recorded_at, command, leaf)
    select ${campaign}, n, stream_key(stream), 1 + n / ${PEOPLE}, t.code, 1, unit, person, case when n < ${PEOPLE} then 25000 end,
      at, at, gen_random_uuid(),
      convert_to(jsonb_build_object('actor', 'u_' || agent, 'amountFen', 25000, 'campaign', '411722-2020', 'causation', null,
        'command', gen_random_uuid(), 'data', case when n < ${PEOPLE} then jsonb_build_object('agent', agent, 'receipt',
          'SC2020-' || lpad(i::text, 8, '0'), 'group', '3组', 'channel', 'agent', 'source', 'file', 'file', '0123456789abcdef',
          'line', i, 'receivedOn', '2019-09-25') when n < ${2 * PEOPLE} then ${passed('health-centre')} else ${passed('tax')} end,
        'nonce', encode(sha256(n::text::bytea), 'hex'), 'occurredAt', '2019-09-25T08:00:00.000Z', 'onBehalfOf', null, 'person',
        jsonb_build_object('key', person, 'identity', encode(sha256(i::text::bytea), 'hex')), 'recordedAt',
        '2019-09-25T08:00:03.120Z', 'schemaVersion', 1, 'stream', stream, 'type', t.name, 'unit', unit, 'version', 1)::text, 'UTF8')
    from generate_series(0, ${EVENTS - 1}) n
    cross join lateral (select n % ${PEOPLE} as i) i
    cross join lateral (
      select '411722/' || 101 + i * 26 / ${PEOPLE} || '/' || lpad((i % 20)::text, 2, '0') as unit,
        101 + i * 26 / ${PEOPLE} || '-' || lpad((i % 20)::text, 2, '0') || '-1' as agent,
        timestamptz '2019-09-25 08:00Z' + i * interval '1 second' as at,
        (lpad(to_hex(1569000000000 + i), 12, '0') || '70008000' || lpad(to_hex(i), 12, '0'))::uuid as registration,
        md5(i::text)::uuid as person
    ) a
    cross join lateral (select 'registration-' || registration as stream) s
    join event_type t on t.name = case when n < ${PEOPLE} then 'PersonRegistered' else 'RegistrationPassed' end
    order by n`);
  await owner.query(`update log set head = ${EVENTS} where campaign = ${campaign}`);
  await owner.query('analyze');
  // Clones of the template lose it.
  await owner.query(
    `do $$ begin execute format('grant create on database %I to canbao_projector', current_database()); end $$`,
  );
}
