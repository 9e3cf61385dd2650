import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const rulesFile = 'libs/domain/rules.md';

/** Rules of rules.md with what stands in their last column. */
const stated = (markdown: string): ReadonlyMap<string, string> =>
  new Map(
    [...markdown.matchAll(/^\| (R-\d+[a-z]?) \|[^|]+\|([^|]*)\|$/gm)].map(([, rule, state]) => [rule!, state!.trim()]),
  );

/** Rules that a spec names outside its comments. */
const named = (spec: string): readonly string[] =>
  [...spec.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '').matchAll(/\bR-\d+[a-z]?\b/g)].map(([rule]) => rule);

type Complaint = string;
function complaints(rules: ReadonlyMap<string, string>, tested: ReadonlySet<string>): readonly Complaint[] {
  return [
    ...[...rules].flatMap(([rule, state]) => {
      const isMissing = state === 'not built yet';
      if (isMissing && tested.has(rule))
        return [`${rule} is marked "not built yet" and has a test: take the mark away`];
      if (!isMissing && !tested.has(rule)) return [`${rule} has no test: write one, or mark it "not built yet"`];
      return [];
    }),
    ...[...tested]
      .filter((rule) => !rules.has(rule))
      .map((rule) => `${rule} is named by a spec and does not stand in ${rulesFile}`),
  ];
}

const specs = execFileSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '--deduplicate', '*.spec.ts'],
  { cwd: root },
)
  .toString()
  .split('\0')
  .filter((path) => path !== '' && path !== 'test/rules.spec.ts' && existsSync(join(root, path)))
  .map((path) => readFileSync(join(root, path), 'utf8'));
const rules = stated(readFileSync(join(root, rulesFile), 'utf8'));
const tested = new Set(specs.flatMap(named));

test('every rule has a test or is marked as not built yet, and none is both', () => {
  expect(rules.size).toBeGreaterThan(70);
  expect(complaints(rules, tested)).toStrictEqual([]);
});

test('a rule that is neither, both or unknown is named', () => {
  const table = stated(
    '| R-1 | a | |\n| R-2 | b | not built yet |\n| R-3 | c | in part: d |\n| R-4a | e | not built yet |',
  );
  expect(complaints(table, new Set(['R-1', 'R-2', 'R-9']))).toStrictEqual([
    'R-2 is marked "not built yet" and has a test: take the mark away',
    'R-3 has no test: write one, or mark it "not built yet"',
    `R-9 is named by a spec and does not stand in ${rulesFile}`,
  ]);
});

test('what stands in a comment of a spec is no test', () => {
  expect(named("// R-1\n  // R-2\n/* R-3\n R-4 */ test('R-5 a', () => {});")).toStrictEqual(['R-5']);
});
