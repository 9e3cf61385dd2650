import type { OverviewAnswer } from './overview-answer.ts';

export type CourseLine = {
  readonly measure: 'registered' | 'deposited' | 'entered';
  /** Instant and per cent of the task. */
  readonly points: readonly (readonly [number, number])[];
  readonly last: number;
};
type Course = {
  readonly from: number;
  readonly to: number;
  /** Instants to name under the axis. */
  readonly marks: readonly number[];
  readonly lines: readonly CourseLine[];
};

const day = 86_400_000;
const measures: readonly CourseLine['measure'][] = ['registered', 'deposited', 'entered'];
const endOfDay = (on: string): number => Date.parse(`${on}T16:00:00Z`);

/** The chart's geometry: from the first day of collecting to the end of screening, or to now if that is later. */
export function courseLines({ course, task, campaign }: OverviewAnswer): Course {
  const { phases, planNow } = campaign;
  const collect = phases.find(({ phase }) => phase === 'collect');
  const screen = phases.find(({ phase }) => phase === 'screen');
  const publicize = phases.find(({ phase }) => phase === 'publicize');
  const first = Math.min(...phases.map(({ opensAt }) => opensAt));
  const from = Math.min(collect?.opensAt ?? first, planNow - day);
  const to = Math.max(screen?.dueAt ?? from + day, Math.min(planNow, publicize?.opensAt ?? planNow));
  const percent = (people: number): number => (task.people > 0 ? Math.min(100, (people * 100) / task.people) : 0);
  const shown = measures
    .filter((measure) => course.some((point) => point[measure] > 0))
    .map((measure) => {
      const points = course.flatMap((point, index): (readonly [number, number])[] => {
        const at = Math.min(endOfDay(point.on), planNow, to);
        const before = percent(course[index - 1]?.[measure] ?? 0);
        // A day without an event has no point: the line stays level until the day begins.
        return [
          [Math.max(from, at - day), before],
          [at, percent(point[measure])],
        ];
      });
      const last = percent(course.at(-1)?.[measure] ?? 0);
      return { measure, points: [...points, [Math.min(planNow, to), last] as const], last };
    });
  const marks = [from, ...(collect ? [collect.dueAt] : []), ...(screen ? [screen.dueAt] : [])];
  const tail = to - (marks.at(-1) ?? to) > 6 * day ? [to] : [];
  return { from, to, marks: [...marks, ...tail], lines: shown.sort((a, b) => b.last - a.last) };
}
