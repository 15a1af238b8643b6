import type { Offering } from '../../catalog/offering.ts'
import { readOfferings } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { findDecision } from '../../decisions/service.ts'
import { findDevice } from '../../installed-base/service.ts'
import { listSoftware } from '../../installed-base/software/service.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, unprocessable } from '../../lib/problem.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { bookOf, written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append, listEvents, openCaseOnly } from '../service.ts'
import { contactsOf } from '../telling/service.ts'
import { tellPublic } from '../watching/service.ts'
import { answerOfClaim, barOfMarking, claimsOf, type Exclusion, evidenceWords, type Marking, mayBeFound, stands } from './exclusion.ts'
import * as store from './store.ts'

export { listExclusions } from './store.ts'

/** Most findings on one case. */
const mostFindings = 50

/** The service that a case was opened under, in the version that it was promised by; absent for a case that no service covers. */
export async function serviceOf(tx: Tx, found: Case): Promise<Offering | undefined> {
  const stamped = found.terms.clock?.offering
  const all = (await readOfferings(tx)).filter(({ code }) => code === (stamped?.code ?? found.offering))
  return all.find(({ version }) => version === stamped?.version) ?? all.at(-1)
}

export async function requireService(tx: Tx, found: Case): Promise<Offering> {
  const offering = await serviceOf(tx, found)
  if (offering) return offering
  throw conflict('No service covers this case, so none leaves a part of it out', { found: found.offering ?? 'no service' })
}

/** An engineer marks a part of a case as not served, with evidence. Nothing follows from it before a manager confirms (policy B43). */
export async function markExcluded(tx: Tx, account: AccountRef, found: Case, now: Instant, by: Principal, given: Marking): Promise<void> {
  openCaseOnly(found)
  const offering = await requireService(tx, found)
  const device = found.deviceId === null ? undefined : await findDevice(tx, account.id, { id: found.deviceId })
  const made = device?.kind === 'software' ? (await listSoftware(tx, account.id, [device.id])).get(device.id) : undefined
  const components = device?.kind === 'software' ? (made?.components ?? []) : null
  const bar = barOfMarking(offering, given, components, dayOf(account.zone, now))
  if (bar) throw unprocessable(bar.title, bar)
  const there = await store.listExclusions(tx, account.id, found.id)
  if (there.length >= mostFindings) throw conflict(`${mostFindings} parts of this case were marked`, { toDo: 'Settle those first.' })
  const exclusion = mayBeFound(offering).find(({ code }) => code === given.code)
  const { clauses, title } = exclusion as NonNullable<typeof exclusion>
  const number = there.length + 1
  await store.insertExclusion(tx, account.id, found.id, { ...given, number, clauses, by, at: now })
  await append(tx, found, now, by, {
    body: {
      kind: 'exclusion',
      act: 'marked',
      number,
      title,
      part: given.part,
      how: given.how,
      text: '',
      evidence: evidenceWords(given.evidence),
      clauses,
    },
    visibility: 'internal',
  })
  await written(tx, found, now, by, 'case.exclude', { number, code: given.code, how: given.how, clauses })
  const { confirmedBy } = (await bookOf(tx, account, now)).get('exclusion.handling')
  if (confirmedBy === 'nobody')
    await decide(tx, account, found, now, by, await find(tx, found, number), { confirm: true, reason: '', person: null })
}

async function find(tx: Tx, found: Case, number: number): Promise<Exclusion> {
  const all = await store.listExclusions(tx, found.accountId, found.id)
  const exclusion = all.find((each) => each.number === number)
  if (exclusion) return exclusion
  throw badRequest(`No part ${number} of this case was marked`, {
    found: String(number),
    expected: all.map((each) => each.number).join(', ') || 'a part that was marked; there is none',
  })
}

const anotherPerson = (exclusion: Exclusion, by: Principal) => {
  if (exclusion.markedById === by.personId)
    throw conflict('Whoever marked it does not decide about it (policy B43)', { found: by.name, expected: 'another manager' })
}

/** A manager, who is not the one who marked it, confirms that a part is not served, or says that it is. The first response stays owed. */
export async function confirmExcluded(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly number: number; readonly confirm: boolean; readonly reason: string },
): Promise<void> {
  openCaseOnly(found)
  const exclusion = await find(tx, found, given.number)
  if (exclusion.state !== 'marked') throw conflict(`It is ${exclusion.state} already`, { found: exclusion.decidedBy ?? '' })
  anotherPerson(exclusion, by)
  if (!given.confirm && given.reason === '') throw badRequest('Say why it is served', { found: 'no reason' })
  await decide(tx, account, found, now, by, exclusion, { ...given, person: by })
}

async function decide(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  exclusion: Exclusion,
  { confirm, reason, person }: { readonly confirm: boolean; readonly reason: string; readonly person: Principal | null },
): Promise<void> {
  const state = confirm ? 'confirmed' : 'not-confirmed'
  await store.decideExclusion(tx, found.accountId, found.id, exclusion.number, { state, by: person, at: now, text: reason })
  await happened(tx, account, found, now, by, exclusion, state, reason)
}

/** The customer disputes what was confirmed; a manager settles it (policy B43). */
export async function disputeExcluded(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly number: number; readonly reason: string },
): Promise<void> {
  const exclusion = await find(tx, found, given.number)
  if (!(await bookOf(tx, account, now)).get('exclusion.handling').customerMayDispute)
    throw conflict('What a manager confirmed stands (policy B43)', { toDo: 'Write to the desk on the case.' })
  // what the customer is not shown is not there for them
  if (exclusion.state === 'marked' || exclusion.state === 'not-confirmed')
    throw badRequest(`No part ${given.number} of this case was marked`)
  if (exclusion.state !== 'confirmed')
    throw conflict(`It is ${exclusion.state} already`, { expected: 'a part that was confirmed as not served' })
  await store.disputeExclusion(tx, account.id, found.id, exclusion.number, by.name, now, given.reason)
  await happened(tx, account, found, now, by, exclusion, 'disputed', given.reason)
}

/**
 * A manager settles a dispute, or has the part served all the same, with a reason. Neither is done by whoever marked it.
 */
export async function settleExcluded(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly number: number; readonly as: 'upheld' | 'lifted' | 'accepted'; readonly reason: string },
): Promise<void> {
  const exclusion = await find(tx, found, given.number)
  anotherPerson(exclusion, by)
  if (given.as === 'accepted' ? !stands(exclusion) : exclusion.state !== 'disputed')
    throw conflict(`It is ${exclusion.state}`, {
      expected: given.as === 'accepted' ? 'a part that is not served' : 'a part that the customer disputes',
    })
  await store.settleExclusion(tx, account.id, found.id, exclusion.number, { state: given.as, by, at: now, text: given.reason })
  await happened(tx, account, found, now, by, exclusion, given.as, given.reason)
}

async function happened(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  exclusion: Exclusion,
  act: 'confirmed' | 'not-confirmed' | 'disputed' | 'upheld' | 'lifted' | 'accepted',
  text: string,
): Promise<void> {
  const { number, part, how, clauses, code } = exclusion
  const offering = await serviceOf(tx, found)
  const title = offering?.exclusions.find((each) => each.code === code)?.title ?? code
  const evidence = act === 'confirmed' ? { evidence: evidenceWords(exclusion.evidence) } : {}
  await append(tx, found, now, by, {
    body: { kind: 'exclusion', act, number, title, part, how, text, clauses, ...evidence },
    visibility: act === 'not-confirmed' ? 'internal' : 'public',
  })
  await written(tx, found, now, by, `case.exclusion-${act}`, { number, reason: text })
  if (act === 'not-confirmed') return
  const words = {
    confirmed: how === 'charge' ? 'can be worked on at rates that you accept first' : 'is not served',
    disputed: 'is disputed by the customer',
    upheld: 'stays as it is: it is not served',
    lifted: 'is served after all',
    accepted: 'is served all the same',
  }[act]
  const lines = [
    `${part}: ${words}${text ? `. ${text}` : ''}`,
    `${title} (${clauses.join(', ')}). ${evidence.evidence ?? ''}`.trim(),
    ...(act === 'confirmed' ? ['Everything else of the case goes on as before. You may dispute this on the page of the case.'] : []),
  ]
  const readers = (await contactsOf(tx, account, found, now)).map(({ personId }) => personId)
  await tellPublic(tx, found, now, by, { event: 'exclusion', text: lines.join('\n\n') }, [...readers, found.ownerId])
}

/** A claim that the service leaves out is answered at once, with its clause (CSS-11.a, CSS-8.h3). */
export async function answerClaim(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly claim: string; readonly text: string },
): Promise<void> {
  openCaseOnly(found)
  const offering = await requireService(tx, found)
  const [first] = await listEvents(tx, found.accountId, found.id, false)
  const decided = await findDecision(tx, found.accountId, found.decisionId)
  const { act } = (decided?.question ?? {}) as { readonly act?: { readonly confirmations?: readonly string[] } }
  const confirmed = act?.confirmations?.includes('data-backed-up') === true
  const backup = confirmed && first ? { by: first.actorName, at: toIso(first.at) } : null
  const answer = answerOfClaim(offering, given.claim, backup)
  if (!answer)
    throw conflict(`${offering.code} does not say that it leaves this out`, {
      found: given.claim,
      expected: claimsOf(offering).join(', ') || 'a claim that a service names; this one names none',
      toDo: 'Write to the desk on the case; a person answers.',
    })
  await append(tx, found, now, by, {
    body: { kind: 'claim', act: given.claim, text: given.text, answer: answer.text, clauses: answer.clauses },
  })
  await tellPublic(tx, found, now, by, { event: 'exclusion', text: answer.text }, [found.requesterId, found.ownerId])
  await written(tx, found, now, by, 'case.claim', { claim: given.claim, clauses: answer.clauses })
}
