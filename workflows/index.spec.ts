import { readdirSync } from 'node:fs';

import * as workflows from './index.ts';

test('the bundle exports every workflow there is, and nothing else', () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' });
  const named = files
    .filter((file) => file.endsWith('.workflow.ts'))
    .map((file) => file.replace(/^.*\//, '').replace('.workflow.ts', ''))
    .map((name) => `${name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}Workflow`);
  expect(Object.keys(workflows).sort()).toStrictEqual(named.sort());
});
