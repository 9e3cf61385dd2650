import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** What the processes sign in as. The owner's rights stay with migrations and the tool for operators. */
const databaseRoles = [
  'canbao_writer',
  'canbao_reader',
  'canbao_projector',
  'canbao_vault',
  'canbao_counterpart',
] as const;
type DatabaseRole = (typeof databaseRoles)[number];

export type MigrateOptions = {
  /** The owner, on any database of the server. */
  readonly ownerUrl: string;
  readonly log?: string;
  readonly keys?: string;
  /** Undefined: no database for the counterparts (a real system has real ones). */
  readonly counterparts?: string | undefined;
  /** Set for roles on a server that asks for a password. */
  readonly rolePassword?: string;
  /** Where `*.sql` (log) and `keys/*.sql` lie. */
  readonly folder?: string;
};

const OWN_FOLDER = join(dirname(fileURLToPath(import.meta.url)), 'migrations');

/**
 * Brings the databases of one installation up to date: makes roles and databases that are missing, then runs every
 * numbered file that has not run yet, in order, each in a transaction of its own together with its record. Returns the
 * files that ran. Throws when a file that ran has been changed or is gone: what cannot be rebuilt is migrated forward.
 */
export async function migrate(options: MigrateOptions): Promise<readonly string[]> {
  const { ownerUrl, log = 'canbao', keys = 'canbao_keys', counterparts, folder = OWN_FOLDER } = options;
  await asOwner(ownerUrl, undefined, async (server) => {
    for (const role of databaseRoles) await createRole(server, role, options.rolePassword);
    await createDatabase(server, log, ['canbao_writer', 'canbao_reader', 'canbao_projector']);
    // The projector makes its schemas itself (`reading`, `asof_…`). Clones of a database lose this grant.
    await server.query(`grant create on database ${log} to canbao_projector`);
    await createDatabase(server, keys, ['canbao_vault']);
    if (counterparts) {
      await createDatabase(server, counterparts, ['canbao_counterpart']);
      // The counterparts make their schemas and tables themselves when they start.
      await server.query(`grant create on database ${counterparts} to canbao_counterpart`);
    }
  });
  const onLog = await asOwner(ownerUrl, log, (client) => runFolder(client, folder, ''));
  const onKeys = await asOwner(ownerUrl, keys, (client) => runFolder(client, join(folder, 'keys'), 'keys/'));
  return [...onLog, ...onKeys];
}

async function runFolder(client: Client, folder: string, prefix: string): Promise<string[]> {
  await client.query(`create table if not exists migration (
    name text collate "C" primary key,
    digest text collate "C" not null,          -- SHA-256 of the file
    applied_at timestamptz not null default now()
  )`);
  const { rows } = await client.query<{ name: string; digest: string }>('select name, digest from migration');
  const applied = new Map(rows.map(({ name, digest }) => [name, digest]));
  const files = numberedFiles(folder);
  for (const name of applied.keys()) {
    if (!files.includes(name))
      throw new Error(`migration ${prefix}${name} has run on this database and is gone: put it back`);
  }
  const ran: string[] = [];
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    const digest = createHash('sha256').update(text).digest('hex');
    const known = applied.get(name);
    if (known === digest) continue;
    if (known)
      throw new Error(
        `migration ${prefix}${name} was changed after it had run: put it back, and write the next number`,
      );
    await runFile(client, `${prefix}${name}`, text, [name, digest]);
    ran.push(`${prefix}${name}`);
  }
  return ran;
}

function numberedFiles(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  for (const [index, name] of files.entries()) {
    const number = `${index + 1}`.padStart(4, '0');
    if (!new RegExp(`^${number}-[a-z0-9-]+\\.sql$`).test(name))
      throw new Error(`migration ${name} should be named ${number}-….sql`);
  }
  return files;
}

async function runFile(client: Client, name: string, text: string, record: [string, string]): Promise<void> {
  try {
    await client.query('begin');
    await client.query(text);
    await client.query('insert into migration (name, digest) values ($1, $2)', record);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(
      `migration ${name} failed: ${cause instanceof Error ? cause.message : String(cause)}${lineOf(cause, text)}`,
      { cause },
    );
  }
}

function lineOf(cause: unknown, text: string): string {
  const position = cause instanceof Error && 'position' in cause ? Number(cause.position) : NaN;
  return Number.isNaN(position) ? '' : ` (line ${text.slice(0, position).split('\n').length})`;
}

async function createRole(server: Client, role: string, password?: string): Promise<void> {
  const { rowCount } = await server.query('select from pg_roles where rolname = $1', [role]);
  if (!rowCount) await server.query(`create role ${role} login`);
  if (password) await server.query(`alter role ${role} password ${server.escapeLiteral(password)}`);
}

/** Only the given roles may enter; nobody else has business there. */
async function createDatabase(server: Client, name: string, roles: readonly DatabaseRole[]): Promise<void> {
  const { rowCount } = await server.query('select from pg_database where datname = $1', [name]);
  if (!rowCount) await server.query(`create database ${name}`);
  await server.query(`revoke connect on database ${name} from public`);
  await server.query(`grant connect on database ${name} to ${roles.join(', ')}`);
}

// Two launches on one server wait for each other.
async function asOwner<T>(
  ownerUrl: string,
  database: string | undefined,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const url = new URL(ownerUrl);
  if (database) url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('canbao/migrate'))`);
    return await work(client);
  } finally {
    await client.end();
  }
}
