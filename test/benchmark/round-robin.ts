import type { BenchmarkRow } from './benchmark-result.ts';

/** Something that is measured. More of the unit is better. */
export type Contender = {
  readonly name: string;
  /** For people: "events/s". */
  readonly unit: string;
  /** One round; returns how many of the unit it reached. Set-up and clearing inside are not part of the figure. */
  run(): Promise<number>;
  /** The contender that it is compared with; one that is only a limit gets no row of its own. */
  readonly against?: string;
  /** The least ratio to it that the issue asks for. */
  readonly goal?: number;
};

/**
 * Runs all contenders in turn, `rounds` times over, after one round that does not count: what slows the machine down for
 * a while slows all of them, so the ratios hold. Rows are the contenders that are not only limits, with their medians.
 */
export async function roundRobin(
  contenders: readonly Contender[],
  rounds: number,
  say: (line: string) => void = console.error,
): Promise<readonly BenchmarkRow[]> {
  const figures = new Map(contenders.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round <= rounds; round++) {
    for (const { name, unit, run } of contenders) {
      const figure = await run();
      if (round > 0) figures.get(name)?.push(figure);
      say(`round ${round || 'to warm up'}: ${name}: ${Math.round(figure).toLocaleString('en')} ${unit}`);
    }
  }
  const limits = new Set(contenders.map(({ against }) => against));
  return contenders
    .filter(({ name, against }) => against !== undefined || !limits.has(name))
    .map((one) => rowOf(one, figures));
}

function rowOf(
  { name, unit, against, goal }: Contender,
  figures: ReadonlyMap<string, readonly number[]>,
): BenchmarkRow {
  const own = figures.get(name) ?? [];
  const row = { name, unit, median: medianOf(own), min: Math.min(...own), max: Math.max(...own) };
  if (against === undefined) return row;
  const limits = figures.get(against);
  if (!limits) throw new Error(`${name} is compared with ${against}, which nobody measures`);
  const limit = { name: against, median: medianOf(limits) };
  const ratio = Math.round((row.median / limit.median) * 100) / 100;
  return { ...row, limit, ratio, ...(goal !== undefined && { goal }) };
}

/** The middle one, or the mean of the two in the middle. */
export function medianOf(figures: readonly number[]): number {
  const sorted = [...figures].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.ceil((sorted.length - 1) / 2)]];
  if (low === undefined || high === undefined) throw new Error('the median of nothing');
  return (low + high) / 2;
}
