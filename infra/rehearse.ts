import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { forgetSeason } from './forget-season.ts';
import { launcher } from './launcher.ts';
import { memoryMeter } from './memory-meter.ts';
import type { ProcessKeeper } from './process-keeper.ts';
import { progress, type Say } from './progress.ts';
import { season, type SeasonPart } from './season.ts';
import { seasonOptions, type SeasonOptions } from './season-options.ts';
import { openRehearsal, rehearsal, seasonProcesses } from './season-processes.ts';
import { tailLog } from './tail-log.ts';

/** One whole season without a console. Returns the rehearsal's exit code: 0 only if every promise held. */
export async function rehearse(keeper: ProcessKeeper, options: SeasonOptions, say: Say): Promise<number> {
  const { dataFolder, out } = options;
  if (options.isFresh) forgetSeason(dataFolder);
  const beganAt = Date.now();
  const meter = memoryMeter((pid) => keeper.running().find((kept) => kept.pid === pid)?.spec.name);
  const running = await season({ keeper, dataFolder, say });
  const accounts = running.once('accounts', openRehearsal, options.people);
  const opened = await accounts.ended;
  if (opened !== 'code 0')
    throw new Error(`the made-up accounts could not be opened (${opened}): see ${accounts.logFile}`);

  const play = running.once('rehearsal', rehearsal, [...options.rehearsal, ...(out ? ['--out', out] : [])]);
  const names: readonly SeasonPart[] = ['postgres', 'temporal', ...seasonProcesses.map(({ name }) => name)];
  const death = Promise.race(
    names.map(async (name): Promise<never> => {
      const part = running.part(name);
      if (!part) return new Promise(() => {});
      throw new Error(`${name} has ended (${await part.ended}) in the middle of the season: see ${part.logFile}`);
    }),
  );
  const end = await Promise.race([tailLog(play, say), death]);
  meter.stop();
  const peak = meter.peak();
  if (peak)
    say(
      `peak memory ${Math.round(peak.megabytes)} MB: ${[...peak.parts].map(([name, mb]) => `${name} ${Math.round(mb)}`).join(', ')}`,
    );
  if (out && existsSync(out)) complete(out, (Date.now() - beganAt) / 1000, peak?.megabytes);
  return end === 'code 0' ? 0 : 1;
}

/** Adds to the season's summary what only the launcher knows. */
function complete(file: string, wallSeconds: number, megabytes: number | undefined): void {
  const summary = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { pack, seed, ...rest } = summary;
  const measured = {
    wallSeconds: Math.round(wallSeconds * 10) / 10,
    ...(megabytes && { peakMemoryMb: Math.round(megabytes) }),
  };
  writeFileSync(file, `${JSON.stringify({ pack, seed, ...rest, ...measured }, undefined, 2)}\n`);
}

if (import.meta.main) {
  let options: SeasonOptions;
  try {
    options = seasonOptions(process.argv.slice(2), false);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
  const say = progress();
  mkdirSync(options.dataFolder, { recursive: true });
  await launcher({ dataFolder: options.dataFolder, say, stoppedCode: 130 }, (keeper) => rehearse(keeper, options, say));
}
