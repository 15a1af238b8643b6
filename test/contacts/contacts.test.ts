import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from '../support/api.ts'

/** Contacts and lists of devices against a real database: two at once, many serials, and nobody of another account. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
let api: Api
before(async () => {
  api = await startApi({
    accounts: { ACME: { ...place, name: 'Acme' }, EVIL: { ...place, name: 'Evil' }, BIG: { ...place, name: 'Big' } },
    sites: { leeds: { account: 'ACME', address: '1 Road' }, hall: { account: 'BIG', address: '1 Hall' } },
    people: {
      lee: { account: 'ACME', roles: ['LC'], contact: ['lead'], phone: '+44 1' },
      nia: { account: 'ACME', roles: ['NC'], contact: ['named'], phone: '+44 2' },
      uma: { account: 'ACME', roles: ['UU'] },
      eve: { account: 'EVIL', roles: ['LC'] },
      bea: { account: 'BIG', roles: ['LC'] },
      sam: { account: 'VENDOR', roles: ['SM'], phone: '+1 1' },
      sue: { account: 'VENDOR', roles: ['SM'], phone: '+1 2' },
    },
    devices: { A1: { account: 'ACME', product: 'MX204', site: 'leeds' }, A2: { account: 'ACME', product: 'MX204', site: 'leeds' } },
  })
})
after(() => api?.close())

const upload = async (who: string, account: string, list: string) => {
  const answer = await api.app.inject({
    method: 'POST',
    url: `/api/accounts/${account}/reconciliations`,
    headers: { 'x-person': who, 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="list"\r\n\r\n${list}\r\n--x--\r\n`,
  })
  return { status: answer.statusCode, body: JSON.parse(answer.body) as { number: number; differences: number; same: number; open: number } }
}
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()
const post = (who: string, path: string, body: object = {}) => api.call(who, 'POST', `/api/accounts/ACME/${path}`, body)

test('SSM-3.1.a5: of two who publish at once one publishes, and of two who write one part at once one is told', async () => {
  const steps = [
    { name: 'Desk', role: 'Desk', phone: '+1' },
    { name: 'Boss', role: 'Boss', phone: '+2' },
  ]
  const written = await Promise.all([
    post('sam', 'contact-matrix/provider', { version: 0, steps }),
    post('sue', 'contact-matrix/provider', { version: 0, steps: steps.toReversed() }),
  ])
  assert.deepEqual(statuses(written), [200, 409])
  assert.equal((await post('lee', 'contact-matrix/customer', { version: 0, steps })).status, 200)
  const published = await Promise.all([post('sam', 'contact-matrix'), post('sue', 'contact-matrix')])
  assert.deepEqual(statuses(published), [200, 409])
  const { body } = await api.call('lee', 'GET', '/api/accounts/ACME/contact-matrix/versions')
  assert.deepEqual(
    (body as { items: { number: number }[] }).items.map(({ number }) => number),
    [1],
  )
})

test('a matrix names only people of its own side', async () => {
  const { body } = await api.call('lee', 'GET', '/api/accounts/ACME/people')
  const lee = (body as { items: { id: string; name: string }[] }).items.find(({ name }) => name === 'Lee')
  const wrong = await post('sam', 'contact-matrix/provider', { version: 1, steps: [{ personId: lee?.id, role: 'x' }] })
  assert.equal(wrong.status, 400)
  assert.match(wrong.text, /an active person of the provider/)
})

test('SSM-3.1.b1: of two who open a round at once one opens it; nobody of another account reads, says or asks', async () => {
  assert.deepEqual(statuses(await Promise.all([post('sam', 'contact-data/rounds'), post('lee', 'contact-data/rounds')])), [200, 409])
  const { body } = await api.call('lee', 'GET', '/api/accounts/ACME/contact-data')
  const { items } = body as { items: { personId: string; name: string }[] }
  assert.deepEqual(
    items.map(({ name }) => name),
    ['Lee', 'Nia'],
  )
  const about = `contact-data/people/${items[0]?.personId}`
  for (const [method, path] of [
    ['GET', 'contact-data'],
    ['GET', 'contact-matrix'],
    ['GET', 'contact-access'],
    ['GET', 'leavers'],
    ['POST', 'contact-data/rounds'],
    ['POST', about],
    ['POST', 'contact-matrix/customer'],
    ['GET', 'reconciliations'],
    ['GET', 'onboarding'],
  ] as const)
    assert.equal(
      (
        await api.call(
          'eve',
          method,
          `/api/accounts/ACME/${path}`,
          method === 'POST' ? { version: 0, steps: [], field: 'phone', outcome: 'right' } : undefined,
        )
      ).status,
      404,
      path,
    )
  assert.equal((await post('uma', about, { field: 'phone', outcome: 'right' })).status, 403)
  assert.equal((await post('lee', about, { field: 'phone', outcome: 'right' })).status, 200)
})

test('what is said to be wrong needs words, and nothing is right that is not entered', async () => {
  const { body } = await api.call('lee', 'GET', '/api/accounts/ACME/contact-data')
  const nia = (body as { items: { personId: string; name: string }[] }).items.find(({ name }) => name === 'Nia')
  const about = `contact-data/people/${nia?.personId}`
  const wordless = await post('lee', about, { field: 'phone', outcome: 'wrong' })
  assert.equal(wordless.status, 400)
  assert.match(wordless.text, /what is wrong/)
  const empty = await post('lee', about, { field: 'address', outcome: 'right' })
  assert.match(empty.text, /nothing is entered/)
  const nowhere = await post('lee', about, { field: 'address', outcome: 'right', correction: 'york' })
  assert.match(nowhere.text, /No such site/)
  assert.equal((await post('lee', about, { field: 'address', outcome: 'right', correction: 'leeds' })).status, 200)
})

test('SSM-3.1.b2: of two who settle one difference at once one settles it, and of two lists at once one is compared', async () => {
  const both = await Promise.all([upload('lee', 'ACME', 'serial,site\nA1,leeds'), upload('nia', 'ACME', 'serial,site\nA1,leeds')])
  assert.deepEqual(statuses(both), [201, 409])
  const { body } = await api.call('lee', 'GET', '/api/accounts/ACME/reconciliations/1/differences')
  const [one] = (body as { items: { id: string; serial: string; field: string }[] }).items
  assert.deepEqual([one?.serial, one?.field], ['A2', 'not-listed'])
  const settle = (who: string) => post(who, 'reconciliations/1/settlements', { differences: [one?.id], decision: 'not-a-device' })
  assert.deepEqual(statuses(await Promise.all([settle('lee'), settle('nia')])), [200, 409])
  const signed = await Promise.all([post('lee', 'reconciliations/1/signatures'), post('nia', 'reconciliations/1/signatures')])
  assert.deepEqual(statuses(signed), [200, 409])
  assert.equal((await post('sam', 'reconciliations/1/signatures')).status, 200)
  const device = (await api.call('lee', 'GET', '/api/accounts/ACME/devices/A2')).body as { status: string }
  assert.equal(device.status, 'decommissioned')
})

test('a settlement of many is whole or nothing', async () => {
  const opened = await upload('lee', 'ACME', 'serial,product,site\nA1,MX304,york\nA3,MX304,york')
  assert.equal(opened.status, 201, JSON.stringify(opened.body))
  const path = `reconciliations/${opened.body.number}`
  const { body } = await api.call('sam', 'GET', `/api/accounts/ACME/${path}/differences?owner=provider`)
  const ids = (body as { items: { id: string; field: string }[] }).items.map(({ id }) => id)
  assert.equal(ids.length, 2)
  const refused = await post('sam', `${path}/settlements`, { differences: ids, decision: 'take-theirs' })
  assert.match(refused.text, /No such site/)
  const device = (await api.call('lee', 'GET', '/api/accounts/ACME/devices/A1')).body as { product: string }
  assert.equal(device.product, 'MX204')
  assert.equal((await post('lee', `${path}/withdrawal`, { reason: 'the wrong list' })).status, 200)
})

test('five thousand serials are compared within seconds, and paged through without a gap', async () => {
  const serials = Array.from({ length: 5000 }, (_, index) => `BIG${String(index).padStart(5, '0')}`)
  const list = `serial,product,site\n${serials.map((serial) => `${serial},MX204,hall`).join('\n')}`
  const imported = await api.app.inject({
    method: 'POST',
    url: '/api/accounts/BIG/devices/import?dryRun=false',
    headers: { 'x-person': 'bea', 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="list"\r\n\r\n${list}\r\n--x--\r\n`,
  })
  assert.equal(imported.statusCode, 200, imported.body.slice(0, 300))
  const began = performance.now()
  const opened = await upload('bea', 'BIG', list.replaceAll('MX204', 'MX304').replace(/BIG00000,.*\n/, ''))
  const ms = performance.now() - began
  assert.equal(opened.status, 201)
  assert.deepEqual([opened.body.differences, opened.body.same], [5000, 0])
  assert.ok(ms < 8000, `${ms} ms`)
  const seen = new Set<string>()
  let cursor = ''
  for (let page = 0; page < 60; page++) {
    const { body } = await api.call(
      'bea',
      'GET',
      `/api/accounts/BIG/reconciliations/1/differences?limit=200${cursor && `&cursor=${cursor}`}`,
    )
    const { items, next } = body as { items: { serial: string }[]; next: string | null }
    for (const { serial } of items) seen.add(serial)
    if (next === null) break
    cursor = next
  }
  assert.equal(seen.size, 5000)
})
