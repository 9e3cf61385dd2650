import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Lock = { readonly packages: Readonly<Record<string, { readonly version?: string }>> };
const lock = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package-lock.json'), 'utf8')) as Lock;

const copiesOf = (name: string): string[] =>
  Object.entries(lock.packages).flatMap(([path, { version }]) =>
    path.endsWith(`node_modules/${name}`) && version ? [version] : [],
  );

// Two copies of the first: a failure is not an instance of its own class. No protobufjs 8 on top: histories cannot be
// read from JSON ("type must be a Type").
test('there is one copy of what must be one', () => {
  expect(copiesOf('@temporalio/common')).toHaveLength(1);
  expect(copiesOf('@opentelemetry/api').length).toBeLessThanOrEqual(1);
  expect(copiesOf('protobufjs').filter((version) => version.startsWith('8.'))).toHaveLength(1);
  expect(lock.packages['node_modules/protobufjs']?.version).toMatch(/^8\./);
});

test('all packages of Temporal have the same version', () => {
  const versions = Object.entries(lock.packages).flatMap(([path, { version }]) =>
    /node_modules\/@temporalio\/(?!core-bridge-)[a-z-]+$/.test(path) && version ? [version] : [],
  );
  expect(versions.length).toBeGreaterThan(4);
  expect([...new Set(versions)]).toHaveLength(1);
});
