import type { WorkCalendar } from '../../calendar/calendar.ts'
import { theatreCalendar } from '../../calendar/theatre-hours.ts'
import type { CaseChannel, Offering, Priority } from '../../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../../catalog/policy-book.ts'
import { listCalendarRows, readOfferings } from '../../catalog/service.ts'
import { findContract } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import { judgeCase, mayBeAccepted } from '../../entitlement/judge-case.ts'
import { gatherCase } from '../../entitlement/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import type { Instant } from '../../lib/time.ts'
import { followTechnicalContact } from '../asking/technical/service.ts'
import { responseClock } from '../clock/response-clock.ts'
import { openSteps } from '../clock/steps.ts'
import { type ClockTerms, stampClockTerms } from '../clock/terms.ts'
import { impactAskedBy } from '../impact/impact.ts'
import { spelledWords, wordsOf } from '../lists/words.ts'
import { askedOf } from '../outcome/outcome.ts'
import { takeApart } from '../secrets/apart.ts'
import { responseTimer } from '../service.ts'
import * as store from '../store.ts'
import { type CaseEvent, type CaseEventBody, clockEvents } from '../timeline.ts'
import { followAdvisor } from '../watching/advisor/service.ts'

export type OpenInput = {
  readonly kind: 'tech' | 'admin'
  readonly summary: string
  readonly description: string
  readonly serial: string | null
  readonly priority: Priority
  readonly channel: CaseChannel
  readonly customerReference: string
  readonly release: string
  readonly confirmations: readonly string[]
  /** What it does to the business; empty where nobody said. */
  readonly impact?: string
  /** When the report was received; staff give it for a call they log later. */
  readonly reportedAt: Instant
  readonly requesterId: string | null
  /** Staff accept what a rule left to a person, with their reason. */
  readonly approval: string | null
}

/** What became of the act; with a case, the case as it now stands and its first event, so that nobody has to read them back. */
export type Opened = {
  readonly number: string | null
  readonly decision: Decision
  readonly decisionId: string
  readonly opened: { readonly case: store.Case; readonly events: readonly CaseEvent[] } | null
}

/** Judges the act and, when it is granted, opens the case with its clock; decision, case, timer, audit and notice commit together. */
export async function openCase(tx: Tx, account: AccountRef, now: Instant, by: Principal, given: OpenInput): Promise<Opened> {
  // what becomes part of rows is masked here; the description with its event
  const input = {
    ...given,
    summary: maskText(given.summary),
    customerReference: maskText(given.customerReference),
    approval: given.approval === null ? null : maskText(given.approval),
  }
  const also = Object.fromEntries(
    (['summary', 'customerReference'] as const).filter((part) => input[part] !== given[part]).map((part) => [part, given[part]]),
  )
  if (input.reportedAt > now)
    throw badRequest('The report lies in the future', { found: new Date(input.reportedAt).toISOString(), expected: 'now or earlier' })
  const act = {
    kind: 'case.open' as const,
    caseKind: input.kind,
    channel: input.channel,
    priority: input.priority,
    serial: input.serial,
    release: input.release,
    confirmations: input.confirmations,
  }
  const [{ question, device, person }, offerings] = await Promise.all([
    gatherCase(tx, account, now, act, input.requesterId),
    readOfferings(tx),
  ])
  const { decision, queue, cover } = judgeCase(offerings, question)
  const accepted = decision.verdict !== 'granted' && mayBeAccepted(decision) && by.accountKind === 'provider' && input.approval !== null
  const opens = decision.verdict === 'granted' || accepted
  const id = newId(now)
  const number = opens ? await nextNumber(tx, account, 'case') : null
  const actor = actorOf(by)
  const decisionId = newId(now)
  const deciding = recordDecision(tx, {
    id: decisionId,
    accountId: account.id,
    now,
    actor,
    subject: number ?? input.serial ?? input.summary.slice(0, 60),
    question: accepted ? { ...question, approval: { by: actor, reason: input.approval } } : question,
    decision,
  })
  deciding.catch(() => {}) // awaited below with what is written beside it
  if (!opens || number === null) {
    await deciding
    await audit(tx, {
      accountId: account.id,
      now,
      actor,
      action: 'case.refuse',
      subject: input.serial ?? '',
      detail: { decision: decisionId, verdict: decision.verdict, clauses: decision.decidedBy },
    })
    return { number: null, decision, decisionId, opened: null }
  }
  const offering =
    cover && input.kind === 'tech'
      ? offerings.find((each) => each.code === cover.offering && each.version === cover.offeringVersion)
      : undefined
  const book = policyBook(question.onDate, question.overrides)
  const clockTerms = offering?.response ? await stampTerms(tx, account, offering, cover?.contract ?? null, book) : null
  const channel = input.channel as store.Case['channel']
  const opened: CaseEventBody = {
    kind: 'opened',
    reportedAt: input.reportedAt,
    channel,
    priority: input.priority,
    description: input.description,
    onBehalfOf: by.personId === input.requesterId ? null : (question.person?.name ?? null),
    ...(input.impact ? { impact: input.impact } : {}),
  }
  const first = { visibility: 'public' as const, at: now, loggedAt: now, actor, actorName: by.name, body: opened }
  const clock = clockTerms && responseClock(clockTerms, clockEvents([{ ...first, seq: 1, kind: 'opened' }]), now)
  const dueAt = clock?.dueAt ?? null
  const steps = offering ? (book.get('escalation.steps')[offering.code] ?? []) : []
  const alarmAt =
    openSteps({ clock, terms: clockTerms, steps, priority: input.priority, openedAt: now, resolved: false, done: [] })[0]?.at ?? null
  const row = {
    id,
    number,
    kind: input.kind,
    summary: input.summary,
    deviceId: device?.id ?? null,
    contractId: cover?.contractId ?? null,
    offering: offering?.code ?? null,
    decisionId,
    priority: input.priority,
    channel,
    queue,
    customerReference: input.customerReference,
    requesterId: input.requesterId,
    reportedAt: input.reportedAt,
    createdAt: now,
    dueAt,
    alarmAt,
    response: clock?.state ?? ('none' as const),
    terms: {
      clock: clockTerms,
      steps,
      ...(offering?.playbook ? { playbook: offering.playbook } : {}),
      ...(offering ? { ...askedOf(offering), ...advisedBy(offering), ...impactAskedBy(offering) } : {}),
      guide: guideOf(book),
      alert: offering?.escalation.managementAlert
        ? { clauses: offering.escalation.managementAlert.clauses, wording: 'automatic' as const }
        : { clauses: offering?.response?.efforts.clauses ?? [], wording: 'missed-target' as const },
    },
  }
  const words = wordsOf(
    [
      number,
      input.summary,
      input.customerReference,
      device?.serial ?? '',
      device?.product ?? '',
      question.person?.name ?? '',
      input.description.slice(0, 10_000),
    ].join(' '),
  )
  // sent together, in this order: PostgreSQL does one after the other, and nothing stands unless all of it does
  await Promise.all([
    deciding,
    store.insertCase(tx, account.id, { ...row, words }),
    store.keepWords(tx, account.id, spelledWords(words)),
    store.insertFirstEvent(tx, account.id, id, first, also),
    alarmAt === null
      ? undefined
      : setTimer(tx, {
          accountId: account.id,
          now,
          kind: responseTimer,
          subjectId: id,
          dueAt: alarmAt,
          rank: Number(input.priority.slice(1)),
        }),
    send(tx, {
      accountId: account.id,
      now,
      kind: 'case-notice',
      subject: number,
      payload: {
        event: 'opened',
        priority: input.priority,
        summary: input.summary,
        queue,
        to: input.requesterId ? [{ personId: input.requesterId }] : [],
      },
    }),
    audit(tx, {
      accountId: account.id,
      now,
      actor,
      action: 'case.open',
      subject: number,
      detail: { priority: input.priority, channel, decision: decisionId, ...(accepted ? { approval: input.approval } : {}) },
    }),
  ])
  const { contractId: _, ...told } = row
  const fresh: store.Case = {
    ...told,
    accountId: account.id,
    accountCode: account.code,
    accountName: account.name,
    serial: device?.serial ?? null,
    product: device?.product ?? null,
    contract: cover?.contract ?? null,
    state: 'new',
    requesterName: person?.name ?? null,
    requesterEmail: person?.email ?? null,
    requesterPhone: person?.phone ?? null,
    ownerId: null,
    ownerName: null,
    updatedAt: now,
    respondedAt: null,
    stepsDone: [],
    escalatedAt: null,
    closedAt: null,
    version: 1,
  }
  // taken in already: what the work waits for moves neither intake nor the first response
  await followAdvisor(tx, fresh, now, by)
  await followTechnicalContact(tx, fresh, now, by)
  const waits = fresh.terms.technicalContact && (await store.findCase(tx, account.id, { id }))
  if (waits && waits.version !== fresh.version)
    return {
      number,
      decision,
      decisionId,
      opened: { case: waits, events: await store.listEvents(tx, account.id, id, by.accountKind !== 'provider') },
    }
  return {
    number,
    decision,
    decisionId,
    opened: { case: fresh, events: [{ ...first, body: takeApart(opened).shown, seq: 1, kind: 'opened' }] },
  }
}

/** Whether the service has an advisor who follows urgent cases (ACP-11.p1). */
function advisedBy({ deliverables }: Offering): Pick<store.Case['terms'], 'advisor'> {
  const found = deliverables.find(({ code }) => code === 'case-progression')
  return found ? { advisor: { clauses: found.clauses } } : {}
}

/** What the priorities mean on this day, by which version of the guide: a later one does not speak of this case (ACP-8.p3, ACP-9.p7, policy B18). */
function guideOf(book: PolicyBook): NonNullable<store.Case['terms']['guide']> {
  const { version, url, definitions } = book.get('priority.guide')
  return { version, ...(url ? { url } : {}), meanings: definitions }
}

/** Stamps what the case is promised: targets, policies and, where a target counts business hours, the advisor's calendar. */
async function stampTerms(
  tx: Tx,
  account: AccountRef,
  offering: Offering,
  contractNumber: string | null,
  book: PolicyBook,
): Promise<ClockTerms> {
  const basis = book.get('response.clock')
  const business = Object.values(basis).includes('business') ? await advisorCalendar(tx, account, offering, contractNumber) : undefined
  return stampClockTerms(
    offering,
    {
      responseStart: book.inForce('response.start') as never,
      responseWebP1: book.inForce('response.web_p1') as never,
      responseClock: book.inForce('response.clock') as never,
      responseStop: book.inForce('response.stop') as never,
      responseRepriority: book.inForce('response.repriority') as never,
    },
    business,
  )
}

/** The advisor's working hours where the contract names one, else the hours of the account's theatre in its zone (policy B12). */
export async function advisorCalendar(
  tx: Tx,
  account: AccountRef,
  offering: Offering,
  contractNumber: string | null,
): Promise<WorkCalendar | undefined> {
  const row = offering.hours.find((each) => each.purpose === 'advisor') ?? offering.hours[0]
  if (!row) return undefined
  const contract = contractNumber === null ? undefined : await findContract(tx, account.id, contractNumber)
  const advisor = contract?.terms.advisor
  const theatre = advisor?.theatre ?? account.theatre
  const vendor = (await listCalendarRows(tx)).find((each) => each.id === `vendor-${theatre}`)
  const held = (vendor?.data ?? { holidays: [], loadedYears: [] }) as Pick<WorkCalendar, 'holidays' | 'loadedYears'>
  const calendar = theatreCalendar(row, {
    id: `${offering.code}-${theatre}`,
    version: vendor?.version ?? 0,
    title: `${offering.title}, ${theatre}`,
    theatre,
    zone: advisor?.zone ?? account.zone,
    holidays: held.holidays,
    loadedYears: held.loadedYears,
  })
  return calendar.kind === 'calendar' ? calendar : undefined
}
