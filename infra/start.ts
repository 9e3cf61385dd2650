import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { consoleBuild } from './console-build.ts';
import { freePort } from './free-port.ts';
import { forgetSeason } from './forget-season.ts';
import { launcher } from './launcher.ts';
import type { ProcessKeeper } from './process-keeper.ts';
import { progress, type Say } from './progress.ts';
import { season, type Season, type SeasonPart } from './season.ts';
import { seasonOptions, type SeasonOptions } from './season-options.ts';
import { openRehearsal, rehearsal, seasonProcesses } from './season-processes.ts';
import { tailLog } from './tail-log.ts';

const RESTARTS = 5;
// Where it is free the console always has the same address.
const USUAL_PORT = 3000;

/** Everything for one machine, with a rehearsed campaign that goes on while people work in it. Runs until it is told to stop. */
export async function start(keeper: ProcessKeeper, options: SeasonOptions, say: Say): Promise<number> {
  const { dataFolder } = options;
  if (options.isFresh) forgetSeason(dataFolder);
  const [running] = await Promise.all([
    season({ keeper, dataFolder, port: options.port ?? (await freePort(USUAL_PORT)), say }),
    consoleBuild().then((isNew) => say(isNew ? 'the console is built' : 'the console is as it was')),
  ]);
  const accounts = running.once('accounts', openRehearsal, options.people);
  const how = await accounts.ended;
  if (how !== 'code 0') throw new Error(`the made-up accounts could not be opened (${how}): see ${accounts.logFile}`);
  const play = running.once('rehearsal', rehearsal, [
    ...options.rehearsal,
    ...(options.out ? ['--out', options.out] : []),
  ]);
  void tailLog(play, (line) => say(`rehearsal: ${line}`)).then((end) =>
    say(`the rehearsal has ended (${end}); the console stays`),
  );
  greet(running, dataFolder);
  // Whichever part cannot be kept alive ends the run.
  await Promise.race(
    (['postgres', 'temporal', ...seasonProcesses.map(({ name }) => name)] as const).map((name) =>
      keepAlive({ running, keeper, say }, name),
    ),
  );
  return 1;
}

type Kept = { readonly running: Season; readonly keeper: ProcessKeeper; readonly say: Say };

/** A part that dies is started again, a few times; a part that keeps dying is not hidden. */
async function keepAlive({ running, keeper, say }: Kept, name: SeasonPart): Promise<void> {
  for (let restarts = 0; restarts <= RESTARTS; restarts++) {
    const part = running.part(name);
    if (!part) return new Promise(() => {});
    const how = await part.ended;
    if (keeper.isClosing()) return new Promise(() => {});
    if (restarts === RESTARTS) break;
    say(`${name} has ended (${how}): starting it again (see ${part.logFile})`);
    await sleep(1_000);
    await running.restart(name);
  }
  say(`${name} has ended ${RESTARTS + 1} times: giving up`);
}

type Account = { readonly name: string; readonly password: string; readonly role: string; readonly unitName: string };

/** Address, one account of every role, how to stop. */
function greet({ environment }: Season, dataFolder: string): void {
  const file = join(dataFolder, 'accounts.json');
  const accounts = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { accounts: Account[] }).accounts : [];
  const firstOfRole = [
    ...new Map([...accounts].reverse().map((account) => [account.role, account])).values(),
  ].reverse();
  const lines = firstOfRole.map(
    ({ name, password, role, unitName }) => `    ${role.padEnd(20)} ${name.padEnd(28)} ${password}   ${unitName}`,
  );
  console.log(
    [
      '',
      `  控制台 console:  ${environment.API_URL}`,
      '',
      `  虚构账号 made-up accounts, one of each role (all of them: ${file})`,
      ...lines,
      '',
      '  停止 stop: Ctrl-C',
      '',
    ].join('\n'),
  );
}

if (import.meta.main) {
  let options: SeasonOptions;
  try {
    options = seasonOptions(process.argv.slice(2), true);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
  const say = progress();
  mkdirSync(options.dataFolder, { recursive: true });
  await launcher({ dataFolder: options.dataFolder, say, stoppedCode: 0 }, (keeper) => start(keeper, options, say));
}
