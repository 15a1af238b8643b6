// Mails a second: read, judged and written with their message, audit and original, beside reading them alone.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assemble } from '../src/assemble.ts'
import { openCase } from '../src/cases/opening/service.ts'
import { startEmbedded } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { createPool, createSignInPool } from '../src/db/pool.ts'
import { inScope, providerScope } from '../src/db/scope.ts'
import { readMail } from '../src/notifications/mail-in/reading/gateway.ts'
import { receiveMail } from '../src/notifications/mail-in/service.ts'
import { replyAddressFor, replyKeys } from '../src/notifications/reply/service.ts'
import { findPrincipal } from '../src/parties/service.ts'
import { buildWorld } from '../src/world/build.ts'
import { worldSpec } from '../src/world/spec.ts'

const people = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`p${at}`, { account: 'ACME', roles: ['NC'] }]))
const world = {
  accounts: { ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London' } },
  sites: { leeds: { account: 'ACME', address: '1 Road' } },
  people,
  devices: { A1: { account: 'ACME', site: 'leeds' } },
  base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2020-01-01', to: '2099-12-31' }],
  contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2020-01-01', to: '2099-12-31' }],
}
const text = 'The fan failed again.\r\n\r\nOn Tue, 10 Mar 2026 at 08:00, Holdfast wrote:\r\n> Which fan is it?\r\n> Since when?\r\n'.repeat(
  3,
)
const mailOf = (from: string, to: string, at: number): Buffer =>
  Buffer.from(
    `From: ${from}\r\nTo: ${to}\r\nSubject: Re: router\r\nMessage-ID: <${at}@bench.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${text}${at}\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>${text}</p>\r\n--b--\r\n`,
  )

export type MailBench = { readonly updatesPerSecond: number; readonly strangersPerSecond: number; readonly readPerSecond: number }

/** Four at a time, as the listener takes them; reading alone is one at a time. */
export async function benchMail(): Promise<MailBench> {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-mail-'))
  const embedded = await startEmbedded(join(folder, 'postgres'))
  await migrate(embedded.connection('postgres', 'postgres'))
  const pool = createPool(embedded.connection('postgres', 'holdfast_app'), 10)
  const signInPool = createSignInPool(embedded.connection('postgres', 'holdfast_app'), 1)
  const reply = { mailbox: { name: 'case', domain: 'support.example' }, keys: replyKeys('a secret that only the measurement knows', 1) }
  const parts = assemble({
    pool,
    signInPool,
    secret: 'a secret that only the measurement knows',
    origin: 'http://127.0.0.1',
    files: join(folder, 'files'),
    uploadBytes: 1_000_000,
    mail: { identity: { domain: 'vendor.example', origin: undefined, reply }, addresses: [], maxBytes: 1_000_000 },
  })
  try {
    const start = Date.parse('2026-03-10T10:00:00Z')
    const built = await inScope(parts.db, providerScope, (tx) => buildWorld(tx, worldSpec.parse(world), start))
    const account = built.accounts.get('ACME')
    if (!account) throw new Error('the world has no account')
    const senders: { from: string; to: string }[] = []
    for (const [name, person] of built.people) {
      if (!name.startsWith('p') || person.staff) continue
      const by = await inScope(parts.db, providerScope, (tx) => findPrincipal(tx, { personId: person.personId }))
      if (!by) continue
      const to = await inScope(parts.db, providerScope, async (tx) => {
        const opened = await openCase(tx, account, start, by, {
          kind: 'tech',
          summary: name,
          description: '',
          serial: 'A1',
          priority: 'P4',
          channel: 'web',
          customerReference: '',
          release: '',
          confirmations: [],
          reportedAt: start,
          requesterId: person.personId,
          approval: null,
        })
        const caseId = opened.opened?.case.id
        if (!caseId) throw new Error(`no case: ${opened.decision.decidedBy.join(', ')}`)
        return replyAddressFor(tx, reply, start, { accountId: account.id, caseId, personId: person.personId })
      })
      senders.push({ from: person.email, to })
    }
    const measure = async (count: number, mail: (at: number) => Buffer, fate: string) => {
      let next = 0
      const lane = async () => {
        for (let at = next++; at < count; at = next++) {
          const received = await receiveMail(parts.db, parts.mail, start + at * 1000, 'smtp', { raw: mail(at), envelopeTo: [] })
          if (received.fate !== fate) throw new Error(`mail ${at}: ${received.fate}, ${received.rule}`)
        }
      }
      const from = performance.now()
      await Promise.all([1, 2, 3, 4].map(lane))
      return count / ((performance.now() - from) / 1000)
    }
    const sender = (at: number) => senders[at % senders.length] as { from: string; to: string }
    const updates = await measure(1200, (at) => mailOf(sender(at).from, sender(at).to, at), 'update')
    const strangers = await measure(1200, (at) => mailOf(`x${at}@nowhere.example`, 'case@support.example', 100_000 + at), 'dropped')
    const from = performance.now()
    for (let at = 0; at < 2000; at++) await readMail(mailOf('a@b.example', 'c@d.example', at))
    return { updatesPerSecond: updates, strangersPerSecond: strangers, readPerSecond: 2000 / ((performance.now() - from) / 1000) }
  } finally {
    await Promise.all([pool.end(), signInPool.end()])
    await embedded.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await benchMail())
