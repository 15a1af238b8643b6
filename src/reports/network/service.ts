import { createHash } from 'node:crypto'
import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays, earliestEnd } from '../../calendar/terms.ts'
import { workingDayAfter } from '../../calendar/working-days.ts'
import type { Offering } from '../../catalog/offering.ts'
import type { PolicyBook } from '../../catalog/policy-book.ts'
import type { DeviceFacts } from '../../contracts/facts.ts'
import { type Contract, dayOf, findContract, gatherDevices } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { dutiesOfAccount, judgeStart } from '../../duties/service.ts'
import { tellCustomer } from '../../duties/telling/service.ts'
import type { Device } from '../../installed-base/device.ts'
import type { Milestone } from '../../installed-base/lifecycle/entry.ts'
import { standingsOf } from '../../installed-base/lifecycle/service.ts'
import { listDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { attendanceOf } from '../../meetings/overview/service.ts'
import {
  type Content,
  caseSection,
  type Defects,
  defectSection,
  endOfLifeSection,
  installBaseSection,
  isSupported,
  type Life,
  returnSection,
} from './content.ts'
import { deliverableOf, monthsOf, quartersOf, type ReportKind, type ReportState, type Span, stateOf } from './periods.ts'
import * as store from './store.ts'

/** Devices that one report looks at. */
const mostDevices = 20_000

export type Report = Span & {
  readonly kind: ReportKind
  readonly clauses: readonly string[]
  /** The last day to send it; null where the holidays of its year are not loaded. */
  readonly dueOn: LocalDate | null
  readonly state: ReportState
  /** Every version that was sent, the newest first. */
  readonly sent: readonly store.SentReport[]
}

type World = {
  readonly contract: Contract
  readonly offering: Offering
  readonly book: PolicyBook
  readonly today: LocalDate
  readonly reports: readonly Report[]
}

/** The reports that a contract promises over its term, each with its day and what became of it; none where its service promises none. */
export async function reportsOf(tx: Tx, account: AccountRef, now: Instant, number: string): Promise<World> {
  const contract = await findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  const [duties] = await dutiesOfAccount(tx, account, now, { contractId: contract.id })
  if (!duties) throw notFound('service')
  const { offering, book, calendar, today } = duties
  const rule = book.get('reports.quarter')
  const sent = await store.listSent(tx, account.id, contract.id)
  const term = { from: contract.startsOn, to: contract.endsOn }
  const reports = (kind: ReportKind, spans: readonly Span[]): readonly Report[] => {
    const clauses = offering.deliverables.find(({ code }) => code === deliverableOf[kind])?.clauses
    if (!clauses) return []
    return spans.map((span) => {
      const own = sent.filter((each) => each.kind === kind && each.startsOn === span.from).toReversed()
      const due = workingDayAfter(calendar, span.to, rule.dueBusinessDays)
      const dueOn = own.at(-1)?.dueOn ?? (typeof due === 'string' ? due : null)
      const first = own.at(-1)
      const sentOn = first ? dayOf(account.zone, first.sentAt) : null
      return { ...span, kind, clauses, dueOn, state: stateOf(span, dueOn, sentOn, today), sent: own }
    })
  }
  return { contract, offering, book, today, reports: [...reports('quarter', quartersOf(term, rule)), ...reports('month', monthsOf(term))] }
}

const reportIn = ({ reports }: World, kind: ReportKind, from: LocalDate): Report => {
  const found = reports.find((each) => each.kind === kind && each.from === from)
  if (found) return found
  throw notFound('report', {
    found: `${kind} from ${from}`,
    expected: `the first day of a ${kind} of the contract`,
    toDo: 'Choose one of the list.',
  })
}

/** One report: as it was sent last, or as it would read now. */
export async function readReport(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  number: string,
  { kind, from, version }: { readonly kind: ReportKind; readonly from: LocalDate; readonly version?: number | undefined },
): Promise<{ readonly world: World; readonly report: Report; readonly shown: store.SentReport | null; readonly content: Content }> {
  const world = await reportsOf(tx, account, now, number)
  const report = reportIn(world, kind, from)
  const shown = version === undefined ? report.sent[0] : report.sent.find((each) => each.version === version)
  if (version !== undefined && !shown) throw notFound('version of the report')
  return {
    world,
    report,
    shown: shown ?? null,
    content: shown ? await sentContent(tx, account, world, shown) : await contentOf(tx, account, world, report),
  }
}

const sentContent = async (tx: Tx, account: AccountRef, { contract }: World, sent: store.SentReport): Promise<Content> =>
  JSON.parse(await store.readSent(tx, account.id, contract.id, sent))

/** Sends a report: what it says is kept as it is, and the customer's people hear of it (ACP-6.p1, ACP-6.e). */
export async function sendReport(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string; readonly name: string },
  number: string,
  { kind, from, why }: { readonly kind: ReportKind; readonly from: LocalDate; readonly why: string },
): Promise<void> {
  const world = await reportsOf(tx, account, by.now, number)
  const report = reportIn(world, kind, from)
  const { contract, today } = world
  const clause = report.clauses[0] ?? ''
  if (report.state === 'running' || report.state === 'to come')
    throw conflict(`The ${kind} is not over (${clause})`, {
      found: `today is ${today}`,
      expected: `${addDays(report.to, 1)} or later`,
      toDo: 'Send it once its last day is over.',
    })
  const version = (report.sent[0]?.version ?? 0) + 1
  if (version > 1 && why === '')
    throw conflict(`It was sent already (${clause})`, {
      found: `version ${version - 1}`,
      expected: 'a reason for a further version',
      toDo: 'Say why it is sent again.',
    })
  const { answer } = await judgeStart(tx, account, { contractId: contract.id, act: deliverableOf[kind], attendanceOf }, by.now)
  const [hold] = answer.holds
  if (hold)
    throw conflict(`It waits for a duty of the ${hold.party} (${hold.clauses.join(', ')})`, {
      found: `${hold.title}: ${hold.state}${hold.since === null ? '' : ` since ${hold.since}`}`,
      expected: 'met or waived',
      toDo: hold.cure,
    })
  const content = JSON.stringify(await contentOf(tx, account, world, report))
  const sha256 = createHash('sha256').update(content).digest('hex')
  await store.insertSent(tx, {
    accountId: account.id,
    contractId: contract.id,
    kind,
    startsOn: report.from,
    endsOn: report.to,
    version,
    dueOn: report.dueOn,
    content,
    sha256,
    why,
    by,
  })
  const title = kind === 'quarter' ? 'Report about your network' : 'Major and critical defects'
  await tellCustomer(tx, account, by.now, {
    about: contract.number,
    subject: `${title}, ${report.from} to ${report.to}${version > 1 ? `, version ${version}` : ''}`,
    text: `${why === '' ? '' : `${why}\n\n`}It stands on the page Reports of contract ${contract.number} (${report.clauses.join(', ')}).`,
  })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'network-report.send',
    subject: contract.number,
    detail: { kind, from: report.from, to: report.to, version, sha256, why },
  })
}

/** The first instant of a day where the account is. */
const startOf = (account: AccountRef, day: LocalDate): Instant => {
  const found = resolveLocal(account.zone, `${day}T00:00`)
  if (typeof found !== 'number') throw new Error(`account zone ${account.zone} is not known`)
  return found
}

/** What the lifecycle table says of each device, by its serial. */
async function livesOf(tx: Tx, devices: readonly Device[]): Promise<(serial: string) => Life | undefined> {
  const standings = await standingsOf(tx, devices)
  const lives = new Map(
    devices.map(({ serial }, at) => {
      const { product, ends: [end] = [] } = standings[at] ?? { product: null, ends: [] }
      const on = (milestone: Milestone) => product?.dates.find((each) => each.milestone === milestone)?.on ?? null
      return [serial, { announcedOn: on('announced'), lastOrderOn: on('lastOrder'), end: end ? { on: end.on, of: end.of } : null }]
    }),
  )
  return (serial) => lives.get(serial)
}

/** Works out what a report says from what is on record. Of a span that still runs it says what is known by now. */
async function contentOf(tx: Tx, account: AccountRef, world: World, report: Report): Promise<Content> {
  const { contract, offering, book, today, reports } = world
  const { from, to, kind } = report
  const between = (span: Span): store.Between => ({
    accountId: account.id,
    zone: account.zone,
    start: startOf(account, span.from),
    before: startOf(account, addDays(span.to, 1)),
  })
  const lastOf = (span: Span): LocalDate => earliestEnd(span.to, today) ?? today
  const installed = (await listDevices(tx, account.id, { limit: mostDevices, topOnly: true })).filter(
    (device) => device.kind !== 'software',
  )
  const factsOn = async (span: Span): Promise<readonly DeviceFacts[]> => {
    const later = await store.addedAfter(tx, between(span), lastOf(span))
    const there = installed.filter(({ id }) => !later.has(id))
    return (await gatherDevices(tx, account, there, lastOf(span))).filter(({ status }) => status !== 'decommissioned')
  }
  const defectsOf = async (span: Span): Promise<Defects> => {
    const day = lastOf(span)
    const supported = (await factsOn(span)).filter((each) => isSupported(each, day)).map(({ serial }) => serial)
    return defectSection(span, await store.defectsIn(tx, between(span), supported))
  }
  if (kind === 'month')
    return { from, to, installBase: null, endOfLife: null, cases: null, returns: null, defects: [await defectsOf(report)] }
  const day = lastOf(report)
  const devices = await factsOn(report)
  const before = reports.filter((each) => each.kind === 'quarter' && each.to < from)
  const earlier = []
  for (const each of before) earlier.push(await store.casesIn(tx, between(each)))
  const months = reports.filter((each) => each.kind === 'month' && each.to >= from && each.to <= to && each.from <= today)
  const { attachedToQuarterly } = book.get('reports.bugs')
  const defects: Defects[] = []
  for (const each of attachedToQuarterly === 0 ? [] : months.slice(-attachedToQuarterly))
    defects.push((each.sent[0] && (await sentContent(tx, account, world, each.sent[0])).defects[0]) ?? (await defectsOf(each)))
  return {
    from,
    to,
    installBase: installBaseSection(devices, day, contract.number, offering.purchase.baseContract?.clauses[0] ?? ''),
    endOfLife: endOfLifeSection(devices, await livesOf(tx, installed), addDays(day, report.to < today ? 1 : 0)),
    cases: caseSection(await store.casesIn(tx, between(report)), earlier),
    returns: returnSection(await store.returnsIn(tx, between(report))),
    defects,
  }
}
