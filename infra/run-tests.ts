import { parseArgs } from 'node:util';
import { installChromium } from './chromium.ts';
import { installLibreOffice } from './libre-office.ts';
import { stopOnSignals } from './current-child.ts';
import { jestPass, type JestPass, type JestTally } from './jest-pass.ts';
import { progress } from './progress.ts';
import { testSteps } from './test-steps.ts';

const INTEGRATION = String.raw`\.int\.spec\.ts$`;
// Whole seasons, kills and browsers: they measure time and use both cores.
const SEASONS = '/test/.*/';
const WHOLE_SEASONS = '/test/(crash|end-to-end)/';

const passes: readonly JestPass[] = [
  { name: 'pure specs', patterns: [String.raw`\.spec\.ts$`], ignored: [INTEGRATION], isPure: true },
  { name: 'specs on PostgreSQL and Temporal', patterns: [INTEGRATION], ignored: [SEASONS] },
  { name: 'what crosses projects', patterns: [`${SEASONS}.*${INTEGRATION}`], ignored: [WHOLE_SEASONS], isSerial: true },
  { name: 'seasons and kills', patterns: [`${WHOLE_SEASONS}.*${INTEGRATION}`], isSerial: true },
];

/** Everything that must hold before a change is taken. Returns the exit code. */
export async function runTests(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const say = progress();
  const signals = stopOnSignals();
  const sum = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const add = (name: string, { passed, failed, skipped }: JestTally, beganAt: number) => {
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
    if (failed > 0) failures.push(name);
    const seconds = ((Date.now() - beganAt) / 1000).toFixed(1);
    say(`${failed > 0 ? '✗' : '✓'} ${name}: ${passed} passed${failed ? `, ${failed} failed` : ''} (${seconds} s)`);
  };

  for (const { name, run } of testSteps(values.only)) {
    if (signals.wasStopped()) break;
    const beganAt = Date.now();
    const { isDone, output } = await run();
    if (!isDone) console.log(output);
    add(name, { passed: isDone ? 1 : 0, failed: isDone ? 0 : 1, skipped: 0 }, beganAt);
  }
  if (!values.only) {
    installChromium(say);
    installLibreOffice(say);
  }
  for (const pass of values.only ? [{ name: `specs of ${values.only}`, patterns: [values.only] }] : passes) {
    if (signals.wasStopped()) break;
    say(`${pass.name} …`);
    const beganAt = Date.now();
    add(pass.name, await jestPass(pass), beganAt);
  }
  if (failures.length > 0) say(`failed: ${failures.join(', ')}`);
  if (sum.skipped > 0) say(`${sum.skipped} skipped`);
  if (signals.wasStopped()) say('stopped before the end');
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed > 0 || signals.wasStopped() ? 1 : 0;
}

if (import.meta.main) process.exitCode = await runTests();
