import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptProcess } from '@canbao/infra/kept-process';
import { type ProcessKeeper, processKeeper } from '@canbao/infra/process-keeper';
import { season, type Season } from '@canbao/infra/season';
import { openRehearsal, rehearsal } from '@canbao/infra/season-processes';
import type { ApiPerson } from '@canbao/rehearsal/people/api-person';
import { castOf } from '@canbao/rehearsal/people/cast';
import { commandNotes } from '@canbao/rehearsal/people/command-notes';
import { type KeptAnswers, keptAnswers } from './kept-answers.ts';
import { type PatientOwner, patientOwner } from './patient-owner.ts';

export type SeasonScript = {
  readonly seed: number;
  /** Made-up people of the test pack's two townships. */
  readonly people: number;
  /** Real minutes of the plan clock; people at work and gates come on top. */
  readonly minutes: number;
  readonly faults: 'none' | 'usual' | 'storm';
};

/** A whole installation at work in a folder of its own: engines, processes, and a rehearsal that plays the people. */
export type PlayedSeason = {
  readonly folder: string;
  readonly keeper: ProcessKeeper;
  readonly season: Season;
  readonly rehearsal: KeptProcess;
  /** Where the people, and the director below, note their commands. */
  readonly notesFile: string;
  /** Another session of the county's coordinator, who may hold the plan clock. */
  readonly director: ApiPerson;
  readonly ask: PatientOwner['ask'];
  /** Events in the log now, and at a real instant. */
  head(): Promise<number>;
  headAt(realAt: number): Promise<number>;
  /** Between our processes and the authorities. */
  readonly outside: KeptAnswers;
  /** Stops every process of the season; the folder stays. */
  stop(): Promise<void>;
};

/** Servers of somebody else would not be ours to kill. */
function withoutForeignServers(): void {
  for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS']) delete process.env[name];
}

export async function playedSeason(
  { seed, people, minutes, faults }: SeasonScript,
  say: (line: string) => void,
): Promise<PlayedSeason> {
  withoutForeignServers();
  const folder = mkdtempSync(join(tmpdir(), 'canbao-kills-'));
  const keeper = await processKeeper(folder, say);
  const outside = await keptAnswers();
  try {
    const running = await season({ keeper, dataFolder: folder, counterpartUrl: outside.before, say });
    const made = ['--pack', 'two-townships-test', '--people', `${people}`, '--seed', `${seed}`];
    const accounts = running.once('accounts', openRehearsal, made);
    if ((await accounts.ended) !== 'code 0') throw new Error(accounts.output());
    const owner = patientOwner(running.environment.OWNER_DATABASE_URL);
    const events = async (text: string, values: readonly unknown[] = []) =>
      Number((await owner.ask<{ events: string }>(text, values))[0]?.events ?? 0);
    const notesFile = join(folder, 'notes.jsonl');
    const cast = await castOf(running.environment.API_URL, commandNotes(notesFile));
    const pace = ['--minutes', `${minutes}`, '--faults', faults, '--notes', notesFile];
    return {
      folder,
      keeper,
      season: running,
      rehearsal: running.once('rehearsal', rehearsal, [...made, ...pace]),
      notesFile,
      director: cast.find('county-coordinator'),
      ask: owner.ask,
      head: () => events('select head as events from log'),
      headAt: (at) => events('select count(*) as events from event where recorded_at < $1', [new Date(at)]),
      outside,
      async stop() {
        await owner.close();
        await keeper.stopAll();
        outside.close();
      },
    };
  } catch (error) {
    await keeper.stopAll();
    outside.close();
    throw error;
  }
}
