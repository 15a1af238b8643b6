import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { type By, type ContractDuties, dutiesOf, type EngagementDuties } from '../service.ts'
import { barredOf, type Cost, type Participant } from './participant.ts'
import * as store from './store.ts'

type Work = { readonly contractId: string; readonly engagementId: string }
type Found = ContractDuties & { readonly own: EngagementDuties }

async function workOf(tx: Tx, account: AccountRef, work: Work, now: Instant): Promise<Found> {
  const found = await dutiesOf(tx, account, work, now)
  if (!found.own) throw notFound('engagement')
  return { ...found, own: found.own }
}

/** Clauses of the duties or limits of a service, by their codes; the code of the service where it has none of them. */
const clausesOf = ({ offering }: Pick<ContractDuties, 'offering'>, ...codes: readonly string[]): string =>
  [...offering.duties, ...offering.limits].flatMap(({ code, clauses }) => (codes.includes(code) ? clauses : [])).join(', ') || offering.code

export type Taking = {
  /** Who answers for the third parties and the customer's side: the ordering party, or the end user where nobody else ordered (policy B54). */
  readonly customer: { readonly code: string; readonly name: string }
  /** The end user, where another party ordered: it takes part like the others (MSP-5.f1). */
  readonly endUser: { readonly code: string; readonly name: string } | null
  readonly items: readonly Participant[]
}

/** Who takes part in a piece of work, and who answers for them. */
export async function participantsOf(tx: Tx, account: AccountRef, work: Work, now: Instant): Promise<Taking> {
  const { contract } = await workOf(tx, account, work, now)
  const own = { code: account.code, name: account.name }
  const orderer = contract.terms.orderedBy
  return { customer: orderer ?? own, endUser: orderer ? own : null, items: await store.listParticipants(tx, account.id, work.engagementId) }
}

export type NewParticipant = Pick<Participant, 'kind' | 'name' | 'email' | 'part' | 'coordinator' | 'certificate'> & {
  readonly owner: 'customer' | 'provider'
}

/** Names somebody who takes part. Third parties are the customer's to bring and to coordinate, never the provider's (MSP-5.f1, MSP-5.p, ISS-4.i2). */
export async function addParticipant(
  tx: Tx,
  account: AccountRef,
  by: By,
  work: Work,
  { owner, ...given }: NewParticipant,
): Promise<Participant> {
  const found = await workOf(tx, account, work, by.now)
  if (found.own.engagement.endedOn !== null) throw conflict('The work has ended', { found: `on ${found.own.engagement.endedOn}` })
  if (owner === 'provider')
    throw unprocessable(`The provider does not answer for third parties (${clausesOf(found, 'third-parties', 'other-suppliers')})`, {
      found: 'the provider as owner',
      expected: found.contract.terms.orderedBy?.name ?? account.name,
      toDo: 'Leave the owner out: it is the customer.',
    })
  const held = await store.listParticipants(tx, account.id, work.engagementId)
  if (held.some(({ name, kind, endedOn }) => endedOn === null && kind === given.kind && name.toLowerCase() === given.name.toLowerCase()))
    throw conflict(`${given.name} takes part already`, { toDo: 'Nothing is left to do.' })
  const id = newId(by.now)
  await store.insertParticipant(tx, account.id, { ...given, id, engagementId: work.engagementId, at: by.now, actor: by.actor })
  await note(tx, account, by, 'duty-participant.add', found.contract.number, { name: given.name, kind: given.kind, part: given.part })
  return participant(tx, account, work, id)
}

/** Somebody takes no part any more; what was said of them stays. */
export async function endParticipant(tx: Tx, account: AccountRef, by: By, work: Work, id: string): Promise<Participant> {
  const { contract, today } = await workOf(tx, account, work, by.now)
  const { name, endedOn } = await participant(tx, account, work, id)
  if (endedOn !== null) throw conflict(`${name} takes no part any more`, { found: `since ${endedOn}` })
  await store.endParticipant(tx, account.id, id, today)
  await note(tx, account, by, 'duty-participant.end', contract.number, { name })
  return participant(tx, account, work, id)
}

/** Says whether somebody shows the skill that work on the vendor's products needs (MSP-5.h2). */
export async function assessSkill(
  tx: Tx,
  account: AccountRef,
  by: By,
  work: Work,
  id: string,
  given: { readonly passed: boolean; readonly note: string },
): Promise<Participant> {
  const found = await workOf(tx, account, work, by.now)
  const { name, kind, endedOn } = await participant(tx, account, work, id)
  if (endedOn !== null)
    throw conflict(`${name} takes no part any more`, {
      found: `since ${endedOn}`,
      toDo: 'Have the person named anew, then say it of that entry.',
    })
  if (kind !== 'person')
    throw badRequest('Skill is shown by people', { found: name, expected: 'a person', toDo: 'Name the person who does the work.' })
  await store.insertSkill(tx, account.id, newId(by.now), id, { ...given, on: found.today, actor: by.actor, at: by.now })
  await note(tx, account, by, 'duty-participant.assess', found.contract.number, {
    name,
    passed: given.passed,
    clauses: clausesOf(found, 'suitable-skill'),
  })
  return participant(tx, account, work, id)
}

/** Writes what a third party costs. The provider bears it by a written agreement alone, and its own people say that there is one (MSP-5.f2). */
export async function writeCost(
  tx: Tx,
  account: AccountRef,
  by: By,
  work: Work,
  id: string,
  given: Omit<Cost, 'id'>,
): Promise<Participant> {
  const found = await workOf(tx, account, work, by.now)
  const { name, kind } = await participant(tx, account, work, id)
  if (kind !== 'third-party') throw badRequest('Only third parties have costs here', { found: name, expected: 'a third party' })
  if (given.borneBy === 'provider' && given.agreement === '')
    throw unprocessable(
      `The provider bears no cost of third parties unless it agreed to in writing (${clausesOf(found, 'third-party-costs')})`,
      {
        found: `${given.what}, borne by the provider without an agreement`,
        expected: 'the number of a written agreement, or the customer as who bears it',
        toDo: 'Name the agreement, or let the customer bear it.',
      },
    )
  if (given.borneBy === 'provider' && by.side !== 'provider')
    throw notPermitted(`The provider’s people write what the provider bears (${clausesOf(found, 'third-party-costs')})`, {
      found: `${given.what}, borne by the provider by ${given.agreement}`,
      expected: 'the customer as who bears it',
      toDo: `Send ${given.agreement} to the provider, who writes the cost.`,
    })
  await store.insertCost(tx, account.id, id, { ...given, id: newId(by.now), at: by.now, actor: by.actor })
  await note(tx, account, by, 'duty-participant.cost', found.contract.number, { name, ...given })
  return participant(tx, account, work, id)
}

/** Refuses people who were found not to show the skill that the work needs (MSP-5.h2). */
export async function requireSkill(
  tx: Tx,
  account: AccountRef,
  engagementId: string,
  people: readonly { readonly name: string; readonly email?: string }[],
  clauses: readonly string[],
): Promise<void> {
  if (clauses.length === 0) return
  const [barred] = barredOf(await store.listParticipants(tx, account.id, engagementId), people)
  if (!barred?.skill) return
  throw unprocessable(`${barred.name} does nothing technical in this work (${clauses.join(', ')})`, {
    found: `assessed on ${barred.skill.on} by ${barred.skill.actor}: ${barred.skill.note}`,
    expected: 'somebody who shows suitable skill',
    toDo: 'Name somebody else, or ask for another assessment.',
  })
}

async function participant(tx: Tx, account: AccountRef, work: Work, id: string): Promise<Participant> {
  const found = (await store.listParticipants(tx, account.id, work.engagementId)).find((each) => each.id === id)
  if (!found) throw notFound('participant')
  return found
}

const note = (tx: Tx, account: AccountRef, by: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject, detail })
