import { randomPool } from './random-pool.internal.ts';

test('what the pool hands out never repeats, across refills too', () => {
  const pool = randomPool();
  const seen = new Set<string>();
  const bytes = Buffer.alloc(12);
  for (let n = 0; n < 20_000; n++) {
    pool.fill(bytes, 0, 12);
    seen.add(bytes.toString('hex'));
  }
  expect(seen.size).toBe(20_000);
});

test('the pool writes only the bytes it was asked for', () => {
  const target = Buffer.alloc(64);
  randomPool().fill(target, 16, 48);
  expect(target.subarray(0, 16).every((byte) => byte === 0)).toBe(true);
  expect(target.subarray(48).every((byte) => byte === 0)).toBe(true);
  expect(target.subarray(16, 48).some((byte) => byte !== 0)).toBe(true);
});

test('more than the pool holds is refused, not handed out half random', () => {
  expect(() => randomPool().fill(Buffer.alloc(70_000), 0, 70_000)).toThrow(RangeError);
});
