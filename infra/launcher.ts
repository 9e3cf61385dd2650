import { processKeeper, type ProcessKeeper } from './process-keeper.ts';
import type { Say } from './progress.ts';

/**
 * Runs a command that starts processes: opens the keeper, stops everything when the work is over, on Ctrl-C, on SIGTERM
 * and when the terminal goes, and ends this process with the exit code. Several signals stop once.
 * `stoppedCode`: what a run means that was stopped from outside; 0 where that is the ordinary end.
 */
export async function launcher(
  { dataFolder, say, stoppedCode }: { readonly dataFolder: string; readonly say: Say; readonly stoppedCode: number },
  work: (keeper: ProcessKeeper) => Promise<number>,
): Promise<never> {
  let ending: Promise<never> | undefined;
  const keeper = await processKeeper(dataFolder, say).catch((error: unknown) => {
    say(messageOf(error));
    return process.exit(1);
  });
  const end = (code: number, why: string): Promise<never> =>
    (ending ??= (async () => {
      say(why);
      await keeper.stopAll();
      say('everything is stopped');
      process.exit(code);
    })());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void end(stoppedCode, `stopping (${signal}) …`));
  try {
    return await end(await work(keeper), 'stopping …');
  } catch (error) {
    // What was stopped on purpose fails whoever waits for it: that is no error.
    if (!ending) say(messageOf(error));
    return end(1, 'stopping …');
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
