import { localDate, resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { findDevice } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted } from '../../lib/problem.ts'
import { type Instant, type LocalDate, toIso } from '../../lib/time.ts'
import { listSites } from '../../parties/service.ts'
import { type By, dutiesOf, loansOf, type StandingLoan } from '../service.ts'
import { holdBook } from '../store.ts'
import { tellCustomer, tellStaff } from '../telling/service.ts'
import type { IncidentKind, LoanEvent, Money } from './loan.ts'
import { insertLoan, insertLoanEvent } from './store.ts'

/** The morning of the day on which a loan is due back, and the one after, where it stands; its subject is the loan. */
export const returnTimer = 'duty-loan-return'
const morning = '09:00'
const clauses = ['MSP-5.e1', 'MSP-5.e2', 'MSP-5.e3', 'MSP-5.e4', 'MSP-5.e5', 'MSP-5.e6']

export type NewLoan = {
  readonly contractId: string
  readonly engagementId: string | null
  readonly serial: string
  readonly what: string
  readonly purpose: string
  readonly siteId: string
  readonly contact: string
}

/** Equipment is to be lent to a site for a service that runs (MSP-5.e1). */
export async function recordLoan(tx: Tx, account: AccountRef, by: By, given: NewLoan): Promise<string> {
  await holdBook(tx, account.id, given.contractId)
  const { contract, offering, today } = await dutiesOf(
    tx,
    account,
    { contractId: given.contractId, engagementId: given.engagementId ?? undefined },
    by.now,
  )
  if (contract.state !== 'active') throw conflict(`${contract.number} is ${contract.state}`, { expected: 'an active contract' })
  if (today < contract.startsOn || today > contract.endsOn)
    throw conflict(`${contract.number} is not in force on ${today} (MSP-5.e1)`, {
      found: `${contract.startsOn} to ${contract.endsOn}`,
      expected: 'a service that runs on the day',
      toDo: 'Choose a contract that runs, or renew this one first.',
    })
  if (!offering.duties.some(({ fact }) => fact === 'loans-kept'))
    throw conflict(`${offering.code} lends no equipment`, {
      expected: 'a contract of a service whose description speaks of equipment that is lent',
      toDo: 'Choose another contract.',
    })
  if (await findDevice(tx, account.id, { serial: given.serial }))
    throw conflict("This serial stands in the customer's installed base (MSP-5.e2)", {
      found: given.serial,
      expected: 'equipment of the provider, which no list of the customer holds',
      toDo: 'Check the serial number on the label.',
    })
  if (!(await listSites(tx, account.id)).some(({ id }) => id === given.siteId)) throw notFound('site')
  const open = (await loansOf(tx, account, by.now)).find(
    ({ serial, state }) => serial === given.serial && state !== 'returned' && state !== 'written-off',
  )
  if (open) throw conflict('This serial is lent already', { found: `${open.serial} at ${open.site}`, toDo: 'Record its return first.' })
  const id = newId(by.now)
  await insertLoan(tx, account.id, { id, ...given, at: by.now, actor: by.actor })
  await note(tx, account, by, 'loan.record', given.serial, { contract: contract.number, site: given.siteId })
  return id
}

/** The loan as it stands, while nobody else writes about the duties of its contract. */
async function hold(tx: Tx, account: AccountRef, by: By, id: string): Promise<StandingLoan> {
  const known = (await loansOf(tx, account, by.now)).find((each) => each.id === id)
  if (!known) throw notFound('loan')
  await holdBook(tx, account.id, known.contractId)
  return (await loansOf(tx, account, by.now)).find((each) => each.id === id) as StandingLoan
}

async function write(
  tx: Tx,
  account: AccountRef,
  by: By,
  loan: StandingLoan,
  given: Pick<LoanEvent, 'kind'> & Partial<Pick<LoanEvent, 'text' | 'money' | 'incident' | 'refersTo' | 'happenedAt' | 'on'>>,
): Promise<string> {
  const id = newId(by.now)
  const happenedAt = given.happenedAt ?? by.now
  if (happenedAt > by.now) throw badRequest('It lies ahead', { found: toIso(happenedAt), expected: 'now or earlier' })
  await insertLoanEvent(tx, account.id, loan.id, {
    id,
    kind: given.kind,
    at: by.now,
    happenedAt,
    on: given.on ?? dayAt(loan.zone, happenedAt),
    actor: by.actor,
    text: given.text ?? '',
    money: given.money ?? null,
    incident: given.incident ?? null,
    refersTo: given.refersTo ?? null,
  })
  await note(tx, account, by, `loan.${given.kind}`, loan.serial, { money: given.money ?? null, text: given.text ?? '' })
  return id
}

const dayAt = (zone: string, at: Instant): LocalDate => {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`zone ${zone} is not known`)
  return day
}

const note = (tx: Tx, account: AccountRef, by: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject, detail: { ...detail, clauses } })

const isOut = (loan: StandingLoan) => {
  if (loan.risk !== 'customer')
    throw conflict('It is not at the customer’s', { found: loan.state, expected: 'a loan that was handed over and is not back' })
}

/** The receipt of the hand-over: from here the risk is the customer's. Its value is noted now, which saves a quarrel later (MSP-5.e3, MSP-5.e5, policy B59). */
export async function handOver(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  given: { readonly value: Money | null; readonly receivedAt: Instant | undefined; readonly receivedBy: string },
): Promise<void> {
  const loan = await hold(tx, account, by, id)
  if (loan.state !== 'recorded') throw conflict('It was handed over already', { found: loan.state })
  const rule = policyBook(dayOf(account.zone, by.now), await readOverrides(tx)).get('loan.return')
  if (given.value === null && rule.valueAtHandover === 'mandatory')
    throw badRequest('The value is missing', {
      expected: 'what it is worth, noted when it is handed over (MSP-5.e5, policy B59)',
      toDo: 'Enter amount and currency.',
    })
  await write(tx, account, by, loan, {
    kind: 'handed-over',
    money: given.value,
    text: `Received by ${given.receivedBy}`,
    ...(given.receivedAt === undefined ? {} : { happenedAt: given.receivedAt }),
  })
  const handed = await hold(tx, account, by, id)
  await setReturnTimers(tx, account, by.now, handed)
  await tellCustomer(tx, account, by.now, {
    about: loan.contract,
    subject: `Lent to you: ${loan.what} ${loan.serial} at ${loan.site}`,
    text: [
      `It stays the property of the provider; the risk is yours from its receipt until it is back (MSP-5.e2, MSP-5.e3).`,
      `Confirm on the page Duties that it stands in a secured area, and who may enter (MSP-5.e4). It is due back on ${handed.returnDue} or when the provider asks for it, whichever is earlier (MSP-5.e6).`,
    ].join('\n\n'),
  })
}

/** The customer confirms a secured area and who may enter it; before that the loan is not active (MSP-5.e4). */
export async function confirmLoan(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  { area, access }: { readonly area: string; readonly access: string },
): Promise<void> {
  const loan = await hold(tx, account, by, id)
  isOut(loan)
  if (by.side !== 'customer') throw notPermitted('The customer confirms where it stands', { toDo: 'Ask a contact of the account.' })
  await write(tx, account, by, loan, { kind: 'confirmed', text: `Area: ${area}. Who may enter: ${access}` })
}

/** The provider asks for it back: due that day at the site, overdue from the next (MSP-5.e6, policy B59). */
export async function askBack(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  { instructions }: { readonly instructions: string },
): Promise<void> {
  const loan = await hold(tx, account, by, id)
  isOut(loan)
  if (loan.returnDueBecause === 'request') throw conflict('It was asked for already', { found: `due back on ${loan.returnDue}` })
  await write(tx, account, by, loan, { kind: 'asked-back', text: instructions })
  const asked = await hold(tx, account, by, id)
  await setReturnTimers(tx, account, by.now, asked)
  await tellCustomer(tx, account, by.now, {
    about: loan.contract,
    subject: `Give back by ${asked.returnDue}: ${loan.what} ${loan.serial} at ${loan.site}`,
    text: `${instructions}\n\nIt is due back on ${asked.returnDue} (MSP-5.e6).`,
  })
}

/** The receipt of the return: the risk is the provider's again. */
export async function returnLoan(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  { text, returnedAt }: { readonly text: string; readonly returnedAt: Instant | undefined },
): Promise<void> {
  const loan = await hold(tx, account, by, id)
  isOut(loan)
  if (by.side !== 'provider') throw notPermitted('The provider gives the receipt of the return', { toDo: 'Wait for the receipt.' })
  if (returnedAt !== undefined && loan.riskFrom !== null && returnedAt < loan.riskFrom)
    throw badRequest('It came back before it was handed over', { found: toIso(returnedAt), expected: `after ${toIso(loan.riskFrom)}` })
  await write(tx, account, by, loan, { kind: 'returned', text, ...(returnedAt === undefined ? {} : { happenedAt: returnedAt }) })
}

/** Damage, loss or theft while it was in the customer's keeping (MSP-5.e5). */
export async function reportIncident(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  given: { readonly incident: IncidentKind; readonly text: string; readonly estimate: Money | null; readonly on: LocalDate | undefined },
): Promise<string> {
  const loan = await hold(tx, account, by, id)
  isOut(loan)
  const today = dayAt(loan.zone, by.now)
  const on = given.on ?? today
  const handed = dayAt(loan.zone, loan.riskFrom ?? by.now)
  if (on > today || on < handed)
    throw badRequest('It was not in the customer’s keeping on that day', { found: on, expected: `${handed} to ${today}` })
  const incident = await write(tx, account, by, loan, {
    kind: 'incident',
    incident: given.incident,
    text: given.text,
    money: given.estimate,
    on,
  })
  const letter = {
    about: loan.contract,
    subject: `${given.incident}: ${loan.what} ${loan.serial} at ${loan.site}`,
    text: `${given.text}\n\nReported by ${by.actor} for ${on}. The customer answers for it (MSP-5.e5); finance decides about a charge.`,
  }
  await tellStaff(tx, account, by.now, null, letter)
  if (by.side === 'provider') await tellCustomer(tx, account, by.now, letter)
  return incident
}

/** Somebody else than whoever reported it decides whether it is charged: a line of money, never a debit of credits (MSP-5.e5, policy B57). */
export async function settleIncident(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  given: { readonly incident: string; readonly charge: Money | null; readonly reason: string },
): Promise<void> {
  const loan = await hold(tx, account, by, id)
  const incident = loan.incidents.find((each) => each.id === given.incident)
  if (!incident) throw notFound('incident')
  if (incident.settled) throw conflict('It was settled already', { found: incident.settled.charged ? 'charged' : 'not charged' })
  if (incident.reportedBy === by.actor)
    throw conflict('Whoever reports an incident does not decide about it', { toDo: 'Ask a second person of finance.' })
  await write(tx, account, by, loan, {
    kind: given.charge === null ? 'not-charged' : 'charged',
    text: given.reason,
    money: given.charge,
    refersTo: given.incident,
  })
  await tellCustomer(tx, account, by.now, {
    about: loan.contract,
    subject: given.charge
      ? `Charged: ${given.charge.amount} ${given.charge.currency} for ${incident.kind} of ${loan.serial}`
      : `Not charged: ${incident.kind} of ${loan.serial}`,
    text: `${given.reason}\n\nDecided by ${by.actor} (MSP-5.e5).`,
  })
}

/** Sets the mornings on which people hear of a return; one that lies behind is not set. */
export async function setReturnTimers(tx: Tx, account: AccountRef, now: Instant, { id, zone, returnDue }: StandingLoan): Promise<void> {
  if (returnDue === null) return
  for (const day of [returnDue, addDays(returnDue, 1)]) {
    const dueAt = resolveLocal(zone, `${day}T${morning}`)
    if (typeof dueAt === 'number' && dueAt > now)
      await setTimer(tx, { accountId: account.id, now, kind: returnTimer, subjectId: id, dueAt })
  }
}

/** A loan is due back today, or was yesterday. What came back, or is due another day now, is left alone. */
export async function remindOfReturn(tx: Tx, account: AccountRef, now: Instant, id: string): Promise<void> {
  const loan = (await loansOf(tx, account, now)).find((each) => each.id === id)
  if (loan?.risk !== 'customer' || loan.returnDue === null) return
  const today = dayAt(loan.zone, now)
  if (today < loan.returnDue) return
  const late = loan.overdueSince !== null
  const letter = {
    about: loan.contract,
    subject: late
      ? `Overdue since ${loan.overdueSince}: ${loan.what} ${loan.serial} at ${loan.site}`
      : `Due back today: ${loan.what} ${loan.serial} at ${loan.site}`,
    text: `${loan.instructions || 'Ask the provider where it goes to.'}\n\nDue back on ${loan.returnDue} (MSP-5.e6). The risk stays the customer’s until it is back (MSP-5.e3).`,
  }
  await tellCustomer(tx, account, now, letter)
  if (late) await tellStaff(tx, account, now, null, letter)
}
