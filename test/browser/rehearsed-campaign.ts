import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consoleBuild } from '@canbao/infra/console-build';
import { processKeeper } from '@canbao/infra/process-keeper';
import { season } from '@canbao/infra/season';
import { openRehearsal, rehearsal } from '@canbao/infra/season-processes';
import type { ApiPerson } from '@canbao/rehearsal/people/api-person';
import { castOf, type Cast } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { eventually } from './eventually.ts';

/** Days at whose beginning the plan clock stands until somebody presses *run*. */
export const pauses = {
  mobilizing: '2019-09-17',
  screening: '2019-10-05',
  overdue: '2019-10-09',
  enrolling: '2019-10-13',
} as const;

/** For `beforeAll`: what takes a minute on two idle cores takes ten on two that are badly overworked. */
export const campaignPatienceMs = 900_000;

const script = ['--pack', 'shangcai-2020', '--people', '1300', '--seed', '7'] as const;
// The people decide how long it takes; the plan clock waits for them at each day's end.
const pace = ['--minutes', '0.5', '--faults', 'usual'] as const;

/** Shangcai with its 26 townships and a few people in each, the whole installation running, the console built. */
export type RehearsedCampaign = {
  readonly url: string;
  readonly counterUrl: string;
  /** Everybody who has an account, for what has to be read or done beside the browser. */
  readonly cast: Cast;
  /** Waits until the plan clock stands at the beginning of the day. */
  standsOn(date: string): Promise<void>;
  /** Takes the engine away, as a crash would; the function that is answered brings it back. */
  withoutEngine(): Promise<() => Promise<void>>;
  stop(): Promise<void>;
};

export async function rehearsedCampaign(): Promise<RehearsedCampaign> {
  // The engines of the specs are others: this campaign must neither use nor fill them.
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) delete process.env[name];
  const dataFolder = mkdtempSync(join(tmpdir(), 'canbao-browser-'));
  const keeper = await processKeeper(dataFolder);
  const stop = async () => {
    await keeper.stopAll();
    rmSync(dataFolder, { recursive: true, force: true });
  };
  try {
    await consoleBuild();
    const running = await season({ keeper, dataFolder, say: () => {} });
    const accounts = running.once('accounts', openRehearsal, script);
    if ((await accounts.ended) !== 'code 0') throw new Error(accounts.output());
    const { API_URL: url, COUNTERPART_URL: counterUrl } = running.environment;
    const days = Object.values(pauses).flatMap((date) => ['--pause-on', date]);
    const play = running.once('rehearsal', rehearsal, [...script, ...pace, ...days]);
    const cast = await castOf(url, commandNotes(null));
    return {
      url,
      counterUrl,
      cast,
      standsOn: (date) => standsOn(cast.find('county-coordinator'), date, () => endOf(play)),
      async withoutEngine() {
        const engine = running.part('temporal');
        if (!engine) throw new Error('the engine is not ours to stop');
        await keeper.stop(engine);
        return () => running.restart('temporal');
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Played = { hasEnded(): boolean; output(): string };

/** A rehearsal that has ended reaches no further day. */
function endOf(play: Played): void {
  if (play.hasEnded()) throw new Error(`the rehearsal has ended: ${play.output().slice(-2_000)}`);
}

async function standsOn(director: ApiPerson, date: string, isAlive: () => void): Promise<void> {
  const at = Date.parse(`${date}T00:00:00+08:00`);
  await eventually(`the plan to stand on ${date}`, campaignPatienceMs, async () => {
    isAlive();
    // Before the rehearsal has opened the campaign there is none to ask.
    const campaign = await director.ask(campaignContract.state).catch(() => null);
    return campaign?.clock.heldBy === 'person' && campaign.planNow === at;
  });
}
