import { errorCode } from '@canbao/infra/error-code';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import pg from 'pg';

/** A place that is searched as a whole: a table's column, or a file. */
export type Haystack = { readonly place: string; readonly bytes: Buffer };

// Between values, so that nothing is found that lies in two of them.
const GAP = Buffer.from('\n');

/** Every column of every table of a database, whatever its schema, but for the server's own catalogue. */
export async function* columnsOf(ownerUrl: string): AsyncGenerator<Haystack> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string; columns: { name: string; isBytes: boolean }[] }>(`
      select format('%I.%I', n.nspname, c.relname) as name,
        jsonb_agg(jsonb_build_object('name', a.attname, 'isBytes', a.atttypid = 'bytea'::regtype) order by a.attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      group by n.nspname, c.relname order by 1`);
    for (const { name, columns } of tables) {
      for (const { name: column, isBytes } of columns) {
        // Bytes as bytes, all else as PostgreSQL writes it.
        const value = `${pg.escapeIdentifier(column)}${isBytes ? '' : '::text'}`;
        const { rows } = await client.query<{ value: Buffer | string }>(
          `select ${value} as value from ${name} where ${value} is not null`,
        );
        const bytes = rows.flatMap((row) => [typeof row.value === 'string' ? Buffer.from(row.value) : row.value, GAP]);
        yield { place: `${name}.${column}`, bytes: Buffer.concat(bytes) };
      }
    }
  } finally {
    await client.end();
  }
}

/** Every file at or below the folder, but those for which `isLeftOut` holds; it is told the path from the folder. */
export function* filesOf(folder: string, isLeftOut: (path: string) => boolean = () => false): Generator<Haystack> {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name));
    const bytes = entry.isFile() && !isLeftOut(path) ? bytesOf(join(folder, path)) : undefined;
    if (bytes) yield { place: path, bytes };
  }
}

/** A server that runs removes files between the look into the folder and the look into the file. */
function bytesOf(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
