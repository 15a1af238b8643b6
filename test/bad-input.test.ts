import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Api } from './support/api.ts'
import { known, strangeWorld } from './support/strange-world.ts'

/** Bad input that people really send: each answer says what is wrong. */

let api: Api
before(async () => {
  api = await strangeWorld()
})
after(() => api?.close())

const lines: readonly (readonly [string, () => Promise<{ status: number; body: unknown }>, number, RegExp])[] = [
  [
    'an unknown serial is refused with the clause and the cure',
    () => api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'NOSUCH', priority: 'P3', summary: 'x' }),
    403,
    /not in the installed base|not on the ACP order|on-order/,
  ],
  [
    'an unknown service is named',
    () =>
      api.call('all', 'POST', '/api/accounts/ACME/orders', {
        offering: 'XYZ',
        channel: 'direct',
        startsOn: '2026-03-01',
        endsOn: '2027-02-28',
      }),
    400,
    /No such service.*XYZ/,
  ],
  [
    'an unknown zone is named',
    () => api.call('all', 'POST', '/api/accounts/ACME/sites', { name: 'n', country: 'GB', zone: 'Mars/Olympus' }),
    400,
    /time zone is not known.*Mars\/Olympus/,
  ],
  ['an unknown clause is not found', () => api.call('all', 'GET', '/api/clauses/no-such-clause'), 404, /No such clause/],
  [
    'dates in the wrong order are refused with both dates',
    () =>
      api.call('all', 'POST', '/api/accounts/ACME/base-contracts', {
        type: 'juniper-care',
        startsOn: '2026-05-01',
        endsOn: '2026-04-01',
        serials: ['A1'],
      }),
    400,
    /2026-05-01 to 2026-04-01/,
  ],
  [
    'meetings between two days in the wrong order are refused',
    () => api.call('all', 'GET', '/api/meetings?from=2026-05-02&to=2026-05-01'),
    400,
    /wrong order.*2026-05-02 to 2026-05-01/,
  ],
  [
    'changes between two times in the wrong order are refused, each read with its own offset',
    () => api.call('all', 'GET', '/api/changes?from=2026-05-01T10:00:00%2B02:00&to=2026-05-01T07:30:00Z'),
    400,
    /wrong order.*2026-05-01T08:00:00.000Z to 2026-05-01T07:30:00.000Z/,
  ],
  [
    'a broken JSON body says so',
    () => api.call('ann', 'POST', '/api/accounts/ACME/cases', '{"device":', { 'content-type': 'application/json' }),
    400,
    /JSON/,
  ],
  [
    'a file that is larger than allowed is refused and nothing of it stays',
    () =>
      api.call(
        'ann',
        'POST',
        `/api/accounts/ACME/cases/${String(known.case)}/attachments`,
        ['--x', 'content-disposition: form-data; name="file"; filename="big.bin"', '', 'y'.repeat(200_000), '--x--', ''].join('\r\n'),
        { 'content-type': 'multipart/form-data; boundary=x' },
      ),
    413,
    /larger than allowed/,
  ],
  [
    'an edit without the version last seen is asked for it',
    () => api.call('all', 'PATCH', '/api/accounts/ACME/devices/A1', { product: 'MX304' }),
    412,
    /Say which version/,
  ],
  [
    'an edit of an older version is told that somebody else was first',
    () => api.call('all', 'PATCH', '/api/accounts/ACME/devices/A1', { product: 'MX304' }, { 'if-match': '"99"' }),
    412,
    /Somebody else changed this/,
  ],
  [
    'a call that lies in the future is refused',
    () =>
      api.call('all', 'POST', `/api/accounts/ACME/cases/${String(known.case)}/contacts`, { medium: 'phone', at: '2030-01-01T00:00:00Z' }),
    400,
    /lies in the future/,
  ],
]
for (const [title, act, status, says] of lines) {
  test(title, async () => {
    const answer = await act()
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    assert.match(JSON.stringify(answer.body), says)
  })
}

test('a clause is found in whatever case it is typed, and named as its text has it', async () => {
  const read = await api.call('all', 'GET', '/api/clauses/iss-5.D1')
  assert.deepEqual([read.status, (read.body as { id?: string }).id], [200, 'ISS-5.d1'])
  const listed = await Promise.all(['ACP-2.p2', 'acp-2.P2'].map((id) => api.call('all', 'GET', `/api/decisions?clause=${id}`)))
  assert.deepEqual(listed[1]?.body, listed[0]?.body)
})

test('the same POST with one key has one effect and one answer, another body is refused', async () => {
  const body = { device: 'A1', priority: 'P4', summary: 'repeated' }
  const send = (given: object) => api.call('ann', 'POST', '/api/accounts/ACME/cases', given, { 'idempotency-key': 'once' })
  const [first, second, third] = await Promise.all([send(body), send(body), send(body)])
  assert.deepEqual([first.status, second.status, third.status], [201, 201, 201])
  const numbers = new Set([first, second, third].map((answer) => (answer.body as { number: string }).number))
  assert.equal(numbers.size, 1)
  const other = await send({ ...body, summary: 'something else' })
  assert.equal(other.status, 422)
})

test('a reply to a closed case says to reopen it first', async () => {
  const number = String(known.case)
  await api.call('ann', 'POST', `/api/accounts/ACME/cases/${number}/moves`, { move: 'withdraw', reason: 'solved it ourselves' })
  const answer = await api.call('ann', 'POST', `/api/accounts/ACME/cases/${number}/messages`, { text: 'one more thing' })
  assert.equal(answer.status, 409)
  assert.match(JSON.stringify(answer.body), /is closed.*Reopen it first/)
})
