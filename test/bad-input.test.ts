import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Api, startApi } from './support/api.ts'
import { hostile, type JsonSchema, sampleOf } from './support/sample.ts'

/** Whatever a stranger sends, the answer is never a failure of ours, and it says what is wrong. Made from the OpenAPI document. */

type Declared = {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; schema: JsonSchema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> }
}

const world = {
  accounts: { ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' } },
  sites: { leeds: { account: 'ACME', address: '1 Road' } },
  people: {
    ann: { account: 'ACME', roles: ['NC', 'LC'], contact: ['named'] },
    all: {
      account: 'VENDOR',
      name: 'All Roles',
      roles: ['AD', 'SO', 'CE', 'QA', 'JT', 'SJ', 'ED', 'TA', 'SM', 'CC', 'FI', 'EX', 'PA', 'MG', 'AU'],
    },
  },
  devices: { A1: { account: 'ACME', product: 'MX204', site: 'leeds' } },
  base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
  contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' }],
}

let api: Api
const known: Record<string, unknown> = { account: 'ACME', device: 'A1', serial: 'A1', serials: ['A1'], offering: 'ACP', priority: 'P3' }
before(async () => {
  api = await startApi(world)
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'a case' })
  known.case = (opened.body as { number: string }).number
})
after(() => api?.close())

const silent = new Set(['setup.create', 'session.sign-in', 'session.verify-code', 'live.read']) // the stream has no end

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

test('no operation answers 5xx to hostile values in its path, query, body or headers', async () => {
  const document = api.app.swagger() as unknown as { paths: Readonly<Record<string, Readonly<Record<string, Declared>>>> }
  const failures: string[] = []
  let calls = 0
  const send = async (id: string, method: string, url: string, body?: unknown, headers?: Record<string, string>) => {
    const answer = await api.call('all', method, url, body, headers)
    calls++
    if (answer.status >= 500)
      failures.push(`${id} ${method} ${url.slice(0, 120)} ${JSON.stringify(body)?.slice(0, 200)}: ${answer.text.slice(0, 200)}`)
    else if (answer.status >= 400 && method !== 'GET' && !(answer.body as { title?: string })?.title)
      failures.push(`${id}: ${answer.status} without a title: ${answer.text.slice(0, 100)}`)
  }
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [verb, { operationId: id, parameters = [], requestBody }] of Object.entries(methods)) {
      if (silent.has(id)) continue
      const method = verb.toUpperCase()
      const schema = requestBody?.content['application/json']?.schema
      const url = (over: Readonly<Record<string, unknown>> = {}) =>
        path.replace(/\{(\w+)\}/g, (_, name: string) =>
          encodeURIComponent(String(over[name] ?? known[name] ?? '00000000-0000-7000-8000-000000000000')).slice(0, 3000),
        )
      const good = schema && method !== 'GET' ? sampleOf(schema, known) : undefined
      for (const value of hostile) {
        const text = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value)
        for (const parameter of parameters) {
          if (parameter.in === 'path') await send(id, method, url({ [parameter.name]: text }), good)
          if (parameter.in === 'query')
            await send(id, method, `${url()}?${parameter.name}=${encodeURIComponent(text).slice(0, 3000)}`, good)
        }
        if (!schema || method === 'GET') continue
        await send(id, method, url(), value as object)
        for (const field of Object.keys(schema.properties ?? {}))
          await send(id, method, url(), { ...(good as object), [field]: value }, { 'if-match': '"1"' })
      }
      await send(id, method, url(), good, { 'if-match': 'nonsense', 'idempotency-key': 'k'.repeat(300) })
      await send(id, method, url(), undefined, { 'content-type': 'application/xml' })
    }
  }
  assert.deepEqual(failures, [])
  assert.ok(calls > 5000, `${calls} calls`)
})
