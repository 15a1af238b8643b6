import { Readable } from 'node:stream'
import { neighbours, type Parts } from '../assemble.ts'
import { addDays } from '../calendar/terms.ts'
import { isWorkingDay } from '../calendar/working-days.ts'
import { readOfferings } from '../catalog/service.ts'
import { assign } from '../changes/booking/service.ts'
import type { By } from '../changes/by.ts'
import { markReady, prepare, reviewPlan, writePlan } from '../changes/preparing/service.ts'
import { analyse, end, pursue, start, tickStep, writeEntry } from '../changes/room/service.ts'
import { changesOfRequest, listEvents } from '../changes/store.ts'
import { hoursAt } from '../contracts/hours/service.ts'
import { dayOf, listContracts } from '../contracts/service.ts'
import { inScope, providerScope, type Tx } from '../db/scope.ts'
import { keepDocument, type Received, receiveDocument } from '../documents/service.ts'
import type { AccountRef } from '../lib/principal.ts'
import { daysMs, hoursMs, type Instant, type LocalDate, minutesMs } from '../lib/time.ts'
import { approve, assess, quote } from '../requests/agreeing/service.ts'
import { askFor } from '../requests/asking/service.ts'
import { redeem } from '../requests/redeeming/service.ts'
import { windowTime } from '../requests/service-days.ts'
import { commence } from '../requests/starting/service.ts'
import { buyUnits } from '../requests/units/service.ts'
import type { Built } from './build.ts'

/** Change windows of the demonstration: one to come that still lacks something, and one that ended with an issue and waits for its review. */
export async function playChanges(parts: Parts, { accounts, people, serials }: Built, now: Instant): Promise<void> {
  const account = accounts.get('ALBION')
  const lewis = people.get('lewis')
  const arun = people.get('engineer')
  if (!account || !lewis || !arun) return
  const devices = [...serials].filter(([, of]) => of === 'ALBION').map(([serial]) => serial)
  const given = { account, lewis: lewis.personId, engineer: arun.personId, serials: devices.slice(0, 2) }
  const file = (at: Instant) =>
    receiveDocument(parts.files, at, 10_000, {
      name: 'change-plan.md',
      mediaType: 'text/markdown',
      stream: Readable.from([Buffer.from('Goal, steps and the way back of the upgrade.')]),
      truncated: () => false,
    })
  const files = [await file(now - 30 * daysMs), await file(now - 25 * daysMs)] as const
  await inScope(parts.db, providerScope, async (tx) => {
    const contract = (await listContracts(tx, account.id)).find(({ service, state }) => service === 'ISS' && state === 'active')
    const offering = (await readOfferings(tx)).find(({ code }) => code === 'ISS')
    const calendar = offering && (await hoursAt(tx, offering, 'delivery', account))
    if (!contract || calendar?.kind !== 'calendar') return
    const today = dayOf(account.zone, now)
    const worked = (day: LocalDate, step: number): LocalDate =>
      isWorkingDay(calendar, day) === true ? day : worked(addDays(day, step), step)
    const asked = Math.max(now - 30 * daysMs, Date.parse(contract.startsOn) + daysMs)
    await buyUnits(tx, account, staffAt(asked), {
      contract: contract.number,
      service: 'ISS',
      bought: 4,
      boughtOn: dayOf(account.zone, asked),
      poNumber: 'ALB-7711',
      priceList: `${today.slice(0, 4)}-01`,
      cents: 1_600_000,
      currency: 'GBP',
    })
    await play(tx, { ...given, file: files[0], asked: asked + hoursMs, day: worked(addDays(today, -3), -1), past: true })
    await play(tx, { ...given, file: files[1], asked: asked + 5 * daysMs, day: worked(addDays(today, 6), 1), past: false })
  })
}

const staffAt = (now: Instant): By => ({
  now,
  actor: 'Arun Engineer <engineer@vendor.example>',
  name: 'Arun Engineer',
  side: 'provider',
  personId: null,
})

type Given = {
  readonly account: AccountRef
  readonly lewis: string
  readonly engineer: string
  readonly serials: readonly string[]
  readonly file: Received
  readonly asked: Instant
  readonly day: LocalDate
  readonly past: boolean
}

async function play(tx: Tx, { account, lewis, engineer, serials, file, asked, day, past }: Given): Promise<void> {
  const customer = (now: Instant) => ({
    now,
    actor: 'Lewis Ward <lewis@albion.example>',
    name: 'Lewis Ward',
    side: 'customer' as const,
    personId: lewis,
    onBehalf: '',
  })
  const [startsAt, endsAt] = [windowTime(account.zone, `${day}T10:00`), windowTime(account.zone, `${day}T15:00`)]
  if (typeof startsAt !== 'number' || typeof endsAt !== 'number') return
  const window = { startsAt, endsAt, zone: account.zone, mode: 'immediate', agreement: '' } as const
  const { id: plan } = await keepDocument(tx, account.id, customer(asked), file)
  const { request } = await askFor(tx, account, customer(asked), neighbours, {
    contractNumber: undefined,
    wanted: {
      service: 'ISS',
      quantity: 1,
      firstDay: null,
      serials,
      caseNumber: null,
      windows: [window],
      change: 'software-upgrade',
      plan,
      language: 'en',
      purpose: past ? 'The Leeds core gets the new release' : 'The London edge gets the new release',
    },
  })
  if (!request) return
  const { number } = request
  await assess(tx, account, staffAt(asked + hoursMs), number, { outcome: 'in', excess: [], offered: false, note: '', agreement: '' })
  const order = await quote(tx, account, staffAt(asked + 2 * hoursMs), neighbours, number, {
    quantity: 1,
    firstDay: day,
    windows: [window],
    serials,
    engineer: 'Arun Engineer',
    language: 'en',
    extras: [],
    assumptions: ['The new release is on the devices before the window'],
    acceptance: ['All sessions are up again'],
    planOn: null,
    note: '',
    flexible: null,
  })
  await approve(tx, account, customer(asked + 3 * hoursMs), neighbours, number, { version: order.version, sha256: order.sha256 })
  if ((await redeem(tx, account, customer(asked + 4 * hoursMs), neighbours, number)).decision.verdict !== 'granted') return
  const [change] = await changesOfRequest(tx, account.id, request.id)
  if (!change) return
  const of = change.number
  await assign(tx, account, staffAt(asked + 5 * hoursMs), of, { engineer, why: '' })
  await writePlan(tx, account, customer(asked + 6 * hoursMs), of, 0, {
    goal: 'Both routers run the new release, and every session is up again',
    steps: serials.flatMap((serial) => [
      { serial, what: 'Move traffic away', check: 'The interfaces are idle', rollback: 'Bring the old metrics back', minutes: 20 },
      { serial, what: 'Upgrade and restart', check: 'The release is the new one', rollback: 'Boot the old release', minutes: 60 },
    ]),
    rollback: 'Boot the old release on both, and bring the old metrics back',
    risk: 'medium',
    riskWhy: 'One router carries everything for some minutes',
    constraints: past ? ['Not both routers at once'] : [],
    noConstraints: false,
    primary: { name: 'Lewis Ward', email: 'lewis@albion.example', reach: '+44 20 7946 0101', mayAuthorise: true },
    backup: { name: 'Chloe Park', email: 'chloe@albion.example', reach: '+44 20 7946 0102', mayAuthorise: false },
    access: 'VPN of the operator, then the jump host',
    papers: { design: 'core-design.pdf', releases: past ? '22.4R3 on both' : '', configurations: 'as taken last week' },
  })
  if (!past) return
  await reviewPlan(tx, account, staffAt(asked + 7 * hoursMs), of, { version: 1, people: ['Lewis Ward', 'Chloe Park', 'Arun Engineer'] })
  await prepare(tx, account, customer(asked + 8 * hoursMs), neighbours.caseOf, of, { kind: 'access-test', passed: true, note: '' })
  await markReady(tx, account, staffAt(asked + 9 * hoursMs), of)
  if ((await commence(tx, account, staffAt(startsAt - hoursMs), neighbours, number)).decision.verdict !== 'granted') return
  await start(tx, account, staffAt(startsAt), of, ['Lewis Ward'])
  const at = (minutes: number) => startsAt + minutes * minutesMs
  for (const step of [0, 1]) await tickStep(tx, account, customer(at(25 + step * 40)), of, step, { outcome: 'done', note: '' })
  await writeEntry(tx, account, customer(at(70)), of, {
    type: 'problem',
    text: 'Two sessions of the second router flap',
    serial: serials[1] ?? '',
  })
  const entry = await lastEntry(tx, account, change.id)
  await pursue(tx, account, customer(at(74)), of, entry, { kind: 'escalate' })
  await analyse(tx, account, staffAt(at(78)), neighbours.caseOf, of, entry, {
    kind: 'analyse',
    analysis: 'The peer still has the short hold time of the old release',
    recommendation: 'Raise the hold time on both sides',
  })
  await pursue(tx, account, customer(at(85)), of, entry, { kind: 'solution', state: 'accepted' })
  await tickStep(tx, account, customer(at(105)), of, 2, { outcome: 'done', note: '' })
  await tickStep(tx, account, customer(at(150)), of, 3, { outcome: 'done', note: '' })
  await end(tx, account, staffAt(at(230)), of, 'Watch the two sessions for a day, and raise the hold time on the far side')
}

async function lastEntry(tx: Tx, account: AccountRef, changeId: string): Promise<number> {
  return (await listEvents(tx, account.id, changeId)).findLast(({ kind }) => kind === 'log')?.seq ?? 0
}
