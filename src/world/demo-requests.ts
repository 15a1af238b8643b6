import { neighbours, type Parts } from '../assemble.ts'
import { addDays } from '../calendar/terms.ts'
import { dayOf } from '../contracts/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import { meetDuty, waiveDuty } from '../duties/writing/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { daysMs, type Instant } from '../lib/time.ts'
import { approve, assess, quote } from '../requests/agreeing/service.ts'
import { askFor } from '../requests/asking/service.ts'
import { certify, sendPaper } from '../requests/delivering/service.ts'
import { listDeliverables } from '../requests/delivering/store.ts'
import { redeem } from '../requests/redeeming/service.ts'
import type { RequestRow, Wanted } from '../requests/request.ts'
import { commence } from '../requests/starting/service.ts'
import { findRequest } from '../requests/store.ts'
import type { Built } from './build.ts'

/** Requests of the demonstration: one in each place that matters, from asked to a certificate that waits for its signature. */

export type Plan = {
  readonly wanted: Partial<Wanted> & Pick<Wanted, 'service' | 'purpose'>
  readonly askedDaysAgo: number
  /** Days after it was asked on which its first service day is sought. */
  readonly firstAfter: number
  readonly upTo: 'asked' | 'quoted' | 'agreed' | 'active' | 'commenced' | 'certified'
  readonly engineer?: string
}

const nothing: Omit<Wanted, 'service' | 'purpose'> = {
  quantity: 1,
  firstDay: null,
  serials: [],
  caseNumber: null,
  windows: [],
  change: '',
  plan: null,
  language: 'en',
}
const steps = ['asked', 'quoted', 'agreed', 'active', 'commenced', 'certified'] as const

export async function playRequests(parts: Parts, { accounts, people, serials }: Built, now: Instant): Promise<void> {
  const account = accounts.get('CORAL')
  const mia = people.get('mia')
  if (!account || !mia) return
  const devices = [...serials].filter(([, of]) => of === 'CORAL').map(([serial]) => serial)
  const plans: readonly Plan[] = [
    {
      wanted: { service: 'TG', quantity: 2, purpose: 'How to roll the new routing policy out over both depots' },
      askedDaysAgo: 24,
      firstAfter: 6,
      upTo: 'certified',
      engineer: 'Arun Engineer',
    },
    {
      wanted: { service: 'PHC', serials: devices.slice(0, 6), purpose: 'Before the holiday timetable starts' },
      askedDaysAgo: 12,
      firstAfter: 5,
      upTo: 'commenced',
      engineer: 'Arun Engineer',
    },
    {
      wanted: { service: 'CACR', serials: devices.slice(0, 4), purpose: 'The Sydney hub grew; is its configuration still sound?' },
      askedDaysAgo: 2,
      firstAfter: 9,
      upTo: 'quoted',
    },
    {
      wanted: { service: 'PBNIR', serials: devices.slice(0, 10), purpose: 'What of the last notices touches us?' },
      askedDaysAgo: 0,
      firstAfter: 7,
      upTo: 'asked',
    },
  ]
  await inScope(parts.db, providerScope, async (tx) => {
    for (const plan of plans) await playRequest(tx, account, mia.personId, now, plan)
  })
}

/** Takes one request from the wish as far as the plan says; undefined when it was refused. */
export async function playRequest(
  tx: Tx,
  account: AccountRef,
  personId: string,
  now: Instant,
  { wanted, askedDaysAgo, firstAfter, upTo, engineer = '' }: Plan,
): Promise<RequestRow | undefined> {
  const start = now - askedDaysAgo * daysMs - 3_600_000
  const customer = (hours: number) => ({
    now: start + hours * 3_600_000,
    actor: 'Mia Chen <mia@coral.example>',
    name: 'Mia Chen',
    personId,
    onBehalf: '',
  })
  const staff = (at: Instant) => ({ now: at, actor: 'Arun Engineer <engineer@vendor.example>', name: 'Arun Engineer' })
  const goes = (step: (typeof steps)[number]) => steps.indexOf(upTo) >= steps.indexOf(step)
  const { request } = await askFor(tx, account, customer(0), neighbours, { contractNumber: undefined, wanted: { ...nothing, ...wanted } })
  if (!request || !goes('quoted')) return request ?? undefined
  const { number, id } = request
  await assess(tx, account, staff(start + 600_000), number, { outcome: 'in', excess: [], offered: false, note: '', agreement: '' })
  const weekday = (day: string) => new Date(day).getUTCDay()
  let firstDay = addDays(dayOf(account.zone, start), firstAfter)
  while (weekday(firstDay) === 0 || weekday(firstDay) === 6) firstDay = addDays(firstDay, 1)
  const order = await quote(tx, account, staff(start + 900_000), neighbours, number, {
    quantity: wanted.quantity ?? 1,
    firstDay,
    windows: [],
    serials: wanted.serials ?? [],
    engineer,
    language: 'en',
    extras: [],
    assumptions: ['The devices can be reached as they were last month'],
    acceptance: ['Each question has an answer in writing'],
    planOn: null,
    note: '',
    flexible: null,
  })
  if (!goes('agreed')) return request
  await approve(tx, account, customer(1), neighbours, number, { version: order.version, sha256: order.sha256 })
  if (!goes('active')) return request
  const { decision } = await redeem(tx, account, customer(2), neighbours, number)
  if (decision.verdict !== 'granted') return undefined
  await settleDuties(tx, account, request, start + 3 * 3_600_000)
  if (!goes('commenced')) return findRequest(tx, account.id, { id })
  const begun = Date.parse(firstDay) + 9 * 3_600_000
  if ((await commence(tx, account, staff(begun), neighbours, number)).decision.verdict !== 'granted' || !goes('certified'))
    return findRequest(tx, account.id, { id })
  for (const { code } of await listDeliverables(tx, account.id, id))
    await sendPaper(tx, account, staff(begun + daysMs), number, {
      code,
      text: 'Eleven questions were answered; the policy is rolled out depot by depot, each with a way back.',
      documentId: null,
      review: null,
      sign: false,
    })
  if ((await findRequest(tx, account.id, { id }))?.state === 'commenced')
    await certify(
      tx,
      account,
      staff(now - 3 * daysMs),
      neighbours,
      number,
      'Two days of guidance were held; every question has its answer in writing.',
    )
  return findRequest(tx, account.id, { id })
}

/** What the customer owes before it begins is there; the papers are those of the last review, so the provider waives them (MSP-5.a). */
async function settleDuties(tx: Tx, account: AccountRef, { id, contractId, service }: RequestRow, now: Instant) {
  const mia = { now, actor: 'Mia Chen <mia@coral.example>', side: 'customer' } as const
  const target = (duty: string) => ({ contractId, engagementId: id, duty })
  const said = { part: null, text: '', nothing: false, fileId: null, on: undefined, ask: null }
  await meetDuty(tx, account, mia, target('legal-rules'), { ...said, nothing: true })
  if (service !== 'PHC' && service !== 'SRRA') return
  await meetDuty(tx, account, mia, target('network-access'), { ...said, text: 'Read access for Arun Engineer, by the jump host' })
  if (service !== 'PHC') return
  const arun = { now, actor: 'Arun Engineer <engineer@vendor.example>', side: 'provider' } as const
  await waiveDuty(tx, account, arun, target('network-papers'), {
    reason: 'The papers of the spring review still hold',
    until: addDays(dayOf(account.zone, now), 60),
  })
}
