import { embeddedPostgres } from '@canbao/infra/embedded-postgres';
import { errorCode } from '@canbao/infra/error-code';
import { commandOf } from '@canbao/infra/process-record';
import { processKeeper, type ProcessKeeper } from '@canbao/infra/process-keeper';
import type { SeasonSummary } from '@canbao/rehearsal/season/season-summary';
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A season that has been played to its end, everything stopped but PostgreSQL over its data. */
export type SeasonAtRest = {
  /** How `rehearse` ended, in words for people: "code 0". */
  readonly end: string;
  readonly summary: SeasonSummary;
  /** What the command wrote. */
  readonly said: string;
  /** Everything that the season has left, the data folder among it. */
  readonly folder: string;
  readonly dataFolder: string;
  /** A database of the season, for its owner or for a role. */
  url(database: string, role?: string): string;
  /** Lets the next spec file have the season. */
  leave(): Promise<void>;
};

/** What the season is made of. Small, and as fast as its people can press buttons. */
export const script = { people: 400, seed: 7, pack: 'two-townships-test', faults: 'usual' } as const;

/** Its campaign, by region, year and rehearsal. */
export const campaign = '419998-2020-r1';

/** For `beforeAll`: 75 s on two cores that have nothing else to do, seven minutes on two that are badly overworked. */
export const seasonPatienceMs = 900_000;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const seasons = join(root, '.canbao', 'end-to-end');

/**
 * One whole season by the command itself, `infra/rehearse.ts`, with engines of its own. Played once per run of Jest:
 * the first spec file that asks plays it, the others find it. They take turns, because PostgreSQL does. What a run has
 * played lies in `.canbao/end-to-end/<pid>` until the next run clears it, for whoever wants to know why it failed.
 */
export async function seasonAtRest(): Promise<SeasonAtRest> {
  // The engines of the specs are others: this season must neither use nor fill them. (A spec file has a copy of this.)
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) delete process.env[name];
  await clearEarlierRuns();
  const folder = join(seasons, runOf(process.env['TEST_TEMPLATE']));
  mkdirSync(folder, { recursive: true });
  const turn = await takeTurn(join(folder, 'turn'));
  const keeper = await processKeeper(folder);
  const leave = async () => {
    await keeper.stopAll();
    rmSync(turn);
  };
  try {
    const dataFolder = join(folder, 'data');
    const played = join(folder, 'played.json');
    if (!existsSync(played)) writeFileSync(played, JSON.stringify(await play(keeper, folder, dataFolder)));
    const { end, said } = JSON.parse(readFileSync(played, 'utf8')) as Played;
    const out = join(folder, 'season.json');
    if (!existsSync(out)) throw new Error(`the season was not played to its end (${end}):\n${said.slice(-4_000)}`);
    const { url } = await embeddedPostgres({ keeper, dataFolder });
    return {
      end,
      said,
      folder,
      dataFolder,
      url,
      leave,
      summary: JSON.parse(readFileSync(out, 'utf8')) as SeasonSummary,
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

type Played = Pick<SeasonAtRest, 'end' | 'said'>;

async function play(keeper: ProcessKeeper, folder: string, dataFolder: string): Promise<Played> {
  const out = join(folder, 'season.json');
  const { people, seed, pack, faults } = script;
  const options = { people, seed, pack, faults, minutes: 0.1, data: dataFolder, out };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const kept = keeper.start({
    name: 'rehearse',
    command: [process.execPath, join(root, 'infra/rehearse.ts'), ...flags],
    cwd: root,
  });
  const isOver = await Promise.race([kept.ended, sleep(seasonPatienceMs - 60_000, undefined, { ref: false })]);
  if (isOver === undefined) await keeper.stop(kept);
  return { end: isOver ?? 'it took too long', said: kept.output() };
}

/** The pid of this run of Jest, which its worker processes know as well: `canbao_template_<pid>`. */
function runOf(template: string | undefined): string {
  const run = /\d+$/.exec(template ?? '')?.[0];
  if (!run) throw new Error('TEST_TEMPLATE is not set: run the specs with jest from the root');
  return run;
}

async function clearEarlierRuns(): Promise<void> {
  mkdirSync(seasons, { recursive: true });
  for (const run of readdirSync(seasons)) {
    if (commandOf(Number(run))?.includes('jest')) continue;
    // Where the system does not do it, a keeper stops what a run has left behind that was killed.
    for (const folder of [join(seasons, run), join(seasons, run, 'data')])
      if (existsSync(join(folder, 'run.json'))) await (await processKeeper(folder)).stopAll();
    rmSync(join(seasons, run), { recursive: true, force: true });
  }
}

async function takeTurn(file: string): Promise<string> {
  for (;;) {
    try {
      closeSync(openSync(file, 'wx'));
      return file;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
      await sleep(200);
    }
  }
}
