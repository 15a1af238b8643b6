import { zoneProblem } from '../../calendar/local-time.ts'
import { dayOf } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Engagement } from '../event.ts'
import { setReturnTimers } from '../loans/service.ts'
import { type By, dutiesOf, loansOf } from '../service.ts'
import { holdBook, insertEngagement, listEngagements, updateEngagement } from '../store.ts'

export type NewEngagement = Pick<Engagement, 'contractId' | 'kind' | 'title' | 'acts' | 'startsOn' | 'window' | 'leadId'> & {
  /** The caller's own id, such as that of a service request; made here where it has none. */
  readonly id?: string | undefined
  /** Zone of the site of a window; the account's where it is left out. */
  readonly zone?: string | undefined
}

/** Begins a piece of work under a contract: what is owed for each engagement is owed for this one from now on. */
export async function openEngagement(tx: Tx, account: AccountRef, by: By, given: NewEngagement): Promise<Engagement> {
  await holdBook(tx, account.id, given.contractId)
  const { contract, offering, today } = await dutiesOf(tx, account, { contractId: given.contractId }, by.now)
  if (contract.state !== 'active')
    throw conflict(`${contract.number} is ${contract.state}`, { expected: 'an active contract', toDo: 'Activate it first.' })
  const zone = given.zone ?? account.zone
  checkWindow(given, zone)
  const engagement: Engagement = {
    id: given.id ?? newId(by.now),
    contractId: given.contractId,
    kind: given.kind,
    title: given.title,
    acts: given.acts,
    openedOn: today,
    startsOn: given.startsOn,
    window: given.window,
    zone,
    endedOn: null,
    leadId: given.leadId,
  }
  await insertEngagement(tx, account.id, engagement, by.now)
  await note(tx, account, by, 'duty-engagement.open', contract.number, { title: given.title, acts: given.acts, service: offering.code })
  return engagement
}

function checkWindow({ kind, window }: Pick<Engagement, 'kind' | 'window'>, zone: string) {
  if (zoneProblem(zone)) throw badRequest('The zone is not known', { found: zone, expected: 'a zone such as Australia/Sydney' })
  if (window === null) return
  if (kind !== 'window') throw badRequest('Only a change window has a start and an end', { found: kind, toDo: 'Leave them out.' })
  if (window.endsAt <= window.startsAt) throw badRequest('The window ends before it starts', { expected: 'an end after the start' })
}

/** Moves a piece of work: another title, start, window or lead. Duties that are counted to the window are judged anew (ISS-4.b). */
export async function moveEngagement(
  tx: Tx,
  account: AccountRef,
  by: By,
  id: string,
  change: {
    readonly title?: string
    readonly startsOn?: LocalDate | null
    readonly window?: Engagement['window']
    readonly zone?: string
    readonly leadId?: string | null
  },
): Promise<void> {
  const found = await requireOpen(tx, account, by, id)
  checkWindow({ kind: found.kind, window: change.window ?? null }, change.zone ?? found.zone)
  await updateEngagement(tx, account.id, id, change)
  await note(tx, account, by, 'duty-engagement.move', found.title, change)
}

/** Ends a piece of work: nothing of it waits any longer, and what was lent for it is due back. */
export async function endEngagement(tx: Tx, account: AccountRef, by: By, id: string): Promise<void> {
  const found = await requireOpen(tx, account, by, id)
  await updateEngagement(tx, account.id, id, { endedOn: dayOf(account.zone, by.now) })
  await note(tx, account, by, 'duty-engagement.end', found.title, {})
  for (const loan of await loansOf(tx, account, by.now))
    if (loan.engagementId === id && loan.risk === 'customer') await setReturnTimers(tx, account, by.now, loan)
}

async function requireOpen(tx: Tx, account: AccountRef, by: By, id: string): Promise<Engagement> {
  const found = await findEngagement(tx, account, id)
  await holdBook(tx, account.id, found.contractId)
  const { endedOn } = await findEngagement(tx, account, id)
  if (endedOn !== null) throw conflict('It has ended', { found: `on ${endedOn}`, toDo: 'Open another one.' })
  await dutiesOf(tx, account, { contractId: found.contractId, engagementId: id }, by.now)
  return found
}

async function findEngagement(tx: Tx, account: AccountRef, id: string): Promise<Engagement> {
  const found = (await listEngagements(tx, account.id)).find((each) => each.id === id)
  if (!found) throw notFound('engagement')
  return found
}

const note = (tx: Tx, account: AccountRef, by: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject, detail })
