import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { memoryMeter } from './memory-meter.ts';

test('what a grandchild holds counts under the name of our child', async () => {
  const grandchild = `const held = Buffer.alloc(200e6, 1); console.log('there'); setInterval(() => held, 1000)`;
  const child = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
  const started = spawn(process.execPath, ['-e', child], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const meter = memoryMeter((pid) => (pid === started.pid ? 'worker' : undefined), 50);
  try {
    await once(started.stdout, 'data');
    await sleep(500);
    const peak = meter.peak();
    if (process.platform !== 'linux') return expect(peak).toBeUndefined(); // nowhere else does the system tell
    expect(peak?.parts.get('worker')).toBeGreaterThan(190);
    expect(peak?.parts.get('worker')).toBeLessThan(400);
    expect(peak?.megabytes).toBeCloseTo([...(peak?.parts.values() ?? [])].reduce((sum, part) => sum + part, 0));
  } finally {
    meter.stop();
    process.kill(-(started.pid ?? 0), 'SIGKILL');
  }
});
