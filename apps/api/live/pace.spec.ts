import { pace } from './pace.ts';

test('a command waits until every projection has taken it', async () => {
  let position = 4;
  const pacing = pace(async () => ({ position: position++, head: 9 }));
  expect(await pacing.reached(7, 1_000)).toBe(true);
  expect(position).toBeGreaterThanOrEqual(8);
  pacing.close();
});

test('it waits no longer than it was told, also while the database is away', async () => {
  const pacing = pace(() => Promise.reject(new Error('away')));
  expect(await pacing.reached(7, 60)).toBe(false);
  pacing.close();
});

test('followers hear of a move once, and the state at once when they come later', async () => {
  const states = [
    { position: 1, head: 2 },
    { position: 1, head: 2 },
    { position: 2, head: 2 },
  ];
  const pacing = pace(async () => (states.length > 1 ? states.shift()! : states[0]!));
  const seen: number[] = [];
  pacing.follow(({ position }) => seen.push(position));
  await pacing.reached(2, 1_000);
  expect(seen).toStrictEqual([1, 2]);
  const late: number[] = [];
  pacing.follow(({ position }) => late.push(position));
  expect(late).toStrictEqual([2]);
  pacing.close();
});
