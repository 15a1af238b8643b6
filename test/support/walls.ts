import { sql } from 'kysely'
import { accountScope, inScope, type Scope } from '../../src/db/scope.ts'
import type { FreshDatabase } from './database.ts'
import { rowOf, type TenantTable } from './tenants.ts'

/** What is wrong with the second wall, as sentences; none when it holds. */

const lints: readonly (readonly [what: string, query: string])[] = [
  [
    'row-level security is not enabled and forced',
    `select relname as name from pg_class where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p')
      and relname <> 'schema_migration' and not (relrowsecurity and relforcerowsecurity)`,
  ],
  [
    'row-level security is on, but no policy says for whom',
    `select relname as name from pg_class c where relnamespace = 'holdfast'::regnamespace and relkind in ('r', 'p') and relrowsecurity
      and not exists (select 1 from pg_policy where polrelid = c.oid)`,
  ],
  [
    'foreign key between tables of accounts without the account',
    `select conname as name from pg_constraint k
      join pg_attribute here on here.attrelid = conrelid and here.attname = 'account_id'
      join pg_attribute there on there.attrelid = confrelid and there.attname = 'account_id'
      where contype = 'f' and connamespace = 'holdfast'::regnamespace
      and coalesce(array_position(conkey, here.attnum), 0) is distinct from coalesce(array_position(confkey, there.attnum), -1)`,
  ],
  [
    'unique over all accounts, which tells one of them what another has',
    `select i.indexrelid::regclass::text as name from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
      where c.relnamespace = 'holdfast'::regnamespace and i.indisunique and not a.attnum = any (i.indkey::int2[])`,
  ],
  [
    'view that shows what its maker may see',
    `select relname as name from pg_class where relnamespace = 'holdfast'::regnamespace and relkind in ('v', 'm')
      and not coalesce(reloptions @> array['security_invoker=true'] or reloptions @> array['security_invoker=on'], false)`,
  ],
  [
    'function that runs with the rights of its maker',
    "select proname as name from pg_proc where pronamespace in ('holdfast'::regnamespace, 'holdfast_auth'::regnamespace) and prosecdef",
  ],
  [
    'the application role has a power that it must not have',
    "select rolname as name from pg_roles where rolname = 'holdfast_app' and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)",
  ],
  [
    'the application role is a member of another role',
    "select roleid::regrole::text as name from pg_auth_members where member = 'holdfast_app'::regrole",
  ],
  ['owned by the application role', "select relname as name from pg_class where relowner = 'holdfast_app'::regrole"],
]

export async function lintWalls(db: FreshDatabase): Promise<readonly string[]> {
  const found: string[] = []
  for (const [what, query] of lints) {
    for (const { name } of await db.asOwner<{ name: string }>(query)) found.push(`${name}: ${what}`)
  }
  return found
}

type Outcome = { readonly rows: readonly Record<string, unknown>[]; readonly changed: number; readonly refused: boolean }

/** One statement as the application in a scope; a refusal by the database is an outcome, other errors are not. */
async function attempt(db: FreshDatabase, scope: Scope, text: string, values: readonly unknown[] = []): Promise<Outcome> {
  try {
    return await inScope(db.app, scope, async (tx) => {
      const parts = text.split(/\$\d+/)
      const query = parts.slice(1).reduce((so, part, at) => sql`${so}${values[at]}${sql.raw(part)}`, sql`${sql.raw(parts[0] ?? '')}`)
      const { rows, numAffectedRows } = await query.execute(tx)
      return { rows: rows as Record<string, unknown>[], changed: Number(numAffectedRows ?? 0), refused: false }
    })
  } catch (error) {
    if ((error as { code?: string }).code === '42501') return { rows: [], changed: 0, refused: true }
    throw error
  }
}

/**
 * What account `mine` can do to rows of `theirs` when no query says whose rows it wants: the application's own filter is
 * off, and only the database stands between them. Both have a row in every table. Each attempt on a foreign row is
 * paired with the same attempt on an own one, so that a wall that stops everybody does not pass for a good one.
 */
export async function leaks(db: FreshDatabase, tables: readonly TenantTable[], mine: string, theirs: string): Promise<readonly string[]> {
  const found: string[] = []
  const scope = accountScope(mine)
  for (const table of tables) {
    const { name, tenant } = table
    const say = (text: string) => found.push(`${name}: ${text}`)
    const seen = await attempt(db, scope, `select ${tenant} as whose from ${name}`)
    if (seen.rows.some(({ whose }) => whose !== mine)) say('select shows a foreign row')
    if (!seen.rows.some(({ whose }) => whose === mine)) say('select does not show the own row')
    const byId = await attempt(db, scope, `select 1 from ${name} where ${tenant} = $1`, [theirs])
    if (byId.rows.length > 0) say('select by id shows a foreign row')

    const own = await attempt(db, scope, `update ${name} set ${tenant} = ${tenant} where ${tenant} = $1`, [mine])
    if (!own.refused && own.changed === 0) say('update does not reach the own row')
    const foreign = await attempt(db, scope, `update ${name} set ${tenant} = ${tenant} where ${tenant} = $1`, [theirs])
    if (foreign.changed > 0) say('update reaches a foreign row')
    const given = await attempt(db, scope, `update ${name} set ${tenant} = $1 where ${tenant} = $2`, [crypto.randomUUID(), mine])
    if (given.changed > 0) say('update gives an own row away')

    const planted = rowOf(table, theirs)
    if (!(await attempt(db, scope, planted.text, planted.values)).refused) say('insert plants a foreign row')
    const mineToo = rowOf(table, mine)
    if (!table.single && tenant === 'account_id' && (await attempt(db, scope, mineToo.text, mineToo.values)).changed !== 1)
      say('insert refuses an own row')

    if ((await attempt(db, scope, `delete from ${name} where ${tenant} = $1`, [theirs])).changed > 0) say('delete reaches a foreign row')
  }
  const left = await Promise.all(
    tables.map(async ({ name, tenant }) => {
      const rows = await db.asOwner(`select 1 from ${name} where ${tenant} = $1`, [theirs])
      return rows.length === 1 ? [] : [`${name}: the other account has ${rows.length} rows afterwards, and had one`]
    }),
  )
  return [...found, ...left.flat()]
}
