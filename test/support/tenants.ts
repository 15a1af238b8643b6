import { randomUUID } from 'node:crypto'
import { newId } from '../../src/db/ids.ts'
import type { Instant } from '../../src/lib/time.ts'
import type { FreshDatabase } from './database.ts'

/** Accounts and rows of them, made from the catalogue of the database, so that a table of tomorrow is tested too. */

export type Account = { readonly id: string; readonly code: string }

/** Puts an account into the database as the owner: by name what it needs, invented what it does not. */
export async function plantAccount(db: FreshDatabase, code: string, now: Instant, kind = 'customer'): Promise<Account> {
  const id = newId(now)
  await db.asOwner(
    "insert into account (id, code, kind, name, theatre, country, zone, created_at) values ($1, $2, $3, $2, 'EMEA', 'DE', 'Europe/Berlin', $4)",
    [id, code, kind, new Date(now)],
  )
  await db.asOwner('insert into account_counter (account_id) values ($1)', [id])
  return { id, code }
}

type Column = { readonly name: string; readonly type: string; readonly needed: boolean; readonly key: boolean }

export type TenantTable = {
  readonly name: string
  /** The column that says whose row it is. */
  readonly tenant: 'account_id' | 'id'
  readonly columns: readonly Column[]
  /** True when an account has exactly one row. */
  readonly single: boolean
}

/** Every table that belongs to accounts, `account` itself included. */
export async function tenantTables(db: FreshDatabase): Promise<readonly TenantTable[]> {
  const rows = await db.asOwner<{ table: string; name: string; type: string; needed: boolean; key: boolean }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull and d.adbin is null as needed,
      exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey::int2[])) as key
    from pg_class c join pg_attribute a on a.attrelid = c.oid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relnamespace = 'holdfast'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    order by c.relname, a.attnum`)
  return [...Map.groupBy(rows, (row) => row.table)]
    .filter(([table, columns]) => table === 'account' || columns.some(({ name }) => name === 'account_id'))
    .map(([name, columns]) => ({
      name,
      tenant: name === 'account' ? 'id' : 'account_id',
      columns,
      single: columns.filter(({ key }) => key).every((column) => column.name === 'account_id'),
    }))
}

/** Tables that belong to no account. */
export async function sharedTables(db: FreshDatabase): Promise<readonly string[]> {
  const tenants = new Set((await tenantTables(db)).map(({ name }) => name))
  const rows = await db.asOwner<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'holdfast'::regnamespace and relkind = 'r' order by 1",
  )
  return rows.map(({ name }) => name).filter((name) => !tenants.has(name))
}

const invented: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  text: () => randomUUID(),
  integer: () => Math.floor(Math.random() * 1e9),
  smallint: () => 1,
  bigint: () => Math.floor(Math.random() * 1e9),
  numeric: () => 1,
  boolean: () => false,
  date: () => '2026-03-09',
  'timestamp with time zone': () => new Date('2026-03-09T12:00:00Z'),
  jsonb: () => '{}',
  'text[]': () => [],
  'uuid[]': () => [],
  bytea: () => Buffer.from([1]),
  tsvector: () => '',
}

/** An insert of one invented row of an account. */
export function rowOf(table: TenantTable, accountId: string): { readonly text: string; readonly values: readonly unknown[] } {
  const columns = table.columns.filter(({ name, needed, key }) => needed || key || name === table.tenant)
  const values = columns.map(({ name, type }) => {
    if (name === table.tenant) return accountId
    const make = invented[type]
    if (!make) throw new Error(`No value known for type ${type} of ${table.name}.${name}: add one to invented.`)
    return make()
  })
  return {
    text: `insert into holdfast.${table.name} (${columns.map(({ name }) => name).join(', ')}) values (${columns.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  }
}

/**
 * Gives each account a row in every table. Checks, those by triggers too, and foreign keys are dropped first: invented rows make no sense to the
 * business, and who may see a row must not hang on whether it makes sense.
 */
export async function plantEverywhere(db: FreshDatabase, accountIds: readonly string[]): Promise<readonly TenantTable[]> {
  const tables = await tenantTables(db)
  const constraints = await db.asOwner<{ table: string; name: string }>(
    "select conrelid::regclass::text as table, conname as name from pg_constraint where connamespace = 'holdfast'::regnamespace and contype in ('c', 'f')",
  )
  for (const { table, name } of constraints) await db.asOwner(`alter table ${table} drop constraint "${name}"`)
  const triggers = await db.asOwner<{ table: string; name: string }>(
    'select tgrelid::regclass::text as table, tgname as name from pg_trigger where tgconstraint <> 0 and not tgisinternal',
  )
  for (const { table, name } of triggers) await db.asOwner(`drop trigger "${name}" on ${table}`)
  for (const table of tables) {
    for (const id of accountIds) {
      const { text, values } = rowOf(table, id)
      await db.asOwner(text, [...values])
    }
  }
  return tables
}
