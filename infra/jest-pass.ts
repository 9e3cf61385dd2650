import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { currentChild } from './current-child.ts';
import { errorCode } from './error-code.ts';

/** Jest once, over a part of the specs. */
export type JestPass = {
  readonly name: string;
  /** Patterns of paths, as Jest takes them. */
  readonly patterns: readonly string[];
  readonly ignored?: readonly string[];
  /** Whole seasons measure time: one after another. */
  readonly isSerial?: boolean;
  /** Pure specs start no PostgreSQL and no Temporal. */
  readonly isPure?: boolean;
};

export type JestTally = { readonly passed: number; readonly failed: number; readonly skipped: number };

type Report = Readonly<
  Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites' | 'numPendingTests' | 'numTodoTests', number>
>;

/** Runs a pass, its progress on the screen, and counts. A file that does not load counts as one failed test. */
export async function jestPass(pass: JestPass): Promise<JestTally> {
  const file = `.canbao/test-result-${process.pid}.json`;
  mkdirSync('.canbao', { recursive: true });
  rmSync(file, { force: true });
  const ignored = ['/node_modules/', '/dist/', '/.canbao/', ...(pass.ignored ?? [])];
  const args = [
    ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
    ...['--ci', '--passWithNoTests', '--json', `--outputFile=${file}`],
    ...(pass.isSerial ? ['--runInBand'] : ['--maxWorkers=2']),
    ...ignored.flatMap((pattern) => ['--testPathIgnorePatterns', pattern]),
    ...pass.patterns.flatMap((pattern) => ['--testPathPatterns', pattern]),
  ];
  const { isDone } = await currentChild(args, pass.isPure ? { CANBAO_ENGINES: 'none' } : {}, true);
  const report = readReport(file);
  rmSync(file, { force: true });
  if (!report) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    // Jest also fails without a failed test: an obsolete snapshot, a tear-down that throws.
    failed: failed || (isDone ? 0 : 1),
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
