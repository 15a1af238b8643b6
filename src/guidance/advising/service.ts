import { findCase } from '../../cases/service.ts'
import { followOpenCases } from '../../cases/watching/advisor/service.ts'
import type { Offering } from '../../catalog/offering.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { listAdvisors, type NamedAdvisor, nameAdvisor, requireAdvisor } from '../../contracts/advisor/service.ts'
import { type Contract, dayOf, findContract } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { tellCustomer } from '../../duties/telling/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { playsFor, playsOn } from '../../parties/contacts.ts'
import { listContacts, listPeople } from '../../parties/service.ts'
import { type AdviceDuty, type AdviceEntry, boardOf, clausesOfDuty, hasAdvisor, type Question } from './advice.ts'
import * as store from './store.ts'

export { listAdvice } from './store.ts'

type By = { readonly now: Instant; readonly principal: Principal }
export type Advised = { readonly contract: Contract; readonly offering: Offering; readonly today: LocalDate }

/** A contract of a service with a named advisor. */
export async function advised(tx: Tx, account: AccountRef, now: Instant, number: string): Promise<Advised> {
  const contract = await findContract(tx, account.id, number)
  const offering = soldWith(await readOfferings(tx), contract)
  if (contract?.kind !== 'service' || !offering) throw notFound('service contract')
  if (!hasAdvisor(offering))
    throw badRequest('This service has no advisor', { found: contract.service, expected: 'a contract of a service with a named advisor' })
  return { contract, offering, today: dayOf(account.zone, now) }
}

/** @throws conflict where a contract is over: its advisor begins nothing under it (ACP-10.p1) */
export function requireNotOver({ contract, today }: Pick<Advised, 'contract' | 'today'>): void {
  if (contract.state === 'cancelled' || contract.endsOn < today)
    throw conflict(`${contract.number} has ended (ACP-10.p1)`, {
      found: `its last day was ${contract.endsOn}`,
      expected: 'a contract that runs',
      toDo: 'Choose a contract that runs.',
    })
}

/** Names the advisor of a contract, who is it from today on; there is one at any time, so nobody is taken away without a successor (ACP-10.p1). */
export async function nameTheAdvisor(
  tx: Tx,
  account: AccountRef,
  { now, principal }: By,
  number: string,
  given: { readonly personId: string | null; readonly theatre: 'AMERICAS' | 'EMEA' | 'APAC' | undefined; readonly why: string },
): Promise<void> {
  const { contract, today } = await advised(tx, account, now, number)
  const person = given.personId === null ? null : await requireAdvisor(tx, given.personId)
  const before = contract.terms.advisor
  if (person === null)
    throw conflict('Name a new advisor (ACP-10.p1)', {
      found: `${before?.name ?? 'nobody'}, and no successor`,
      expected: 'one advisor at any time',
      toDo: 'Choose who takes over.',
    })
  requireNotOver({ contract, today })
  if (before?.personId === person.id) throw conflict(`${person.name} is the advisor already`, { toDo: 'Nothing is left to do.' })
  const theatre = given.theatre ?? person.theatre ?? account.theatre
  const by = { now, actor: actorOf(principal) }
  const advisor = { name: person.name, theatre: theatre as NamedAdvisor['theatre'], zone: person.zone, personId: person.id }
  await nameAdvisor(tx, account, by, contract, advisor, { on: today, why: given.why })
  await followOpenCases(tx, account.id, contract.id, now, principal)
  await tellCustomer(tx, account, now, {
    about: contract.number,
    subject: `Your advisor is ${person.name}`,
    text: `From ${today} on ${person.name} (${theatre}, ${person.zone}) is the advisor of contract ${contract.number}${before ? ` in place of ${before.name}` : ''} (ACP-10.p1).${given.why === '' ? '' : `\n\n${given.why}`}`,
  })
}

export type Logged = {
  readonly duty: AdviceDuty
  readonly text: string
  readonly on: LocalDate | undefined
  readonly case: string | null
  readonly question: (Omit<Question, 'asker' | 'named'> & { readonly asker: string; readonly fault: boolean }) | null
}

/** Writes down what an advisor did, on a day of the contract; also later, of a day that it ran. A fault is no question: it is reported as a case (ACP-9.p8, ACP-15.p1). */
export async function logAdvice(tx: Tx, account: AccountRef, { now, principal }: By, number: string, given: Logged): Promise<void> {
  const { contract, offering, today } = await advised(tx, account, now, number)
  const on = given.on ?? today
  const last = [contract.endsOn, today].toSorted()[0] as LocalDate
  if (on > last || on < contract.startsOn)
    throw badRequest(`The advisor did nothing under ${contract.number} on that day (${clausesOfDuty(offering, given.duty).join(', ')})`, {
      found: on,
      expected: `${contract.startsOn} to ${last}`,
      toDo: 'Give the day on which it was done.',
    })
  if (given.case !== null && !(await findCase(tx, account.id, { number: given.case }))) throw notFound('case')
  const question = given.question === null ? null : await questionOf(tx, account, contract, on, given)
  await store.insertAdvice(tx, account.id, contract.id, {
    duty: given.duty,
    text: given.text,
    on,
    case: given.case,
    question,
    by: principal.name,
    actor: actorOf(principal),
    at: now,
  })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(principal),
    action: 'advice.log',
    subject: contract.number,
    detail: { duty: given.duty, on, case: given.case, asked: question?.asker ?? null },
  })
  if (question && !question.named)
    await tellCustomer(tx, account, now, {
      about: contract.number,
      subject: `${question.asker} asked your advisor and is not a named contact`,
      text: `${question.question}\n\n${question.answer}\n\nQuestions come through the named contacts of contract ${contract.number} (ACP-16.p4): this one is handed on to you.`,
    })
}

async function questionOf(tx: Tx, account: AccountRef, contract: Contract, on: LocalDate, { duty, question }: Logged): Promise<Question> {
  if (question === null) throw new Error('there is no question')
  if (duty !== 'e')
    throw badRequest('A question belongs to passing knowledge on (ACP-15.p1)', { found: `duty ${duty}`, expected: 'duty e' })
  const { fault, asker: id, ...rest } = question
  if (fault)
    throw conflict('A fault is reported as a case (ACP-9.p8)', {
      found: 'a fault, told to the advisor',
      expected: 'a question about a product',
      toDo: 'Ask the customer to open a case by telephone or in the portal: its clock begins there.',
    })
  const person = (await listPeople(tx, account.id)).find((each) => each.id === id)
  if (!person) throw notFound('person')
  const named = (await listContacts(tx, account.id)).some(
    (each) => each.personId === person.id && each.role === 'named' && playsFor(each, contract.service) && playsOn(each, on),
  )
  return { ...rest, asker: person.name, named }
}

export type Board = {
  readonly contract: Contract
  readonly advisors: readonly NamedAdvisor[]
  readonly duties: ReturnType<typeof boardOf>
  readonly entries: readonly AdviceEntry[]
}

/** Who the advisor is and was, and what was done under each of the five duties in a time; the whole term where none is given (ACP-10.a-e). */
export async function adviceOf(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  number: string,
  asked: { readonly from?: LocalDate | undefined; readonly to?: LocalDate | undefined },
): Promise<Board> {
  const { contract, offering } = await advised(tx, account, now, number)
  const period = { from: asked.from ?? contract.startsOn, to: asked.to ?? contract.endsOn }
  const entries = await store.listAdvice(tx, account.id, contract.id, period)
  return { contract, advisors: await listAdvisors(tx, account.id, contract.id), duties: boardOf(offering, entries), entries }
}
