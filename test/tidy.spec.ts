import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredEvents, eventNameComplaint, isRecordedBy } from './declared-events.ts';
import { tidyRules, type TidyFile } from './tidy-rules.ts';

const root = join(import.meta.dirname, '..');
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate'], {
  cwd: root,
});
const files: TidyFile[] = listed
  .toString()
  .split('\0')
  .filter((path) => path && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const events = files
  .filter(({ path }) => path.endsWith('.events.ts'))
  .flatMap(({ path, text }) => declaredEvents(path, text));

test.each(tidyRules.map((rule) => [rule.name, rule.complaint] as const))('%s', (_, complaint) => {
  const complaints = files.flatMap((file) => {
    const said = complaint(file);
    return said ? [`${file.path}: ${said}`] : [];
  });
  expect(complaints).toStrictEqual([]);
});

test('an event is a fact of the past', () => {
  expect(events.length).toBeGreaterThan(0);
  expect(events.flatMap((event) => eventNameComplaint(event) ?? [])).toStrictEqual([]);
});

test('every event is recorded by a spec', () => {
  const specs = files
    .filter(({ path }) => path.endsWith('.spec.ts') && !path.startsWith('test/tidy'))
    .map(({ text }) => text);
  const unrecorded = events.filter(({ type }) => !specs.some((spec) => isRecordedBy(type, spec)));
  expect(unrecorded.map(({ path, type }) => `${path}: no spec records ${type}; write given, when, then`)).toStrictEqual(
    [],
  );
});

describe('a rule bites:', () => {
  test.each([
    ['at most three folders above a file', 'libs/domain/bag/slip/code/slip-code.ts', 'export const slipCode = 1;'],
    ['no drawer words in a path', 'libs/domain/shared/fen.ts', 'export const fen = 1;'],
    ['no drawer words in a path', 'apps/api/bag/bag-service.ts', 'export const bagService = 1;'],
    ['roles are a closed list per folder', 'apps/api/bag/bag.repository.ts', 'export const bagRepository = 1;'],
    ['roles are a closed list per folder', 'libs/domain/bag/bag.controller.ts', 'export const bagController = 1;'],
    ['a file exports its own name', 'libs/domain/bag/bag.decider.ts', 'export const decider = 1;'],
    ['a file exports its own name', 'libs/domain/fen.ts', 'export const yuan = 1;'],
    ['no index.ts but the one of the workflow bundle', 'libs/domain/index.ts', `export { fen } from './fen.ts';`],
    ['no work that only a comment knows of', 'libs/domain/fen.ts', '// TODO round'],
    ['nothing of one machine', 'libs/domain/fen.ts', `const file = '/home/someone/fen';`],
  ])('%s: %s', (name, path, text) => {
    expect(tidyRules.find((rule) => rule.name === name)?.complaint({ path, text })).toEqual(expect.any(String));
  });

  test.each([
    ['libs/domain/bag/bag.events.ts', 'export type BagEvent = { type: "BagClosed" };'],
    ['libs/domain/fen.ts', 'export type Fen = number;'],
    ['libs/event-log/code-book.internal.ts', 'export function codeBook() {}'],
    ['apps/console/bag/bag.page.tsx', 'export function BagPage() {}'],
    ['test/benchmark/event-log.benchmark.ts', 'export async function benchmark() {}'],
    ['workflows/index.ts', `export { x } from './x.ts';`],
    ['apps/worker/main.ts', ''],
    ['libs/domain/slip.spec.ts', ''],
    ['libs/domain/fen.ts', 'export const fen = 1; // TODO #12 round'],
  ])('and lets good ones pass: %s', (path, text) => {
    expect(tidyRules.flatMap((rule) => rule.complaint({ path, text }) ?? [])).toStrictEqual([]);
  });

  test.each(['BagUpdate', 'ProcessBag', 'BagEvent', 'BagClosedEvent'])('%s is no fact of the past', (type) => {
    expect(eventNameComplaint({ path: 'libs/domain/bag/bag.events.ts', type })).toEqual(expect.any(String));
  });
});
