import { Command, CommanderError } from 'commander';

import { listEvents } from './audit/list-events.ts';
import { rebuildAll } from './audit/rebuild-all.ts';
import { showAsOf, showDiff } from './audit/show-as-of.ts';
import { openInstallation, type Opened, type Target } from './open-installation.ts';
import { checkPack } from './pack/check-pack.ts';
import { recoverProcesses } from './recover/recover-processes.ts';
import { WrongUse } from './wrong-use.ts';

type Options = Target & { readonly json?: boolean };

/** A position as typed; anything else is wrong use. */
function position(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new WrongUse(`${text} is no position`, 'positions are whole numbers from 0; see `canbao events`');
  return number;
}

async function withInstallation(options: Options, run: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await openInstallation(options);
  try {
    await run(opened);
  } finally {
    await opened.close();
  }
}

/** Positions are read before anything is opened: wrong use answers at once. */
function withPosition(
  texts: readonly string[],
  options: Options,
  run: (opened: Opened, positions: readonly number[]) => Promise<void>,
): Promise<void> {
  const positions = texts.map(position);
  return withInstallation(options, (opened) => run(opened, positions));
}

const program = new Command('canbao')
  .description('参保：给运维与审计的工具 the tool for operators and auditors')
  .exitOverride();
const command = (name: string, description: string) =>
  program
    .command(name)
    .description(description)
    .option('--data <folder>', 'data folder of the installation', '.canbao')
    .option('--campaign <code>', 'campaign, if there are several')
    .option('--json', 'answer in JSON');

program
  .command('pack')
  .description('policy packs')
  .command('check')
  .argument('<file>')
  .option('--json', 'answer in JSON')
  .description('checks a policy pack: shapes, invariants, findings with their settlements')
  .action(async (file: string, options: Options) => {
    if (!(await checkPack(file, options.json === true))) process.exitCode = 1;
  });
command('events', 'the events of the log, from a position on')
  .option('--from <position>', 'first position', '0')
  .option('--limit <n>', 'at most this many', '100')
  .option('--type <type>', 'only this type')
  .option('--unit <unit>', 'only this unit and what is below it')
  .action((options: Options & { from: string; limit: string; type?: string; unit?: string }) =>
    withInstallation(options, (opened) =>
      listEvents(
        opened,
        { from: position(options.from), limit: position(options.limit), type: options.type, unit: options.unit },
        options.json === true,
      ),
    ),
  );
command('as-of <position>', 'figures of every township as of a position').action((at: string, options: Options) =>
  withPosition([at], options, (opened, [place = 0]) => showAsOf(opened, place, options.json === true)),
);
command('diff <from> <to>', 'what changed between two positions').action((from: string, to: string, options: Options) =>
  withPosition([from, to], options, (opened, [a = 0, b = 0]) => showDiff(opened, [a, b], options.json === true)),
);
command('rebuild [projection]', 'builds read models anew beside the live ones, compares and switches').action(
  (name: string | undefined, options: Options) =>
    withInstallation(options, (opened) => rebuildAll(opened, name, options.json === true)),
);
command('recover', 'starts every workflow that should run by the log and does not; may be run again').action(
  (options: Options) => withInstallation(options, (opened) => recoverProcesses(opened, options.json === true)),
);

try {
  await program.parseAsync();
} catch (problem) {
  if (problem instanceof CommanderError) process.exit(problem.exitCode === 0 ? 0 : 2);
  if (problem instanceof WrongUse) {
    process.stderr.write(`${problem.message}\n  ${problem.remedy}\n`);
    process.exit(2);
  }
  process.stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  process.exit(1);
}
