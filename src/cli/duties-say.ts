import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { AnswerError, type Client } from '../client/client.ts'
import { badRequest } from '../lib/problem.ts'
import { accountIn } from './cases.ts'
import { type Connected, connect } from './login.ts'
import { say } from './say.ts'

/** What is said of one duty: evidence, a notice, a waiver, a question. Each is one more entry in its history. */

export type Target = { readonly work?: string; readonly part?: string; readonly json?: boolean }

/** The contract, the duty by its code, and the piece of work it is owed for, by its title or id. */
async function targetOf(client: Client, contract: string, duty: string, work: string | undefined) {
  const account = accountIn(contract)
  const number = contract.toUpperCase()
  const { contracts } = await client.call('duty.list', { params: { account }, query: { contract: number } })
  const [found] = contracts
  const engagements = found?.engagements ?? []
  const named = work?.toLowerCase()
  const own = engagements.filter(({ id, title }) => id === work || (named !== undefined && title.toLowerCase().includes(named)))
  if (work !== undefined && own.length !== 1)
    throw badRequest(own.length === 0 ? 'No such piece of work under this contract' : 'More than one piece of work has this in its title', {
      found: work,
      expected: (own.length === 0 ? engagements : own).map(({ title }) => title).join('; ') || 'none; leave --work out',
    })
  const items = own[0]?.items ?? found?.items ?? []
  const item = items.find(({ code }) => code === duty)
  if (!item) {
    const elsewhere = engagements.find((each) => each.items.some(({ code }) => code === duty))
    throw badRequest('No such duty', {
      found: duty,
      expected: items.map(({ code }) => code).join(', ') || 'a duty of the contract',
      ...(elsewhere && work === undefined
        ? { toDo: `It is owed for each piece of work: name one, such as --work "${elsewhere.title}".` }
        : {}),
    })
  }
  return { params: { account, contract: number, duty }, item, engagement: own[0]?.id }
}

/** Says what the newest entry came to: how the duty stands now. */
async function stands(client: Client, contract: string, duty: string, { work, json }: Target): Promise<void> {
  const { item } = await targetOf(client, contract, duty, work)
  if (json) return say(JSON.stringify(item, null, 2))
  const since = item.since === null ? '' : ` since ${item.since}`
  const due = item.due.on === null ? '' : `, due on ${item.due.on}`
  say(`${contract.toUpperCase()} ${item.code}: ${item.state}${since}${due}`)
  if (item.cure) say(`  ${item.cure}`)
}

/** Sends a file, which the evidence then names. */
async function send({ address, headers }: Connected, account: string, path: string): Promise<string> {
  const form = new FormData()
  form.append('file', await openAsBlob(path), basename(path))
  const answer = await fetch(`${address}/api/accounts/${account}/duty-files`, { method: 'POST', headers, body: form })
  const body = (await answer.json()) as { readonly id: string }
  if (!answer.ok) throw new AnswerError(body as never)
  return body.id
}

/** `SN-1:21.4R3` is a product that works, `SN-1:21.4R3:faulty` one that does not (MSP-5.j). */
const productIn = (text: string) => {
  const [serial = '', release = '', state = ''] = text.split(':')
  return { serial: serial.toUpperCase(), release, works: state !== 'faulty' }
}

/** Gives evidence: words, a file, or that there is none. */
export async function meet(
  contract: string,
  duty: string,
  text: string,
  options: Target & { readonly file?: string; readonly on?: string; readonly nothing?: boolean; readonly product?: readonly string[] },
): Promise<void> {
  const connected = connect()
  const { client } = connected
  const { params, engagement } = await targetOf(client, contract, duty, options.work)
  const file = options.file === undefined ? undefined : await send(connected, params.account, options.file)
  const given = { part: options.part, on: options.on, engagement, file }
  await client.call('duty.meet', {
    params,
    body: { ...known(given), text, nothing: options.nothing ?? false, products: (options.product ?? []).map(productIn) },
  })
  await stands(client, contract, duty, options)
}

/** Gives notice that it cannot be met, from when and why. */
export async function notify(contract: string, duty: string, reason: string, options: Target & { readonly from?: string }): Promise<void> {
  const { client } = connect()
  const { params, engagement } = await targetOf(client, contract, duty, options.work)
  await client.call('duty.notify', { params, body: { ...known({ from: options.from, engagement }), reason } })
  await stands(client, contract, duty, options)
}

/** Does without it up to a day. */
export async function waive(contract: string, duty: string, reason: string, options: Target & { readonly until: string }): Promise<void> {
  const { client } = connect()
  const { params, engagement } = await targetOf(client, contract, duty, options.work)
  await client.call('duty.waive', { params, body: { ...known({ engagement }), until: options.until, reason } })
  await stands(client, contract, duty, options)
}

/** Asks the customer for it. */
export async function ask(contract: string, duty: string, text: string, options: Target & { readonly due?: string }): Promise<void> {
  const { client } = connect()
  const { params, engagement } = await targetOf(client, contract, duty, options.work)
  await client.call('duty.ask', { params, body: { ...known({ part: options.part, dueOn: options.due, engagement }), text } })
  await stands(client, contract, duty, options)
}

/** Only what was given: an option that is left out is no empty value. */
const known = (given: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
