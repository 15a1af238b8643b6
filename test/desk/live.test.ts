import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createPresence, hears, leaseMs, readTold } from '../../src/cases/live/told.ts'
import { type Api, startApi } from '../support/api.ts'

/** The stream of changes over a real socket: who hears what, and that nobody hears what is not theirs. */

const account = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' })
const world = {
  accounts: { ACME: account('Acme Telco'), BETA: account('Beta Bank') },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    una: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['NC'], contact: ['named'] },
  },
  devices: { A1: { account: 'ACME', product: 'MX204' }, B1: { account: 'BETA', product: 'MX204' } },
  base_contracts: ['ACME', 'BETA'].map((code) => ({ account: code, devices: [`${code[0]}1`], from: '2026-01-01', to: '2027-12-31' })),
  contracts: ['ACME', 'BETA'].map((code) => ({
    account: code,
    offering: 'ACP',
    devices: [`${code[0]}1`],
    from: '2026-01-01',
    to: '2026-12-31',
  })),
}

let api: Api
let address: string
let number: string
before(async () => {
  api = await startApi(world)
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  number = await open('ann', 'ACME', 'A1')
})
after(() => api?.close())

async function open(who: string, code: string, device: string): Promise<string> {
  const opened = await api.call(who, 'POST', `/api/accounts/${code}/cases`, { device, priority: 'P3', summary: 'Link flaps' })
  assert.equal(opened.status, 201, opened.text)
  return (opened.body as { number: string }).number
}

type Heard = {
  readonly event: string
  readonly data: { case?: string; seq?: number; who?: { name: string; doing: string }[]; reason?: string }
}

/** Opens a stream as somebody; `heard` grows while it is open. */
async function listen(who: string, headers: Record<string, string> = {}) {
  const stop = new AbortController()
  const answer = await fetch(`${address}/api/live`, { headers: { 'x-person': who, ...headers }, signal: stop.signal })
  const heard: Heard[] = []
  const ended = (async () => {
    let rest = ''
    for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      const blocks = (rest + part).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const event = /^event: (.*)$/m.exec(block)?.[1]
        if (event) heard.push({ event, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}') })
      }
    }
  })().catch(() => {})
  const until = async (wanted: (heard: readonly Heard[]) => boolean) => {
    for (let tries = 0; tries < 250; tries++) {
      if (wanted(heard)) return
      await sleep(20)
    }
    assert.fail(`not heard by ${who}: ${JSON.stringify(heard)}`)
  }
  if (answer.status === 200) await until((all) => all.some(({ event }) => event === 'hello'))
  return { answer, heard, until, ended, close: () => stop.abort() }
}
const about = (heard: readonly Heard[], of: string) => heard.filter(({ event, data }) => event === 'case' && data.case === of)

test('what both sides read is told to both, an internal note to staff only, and nothing to another account or a user who did not open it', async () => {
  const [desk, ann, una, bea] = await Promise.all(['desk', 'ann', 'una', 'bea'].map((who) => listen(who)))
  assert.ok(desk && ann && una && bea)
  const path = `/api/accounts/ACME/cases/${number}`
  assert.equal((await api.call('desk', 'POST', `${path}/notes`, { text: 'SECRET-NOTE' })).status, 200)
  assert.equal((await api.call('desk', 'POST', `${path}/messages`, { text: 'We look into it' })).status, 200)
  await desk.until((heard) => about(heard, number).length === 2)
  await ann.until((heard) => about(heard, number).length === 1)
  const theirs = await open('bea', 'BETA', 'B1')
  await bea.until((heard) => about(heard, theirs).length >= 1)
  await desk.until((heard) => about(heard, theirs).length >= 1)
  assert.deepEqual(about(ann.heard, theirs), [])
  assert.deepEqual(about(bea.heard, number), [])
  assert.deepEqual(about(una.heard, number), [])
  const own = await open('una', 'ACME', 'A1')
  await una.until((heard) => about(heard, own).length >= 1)
  const all = JSON.stringify([desk.heard, ann.heard, una.heard, bea.heard])
  assert.doesNotMatch(all, /SECRET-NOTE|We look into it|Link flaps|accountId|requesterId/)
  for (const stream of [desk, ann, una, bea]) stream.close()
})

test('an event of a transaction that is rolled back is told to nobody', async () => {
  const desk = await listen('desk')
  const refused = await api.call('desk', 'POST', `/api/accounts/ACME/cases/${number}/priority`, { priority: 'P3', reason: 'same' })
  assert.equal(refused.status, 409)
  assert.equal((await api.call('desk', 'POST', `/api/accounts/ACME/cases/${number}/notes`, { text: 'after' })).status, 200)
  await desk.until((heard) => about(heard, number).length === 1)
  desk.close()
})

test('staff see who is at a case and what they do; a customer neither hears of it nor may say it', async () => {
  const [desk, ann] = await Promise.all([listen('desk'), listen('ann')])
  const path = `/api/accounts/ACME/cases/${number}/presence`
  assert.equal((await api.call('senior', 'PUT', path, { doing: 'replying', window: 'w1' })).status, 204)
  await desk.until((heard) => heard.some(({ event, data }) => event === 'presence' && data.who?.some(({ doing }) => doing === 'replying')))
  // who comes later is told at once
  const late = await listen('care')
  await late.until((heard) => heard.some(({ event, data }) => event === 'presence' && data.case === number))
  assert.equal((await api.call('senior', 'PUT', path, { doing: 'gone', window: 'w1' })).status, 204)
  await desk.until((heard) => heard.some(({ event, data }) => event === 'presence' && data.who?.length === 0))
  assert.deepEqual(
    ann.heard.filter(({ event }) => event === 'presence'),
    [],
  )
  assert.equal((await api.call('ann', 'PUT', path, { doing: 'viewing', window: 'w2' })).status, 403)
  assert.equal((await api.call('bea', 'PUT', path, { doing: 'viewing', window: 'w2' })).status, 404)
  for (const stream of [desk, ann, late]) stream.close()
})

test('who comes back is told to read anew, a stranger gets no stream, and one person gets a bounded number', async () => {
  const back = await listen('desk', { 'last-event-id': 'ACME-1.7' })
  await back.until((heard) => heard.some(({ event }) => event === 'again'))
  assert.equal((await fetch(`${address}/api/live`)).status, 401)
  const more = await Promise.all(Array.from({ length: 11 }, () => listen('desk')))
  const tooMany = await listen('desk')
  assert.equal(tooMany.answer.status, 429)
  assert.match(tooMany.answer.headers.get('content-type') ?? '', /problem.json/)
  for (const stream of [back, ...more]) stream.close()
  for (let tries = 0; tries < 100 && api.parts.live.count() > 0; tries++) await sleep(20)
  assert.equal(api.parts.live.count(), 0)
})

test('when the listening connection breaks, it is made anew and pages are told to read again', async () => {
  const desk = await listen('desk')
  await api.database.asOwner("select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen holdfast_live'")
  await desk.until((heard) => heard.some(({ event }) => event === 'again'))
  assert.equal((await api.call('desk', 'POST', `/api/accounts/ACME/cases/${number}/notes`, { text: 'still here' })).status, 200)
  await desk.until((heard) => about(heard, number).length === 1)
  desk.close()
})

test('a server that goes down says so to its streams', async () => {
  const other = await startApi(world)
  const at = await other.app.listen({ host: '127.0.0.1', port: 0 })
  const answer = await fetch(`${at}/api/live`, { headers: { 'x-person': 'desk' } })
  const text = answer.text()
  await sleep(100)
  await other.close()
  assert.match(await text, /event: bye\ndata: .*going down/)
})

test('somebody is believed to be there for the lease only; by several windows they are one person', () => {
  const presence = createPresence(3)
  const told = (person: string, window: string, doing: 'viewing' | 'noting' | 'away' | 'gone') =>
    presence.take({ kind: 'presence', number: 'ACME-1', person, name: person, window, doing }, 1000)
  told('joe', 'a', 'away')
  told('joe', 'b', 'noting')
  told('eve', 'c', 'viewing')
  told('max', 'd', 'viewing') // past the bound
  assert.deepEqual(presence.at('ACME-1', 1000), [
    { person: 'eve', name: 'eve', doing: 'viewing' },
    { person: 'joe', name: 'joe', doing: 'noting' },
  ])
  told('joe', 'b', 'gone')
  assert.equal(presence.at('ACME-1', 1000).find(({ person }) => person === 'joe')?.doing, 'away')
  assert.deepEqual(presence.at('ACME-1', 1000 + leaseMs), [])
  assert.deepEqual(presence.sweep(1000 + leaseMs), ['ACME-1'])
  assert.deepEqual(presence.cases(), [])
})

test('what comes over the channel and is not understood is left alone', () => {
  for (const text of [
    '',
    'null',
    '7',
    '{"kind":"case"}',
    '{"kind":"presence","number":"A-1","doing":"dancing"}',
    '{"kind":"other","number":"A-1"}',
  ])
    assert.equal(readTold(text), undefined)
})

test('a partner hears of accounts that granted it, and of no others', () => {
  const principal = { accountKind: 'partner', roles: ['RS'], personId: 'p' } as never
  const told = { kind: 'case', accountId: 'a', caseId: 'c', number: 'A-1', seq: 1, visibility: 'public', requesterId: null } as const
  assert.equal(hears({ principal, reach: ['a'] }, told), true)
  assert.equal(hears({ principal, reach: ['b'] }, told), false)
  assert.equal(hears({ principal, reach: ['a'] }, { ...told, visibility: 'internal' }), false)
})
