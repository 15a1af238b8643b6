import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { waitForCustomer, workedOnOnly, written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { append, listEvents } from '../service.ts'
import { tellPublic } from '../watching/service.ts'

/** Gives a text of the customer back that is not in the language of the service; nothing of it is lost, and nothing it asked waits longer than before (CSS-8.e2). */
export async function returnText(tx: Tx, found: Case, now: Instant, by: Principal, seq: number): Promise<void> {
  workedOnOnly(found)
  const { language } = found.terms
  if (!language)
    throw conflict('The service of this case names no language', {
      found: found.offering ?? 'no service',
      toDo: 'Answer as it is written.',
    })
  const events = await listEvents(tx, found.accountId, found.id, true)
  const text = events.find((each) => each.seq === seq)?.body
  const theirs = text?.kind === 'opened' || (text?.kind === 'message' && text.from === 'customer')
  if (!theirs)
    throw badRequest('Only a text of the customer is given back', {
      found: text?.kind ?? `nothing at ${seq}`,
      expected: 'a message of the customer',
    })
  if (events.some(({ body }) => body.kind === 'returned' && body.seq === seq)) throw conflict('It was given back already')
  const clause = language.clauses.at(-1)
  const reason = `Please write this again in ${language.title}: it is the language of the service (${clause}). What you wrote stays on the case.`
  await append(tx, found, now, by, { body: { kind: 'returned', seq, text: reason, clauses: language.clauses } })
  await waitForCustomer(tx, found, now, by, `a text in ${language.title} is awaited`)
  await tellPublic(tx, found, now, by, { event: 'returned', text: reason }, [found.requesterId])
  await written(tx, found, now, by, 'case.return-text', { seq, clauses: language.clauses })
}
