import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { type Opened, type OpenInput, openCase } from '../opening/service.ts'
import { append, type Case, findCase, listEvents } from '../service.ts'
import { caseStates } from '../states.ts'
import { insertLink } from '../store.ts'

export type SplitInput = Pick<OpenInput, 'summary' | 'priority' | 'serial' | 'kind' | 'confirmations' | 'approval'> & {
  /** The entry of the history that asks the other question. */
  readonly seq: number
}

/**
 * Opens a case of its own for a question that was asked on this one. It is judged like any other; its clock runs from when the
 * customer wrote the question, not from when somebody noticed that it was another one (policy B27). Nothing is moved: both histories
 * name the other case.
 * @throws when the entry is no public message of the customer
 */
export async function splitCase(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  { seq, ...input }: SplitInput,
): Promise<Opened> {
  if (!caseStates[found.state].open)
    throw conflict(`${found.number} is closed`, { toDo: 'Reopen it first, or open a new case for the question.' })
  const event = (await listEvents(tx, found.accountId, found.id, true)).find((each) => each.seq === seq)
  const body = event?.body
  if (!event || body?.kind !== 'message' || body.from !== 'customer')
    throw badRequest('Only what the customer wrote becomes a case of its own', {
      found: event ? `entry ${seq} is ${body?.kind}` : `there is no entry ${seq}`,
      expected: 'the number of a message of the customer',
    })
  const opened = await openCase(tx, account, now, by, {
    ...input,
    description: body.text,
    channel: found.channel,
    customerReference: found.customerReference,
    release: '',
    reportedAt: event.at,
    requesterId: found.requesterId,
  })
  if (opened.number === null) return opened
  const fresh = opened.opened?.case ?? (await findCase(tx, found.accountId, { number: opened.number }))
  if (!fresh) return opened
  await insertLink(tx, found.accountId, fresh.id, found.id, 'split', actorOf(by), now)
  await append(tx, found, now, by, { body: { kind: 'link', other: opened.number, as: 'split', seq } })
  await append(tx, fresh, now, by, { body: { kind: 'link', other: found.number, as: 'split-from', seq } })
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.split',
    subject: found.number,
    detail: { into: opened.number, seq },
  })
  return opened
}
