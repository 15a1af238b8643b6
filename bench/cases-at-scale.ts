// A database with as many cases as a large vendor has: one way to fill it for every bench that asks how things grow.
import type { FreshDatabase } from '../test/support/database.ts'

const accounts = 200

const customer = (code: string) => ({ name: `Customer ${code}`, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })
const codes = Array.from({ length: accounts }, (_, i) => `C${String(i).padStart(3, '0')}`)

/** Words as they occur in cases: few are frequent, most are rare. */
const syllables = ['ba', 'rom', 'te', 'lin', 'ko', 'dar', 'mi', 'sul', 'ven', 'po', 'gra', 'nex', 'tor', 'fi', 'lan']
export const vocabulary = [
  ...['juniper', 'router', 'interface', 'flaps', 'session', 'neighbour', 'reboot', 'memory', 'upgrade', 'optics', 'chassis', 'firewall'],
  ...Array.from({ length: 8000 }, (_, i) => {
    const at = (n: number) => syllables[Math.floor(i / 15 ** n) % 15] as string
    return `${at(0)}${at(1)}${at(2)}${at(3)}${i % 7 === 0 ? 's' : ''}`
  }),
]

/** The people who ask, and the accounts. The first account holds a tenth of everything, the rest fall off. */
export const scaleWorld = {
  accounts: Object.fromEntries(codes.map((code) => [code, customer(code)])),
  people: {
    eng: { account: 'VENDOR', roles: ['JT'] },
    ann: { account: 'C000', roles: ['LC'] },
    low: { account: 'C150', roles: ['LC'] },
  },
}

export type Sample = {
  readonly number: string
  readonly code: string
  readonly words: string[]
  readonly serial: string
  readonly n: number
}

/**
 * Fills a database whose world is there.
 * @param cases how many; devices are half as many, up to 200,000; two in a hundred are open
 * @returns some of them by chance, to ask about
 */
export async function fillCases({ asOwner: sql }: FreshDatabase, cases: number, samples: number): Promise<readonly Sample[]> {
  const devices = Math.min(200_000, Math.ceil(cases / 2))
  await sql('set session_replication_role = replica')
  const seed = [
    // the first account holds a tenth of everything, the rest fall off
    `create unlogged table bench_account as select id, code, row_number() over (order by code) - 1 as place from account where code ~ '^C[0-9]{3}$'`,
    `create unlogged table bench_word as select row_number() over () - 1 as place, word from unnest($1::text[]) as word`,
    'create unique index on bench_account (place)',
    'create unique index on bench_word (place)',
  ]
  for (const statement of seed) await sql(statement, statement.includes('$1') ? [vocabulary] : [])
  await sql(
    `insert into device (account_id, id, serial, product, created_at, updated_at)
     select a.id, gen_random_uuid(), 'JN' || upper(substr(md5(n::text), 1, 8)) || n, 'MX204', now(), now()
     from (select n, floor(${accounts} * power(random(), 3)) as place from generate_series(1, ${devices}) n offset 0) d
     join bench_account a using (place)`,
  )
  await sql(
    `create unlogged table bench_device as select account_id, id, serial, row_number() over (partition by account_id) as place,
       count(*) over (partition by account_id) as total from device`,
  )
  await sql('create index on bench_device (account_id, place)')
  await sql(
    `create unlogged table bench_case as
     select n, a.id as account_id, a.code, gen_random_uuid() as id, p.words,
       timestamptz '2024-01-01' + n * interval '0.9 minute' * (1000000.0 / ${cases}) as at
     from (select n, floor(${accounts} * power(random(), 3)) as place from generate_series(1, ${cases}) n offset 0) d
     join bench_account a using (place)
     join (select n, array_agg(word) as words
           from (select n, floor(${vocabulary.length} * power(random(), 3)) as place
                 from generate_series(1, ${cases}) n cross join generate_series(1, 35) offset 0) k join bench_word using (place) group by n) p using (n)`,
  )
  await sql(
    `insert into support_case (account_id, id, number, kind, summary, device_id, decision_id, priority, channel, queue, state, customer_reference,
       reported_at, created_at, updated_at, terms, due_at, responded_at, response, closed_at, search, last_event, steps_done, owner_id, owner_name)
     select c.account_id, c.id, c.code || '-' || (1000 + c.n), 'tech', array_to_string(c.words[1:6], ' '), d.id, c.id, 'P' || (1 + c.n % 4), 'web', 'standard',
       case when open then 'working' else 'closed' end, 'INC' || c.n, c.at, c.at, c.at, '{"clock": null, "alert": {"clauses": [], "wording": "automatic"}}',
       c.at + interval '4 hours', case when not open or c.n % 3 > 0 then c.at + interval '1 hour' end,
       case when not open or c.n % 3 > 0 then 'met' else 'running' end, case when open then null else c.at + interval '3 days' end,
       array_to_tsvector(array(select distinct x from unnest(c.words || array[lower(c.code) || '-' || (1000 + c.n), lower(c.code), (1000 + c.n)::text, 'inc' || c.n, lower(d.serial), 'mx204']) x where x is not null)),
       1, '[]', null, null
     from (select *, n > ${cases} * 0.98 as open from bench_case) c
     left join bench_device d on d.account_id = c.account_id and d.place = 1 + c.n % greatest(1, (select total from bench_device t where t.account_id = c.account_id limit 1))`,
  )
  await sql(
    `insert into case_event (account_id, case_id, seq, kind, visibility, at, logged_at, actor, actor_name, body)
     select account_id, id, 1, 'opened', 'public', at, at, 'bench', 'bench',
       jsonb_build_object('kind', 'opened', 'reportedAt', (extract(epoch from at) * 1000)::bigint, 'channel', 'web', 'priority', 'P3', 'description', array_to_string(words, ' '), 'onBehalfOf', null)
     from bench_case`,
  )
  await sql(
    `insert into case_word (account_id, word)
     select account_id, lower(serial) from device union select account_id, 'inc' || n from bench_case
     union select distinct c.account_id, w from (select * from bench_case where n % greatest(1, ${cases} / 20000) = 0) c, unnest(c.words) w on conflict do nothing`,
  )
  await sql('vacuum analyze support_case')
  await sql('vacuum analyze case_word')
  await sql('vacuum analyze device')
  await sql('vacuum analyze case_event')
  return sql<Sample>(
    `select c.code || '-' || (1000 + c.n) as number, c.code, c.words, coalesce(d.serial, 'JN') as serial, c.n from bench_case c
     left join bench_device d on d.account_id = c.account_id and d.place = 1 order by md5(c.n::text) limit ${samples}`,
  )
}
