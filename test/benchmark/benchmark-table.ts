import type { BenchmarkResult, BenchmarkRow } from './benchmark-result.ts';

/** A result as people read it: figures, ratios, and which goals are short. */
export function benchmarkTable({ name, machine, runs, rows }: BenchmarkResult): string {
  const head = ['', 'median', 'min', 'max', 'limit', 'ratio', 'goal', ''];
  const cells = [head, ...rows.map(cellsOf)];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
  const title = `${name}: medians of ${runs}; ${machine.cores} cores, Node ${machine.node}, PostgreSQL ${machine.postgres}`;
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

function cellsOf({ name, unit, median, min, max, limit, ratio, goal }: BenchmarkRow): string[] {
  const isShort = ratio !== undefined && goal !== undefined && ratio < goal;
  return [
    `${name} (${unit})`,
    ...[median, min, max].map(figure),
    limit ? `${limit.name}: ${figure(limit.median)}` : '',
    ratio?.toFixed(2) ?? '',
    goal?.toFixed(2) ?? '',
    isShort ? 'SHORT of its goal' : '',
  ];
}

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
