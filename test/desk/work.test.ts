import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fillBlock, type Place, places } from '../../src/cases/text-blocks/fill.ts'
import { type Api, startApi } from '../support/api.ts'
import { fc } from '../support/laws.ts'
import { twoAccounts } from './two-accounts.ts'

/** What helps to work a case: a question becomes a case of its own, steps of a playbook, and texts that are written often. */

type Step = { code: string; as: string; by: string | null; text: string }
type Whole = {
  number: string
  description: string
  reportedAt: string
  dueAt: string
  links: { number: string; kind: string }[]
  playbook: Step[]
  timeline: { seq: number; kind: string; visibility: string; body: { text?: string; other?: string; as?: string; description?: string } }[]
}
let api: Api
before(async () => {
  api = await startApi(twoAccounts())
})
after(() => api?.close())

async function open(priority = 'P3'): Promise<string> {
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority, summary: 'Link flaps' })
  assert.equal(opened.status, 201, opened.text)
  return `/api/accounts/ACME/cases/${(opened.body as Whole).number}`
}
const read = async (who: string, at: string) => (await api.call(who, 'GET', at)).body as Whole
const ask = async (at: string, text: string) =>
  ((await api.call('ann', 'POST', `${at}/messages`, { text })).body as Whole).timeline.at(-1)?.seq as number

test('another question becomes a case of its own, and its clock runs from when it was asked', async () => {
  const at = await open()
  api.clock.now += 3_600_000
  const asked = new Date(api.clock.now).toISOString()
  const seq = await ask(at, 'By the way, the fan of A2 is loud.')
  api.clock.now += 3_600_000
  const split = await api.call('joe', 'POST', `${at}/splits`, { seq, summary: 'Fan is loud', priority: 'P4', device: 'A2' })
  assert.equal(split.status, 201, split.text)
  const fresh = split.body as Whole
  assert.equal(fresh.reportedAt, asked)
  assert.equal(Date.parse(fresh.dueAt) - Date.parse(asked), 4 * 3_600_000)
  assert.equal(fresh.timeline[0]?.body.description, 'By the way, the fan of A2 is loud.')
  const old = await read('ann', at)
  assert.deepEqual([old.links[0]?.number, old.links[0]?.kind], [fresh.number, 'split'])
  assert.deepEqual(
    [old, fresh].map((each) => each.timeline.find(({ kind }) => kind === 'link')?.body.as),
    ['split', 'split-from'],
  )
})

test('only what the customer wrote is split off, by staff, and the new case is judged like any other', async () => {
  const at = await open()
  const seq = await ask(at, 'And a gray one we bought at a fair.')
  assert.equal((await api.call('ann', 'POST', `${at}/splits`, { seq, summary: 'x', priority: 'P4' })).status, 403)
  assert.equal((await api.call('bea', 'POST', `${at}/splits`, { seq, summary: 'x', priority: 'P4' })).status, 404)
  const own = await api.call('joe', 'POST', `${at}/splits`, { seq: 1, summary: 'x', priority: 'P4' })
  assert.equal(own.status, 400)
  assert.match(own.text, /a message of the customer/)
  const refused = await api.call('joe', 'POST', `${at}/splits`, { seq, summary: 'x', priority: 'P4', device: 'NOSUCH' })
  assert.equal(refused.status, 403)
  assert.ok((refused.body as { decision: { verdict: string } }).decision.verdict)
  assert.equal((await read('ann', at)).links.length, 0)
})

test('a step is done, left out for a reason or open again, stands in the history, and no customer sees it', async () => {
  const at = await open()
  const [first, second] = (await read('joe', at)).playbook
  assert.ok(first && second)
  assert.deepEqual([first.as, second.as], ['open', 'open'])
  assert.equal((await api.call('joe', 'POST', `${at}/steps`, { step: first.code })).status, 200)
  assert.equal((await api.call('joe', 'POST', `${at}/steps`, { step: second.code, as: 'skipped' })).status, 400)
  const skipped = await api.call('joe', 'POST', `${at}/steps`, { step: second.code, as: 'skipped', text: 'no notice fits' })
  assert.deepEqual(
    (skipped.body as Whole).playbook.slice(0, 2).map(({ as }) => as),
    ['done', 'skipped'],
  )
  const again = await api.call('joe', 'POST', `${at}/steps`, { step: first.code, as: 'open' })
  assert.equal((again.body as Whole).playbook[0]?.as, 'open')
  const seen = await read('ann', at)
  assert.deepEqual(seen.playbook, [])
  assert.ok(!seen.timeline.some(({ kind }) => kind === 'step'))
  assert.equal((await api.call('ann', 'POST', `${at}/steps`, { step: first.code })).status, 403)
  const none = await api.call('joe', 'POST', `${at}/steps`, { step: 'dance' })
  assert.match(none.text, /There is no such step/)
})

test('a step that is for urgent cases comes with the priority and stays once it was taken', async () => {
  const at = await open('P3')
  const codes = async () => (await read('joe', at)).playbook.map(({ code }) => code)
  assert.ok(!(await codes()).includes('senior'))
  await api.call('eve', 'POST', `${at}/priority`, { priority: 'P1', reason: 'all sites are down' })
  assert.ok((await codes()).includes('senior'))
  await api.call('eve', 'POST', `${at}/steps`, { step: 'senior' })
  await api.call('eve', 'POST', `${at}/priority`, { priority: 'P4', reason: 'one port' })
  assert.ok((await codes()).includes('senior'))
  assert.ok(!(await codes()).includes('advisor'))
})

test('a text block is mine or my team’s; others do not see it, and nobody changes what changed meanwhile', async () => {
  const kept = await api.call('joe', 'POST', '/api/text-blocks', {
    title: 'Logs',
    text: 'Please send the logs of {serial}.',
    team: 'frontline-tac',
  })
  assert.equal(kept.status, 201, kept.text)
  const { id } = kept.body as { id: string }
  const own = await api.call('joe', 'POST', '/api/text-blocks', { title: 'Mine', text: 'Hello' })
  // a password that was copied along is masked as everywhere else
  const secret = await api.call('joe', 'POST', '/api/text-blocks', {
    title: 'Secret',
    text: 'set system login user x authentication plain-text-password-value "Hunter2!"; secret "$9$abcDEFghiJKL"',
  })
  assert.equal(secret.status, 201)
  assert.doesNotMatch(secret.text, /abcDEFghiJKL/)
  await api.call('joe', 'DELETE', `/api/text-blocks/${(secret.body as { id: string }).id}`)
  assert.equal(own.status, 201)
  const titles = async (who: string) =>
    ((await api.call(who, 'GET', '/api/text-blocks')).body as { items: { title: string }[] }).items.map(({ title }) => title)
  assert.deepEqual(await titles('joe'), ['Logs', 'Mine'])
  assert.deepEqual(await titles('max'), ['Logs'])
  assert.deepEqual(await titles('eve'), [])
  assert.equal((await api.call('ann', 'GET', '/api/text-blocks')).status, 403)
  assert.equal((await api.call('joe', 'POST', '/api/text-blocks', { title: 'logs', text: 'x', team: 'frontline-tac' })).status, 409)
  assert.equal((await api.call('joe', 'POST', '/api/text-blocks', { title: 'x', text: 'x', team: 'senior-tac' })).status, 409)
  const change = (who: string, version: string) =>
    api.call(who, 'PUT', `/api/text-blocks/${id}`, { title: 'Logs', text: 'Please send them.' }, { 'if-match': version })
  assert.equal((await change('max', '"1"')).status, 200)
  assert.equal((await change('joe', '"1"')).status, 412)
  assert.equal((await change('eve', '"2"')).status, 404)
  assert.equal((await api.call('eve', 'DELETE', `/api/text-blocks/${id}`)).status, 404)
  assert.equal((await api.call('max', 'DELETE', `/api/text-blocks/${id}`)).status, 204)
})

test('places are filled from the case; what is empty or no place stays to be seen', () => {
  const none = Object.fromEntries(Object.keys(places).map((name) => [name, null])) as Record<Place, string | null>
  assert.deepEqual(fillBlock('Dear {requester}, {number} on {serial}: {nonsense}', { ...none, requester: 'Ann', number: 'ACME-1' }), {
    text: 'Dear Ann, ACME-1 on {serial}: {nonsense}',
    empty: ['serial', 'nonsense'],
  })
  fc.assert(
    fc.property(fc.string(), fc.string(), (text, value) => {
      const filled = fillBlock(text, { ...none, summary: value })
      return text.includes('{') || filled.text === text
    }),
  )
})
