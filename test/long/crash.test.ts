import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '../../src/db/embedded.ts'

/**
 * Kill -9 of server and database under load: no acknowledged write is lost, no key has two effects, each timer takes
 * effect once. The same test must find a database that acknowledges before it has written.
 */

const rounds = Number(process.env.HOLDFAST_CRASH_ROUNDS ?? 20)
const clients = 6

type Server = { readonly child: ChildProcess; readonly address: string; readonly postgres: number }
type Acked = { readonly key: string; readonly number: string }

async function start(data: string): Promise<Server> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, '..', 'support', 'crash-server.ts')],
    { env: { ...process.env, HOLDFAST_DATA: data, HOLDFAST_PORT: '0', DATABASE_URL: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let text = ''
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (piece) => {
      text += piece
      const found = /ready (\S+) (\d+)/.exec(text)
      if (found) resolve({ child, address: found[1] as string, postgres: Number(found[2]) })
    })
    child.on('exit', (code) => reject(new Error(`the server ended with ${code} before it was ready: ${text}`)))
  })
}

/** The postmaster and every process below it. */
function postgresFamily(postmaster: number): readonly number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        return Number(/\) \S (\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]) === postmaster
      } catch {
        return false
      }
    })
  return [...children.map(Number), postmaster]
}

const kill = (pid: number) => {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

/** Opens cases until told to stop; what was acknowledged goes into the journal, what was not into `unknown`. */
async function load(
  server: Server,
  keys: { ann: string; desk: string },
  stop: { now: boolean },
  journal: Acked[],
  unknown: { key: string; body: object }[],
) {
  let turn = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (!stop.now) {
        const key = crypto.randomUUID()
        const index = turn++
        // every fourth is a call answered long enough ago that its response falls due within a second
        const urgent = index % 4 === 0
        const body = {
          device: `S${index % 10}`,
          priority: urgent ? 'P1' : 'P3',
          summary: `crash ${client} ${index}`,
          ...(urgent ? { requester: 'ann@acme.example', reportedAt: new Date(Date.now() - 30 * 60_000 + 700).toISOString() } : {}),
        }
        try {
          const answer = await post(server.address, urgent ? keys.desk : keys.ann, key, body)
          if (answer.status === 201) journal.push({ key, number: answer.number })
          else if (answer.status >= 500) unknown.push({ key, body })
          else assert.fail(`the server answered ${answer.status}`)
        } catch (error) {
          if ((error as Error).name === 'AssertionError') throw error
          unknown.push({ key, body })
          await sleep(20)
        }
      }
    }),
  )
}

async function post(address: string, apiKey: string, key: string, body: object): Promise<{ status: number; number: string }> {
  const answer = await fetch(`${address}/api/accounts/ACME/cases`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': apiKey, 'idempotency-key': key },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  })
  const parsed = (await answer.json()) as { number?: string }
  return { status: answer.status, number: parsed.number ?? '' }
}

async function query<Row extends pg.QueryResultRow>(data: string, text: string): Promise<Row[]> {
  const server = await startEmbedded(join(data, 'postgres'))
  const client = new pg.Client(server.connection('postgres', 'postgres'))
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

async function run(data: string, count: number): Promise<{ acked: number; lost: readonly string[]; doubled: number; retried: number }> {
  const journal: Acked[] = []
  let unknown: { key: string; body: object }[] = []
  let retried = 0
  let server = await start(data)
  const keys = JSON.parse(readFileSync(join(data, 'crash.json'), 'utf8')) as { ann: string; desk: string }
  for (let round = 0; round < count; round++) {
    const stop = { now: false }
    const working = load(server, keys, stop, journal, unknown)
    await sleep(600 + ((round * 397) % 700))
    // server alone, then both, then the database first
    if (round % 3 !== 0) for (const pid of postgresFamily(server.postgres)) kill(pid)
    server.child.kill('SIGKILL')
    stop.now = true
    await working
    server = await start(data)
    // an error meant "unknown": the same key settles it, with one effect
    for (const { key, body } of unknown) {
      const answer = await post(server.address, 'requester' in body ? keys.desk : keys.ann, key, body)
      assert.equal(answer.status, 201)
      journal.push({ key, number: answer.number })
      retried++
    }
    unknown = []
  }
  await sleep(2500)
  server.child.kill('SIGTERM')
  await new Promise((done) => server.child.on('exit', done))
  const found = await query<{ number: string }>(data, 'select number from holdfast.support_case')
  const numbers = new Set(found.map((row) => row.number))
  const lost = journal.filter((each) => !numbers.has(each.number)).map((each) => each.number)
  const perKey = new Set(journal.map((each) => each.number))
  return { acked: journal.length, lost, doubled: journal.length - perKey.size + (found.length - perKey.size), retried }
}

test('kill -9 of server and database under load loses no acknowledged case, doubles none, and fires each timer once', {
  skip: process.platform !== 'linux' && 'needs /proc',
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-crash-'))
  try {
    const { acked, lost, doubled, retried } = await run(folder, rounds)
    assert.deepEqual(lost, [], `${lost.length} of ${acked} acknowledged cases are gone`)
    assert.equal(doubled, 0)
    assert.ok(acked > rounds * 20, `${acked} acknowledged`)
    const [timers] = await query<{ due: number; fired: number; alerts: number; cases: number; missed: number }>(
      folder,
      "select count(*) filter (where due_at < now() - interval '2 seconds' and cancelled_at is null)::int as due, count(*) filter (where fired_at is not null)::int as fired, (select count(*)::int from holdfast.outbox where kind = 'management-alert') as alerts, (select count(distinct case_id)::int from holdfast.escalation where code = 'due') as cases, (select count(*)::int from holdfast.support_case where steps_done @> '[{\"code\": \"due\"}]') as missed from holdfast.timer",
    )
    assert.ok(timers && timers.due > rounds, JSON.stringify(timers))
    assert.equal(timers.fired, timers.due, 'a timer was missed')
    assert.equal(timers.alerts, timers.missed, 'an alert was doubled or lost')
    assert.equal(timers.cases, timers.missed)
    assert.ok(timers.missed > rounds, `${timers.missed} alerts`)
    console.log(
      `${rounds} kills: ${acked} acknowledged, 0 lost, ${retried} retried with their key, ${timers.fired} timers and ${timers.alerts} alerts, each once`,
    )
  } finally {
    await query(folder, 'select 1').catch(() => {})
    await startEmbedded(join(folder, 'postgres')).then((server) => server.stop())
    rmSync(folder, { recursive: true, force: true })
  }
})

test('a database that acknowledges before it has written is found', { skip: process.platform !== 'linux' && 'needs /proc' }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-crash-'))
  try {
    const first = await start(folder)
    await query(folder, 'alter role holdfast_app set synchronous_commit = off')
    await query(folder, "alter system set wal_writer_delay = '10s'")
    first.child.kill('SIGTERM')
    await new Promise((done) => first.child.on('exit', done))
    let lost = 0
    for (let tries = 0; tries < 4 && lost === 0; tries++) lost = (await run(folder, 3)).lost.length
    assert.ok(lost > 0, 'the planted fault went unseen')
  } finally {
    await startEmbedded(join(folder, 'postgres')).then((server) => server.stop())
    rmSync(folder, { recursive: true, force: true })
  }
})
