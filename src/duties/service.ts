import type { WorkCalendar } from '../calendar/calendar.ts'
import { localDate } from '../calendar/local-time.ts'
import { earliestEnd } from '../calendar/terms.ts'
import { theatreCalendar } from '../calendar/theatre-hours.ts'
import type { Duty, Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { vendorHolidays } from '../contracts/hours/service.ts'
import { policiesUsed } from '../contracts/judge-order.ts'
import { type Contract, dayOf, listContracts } from '../contracts/service.ts'
import { servingContacts } from '../contracts/serving/service.ts'
import type { Tx } from '../db/scope.ts'
import { curesOf, type Decision, decidingClauses, verdictOf } from '../decisions/decision.ts'
import type { AccountRef } from '../lib/principal.ts'
import { badRequest, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { listEngineerRecords } from '../parties/service.ts'
import type { AskElsewhere, Days } from './asks.ts'
import type { AttendedPeriod } from './attendance.ts'
import type { DutyEvent, Engagement } from './event.ts'
import type { FactWorld } from './facts.ts'
import { actsOf, type HoldAnswer, owedPerWork, perWorkReasons, reasonsOf, whatHolds } from './holds.ts'
import { type DutyItem, itemsOf, waitedFor } from './items.ts'
import { type LoanStanding, standingOf } from './loans/loan.ts'
import { type Loan, listLoanEvents, listLoans } from './loans/store.ts'
import * as store from './store.ts'

/** What the customer was asked for on cases or of its software and is still owed, or gave. Both stand above this slice, so they are handed in. */
export type AskedElsewhere = (tx: Tx, account: AccountRef) => Promise<readonly AskElsewhere[]>

/** The periods in which an account had to attend meetings, by the id of the contract. Meetings stand above this slice, so they are handed in. */
export type AttendanceOf = (tx: Tx, account: AccountRef, now: Instant) => Promise<ReadonlyMap<string, readonly AttendedPeriod[]>>

/** What slices above this one know of duties. */
export type KnownAbove = {
  /** Counts what was asked for on cases and of software among the questions. */
  readonly askedElsewhere?: AskedElsewhere | undefined
  /** Decides by who attended; a duty to attend stands as kept without it. */
  readonly attendanceOf?: AttendanceOf | undefined
}

/** Whoever acts, and for which side. */
export type By = { readonly now: Instant; readonly actor: string; readonly side: 'provider' | 'customer' }

export type StandingLoan = Loan & LoanStanding & { readonly contract: string }

/** The duties of one piece of work, and the working days for which it waited for the customer (MSP-5.r1). */
export type EngagementDuties = {
  readonly engagement: Engagement
  readonly items: readonly DutyItem[]
  /** Null where a year of the calendar is not loaded. */
  readonly delayDays: number | null
  /** By what its days are counted: what is over waits no longer. */
  readonly days: Days
}

/** What both sides owe under a contract: what is owed once, then what is owed for each piece of work. */
export type ContractDuties = {
  readonly contract: Contract
  readonly offering: Offering
  readonly items: readonly DutyItem[]
  readonly delayDays: number | null
  readonly days: Days
  readonly engagements: readonly EngagementDuties[]
  readonly calendar: WorkCalendar
  readonly book: PolicyBook
  readonly today: LocalDate
  readonly loans: readonly StandingLoan[]
}

export type Which = KnownAbove & {
  /** Only this contract, whatever its state. */
  readonly contractId?: string | undefined
  /** Only this piece of work, also when it has ended. */
  readonly engagementId?: string | undefined
  /** Pieces of work that have ended as well. */
  readonly ended?: boolean | undefined
}

/** Weekdays, where a service gives no hours for the theatre: only the days count here. */
const weekdayHours = { start: '09:00', end: '17:00' }

/** Days on which the primary workplace works: the account's zone with the holidays that the vendor keeps there (policies B13, B56). */
async function workplaceCalendars(tx: Tx, account: AccountRef): Promise<(offering: Offering) => WorkCalendar> {
  const vendor = await vendorHolidays(tx, account)
  return ({ code, hours }) => {
    const row = hours.find(({ purpose }) => purpose === 'delivery')
    const calendar = theatreCalendar(
      {
        days: row?.days ?? 'monday-friday',
        holidays: row?.holidays ?? 'vendor',
        byTheatre: { [account.theatre]: weekdayHours },
        clauses: row?.clauses ?? [],
      },
      {
        id: `${code}-${account.theatre}`,
        version: vendor?.version ?? 0,
        title: `Working days of ${account.name}`,
        theatre: account.theatre,
        zone: account.zone,
        holidays: vendor?.holidays ?? [],
        loadedYears: vendor?.loadedYears ?? [],
      },
    )
    if (calendar.kind !== 'calendar') throw new Error(calendar.message)
    return calendar
  }
}

/** The duties of an account as they stand now: gathered once, worked out by pure rules, and nothing of it is kept. */
export async function dutiesOfAccount(tx: Tx, account: AccountRef, now: Instant, which: Which = {}): Promise<readonly ContractDuties[]> {
  const today = dayOf(account.zone, now)
  const held = (await listContracts(tx, account.id)).filter(
    ({ id, kind, state }) => kind === 'service' && (which.contractId === undefined ? state !== 'cancelled' : id === which.contractId),
  )
  if (held.length === 0) return []
  // none of these reads needs another: they leave together
  const [overrides, offerings, engagements, lent, calendarOf, contacts, asked, engineers, written] = await Promise.all([
    readOverrides(tx),
    readOfferings(tx),
    store.listEngagements(tx, account.id),
    loansWithEvents(tx, account),
    workplaceCalendars(tx, account),
    servingContacts(tx, account),
    which.askedElsewhere?.(tx, account) ?? [],
    listEngineerRecords(tx, account.id),
    store.listEvents(tx, account.id, which.contractId),
  ])
  const book = policyBook(today, overrides)
  const loans = standingLoans(lent, now, held, engagements, book)
  // what has ended owes nothing more, but for what is still lent under it
  const contracts = held.filter(
    ({ id, endsOn }) =>
      which.contractId !== undefined || today <= endsOn || loans.some((loan) => loan.contractId === id && loan.risk === 'customer'),
  )
  const elsewhere = Map.groupBy(asked, ({ contractId }) => contractId)
  const attends = contracts.some(({ service, offeringVersion }) =>
    offerings.some(
      ({ code, version, duties }) =>
        code === service &&
        version === offeringVersion &&
        duties.some(({ fact }) => fact === 'meetings-attended' || fact === 'webinars-attended'),
    ),
  )
  const attendance = attends ? await which.attendanceOf?.(tx, account, now) : undefined
  const events = Map.groupBy(written, ({ contractId }) => contractId)
  return contracts.flatMap((contract) => {
    const offering = soldWith(offerings, contract)
    if (!offering) return []
    const own = engagements.filter(
      ({ id, contractId, endedOn }) =>
        contractId === contract.id && (which.engagementId === undefined ? which.ended || endedOn === null : id === which.engagementId),
    )
    const world = {
      offering,
      contract,
      contacts,
      engineers,
      loans: loanFacts(loans.filter((loan) => loan.contractId === contract.id)),
      events: events.get(contract.id) ?? [],
      elsewhere: elsewhere.get(contract.id) ?? [],
      attendance: attendance && (attendance.get(contract.id) ?? []),
      calendar: calendarOf(offering),
      today,
      dayOf: (at: Instant) => dayOf(account.zone, at),
    }
    const duties = (engagement: Engagement | null) => {
      const siteDayOf = (at: Instant) => siteDay(engagement?.zone ?? account.zone, at)
      // what is over waits no longer: its days are counted up to its end
      const until = engagement?.endedOn && engagement.endedOn < today ? engagement.endedOn : today
      // what was agreed keeps the notice of its day, whatever the policy says later
      const notice = policyBook(engagement?.openedOn ?? today, overrides).get('iss.notice')
      const items = itemsOf({ ...world, engagement, notice, today: until, siteDayOf })
      const days: Days = { calendar: world.calendar, dayOf: world.dayOf, today: until }
      return { items, delayDays: waitedFor(items, days), days }
    }
    return {
      contract,
      offering,
      ...duties(null),
      engagements: own.map((engagement) => ({ engagement, ...duties(engagement) })),
      calendar: world.calendar,
      book,
      today,
      loans: loans.filter((loan) => loan.contractId === contract.id),
    }
  })
}

const siteDay = (zone: string, at: Instant): LocalDate => {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`zone ${zone} is not known`)
  return day
}

type LoansWithEvents = { readonly loans: readonly Loan[]; readonly events: Awaited<ReturnType<typeof listLoanEvents>> }

async function loansWithEvents(tx: Tx, account: AccountRef): Promise<LoansWithEvents> {
  const loans = await listLoans(tx, account.id)
  return { loans, events: loans.length === 0 ? new Map() : await listLoanEvents(tx, account.id) }
}

function standingLoans(
  { loans, events }: LoansWithEvents,
  now: Instant,
  contracts: readonly Contract[],
  engagements: readonly Engagement[],
  book: PolicyBook,
): readonly StandingLoan[] {
  return loans.flatMap((loan) => {
    const contract = contracts.find(({ id }) => id === loan.contractId)
    if (!contract) return []
    const ended = engagements.find(({ id }) => id === loan.engagementId)?.endedOn ?? contract.endsOn
    const standing = standingOf(events.get(loan.id) ?? [], {
      serviceEnd: earliestEnd(ended, contract.endsOn) ?? contract.endsOn,
      today: siteDay(loan.zone, now),
      overdueAfterDays: book.get('loan.return').overdueAfterDays,
    })
    return [{ ...loan, ...standing, contract: contract.number }]
  })
}

const loanFacts = (loans: readonly StandingLoan[]): FactWorld['loans'] => {
  const out = loans.filter(({ risk }) => risk === 'customer')
  const serials = (of: readonly StandingLoan[]) => of.map(({ serial }) => serial)
  return {
    out: out.length,
    unconfirmed: serials(out.filter(({ confirmed }) => confirmed === null)),
    unsettled: serials(loans.filter(({ incidents }) => incidents.some(({ settled }) => settled === null))),
    overdue: serials(out.filter(({ overdueSince }) => overdueSince !== null)),
  }
}

/** Equipment lent to an account under any contract of it, with how it stands. */
export async function loansOf(tx: Tx, account: AccountRef, now: Instant): Promise<readonly StandingLoan[]> {
  const [overrides, lent, contracts, engagements] = await Promise.all([
    readOverrides(tx),
    loansWithEvents(tx, account),
    listContracts(tx, account.id),
    store.listEngagements(tx, account.id),
  ])
  return standingLoans(lent, now, contracts, engagements, policyBook(dayOf(account.zone, now), overrides))
}

/**
 * The duties that matter for a contract, or for one piece of work under it: what is owed for the contract, and with
 * `engagementId` also what is owed for that work.
 */
export async function dutiesOf(
  tx: Tx,
  account: AccountRef,
  which: Which & { readonly contractId: string },
  now: Instant,
): Promise<ContractDuties & { readonly own: EngagementDuties | null; readonly all: readonly DutyItem[] }> {
  const [found] = await dutiesOfAccount(tx, account, now, which)
  if (!found) throw notFound('contract')
  const own = which.engagementId === undefined ? null : found.engagements[0]
  if (own === undefined) throw notFound('engagement')
  return { ...found, own, all: [...found.items, ...(own?.items ?? [])] }
}

export type ToldToWorkers = {
  readonly title: string
  readonly clauses: readonly string[]
  readonly text: string
  /** The customer said that there is nothing to tell. */
  readonly nothing: boolean
  readonly by: string
  readonly on: LocalDate
}

/** What the customer told under a contract and for a piece of work that whoever does it has to know: rules of law, safety on site (MSP-5.k1, MSP-5.k2). */
export async function toldToWorkers(
  tx: Tx,
  account: AccountRef,
  which: { readonly contractId: string; readonly engagementId: string },
  now: Instant,
): Promise<readonly ToldToWorkers[]> {
  const known = (await store.listEngagements(tx, account.id)).some(({ id }) => id === which.engagementId)
  if (!known) return []
  const { all, offering } = await dutiesOf(tx, account, which, now)
  return all.flatMap(({ code, title, clauses, evidence }) =>
    evidence && offering.duties.some((duty) => duty.code === code && duty.forWorkers)
      ? [{ title, clauses, text: evidence.text, nothing: evidence.nothing, by: evidence.actor.replace(/ <[^>]*>$/, ''), on: evidence.on }]
      : [],
  )
}

/**
 * Whether an act may start, with every duty that it waits for: as a value for whoever starts it in the same transaction, and
 * as a decision to show or to keep. Taking a case in is always free. Where no piece of work is named, `perWork` has the duties that are judged only with one.
 */
export async function judgeStart(
  tx: Tx,
  account: AccountRef,
  { act, ...of }: Which & { readonly contractId: string; readonly act: string },
  now: Instant,
): Promise<{ readonly answer: HoldAnswer; readonly perWork: readonly Duty[]; readonly decision: Decision }> {
  const { contract, offering, book, all, own, today } = await dutiesOf(tx, account, of, now)
  const known = [...actsOf(offering), ...(own?.engagement.acts ?? [])]
  if (!known.includes(act)) throw badRequest(`${offering.code} knows no such act`, { found: act, expected: known.join(', ') })
  const { blocks } = book.get('duty.effect')
  const answer = whatHolds(all, act, blocks)
  const perWork = own === null ? owedPerWork(offering, act, blocks) : []
  const conditions = offering.duties.filter(({ fact }) => fact === 'other-duties').flatMap(({ clauses }) => clauses)
  const reasons = [...reasonsOf(answer, conditions), ...perWorkReasons(perWork)]
  const verdict = verdictOf(reasons)
  const decision: Decision = {
    kind: 'decision',
    verdict,
    act: 'duty.start',
    onDate: today,
    offering: offering.code,
    offeringVersion: offering.version,
    contract: contract.number,
    reasons,
    decidedBy: decidingClauses(reasons, verdict),
    policies: policiesUsed(book, ['duty.effect']),
    cures: curesOf(reasons),
    candidates: [],
    alternatives: [],
  }
  return { answer, perWork, decision }
}

/** What happened to one duty, oldest first. */
export async function historyOf(
  tx: Tx,
  account: AccountRef,
  { contractId, engagementId, duty }: { readonly contractId: string; readonly engagementId: string | null; readonly duty: string },
): Promise<readonly DutyEvent[]> {
  return (await store.listEvents(tx, account.id, contractId)).filter((event) => event.duty === duty && event.engagementId === engagementId)
}
