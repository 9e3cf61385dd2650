import { agentCashQuery } from '@canbao/projections/agent-cash/agent-cash.query';
import { bagQuery } from '@canbao/projections/bag/bag.query';
import { contributionQuery } from '@canbao/projections/contribution/contribution.query';
import { duplicateQuery } from '@canbao/projections/duplicate/duplicate.query';
import { enrolmentWorkQuery } from '@canbao/projections/enrolment-work/enrolment-work.query';
import { historyQuery } from '@canbao/projections/history/history.query';
import { looseReceiptQuery } from '@canbao/projections/loose-receipt/loose-receipt.query';
import { momentQuery } from '@canbao/projections/moment/moment.query';
import { projectGroup } from '@canbao/projections/project-group';
import { projections } from '@canbao/projections/projections';
import type { ReadingHandle } from '@canbao/projections/reading-handle';
import { receiptBookQuery } from '@canbao/projections/receipt-book/receipt-book.query';
import { receiptNumberQuery } from '@canbao/projections/receipt-number/receipt-number.query';
import { registrationQuery } from '@canbao/projections/registration/registration.query';
import { returnedRowQuery } from '@canbao/projections/returned-row/returned-row.query';
import { screeningQueueQuery } from '@canbao/projections/screening-queue/screening-queue.query';
import { screeningRowQuery } from '@canbao/projections/screening-row/screening-row.query';
import { screeningWorkQuery } from '@canbao/projections/screening-work/screening-work.query';
import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

import { type ReadingScratch, readingScratch, type ScratchCampaign } from './reading-scratch.ts';
import { seasonEvents } from './season-events.ts';
import { COUNTY } from './season-scribe.ts';
import { uuid } from './story.ts';

const FILLED_ROWS = 60_000;
const season = seasonEvents({ seed: 3, townships: 2, villages: 2, people: 40 });

let scratch: ReadingScratch;
let campaign: ScratchCampaign;
let owner: pg.Client;
/** Everything that was sent, so that exactly that can be explained. */
let sent: CompiledQuery[] = [];
let handle: ReadingHandle;

beforeAll(async () => {
  scratch = await readingScratch();
  campaign = await scratch.openCampaign('411722-2020');
  owner = new pg.Client({ connectionString: scratch.database.ownerUrl });
  await owner.connect();
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: scratch.reading.log.pool }),
    log: ({ query }) => void sent.push(query),
  });
  handle = { ...campaign.handle, db };
}, 60_000);
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  await owner.end();
  await scratch.close();
});

/** Whole scans of these tables that any statement sent since the test began would make. */
async function scansOf(tables: readonly string[]): Promise<readonly string[]> {
  const scans = new Set<string>();
  for (const { sql, parameters } of sent) {
    if (!/^\s*(select|insert|update|delete|with)/.test(sql)) continue;
    const { rows } = await owner.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters]);
    for (const row of rows) {
      const scan = /Seq Scan on (\w+)/.exec(row['QUERY PLAN'])?.[1];
      if (scan !== undefined && tables.includes(scan))
        scans.add(`${scan}: ${sql.trim().replace(/\s+/g, ' ').slice(0, 160)}`);
    }
  }
  return [...scans];
}

async function project(): Promise<void> {
  for (const group of Object.values(projections)) while ((await projectGroup(handle.db, group, { limit: 100 })) > 0);
}

/** A log and tables of a real size, beside which a batch is small. The events are of no known type. */
async function fill(): Promise<void> {
  const { campaign: number } = handle;
  await owner.query(`select event_type_code('FilledIn')`);
  await owner.query(
    `insert into event (campaign, position, stream, version, type, schema_version, unit, person, amount_fen, occurred_at,
       recorded_at, command, leaf)
     select $1, l.head + n, gen_random_uuid(), 1, (select code from event_type where name = 'FilledIn'), 1, '411722/103/01',
       gen_random_uuid(), 1, now(), now(), gen_random_uuid(), convert_to('{"data":{},"stream":"x-1"}', 'UTF8')
     from log l, generate_series(0, $2 - 1) n where l.campaign = $1`,
    [number, FILLED_ROWS],
  );
  await owner.query('update log set head = head + $2 where campaign = $1', [number, FILLED_ROWS]);
  await owner.query(
    `insert into reading.registration (campaign, registration, unit, township, village, agent, group_name, person,
       person_position, receipt, amount_fen, received_on, source, registered_at, registered_position, bag)
     select $1, gen_random_uuid(), '411722/' || 200 + n % 26 || '/01', (200 + n % 26)::text, '01',
       200 + n % 26 || '-01-' || n % 40, '1', gen_random_uuid(), 0, 'XX2020-' || lpad(n::text, 8, '0'), 25000, now(), 'single', now(), 0,
       lpad(to_hex(n / 40), 5, '0')
     from generate_series(1, $2) n`,
    [number, FILLED_ROWS],
  );
  await owner.query(
    `insert into reading.loose_receipt (campaign, registration, agent, unit, receipt, person, amount_fen, first_at, position)
     select campaign, registration, agent, unit, receipt, person, amount_fen, registered_at, 0 from reading.registration
     where township >= '200'`,
  );
  await owner.query(
    `insert into reading.bank_line (campaign, account, serial, place)
     select $1, 200 + n % 26, n, 1 from generate_series(1, $2) n`,
    [number, FILLED_ROWS],
  );
  await owner.query(
    `insert into reading.contribution (campaign, measure, position, unit, type, subject, occurred_at, recorded_at, people, fen)
     select $1, 'registered', 1000000 + n, '411722/' || 200 + n % 26 || '/01', 'x', 'x', now(), now(), 1, 1 from generate_series(1, $2) n`,
    [number, FILLED_ROWS],
  );
  await owner.query('analyze');
}

const hot = ['event', 'event_1', 'registration', 'loose_receipt', 'bank_line', 'contribution'];

test('on an empty log no batch scans the whole of it', async () => {
  await campaign.append(season.slice(0, 60));
  await project();
  expect(await scansOf(['event', 'event_1'])).toStrictEqual([]);
});

describe('beside many events and rows', () => {
  beforeAll(async () => {
    await fill();
    await campaign.append(season.slice(60));
  }, 60_000);

  test('no batch of any projection scans the log or a busy table', async () => {
    await project();
    expect(sent.length).toBeGreaterThan(200);
    expect(await scansOf(hot)).toStrictEqual([]);
  }, 60_000);

  test('no question of an agent, a desk or an auditor scans them either', async () => {
    const asked = { township: '101', after: null, limit: 100 };
    await momentQuery.current(handle);
    await looseReceiptQuery.ofAgent(handle, '101-01-1');
    await agentCashQuery.ofAgent(handle, '101-01-1');
    await bagQuery.ofAgent(handle, '101-01-1');
    await registrationQuery.byId(handle, uuid(1));
    await registrationQuery.byReceipt(handle, 'SC2020-00000001');
    await registrationQuery.ofPerson(handle, uuid(1));
    await registrationQuery.returnedToAgent(handle, '101-01-1');
    await registrationQuery.refundsInHand(handle, '101-01-1');
    await duplicateQuery.against(handle, [uuid(1), uuid(2)]);
    await duplicateQuery.ofPairs(handle, [{ registration: uuid(2), other: uuid(1) }]);
    await duplicateQuery.ofTownship(handle, '101');
    await duplicateQuery.suspects(handle, '101', asked);
    await screeningWorkQuery.page(handle, { township: '101', stage: 'tax', round: 1 }, asked);
    await screeningQueueQuery.villages(handle, '101');
    await screeningQueueQuery.progress(handle, '101');
    const rows = { township: '101', village: '01', set: 'failed' } as const;
    await screeningRowQuery.page(handle, { ...rows, reason: 'name-differs' }, { after: uuid(1), limit: 51 });
    await screeningRowQuery.sizes(handle, rows);
    await screeningRowQuery.reasons(handle, rows);
    await returnedRowQuery.ofAgent(handle, '101-01-1', { after: uuid(1), limit: 51 });
    await returnedRowQuery.counts(handle, '101-01-1');
    await enrolmentWorkQuery.toEnrol(handle, asked);
    await receiptBookQuery.ofTownship(handle, '101');
    await receiptNumberQuery.usedOf(handle, '101-1');
    await receiptNumberQuery.useOf(handle, 'SC2020-00000001');
    await historyQuery.of(handle, 'receipt', 'SC2020-00000001', { limit: 200 });
    await historyQuery.of(handle, 'agent', '101-01-1', { limit: 200 });
    await historyQuery.of(handle, 'bag', 'K7M4P', { limit: 200 });
    await contributionQuery.sum(handle, { measure: 'registered', unit: `${COUNTY}/101`, from: 0, to: 1_000 });
    expect(await scansOf(hot)).toStrictEqual([]);
  });

  test('the check sees a scan where there is one', async () => {
    await registrationQuery.byId(handle, uuid(1));
    sent = [{ ...sent[0]!, sql: 'select * from reading.registration where line = $1', parameters: [1] }];
    expect(await scansOf(hot)).toHaveLength(1);
  });
});
