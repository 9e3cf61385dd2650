/**
 * Jest's global set-up: one PostgreSQL and one Temporal server for the whole run, and the migrated databases that every
 * `scratchDatabase()` clones. Pure specs need none of it: CANBAO_ENGINES=none, or a selection without `.int.spec.ts`,
 * starts nothing.
 */
import { testEngines } from '@canbao/infra/test-engines';
import { globSync } from 'node:fs';
import { join } from 'node:path';

export default async function startEngines(config) {
  if (process.env.CANBAO_ENGINES === 'none' || isPure(config)) return;
  const engines = await testEngines(join(config.rootDir, '.canbao', 'jest'), false, (line) => console.log(`\n${line}`));
  Object.assign(process.env, engines.environment);
  globalThis.stopEngines = engines.stop;
}

/** Whether no integration spec is among those that were asked for. */
function isPure({ rootDir, testPathPatterns, nonFlagArgs, onlyChanged, findRelatedTests }) {
  if (onlyChanged || findRelatedTests) return false;
  const patterns = testPathPatterns?.patterns ?? nonFlagArgs;
  if (patterns.length === 0) return false;
  const specs = globSync('{apps,workflows,activities,libs,infra,test}/**/*.int.spec.ts', { cwd: rootDir });
  return !specs.some((spec) => patterns.some((pattern) => new RegExp(pattern, 'i').test(join(rootDir, spec))));
}
