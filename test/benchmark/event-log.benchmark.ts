import { randomUUID } from 'node:crypto';
import { appendEvents, type AppendRequest } from '@canbao/event-log/append-events';
import { bulkAppend } from '@canbao/event-log/bulk-append';
import type { BulkPage } from '@canbao/event-log/bulk-page';
import { digestOf } from '@canbao/event-log/digest-of';
import { encodeLeaf } from '@canbao/event-log/leaf';
import type { NewEvent } from '@canbao/event-log/new-event';
import { openBulk } from '@canbao/event-log/open-bulk';
import { openCampaignLog } from '@canbao/event-log/open-campaign-log';
import { type EventLog, openEventLog } from '@canbao/event-log/open-event-log';
import { openLane } from '@canbao/event-log/open-lane';
import { type ScratchDatabase, scratchDatabase } from '@canbao/event-log/scratch-database';
import { streamKey } from '@canbao/event-log/stream-key';
import { uuid7 } from '@canbao/event-log/uuid7';
import { Client } from 'pg';
import { benchmarkResult, type BenchmarkResult } from './benchmark-result.ts';
import { plainTable } from './plain-table.ts';
import { type Contender, roundRobin } from './round-robin.ts';

const ROUNDS = 5;
const SINGLES_AT_16 = 20_000;
const SINGLES_AT_1 = 2_500;
const SINGLES_AT_64 = 30_000;
const PAGES = 120;
const PAGE_EVENTS = 1_000;

type Bench = { readonly database: ScratchDatabase; readonly owner: Client; readonly log: EventLog };

/**
 * Appends with everything on (versions, command ids, dense positions, leaf, hash), each campaign of its own, against
 * the same server's plain way of storing the same columns. What is appended is made before the clock starts; leaves are
 * encoded within it. No network lies between client and server, and nobody replicates.
 */
export async function benchmark(): Promise<BenchmarkResult> {
  const database = await scratchDatabase();
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  const log = await openEventLog(database.url('canbao_writer'));
  try {
    return benchmarkResult('event-log', ROUNDS, await roundRobin(contenders({ database, owner, log }), ROUNDS));
  } finally {
    await log.close();
    await owner.end();
    await database.drop();
  }
}

const contenders = (bench: Bench): readonly Contender[] => [
  ...[
    { clients: 16, events: SINGLES_AT_16, goal: 2.0 },
    { clients: 1, events: SINGLES_AT_1 },
    { clients: 64, events: SINGLES_AT_64 },
  ].flatMap(({ clients, events, goal }): Contender[] => [
    {
      name: `plain prepared INSERT of the same columns and keys, ${clients} clients`,
      unit: 'events/s',
      run: () =>
        plainTable(bench).inserts(
          clients,
          Array.from({ length: events }, (_, n) => columnsOf(n)),
        ),
    },
    {
      name: `single append, ${clients} clients`,
      unit: 'events/s',
      run: () => singles(bench, clients, events),
      against: `plain prepared INSERT of the same columns and keys, ${clients} clients`,
      ...(goal !== undefined && { goal }),
    },
  ]),
  {
    name: 'raw COPY of the same columns and keys',
    unit: 'events/s',
    run: () =>
      plainTable(bench).copies(
        Array.from({ length: PAGES }, (_, page) =>
          Array.from({ length: PAGE_EVENTS }, (_, n) => columnsOf(page * PAGE_EVENTS + n)),
        ),
      ),
  },
  {
    name: 'bulk with hash and check',
    unit: 'events/s',
    run: () => bulk(bench, {}),
    against: 'raw COPY of the same columns and keys',
    goal: 0.6,
  },
  {
    name: 'bulk with hash and check, encoded on a thread of its own',
    unit: 'events/s',
    run: () => bulk(bench, { hasThread: true }),
    against: 'raw COPY of the same columns and keys',
  },
  {
    name: 'bulk with a claim and a sealed row each',
    unit: 'events/s',
    run: () => bulk(bench, { isClaimed: true }),
    against: 'raw COPY of the same columns and keys',
  },
];

let campaigns = 0;

/** An empty log, behind a checkpoint. */
async function emptyLog({ log, owner }: Bench): Promise<string> {
  campaigns += 1;
  const campaign = `411722-2020-b${campaigns}`;
  await openCampaignLog(log, campaign);
  await owner.query('checkpoint');
  return campaign;
}

async function singles(bench: Bench, clients: number, events: number): Promise<number> {
  const campaign = await emptyLog(bench);
  const lane = await openLane(bench.log, campaign);
  // Names are learnt, connections opened and code compiled once in a process's life.
  await Promise.all(Array.from({ length: 200 }, (_, n) => appendEvents(lane, single(n))));
  const requests = Array.from({ length: events }, (_, n) => single(n));
  const took: number[] = [];
  const client = async () => {
    for (let request = requests.pop(); request !== undefined; request = requests.pop()) {
      const calledAt = performance.now();
      const { kind } = await appendEvents(lane, request);
      if (kind !== 'appended') throw new Error(`an append was ${kind}`);
      took.push(performance.now() - calledAt);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - from) / 1_000;
  await lane.close();
  took.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => took[Math.floor(took.length * share)]!.toFixed(2));
  console.error(`${clients} clients: p50 ${p50} ms, p99 ${p99} ms`);
  return events / seconds;
}

/** Without a thread: on two cores, of which PostgreSQL has one, a third busy thread is one too many. */
async function bulk(bench: Bench, { hasThread = false, isClaimed = false }): Promise<number> {
  const campaign = await emptyLog(bench);
  const run = await openBulk(bench.log, campaign, { hasThread, pauseMs: 0 });
  for (let n = -20; n < 0; n += 1) await bulkAppend(run, page(n, isClaimed));
  const pages = Array.from({ length: PAGES }, (_, n) => page(n, isClaimed));
  const sender = async () => {
    for (let next = pages.shift(); next !== undefined; next = pages.shift()) {
      const outcome = await bulkAppend(run, next);
      if (outcome.kind !== 'appended' || outcome.refused.length > 0) throw new Error(`a page was ${outcome.kind}`);
    }
  };
  const from = performance.now();
  // Three at a time: one is stored, one is encoded, one waits.
  await Promise.all([sender(), sender(), sender()]);
  const seconds = (performance.now() - from) / 1_000;
  await run.close();
  return (PAGES * PAGE_EVENTS) / seconds;
}

const FIRST_AT_MS = 1_569_369_600_000;
const TYPE = 'PersonRegistered';

function registered(n: number): NewEvent {
  const receipt = `SC2020-${String(n + 1).padStart(8, '0')}`;
  return {
    type: TYPE,
    data: {
      agent: '411722/101/03/1',
      receipt,
      group: 'resident',
      channel: 'agent',
      source: 'file',
      file: 'intake-0123456789abcdef',
      line: n + 1,
      receivedOn: '2019-09-25',
    },
    unit: '411722/101/03',
    actor: 'agent-101-03-1',
    occurredAt: FIRST_AT_MS + n,
    person: { key: randomUUID() },
    amountFen: 250_00,
  };
}

function single(n: number): AppendRequest {
  const commandId = randomUUID();
  const stream = `registration-${uuid7(FIRST_AT_MS + n)}`;
  return { commandId, digest: digestOf({ n }), streams: [{ stream, expectedVersion: 0, events: [registered(n)] }] };
}

function page(number: number, isClaimed: boolean): BulkPage {
  const rows = Array.from({ length: PAGE_EVENTS }, (_, i) => {
    const n = (number + 20) * PAGE_EVENTS + i;
    const event = registered(n);
    const person = event.person!.key;
    return {
      stream: `registration-${uuid7(FIRST_AT_MS + n)}`,
      expectedVersion: 0,
      events: [event],
      ...(isClaimed && {
        claims: [{ kind: 'receipt', key: `${n}` }],
        sealed: [{ person, group: 1, keyVersion: 1, ciphertext: Buffer.alloc(120, n) }],
      }),
    };
  });
  return { commandId: `run/${number}`, digest: digestOf({ number }), rows };
}

/** The same columns, for the plain table. */
function columnsOf(n: number) {
  const event = registered(n);
  const stream = `registration-${uuid7(FIRST_AT_MS + n)}`;
  const command = randomUUID();
  const recordedAt = Date.now();
  const nonce = command.replaceAll('-', '');
  const recording = { campaign: '411722-2020-b1', command, nonce, recordedAt, stream, version: 1 };
  return {
    stream: streamKey(stream),
    version: 1,
    type: 1,
    schemaVersion: 1,
    unit: event.unit,
    person: event.person!.key,
    amountFen: event.amountFen!,
    occurredAt: event.occurredAt,
    recordedAt,
    command,
    leaf: Buffer.from(encodeLeaf(event, recording)),
  };
}
