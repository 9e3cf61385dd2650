import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedPostgres } from './embedded-postgres.ts';
import { embeddedTemporal } from './embedded-temporal.ts';
import { freePort } from './free-port.ts';
import type { KeptProcess } from './kept-process.ts';
import { migrate } from './migrate.ts';
import type { ProcessKeeper } from './process-keeper.ts';
import type { Say } from './progress.ts';
import { seasonEnvironment, secretFile, type SeasonEnvironment } from './season-environment.ts';
import { nodeArguments, seasonProcesses, type SeasonProcess } from './season-processes.ts';

export type SeasonPart = 'postgres' | 'temporal' | SeasonProcess['name'];

/** Engines and processes of one installation, running. */
export type Season = {
  readonly environment: SeasonEnvironment;
  /** The process of a part; undefined for a server that is not ours. */
  part(name: SeasonPart): KeptProcess | undefined;
  /** Starts a part that has ended again, on its port and data, and waits until it is ready. */
  restart(name: SeasonPart): Promise<void>;
  /** Starts a process of this project once, in the season's environment. */
  once(name: string, entry: string, args: readonly string[]): KeptProcess;
};

export type SeasonOptions = {
  readonly keeper: ProcessKeeper;
  readonly dataFolder: string;
  /** Of the API and the console; default: a free one. */
  readonly port?: number;
  /** Where the others reach the counterparts that listen at this port; default: there. Tests stand in between. */
  readonly counterpartUrl?: (port: number) => Promise<string>;
  readonly say: Say;
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Starts PostgreSQL, Temporal, migrations and all processes; resolves when all of them can be used. */
export async function season({ keeper, dataFolder, port, counterpartUrl, say }: SeasonOptions): Promise<Season> {
  const rolePassword = readFileSync(secretFile(dataFolder, 'roles.key')).toString('hex');
  const openPostgres = (at?: number) => embeddedPostgres({ keeper, dataFolder, rolePassword, ...(at && { port: at }) });
  const openTemporal = (at?: number) =>
    embeddedTemporal({ keeper, storeFile: join(dataFolder, 'temporal.db'), say, ...(at && { port: at }) });

  const [postgres, temporal, apiPort, counterpartPort] = await Promise.all([
    openPostgres().then(async (opened) => {
      say(`PostgreSQL ${opened.version} is ready`);
      const ran = await migrate({
        ownerUrl: opened.url('postgres'),
        counterparts: 'canbao_counterparts',
        rolePassword,
      });
      if (ran.length > 0) say(`${ran.length} migrations have run`);
      return opened;
    }),
    openTemporal(),
    port ?? freePort(),
    freePort(),
  ]);
  say(`Temporal is ready`);
  const environment = seasonEnvironment({
    dataFolder,
    postgres,
    temporalAddress: temporal.address,
    apiPort,
    counterpartPort,
    ...(counterpartUrl && { counterpartUrl: await counterpartUrl(counterpartPort) }),
  });
  const parts = new Map<SeasonPart, KeptProcess | undefined>([
    ['postgres', postgres.kept],
    ['temporal', temporal.kept],
  ]);
  const launch = async (spec: SeasonProcess) => {
    const kept = startNode(keeper, environment, spec.name, nodeArguments(spec.entry, spec.isNest));
    parts.set(spec.name, kept);
    await kept.waitUntil(() => isReady(spec, kept, environment), 'readiness', 90_000);
    say(`${spec.name} is ready`);
  };
  await Promise.all(seasonProcesses.map(launch));
  return {
    environment,
    part: (name) => parts.get(name),
    async restart(name) {
      const spec = seasonProcesses.find((one) => one.name === name);
      if (spec) return launch(spec);
      if (name === 'postgres') parts.set(name, (await openPostgres(portOf(environment.OWNER_DATABASE_URL))).kept);
      else parts.set(name, (await openTemporal(portOf(`tcp://${environment.TEMPORAL_ADDRESS}`))).kept);
    },
    once: (name, entry, args) => startNode(keeper, environment, name, [...nodeArguments(entry), ...args]),
  };
}

function startNode(
  keeper: ProcessKeeper,
  environment: SeasonEnvironment,
  name: string,
  args: readonly string[],
): KeptProcess {
  return keeper.start({
    name,
    command: [process.execPath, ...args],
    cwd: root,
    env: { ...process.env, ...environment },
  });
}

async function isReady(
  { isReadyAt }: SeasonProcess,
  kept: KeptProcess,
  environment: SeasonEnvironment,
): Promise<boolean> {
  if (isReadyAt === 'line') return /^ready$/m.test(kept.output());
  try {
    return (await fetch(`${environment[isReadyAt]}/healthz`, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false; // Nobody listens there yet; if it ended, waitUntil says so.
  }
}

const portOf = (url: string): number => Number(new URL(url).port);
