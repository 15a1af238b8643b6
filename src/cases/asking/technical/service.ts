import { resolveLocal } from '../../../calendar/local-time.ts'
import { dayOf } from '../../../contracts/service.ts'
import { servingContacts } from '../../../contracts/serving/service.ts'
import { setTimer } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { type AccountRef, type Principal, theClock } from '../../../lib/principal.ts'
import type { Instant } from '../../../lib/time.ts'
import { findAccount } from '../../../parties/service.ts'
import type { Case } from '../../case.ts'
import { findCase, lockCase } from '../../service.ts'
import { technicalContactOf } from '../item.ts'
import { askFor, end, goOn } from '../service.ts'
import { casesAwaitingNames, listAsks } from '../store.ts'

/** The timer of a case whose technical contact begins on a day to come. */
export const technicalTimer = 'technical-contact-begins'

/** What a case says about its technical contact now; null where its service asks for none (CSS-8.a2). */
export async function technicalContactNow(tx: Tx, account: AccountRef, found: Case, now: Instant) {
  if (!found.terms.technicalContact) return null
  return technicalContactOf(found, await servingContacts(tx, account), dayOf(account.zone, now))
}

/**
 * Makes a case wait for a technical contact while nobody plays the part, and go on by itself when somebody does (CSS-8.a2).
 * @param anew also after somebody said that none is needed: what the case is has changed since
 */
export async function followTechnicalContact(tx: Tx, of: Case, now: Instant, by: Principal, anew = false): Promise<void> {
  if (!of.terms.technicalContact) return
  const found = await findCase(tx, of.accountId, { id: of.id })
  const account = found && (await findAccount(tx, { id: found.accountId }))
  if (!found || !account) return
  const contacts = await servingContacts(tx, account)
  const today = dayOf(account.zone, now)
  const rule = technicalContactOf(found, contacts, today)
  if (!rule) return
  const asks = await listAsks(tx, account.id, found.id)
  const last = asks.findLast(({ item }) => item === 'technical-contact')
  if (rule.waits && last?.state !== 'open' && (anew || last?.state !== 'dropped')) {
    await askFor(tx, account, found, now, theClock(), { item: 'technical-contact', what: rule.toDo, reason: 'performance', dueOn: today })
  } else if (!rule.waits && last?.state === 'open') {
    const given = rule.named
      ? ({ state: 'received', text: 'A technical contact is named.', file: null } as const)
      : ({ state: 'dropped', text: `A ${found.priority} does not wait for a name.`, file: null } as const)
    await end(tx, account, found, now, by, last, given)
    await goOn(tx, found, now, by)
  }
  const begins = contacts.flatMap(({ role, startsOn }) => (role === 'technical' && startsOn > today ? [startsOn] : [])).toSorted()[0]
  const dueAt = begins === undefined || !rule.waits ? undefined : resolveLocal(account.zone, `${begins}T00:00`)
  if (typeof dueAt === 'number') await setTimer(tx, { accountId: account.id, now, kind: technicalTimer, subjectId: found.id, dueAt })
}

/** Somebody began or ended to play a part, or left: each open case that asks for a technical contact waits or goes on. */
export async function followTechnicalContacts(tx: Tx, account: AccountRef, now: Instant, by: Principal): Promise<void> {
  for (const id of await casesAwaitingNames(tx, account.id)) {
    if (!(await lockCase(tx, account.id, { id }))) continue
    const found = await findCase(tx, account.id, { id })
    if (found) await followTechnicalContact(tx, found, now, by)
  }
}
