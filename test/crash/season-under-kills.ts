import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { SeasonPart } from '@canbao/infra/season';
import { seasonProcesses } from '@canbao/infra/season-processes';
import { judgeSeason } from './judge-season.ts';
import { type Kill, type KillTold, killPart } from './kill-part.ts';
import { type PlayedSeason, playedSeason, type SeasonScript } from './played-season.ts';

export type SeasonTold = {
  readonly violations: readonly string[];
  readonly kills: readonly KillTold[];
  readonly events: number;
  readonly wallSeconds: number;
};

/** Longest that one season may take; then it is stopped and told as a violation. */
const SEASON_MS = 15 * 60_000;

/**
 * Plays a whole season while parts of it are killed, one after another, the plan clock held from each kill to rest.
 * What it tells is empty of violations when the rehearsal kept every promise and the judge finds nothing. The folder
 * of a season with violations is kept, and named in the last of them: its logs, notes and databases are the evidence.
 */
export async function seasonUnderKills(
  script: SeasonScript,
  kills: readonly Kill[],
  say: (line: string) => void,
): Promise<SeasonTold> {
  const from = Date.now();
  const played = await playedSeason(script, say);
  const told: KillTold[] = [];
  const violations: string[] = [];
  let events = 0;
  try {
    violations.push(...(await playedToTheEnd(played, kills, told, say)));
    if (told.length < kills.length && violations.length === 0)
      violations.push(`only ${told.length} of ${kills.length} kills came about`);
    if (violations.length === 0) violations.push(...(await judgeSeason(played)));
    events = await played.head();
  } catch (error) {
    violations.push(`the judge failed: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await played.stop();
  }
  if (violations.length > 0) violations.push(`${lastWords(played)} (kept: ${played.folder})`);
  else rmSync(played.folder, { recursive: true, force: true });
  return { violations, kills: told, events, wallSeconds: (Date.now() - from) / 1_000 };
}

const lastWords = ({ rehearsal }: PlayedSeason): string => rehearsal.output().trim().split('\n').slice(-3).join(' | ');

/** What ended the season before its time; empty: it came to its end, whatever was killed meanwhile. */
async function playedToTheEnd(
  played: PlayedSeason,
  kills: readonly Kill[],
  told: KillTold[],
  say: (line: string) => void,
): Promise<readonly string[]> {
  const over = new AbortController();
  let victim: SeasonPart | null = null;
  const ended = played.rehearsal.ended.then((how) => (how === 'code 0' ? [] : [`the rehearsal ended with ${how}`]));
  async function killing(): Promise<readonly string[]> {
    for (const kill of kills) {
      victim = kill.part === 'temporal-store' ? 'temporal' : kill.part;
      const kept = await killPart(played, kill);
      victim = null;
      told.push(kept);
      say(
        `${kept.part} was killed at ${kept.position}, back after ${kept.outageMs} ms, at rest after ${kept.restMs} ms`,
      );
    }
    return new Promise(() => undefined);
  }
  const failed = (error: unknown) => [`the killing failed: ${error instanceof Error ? error.message : String(error)}`];
  const late = delay(SEASON_MS, [`the season was not over after ${SEASON_MS / 1_000} s`], { ref: false });
  const first = await Promise.race([ended, killing().catch(failed), fallen(played, () => victim, over.signal), late]);
  over.abort();
  return first;
}

/** A part that ends without having been killed has not survived somebody else's death. */
async function fallen(
  played: PlayedSeason,
  victim: () => SeasonPart | null,
  over: AbortSignal,
): Promise<readonly string[]> {
  const names: readonly SeasonPart[] = ['postgres', 'temporal', ...seasonProcesses.map(({ name }) => name)];
  while (!over.aborted) {
    for (const name of names) {
      const part = played.season.part(name);
      if (name !== victim() && part?.hasEnded())
        return [`${name} has ended by itself (${await part.ended}): ${part.output().slice(-1_500)}`];
    }
    await delay(250);
  }
  return [];
}
