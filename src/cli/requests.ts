import type { Answer } from '../client/client.ts'
import { AnswerError } from '../client/problem.ts'
import { stateTitles } from '../requests/request.ts'
import { accountIn } from './cases.ts'
import { accountOf, connect } from './login.ts'
import { columns, say, tell } from './say.ts'

type Decision = Answer<'request.preview'>['decision']
type Price = Answer<'request.preview'>['price']
type AskOptions = {
  readonly account?: string
  readonly devices?: readonly string[]
  readonly case?: string
  readonly firstDay?: string
  readonly quantity: string
  readonly dryRun?: boolean
  readonly json?: boolean
}

const priceWords = (price: Price): string =>
  price === null ? 'by quote' : price.by === 'units' ? `${price.units} units` : `${price.credits} ${price.family}`
const params = (number: string) => ({ account: accountIn(number), request: number.toUpperCase() })

const reasonLines = ({ verdict, decidedBy, reasons }: Decision): string =>
  [
    `${verdict}: ${decidedBy.join(', ')}`,
    ...reasons.filter(({ holds }) => !holds).map(({ sentence, cure }) => `  ${sentence}${cure ? ` ${cure}` : ''}`),
  ].join('\n')

export async function catalogue(given: string | undefined, { json }: { readonly json?: boolean }): Promise<void> {
  const connected = connect()
  const { items } = await connected.client.call('request.catalogue', { params: { account: await accountOf(connected, given) } })
  say(
    json
      ? JSON.stringify(items, null, 2)
      : columns([
          ['service', 'title', 'price', 'contract', 'may be asked for'],
          ...items.map(({ service, title, price, unit, contract, decision }) => [
            service,
            title,
            price === null ? 'by quote' : `${priceWords(price)} a ${unit}`,
            contract ?? 'none',
            decision.verdict === 'granted' ? 'yes' : `no: ${decision.cures[0] ?? decision.decidedBy.join(', ')}`,
          ]),
        ]),
  )
}

export async function list(given: string | undefined, { all, json }: { readonly all?: boolean; readonly json?: boolean }): Promise<void> {
  const { client } = connect()
  const { items } = await client.call('request.list', {
    query: { limit: 200, ...(given ? { account: given.toUpperCase() } : {}), ...(all ? {} : { open: 'true' as const }) },
  })
  if (json) say(JSON.stringify(items, null, 2))
  else if (items.length === 0) say('No requests. See what may be asked for: holdfast request catalogue')
  else
    say(
      columns([
        ['request', 'service', 'state', 'first day', 'last day', 'engineer'],
        ...items.map(({ number, service, state, pausedOn, firstDay, lastDay, engineer }) => [
          number,
          service,
          `${stateTitles[state]}${pausedOn ? ', paused' : ''}`,
          firstDay ?? '',
          lastDay ?? '',
          engineer || 'the pool',
        ]),
      ]),
    )
}

export async function show(number: string, { json }: { readonly json?: boolean }): Promise<void> {
  const { client } = connect()
  const found = await client.call('request.read', { params: params(number) })
  if (json) return say(JSON.stringify(found, null, 2))
  const [order] = found.orders
  say(`${found.number}  ${found.title} (${found.service})`)
  say(`${stateTitles[found.state]}${found.pausedWhy ? `, paused: ${found.pausedWhy}` : ''}`)
  if (order)
    say(
      `task order ${order.version}: ${priceWords(order.payment)}, ${order.firstDay} to ${order.lastDay}${order.customerSignedBy ? '' : ', waits for approval'}`,
    )
  for (const { title, side, clauses, cure } of found.waitsFor) say(`waits for: ${title} (${side}, ${clauses.join(', ')}). ${cure}`)
  if (found.deliverables.length > 0)
    say(
      columns([
        ['promised', 'due', 'done'],
        ...found.deliverables.map(({ title, dueOn, papers, declinedBy }) => [
          title,
          dueOn,
          declinedBy ? 'declined' : papers.length === 0 ? '' : `version ${papers[0]?.version}`,
        ]),
      ]),
    )
}

export async function ask(
  service: string,
  purpose: string,
  { account: given, devices, case: about, firstDay, quantity, dryRun, json }: AskOptions,
): Promise<void> {
  const connected = connect()
  const account = await accountOf(connected, given)
  const body = {
    service,
    purpose,
    quantity: Number(quantity),
    devices: [...(devices ?? [])],
    ...(about ? { case: about } : {}),
    ...(firstDay ? { firstDay } : {}),
  }
  const tellOf = ({ request, decision, price }: Answer<'request.preview'>) => {
    if (json) return say(JSON.stringify({ request, decision, price }, null, 2))
    say(request ? `${request} is asked for; it would cost ${priceWords(price)}` : `It would cost ${priceWords(price)}`)
    say(reasonLines(decision))
  }
  try {
    tellOf(await connected.client.call(dryRun ? 'request.preview' : 'request.ask', { params: { account }, body }))
  } catch (error) {
    const refused = error instanceof AnswerError ? (error.problem as unknown as { decision?: Decision }).decision : undefined
    if (!refused) throw error
    say(json ? JSON.stringify(refused, null, 2) : reasonLines(refused))
    process.exitCode = 1
  }
}

export async function approve(number: string): Promise<void> {
  const { client } = connect()
  const { orders } = await client.call('request.read', { params: params(number) })
  const [order] = orders
  if (!order) throw new Error(`${number} has no task order yet; the provider writes it first.`)
  await client.call('request.approve', { params: { ...params(number), version: order.version }, body: { sha256: order.sha256 } })
  tell(`Task order ${order.version} of ${number} is approved: ${priceWords(order.payment)}, ${order.firstDay} to ${order.lastDay}`)
}

export async function redeem(number: string): Promise<void> {
  const { client } = connect()
  try {
    await client.call('request.redeem', { params: params(number) })
    tell(`${number} is active`)
  } catch (error) {
    const refused = error instanceof AnswerError ? (error.problem as unknown as { decision?: Decision }).decision : undefined
    if (!refused) throw error
    say(reasonLines(refused))
    process.exitCode = 1
  }
}

export async function credits(given: string | undefined, { on, json }: { readonly on?: string; readonly json?: boolean }): Promise<void> {
  const connected = connect()
  const found = await connected.client.call('credit.balance', {
    params: { account: await accountOf(connected, given) },
    query: on ? { on } : {},
  })
  if (json) return say(JSON.stringify(found, null, 2))
  for (const { family, left, nextEnd } of found.balances)
    if (found.lots.some((lot) => lot.family === family))
      say(`${family}: ${left} left${nextEnd ? `, ${nextEnd.credits} of them up to ${nextEnd.day}` : ''}`)
  if (found.lots.length === 0) return say('No credits.')
  say(
    columns([
      ['lot', 'order', 'bought', 'redeemed', 'expired', 'left', 'last day'],
      ...found.lots.map(({ family, number, orderReference, bought, redeemed, expired, left, lastDay }) => [
        `${family} ${number}`,
        orderReference,
        String(bought),
        String(redeemed),
        String(expired),
        String(left),
        lastDay,
      ]),
    ]),
  )
}

type WishOptions = { readonly window?: string; readonly why: string }

/** Asks for somebody onsite, or for another language; without what, lists what was asked for and answered. */
export async function wish(number: string, kind: 'onsite' | 'language', what: string, { window, why }: WishOptions): Promise<void> {
  const { client } = connect()
  const { items } =
    what === ''
      ? await client.call('exception.list', { params: params(number) })
      : await client.call('exception.ask', {
          params: params(number),
          body: { kind, what, why, window: window === undefined ? null : Number(window) },
        })
  const own = items.filter((each) => each.kind === kind)
  if (own.length === 0) return say('Nothing was asked for.')
  say(
    columns([
      ['asked for', 'window', 'state', 'extra price', 'answer'],
      ...own.map((each) => [
        each.what,
        each.window === null ? 'all' : String(each.window),
        each.state,
        each.cents === null ? '' : `${(each.cents / 100).toFixed(2)} ${each.currency ?? ''}`,
        each.answer,
      ]),
    ]),
  )
}
