import { randomBytes } from 'node:crypto';

import { registerClient } from '@canbao/connectors/register/register.client';

import { type BatchBench, batchBench } from '../engine/batch-bench.ts';
import { slowRegister } from '../engine/slow-register.ts';
import { benchmarkResult, type BenchmarkResult } from './benchmark-result.ts';
import { openedForIntake } from './opened-for-intake.ts';
import { registrationHeads, registrationRows } from './registration-rows.ts';
import { type Contender, roundRobin } from './round-robin.ts';

const ROUNDS = 5;
/** The largest township of Shangcai; each contender screens a twelfth of it in a round. */
const PEOPLE = 86_258;
const PAGE = 500;
const PAGES = Math.floor(PEOPLE / PAGE / (ROUNDS + 1) / 2);
const campaign = '419998-2020-s';
const region = '419998';
const of = { campaign, region, township: '101', round: 1, planAt: Date.UTC(2019, 9, 5) } as const;

/** The sandbox answers a page in 5 ms; a register of the public security takes rather so long for 500 people. */
const REGISTER_MS = 100;

/**
 * A township's people against the population register, page by page: numbers and names opened, the register
 * asked over HTTP, held against the county's own books, judged, the verdicts appended. The limit is the register alone:
 * the same questions, one page after the other, the answers thrown away. Both with a register that takes its time, and
 * beside it with the sandbox as it is. Reading tables follow all the while.
 */
export async function benchmark(): Promise<BenchmarkResult> {
  const bench = await batchBench(campaign);
  try {
    await registeredTownship(bench);
    await firstCheck(bench);
    const pages = pagesInTurn();
    const contenders = [REGISTER_MS, 0].flatMap((registerMs) => screenings(bench, registerMs, pages));
    return benchmarkResult('screening', ROUNDS, await roundRobin(contenders, ROUNDS));
  } finally {
    await bench.close();
  }
}

type Pages = { page: number; after: string | null };
const pagesInTurn = (): Pages => ({ page: 0, after: null });

function screenings(bench: BatchBench, registerMs: number, pages: Pages): readonly Contender[] {
  const register = slowRegister(registerClient({ baseUrl: bench.outside.url, timeoutMs: 10_000 }), registerMs);
  const screening = bench.screeningWith(registerMs);
  const people = [...registrationRows({ rows: PAGES * PAGE, first: 0, receipt: 1 })];
  const alone = registerMs > 0 ? `the register alone, ${registerMs} ms a page` : 'the sandbox register alone';
  let asked = 0;
  return [
    {
      name: alone,
      unit: 'people/s',
      run: () =>
        rate(async () => {
          for (let n = 0; n < PAGES; n += 1) {
            const questions = people
              .slice(n * PAGE, (n + 1) * PAGE)
              .map(([idNumber = '', name = ''], row) => ({ registration: `${row}`, idNumber, name }));
            asked += 1;
            await register.lookUp({ key: `alone-${registerMs}-${asked}`, planAt: of.planAt, questions });
          }
        }),
    },
    {
      name: `screening against ${registerMs > 0 ? 'that register' : 'the sandbox register'}`,
      unit: 'people/s',
      run: () =>
        rate(async () => {
          for (let n = 0; n < PAGES; n += 1) {
            const { after } = await screening.screenPage({ ...of, stage: 'tax', ...pages });
            Object.assign(pages, { page: pages.page + 1, after });
          }
        }),
      against: alone,
      ...(registerMs > 0 && { goal: 0.8 }),
    },
  ];
}

async function rate(run: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await run();
  return ((PAGES * PAGE) / (performance.now() - from)) * 1_000;
}

async function registeredTownship(bench: BatchBench): Promise<void> {
  await openedForIntake(bench.say, campaign, PEOPLE);
  const lines = [registrationHeads, ...registrationRows({ rows: PEOPLE, first: 0, receipt: 1 })];
  const file = Buffer.from(lines.map((row) => row.join(',')).join('\r\n'));
  const intake = randomBytes(8).toString('hex');
  const unit = `${region}/101`;
  await bench.vault.keepFile(campaign, intake, file);
  await bench.say(`intake-${intake}`, unit, { type: 'FileReceived', data: { intake, agent: null, sha256: intake } });
  while (!(await bench.intake.takeChunk({ campaign, intake, unit, actor: 'u_office' })).isEnd);
  await bench.caughtUp();
}

async function firstCheck(bench: BatchBench): Promise<void> {
  let after: string | null = null;
  for (let page = 0, isEnd = false; !isEnd; page += 1) {
    ({ after, isEnd } = await bench.screening.screenPage({ ...of, stage: 'health-centre', page, after }));
  }
  await bench.caughtUp();
}
