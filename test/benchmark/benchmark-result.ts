import { availableParallelism } from 'node:os';

export type BenchmarkRow = {
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** What the machine can do at best, or the plain way of doing the same, measured in the same run. */
  readonly limit?: { readonly name: string; readonly median: number };
  /** Ours divided by the limit; more is better. */
  readonly ratio?: number;
  /** The ratio that the issue asks for. */
  readonly goal?: number;
};

/** What `npm run benchmark -- <name> --out FILE` writes. */
export type BenchmarkResult = {
  readonly name: string;
  /** UTC instant at which it ended. */
  readonly at: string;
  readonly machine: { readonly cores: number; readonly node: string; readonly postgres: string };
  /** Rounds of which the medians are taken. */
  readonly runs: number;
  readonly rows: readonly BenchmarkRow[];
};

/** Puts a result together; the version of PostgreSQL is that of the engines of `run-benchmark`. */
export function benchmarkResult(name: string, runs: number, rows: readonly BenchmarkRow[]): BenchmarkResult {
  const postgres = process.env['BENCHMARK_POSTGRES'] ?? 'unknown';
  const machine = { cores: availableParallelism(), node: process.versions.node, postgres };
  return { name, at: new Date().toISOString(), machine, runs, rows };
}
