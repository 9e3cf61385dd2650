import { readableInstant } from '../shanghai-date.ts';
import type { PlannedDeadline, PlannedPhase } from './campaign.events.ts';
import { deadlineKey } from './deadline-key.ts';
import { phaseTitle } from './phase-title.ts';

type Plan = {
  readonly phases: readonly Pick<PlannedPhase, 'phase' | 'dueAt'>[];
  readonly deadlines: readonly Pick<PlannedDeadline, 'key' | 'phase' | 'title' | 'dueAt'>[];
};
type Finding = { readonly subjects: readonly string[]; readonly says: string };

/** Pairs that a bank or an office does one after the other. */
const inOrder: readonly (readonly [earlier: string, later: string])[] = [
  [deadlineKey.lastDeposit, deadlineKey.lock],
  [deadlineKey.lock, deadlineKey.bankStatement],
  [deadlineKey.lock, deadlineKey.subsidyLock],
];

/**
 * moving one deadline moves no other, so the screen warns of what no longer fits. Sentences for people, only
 * about what the moved one touches; what did not fit before is not said again.
 */
export function overlapsAfterMove(plan: Plan, deadline: string, toAt: number): readonly string[] {
  const moved: Plan = {
    phases: plan.phases.map((one) => (one.phase === deadline ? { ...one, dueAt: toAt } : one)),
    deadlines: plan.deadlines.map((one) => (one.key === deadline ? { ...one, dueAt: toAt } : one)),
  };
  const before = new Set(findings(plan).map(({ says }) => says));
  return findings(moved)
    .filter(({ subjects, says }) => subjects.includes(deadline) && !before.has(says))
    .map(({ says }) => says);
}

function findings({ phases, deadlines }: Plan): readonly Finding[] {
  const deadline = (key: string): Plan['deadlines'][number] | undefined => deadlines.find((one) => one.key === key);
  return [
    ...phases.flatMap((phase, i) => {
      const next = phases[i + 1];
      if (next === undefined || phase.dueAt <= next.dueAt) return [];
      return [
        {
          subjects: [phase.phase, next.phase],
          says: `${phaseTitle(phase.phase)} ${readableInstant(phase.dueAt)} 晚于 ${phaseTitle(next.phase)} 的截止 ${readableInstant(next.dueAt)} it ends after the next phase`,
        },
      ];
    }),
    ...deadlines.flatMap(({ key, phase, title, dueAt }) => {
      const end = phases.find((one) => one.phase === phase)?.dueAt;
      if (end === undefined || dueAt <= end) return [];
      return [
        {
          subjects: [key, phase],
          says: `“${title}” ${readableInstant(dueAt)} 晚于 ${phaseTitle(phase)} 的截止 ${readableInstant(end)} it lies after its phase`,
        },
      ];
    }),
    ...inOrder.flatMap(([first, second]) => {
      const earlier = deadline(first);
      const later = deadline(second);
      if (earlier === undefined || later === undefined || earlier.dueAt <= later.dueAt) return [];
      return [
        {
          subjects: [first, second],
          says: `“${earlier.title}” ${readableInstant(earlier.dueAt)} 晚于“${later.title}” ${readableInstant(later.dueAt)} it comes after what follows it`,
        },
      ];
    }),
  ];
}
