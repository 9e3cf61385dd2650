import { existsSync } from 'node:fs';
import { consoleBuild } from './console-build.ts';
import { currentChild, type ChildEnd } from './current-child.ts';

/** A check that passes or fails as a whole and counts as one test. */
export type TestStep = { readonly name: string; run(): Promise<ChildEnd> };

const NX = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' };
const tsc = 'node_modules/typescript7/bin/tsc';

const step = (name: string, ...args: string[]): TestStep => ({ name, run: () => currentChild(args, NX) });

/** What comes before Jest, in this order: the graph before ESLint, which reads it. `only`: a path to look at. */
export function testSteps(only: string | undefined): readonly TestStep[] {
  const hasConsole = existsSync('apps/console/vite.config.ts');
  const where = only ?? '.';
  const everywhere = [
    step('oxlint, with types', 'node_modules/oxlint/bin/oxlint', '--type-aware', '--quiet'),
    step('knip', 'node_modules/knip/bin/knip.js', '--no-progress'),
    ...(hasConsole ? [{ name: 'console build', run: buildConsole }] : []),
  ];
  return [
    step('type check', tsc, '--noEmit', '-p', 'tsconfig.json'),
    ...(hasConsole ? [step('type check of the console', tsc, '--noEmit', '-p', 'apps/console/tsconfig.json')] : []),
    step('project graph', 'node_modules/nx/dist/bin/nx.js', 'graph', '--file=.nx/graph.json'),
    step('eslint', 'node_modules/eslint/bin/eslint.js', '--max-warnings', '0', where),
    step('prettier', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', where),
    ...(only ? [] : everywhere),
  ];
}

async function buildConsole(): Promise<ChildEnd> {
  try {
    await consoleBuild();
    return { isDone: true, output: '' };
  } catch (error) {
    return { isDone: false, output: error instanceof Error ? error.message : String(error) };
  }
}
