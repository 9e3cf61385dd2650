import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

// Each forbidden arrow is written into a file that does not exist, and must be refused. If the project graph is missing
// the Nx rule is skipped in silence, and these fail: `nx graph --file=.nx/graph.json` makes it.
const value = (name: string) => `import * as x from '${name}'; console.log(x);`;
const typeOnly = (name: string) => `import type * as X from '${name}'; export type Y = typeof X;`;

const forbidden: readonly (readonly [file: string, line: string])[] = [
  ['libs/domain/forbidden.ts', value('@canbao/event-log/append-events')],
  ['libs/domain/forbidden.ts', value('zod')],
  ['libs/domain/forbidden.ts', value('node:crypto')],
  ['libs/domain/forbidden.ts', 'export const now = () => Date.now();'],
  ['libs/domain/forbidden.ts', 'export const now = () => new Date();'],
  ['libs/domain/forbidden.ts', 'export const chance = () => Math.random();'],
  ['libs/domain/forbidden.ts', 'export class Bag {}'],
  [
    'libs/domain/forbidden.ts',
    `export const f = (a: 'x' | 'y') => { switch (a) { case 'x': return 1; default: return 2; } };`,
  ],
  ['libs/event-log/forbidden.ts', value('@canbao/domain/fen')],
  ['libs/event-log/forbidden.ts', value('@nestjs/common')],
  ['libs/vault/forbidden.ts', value('@canbao/domain/fen')],
  ['libs/vault/forbidden.ts', value('pg')],
  ['libs/projections/forbidden.ts', value('@canbao/connectors/bank/bank.client')],
  ['libs/projections/forbidden.ts', value('@temporalio/client')],
  ['libs/connectors/forbidden.ts', value('@canbao/event-log/append-events')],
  ['libs/connectors/forbidden.ts', value('kysely')],
  ['libs/http-contract/forbidden.ts', value('@nestjs/common')],
  ['libs/http-contract/forbidden.ts', value('react')],
  ['libs/http-contract/forbidden.ts', value('node:fs')],
  ['workflows/forbidden.ts', value('node:crypto')],
  ['workflows/forbidden.ts', value('@canbao/event-log/append-events')],
  ['workflows/forbidden.ts', value('pg')],
  ['workflows/forbidden.ts', value('@canbao/activities/problem-failure')],
  ['workflows/forbidden.ts', `throw new Error('the workflow is wedged');`],
  ['workflows/forbidden.ts', 'export const hour = (at: Date) => at.getHours();'],
  ['workflows/forbidden.ts', 'export const o = { validator: async () => {} };'],
  [
    'workflows/forbidden.ts',
    `import * as wf from '@temporalio/workflow'; await Promise.race([wf.sleep(1), wf.sleep(2)]);`,
  ],
  ['workflows/forbidden.ts', `import * as wf from '@temporalio/workflow'; await wf.condition(() => Date.now() > 1);`],
  ['activities/forbidden.ts', value('@nestjs/common')],
  ['activities/forbidden.ts', value('@temporalio/client')],
  ['activities/forbidden.ts', value('@temporalio/workflow')],
  ['activities/forbidden.ts', value('@canbao/workflows/index')],
  ['apps/api/forbidden.ts', value('@canbao/activities/problem-failure')],
  ['apps/api/forbidden.ts', value('@canbao/connectors/bank/bank.client')],
  ['apps/api/forbidden.ts', value('kysely')],
  ['apps/worker/forbidden.ts', value('@nestjs/common')],
  ['apps/projector/forbidden.ts', value('@temporalio/client')],
  ['apps/projector/forbidden.ts', value('@nestjs/common')],
  ['apps/console/forbidden.tsx', value('@canbao/event-log/append-events')],
  ['apps/console/forbidden.tsx', value('@canbao/projections/event-log-reader')],
  ['apps/console/forbidden.tsx', value('node:fs')],
  ['apps/cli/forbidden.ts', value('@canbao/activities/problem-failure')],
  ['apps/counterparts/forbidden.ts', value('@canbao/event-log/append-events')],
  ['apps/counterparts/forbidden.ts', value('@canbao/workflows/index')],
  ['apps/rehearsal/forbidden.ts', value('@canbao/event-log/append-events')],
  ['apps/rehearsal/forbidden.ts', value('pg')],
  ['infra/forbidden.ts', value('@canbao/domain/fen')],
  ['infra/forbidden.ts', value('@nestjs/common')],
  ['libs/domain/forbidden.spec.ts', value('@canbao/event-log/append-events')],
  ['libs/connectors/forbidden.ts', value('@canbao/test/tidy-rules')],
  ['libs/connectors/forbidden.ts', `export * from './yuan-text.ts';`],
  ['libs/connectors/forbidden.ts', 'export enum Phase { Collect }'],
  ['libs/connectors/forbidden.ts', 'export class Bank extends Map {}'],
];

const allowed: readonly (readonly [file: string, line: string])[] = [
  ['libs/domain/allowed.ts', value('./fen.ts')],
  ['libs/event-log/allowed.ts', value('pg')],
  ['libs/projections/allowed.ts', value('@canbao/domain/fen')],
  ['libs/connectors/allowed.ts', value('@canbao/domain/fen')],
  ['libs/http-contract/allowed.ts', value('@canbao/domain/fen')],
  ['workflows/allowed.ts', typeOnly('@canbao/activities/problem-failure')],
  ['activities/allowed.ts', value('@canbao/event-log/append-events')],
  ['apps/api/allowed.ts', value('@canbao/workflows/county/county-campaign.messages')],
  ['apps/api/allowed.ts', value('@canbao/connectors/files/task-table.codec')],
  ['apps/counterparts/allowed.ts', value('pg')],
  ['libs/domain/allowed.spec.ts', value('fast-check')],
  ['libs/connectors/allowed.ts', 'export class BankGone extends Error {}'],
];

function lint(cases: readonly (readonly [file: string, line: string])[]): string[][] {
  const input = JSON.stringify(cases.map(([file, line]) => ({ file, line })));
  const root = join(import.meta.dirname, '..');
  const env = { ...process.env, NX_DAEMON: 'false' };
  return JSON.parse(
    execFileSync(process.execPath, ['test/lint-lines.mjs'], { cwd: root, env, input }).toString(),
  ) as string[][];
}

let refused: string[][];
let passed: string[][];

beforeAll(() => {
  refused = lint(forbidden);
  passed = lint(allowed);
}, 120_000);

test.each(forbidden.map(([file, line], index) => [file, line, index] as const))(
  '%s may not say: %s',
  (_file, _line, index) => {
    expect(refused[index]).not.toStrictEqual([]);
  },
);

test.each(allowed.map(([file, line], index) => [file, line, index] as const))(
  '%s may say: %s',
  (_file, _line, index) => {
    expect(passed[index]).toStrictEqual([]);
  },
);
