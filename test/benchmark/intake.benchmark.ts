import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';

import { parse } from 'csv-parse';
import { streamXlsxRows, writeXlsx } from 'hucre/xlsx';

import { type BatchBench, batchBench } from '../engine/batch-bench.ts';
import { benchmarkResult, type BenchmarkResult } from './benchmark-result.ts';
import type { ClerkWork } from './clerk-thread.internal.ts';
import { openedForIntake } from './opened-for-intake.ts';
import { registrationHeads, registrationRows } from './registration-rows.ts';
import { type Contender, roundRobin } from './round-robin.ts';

const ROUNDS = 5;
/** The largest township of Shangcai. */
const ROWS = 86_258;
const campaign = '419998-2020-m';
const unit = '419998/101';

/** Whether the reading tables are kept up while a file is taken. */
let isFollowing = false;

/**
 * A township's file from upload to its last fact in the log: kept sealed, read, every row judged, identified,
 * sealed, hashed and appended with its claim. The limit is a library that reads the same file and throws it away. The
 * reading tables stand still meanwhile and follow afterwards, off the clock; what it costs to have them follow at the same
 * time, on the same two cores, stands beside it. Each round brings other people into the same campaign, so the tables
 * grow. No network and no engine between.
 */
export async function benchmark(): Promise<BenchmarkResult> {
  const bench: BatchBench = await batchBench(campaign, () => bench.follow(isFollowing));
  try {
    await openedForIntake(bench.say, campaign, ROWS * 6 * (ROUNDS + 1));
    return benchmarkResult('intake', ROUNDS, await roundRobin(contenders(bench), ROUNDS));
  } finally {
    await bench.close();
  }
}

const contenders = (bench: BatchBench): readonly Contender[] => [
  { name: 'xlsx merely read', unit: 'rows/s', run: async () => rate(await xlsxFile(nextRows()), readXlsx) },
  {
    name: 'xlsx from upload to last fact',
    unit: 'rows/s',
    run: async () => taking(bench, await xlsxFile(nextRows())),
    against: 'xlsx merely read',
    goal: 0.17,
  },
  {
    name: 'xlsx from upload to last fact, reading tables beside it',
    unit: 'rows/s',
    run: async () => taking(bench, await xlsxFile(nextRows()), true),
    against: 'xlsx merely read',
  },
  { name: 'CSV merely read', unit: 'rows/s', run: () => rate(csvFile(nextRows()), readCsv) },
  {
    name: 'CSV from upload to last fact',
    unit: 'rows/s',
    run: () => taking(bench, csvFile(nextRows())),
    against: 'CSV merely read',
    goal: 0.125,
  },
  { name: "a clerk's registrations meanwhile, at their p99", unit: '/s', run: () => clerkMeanwhile(bench) },
];

/** People of the clerk's own, behind all files, for each round. */
let clerks = 5_000_000;
const CLERK_PEOPLE = 100_000;

let files = 0;
/** Every file is of other people and other receipts. */
function nextRows(): Generator<readonly string[]> {
  const first = files * ROWS;
  files += 1;
  return registrationRows({ rows: ROWS, first, receipt: first + 1 });
}

async function rate(file: Uint8Array, run: (file: Uint8Array) => Promise<number>): Promise<number> {
  const from = performance.now();
  const rows = await run(file);
  if (rows !== ROWS) throw new Error(`${rows} of ${ROWS} rows`);
  return (ROWS / (performance.now() - from)) * 1_000;
}

async function taking(bench: BatchBench, file: Uint8Array, areTablesBeside = false): Promise<number> {
  isFollowing = areTablesBeside;
  const rowsPerSecond = await rate(file, () => take(bench, file));
  await bench.caughtUp();
  return rowsPerSecond;
}

/** A clerk's registrations while a file is taken; how many a second their p99 allows. */
async function clerkMeanwhile(bench: BatchBench): Promise<number> {
  clerks += CLERK_PEOPLE;
  const work: ClerkWork = { vault: bench.vaultOptions, campaign, unit: `${unit}/01`, first: clerks };
  const clerk = new Worker(new URL('./clerk-thread.internal.ts', import.meta.url), { workerData: work });
  const said = once(clerk, 'message') as Promise<[number[]]>;
  await taking(bench, csvFile(nextRows()), true);
  clerk.postMessage('stop');
  const [tookMs] = await said;
  tookMs.sort((a, b) => a - b);
  const [p50 = 0, p99 = 0] = [0.5, 0.99].map((share) => tookMs[Math.floor(tookMs.length * share)]);
  console.error(
    `a clerk meanwhile: ${tookMs.length} registrations, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`,
  );
  return 1_000 / p99;
}

async function take(bench: BatchBench, file: Uint8Array): Promise<number> {
  const intake = randomBytes(8).toString('hex');
  await bench.vault.keepFile(campaign, intake, file);
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent: null, sha256: intake } });
  while (!(await bench.intake.takeChunk({ campaign, intake, unit, actor: 'u_office' })).isEnd);
  const [taken] = await bench.lastEvents('FileTaken', 1);
  return Number(taken?.data['taken']);
}

async function readXlsx(file: Uint8Array): Promise<number> {
  let rows = -1; // the heading
  for await (const _row of streamXlsxRows(file)) rows += 1;
  return rows;
}

async function readCsv(file: Uint8Array): Promise<number> {
  let rows = -1;
  for await (const _record of Readable.from([file]).pipe(parse())) rows += 1;
  return rows;
}

const csvFile = (rows: Iterable<readonly string[]>): Uint8Array =>
  Buffer.from([registrationHeads, ...rows].map((row) => row.join(',')).join('\r\n'));

const xlsxFile = (rows: Iterable<readonly string[]>): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: '名册', rows: [registrationHeads, ...rows].map((row) => [...row]) }] });
