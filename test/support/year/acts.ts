import { addDays } from '../../../src/calendar/terms.ts'
import { fireDue } from '../../../src/jobs/runner.ts'
import type { Api } from '../api.ts'
import type { Dice } from './dice.ts'
import { type Collector, detect } from './events.ts'
import { askWindow, disturbWindow, someWindow, stepWindow } from './windows.ts'
import { type Customer, customers, holidays } from './world.ts'

/** What people do on a day, by chance. A refusal is an answer like another; a failure of the server never is. */

export type Year = {
  readonly api: Api
  readonly dice: Dice
  readonly day: { today: string }
  readonly open: { account: Customer; number: string; state: 'new' | 'answered' | 'resolved' }[]
  readonly requests: { account: Customer; number: string }[]
  /** Documents that windows are asked for with, by customer. */
  readonly plans: Map<string, string>
  /** By the code of the customer. */
  readonly collectors: Map<string, Collector>
  readonly tally: Record<string, number>
}

type Answer = { readonly status: number; readonly body: unknown; readonly text: string }

/** Calls the API as somebody; what the server itself did wrong ends the year. */
export async function as({ api, tally }: Year, who: string, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await api.call(who, method, path, body)
  if (answer.status >= 500) throw new Error(`${who} ${method} ${path}: ${answer.status} ${answer.text}`)
  if (answer.status === 404 || answer.status === 400) throw new Error(`${who} ${method} ${path}: ${answer.status} ${answer.text}`)
  const fate =
    answer.status < 300 ? 'done' : answer.status === 403 ? 'refused' : answer.status === 409 ? 'in conflict' : `answered ${answer.status}`
  tally[fate] = (tally[fate] ?? 0) + 1
  return answer
}

export const workingDay = (from: string): string => {
  let day = from
  while ([0, 6].includes(new Date(day).getUTCDay()) || day in holidays) day = addDays(day, 1)
  return day
}

async function openCase(year: Year) {
  const account = year.dice.one(customers)
  if (!account) return
  const who = year.dice.one(account.named) ?? account.lead
  const priority = year.dice.one(['P1', 'P2', 'P3', 'P3', 'P4'] as const)
  const answer = await as(year, who, 'POST', `/api/accounts/${account.code}/cases`, {
    summary: 'Something does not work',
    priority,
    channel: 'web',
    device: year.dice.one(account.serials),
    confirmations: ['backup'],
  })
  const number = (answer.body as { number?: string }).number
  if (answer.status === 201 && number) year.open.push({ account, number, state: 'new' })
}

async function workCase(year: Year) {
  const found = year.dice.one(year.open)
  if (!found) return
  const at = `/api/accounts/${found.account.code}/cases/${found.number}`
  if (found.state === 'new') {
    await as(year, 'desk', 'POST', `${at}/contacts`, { medium: year.dice.one(['phone', 'email']), text: 'We are on it' })
    found.state = 'answered'
  } else if (found.state === 'answered') {
    if ((await as(year, 'desk', 'POST', `${at}/moves`, { move: 'resolve', reason: 'mended' })).status < 300) found.state = 'resolved'
  } else {
    await as(year, year.dice.one(found.account.named) ?? '', 'POST', `${at}/moves`, { move: 'agree', impact: 'one site was cut off' })
    year.open.splice(year.open.indexOf(found), 1)
  }
}

const sold = customers.filter(({ service }) => service === 'MSP')

const buyCredits = (year: Year) => {
  const account = year.dice.one(sold)
  return as(year, 'sales', 'POST', `/api/accounts/${account?.code}/credits`, {
    family: 'ASC',
    credits: year.dice.between(1, 12),
    purchasedOn: addDays(year.day.today, -year.dice.between(1, 20)),
    order: `PO-${year.dice.below(10_000)}`,
    ...(year.dice.happens(0.3) ? { validity: { months: year.dice.between(1, 6), source: 'agreement' } } : {}),
  })
}

async function askRequest(year: Year) {
  const account = year.dice.one(sold)
  if (!account) return
  const service = year.dice.one(['TG', 'TG', 'SMO', 'SRRA'] as const)
  const about = year.open.find((each) => each.account === account)?.number
  const answer = await as(year, account.lead, 'POST', `/api/accounts/${account.code}/requests`, {
    service,
    quantity: service === 'TG' ? year.dice.between(1, 4) : 1,
    ...(service === 'SRRA' && about ? { case: about } : {}),
    purpose: 'By chance',
  })
  const number = (answer.body as { request?: string }).request
  if (answer.status === 201 && number) year.requests.push({ account, number })
}

type Window = { readonly startsAt: string; readonly endsAt: string; readonly zone: string }
type Whole = {
  readonly id: string
  readonly state: string
  readonly contract: string
  readonly wanted: {
    readonly quantity: number
    readonly devices: readonly string[]
    readonly windows: readonly Window[]
    readonly case: string | null
  }
  readonly orders: readonly { readonly version: number; readonly sha256: string }[]
  readonly deliverables: readonly { readonly code: string; readonly papers: readonly unknown[]; readonly declinedBy: string | null }[]
  readonly certificates: readonly { readonly version: number; readonly outcome: string | null }[]
  readonly waitsFor: readonly { readonly clauses: readonly string[] }[]
}

/** Duties of the customer that hold a request up, by clause. */
const dutyOf: Readonly<Record<string, string>> = { 'MSP-5.b4': 'change-authority', 'MSP-5.c': 'network-access', 'MSP-5.k2': 'legal-rules' }

/** What both sides are to sign: the windows that were asked for, or others where those have passed, or a first day to come. */
function orderOf(year: Year, { wanted }: Whole) {
  const { dice, day, api } = year
  const [window] = wanted.windows
  if (!window) return { quantity: wanted.quantity, firstDay: workingDay(addDays(day.today, dice.between(1, 15))) }
  const { starts, ends } = Date.parse(window.startsAt) < api.clock.now ? someWindow(year) : { starts: window.startsAt, ends: window.endsAt }
  const local = starts.endsWith('Z') ? new Date(starts).toLocaleString('sv', { timeZone: window.zone }) : starts
  return {
    quantity: wanted.quantity,
    devices: wanted.devices,
    windows: [{ starts, ends, zone: window.zone }],
    firstDay: local.slice(0, 10),
  }
}

/** Moves one request by one step, whatever step is next; sometimes it is called off instead. */
async function stepRequest(year: Year) {
  const found = year.dice.one(year.requests)
  if (!found) return
  const { account, number } = found
  const at = `/api/accounts/${account.code}/requests/${number}`
  const whole = (await as(year, 'engineer', 'GET', at)).body as Whole
  if (['completed', 'cancelled', 'declined'].includes(whole.state)) {
    year.requests.splice(year.requests.indexOf(found), 1)
    return
  }
  if (year.dice.happens(0.02)) {
    await as(year, account.lead, 'POST', `${at}/cancellation`, { reason: 'By chance' })
    return
  }
  const [order] = whole.orders
  if (whole.state === 'asked')
    await as(
      year,
      'engineer',
      'POST',
      `${at}/scope`,
      year.dice.happens(0.1) ? { outcome: 'out', excess: [{ activity: 'x', why: 'y' }], note: 'no' } : { outcome: 'in' },
    )
  else if (whole.state === 'assessed') await as(year, 'engineer', 'POST', `${at}/task-orders`, orderOf(year, whole))
  else if (whole.state === 'quoted') {
    if (year.dice.happens(0.1)) await as(year, account.lead, 'POST', `${at}/task-orders/${order?.version}/refusal`, { why: 'By chance' })
    else await as(year, account.lead, 'POST', `${at}/task-orders/${order?.version}/approval`, { sha256: order?.sha256 })
  } else if (whole.state === 'agreed') {
    // two people press the button at once
    const by = year.dice.happens(0.3) ? [account.lead, account.named[0], account.named[1]] : [account.lead]
    const answers = await Promise.all(by.map((who) => as(year, who, 'POST', `${at}/redemption`, {})))
    if (answers.filter(({ status }) => status === 200).length > 1) throw new Error(`${number} was redeemed twice`)
    // a first day that has passed, or credits that are missing: written anew or bought
    if (answers.every(({ status }) => status !== 200)) {
      if (year.dice.happens(0.5))
        await as(year, 'sales', 'POST', `/api/accounts/${account.code}/credits`, {
          family: 'ASC',
          credits: 8,
          purchasedOn: addDays(year.day.today, -1),
          order: 'PO-more',
        })
      else await as(year, 'engineer', 'POST', `${at}/task-orders`, orderOf(year, whole))
    }
  } else if (whole.state === 'active') {
    for (const { clauses } of whole.waitsFor) {
      const duty = clauses.map((id) => dutyOf[id]).find((code) => code !== undefined)
      if (duty)
        await as(year, account.lead, 'POST', `/api/accounts/${account.code}/contracts/${whole.contract}/duties/${duty}/evidence`, {
          // who may authorise changes is said once for the whole contract
          ...(duty === 'change-authority' ? {} : { engagement: whole.id }),
          ...(duty === 'legal-rules' ? { nothing: true } : { text: 'As the plan says' }),
        })
    }
  } else if (whole.state === 'commenced') {
    const next = whole.deliverables.find(({ papers, declinedBy }) => papers.length === 0 && declinedBy === null)
    const { case: helped } = whole.wanted
    if (helped && next?.code === 'SRRA-c')
      await as(year, 'escalations', 'POST', `/api/accounts/${account.code}/cases/${helped}/specialist`, { to: 'engineer@vendor.example' })
    // what is sent from its record only is declined here
    const byHand = next && !/^SMO-[a-g]$|^SRRA-c$/.test(next.code)
    if (byHand && year.dice.happens(0.9))
      await as(year, 'engineer', 'POST', `${at}/deliverables/${next.code}/papers`, { text: 'Done', sign: year.dice.happens(0.2) })
    else if (next) await as(year, account.lead, 'POST', `${at}/deliverables/${next.code}/refusal`, { why: 'By chance' })
    else await as(year, 'engineer', 'POST', `${at}/certificates`, { text: 'All of it' })
  } else if (whole.state === 'delivered') {
    const who = year.dice.happens(0.2) ? account.named[0] : account.signs
    const outcome = year.dice.happens(0.15) ? 'rejected' : 'accepted'
    const answer = await as(year, who, 'POST', `${at}/papers/certificate/signature`, {
      version: whole.certificates[0]?.version,
      outcome,
      reason: outcome === 'rejected' ? 'By chance' : '',
    })
    if (who !== account.signs && answer.status < 300) throw new Error(`${who} signed ${number}`)
  }
}

async function holdMeetings(year: Year) {
  const account = year.dice.one(customers.filter(({ service }) => service === 'SSM'))
  if (!account) return
  const list = (await as(year, 'service-manager', 'GET', `/api/accounts/${account.code}/meetings?when=past`)).body as {
    items?: { number: string; state: string }[]
  }
  const waiting = list.items?.find(({ state }) => state === 'planned')
  if (!waiting) return
  const at = `/api/accounts/${account.code}/meetings/${waiting.number}`
  if (year.dice.happens(0.1)) await as(year, 'service-manager', 'POST', `${at}/miss`, { side: 'customer', reason: 'By chance' })
  else {
    const { people } = (await as(year, 'service-manager', 'GET', at)).body as { people?: { id: string }[] }
    await as(year, 'service-manager', 'POST', `${at}/hold`, { attended: (people ?? []).slice(0, 2).map(({ id }) => id) })
  }
}

/** A customer's base contract ends for a while, and is bought again: what is under way pauses, and goes on. */
async function lapse(year: Year) {
  const account = year.dice.one(sold)
  if (!account) return
  const { items } = (await as(year, 'contracts', 'GET', `/api/accounts/${account.code}/contracts`)).body as {
    items: { number: string; kind: string; endsOn: string }[]
  }
  const base = items.filter(({ kind, endsOn }) => kind === 'base' && endsOn > year.day.today)
  if (base.length > 0 && year.dice.happens(0.3))
    await as(year, 'contracts', 'POST', `/api/accounts/${account.code}/contracts/${base[0]?.number}/end`, {
      on: year.day.today,
      reason: 'By chance',
    })
  else if (base.length === 0)
    await as(year, 'contracts', 'POST', `/api/accounts/${account.code}/base-contracts`, {
      type: 'juniper-care',
      startsOn: year.day.today,
      endsOn: addDays(year.day.today, 500),
      serials: account.serials,
      poNumber: 'PO-care',
    })
}

/** Somebody leaves, and somebody else takes the part over in the same step. */
async function leave(year: Year) {
  const account = year.dice.one(customers)
  if (!account) return
  const { items } = (await as(year, account.lead, 'GET', `/api/accounts/${account.code}/contacts`)).body as {
    items?: { id: string; role: string; endsOn: string | null }[]
  }
  const part = items?.find(({ role, endsOn }) => role === 'technical' && endsOn === null)
  if (part) await as(year, account.lead, 'POST', `/api/accounts/${account.code}/contacts/${part.id}/end`, {})
  else
    await as(year, account.lead, 'POST', `/api/accounts/${account.code}/contacts`, {
      person: `${account.named[1]}@${account.code.toLowerCase()}.example`,
      role: 'technical',
    })
}

const acts: readonly (readonly [share: number, act: (year: Year) => Promise<unknown>])[] = [
  [5, openCase],
  [8, workCase],
  [2, buyCredits],
  [1.5, askRequest],
  [24, stepRequest],
  [2, holdMeetings],
  [2, detect],
  [1, askWindow],
  [4, stepWindow],
  [1, disturbWindow],
  [0.6, lapse],
  [0.5, leave],
]
const all = acts.reduce((sum, [share]) => sum + share, 0)

/** One thing that happens, by its share. */
export async function happen(year: Year): Promise<void> {
  let left = year.dice.share() * all
  for (const [share, act] of acts) {
    left -= share
    if (left <= 0) {
      await act(year)
      return
    }
  }
}

/** Everything that is due, by one worker or by two at once. */
export async function settle({ api, dice, tally }: Year): Promise<void> {
  const workers = dice.happens(0.8) ? 2 : 1
  const fired = await Promise.all(Array.from({ length: workers }, () => fireDue(api.parts.db, api.parts.timers, api.clock.now)))
  for (const timer of fired.flat()) {
    if (timer.error) throw new Error(`timer ${timer.kind}: ${String((timer.error as Error).stack ?? timer.error)}`)
    tally.timers = (tally.timers ?? 0) + 1
  }
}
