import { benchmarkTable } from './benchmark-table.ts';
import { benchmarkResult } from './benchmark-result.ts';
import { medianOf, roundRobin, type Contender } from './round-robin.ts';

const silent = () => {};
const contender = (name: string, figures: readonly number[], rest: Partial<Contender> = {}): Contender => {
  const left = [...figures];
  return { name, unit: 'events/s', run: () => Promise.resolve(left.shift() ?? 0), ...rest };
};

test('a ratio is that of the medians; the round to warm up does not count', async () => {
  const ours = contender('append', [1, 300, 100, 200], { against: 'insert', goal: 2 });
  const rows = await roundRobin([contender('insert', [9, 50, 90, 100]), ours], 3, silent);
  expect(rows).toStrictEqual([
    {
      name: 'append',
      unit: 'events/s',
      median: 200,
      min: 100,
      max: 300,
      limit: { name: 'insert', median: 90 },
      ratio: 2.22,
      goal: 2,
    },
  ]);
});

test('contenders take turns', async () => {
  const turns: string[] = [];
  const noted = (name: string): Contender => ({ name, unit: 'x/s', run: () => Promise.resolve(turns.push(name)) });
  await roundRobin([noted('a'), noted('b')], 2, silent);
  expect(turns).toStrictEqual(['a', 'b', 'a', 'b', 'a', 'b']);
});

test('a limit that nobody measures is an error, not a missing ratio', async () => {
  const alone = contender('append', [1, 2], { against: 'insert' });
  await expect(roundRobin([alone], 1, silent)).rejects.toThrow('compared with insert, which nobody measures');
});

test('the median of an even number is between the two in the middle', () => {
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
});

test('a ratio short of its goal is said to be short', () => {
  const row = {
    name: 'append',
    unit: 'events/s',
    median: 150,
    min: 140,
    max: 160,
    limit: { name: 'insert', median: 100 },
    ratio: 1.5,
  };
  const table = (goal: number) => benchmarkTable(benchmarkResult('event-log', 5, [{ ...row, goal }]));
  expect(table(2)).toContain('SHORT of its goal');
  expect(table(1.5)).not.toContain('SHORT');
});
