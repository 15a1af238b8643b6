// Cases opened a second over HTTP, with decision, clock, timer, audit and outbox in the commit, beside the same rows
// written by plain SQL in one transaction on the same database.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import pg from 'pg'
import { newId } from '../src/db/ids.ts'

type Ready = { readonly address: string; readonly keys: Readonly<Record<string, string>>; readonly connection: pg.ClientConfig }

export type IntakeRow = { readonly clients: number; readonly perSecond: number; readonly floorPerSecond: number }

/** A row as JSON. */
type Sample = Readonly<Record<string, never>>

const rounds = 3
const perRoundMs = 2500

/** Runs `clients` loops for a while and gives what they did a second. */
async function rate(clients: number, act: (client: number, turn: number) => Promise<void>): Promise<number> {
  let done = 0
  const from = performance.now()
  const until = from + perRoundMs
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn++) {
        await act(client, turn)
        done++
      }
    }),
  )
  return (done / (performance.now() - from)) * 1000
}

function poster({ address, keys }: Ready) {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const { hostname, port } = new URL(address)
  const codes = Object.keys(keys)
  return (client: number, turn: number) =>
    new Promise<void>((resolve, reject) => {
      const code = codes[client % codes.length] as string
      const body = JSON.stringify({
        device: `${code}-${turn % 20}`,
        priority: 'P3',
        summary: 'BGP session flaps',
        description: 'Hold timer expired twice since midnight.',
      })
      const sent = request(
        {
          agent,
          hostname,
          port,
          method: 'POST',
          path: `/api/accounts/${code}/cases`,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-api-key': keys[code],
            'idempotency-key': newId(Date.now()),
          },
        },
        (answer) => {
          answer.resume()
          answer.on('end', () => (answer.statusCode === 201 ? resolve() : reject(new Error(`the server answered ${answer.statusCode}`))))
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
}

/** The same rows by hand: one transaction, prepared statements, one after the other, as a careful client would write them. */
async function floor(connection: pg.ClientConfig, clients: number) {
  const pool = Array.from({ length: clients }, () => new pg.Client({ ...connection, options: '-c search_path=holdfast' }))
  await Promise.all(pool.map((client) => client.connect()))
  const sample = (await pool[0]?.query({
    text: "begin; set local holdfast.provider = 'on'; select row_to_json(c) as row, (select row_to_json(d) from decision d where d.id = c.decision_id) as decision, (select body from case_event e where e.case_id = c.id and e.seq = 1) as body, (select row_to_json(i) from idempotency i where i.account_id = c.account_id limit 1) as kept from support_case c limit 16; commit",
  })) as unknown as pg.QueryResult[]
  const found = sample.find((result) => result.rows.length > 0)?.rows ?? []
  const { row, decision, body, kept } = found[0] as { row: Sample; decision: Sample; body: unknown; kept: Sample }
  const accounts = found.map((each) => each.row)
  const prepared = (name: string, text: string) => (client: pg.Client, values: unknown[]) => client.query({ name, text, values })
  const number = prepared('n', 'update account_counter set case_number = case_number + 1 where account_id = $1 returning case_number')
  const insertDecision = prepared(
    'd',
    'insert into decision (account_id, id, at, actor, act, verdict, offering, offering_version, question, answer, clauses, decided_by, subject) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)',
  )
  const insertCase = prepared(
    'c',
    "insert into support_case (account_id, id, number, kind, summary, device_id, contract_id, offering, decision_id, priority, channel, queue, state, requester_id, reported_at, created_at, updated_at, terms, due_at, alarm_at, steps_done, response, search, last_event) values ($1,$2,$3,'tech',$4,$5,$6,'ACP',$7,'P3','api','standard','new',$8,$9,$9,$9,$10,$11,$11,'[]','running',array_to_tsvector($12::text[]),1)",
  )
  const insertEvent = prepared(
    'e',
    "insert into case_event (account_id, case_id, seq, kind, visibility, at, logged_at, actor, actor_name, body) values ($1,$2,1,'opened','public',$3,$3,'bench','bench',$4)",
  )
  const keepWords = prepared(
    'w',
    'insert into case_word (account_id, word) select $1, word from unnest($2::text[]) as word on conflict do nothing',
  )
  const insertTimer = prepared(
    't',
    "insert into timer (account_id, id, kind, subject_id, due_at, rank) values ($1,$2,'response-due',$3,$4,3)",
  )
  const insertOutbox = prepared(
    'o',
    "insert into outbox (account_id, id, kind, subject, payload, created_at, next_try_at) values ($1,$2,'case-notice',$3,$4,$5,$5)",
  )
  const appendAudit = prepared('a', "select audit_append($1, $2, 'bench', 'case.open', $3, $4)")
  const keep = prepared(
    'k',
    "insert into idempotency (account_id, actor, key, operation, request_hash, status, answer, created_at) values ($1,'bench',$2,'case.open',$3,201,$4,$5)",
  )
  const [question, answer, terms, eventBody, keptAnswer] = [decision.question, decision.answer, row.terms, body, kept.answer].map((value) =>
    JSON.stringify(value),
  )
  const words = ['bgp', 'expired', 'flaps', 'hold', 'midnight', 'session', 'since', 'timer', 'twice']
  return {
    act: async (index: number) => {
      const client = pool[index] as pg.Client
      const account = accounts[index % accounts.length]
      const now = new Date()
      const [caseId, decisionId] = [newId(now.getTime()), newId(now.getTime())]
      await client.query(`begin; set local holdfast.accounts = '{${account.account_id}}'`)
      const { rows } = await number(client, [account.account_id])
      const name = `BENCH-${rows[0].case_number}-${caseId.slice(-6)}`
      await insertDecision(client, [
        account.account_id,
        decisionId,
        now,
        'bench',
        'case.open',
        'granted',
        'ACP',
        1,
        question,
        answer,
        decision.clauses,
        decision.decided_by,
        name,
      ])
      await insertCase(client, [
        account.account_id,
        caseId,
        name,
        row.summary,
        account.device_id,
        account.contract_id,
        decisionId,
        account.requester_id,
        now,
        terms,
        now,
        [name.toLowerCase(), ...words],
      ])
      await keepWords(client, [account.account_id, words])
      await insertEvent(client, [account.account_id, caseId, now, eventBody])
      await insertTimer(client, [account.account_id, newId(now.getTime()), caseId, now])
      await insertOutbox(client, [account.account_id, newId(now.getTime()), name, '{"event":"opened"}', now])
      await appendAudit(client, [account.account_id, now, name, '{"priority":"P3"}'])
      await keep(client, [account.account_id, caseId, Buffer.alloc(32), keptAnswer, now])
      await client.query('commit')
    },
    end: () => Promise.all(pool.map((client) => client.end())),
  }
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/** Alternates ours and the floor, so that both meet the same weather. */
export async function benchIntake(): Promise<readonly IntakeRow[]> {
  const child = fork(join(import.meta.dirname, 'intake-server.ts'), {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const [ready] = (await once(child, 'message')) as [Ready]
  const post = poster(ready)
  await rate(32, post) // warm
  const rows: IntakeRow[] = []
  for (const clients of [1, 8, 32]) {
    const ours: number[] = []
    const plain: number[] = []
    for (let round = 0; round < rounds; round++) {
      ours.push(await rate(clients, post))
      const by = await floor(ready.connection, clients)
      plain.push(await rate(clients, by.act))
      await by.end()
    }
    rows.push({ clients, perSecond: median(ours), floorPerSecond: median(plain) })
  }
  child.send('end')
  await once(child, 'exit')
  return rows
}

if (import.meta.main) {
  for (const { clients, perSecond, floorPerSecond } of await benchIntake())
    console.log(
      `${String(clients).padStart(3)} clients: ${perSecond.toFixed(0)} cases/s, floor ${floorPerSecond.toFixed(0)}/s, ratio ${((perSecond / floorPerSecond) * 100).toFixed(0)} %`,
    )
}
