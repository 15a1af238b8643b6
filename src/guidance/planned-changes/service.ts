import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays } from '../../calendar/terms.ts'
import { findCase } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type ProactiveAdvice, proactiveAdvice } from '../../changes/proactive.ts'
import { type WindowAhead, windowsAhead } from '../../changes/watching/service.ts'
import { hoursAt } from '../../contracts/hours/service.ts'
import { type Contract, dayOf, findContract, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { tellCustomer, tellStaff } from '../../duties/telling/service.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { flagOf, type PlannedChange, type PlannedKind, plannedKinds, wantsProactiveCase } from './planned.ts'
import * as store from './store.ts'

type By = { readonly now: Instant; readonly principal: Principal }

/** The first good day for a case ahead of a change has come; its subject is the change. */
export const caseAheadTimer = 'planned-change-case'
const morning = '09:00'
/** How many days before a change it is told of where the working days of its year cannot be told yet: a week of working days. */
const daysUntold = 7
const clause = 'SSM-3.1.a7'

/** What is planned, with what is wrong and when a case ahead of it is best opened, or was. */
export type Weighed = PlannedChange & { readonly flag: 'proactive case missing' | null; readonly advice: ProactiveAdvice | null }

/** A contract whose service sees that cases are opened ahead of planned changes. */
async function manages(tx: Tx, account: AccountRef, number: string) {
  const contract = await findContract(tx, account.id, number.toUpperCase())
  if (contract?.kind !== 'service') throw notFound('service contract')
  return { contract, offering: await offeringOf(tx, contract) }
}

async function offeringOf(tx: Tx, contract: Contract) {
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering?.deliverables.some(({ clauses }) => clauses.includes(clause)))
    throw badRequest('This service keeps no register of planned changes', {
      found: contract.service,
      expected: `a contract for a support manager (${clause})`,
    })
  return offering
}

type About = Awaited<ReturnType<typeof manages>>

/** Tells of a change when a case ahead of it is best opened; null where the working days cannot be told. */
type Adviser = (change: Pick<PlannedChange, 'on' | 'opened'>) => ProactiveAdvice | null

/** Working days and policies are read once, however many changes are weighed with them. */
async function adviser(tx: Tx, account: AccountRef, { offering }: About, today: LocalDate): Promise<Adviser> {
  const calendar = await hoursAt(tx, offering, 'manager', account)
  if (!calendar || !('holidays' in calendar)) return () => null
  const book = policyBook(today, await readOverrides(tx))
  return ({ on, opened }) => {
    const advice = proactiveAdvice(calendar, book, { changeOn: on, today, openedOn: opened?.on ?? null })
    return 'kind' in advice ? null : advice
  }
}

/** The register of planned changes of a contract; both sides read it (SSM-3.1.a7). */
export async function plannedChanges(tx: Tx, account: AccountRef, now: Instant, number: string): Promise<readonly Weighed[]> {
  const about = await manages(tx, account, number)
  const adviceOn = await adviser(tx, account, about, dayOf(account.zone, now))
  const planned = await store.listPlanned(tx, account.id, { contractId: about.contract.id })
  return planned.map((change) => {
    const wanted = wantsProactiveCase(change.kind) && change.withdrawn === null
    return { ...change, flag: flagOf(change), advice: wanted ? adviceOn(change) : null }
  })
}

/** Windows that are to come while the contract runs, as their requests agreed on them: nobody enters them a second time. */
export async function windowsPlanned(tx: Tx, account: AccountRef, now: Instant, number: string): Promise<readonly WindowAhead[]> {
  const { contract } = await manages(tx, account, number)
  if (contract.state === 'cancelled') return []
  return (await windowsAhead(tx, account, now)).filter(({ on }) => contract.startsOn <= on && on <= contract.endsOn)
}

const note = (tx: Tx, account: AccountRef, { now, principal }: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now, actor: actorOf(principal), action, subject, detail: { ...detail, clause } })

/** Enters a change that is planned; where it wants a case ahead of it, both sides are reminded on the first good day, or at once; a week before, where holidays are not entered. */
export async function planChange(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly kind: PlannedKind; readonly title: string; readonly on: LocalDate },
): Promise<number> {
  const about = await manages(tx, account, number)
  const { contract } = about
  const today = dayOf(account.zone, by.now)
  if (given.on < today) throw badRequest('The change lies behind', { found: given.on, expected: `${today} or later` })
  if (given.on < contract.startsOn || given.on > contract.endsOn || contract.state === 'cancelled')
    throw badRequest(`${contract.number} does not run on that day`, {
      found: given.on,
      expected: `${contract.startsOn} to ${contract.endsOn}`,
    })
  const adviceOn = await adviser(tx, account, about, today)
  const wanted = wantsProactiveCase(given.kind)
  const advice = wanted ? adviceOn({ on: given.on, opened: null }) : null
  const place = Math.max(0, ...(await store.listPlanned(tx, account.id, { contractId: contract.id })).map((each) => each.number)) + 1
  const id = newId(by.now)
  await store.insertPlanned(tx, account.id, {
    ...given,
    id,
    contractId: contract.id,
    number: place,
    caseFrom: advice?.from ?? null,
    caseBy: advice?.to ?? null,
    plannedBy: by.principal.name,
    plannedAt: by.now,
  })
  await note(tx, account, by, 'planned-change.add', contract.number, { ...given, number: place })
  if (wanted) {
    const first = resolveLocal(account.zone, `${advice?.from ?? addDays(given.on, -daysUntold)}T${morning}`)
    if (typeof first === 'number')
      await setTimer(tx, {
        accountId: account.id,
        now: by.now,
        kind: caseAheadTimer,
        subjectId: id,
        dueAt: Math.max(by.now, first),
      })
  }
  return place
}

/** Both sides hear of a change whose first good day for a case has come and that has none, and the team that manages the service too. */
export async function remindOfCase(tx: Tx, account: AccountRef, now: Instant, id: string): Promise<void> {
  const [change] = await store.listPlanned(tx, account.id, { id })
  const contract = (await listContracts(tx, account.id)).find((each) => each.id === change?.contractId)
  const today = dayOf(account.zone, now)
  if (!change || !contract || flagOf(change) === null || change.on < today) return
  if (contract.state === 'cancelled' || contract.endsOn < today) return
  const adviceOn = await adviser(tx, account, { contract, offering: await offeringOf(tx, contract) }, today)
  const advice = adviceOn(change)
  const letter = {
    about: contract.number,
    subject: `Proactive case missing: ${change.title} on ${change.on}`,
    text: [
      `${plannedKinds[change.kind]}, planned by ${change.plannedBy}. ${advice?.words ?? ''}`.trim(),
      `Before upgrades and major changes a case is opened ahead, so that engineers are prepared (${clause}). Link it on the page Service management of the contract.`,
    ].join('\n\n'),
  }
  await tellCustomer(tx, account, now, letter)
  await tellStaff(tx, account, now, null, letter)
}

async function held(tx: Tx, account: AccountRef, contract: Contract, number: number): Promise<PlannedChange> {
  const found = (await store.listPlanned(tx, account.id, { contractId: contract.id })).find((each) => each.number === number)
  if (!found) throw notFound('planned change')
  if (found.withdrawn) throw conflict('It was withdrawn', { found: `by ${found.withdrawn.by}: ${found.withdrawn.why}` })
  return found
}

/** Links the case that was opened ahead of a change; late is a warning, never a refusal (SSM-3.1.a7n). */
export async function linkCaseAhead(tx: Tx, account: AccountRef, by: By, number: string, place: number, caseNumber: string): Promise<void> {
  const { contract } = await manages(tx, account, number)
  const change = await held(tx, account, contract, place)
  if (change.opened) throw conflict('It has its case already', { found: change.opened.case })
  const found = await findCase(tx, account.id, { number: caseNumber.toUpperCase() })
  if (found?.kind !== 'tech') throw badRequest('No such technical case in this account', { found: caseNumber })
  const on = dayOf(account.zone, found.createdAt)
  if (on > change.on)
    throw conflict('That case was opened after the change', {
      found: on,
      expected: `${change.on} or earlier`,
      toDo: 'Link the one that was opened ahead.',
    })
  await store.changePlanned(tx, account.id, change.id, { opened: { case: found.number, on } })
  await note(tx, account, by, 'planned-change.link-case', contract.number, { number: place, case: found.number })
}

/** A change that is not to be made after all. */
export async function withdrawPlanned(tx: Tx, account: AccountRef, by: By, number: string, place: number, why: string): Promise<void> {
  const { contract } = await manages(tx, account, number)
  const change = await held(tx, account, contract, place)
  await store.changePlanned(tx, account.id, change.id, { withdrawn: { by: by.principal.name, at: by.now, why } })
  await note(tx, account, by, 'planned-change.withdraw', contract.number, { number: place, why })
}
