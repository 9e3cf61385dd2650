import { setTimeout as delay } from 'node:timers/promises';
import type { SeasonPart } from '@canbao/infra/season';
import { heldClock } from './held-clock.ts';
import { killNine } from './kill-nine.ts';
import type { PlayedSeason } from './played-season.ts';
import { type Recovered, recoverEmptyStore } from './recover-empty-store.ts';
import { untilRest } from './until-rest.ts';

/** So many facts of a type in the log. */
export type Facts = { readonly type: string; readonly count: number };

export type Kill = {
  /** `temporal-store` = the engine dies, and all that it knew with it; then `canbao recover` (K7). */
  readonly part: Exclude<SeasonPart, 'counterparts'> | 'temporal-store';
  /** When the plan clock is held. */
  readonly hold: Facts;
  /** When it is killed, at once: facts that come while the clock stands. Absent: `delayMs` after the hold. */
  readonly at?: Facts;
  readonly delayMs?: number;
  /** How long it stays away before it is started again. */
  readonly awayMs: number;
};

export type KillTold = {
  readonly part: Kill['part'];
  /** Events in the log when it was killed. */
  readonly position: number;
  /** From the kill until it could be used again, and until everything had come to rest. */
  readonly outageMs: number;
  readonly restMs: number;
  /** What `canbao recover` has said; null where nothing had to be recovered. */
  readonly recovered: Recovered | null;
};

export const victimOf = ({ part }: Kill): SeasonPart => (part === 'temporal-store' ? 'temporal' : part);

/** Facts that were to come while the clock stands, and do not: then there is nothing to wait for. */
const AIM_MS = 30_000;

/**
 * One kill from hold to rest: the plan clock is held, the part is killed with all its processes, comes back on its port
 * and data, and the clock runs on when nothing of the time before is under way any more. Throws when it does not rest.
 */
export async function killPart(played: PlayedSeason, kill: Kill): Promise<KillTold> {
  const { part, hold, at, delayMs = 0, awayMs } = kill;
  await untilFacts(played, hold, { everyMs: 100 });
  const letRun = await heldClock(played.director);
  if (at) await untilFacts(played, at, { everyMs: 5, patienceMs: AIM_MS });
  else await delay(delayMs);
  const victim = played.season.part(victimOf(kill));
  if (victim === undefined || victim.hasEnded())
    throw new Error(`${part} does not run: ${victim?.output().slice(-2_000)}`);
  const killedAt = Date.now();
  await killNine(victim);
  await delay(awayMs);
  let recovered: Recovered | null = null;
  if (part === 'temporal-store') recovered = await recoverEmptyStore(played);
  else await played.season.restart(part);
  const backAt = Date.now();
  const position = await played.headAt(killedAt);
  await untilRest(played, backAt);
  const restMs = Date.now() - killedAt;
  await letRun();
  return { part, position, outageMs: backAt - killedAt, restMs, recovered };
}

type Waiting = { readonly everyMs: number; readonly patienceMs?: number };

async function untilFacts(played: PlayedSeason, { type, count }: Facts, { everyMs, patienceMs }: Waiting) {
  const until = Date.now() + (patienceMs ?? Number.POSITIVE_INFINITY);
  while (Date.now() < until) {
    const [found] = await played.ask<{ count: string }>(
      'select count(*) as count from event where type = (select code from event_type where name = $1)',
      [type],
    );
    if (Number(found?.count ?? 0) >= count) return;
    if (played.rehearsal.hasEnded()) throw new Error(`the season ended before there were ${count} ${type}`);
    await delay(everyMs);
  }
}
