import type { WorkCalendar } from '../calendar/calendar.ts'
import type { Offering } from '../catalog/offering.ts'
import { type PolicyBook, policyBook } from '../catalog/policy-book.ts'
import { readOverrides } from '../catalog/service.ts'
import { hoursAt } from '../contracts/hours/service.ts'
import { dayOf } from '../contracts/service.ts'
import { audit, send } from '../db/records.ts'
import { acrossAccounts, type Tx } from '../db/scope.ts'
import { dutiesOfAccount } from '../duties/service.ts'
import type { AccountRef, Principal } from '../lib/principal.ts'
import { conflict, notFound, unprocessable } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import { playsFor, playsOn } from '../parties/contacts.ts'
import { managerInMatrix } from '../parties/matrix/service.ts'
import { findAccount, findPrincipal, listAccounts, listContacts, listPeople } from '../parties/service.ts'
import type { RequestRow } from '../requests/request.ts'
import { findRequest, listRequests, offeringOf } from '../requests/service.ts'
import { customerReaders, type Reader } from '../requests/telling.ts'
import { type WindowRules, windowRules } from '../requests/window-rules.ts'
import type { By } from './by.ts'
import { type ChangeRow, type Move, mayMove, moves, stateTitles } from './change.ts'

export { type By, byItself } from './by.ts'

import { cite } from './citing.ts'
import { type Standing, standingOf } from './happened.ts'
import type { Plan } from './plan.ts'
import { type Item, readinessOf } from './readiness.ts'
import * as store from './store.ts'

/** A change, held until the transaction ends, with which this may be done now. */
export async function holdChange(tx: Tx, account: AccountRef, number: string, move: Move): Promise<ChangeRow> {
  const found = await store.findChange(tx, account.id, { number }, true)
  if (!found) throw notFound('change')
  if (!mayMove(found.state, move))
    throw conflict(`${number} is not where this can be done`, {
      found: stateTitles[found.state].toLowerCase(),
      expected: moves[move].map((state) => stateTitles[state].toLowerCase()).join(' or '),
      toDo:
        (move === 'log' || move === 'write') && (found.state === 'done' || found.state === 'closed')
          ? `The window is closed: what comes up now is followed up after it${cite(await offeringOf(tx, found), 'handover')}.${move === 'write' ? ' Open a case for it.' : ''}`
          : 'Reload, and look at what changed.',
    })
  return found
}

/** Writes what happened to a change, for people and for the audit trail. */
export async function happened(
  tx: Tx,
  account: AccountRef,
  by: By,
  change: Pick<ChangeRow, 'id' | 'number'>,
  kind: string,
  body: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await Promise.all([
    store.appendEvent(tx, account.id, change.id, { at: by.now, actor: by.actor, actorName: by.name, side: by.side, kind, body }),
    audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: `change.${kind}`, subject: change.number, detail: body }),
  ])
}

/** Somebody of the provider who may be assigned; undefined once they left. */
export const engineerOf = (tx: Tx, personId: string): Promise<Principal | undefined> =>
  acrossAccounts(tx, (wide) => findEngineer(wide, personId))

/** The same, for whoever looks across all customers already. */
export async function findEngineer(tx: Tx, personId: string): Promise<Principal | undefined> {
  const found = await findPrincipal(tx, { personId })
  return found?.accountKind === 'provider' && found.roles.includes('AE') ? found : undefined
}

export type Engineer = { readonly id: string; readonly name: string; readonly zone: string }

/** Everybody of the provider who stands by in windows. Works in the provider's scope. */
export async function listEngineers(tx: Tx): Promise<readonly Engineer[]> {
  const found: Engineer[] = []
  for (const { id } of await listAccounts(tx, 'provider'))
    for (const person of await listPeople(tx, id))
      if (person.status === 'active' && person.roles.includes('AE')) found.push({ id: person.id, name: person.name, zone: person.zone })
  return found
}

export type Terms = {
  readonly request: RequestRow
  readonly offering: Offering
  readonly rules: WindowRules
  readonly calendar: WorkCalendar
  readonly book: PolicyBook
}

/** The service of a change in the version that it was sold in, and the policies of today. */
export async function serviceOf(
  tx: Tx,
  account: AccountRef,
  change: Pick<ChangeRow, 'offering' | 'offeringVersion'>,
  now: Instant,
): Promise<Pick<Terms, 'offering' | 'book'>> {
  const [offering, overrides] = await Promise.all([offeringOf(tx, change), readOverrides(tx)])
  return { offering, book: policyBook(dayOf(account.zone, now), overrides) }
}

/** The same with its rules for windows, and the hours of the place where it is made. */
export async function termsOf(tx: Tx, account: AccountRef, change: ChangeRow, now: Instant): Promise<Terms> {
  const [request, { offering, book }] = await Promise.all([
    findRequest(tx, account.id, { id: change.requestId }),
    serviceOf(tx, account, change, now),
  ])
  if (!request) throw notFound('request')
  const rules = windowRules(offering, request.service, account.theatre, book)
  const calendar = await hoursAt(tx, offering, 'delivery', { country: change.country, theatre: account.theatre, zone: change.zone })
  if (!rules) throw conflict(`${request.title} is not about windows`)
  if (calendar?.kind !== 'calendar')
    throw unprocessable('The hours of the site cannot be told', { found: calendar?.message ?? 'no hours', toDo: 'Enter the calendar.' })
  return { request, offering, rules, calendar, book }
}

export type Whole = { readonly standing: Standing; readonly plan: Plan | undefined; readonly items: readonly Item[] }

/** What stands of a change now: what happened, the newest plan, and what is missing. */
export async function wholeOf(tx: Tx, account: AccountRef, change: ChangeRow, { request, offering }: Terms, now: Instant): Promise<Whole> {
  const standing = standingOf(await store.listEvents(tx, account.id, change.id))
  const [plan] = await store.listPlans(tx, account.id, change.id)
  const engineerHere = change.engineerId !== null && (await engineerOf(tx, change.engineerId)) !== undefined
  const [owed] = await dutiesOfAccount(tx, account, now, { contractId: request.contractId, engagementId: request.id })
  const duties = [...(owed?.items ?? []), ...(owed?.engagements[0]?.items ?? [])]
  const planFile = request.wanted.plan !== null && !offering.duties.some(({ code }) => code === 'change-plan')
  return { standing, plan, items: readinessOf(offering, { change, plan, standing, engineerHere, planFile, duties, now }) }
}

type Letter = {
  readonly to: 'customer' | 'provider' | 'both'
  readonly subject: string
  readonly text: readonly string[]
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly event: unknown }
}

/** Sends a letter about a change: to the engineer, else the teams; to the contacts of the plan, else those of the service. */
export async function tell(tx: Tx, account: AccountRef, by: By, change: ChangeRow, { to, subject, text, calendar }: Letter): Promise<void> {
  const readers = new Map<string, Reader>()
  if (to !== 'customer') {
    if (change.engineerId !== null) readers.set(change.engineerId, { personId: change.engineerId, name: change.engineerName })
    else readers.set('engineers', { team: 'engineers', name: 'Advanced Services engineers' })
    readers.set('managers', { team: 'service-managers', name: 'Service managers' })
  }
  if (to !== 'provider') {
    const [[plan], contacts] = await Promise.all([store.listPlans(tx, account.id, change.id), listContacts(tx, account.id)])
    const emails = [plan?.content.primary?.email, plan?.content.backup?.email].flatMap((each) => (each ? [each.toLowerCase()] : []))
    const people = emails.length > 0 ? await listPeople(tx, account.id) : []
    for (const { id, name, email } of people) if (emails.includes(email.toLowerCase())) readers.set(id, { personId: id, name })
    const today = dayOf(account.zone, by.now)
    const named = contacts.filter((each) => playsOn(each, today) && playsFor(each, change.offering))
    for (const reader of customerReaders(named, { personId: change.askedById, name: change.askedBy }))
      if ('personId' in reader) readers.set(reader.personId, reader)
  }
  if (readers.size === 0) return
  await send(tx, {
    accountId: account.id,
    now: by.now,
    kind: 'change-notice',
    subject: change.number,
    payload: {
      to: [...readers.values()],
      subject: `[${change.number}] ${subject}`,
      text: text.filter((line) => line !== '').join('\n\n'),
      ...(calendar ? { calendar: { ...calendar, at: by.now } } : {}),
    },
  })
}

export const accountOf = async (tx: Tx, id: string): Promise<AccountRef> => {
  const found = await findAccount(tx, { id })
  if (!found) throw new Error(`a timer of changes names the account ${id}, which is not there`)
  return found
}

/**
 * Who follows up on what is open after a window: whoever runs an onboarding of theirs, which may be the pool without anybody named (MSP-3.p2), or stands in
 * the contact matrix (ISS-3.1.4, MSP-3.1.3.p6).
 */
export async function managerOf(tx: Tx, account: AccountRef): Promise<string | undefined> {
  const open = await listRequests(tx, { accountCode: account.code, open: true, limit: 200 })
  const running = open.filter(({ service, state }) => service === 'SMO' && state === 'commenced')
  const [first] = running
  if (!first) return managerInMatrix(tx, account)
  return running.find(({ engineer }) => engineer !== '')?.engineer ?? `the service managers of ${first.number}`
}
