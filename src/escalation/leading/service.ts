import { advisorCalendar } from '../../cases/opening/service.ts'
import { append, type Case } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { offeringOn, readOfferings, readOverrides } from '../../catalog/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { audit, cancelTimers, send, setTimer } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { type AccountRef, theClock } from '../../lib/principal.ts'
import { type Instant, toIso } from '../../lib/time.ts'
import { type Lead, leadAt } from '../desk-hours.ts'
import type { Desk } from '../on-call/service.ts'
import { type EscalationRequest, updateRequest } from '../requests/store.ts'

/** The timer of an open escalation: the advisor's hours begin or end, and somebody else leads. */
export const leadTimer = 'escalation-lead'

const words = { desk: 'the escalation desk', advisor: 'the advisor' } as const

/** Who leads escalations of an account's service at an instant (policy B25). */
export async function whoLeads(tx: Tx, account: AccountRef, code: string | null, contract: string | null, now: Instant): Promise<Lead> {
  const today = dayOf(account.zone, now)
  const book = policyBook(today, await readOverrides(tx))
  const offering = code === null ? undefined : offeringOn(await readOfferings(tx), code, today)
  const calendar = offering && (await advisorCalendar(tx, account, offering, contract))
  return leadAt(book.get('desk.hours'), calendar, now)
}

/** Sets the clock for the next change of who leads; nothing where that never comes. */
export async function setLeadTimer(tx: Tx, accountId: string, id: string, now: Instant, { changesAt }: Lead): Promise<void> {
  await cancelTimers(tx, { accountId, now, kind: leadTimer, subjectId: id })
  if (changesAt !== null) await setTimer(tx, { accountId, now, kind: leadTimer, subjectId: id, dueAt: changesAt, rank: 3 })
}

/**
 * The hand-over between advisor and desk as the advisor's hours begin and end: who leads from now on is told what is open, what was
 * promised and by when, and whoever led has the copy (ACP-4.b, ACP-4.c, policies B25 and B26). Owner, level and reports stay as they are.
 */
export async function handOverLead(tx: Tx, account: AccountRef, found: Case, request: EscalationRequest, now: Instant, desk: Desk) {
  if (request.state !== 'open') return
  const next = await whoLeads(tx, account, found.offering, found.contract, now)
  await setLeadTimer(tx, account.id, request.id, now, next)
  if (next.lead === request.lead) return
  await updateRequest(tx, account.id, request.id, { lead: next.lead })
  await append(tx, found, now, theClock(), {
    body: {
      kind: 'escalation-request',
      number: request.number,
      act: 'lead',
      text: next.why,
      from: words[request.lead],
      to: words[next.lead],
    },
    visibility: 'internal',
  })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: 'clock',
    action: 'escalation.lead',
    subject: found.number,
    detail: { number: request.number, from: request.lead, to: next.lead },
  })
  const [leads, copied] = next.lead === 'advisor' ? (['advisors', 'escalation-desk'] as const) : (['escalation-desk', 'advisors'] as const)
  const text = [
    `${request.number} on ${found.number} (${found.priority}) of ${found.accountName} is led by ${words[next.lead]} from now on: ${next.why}.`,
    `Asked for by ${request.raisedBy} at ${toIso(request.raisedAt)}: ${request.reason}`,
    `Level ${request.level}, severity ${request.severity}, ${request.ownerName ? `owner ${request.ownerName}` : 'nobody owns it yet'}.`,
    `The next report to the customer is due at ${toIso(request.reportDueAt)}.`,
  ].join('\n')
  for (const [team, subject] of [
    [leads, `[${found.number}] ${request.number} is yours to lead: ${found.summary}`],
    [copied, `[${found.number}] Copy: ${request.number} is led by ${words[next.lead]}`],
  ] as const)
    await send(tx, {
      accountId: account.id,
      now,
      kind: 'alarm',
      subject: found.number,
      payload: {
        subject,
        text,
        to: (await desk.team(team)).map(({ id, name, email }) => ({ personId: id, name, email })),
        caseId: found.id,
        priority: found.priority,
      },
    })
}
