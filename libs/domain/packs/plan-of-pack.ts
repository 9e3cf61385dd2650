import type { PlannedDeadline, PlannedPhase } from '../campaign/campaign.events.ts';
import { addDays, clockTimeOf, dayMs, endOf, startOf } from '../shanghai-date.ts';
import type { ShanghaiDate } from '../shanghai-date.ts';
import type { TwoLimits } from '../two-limits.ts';
import type { PolicyPack } from './policy-pack.ts';

/** What a campaign takes from its pack when it opens: plan instants in epoch ms. Afterwards only moves change it. */
export type PlanOfPack = {
  readonly phases: readonly PlannedPhase[];
  readonly deadlines: readonly PlannedDeadline[];
  readonly reportsAt: readonly number[];
  /** Plan ms. */
  readonly reminders: { readonly soonMs: number; readonly overdueMs: number; readonly escalatedMs: number };
};

/** a phase opens at 00:00 of its first day and is due at 24:00 of its last. */
export function planOfPack({ calendar }: PolicyPack): PlanOfPack {
  return {
    phases: calendar.phases.map(({ phase, opensOn, dueOn, opens }) => ({
      phase,
      opensAt: startOf(opensOn),
      dueAt: endOf(dueOn),
      opensOnDate: opens === 'on-date',
    })),
    deadlines: calendar.deadlines.map(({ key, phase, title, on, at, owner, waitsFor }) => ({
      key,
      phase,
      title,
      dueAt: clockTimeOf(on, at),
      owner,
      waitsFor,
    })),
    reportsAt: calendar.reports.flatMap(({ rhythm, at }) => reportDays(rhythm).map((on) => clockTimeOf(on, at))),
    reminders: {
      soonMs: calendar.reminders.soonDays * dayMs,
      overdueMs: calendar.reminders.overdueDays * dayMs,
      escalatedMs: calendar.reminders.escalatedDays * dayMs,
    },
  };
}

function reportDays(rhythm: PolicyPack['calendar']['reports'][number]['rhythm']): readonly ShanghaiDate[] {
  if (rhythm.kind === 'dates') return rhythm.on;
  const days: ShanghaiDate[] = [];
  for (let on = rhythm.from; on <= rhythm.to; on = addDays(on, 7)) days.push(on);
  return days;
}

/** R-601 as the pack states it; null where no agent banks cash into a pending account. */
export function twoLimitsOf({ money }: PolicyPack): TwoLimits | null {
  return money.road.kind === 'pending-accounts' ? money.road.twoLimits : null;
}
