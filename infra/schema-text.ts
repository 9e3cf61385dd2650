import type { Client } from 'pg';

/**
 * Everything permanent in a database as text in a fixed order: tables, columns, constraints, indexes, triggers,
 * functions, grants. From the catalogue, for the PostgreSQL that npm carries has no pg_dump. The same text on 15 to 18.
 * What projections make (`reading`, `asof_…`) is declared elsewhere and left out.
 */
export async function schemaText(client: Client): Promise<string> {
  const lines: string[] = [];
  for (const query of [RELATIONS, COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS, GRANTS]) {
    const { rows } = await client.query<{ line: string }>(query);
    lines.push(...rows.map(({ line }) => line.trimEnd()), '');
  }
  return lines.join('\n');
}

const OURS = `n.nspname !~ '^(pg_|information_schema|reading|asof_)'`;

const RELATIONS = `
  select format('%s %s.%s%s;', case c.relkind when 'v' then 'view' else 'table' end, n.nspname, c.relname,
    coalesce(' partition by ' || pg_get_partkeydef(c.oid), '')) as line
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v') and ${OURS} order by 1`;

const COLUMNS = `
  select format('column %s.%s.%s %s%s%s%s;', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
    case when a.attnotnull then ' not null' else '' end,
    case a.attidentity when '' then '' else ' generated as identity' end,
    case when d.adbin is null then '' when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
      else ' default ' || pg_get_expr(d.adbin, d.adrelid) end) as line
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v') and ${OURS}
  order by n.nspname, c.relname, a.attnum`;

const CONSTRAINTS = `
  select format('constraint %s.%s.%s %s;', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) as line
  from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
  where k.contype in ('c', 'f', 'p', 'u', 'x') and ${OURS} order by 1`;

const INDEXES = `
  select pg_get_indexdef(i.indexrelid) || ';' as line
  from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} order by 1`;

const TRIGGERS = `
  select pg_get_triggerdef(t.oid) || ';' as line
  from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  where not t.tgisinternal and ${OURS} order by 1`;

const FUNCTIONS = `
  select pg_get_functiondef(p.oid) || ';' as line
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where p.prokind in ('f', 'p') and ${OURS} and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)`;

// The owner's own rights go without saying.
const GRANTS = `
  select format('grant %s on %s to %s;', lower(string_agg(g.privilege_type, ', ' order by g.privilege_type)), g.object,
    case g.grantee when 0 then 'public' else pg_get_userbyid(g.grantee) end) as line
  from (
    select n.nspname || '.' || c.relname as object, c.relowner as owner, x.grantee, x.privilege_type
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, aclexplode(c.relacl) x where ${OURS} and c.relkind in ('r', 'p', 'v', 'S')
    union all
    select format('%s.%s (%s)', n.nspname, c.relname, a.attname), c.relowner, x.grantee, x.privilege_type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace, aclexplode(a.attacl) x where ${OURS}
    union all
    select format('%s.%s(%s)', n.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), p.proowner, x.grantee, x.privilege_type
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace, aclexplode(p.proacl) x where ${OURS}
    union all
    select 'schema ' || n.nspname, n.nspowner, x.grantee, x.privilege_type
    from pg_namespace n, aclexplode(n.nspacl) x where ${OURS}
  ) g
  where g.grantee <> g.owner and g.privilege_type <> 'MAINTAIN'
  group by g.object, g.grantee order by 1`;
