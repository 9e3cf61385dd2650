import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { campaignContract } from '@canbao/http-contract/campaign.contract';
import { isPolicyPack, parsePolicyPack } from '@canbao/domain/packs/policy-pack';
import { madeUpCounty } from '@canbao/domain/rehearsal/made-up-county';

import { Refused } from './people/api-person.ts';
import { castOf } from './people/cast.ts';
import { commandNotes } from './people/command-notes.ts';
import { planDays } from './plan-days.ts';
import { rehearsalOptions, type RehearsalOptions } from './rehearsal-options.ts';
import { mobilize } from './season/mobilize.ts';
import { playSeason } from './season/play-season.ts';
import { seasonDates, seasonSpeeds } from './season/season-speeds.ts';
import type { Stage } from './season/stage.ts';
import { brokenPromises, enrolledPeople, seasonSummary, writeSummary } from './season/season-summary.ts';

/** Plays the people of one campaign through the public HTTP API only. Exit 0 = the season ended and every promise held. */
async function rehearse(options: RehearsalOptions): Promise<number> {
  const [apiUrl, counterUrl] = [required('API_URL'), required('COUNTERPART_URL')];
  const packs = new URL('.', import.meta.resolve('@canbao/domain/packs/policy-pack'));
  const pack = parsePolicyPack(JSON.parse(await readFile(new URL(`${options.pack}.json`, packs), 'utf8')));
  if (!isPolicyPack(pack)) throw new Error(`the pack ${options.pack} is wrong: ${JSON.stringify(pack)}`);
  const tableCsv = await readFile(fileURLToPath(new URL(pack.units.taskTable?.file ?? '', packs)), 'utf8');
  const townships = pack.units.townships.map(({ code, name }) => ({ code, name, weight: weightOf(tableCsv, name) }));
  const county = madeUpCounty({ seed: options.seed, people: options.people, townships });
  await tellCounterparts(counterUrl, options, townships);
  const cast = await castOf(apiUrl, commandNotes(options.notes));
  const coordinator = cast.find('county-coordinator');
  const say = (line: string) => process.stdout.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);
  const dates = seasonDates(pack);
  const speedAt = seasonSpeeds(options, dates);
  const stage: Stage = {
    options,
    pack,
    county,
    cast,
    coordinator,
    days: planDays(coordinator),
    speedAt,
    counterUrl,
    mistakes: new Map(),
    say,
  };
  const earlier = await coordinator.ask(campaignContract.state).catch((refusal: unknown) => {
    if (refusal instanceof Refused && refusal.problem.status < 500) return null;
    throw refusal;
  });
  if (earlier) {
    say(`${earlier.code} is in this folder already and stays as it was left; --fresh begins a new one`);
    return options.out === null ? 0 : 1;
  }
  const from = Date.now();
  await mobilize.openCampaign(stage, speedAt(dates.first), dates.first);
  say(
    `campaign opened: ${county.townships.length} townships, ${county.people} people, seed ${options.seed}, faults ${options.faults}`,
  );
  await playSeason(stage, tableCsv);
  const summary = await seasonSummary(stage, (Date.now() - from) / 1_000);
  if (options.out) await writeSummary(options.out, summary);
  const broken = brokenPromises(summary, await enrolledPeople(stage));
  for (const promise of broken) say(`BROKEN ${promise}`);
  say(
    broken.length === 0
      ? `season ended in ${summary.wallSeconds.toFixed(1)} s, ${summary.events} events, every identity closes`
      : 'season ended with broken promises',
  );
  return broken.length === 0 ? 0 : 1;
}

/** The sandbox's register knows the same made-up people, and its faults follow the same seed. */
async function tellCounterparts(
  counterUrl: string,
  { seed, people, faults }: RehearsalOptions,
  townships: readonly unknown[],
): Promise<void> {
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${counterUrl}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  };
  await post('/sandbox/population', { seed, people, townships });
  await post('/sandbox/faults', { mode: faults, seed });
}

function weightOf(tableCsv: string, name: string): number {
  const row = tableCsv.split(/\r?\n/).find((line) => line.startsWith(`${name},`));
  if (!row) throw new Error(`the task table has no row for ${name}`);
  return Number(row.split(',')[1]);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; start the rehearsal with npm run rehearse`);
  return value;
}

let options: RehearsalOptions;
try {
  options = rehearsalOptions(process.argv.slice(2));
} catch (problem) {
  process.stderr.write(`${(problem as Error).message}\n`);
  process.exit(2);
}
process.exit(
  await rehearse(options).catch((problem: unknown) => {
    process.stderr.write(`the season stopped: ${problem instanceof Error ? problem.message : String(problem)}\n`);
    return 1;
  }),
);
