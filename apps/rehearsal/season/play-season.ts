import { dateOf, dayMs, endOf } from '@canbao/domain/shanghai-date';
import type { Phase } from '@canbao/domain/campaign/phase';

import { collect } from './collect.ts';
import { enroll } from './enroll.ts';
import { mobilize } from './mobilize.ts';
import { passGate, passTownshipGates } from './pass-gate.ts';
import { publicize } from './publicize.ts';
import { settleBooks } from './settle-books.ts';
import { settleDay } from './settle-day.ts';
import { screen } from './screen.ts';
import type { Stage } from './stage.ts';

/**
 * Plays the whole season day by day. The clock stops at each day's end until the people have done the day's work, and
 * at a phase's end until its gate is met; nothing here looks at the database or the engine.
 */
export async function playSeason(stage: Stage, tableCsv: string): Promise<void> {
  const { days, options } = stage;
  const opened = await days.state();
  const first = Math.min(...opened.phases.map(({ opensAt }) => opensAt));
  const last = Math.max(...opened.phases.map((one) => one.dueAt));
  const work = workOfDays(stage, tableCsv, (phase) => opened.phases.find((one) => one.phase === phase)?.opensAt ?? 0);
  for (let start = first; start < last; start += dayMs) {
    const date = dateOf(start);
    const end = endOf(date);
    const speed = stage.speedAt(start);
    if (options.pauseOn.includes(date)) {
      stage.say(`the plan clock is held at the beginning of ${date}; press *run* in the console to go on`);
      await days.pauseAt(start, speed);
    }
    await days.runTo(end, speed);
    await days.reach(Math.min(start + 8 * 3_600_000, end));
    await work.on(start);
    await days.reach(end);
    const now = await days.state();
    for (const { phase, state, dueAt: due } of now.phases) {
      if (state !== 'open' || due !== end) continue;
      await passGate(stage, phase, {
        not: phase === 'collect' ? slowTownships(stage) : [],
        meanwhile: () => work.atGate(phase),
      });
    }
  }
}

/** Who does what on which day, in days from the beginning of each phase. */
function workOfDays(stage: Stage, tableCsv: string, opensAt: (phase: Phase) => number) {
  const dayOf = (start: number, phase: Phase) => Math.round((start - opensAt(phase)) / dayMs);
  const townships = stage.county.townships.map(({ code }) => code);
  const slow = slowTownships(stage);
  const half = (which: number) => townships.filter((code, index) => index % 2 === which && !slow.includes(code));
  const [early, late] = [half(0), half(1)];
  const visits = collect.visitsOf(stage);
  const screenDay = async (day: number): Promise<void> => {
    if (day === 2) await screen.firstRound(stage, early);
    if (day === 3) await screen.firstRound(stage, late);
    if (day === 5) {
      await screen.correctReturnedRows(stage, townships);
      await passTownshipGates(stage, 'collect', slow);
    }
    if (day === 6) await screen.firstRound(stage, slow);
    if (day === 7) await screen.correctReturnedRows(stage, slow);
    if (day === 8) {
      await collect.bankTheRest(stage);
      await screen.secondRound(stage, early);
    }
    if (day === 9) await screen.secondRound(stage, [...late, ...slow]);
  };
  const on = async (start: number): Promise<void> => {
    const mobilizing = dayOf(start, 'mobilize');
    if (mobilizing === 0) await mobilize.setTasks(stage, tableCsv);
    if (mobilizing === 1) await mobilize.prepareTownships(stage);
    if (mobilizing === 2) await mobilize.submitSponsorLists(stage);
    const collecting = dayOf(start, 'collect');
    if (collecting >= 0 && collecting <= 19) await collect.day(stage, collecting, visits);
    await screenDay(dayOf(start, 'screen'));
    const enrolling = dayOf(start, 'enroll');
    if (enrolling === 2) await enroll.start(stage, early);
    if (enrolling === 3) await enroll.start(stage, [...late, ...slow]);
    if (enrolling === 3) await settleBooks.handBackAndSettle(stage);
    if (enrolling === 8) await settleBooks.closeCases(stage);
    if (enrolling >= 2 && enrolling <= 9) await enroll.acceptHandovers(stage);
    const resolving = dayOf(start, 'resolve');
    if (resolving >= 0 && resolving <= 10) await settleDay(stage);
    const posting = dayOf(start, 'publicize');
    if (posting === 0 || (posting >= 30 && posting % 3 === 0)) await publicize.tendPostings(stage);
    if (posting === 5) await publicize.objectAndAnswer(stage);
  };
  /** What people go on doing while the clock stands before a gate. */
  const atGate = async (phase: Phase): Promise<void> => {
    if (phase === 'enroll') await enroll.acceptHandovers(stage);
    if (phase === 'resolve') await settleDay(stage);
    if (phase === 'publicize') await publicize.tendPostings(stage);
  };
  return { on, atGate };
}

/** Some townships are late with collecting and close it in the second week of screening. */
const slowTownships = ({ county }: Stage): readonly string[] =>
  county.townships.filter((_, index) => index % 7 === 3).map(({ code }) => code);
