import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../client/client.ts'
import { type Running, startServer } from '../server.ts'
import type { Settings } from '../settings.ts'
import { demoPassword, demoSignIns, loadDemo } from '../world/demo.ts'
import { buildPortal } from './portal-build.ts'
import { columns, progress, say, tell } from './say.ts'
import { endOnSignal, settingsHere } from './start.ts'

const historyCases = 700

export async function demo({ check }: { check?: boolean }): Promise<void> {
  if (check) return demoCheck()
  const settings = settingsHere({ HOLDFAST_DATA: './data/demo', LOG_LEVEL: 'warn' })
  await buildPortal()
  const running = await startDemo({ ...settings, port: await freePort(settings) }, historyCases)
  endOnSignal(running)
  say()
  say(`Sign in with one of these addresses; the password is ${demoPassword}`)
  say(columns(demoSignIns().map(({ email, part }) => [`  ${email}`, part])))
  say()
  say(
    'Within two minutes of the first start a P1 of Albion Telecom goes unanswered and its management alert goes out: see Escalations and Outbox.',
  )
  say(`ready ${running.address}`)
}

async function startDemo(settings: Settings, cases: number): Promise<Running> {
  tell('  starting the database ...')
  // the worker waits: history has its own clock
  const running = await startServer(settings, { worker: false })
  const bar = progress()
  try {
    await loadDemo(running.parts, Date.now(), cases, bar.show)
  } finally {
    bar.end()
  }
  running.work()
  return running
}

/** The port of the settings, or any free one when somebody else listens there. */
function freePort({ host, port }: Settings): Promise<number> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => {
      tell(`  port ${port} is in use, taking another one`)
      done(0)
    })
    probe.listen(port, host, () => probe.close(() => done(port)))
  })
}

/** Proves in a throw-away folder that the whole way works: one case granted and one refused, with their clauses. */
async function demoCheck(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-check-'))
  try {
    const settings = settingsHere({ LOG_LEVEL: 'warn' })
    await buildPortal()
    const running = await startDemo({ ...settings, data: folder, port: 0, databaseUrl: undefined, smtpUrl: undefined }, 20)
    try {
      say(`ready ${running.address}`)
      await openTwoCases(running.address)
    } finally {
      await running.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openTwoCases(address: string) {
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'ann@albion.example', password: demoPassword }),
  })
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
  const client = createClient({ base: address, headers: { cookie }, send: fetch, newKey: () => crypto.randomUUID() })
  const devices = (await client.call('cover.list', { params: { account: 'ALBION' }, query: { limit: 200 } })).items
  for (const [wanted, device] of [
    ['granted', devices.find((each) => each.covered)],
    ['refused', devices.find((each) => !each.covered && each.covers.length > 0)],
  ] as const) {
    if (!device) throw new Error(`The demonstration world holds no device for a ${wanted} case.`)
    const answer = await fetch(`${address}/api/accounts/ALBION/cases`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ device: device.serial, priority: 'P2', summary: `A ${wanted} case` }),
    })
    const body = (await answer.json()) as { number?: string; decided?: Decided; decision?: Decided; clock?: { dueText: string | null } }
    const decision = body.decided ?? body.decision
    if (!decision || decision.verdict !== wanted)
      throw new Error(`Expected the case on ${device.serial} to be ${wanted}, found ${decision?.verdict ?? answer.status}.`)
    say(
      `${decision.verdict}: P2 on ${device.serial}${body.number ? `, case ${body.number}, first response due ${body.clock?.dueText}` : ''}`,
    )
    say(`  clauses: ${decision.decidedBy.join(', ')}`)
    for (const cure of decision.cures) say(`  cure: ${cure}`)
  }
}

type Decided = { readonly verdict: string; readonly decidedBy: readonly string[]; readonly cures: readonly string[] }
