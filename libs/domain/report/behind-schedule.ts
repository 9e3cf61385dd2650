/** One unit's progress on its task, in people. */
export type UnitOnSchedule = { readonly name: string; readonly people: number; readonly task: number };

/** A straight line from nothing at `from` to `ratePercent` of the task at `to` (plan instants, epoch ms). */
export type Schedule = { readonly from: number; readonly to: number; readonly ratePercent: number };

/**
 * Names of the units behind the line at `now`, in the order given. Compared in whole numbers, never rounded
 * people * 100 * (to - from) < task * rate * elapsed. Before `from` nobody is behind, after `to` the line stands.
 */
export function behindSchedule(
  units: readonly UnitOnSchedule[],
  { from, to, ratePercent }: Schedule,
  now: number,
): readonly string[] {
  const elapsed = BigInt(Math.max(0, Math.min(now, to) - from));
  const span = BigInt(Math.max(1, to - from));
  return units
    .filter(({ people, task }) => BigInt(people) * 100n * span < BigInt(task) * BigInt(ratePercent) * elapsed)
    .map(({ name }) => name);
}
