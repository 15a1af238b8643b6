import type { Charge } from '../../charges/line.ts'
import { plainMoney } from '../../charges/money.ts'
import { insertCharge } from '../../charges/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { type AccountRef, byOf, type Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { requireMissed } from '../missing/service.ts'
import { findRequest, happened, holdRequest, offeringOf, readersOf, tell } from '../service.ts'
import { decideProposal, insertProposal, listProposals } from './store.ts'

export { listProposals } from './store.ts'

/** Most proposals on one request. */
const mostProposals = 100

/** Somebody of the provider proposes what a duty that the customer missed costs; nothing is charged before another one approves it (MSP-5.r2). */
export async function proposeCharge(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  number: string,
  given: { readonly amount: number; readonly currency: string; readonly clause: string; readonly reason: string },
): Promise<void> {
  const by = byOf({ now, principal })
  const request = await holdRequest(tx, account, number, 'charge')
  const { clause, cited } = await requireMissed(tx, account, by, request, await offeringOf(tx, request), given.clause, 'is charged for')
  const before = await listProposals(tx, account.id, request.id)
  if (before.length >= mostProposals) throw conflict(`${mostProposals} charges were proposed for this already`)
  const clauses = [...new Set([clause, ...cited])]
  const proposal = { number: before.length + 1, amount: given.amount, currency: given.currency, reason: given.reason, clauses }
  await insertProposal(tx, account.id, request.id, {
    ...proposal,
    duty: clause,
    proposedBy: by.name,
    proposedById: by.personId,
    proposedAt: now,
  })
  await happened(tx, account, by, request, 'charge-proposed', {
    ...proposal,
    why: `${plainMoney(given.amount, given.currency)}: ${given.reason}`,
  })
  await tell(tx, account, by, request, {
    to: 'finance',
    subject: `A charge of ${plainMoney(given.amount, given.currency)} waits to be approved`,
    text: [
      `${by.name} proposes it for ${request.title}: ${given.reason} (${clauses.join(', ')}).`,
      'Somebody else than who proposed it approves it. The customer hears of it then, and no credits are touched.',
    ],
  })
}

/** A second person approves what was proposed, and the customer has it in writing with its line of the statement; or rejects it (MSP-5.r2, policy B57). */
export async function decideCharge(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  number: string,
  given: { readonly charge: number; readonly approve: boolean; readonly why: string },
): Promise<void> {
  const by = byOf({ now, principal })
  const request = await holdRequest(tx, account, number, 'decide-charge')
  const found = (await listProposals(tx, account.id, request.id)).find((each) => each.number === given.charge)
  if (!found) throw notFound('charge')
  if (found.state !== 'proposed') throw conflict('It was decided already', { found: `${found.state} by ${found.decidedBy}` })
  if (found.proposedById === by.personId)
    throw notPermitted('Whoever proposes a charge does not approve it', {
      found: by.name,
      expected: 'another person of the provider (MSP-5.r2, policy B57)',
      toDo: 'Ask a second person.',
    })
  if (!given.approve && given.why === '') throw badRequest('A rejection says why', { expected: 'why it is not charged' })
  if (given.approve && (await readersOf(tx, account, by, request, 'customer')).length === 0)
    throw unprocessable(`Nobody of the customer can be told (${found.clauses.join(', ')})`, {
      found: 'no contact who reads it',
      expected: 'a written notice of what is charged',
      toDo: 'Have the customer name a contact first.',
    })
  const money = plainMoney(found.amount, found.currency)
  const line = given.approve
    ? await insertCharge(tx, account.id, {
        about: { kind: 'request', id: request.id, number: request.number },
        kind: 'charge',
        day: dayOf(account.zone, now),
        amount: found.amount,
        currency: found.currency,
        time: null,
        clauses: found.clauses,
        by: by.name,
        proposedBy: found.proposedBy,
        at: now,
        counters: null,
        reason: found.reason,
      })
    : null
  await decideProposal(tx, account.id, request.id, found.number, { by: by.name, byId: by.personId, at: now, decision: given.why, line })
  const { amount, currency, clauses } = found
  await happened(tx, account, by, request, given.approve ? 'charge' : 'charge-rejected', {
    charge: found.number,
    ...(line === null ? {} : { line }),
    amount,
    currency,
    clauses,
    why: given.approve ? `${money}: ${found.reason}` : given.why,
  })
  if (line !== null)
    await tell(tx, account, by, request, {
      to: 'customer',
      subject: `${money} is charged`,
      text: [
        `${found.reason} (${clauses.join(', ')}).`,
        `Proposed by ${found.proposedBy}, approved by ${by.name}. It is line ${line} of the statement; your credits stay as they are.`,
      ],
    })
}

/** A line about a piece of work was taken back: it stands with the work, and the customer hears of it. */
export async function tellOfCounter(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  principal: Principal,
  line: Charge,
  counter: Charge,
): Promise<void> {
  const by = byOf({ now, principal })
  const request = await findRequest(tx, account.id, { id: line.about.id })
  if (!request) throw badRequest(`There is no request of line ${line.seq}`)
  const text = `Line ${line.seq} is taken back by line ${counter.seq}, ${plainMoney(counter.amount, line.currency)}: ${counter.reason}`
  await happened(tx, account, by, request, 'charge-corrected', { line: line.seq, by: counter.seq, why: text })
  await tell(tx, account, by, request, { to: 'customer', subject: 'A charge is taken back', text: [text] })
}
