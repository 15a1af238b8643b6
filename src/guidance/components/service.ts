import type { Offering } from '../../catalog/offering.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, dayOf, findContract } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AttendedPeriod } from '../../duties/attendance.ts'
import { historyOf } from '../../duties/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listContacts } from '../../parties/service.ts'
import { type Component, componentsOf, freedOn, type NotObliged, notObliged } from './components.ts'

/** What is asked of the meetings, which stand beside this slice. */
export type MeetingsOf = (
  tx: Tx,
  account: AccountRef,
  now: Instant,
  contract: string,
) => Promise<{
  readonly meetings: readonly { readonly number: string; readonly title: string; readonly on: LocalDate; readonly state: string }[]
  readonly attendance: readonly AttendedPeriod[]
  readonly taught: readonly string[]
}>

/** Duties that the service depends on, with their clauses (SSM-4.a). */
const conditions = [
  { duty: 'primary-contact', clause: 'SSM-4.b1' },
  { duty: 'backup-contact', clause: 'SSM-4.b2' },
  { duty: 'attend-meetings', clause: 'SSM-4.c' },
] as const

export type ServiceParts = {
  readonly contract: Contract
  readonly mark: string
  readonly components: readonly Component[]
  readonly notObliged: readonly NotObliged[]
  readonly meetings: readonly {
    readonly number: string
    readonly title: string
    readonly on: LocalDate
    readonly state: string
    readonly freedBy: readonly string[]
  }[]
}

/** Whether a service is a support manager's, with its seven parts. */
export const hasParts = ({ deliverables }: Pick<Offering, 'deliverables'>): boolean =>
  deliverables.some(({ code }) => code === 'seven-parts')

/** The parts of a support manager's service, and when the provider was not obliged to give them (SSM-3.p1, SSM-4.a). */
export async function readParts(tx: Tx, account: AccountRef, now: Instant, meetingsOf: MeetingsOf, number: string): Promise<ServiceParts> {
  const contract = await findContract(tx, account.id, number.toUpperCase())
  const offering = soldWith(await readOfferings(tx), contract)
  if (contract?.kind !== 'service') throw notFound('service contract')
  if (!offering || !hasParts(offering))
    throw badRequest('This service has no such parts', { found: contract.service, expected: 'a contract for a support manager' })
  const today = dayOf(account.zone, now)
  const { parts, mark } = policyBook(today, await readOverrides(tx)).get('ssm.undescribed')
  const { meetings, attendance } = await meetingsOf(tx, account, now, contract.number)
  const waived = []
  for (const { duty, clause } of conditions)
    for (const event of await historyOf(tx, account, { contractId: contract.id, engagementId: null, duty }))
      if (event.kind === 'waived' && event.until !== null) waived.push({ clause, from: event.on, until: event.until })
  const spans = notObliged({
    from: contract.startsOn,
    until: contract.endsOn,
    today,
    offering: offering.code,
    contacts: await listContacts(tx, account.id),
    attendance,
    waived,
  })
  return {
    contract,
    mark,
    components: componentsOf(offering, parts),
    notObliged: spans,
    meetings: meetings.map((each) => ({ ...each, freedBy: freedOn(spans, each.on) })),
  }
}
