import { plainMoney } from '../charges/money.ts'
import type { Answer, CaseAct, Input } from '../client/client.ts'
import { csvText } from '../lib/csv.ts'
import { hoursWords } from '../lib/time.ts'
import { accountIn } from './cases.ts'
import { accountOf, connect } from './login.ts'
import { columns, say } from './say.ts'

type Options = { readonly json?: boolean }

const of = (number: string) => ({ account: accountIn(number), case: number })

/** Does something on a case and prints where it stands then. */
export async function act(number: string, id: CaseAct, body: Readonly<Record<string, unknown>>): Promise<void> {
  const { client } = connect()
  const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
  const found = await client.call(id, { params: of(number), body: given } as unknown as Input<CaseAct>)
  say(`${found.number}: ${found.state}, ${found.priority}, owner ${found.owner ?? 'nobody'}, clock ${found.clock.state}`)
}

export async function showAccess(number: string, { json }: Options): Promise<void> {
  const { client } = connect()
  const { access, sessions } = await client.call('case.access', { params: of(number) })
  if (json) return say(JSON.stringify({ access, sessions }, null, 2))
  if (access.length === 0) return say('No access was asked for.')
  for (const each of access) {
    const span = each.from && each.to ? `${each.grantedLevel} from ${each.from} to ${each.to}` : `asked for ${each.level}`
    say(`${each.request}  ${each.state}, ${span}, ${each.what}`)
    say(
      `  ${each.why} (${each.askedBy})${each.answer ? `; ${each.answeredBy}: ${each.answer}` : ''}${each.endedWhy ? `; ${each.endedWhy}` : ''}`,
    )
    for (const session of sessions.filter(({ request }) => request === each.request)) {
      const state = session.endedBy
        ? `ended: ${session.endedBy}`
        : session.startedAt
          ? `runs since ${session.startedAt}`
          : `announced for ${session.for}`
      say(
        `  session ${session.session}  ${session.engineer}, ${session.level}, ${state}; watched by ${session.observers.join(', ') || 'nobody'}`,
      )
      for (const line of session.log) say(`    ${line.at}  ${line.text}`)
      if (session.done) say(`    done: ${session.done}`)
    }
  }
}

export async function showAsked(number: string, { json }: Options): Promise<void> {
  const { client } = connect()
  const found = await client.call('case.asked', { params: of(number) })
  if (json) return say(JSON.stringify(found, null, 2))
  if (found.items.length === 0) say('Nothing was asked for.')
  else
    say(
      columns([
        ['item', 'what', 'state', 'due', 'days', ''],
        ...found.items.map((each) => [
          String(each.item),
          each.title,
          each.overdue ? 'overdue' : each.state,
          each.dueOn,
          String(each.days),
          each.what,
        ]),
      ]),
    )
  say(found.waitingFor ? `Waiting for: ${found.waitingFor}.` : 'It waits for nothing.')
}

export async function showExcluded(number: string, { json }: Options): Promise<void> {
  const { client } = connect()
  const { items, claims, choices } = await client.call('case.exclusions', { params: of(number) })
  if (json) return say(JSON.stringify({ items, claims, choices }, null, 2))
  for (const each of items) {
    say(`${each.part}  ${each.state}${each.how === 'charge' ? ', at rates' : ''}: ${each.what} (${each.code}, ${each.clauses.join(', ')})`)
    say(`  ${[each.evidence, each.decision, each.dispute, each.settlement].filter(Boolean).join(' / ')}`)
  }
  for (const each of claims) say(`claim  ${each.claim}: ${each.answer}`)
  if (items.length === 0) say('Everything of it is served.')
  if (choices.length > 0) say(`May be marked: ${choices.map(({ code }) => code).join(', ')}`)
}

/** Makes a claim and prints its answer. */
export async function claim(number: string, given: string, text: string): Promise<void> {
  const { client } = connect()
  await client.call('case.claim', { params: of(number), body: { claim: given, text } })
  const { claims } = await client.call('case.exclusions', { params: of(number) })
  say(claims.at(-1)?.answer ?? 'It was kept.')
}

type Charge = Answer<'charge.list'>['items'][number]

const chargeLine = (each: Charge): readonly string[] => [
  String(each.line),
  each.case ?? each.request ?? '',
  each.day,
  each.minutes === null ? '' : `${each.minutes < 0 ? '-' : ''}${hoursWords(Math.abs(each.minutes))}`,
  each.hourAmount === null ? '' : plainMoney(each.hourAmount, each.currency),
  plainMoney(each.amount, each.currency),
  each.kind === 'counter'
    ? `takes line ${each.counters} back: ${each.reason}`
    : each.counteredBy
      ? `taken back by line ${each.counteredBy}`
      : each.reason,
]
const heads = ['line', 'for', 'day', 'time', 'rate', 'amount', '']

export async function showTime(number: string, { json }: Options): Promise<void> {
  const { client } = connect()
  const found = await client.call('case.charging', { params: of(number) })
  if (json) return say(JSON.stringify(found, null, 2))
  say(found.charged ? 'A part of it is worked on at rates.' : 'Nothing of it is charged.')
  for (const each of found.rates) say(`rate: ${plainMoney(each.hourAmount, each.currency)} for an hour, from ${each.from}`)
  if (found.accepted) say(`accepted by ${found.accepted.by} at ${found.accepted.at}, in ${found.accepted.currency}`)
  for (const each of found.entries)
    say(
      `${each.entry}  ${each.from} to ${each.to}, ${each.engineer}, ${plainMoney(each.amount, each.lines[0]?.currency ?? 'XXX')}${each.charged ? ', charged' : ''}: ${each.what}`,
    )
  if (found.lines.length > 0) say(columns([heads, ...found.lines.map(chargeLine)]))
}

/** Accepts the rate in force in a currency, after it was said what it is. */
export async function acceptRate(number: string, given: string): Promise<void> {
  const { client } = connect()
  const currency = given.toUpperCase()
  const { rates } = await client.call('case.charging', { params: of(number) })
  const rate = rates.find((each) => each.currency === currency)
  if (!rate) throw new Error(`No rate is in force in ${currency}. There is: ${rates.map((each) => each.currency).join(', ') || 'none'}.`)
  say(`${plainMoney(rate.hourAmount, currency)} for an hour, from ${rate.from}`)
  await act(number, 'case.accept-rates', { currency, hourAmount: rate.hourAmount })
}

export async function bill(number: string): Promise<void> {
  const { client } = connect()
  const { lines } = await client.call('charge.bill', { params: of(number), body: {} })
  say(columns([heads, ...lines.map(chargeLine)]))
}

/** The statement of an account, as a table or as a file for spreadsheets. */
export async function charges(given: string | undefined, { csv, json }: Options & { readonly csv?: boolean }): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, given)
  const items: Charge[] = []
  let cursor: string | undefined
  do {
    const page = await connected.client.call('charge.list', { params: { account }, query: { limit: 200, ...(cursor ? { cursor } : {}) } })
    items.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  if (json) return say(JSON.stringify(items, null, 2))
  if (csv) {
    const head = [
      'line',
      'case',
      'entry',
      'day',
      'minutes',
      'hour_amount',
      'amount',
      'currency',
      'kind',
      'counters',
      'reason',
      'clauses',
      'request',
    ]
    const rows = items.map((each) => [
      each.line,
      each.case,
      each.entry,
      each.day,
      each.minutes,
      each.hourAmount,
      each.amount,
      each.currency,
      each.kind,
      each.counters,
      each.reason,
      each.clauses.join(' '),
      each.request,
    ])
    for (const line of csvText(head, rows)) process.stdout.write(line)
    return
  }
  say(items.length === 0 ? 'Nothing was charged.' : columns([heads, ...items.map(chargeLine)]))
}
