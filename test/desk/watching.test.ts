import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { type Api, startApi } from '../support/api.ts'
import { twoAccounts } from './two-accounts.ts'

/** Who hears of a case: whoever it is for, who watches, and who is named in a note. Watching opens no door. */

type Whole = {
  number: string
  watching: boolean
  watchers: { id: string; name: string; side: string }[]
  timeline: { kind: string; body: { mentions?: string[] } }[]
}
let api: Api
before(async () => {
  api = await startApi(twoAccounts())
})
after(() => api?.close())

async function open(who: 'ann' | 'bea' = 'ann'): Promise<string> {
  const code = who === 'ann' ? 'ACME' : 'BETA'
  const opened = await api.call(who, 'POST', `/api/accounts/${code}/cases`, {
    device: `${code[0]}1`,
    priority: 'P3',
    summary: 'Link flaps',
  })
  assert.equal(opened.status, 201, opened.text)
  return `/api/accounts/${code}/cases/${(opened.body as Whole).number}`
}
const idOf = (name: string) => api.built.people.get(name)?.personId as string
/** Whom the newest entry of a kind is for, by name. */
async function toldBy(path: string, kind: string, event: string): Promise<readonly string[]> {
  const rows = await inScope(api.parts.db, providerScope, (tx) =>
    tx
      .selectFrom('outbox')
      .select(['payload'])
      .where('kind', '=', kind)
      .where('subject', '=', path.split('/').at(-1) as string)
      .orderBy('id', 'desc')
      .execute(),
  )
  const payload = rows.map((row) => row.payload as { event: string; to: { personId: string }[] }).find((each) => each.event === event)
  const names = new Map([...api.built.people].map(([name, { personId }]) => [personId, name]))
  return (payload?.to ?? []).map(({ personId }) => names.get(personId) ?? personId).sort()
}

test('who watches hears of what both sides write, and who wrote it does not', async () => {
  const at = await open()
  for (const who of ['lea', 'joe']) assert.equal((await api.call(who, 'POST', `${at}/watchers`, {})).status, 200)
  await api.call('joe', 'POST', `${at}/messages`, { text: 'Which optic is it?' })
  assert.deepEqual(await toldBy(at, 'case-notice', 'message'), ['ann', 'lea'])
  api.clock.now += 1000
  await api.call('ann', 'POST', `${at}/messages`, { text: 'A QSFP.' })
  assert.deepEqual(await toldBy(at, 'case-notice', 'message'), ['joe', 'lea'])
})

test('the owner hears of the customer, and the customer of another priority', async () => {
  const at = await open()
  await api.call('max', 'POST', `${at}/owner`, { to: 'me' })
  await api.call('ann', 'POST', `${at}/messages`, { text: 'It came back.' })
  assert.deepEqual(await toldBy(at, 'case-notice', 'message'), ['max'])
  await api.call('max', 'POST', `${at}/priority`, { priority: 'P2', reason: 'two sites are down' })
  assert.deepEqual(await toldBy(at, 'case-notice', 'state'), ['ann'])
})

test('each side sees its own watchers; staff see everybody', async () => {
  const at = await open()
  await api.call('lea', 'POST', `${at}/watchers`, {})
  await api.call('joe', 'POST', `${at}/watchers`, { who: idOf('eve') })
  const names = async (who: string) => ((await api.call(who, 'GET', at)).body as Whole).watchers.map((each) => each.side).sort()
  assert.deepEqual(await names('ann'), ['customer'])
  assert.deepEqual(await names('joe'), ['customer', 'provider'])
  assert.equal(((await api.call('lea', 'GET', at)).body as Whole).watching, true)
  assert.equal((await api.call('ann', 'DELETE', `${at}/watchers/${idOf('eve')}`)).status, 404)
  assert.equal((await api.call('lea', 'DELETE', `${at}/watchers/me`)).status, 200)
  assert.equal((await api.call('lea', 'DELETE', `${at}/watchers/me`)).status, 404)
})

test('watching opens no door: not for a stranger, not for a user, not for staff without cases', async () => {
  const [at, other] = [await open(), await open('bea')]
  assert.equal((await api.call('bea', 'POST', `${at}/watchers`, {})).status, 404)
  assert.equal((await api.call('uma', 'POST', `${at}/watchers`, {})).status, 404)
  const user = await api.call('ann', 'POST', `${at}/watchers`, { who: idOf('uma') })
  assert.equal(user.status, 400)
  assert.match(user.text, /own cases only/)
  const staff = await api.call('joe', 'POST', `${at}/watchers`, { who: idOf('pia') })
  assert.equal(staff.status, 400)
  assert.match(staff.text, /may not see this case/)
  // a customer can name nobody of another account, and nobody of the staff
  for (const who of ['bea', 'joe']) assert.equal((await api.call('ann', 'POST', `${at}/watchers`, { who: idOf(who) })).status, 400)
  assert.equal((await api.call('ann', 'POST', `${other}/watchers`, {})).status, 404)
})

test('a note tells the colleagues it names, who watch from then on, and never the customer', async () => {
  const at = await open()
  await api.call('lea', 'POST', `${at}/watchers`, {})
  const noted = await api.call('joe', 'POST', `${at}/notes`, { text: 'Max, have you seen this?', mentions: [idOf('max')] })
  assert.equal(noted.status, 200, noted.text)
  assert.deepEqual((noted.body as Whole).timeline.at(-1)?.body.mentions?.length, 1)
  assert.deepEqual(await toldBy(at, 'case-note', 'mention'), ['max'])
  await api.call('joe', 'POST', `${at}/notes`, { text: 'It is the old optic.' })
  assert.deepEqual(await toldBy(at, 'case-note', 'note'), ['max'])
  assert.deepEqual(await toldBy(at, 'case-notice', 'note'), [])
  const stranger = await api.call('joe', 'POST', `${at}/notes`, { text: 'Ann?', mentions: [idOf('ann')] })
  assert.equal(stranger.status, 400)
  assert.match(stranger.text, /Nobody on the staff/)
})
