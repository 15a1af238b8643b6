import assert from 'node:assert/strict'
import { type Api, startApi } from './api.ts'
import { hostile, type JsonSchema, sampleOf } from './sample.ts'

/** A small world with one case, for whoever sends what nobody should: its account, device and case are known by name. */

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

/** What the parameters of operations are in this world. */
export const known: Record<string, unknown> = {
  account: 'ACME',
  device: 'A1',
  serial: 'A1',
  serials: ['A1'],
  offering: 'ACP',
  priority: 'P3',
}

export async function strangeWorld(): Promise<Api> {
  const api = await startApi(world)
  const opened = await api.call('ann', 'POST', '/api/accounts/ACME/cases', { device: 'A1', priority: 'P3', summary: 'a case' })
  known.case = (opened.body as { number: string }).number
  return api
}

type Declared = {
  readonly operationId: string
  readonly parameters?: readonly { name: string; in: string; schema: JsonSchema }[]
  readonly requestBody?: { content: Readonly<Record<string, { schema: JsonSchema }>> }
}

const silent = new Set(['setup.create', 'session.sign-in', 'session.verify-code', 'live.read']) // the stream has no end

/**
 * Sends hostile values to every operation that the OpenAPI document declares with one of these methods: in its path, query, body and headers.
 * No answer is a failure of ours, and each refusal of an act has a title.
 * @returns how many calls were made
 */
export async function sendHostileValues(api: Api, which: (method: string) => boolean): Promise<number> {
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
      if (!which(method)) continue
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
  return calls
}
