import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { PlayedSeason } from './played-season.ts';

type Answer = {
  readonly workflows: readonly { readonly type: string; readonly outcome: 'started' | 'running' }[];
};
/** What the operator read, the first time and when asked once more. */
export type Recovered = { readonly first: Answer['workflows']; readonly again: Answer['workflows'] };

/**
 * K7, after the engine was killed: its whole store is deleted, the operator tries `canbao recover` too early, starts the
 * server, and recovers from the log, twice. Throws when the tool does not say what it should.
 */
export async function recoverEmptyStore({ season, folder }: PlayedSeason): Promise<Recovered> {
  async function recover(): Promise<{ readonly end: string; readonly output: string }> {
    const tool = season.once('recover', 'apps/cli/main.ts', ['recover', '--json', '--data', folder]);
    return { end: await tool.ended, output: tool.output() };
  }
  async function recovered(): Promise<Answer['workflows']> {
    const { end, output } = await recover();
    if (end !== 'code 0') throw new Error(`canbao recover ended with ${end}: ${output}`);
    return (JSON.parse(output) as Answer).workflows;
  }
  for (const ending of ['', '-shm', '-wal']) rmSync(join(folder, `temporal.db${ending}`), { force: true });
  const early = await recover();
  if (early.end !== 'code 1' || !early.output.includes('does not answer'))
    throw new Error(`canbao recover without an engine ended with ${early.end}: ${early.output}`);
  await season.restart('temporal');
  return { first: await recovered(), again: await recovered() };
}
