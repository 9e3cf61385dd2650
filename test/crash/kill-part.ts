import { setTimeout as delay } from 'node:timers/promises';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
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
  readonly when: Moment;
  /** Between that moment and the kill. */
  readonly delayMs?: number;
  /** How long it stays away before it is started again. */
  readonly awayMs: number;
};

/**
 * `facts`: the log holds so many. `isInFlight`: and then, when it has just got the fact of a command whose answer is
 * still on its way (K3, K4). `answerTo`: an authority has done what it was asked at this path, and nobody has heard of
 * it yet (K1, K8); or, if an earlier kill took so long that all of it has been answered, `orFacts`.
 */
export type Moment =
  { readonly facts: Facts; readonly isInFlight?: boolean } | { readonly answerTo: string; readonly orFacts?: Facts };

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

/**
 * One kill from hold to rest: the plan clock is held, the part is killed with all its processes, comes back on its port
 * and data, and the clock runs on when nothing of the time before is under way any more. Throws when it does not rest.
 */
export async function killPart(played: PlayedSeason, { part, when, delayMs = 0, awayMs }: Kill): Promise<KillTold> {
  const { letRun, goOn } = await heldAt(played, when);
  await delay(delayMs);
  const victim = played.season.part(part === 'temporal-store' ? 'temporal' : part);
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
  await goOn();
  await untilRest(played, backAt);
  const restMs = Date.now() - killedAt;
  await letRun();
  return { part, position, outageMs: backAt - killedAt, restMs, recovered };
}

/** `goOn` lets whatever was kept in flight come to its end once the part is back. */
type Held = { readonly letRun: () => Promise<void>; readonly goOn: () => Promise<unknown> };

/** Comes back at the moment at which the part is to die, the plan clock held. */
async function heldAt(played: PlayedSeason, when: Moment): Promise<Held> {
  if ('answerTo' in when) {
    const kept = played.outside.keep(when.answerTo);
    const tooLate = when.orFacts === undefined ? [] : [untilFacts(played, when.orFacts)];
    await Promise.race([kept.first, ...tooLate]);
    const letRun = await heldClock(played.director);
    return { letRun, goOn: () => Promise.resolve(kept.drop()) };
  }
  await untilFacts(played, when.facts);
  const letRun = await heldClock(played.director);
  if (when.isInFlight !== true) return { letRun, goOn: () => Promise.resolve() };
  const { answer } = await appendedCommand(played);
  return { letRun, goOn: () => answer };
}

/** A command (the clock is held once more) at the moment at which the log has it and its person has no answer yet. */
async function appendedCommand({ director, head }: PlayedSeason): Promise<{ readonly answer: Promise<unknown> }> {
  const before = await head();
  const answer = director.ask(campaignContract.clock, { body: { action: 'hold', heldBy: 'person' } });
  // It is waited for when the part is back; failing before that is no news.
  answer.catch(() => undefined);
  // Whoever is at work meanwhile appends too; one fact is as good as another.
  while ((await head()) === before) await delay(3);
  return { answer };
}

async function untilFacts(played: PlayedSeason, { type, count }: Facts): Promise<void> {
  for (;;) {
    const [found] = await played.ask<{ count: string }>(
      'select count(*) as count from event where type = (select code from event_type where name = $1)',
      [type],
    );
    if (Number(found?.count ?? 0) >= count) return;
    if (played.rehearsal.hasEnded()) throw new Error(`the season ended before there were ${count} ${type}`);
    await delay(100);
  }
}
