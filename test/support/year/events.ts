import type { Api } from '../api.ts'
import type { Year } from './acts.ts'
import { type Customer, customers } from './world.ts'

/** Collectors of the customers that have a support manager: what they detect opens cases through the year. */

export type Collector = { readonly contract: string; readonly key: string }

const watched = customers.filter(({ service }) => service === 'SSM')
const automationOf = ({ code }: Customer, contract: string) => `/api/accounts/${code}/contracts/${contract}/automation`

/** Rolls service automation out for a customer, and lets one collector send. */
export async function startCollector(api: Api, account: Customer, contract: string): Promise<Collector> {
  const of = automationOf(account, contract)
  const must = async (who: string, method: string, path: string, body: object) => {
    const answer = await api.call(who, method, `${of}${path}`, body)
    if (answer.status >= 300) throw new Error(`${who} ${method} ${path}: ${answer.status} ${answer.text}`)
    return answer.body as { readonly key: string }
  }
  await must('service-manager', 'PUT', '/plan', { plannedOn: '2026-03-05', text: 'One collector', engineer: 'engineer@vendor.example' })
  await must(account.lead, 'POST', '/licence', { licence: 'EULA' })
  await must('engineer', 'POST', '/switch', {})
  const fields = [{ field: 'account', expected: account.code, found: account.code }]
  await must('engineer', 'POST', '/tests', { trigger: 'A fan is pulled', fields })
  await must('engineer', 'POST', '/live', {})
  const contact = `${account.named[0]}@${account.code.toLowerCase()}.example`
  return { contract, key: (await must(account.lead, 'POST', '/collectors', { name: 'probe', contact })).key }
}

/** A device has a fault, which is seen once or, by two scripts, at the same instant. */
export async function detect(year: Year): Promise<void> {
  const { api, dice, tally } = year
  const account = dice.one(watched)
  const collector = account && year.collectors.get(account.code)
  if (!account || !collector) return
  const event = {
    device: dice.one(account.serials),
    kind: dice.one(['fan-alarm', 'link-flap']),
    severity: dice.one(['critical', 'major', 'minor']),
    at: new Date(api.clock.now).toISOString(),
    text: 'By chance',
  }
  const send = () => api.call(null, 'POST', `${automationOf(account, collector.contract)}/events`, event, { 'x-api-key': collector.key })
  for (const { status, body, text } of await Promise.all(dice.happens(0.3) ? [send(), send()] : [send()])) {
    if (status >= 300 && status !== 403 && status !== 422) throw new Error(`an event of ${account.code}: ${status} ${text}`)
    const { fate = 'no answer', case: number } = body as { fate?: string; case?: string | null }
    tally[`events ${fate}`] = (tally[`events ${fate}`] ?? 0) + 1
    if (fate === 'opened' && number) year.open.push({ account, number, state: 'new' })
  }
}
