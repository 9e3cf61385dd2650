import { pace } from './pace.ts';

const forLong = 60_000;

test('a command is waited for until the projections have its events', async () => {
  let position = 10;
  const pacing = pace(async () => ({ position: position++, head: 20 }));
  expect(await pacing.reached(13, forLong)).toBe(true);
  pacing.close();
});

test('R-403 while a file is being taken nobody waits for its rows', async () => {
  const pacing = pace(async () => ({ position: 10, head: 90_000 }));
  expect(await pacing.reached(86_000, forLong)).toBe(false);
  // Close behind, the wait goes on: this one ends because the pace does.
  const near = pacing.reached(1_000, forLong);
  setTimeout(() => pacing.close(), 100);
  expect(await Promise.race([near, new Promise((resolve) => setTimeout(resolve, 60, 'waits'))])).toBe('waits');
  expect(await near).toBe(false);
});

test('a database that is away is asked again', async () => {
  let asked = 0;
  const pacing = pace(async () => {
    asked += 1;
    if (asked < 3) throw new Error('away');
    return { position: 5, head: 5 };
  });
  expect(await pacing.reached(5, forLong)).toBe(true);
  pacing.close();
});
