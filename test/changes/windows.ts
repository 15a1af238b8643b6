import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { fireDue } from '../../src/jobs/runner.ts'
import { type Api, startApi } from '../support/api.ts'

/** Two customers with change windows and one with window support, and the way to a window that is agreed, planned and ready. */

const calendar = { holidays: { '2026-04-03': 'Good Friday', '2026-04-06': 'Easter Monday' }, loadedYears: [2026, 2027] }
const house = (name: string) => ({ name, address: '12 High St', country: 'GB', zone: 'Europe/London', theatre: 'EMEA' })
const codes = ['EU1', 'EU4'] as const
const world = {
  accounts: {
    EU1: house('Acme Telco'),
    EU4: house('Fourth Bank'),
    EU2: { name: 'Pacific Rail', address: '5 Queen St', country: 'AU', zone: 'Australia/Sydney', theatre: 'APAC' },
  },
  people: {
    ann: { account: 'EU1', roles: ['LC', 'NC'], contact: ['lead', 'primary'] },
    bea: { account: 'EU1', roles: ['NC'], contact: ['backup'] },
    uma: { account: 'EU1', roles: ['UU'] },
    dan: { account: 'EU4', roles: ['LC', 'NC'], contact: ['lead', 'primary'] },
    eve: { account: 'EU4', roles: ['NC'], contact: ['backup'] },
    lea: { account: 'EU2', roles: ['LC'], contact: ['lead'] },
    mia: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    max: { account: 'EU2', roles: ['NC'], contact: ['named'] },
    sid: { account: 'EU2', roles: ['SG'], contact: ['signatory'] },
    second: { account: 'VENDOR', roles: ['AE'] },
  },
  devices: {
    'SN-E1': { account: 'EU1', source: 'vendor' },
    'SN-E4': { account: 'EU4', source: 'vendor' },
    'SN-A1': { account: 'EU2', source: 'territory-reseller' },
  },
  base_contracts: [
    ...codes.map((account) => ({
      account,
      devices: [account === 'EU1' ? 'SN-E1' : 'SN-E4'],
      from: '2026-01-01',
      to: '2026-12-31',
    })),
    { account: 'EU2', devices: ['SN-A1'], from: '2026-01-01', to: '2026-12-31' },
  ],
  contracts: [
    ...codes.map((account) => ({
      account,
      name: `iss_${account}`.toLowerCase(),
      offering: 'ISS',
      devices: [account === 'EU1' ? 'SN-E1' : 'SN-E4'],
      from: '2026-01-01',
      to: '2026-12-31',
    })),
    { account: 'EU2', name: 'plus', offering: 'MSP', devices: [], from: '2026-03-01', to: '2027-02-28' },
  ],
  calendars: { 'vendor-EMEA': calendar, 'vendor-APAC': calendar },
}

export let api: Api
before(async () => {
  api = await startApi(world)
  api.clock.now = Date.parse('2026-03-02T09:00:00Z')
  for (const account of codes) await buy(account, 60)
})
after(() => api?.close())

export type Body = Record<string, unknown>
type Item = { code: string; met: boolean; missing: string; side: string; clauses: string[] }
export type Change = {
  number: string
  state: string
  startsAt: string
  engineer: { id: string; name: string } | null
  items: Item[]
  entries: { id: number; text: string; actedAfterMinutes: number | null; issue: boolean; late: boolean }[]
  owners: { owner: string }[]
  saidOnClosing: string
  offered: { text: string; from: string }[]
  moves: { id: string; state: string }[]
  plan: { version: number; outOfScope: number[] } | null
  review: { goal: string } | null
  advice: string | null
  edgeAt: string | null
}
export const at = (text: string) => {
  api.clock.now = Date.parse(text)
}
export const post = (who: string, path: string, body: Body = {}, account = 'EU1') =>
  api.call(who, 'POST', `/api/accounts/${account}${path}`, body)
export const good = async (given: ReturnType<typeof post>): Promise<Change> => {
  const answer = await given
  assert.ok(answer.status < 300, `${answer.status} ${answer.text}`)
  return answer.body as Change
}
export const refused = async (given: ReturnType<typeof post>, words: RegExp) => {
  const answer = await given
  assert.ok(answer.status >= 400 && answer.status < 500, `${answer.status} ${answer.text}`)
  assert.match(answer.text, words)
}
const buy = (account: string, bought: number) =>
  good(
    post(
      'sales',
      '/units',
      {
        contract: `${account}-C102`,
        service: 'ISS',
        bought,
        boughtOn: '2026-03-01',
        poNumber: '5501',
        priceList: '2026-01',
        cents: 400_000,
        currency: 'USD',
      },
      account,
    ),
  )
export const planFile = async (account: string, who: string): Promise<string> => {
  const kept = await api.app.inject({
    method: 'POST',
    url: `/api/accounts/${account}/documents`,
    headers: {
      'x-person': who,
      'content-type': 'multipart/form-data; boundary=part',
      'idempotency-key': `plan-${account}-${Math.random()}`,
    },
    payload:
      '--part\r\nContent-Disposition: form-data; name="file"; filename="plan.md"\r\nContent-Type: text/markdown\r\n\r\nStep 1\r\n--part--\r\n',
  })
  assert.equal(kept.statusCode, 201, kept.body)
  return (kept.json() as { id: string }).id
}
export const sides = { EU1: ['ann', 'SN-E1'], EU4: ['dan', 'SN-E4'] } as const

/** Asks for windows, agrees on them and redeems their units: the changes of the request, in order. */
export async function agreed(
  windows: readonly (readonly [string, string])[],
  account: 'EU1' | 'EU4' = 'EU1',
  more: Body = {},
): Promise<string[]> {
  const [who, serial] = sides[account]
  const given = windows.map(([starts, ends]) => ({ starts, ends, zone: 'Europe/London' }))
  const asked = await post(
    who,
    '/requests',
    { service: 'ISS', devices: [serial], plan: await planFile(account, who), change: 'software-upgrade', windows: given },
    account,
  )
  assert.equal(asked.status, 201, asked.text)
  const { request } = asked.body as { request: string }
  await good(post('engineer', `/requests/${request}/scope`, { outcome: 'in' }, account))
  const quoted = await post(
    'engineer',
    `/requests/${request}/task-orders`,
    { quantity: 1, devices: [serial], windows: given, firstDay: windows[0]?.[0].slice(0, 10), ...more },
    account,
  )
  assert.equal(quoted.status, 201, quoted.text)
  const [order] = (quoted.body as { orders: { version: number; sha256: string }[] }).orders
  await good(post(who, `/requests/${request}/task-orders/${order?.version}/approval`, { sha256: order?.sha256 }, account))
  await good(post(who, `/requests/${request}/redemption`, {}, account))
  const { items } = (await api.call(who, 'GET', `/api/changes?account=${account}&limit=200`)).body as {
    items: { number: string; request: string }[]
  }
  return items
    .filter((each) => each.request === request)
    .map(({ number }) => number)
    .toSorted((one, other) => Number(one.slice(5)) - Number(other.slice(5)))
}
export const personOf = (name: string) => api.built.people.get(name)?.personId ?? ''
export const read = async (number: string, account = 'EU1') =>
  (await api.call('engineer', 'GET', `/api/accounts/${account}/changes/${number}`)).body as Change
export const contact = (name: string) => ({ name, email: `${name.toLowerCase()}@eu1.example`, reach: '+44 20', mayAuthorise: true })
export const plan = (serial = 'SN-E1') => ({
  goal: 'Both routers run the new release',
  steps: [
    { serial, what: 'Upgrade the routing engine', check: 'BGP is up', rollback: 'Boot the old release', minutes: 60 },
    { serial: 'OTHER-1', what: 'Reconfigure the switch of another make', check: '', rollback: '', minutes: 30 },
  ],
  rollback: 'Boot the old release on both',
  noConstraints: true,
  primary: contact('Ann'),
  backup: contact('Bea'),
  access: 'VPN',
  papers: { design: 'design.pdf', releases: '23.2R1', configurations: 'kept on 1 March' },
})
export async function makeReady(number: string, account: 'EU1' | 'EU4' = 'EU1', engineer = 'engineer'): Promise<void> {
  const path = `/changes/${number}`
  await good(post('engineer', `${path}/engineer`, { engineer: personOf(engineer) }, account))
  await good(post(sides[account][0], `${path}/plans`, { ...plan(sides[account][1]), after: 0 }, account))
  await good(post('engineer', `${path}/plan-reviews`, { version: 1, people: ['Ann', 'Enno'] }, account))
  await good(post(sides[account][0], `${path}/preparations`, { kind: 'access-test', passed: true }, account))
  await good(post('engineer', `${path}/readiness`, {}, account))
}
export const fire = () => fireDue(api.parts.db, api.parts.timers, api.clock.now)
