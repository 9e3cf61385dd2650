import { readFileSync } from 'node:fs';

import { operations } from './contract.ts';
import { openapiDocument } from './openapi-document.ts';

const stored = new URL('openapi.json', import.meta.url);

test('the stored API document is the one that the contract gives (write it anew: node apps/api/write-openapi.main.ts)', () => {
  expect(`${JSON.stringify(openapiDocument(), null, 2)}\n`).toBe(readFileSync(stored, 'utf8'));
});

test('every operation stands in it once, with who may call it', () => {
  const { paths } = openapiDocument() as { paths: Record<string, Record<string, Record<string, unknown>>> };
  const described = Object.values(paths).flatMap((methods) => Object.values(methods));
  expect(described.map((one) => one['operationId']).sort()).toStrictEqual(operations.map(({ name }) => name).sort());
  expect(described.every((one) => one['x-roles'] !== undefined && one['x-scope'] !== undefined)).toBe(true);
});
