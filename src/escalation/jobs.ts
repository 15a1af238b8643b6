import { formatLocal } from '../calendar/local-time.ts'
import { appendEvent, findCase, lockCase, responseTimer } from '../cases/service.ts'
import { newId } from '../db/ids.ts'
import { audit, send } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import type { DueTimer, TimerHandlers } from '../jobs/runner.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { alertText } from './alert.ts'
import { insertEscalation } from './store.ts'

/** Who is alerted: people of the management team of the provider. */
export type Management = () => Promise<readonly { readonly name: string; readonly email: string; readonly zone: string }[]>

/** Timers of this slice. A response that is due and not there alerts management, once, in the timer's own transaction. */
export const escalationTimers = (management: Management): TimerHandlers => ({
  [responseTimer]: (tx, timer, now) => alertMissedResponse(tx, timer, now, management),
})

async function alertMissedResponse(tx: Tx, timer: DueTimer, now: Instant, management: Management): Promise<void> {
  await lockCase(tx, timer.accountId, { id: timer.subjectId })
  const found = await findCase(tx, timer.accountId, { id: timer.subjectId })
  // answered, withdrawn or due at another instant by now: nothing to alert
  if (!found || found.respondedAt !== null || found.closedAt !== null || found.dueAt !== timer.dueAt || found.response === 'none') return
  const told = await management()
  const { alert, clock } = found.terms
  const reason = 'no first response when it was due'
  const fresh = await insertEscalation(tx, timer.accountId, {
    id: newId(now),
    caseId: found.id,
    kind: 'missed-response',
    step: 1,
    dueAt: timer.dueAt,
    at: now,
    reason,
    clauses: alert.clauses,
    told: told.map((person) => person.email),
    raisedBy: 'clock',
  })
  if (!fresh) return
  const due = formatLocal(told[0]?.zone ?? 'UTC', timer.dueAt)
  const text = alertText({
    number: found.number,
    account: found.accountName,
    summary: found.summary,
    priority: found.priority,
    offering: found.offering,
    owner: found.ownerName,
    dueText: typeof due === 'string' ? due : toIso(timer.dueAt),
    wording: alert.wording,
    clauses: alert.clauses,
    targetMinutes: clock?.targets.find((target) => target.priority === found.priority)?.minutes ?? null,
  })
  await send(tx, {
    accountId: timer.accountId,
    now,
    kind: 'management-alert',
    subject: found.number,
    payload: { ...text, to: told.map(({ name, email }) => ({ name, email })), clauses: alert.clauses, dueAt: toIso(timer.dueAt) },
  })
  await appendEvent(
    tx,
    timer.accountId,
    found.id,
    {
      visibility: 'internal',
      at: now,
      loggedAt: now,
      actor: 'clock',
      actorName: 'Clock',
      body: { kind: 'escalation', step: 1, reason, told: told.map((person) => person.name), clauses: alert.clauses },
    },
    { response: 'missed', escalated_at: new Date(now) },
  )
  await audit(tx, {
    accountId: timer.accountId,
    now,
    actor: 'clock',
    action: 'escalation.alert',
    subject: found.number,
    detail: { dueAt: toIso(timer.dueAt), told: told.map((person) => person.email), clauses: alert.clauses },
  })
}
