import { progress } from '@canbao/infra/progress';
import { testEngines } from '@canbao/infra/test-engines';
import { globSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchmarkResult } from './benchmark-result.ts';
import { benchmarkTable } from './benchmark-table.ts';

const root = join(import.meta.dirname, '..', '..');
const known = globSync('*.benchmark.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.benchmark.ts'))
  .sort();

/** `npm run benchmark -- <name> [--out FILE]`. Its PostgreSQL is durable, unlike the one of the tests. Returns the exit code. */
export async function runBenchmark(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { out: { type: 'string' } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1 || !known.includes(name)) {
    console.error(`name one benchmark: ${known.join(', ') || '(there is none yet)'}`);
    return 2;
  }
  const say = progress(console.error);
  const engines = await testEngines(join(root, '.canbao', 'benchmark'), true, say);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void engines.stop().then(() => process.exit(130)));
  Object.assign(process.env, engines.environment, { BENCHMARK_POSTGRES: engines.postgresVersion });
  say(`${name} begins`);
  try {
    const { benchmark } = (await import(`./${name}.benchmark.ts`)) as { benchmark: () => Promise<BenchmarkResult> };
    const result = await benchmark();
    console.log(benchmarkTable(result));
    if (values.out) writeFileSync(resolve(values.out), `${JSON.stringify(result, undefined, 2)}\n`);
    return 0;
  } finally {
    await engines.stop();
  }
}

// A pool that a benchmark left open must not keep the process.
if (import.meta.main) process.exit(await runBenchmark(process.argv.slice(2)));
