import type pg from 'pg'

/**
 * What the migrations add up to, read back from a database: a text to review in a diff, and the row types.
 * Sorted, without anything that differs between PostgreSQL 15 and newer, so that both give the same text.
 */

type Column = { table: string; name: string; type: string; notNull: boolean; default: string | null }

const schemas = "('holdfast', 'holdfast_auth')"

async function columns(client: pg.Client): Promise<readonly Column[]> {
  const { rows } = await client.query(`
    select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as "notNull", pg_get_expr(d.adbin, d.adrelid) as default
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where n.nspname in ${schemas} and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by n.nspname, c.relname, a.attnum`)
  return rows
}

/** The schema as text: tables with constraints, indexes, policies and grants, then functions. */
export async function schemaText(client: pg.Client): Promise<string> {
  await client.query("set search_path = ''")
  const tables = Map.groupBy(await columns(client), (column) => column.table)
  const details = await client.query(`
    select n.nspname || '.' || c.relname as table, 1 as rank, conname as name, pg_get_constraintdef(k.oid) as text
      from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ${schemas} and k.contype in ('p', 'f', 'u', 'c', 'x')
    union all select schemaname || '.' || tablename, 2, indexname, indexdef from pg_indexes
      where schemaname in ${schemas} and not exists (select 1 from pg_constraint where conname = indexname)
    union all select schemaname || '.' || tablename, 3, policyname,
      'policy ' || policyname || ' for ' || cmd || coalesce(' using ' || qual, '') || coalesce(' with check ' || with_check, '')
      from pg_policies where schemaname in ${schemas}
    union all select n.nspname || '.' || c.relname, 4, '', 'row level security forced'
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${schemas} and c.relforcerowsecurity
    union all select table_schema || '.' || table_name, 5, grantee, 'grant ' || string_agg(lower(privilege_type), ', ' order by privilege_type) || ' to ' || grantee
      from information_schema.role_table_grants where table_schema in ${schemas} and grantee = 'holdfast_app' group by 1, 3, table_schema, table_name, grantee
    order by 1, 2, 3`)
  const functions = await client.query(`
    select pg_get_functiondef(p.oid) as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ${schemas} and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
    order by proname, pg_get_function_identity_arguments(p.oid)`)
  // what an extension brings differs from version to version of the server
  const extensions = await client.query(`
    select extname as name from pg_extension e join pg_namespace n on n.oid = e.extnamespace where n.nspname in ${schemas} order by 1`)
  const lines = ['-- Generated from the migrations by `npm run generate`; reviewed, never edited.', '']
  for (const { name } of extensions.rows) lines.push(`extension ${name}`, '')
  for (const [table, list] of tables) {
    lines.push(`table ${table}`)
    for (const c of list) lines.push(`  ${c.name} ${c.type}${c.notNull ? ' not null' : ''}${c.default ? ` default ${c.default}` : ''}`)
    for (const d of details.rows.filter((row) => row.table === table)) lines.push(`  * ${d.rank === 1 ? `${d.name}: ` : ''}${d.text}`)
    lines.push('')
  }
  for (const { text } of functions.rows) lines.push(text.trimEnd(), '')
  return `${lines.join('\n')}\n`
}

const typeNames: Readonly<Record<string, string>> = {
  boolean: 'boolean',
  integer: 'number',
  smallint: 'number',
  bigint: 'number',
  bytea: 'Buffer',
  date: 'string',
  jsonb: 'Json',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  tsvector: 'string',
}

/** Kysely's row types: an instant is written as a Date and read as epoch milliseconds. */
export async function rowTypes(client: pg.Client): Promise<string> {
  const tables = Map.groupBy(
    (await columns(client)).filter((column) => column.table.startsWith('holdfast.')),
    (column) => column.table.slice('holdfast.'.length),
  )
  const typeOf = (c: Column) => {
    const base = c.type === 'timestamp with time zone' ? 'Timestamp' : (typeNames[c.type] ?? 'string')
    const value = c.notNull ? base : base === 'Timestamp' ? 'Timestamp | null' : `${base} | null`
    return c.default !== null ? `Generated<${value}>` : value
  }
  const lines = [
    '// Generated from the migrations by `npm run generate`; never edited.',
    "import type { ColumnType, Generated } from 'kysely'",
    '',
    '/** Read as epoch milliseconds, written as a Date. */',
    'type Timestamp = ColumnType<number, Date, Date>',
    '// biome-ignore lint/suspicious/noExplicitAny: each slice parses what it stored at its own door',
    'type Json = ColumnType<any, string, string>',
    '',
    'export type Rows = {',
  ]
  for (const [table, list] of tables) {
    lines.push(`  ${table}: {`, ...list.map((c) => `    ${c.name}: ${typeOf(c)}`), '  }')
  }
  lines.push('}')
  return `${lines.join('\n')}\n`
}
