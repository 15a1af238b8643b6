import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { requireSkill } from '../../duties/participants/service.ts'
import { rulesOf } from '../../duties/rules.ts'
import type { By as DutyBy } from '../../duties/service.ts'
import { notifyMiss, type Target, waiveDuty } from '../../duties/writing/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Neighbours } from '../../requests/gathering/service.ts'
import { offeringOf } from '../../requests/service.ts'
import type { ChangeRow } from '../change.ts'
import { cite } from '../citing.ts'
import { standingOf } from '../happened.ts'
import { type PlanContent, planProblems } from '../plan.ts'
import { itemCodes, stillMissing, waivable } from '../readiness.ts'
import { type By, happened, holdChange, type Terms, tell, termsOf, wholeOf } from '../service.ts'
import { insertPlan, listEvents, listPlans, patchChange } from '../store.ts'

/** Writes a further version of the plan; earlier ones stay. A change that was ready is looked at again. */
export async function writePlan(tx: Tx, account: AccountRef, by: By, number: string, after: number, content: PlanContent): Promise<void> {
  const change = await holdChange(tx, account, number, 'plan')
  const [newest] = await listPlans(tx, account.id, change.id)
  if ((newest?.version ?? 0) !== after)
    throw conflict('The plan was changed meanwhile', {
      found: `version ${newest?.version ?? 0}`,
      expected: `version ${after}`,
      toDo: 'Reload, and write your changes into the newest version.',
    })
  const fields = planProblems(content, await offeringOf(tx, change))
  if (fields.length > 0) throw badRequest('The plan contradicts itself', { found: fields.map(({ message }) => message).join('; '), fields })
  await requireSkilled(tx, account, change, content)
  await requireOwnWord(tx, by, change, { content, before: newest?.content })
  const version = (newest?.version ?? 0) + 1
  await insertPlan(tx, account.id, change.id, { version, content, writtenBy: by.name, writtenAt: by.now })
  await patchChange(tx, account.id, change.id, change.state === 'ready' ? { state: 'planned' } : {})
  await happened(tx, account, by, change, 'plan', { version })
}

/** Whoever was found not to show the skill is no technical contact of a window (MSP-5.h2). */
async function requireSkilled(tx: Tx, account: AccountRef, change: ChangeRow, { primary, backup }: PlanContent): Promise<void> {
  const { duties } = await offeringOf(tx, change)
  const clauses = duties.find(({ code }) => code === 'suitable-skill')?.clauses ?? []
  const people = [primary, backup].filter((each) => each !== null)
  await requireSkill(tx, account, change.requestId, people, clauses)
}

/**
 * Who may authorise changes of the network is said by the customer, or by who acts for it: the provider carries on what was said, and says it of nobody
 * itself (MSP-5.b4).
 */
async function requireOwnWord(
  tx: Tx,
  by: By,
  change: ChangeRow,
  { content, before }: { readonly content: PlanContent; readonly before: PlanContent | undefined },
): Promise<void> {
  const authority = (await offeringOf(tx, change)).duties.find(({ code }) => code === 'change-authority')
  if (by.side !== 'provider' || !authority) return
  const allowed = ({ primary, backup }: PlanContent) => [primary, backup].flatMap((each) => (each?.mayAuthorise ? [each] : []))
  const said = new Set((before ? allowed(before) : []).map(({ email, name }) => `${email.toLowerCase()} ${name}`))
  const own = allowed(content).filter(({ email, name }) => !said.has(`${email.toLowerCase()} ${name}`))
  if (own.length > 0)
    throw unprocessable(`Who may authorise changes is the customer’s to say (${authority.clauses.join(', ')})`, {
      found: own.map(({ name }) => name).join(', '),
      expected: 'a contact of whom the customer said so in the plan',
      toDo: 'Write the plan without it, and have the customer say it of them.',
    })
}

/** The plan was gone through together (ISS-1.p3). */
export async function reviewPlan(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  { version, people }: { readonly version: number; readonly people: readonly string[] },
): Promise<void> {
  const change = await holdChange(tx, account, number, 'review-plan')
  const [newest] = await listPlans(tx, account.id, change.id)
  if (!newest || newest.version !== version)
    throw conflict('Only the newest version can be gone through', {
      found: `version ${version}`,
      expected: `version ${newest?.version ?? 'none'}`,
    })
  await happened(tx, account, by, change, 'plan-review', { planVersion: version, people })
}

export type Preparation =
  | { readonly kind: 'access-test'; readonly passed: boolean; readonly note: string }
  | { readonly kind: 'answer'; readonly id: number; readonly text: string }
  | { readonly kind: 'in-place'; readonly id: number }
  | { readonly kind: 'case-ahead'; readonly case: string }
  | { readonly kind: 'cannot-meet'; readonly duty: string; readonly why: string }

/** What the customer, or somebody for it, says of its duties before the window. */
export async function prepare(
  tx: Tx,
  account: AccountRef,
  by: By,
  caseOf: Neighbours['caseOf'],
  number: string,
  given: Preparation,
): Promise<void> {
  const change = await holdChange(tx, account, number, 'prepare')
  if (given.kind === 'case-ahead') return linkCase(tx, account, by, caseOf, change, given.case)
  const standing = standingOf(await listEvents(tx, account.id, change.id))
  if (given.kind === 'answer' && !standing.asks.some(({ id, answeredAt }) => id === given.id && answeredAt === null))
    throw notFound('open question')
  if (given.kind === 'in-place' && !standing.conditions.some(({ id, inPlaceAt }) => id === given.id && inPlaceAt === null))
    throw notFound('open condition')
  if (given.kind === 'cannot-meet' && !itemCodes.includes(given.duty))
    throw badRequest('No such duty', { found: given.duty, expected: itemCodes.join(', ') })
  const { kind, ...body } = given
  await happened(tx, account, by, change, kind, body)
  if (given.kind === 'access-test' && !given.passed) await backToPlanned(tx, account, change)
  if (given.kind !== 'cannot-meet') return
  const miss = { reason: given.why, from: undefined }
  // the board tells the provider of a notice itself
  const told = await onBoard(tx, account, by, change, given.duty, (target) => notifyMiss(tx, account, target.by, target.duty, miss))
  if (!told)
    await tell(tx, account, by, change, {
      to: 'provider',
      subject: 'The customer will miss a duty',
      text: [`${given.duty}: ${given.why}`, `The change is at risk until it is met${cite(await offeringOf(tx, change), 'miss')}.`],
    })
}

/** The case that was opened ahead of a change; late is a warning, never a refusal (SSM-3.1.a7n, policy B73). */
async function linkCase(tx: Tx, account: AccountRef, by: By, caseOf: Neighbours['caseOf'], change: ChangeRow, number: string) {
  const found = await caseOf(tx, account, number.toUpperCase())
  if (found?.kind !== 'tech') throw badRequest('No such technical case in this account', { found: number })
  await happened(tx, account, by, change, 'case-ahead', { case: found.number, on: dayOf(change.zone, found.openedAt) })
}

export type Requirement =
  | { readonly kind: 'ask'; readonly topic: 'cooperation' | 'access' | 'consent' | 'information' | 'materials'; readonly text: string }
  | { readonly kind: 'condition'; readonly text: string; readonly source: 'product-documents' | 'user-guide' | 'recommendation' }
  | { readonly kind: 'waive'; readonly item: string; readonly why: string }
  | { readonly kind: 'hold'; readonly on: boolean; readonly why: string }

/** What the provider asks for, or lets go, before the window. */
export async function require(tx: Tx, account: AccountRef, by: By, number: string, given: Requirement): Promise<void> {
  const change = await holdChange(tx, account, number, 'prepare')
  if (given.kind === 'waive' && !waivable(given.item))
    throw badRequest('This cannot be waived', { found: given.item, expected: itemCodes.filter(waivable).join(', ') })
  const { kind, ...body } = given
  await happened(tx, account, by, change, kind, body)
  if (given.kind === 'waive')
    await onBoard(tx, account, by, change, given.item, (target) =>
      waiveDuty(tx, account, target.by, target.duty, { reason: given.why, until: target.day }),
    )
  if (given.kind !== 'waive') await backToPlanned(tx, account, change)
  if (given.kind === 'ask' || given.kind === 'condition')
    await tell(tx, account, by, change, {
      to: 'customer',
      subject: given.kind === 'ask' ? `Something is needed: ${given.topic}` : 'Something has to be in place',
      text: [given.text, 'The window is not ready before it is there.'],
    })
}

/**
 * What is said of a duty here stands on the board of duties as well: once, for the request of the window.
 * @returns false where the item is no duty of the customer
 */
async function onBoard(
  tx: Tx,
  account: AccountRef,
  by: By,
  change: ChangeRow,
  code: string,
  write: (target: { readonly by: DutyBy; readonly duty: Target; readonly day: LocalDate }) => Promise<unknown>,
): Promise<boolean> {
  const terms = await termsOf(tx, account, change, by.now)
  const { items } = await wholeOf(tx, account, change, terms, by.now)
  const item = items.find((each) => each.code === code)
  if (!item?.duty) return false
  const { contractId, id } = terms.request
  const once = terms.offering.duties.find((each) => each.code === item.duty?.code)
  const duty = { contractId, engagementId: once && rulesOf(once).per === 'engagement' ? id : null, duty: item.duty.code }
  const side = by.side === 'provider' ? 'provider' : 'customer'
  await write({
    by: { now: by.now, actor: by.actor, side },
    duty,
    day: later(dayOf(account.zone, by.now), dayOf(change.zone, change.endsAt)),
  })
  return true
}

const later = (one: LocalDate, other: LocalDate): LocalDate => (one > other ? one : other)

const backToPlanned = async (tx: Tx, account: AccountRef, { id, state }: { readonly id: string; readonly state: string }) => {
  if (state === 'ready') await patchChange(tx, account.id, id, { state: 'planned' })
}

/** Everything is there: refused with what is missing, and whose duty it is. */
export async function markReady(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const change = await holdChange(tx, account, number, 'ready')
  const terms = await termsOf(tx, account, change, by.now)
  requireReady(number, await wholeOf(tx, account, change, terms, by.now), terms)
  await patchChange(tx, account.id, change.id, { state: 'ready' })
  await happened(tx, account, by, change, 'ready')
  await tell(tx, account, by, change, { to: 'both', subject: 'Everything is there', text: ['The window can begin at its time.'] })
}

export function requireReady(
  number: string,
  { items }: Pick<Awaited<ReturnType<typeof wholeOf>>, 'items'>,
  { offering }: Pick<Terms, 'offering'>,
): void {
  const missing = stillMissing(items)
  if (missing.length === 0) return
  throw unprocessable(`${number} is not ready: ${missing.map(({ missing: what, clauses }) => `${what} (${clauses[0]})`).join('; ')}`, {
    found: missing.map(({ title, side }) => `${title}: duty of the ${side}`).join('; '),
    expected: `everything of the list, or a waiver of the provider with its reason${cite(offering, 'conditions')}`,
    toDo: 'Do what is missing, and try again.',
  })
}
