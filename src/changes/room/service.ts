import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { judgeCountry } from '../../contracts/device-rules.ts'
import { languageRuleOf } from '../../contracts/language-rule.ts'
import { contactWords, salesContacts } from '../../contracts/sales-contacts/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { cancelTimers, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { requireSkill } from '../../duties/participants/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import { maskText } from '../../lib/secrets/mask.ts'
import { minutesMs } from '../../lib/time.ts'
import { judgePaperLanguage } from '../../requests/exceptions/exception.ts'
import { listExceptions } from '../../requests/exceptions/service.ts'
import { heldBy } from '../../requests/gathering/service.ts'
import { offeringOf } from '../../requests/service.ts'
import { agreedOrder } from '../../requests/starting/service.ts'
import { lengthWords } from '../../requests/window-rules.ts'
import type { ChangeRow } from '../change.ts'
import { cite } from '../citing.ts'
import { edgeOf, warnBeforeMs } from '../elapsed.ts'
import { followersOf, followUp } from '../handing/service.ts'
import { type Entry, type EntryKind, isIssue, type Owner, openIssues, type solutionSteps, standingOf } from '../happened.ts'
import { reasonsOfPlace } from '../placing/service.ts'
import { requireReady } from '../preparing/service.ts'
import { deliverRecords } from '../recording/service.ts'
import { type By, happened, holdChange, type Terms, tell, termsOf, wholeOf } from '../service.ts'
import * as store from '../store.ts'
import { timeWords, windowWords } from '../words.ts'

/** Both sides hear shortly before what was paid for ends, and when it has. Their subject is the change. */
export const warnTimer = 'change-warn'
export const overTimer = 'change-over'

/** Where the time of a running window ends; five hours after it began, or its agreed end where the service counts whole days. */
export const edgeOfChange = (
  { startedAt, endsAt, startsAt }: Pick<ChangeRow, 'startedAt' | 'endsAt' | 'startsAt'>,
  { rules }: Pick<Terms, 'rules'>,
) => edgeOf(startedAt ?? startsAt, { startsAt, endsAt }, rules.length.perDay ? null : rules.length.mostMinutes)

/** Begins the window: at its time, with everything there, with somebody present who may decide (MSP-5.b4), in a country that is served. */
export async function start(tx: Tx, account: AccountRef, by: By, number: string, present: readonly string[]): Promise<void> {
  await requireListMet(tx, account, by, number)
  const change = await holdChange(tx, account, number, 'start')
  if (by.now < change.startsAt)
    throw conflict(`${number} has not come yet`, {
      found: timeWords(change.zone, by.now),
      expected: `${timeWords(change.zone, change.startsAt)} or later`,
      toDo: 'Begin it at its time, or agree on another one.',
    })
  if (by.now >= change.endsAt)
    throw conflict(`The time of ${number} is over`, {
      found: timeWords(change.zone, by.now),
      expected: windowWords(change),
      toDo: 'Agree on another time.',
    })
  const terms = await termsOf(tx, account, change, by.now)
  const whole = await wholeOf(tx, account, change, terms, by.now)
  requireReady(number, whole, terms)
  if (terms.request.pausedWhy !== null || terms.request.state === 'active') throw await notUnderWay(tx, account, by, terms)
  refuseBy(
    judgeCountry(
      terms.offering,
      { country: change.country, what: 'country of the site', source: number },
      dayOf(account.zone, by.now),
      policyBook(dayOf(account.zone, by.now), await readOverrides(tx)),
      [],
    ),
    'Nothing is delivered there',
  )
  if (change.presence === 'onsite')
    refuseBy(await reasonsOfPlace(tx, account, change, terms, change.location, by.now), 'The window does not begin onsite')
  const skill = terms.offering.duties.find(({ code }) => code === 'suitable-skill')
  const technical = [whole.plan?.content.primary, whole.plan?.content.backup].filter((each) => each != null)
  await requireSkill(tx, account, terms.request.id, [...technical, ...present.map((name) => ({ name }))], skill?.clauses ?? [])
  const authority = terms.offering.duties.find(({ code }) => code === 'change-authority')
  const contacts = [whole.plan?.content.primary, whole.plan?.content.backup].flatMap((each) => (each?.mayAuthorise ? [each.name] : []))
  const waived = whole.standing.waivers.some(({ item }) => item === 'authority')
  if (authority && !waived && !present.some((name) => contacts.includes(name)))
    throw unprocessable(`Nobody is present who may change the network (${authority.clauses.join(', ')})`, {
      found: present.join(', ') || 'nobody',
      expected: contacts.join(' or ') || 'a contact who may authorise changes',
      toDo: 'Have one of them join before it begins.',
    })
  await store.patchChange(tx, account.id, change.id, { state: 'running', startedAt: by.now })
  await happened(tx, account, by, change, 'start', { present })
  const edge = edgeOfChange({ ...change, startedAt: by.now }, terms)
  const timer = { accountId: account.id, now: by.now, subjectId: change.id, rank: 3 }
  await setTimer(tx, { ...timer, kind: warnTimer, dueAt: Math.max(by.now, edge - warnBeforeMs) })
  await setTimer(tx, { ...timer, kind: overTimer, dueAt: edge })
}

/** A window that was never ready does not begin, and what its list lacks is named (ISS-4.p1). */
async function requireListMet(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const change = await store.findChange(tx, account.id, { number })
  if (change?.state !== 'planned') return
  const terms = await termsOf(tx, account, change, by.now)
  requireReady(number, await wholeOf(tx, account, change, terms, by.now), terms)
}

/** Why the request of a window has not begun, or stands still: by name, since the window itself may be ready. */
async function notUnderWay(tx: Tx, account: AccountRef, by: By, { request }: Terms) {
  const { contractId, id: requestId, service, number, pausedWhy } = request
  const waits = pausedWhy === null ? await heldBy(tx, account, { contractId, requestId, service, now: by.now }) : []
  const duties = waits.map(({ title, side, clauses }) => `${title}, duty of the ${side} (${clauses.join(', ')})`)
  return conflict(`${number} is not under way`, {
    found: pausedWhy ?? ['not begun', ...duties].join('; '),
    expected: 'a request that has begun',
    toDo: `${duties.length > 0 ? 'Have each met on the board of duties, then begin' : 'See what holds it up on the page of the request, then begin'} ${number}.`,
  })
}

/** The edge comes near, or has come: from then on what is done is out of scope (ISS-6.2b). */
export async function tellOfEdge(tx: Tx, account: AccountRef, by: By, changeId: string, kind: 'warn' | 'over'): Promise<void> {
  const change = await store.findChange(tx, account.id, { id: changeId }, true)
  if (change?.state !== 'running') return
  const terms = await termsOf(tx, account, change, by.now)
  const { rules } = terms
  await happened(tx, account, by, change, kind, { clauses: rules.length.clauses })
  const most = lengthWords(Math.round((edgeOfChange(change, terms) - (change.startedAt ?? change.startsAt)) / minutesMs))
  await tell(tx, account, by, change, {
    to: 'both',
    subject: kind === 'warn' ? 'The window ends in half an hour' : 'The time of the window is over',
    text: [
      kind === 'warn'
        ? `Decide now whether the change is finished or undone within ${most} of its beginning.`
        : `What is done from now on is out of scope (${rules.length.clauses.join(', ')}). Undo, or agree on another window.`,
    ],
  })
}

async function entryOf(tx: Tx, account: AccountRef, change: ChangeRow, id: number): Promise<Entry> {
  const found = standingOf(await store.listEvents(tx, account.id, change.id)).entries.find((each) => each.id === id)
  if (!found) throw notFound('entry of the log')
  return found
}

/** After the window its open issues are counted, so that whoever follows them up finds them among all accounts. */
async function countOpen(tx: Tx, account: AccountRef, change: ChangeRow): Promise<void> {
  if (change.state === 'running') return
  const { entries } = standingOf(await store.listEvents(tx, account.id, change.id))
  await store.patchChange(tx, account.id, change.id, { openIssues: openIssues(entries).length })
}

export type NewEntry = { readonly type: EntryKind; readonly text: string; readonly serial: string; readonly location?: string }

/**
 * A question, a concern, a problem or an event, while the window runs (ISS-3.1.p1, ISS-1.p4). What is asked after it, until it is looked back on,
 * goes to whoever follows up on it (ISS-3.1.4).
 */
export async function writeEntry(tx: Tx, account: AccountRef, by: By, number: string, entry: NewEntry): Promise<void> {
  const change = await holdChange(tx, account, number, entry.type === 'event' ? 'log' : 'write')
  if (entry.serial !== '' && !change.serials.includes(entry.serial))
    throw badRequest('The window is not about this device', { found: entry.serial, expected: change.serials.join(', ') })
  const terms = await termsOf(tx, account, change, by.now)
  const location = by.side === 'provider' ? entry.location || change.location : ''
  if (location !== '' && location !== change.location)
    refuseBy(await reasonsOfPlace(tx, account, change, terms, location, by.now), 'Work is not done from there')
  const after = change.state !== 'running'
  await happened(tx, account, by, change, 'log', { ...entry, location, late: after || by.now > edgeOfChange(change, terms) })
  if (after) await followUp(tx, account, by, change, terms)
}

export type Pursuit =
  | { readonly kind: 'escalate' }
  | { readonly kind: 'solution'; readonly state: (typeof solutionSteps)[number] }
  | { readonly kind: 'settle' }

/** Either side takes an entry further: has the engineer look into it, tries what was recommended, or says that it is settled. */
export async function pursue(tx: Tx, account: AccountRef, by: By, number: string, id: number, given: Pursuit): Promise<void> {
  const change = await holdChange(tx, account, number, given.kind === 'escalate' ? 'log' : 'follow-up')
  const entry = await entryOf(tx, account, change, id)
  if (entry.settledAt !== null) throw conflict('It is settled already', { toDo: 'Write another entry.' })
  if (given.kind === 'escalate' && entry.escalatedAt !== null) return
  if (given.kind === 'solution' && (entry.recommendation === '' || entry.recommendation === 'none found'))
    throw conflict('Nothing was recommended yet', { toDo: 'Wait for the recommendation, or ask for it.' })
  const { kind, ...body } = given
  await happened(tx, account, by, change, kind, { id, ...body })
  if (kind === 'settle') await countOpen(tx, account, change)
  if (kind === 'escalate')
    await tell(tx, account, by, change, {
      to: 'provider',
      subject: 'Something is escalated',
      text: [entry.text, `Diagnosis begins now${cite(await offeringOf(tx, change), 'diagnosis')}.`],
    })
}

export type Analysis =
  | { readonly kind: 'analyse'; readonly analysis: string; readonly recommendation: string }
  | { readonly kind: 'case'; readonly number: string; readonly collected: string }
  | { readonly kind: 'decline'; readonly code: string; readonly why: string }

/** By which codes of a service an entry is declined: what it excludes, and what is no product of the vendor and so the customer's to settle (MSP-5.l2, ISS-6.4). */
export const declinable = ({ exclusions, limits }: Pick<Offering, 'exclusions' | 'limits'>) => [
  ...exclusions.map(({ code, title, clauses, test }) => ({ code, title, clauses, separate: test === 'act' })),
  ...limits
    .filter(({ code }) => code === 'third-party-products' || code === 'vendor-products-only')
    .map(({ code, title, clauses }) => ({ code, title, clauses, separate: false })),
]

type CaseOf = (tx: Tx, account: AccountRef, number: string) => Promise<{ readonly number: string } | undefined>

/** The engineer looks into an entry: analysis and recommendation, a case that goes on with it, or why it is not served (ISS-7.p1). */
export async function analyse(
  tx: Tx,
  account: AccountRef,
  by: By,
  caseOf: CaseOf,
  number: string,
  id: number,
  given: Analysis,
): Promise<void> {
  const change = await holdChange(tx, account, number, 'follow-up')
  const entry = await entryOf(tx, account, change, id)
  if (given.kind === 'case') {
    if (!(await caseOf(tx, account, given.number))) throw notFound('case')
    return happened(tx, account, by, change, 'case', { id, number: given.number, collected: maskText(given.collected) })
  }
  if (given.kind === 'analyse') {
    if (given.analysis === '' && given.recommendation === '')
      throw badRequest('Nothing was said', { expected: 'an analysis or a recommendation' })
    return happened(tx, account, by, change, 'analyse', { id, analysis: given.analysis, recommendation: given.recommendation })
  }
  const { offering } = await termsOf(tx, account, change, by.now)
  const exclusion = declinable(offering).find(({ code }) => code === given.code)
  if (!exclusion)
    throw badRequest(`It is declined by a code of the service only${cite(offering, 'exclusions')}`, {
      found: given.code || 'none',
      expected: declinable(offering)
        .map(({ code }) => code)
        .join(', '),
    })
  const { separate } = exclusion
  await happened(tx, account, by, change, 'decline', {
    id,
    code: given.code,
    clauses: exclusion.clauses,
    why: given.why,
    owner: account.name,
  })
  await countOpen(tx, account, change)
  await tell(tx, account, by, change, {
    to: 'customer',
    subject: 'Something is no part of the service',
    text: [
      `${entry.text}`,
      `${exclusion.title} (${exclusion.clauses.join(', ')}). ${given.why}`,
      separate ? 'A separate service covers it.' : `It is ${account.name}’s to settle.`,
      separate ? contactWords(await salesContacts(tx, account, by.now)) : '',
    ],
  })
}

/** A step of the plan was done, failed or was undone. */
export async function tickStep(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  step: number,
  given: { readonly outcome: 'done' | 'failed' | 'rolled-back'; readonly note: string },
): Promise<void> {
  const change = await holdChange(tx, account, number, 'log')
  const [plan] = await store.listPlans(tx, account.id, change.id)
  if (!plan?.content.steps[step]) throw notFound('step of the plan')
  await happened(tx, account, by, change, 'step', { step, ...given })
}

/** Ends the window: each escalated issue has its recommendation, each open one somebody who follows it up (policy B70). */
export async function end(tx: Tx, account: AccountRef, by: By, number: string, handover: string): Promise<void> {
  const change = await holdChange(tx, account, number, 'end')
  const terms = await termsOf(tx, account, change, by.now)
  const { entries } = standingOf(await store.listEvents(tx, account.id, change.id))
  const unanswered = entries.find((entry) => entry.escalatedAt !== null && entry.recommendation === '' && entry.declined === null)
  if (unanswered)
    throw unprocessable(`Something that was escalated has no recommendation${cite(terms.offering, 'recommendation')}`, {
      found: unanswered.text,
      expected: 'a recommendation, or "none found"',
      toDo: 'Say what is recommended, and end the window then.',
    })
  const open = openIssues(entries)
  const collects = terms.offering.deliverables.some(({ clauses }) => (clauses as readonly string[]).includes('MSP-3.1.3.p4'))
  const caseless = collects
    ? open.find(({ caseNumber, type, escalatedAt }) => caseNumber === '' && (type === 'problem' || escalatedAt !== null))
    : undefined
  if (caseless)
    throw unprocessable('What is open needs a case (MSP-3.1.3.p4)', {
      found: caseless.text,
      toDo: 'Open a case for it, and link its number.',
    })
  const bare = collects ? open.find(({ collected }) => collected === '') : undefined
  if (bare)
    throw unprocessable('What is open needs what was collected for its cause (MSP-3.1.3.p4)', {
      found: `${bare.text}: nothing was collected for ${bare.caseNumber}`,
      toDo: 'Write with the link to the case what was collected, and where it is.',
    })
  if (open.length > 0 && handover === '')
    throw unprocessable(`What is open needs words for whoever follows it up${cite(terms.offering, 'handover')}`, {
      found: open.map(({ text }) => text).join('; '),
      toDo: 'Write what was tried and what comes next, and end the window with it.',
    })
  const { manager, stays } = await followersOf(tx, account, terms)
  const ownerOf = (caseNumber: string) => manager ?? [...stays, caseNumber].filter((each) => each !== '').join(' and ')
  const owners: readonly Owner[] = open.map(({ id, caseNumber }) => ({ entry: id, owner: ownerOf(caseNumber), text: handover }))
  const said =
    open.length === 0
      ? 'Nothing is open.'
      : manager === undefined
        ? `No service manager is assigned: what is open stays with ${stays.join(' and ')} (policy B70).`
        : `What is open is followed up by ${manager}.`
  const reviewed = terms.offering.deliverables.some(({ code }) => code === 'post-change-review')
  await store.patchChange(tx, account.id, change.id, {
    state: reviewed ? 'done' : 'closed',
    endedAt: by.now,
    openIssues: open.length,
    followedUpBy: open.length === 0 ? '' : (manager ?? stays.join(' and ')),
    ...(reviewed ? {} : { closedAt: by.now }),
  })
  for (const kind of [warnTimer, overTimer]) await cancelTimers(tx, { accountId: account.id, now: by.now, kind, subjectId: change.id })
  await happened(tx, account, by, change, 'end', { owners, said, issues: entries.filter(isIssue).length })
  await tell(tx, account, by, change, {
    to: 'both',
    subject: 'The window has ended',
    text: [
      said,
      ...open.map(
        ({ text, caseNumber, collected }) =>
          `Open: ${text}${caseNumber ? ` (${caseNumber})` : ''}${collected ? `. Collected for its cause: ${collected}` : ''}`,
      ),
      handover,
    ],
  })
  await deliverRecords(tx, account, by, change)
}

export type ReviewInput = {
  readonly result: string
  readonly verdict: 'met' | 'partly' | 'missed' | null
  readonly improvements: string
  readonly noneBecause: string
  /** Two small letters; left out, English. */
  readonly language?: string
  readonly changes: readonly { readonly text: string; readonly customer: string; readonly provider: string }[]
}

/** Looks back on the change beside its goal, and closes it (ISS-3.2.1, ISS-3.2.2a, ISS-3.2.2b). */
export async function review(tx: Tx, account: AccountRef, by: By, number: string, given: ReviewInput): Promise<void> {
  const change = await holdChange(tx, account, number, 'review')
  if (given.verdict === null) throw unprocessable('The review has no verdict (ISS-3.2.1)', { expected: 'met, partly or missed' })
  if (given.improvements === '' && given.noneBecause === '')
    throw unprocessable('The review says nothing of improvements (ISS-3.2.1)', { expected: 'improvements, or why none are appropriate' })
  const { language = 'en' } = given
  const { offering, request, book } = await termsOf(tx, account, change, by.now)
  const reason = judgePaperLanguage(offering, languageRuleOf(offering, book), {
    language,
    wanted: request.wanted.language,
    order: await agreedOrder(tx, account, request),
    exceptions: await listExceptions(tx, account.id, request.id),
    source: `review of ${number}`,
  })
  refuseBy([reason], 'The review cannot be delivered in this language')
  const [plan] = await store.listPlans(tx, account.id, change.id)
  const on = dayOf(account.zone, by.now)
  await happened(tx, account, by, change, 'review', {
    ...given,
    language,
    goal: plan?.content.goal ?? '',
    changes: given.changes.map((each) => ({ ...each, on })),
  })
  await store.patchChange(tx, account.id, change.id, { state: 'closed', closedAt: by.now })
  await tell(tx, account, by, change, {
    to: 'customer',
    subject: 'The review of the change is written',
    text: [`Goal: ${plan?.content.goal ?? ''}`, `Result: ${given.result}`, given.improvements],
  })
  await deliverRecords(tx, account, by, change)
}

/** Changes of plans that both sides agreed on in earlier reviews: offered to the next plan (ISS-3.2.2b). */
export async function offeredChanges(
  tx: Tx,
  account: AccountRef,
  change: ChangeRow,
): Promise<readonly { readonly text: string; readonly from: string }[]> {
  const earlier = await store.listChanges(tx, { accountCode: account.code, to: change.startsAt, limit: 20 })
  const found: { text: string; from: string }[] = []
  for (const each of earlier) {
    if (each.state !== 'closed' || each.id === change.id) continue
    const { review: held } = standingOf(await store.listEvents(tx, account.id, each.id))
    for (const { text } of held?.changes ?? []) found.push({ text, from: each.number })
  }
  return found.slice(0, 20)
}
