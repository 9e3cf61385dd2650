import { resolve } from 'node:path';
import { seasonOptions } from './season-options.ts';

test('npm start without options rehearses Shangcai, held in the middle of screening', () => {
  expect(seasonOptions([], true)).toStrictEqual({
    dataFolder: resolve('.canbao'),
    isFresh: false,
    port: undefined,
    out: undefined,
    people: ['--pack', 'shangcai-2020', '--people', '15104', '--seed', '7'],
    rehearsal: [
      ...['--pack', 'shangcai-2020', '--people', '15104', '--seed', '7'],
      ...['--minutes', '5', '--faults', 'usual', '--pause-on', '2019-10-05'],
    ],
  });
});

test('a rehearsal alone is never held', () => {
  expect(seasonOptions(['--minutes', '0.5'], false).rehearsal.join(' ')).toContain(
    '--minutes 0.5 --faults usual --pause-on none',
  );
});

test.each([
  [['--pack', 'nowhere-2020'], '--pack nowhere-2020: there is no libs/domain/packs/nowhere-2020.json'],
  [['--pack', '../../package'], '--pack ../../package: there is no'],
  [['--people', '0'], '--people takes a positive number, not 0'],
  [['--people', '1e3'], '--people takes a positive number, not 1e3'],
  [['--minutes', 'long'], '--minutes takes a positive number, not long'],
  [['--faults', 'many'], '--faults takes none, usual or storm, not many'],
  [['--pause-on', '5 October'], '--pause-on takes a date like 2019-10-05 or none, not 5 October'],
  [['--peeple', '3'], "Unknown option '--peeple'"],
])('%j is refused by name', (args, message) => {
  expect(() => seasonOptions(args, true)).toThrow(message);
});

test('what only a console needs is refused for a rehearsal alone', () => {
  expect(() => seasonOptions(['--pause-on', '2019-10-05'], false)).toThrow('--pause-on is an option of npm start');
});
