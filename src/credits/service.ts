import { localDate, resolveLocal } from '../calendar/local-time.ts'
import { addDays, daysBetween, deadlineAfter } from '../calendar/terms.ts'
import { builtInOfferings } from '../catalog/offerings/index.ts'
import { policyBook } from '../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../catalog/service.ts'
import { soldWith } from '../catalog/sold.ts'
import { accountFacts, listContracts, type Seller } from '../contracts/service.ts'
import { newId } from '../db/ids.ts'
import { audit, send, setTimer } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { refuseBy } from '../decisions/refusing.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { findAccount, listPeople, listQualifications } from '../parties/service.ts'
import { asksForFitness, judgePurchase } from './judge-purchase.ts'
import { type Debit, type Family, familyTitles, lotName, planDebit, spendable } from './ledger.ts'
import * as store from './store.ts'

export type CreditAccount = { readonly id: string; readonly code: string; readonly zone: string }
export type By = { readonly now: Instant; readonly actor: string }

/** The day at midnight after which what is left of a lot expires; its subject is the lot. */
export const expiryTimer = 'credit-expiry'
/** Some days before the last one of a lot; its subject is the lot. */
export const endsSoonTimer = 'credit-ends-soon'
/** When people are told of it, where the account is. */
const morning = '09:00'

const dayOf = (zone: string, at: Instant): LocalDate => {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`account zone ${zone} is not known`)
  return day
}
const instantOf = (zone: string, day: LocalDate, time = '00:00'): Instant => {
  const at = resolveLocal(zone, `${day}T${time}`)
  if (typeof at !== 'number') throw new Error(`account zone ${zone} is not known`)
  return at
}

const note = (tx: Tx, account: CreditAccount, by: By, action: string, subject: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject, detail })

const creditRules = async (tx: Tx, today: LocalDate) => policyBook(today, await readOverrides(tx)).get('credit.rules')

async function debitRules(tx: Tx, today: LocalDate) {
  const { order, debitMaySpanLots } = await creditRules(tx, today)
  return { today, order, maySpan: debitMaySpanLots }
}

/** Months that Advanced Services credits stay valid, by the service that sells them, with its clauses. */
function validityOf(family: Family): { readonly months: number; readonly clauses: readonly string[] } | undefined {
  if (family !== 'ASC') return undefined
  return builtInOfferings.map(({ purchase }) => purchase.creditMonths).find((each) => each !== undefined)
}

export type Purchase = {
  readonly family: Family
  readonly credits: number
  readonly purchasedOn: LocalDate
  /** Number of the order or purchase order. */
  readonly order: string
  /** Where an agreement says otherwise than the service description, or there is none: how long, and which text says so. */
  readonly validity: { readonly months: number; readonly source: string } | undefined
  /** Who sold them, where that is known. */
  readonly seller?: Seller | undefined
}

/** A service that is paid with the credits and runs on the day sells them only to whom it may be sold (MSP-2.p1, MSP-2.p3). */
async function requireSale(tx: Tx, account: CreditAccount, { family, purchasedOn: onDate, seller }: Purchase): Promise<void> {
  const offerings = (await readOfferings(tx)).filter((each) => asksForFitness(each, family))
  const contract = (await listContracts(tx, account.id)).find(
    (each) =>
      each.state !== 'cancelled' && each.startsOn <= onDate && onDate <= each.endsOn && offerings.some(({ code }) => code === each.service),
  )
  const offering = soldWith(offerings, contract)
  const whole = await findAccount(tx, { id: account.id })
  if (!contract || !offering || !whole) return
  const qualification = (await listQualifications(tx, account.id)).find(
    (each) => each.offering === offering.code && each.decidedOn <= onDate,
  )
  const question = {
    onDate,
    account: accountFacts(whole, [], []),
    contractFrom: contract.startsOn,
    qualification: qualification ? { ...qualification, by: qualification.decidedBy } : null,
    seller: seller ? { code: seller.account.code, name: seller.account.name, authorisations: seller.authorisations } : null,
  }
  refuseBy(judgePurchase(offering, question, policyBook(onDate, await readOverrides(tx))), 'These credits are not sold')
}

/** Enters credits that an account bought (MSP-2.p4); they may be spent up to the same day of the last month (MSP-2.p5, policy B10). */
export async function buyCredits(tx: Tx, account: CreditAccount, by: By, given: Purchase): Promise<store.Movement> {
  const { family, credits, purchasedOn, order, validity } = given
  const today = dayOf(account.zone, by.now)
  if (purchasedOn > today)
    throw badRequest('The purchase lies ahead', { found: purchasedOn, expected: `${today} or earlier`, toDo: 'Enter it on its day.' })
  const usual = validityOf(family)
  const months = validity?.months ?? usual?.months
  if (months === undefined)
    throw badRequest(`How long ${family} stay valid is not known`, {
      expected: 'the months, and the agreement that says so: no service description does',
      toDo: 'Say both.',
    })
  await requireSale(tx, account, given)
  await store.holdBook(tx, account.id, family)
  const lots = await store.listLots(tx, account.id, { family })
  const lot = {
    id: newId(by.now),
    family,
    number: lots.length + 1,
    purchasedOn,
    lastDay: deadlineAfter(purchasedOn, months),
    bought: credits,
    orderReference: order,
    validity: validity ? `${validity.months} months: ${validity.source}` : `${months} months: ${usual?.clauses.join(', ')}`,
  }
  await store.insertLot(tx, account.id, lot)
  const movement = await store.insertMovement(tx, account.id, {
    family,
    kind: 'purchase',
    at: by.now,
    actor: by.actor,
    subject: `Order ${order}`,
    clauses: validity ? [] : (usual?.clauses ?? []),
    parts: [{ lotId: lot.id, credits }],
  })
  await setTimer(tx, {
    accountId: account.id,
    now: by.now,
    kind: expiryTimer,
    subjectId: lot.id,
    dueAt: instantOf(account.zone, addDays(lot.lastDay, 1)),
  })
  for (const days of (await creditRules(tx, today)).expiryNoticeDays) {
    const dueAt = instantOf(account.zone, addDays(lot.lastDay, -days), morning)
    if (dueAt > by.now) await setTimer(tx, { accountId: account.id, now: by.now, kind: endsSoonTimer, subjectId: lot.id, dueAt })
  }
  await note(tx, account, by, 'credit.buy', lotName(family, lot.number), {
    credits,
    purchasedOn,
    lastDay: lot.lastDay,
    order,
    seller: given.seller?.account.code ?? null,
  })
  return whole(tx, account, family, movement)
}

async function whole(tx: Tx, account: CreditAccount, family: Family, id: string): Promise<store.Movement> {
  const [movement] = await store.listMovements(tx, account.id, family, { limit: 1, id })
  if (!movement) throw notFound('movement')
  return movement
}

/** What may be spent of a family today, and the oldest purchase that a price would be taken from; null when it cannot be paid. */
export type Purse = { readonly has: number; readonly oldestPurchase: LocalDate | null }

/**
 * What an account has to pay a price with.
 * @param hold the book until this transaction ends, for whoever spends from it in a moment
 */
export async function purseOf(
  tx: Tx,
  account: CreditAccount,
  now: Instant,
  { family, credits, hold = false }: { readonly family: Family; readonly credits: number; readonly hold?: boolean },
): Promise<Purse> {
  const rules = await debitRules(tx, dayOf(account.zone, now))
  if (hold) await store.holdBook(tx, account.id, family)
  const lots = await store.listLots(tx, account.id, { family })
  const debit = planDebit(lots, credits, rules)
  const has = debit.kind === 'short' ? debit.has : spendable(lots, rules.today, rules.order).reduce((sum, { left }) => sum + left, 0)
  const taken = debit.kind === 'paid' ? debit.parts.map(({ lotId }) => lotId) : []
  const [oldestPurchase = null] = lots
    .filter(({ id }) => taken.includes(id))
    .map(({ purchasedOn }) => purchasedOn)
    .toSorted()
  return { has, oldestPurchase }
}

/** Day of purchase of the oldest lot that paid a redemption (policy B46). */
export async function oldestPurchaseOf(
  tx: Tx,
  account: Pick<CreditAccount, 'id'>,
  { family, movementId }: { readonly family: Family; readonly movementId: string },
): Promise<LocalDate | null> {
  const paid = (await store.partsOf(tx, account.id, movementId)).map(({ lotId }) => lotId)
  const [oldest = null] = (await store.listLots(tx, account.id, { family }))
    .filter(({ id }) => paid.includes(id))
    .map(({ purchasedOn }) => purchasedOn)
    .toSorted()
  return oldest
}

export type Redemption = {
  readonly family: Family
  readonly credits: number
  /** What it pays. */
  readonly subject: string
  readonly clauses: readonly string[]
}

/**
 * Spends credits on something, the whole price or nothing, lots that expire first before the others (MSP-4.p0, policy B47).
 * @returns what was moved, or what is missing: nothing is written then
 */
export async function redeemCredits(
  tx: Tx,
  account: CreditAccount,
  by: By,
  { family, credits, subject, clauses }: Redemption,
): Promise<{ readonly kind: 'redeemed'; readonly movement: store.Movement } | Extract<Debit, { kind: 'short' }>> {
  const rules = await debitRules(tx, dayOf(account.zone, by.now))
  await store.holdBook(tx, account.id, family)
  const debit = planDebit(await store.listLots(tx, account.id, { family }), credits, rules)
  if (debit.kind === 'short') return debit
  const id = await store.insertMovement(tx, account.id, {
    family,
    kind: 'redemption',
    at: by.now,
    actor: by.actor,
    subject,
    clauses,
    parts: debit.parts.map(({ lotId, credits: paid }) => ({ lotId, credits: -paid })),
  })
  await note(tx, account, by, 'credit.redeem', subject, { family, credits })
  return { kind: 'redeemed', movement: await whole(tx, account, family, id) }
}

/**
 * Gives a redemption back to the lots that paid it, before its service has commenced (policy B47). They keep their last days: what
 * comes back to a lot whose last day has passed expires at once.
 */
export async function giveBack(
  tx: Tx,
  account: CreditAccount,
  by: By,
  { family, movementId, reason }: { readonly family: Family; readonly movementId: string; readonly reason: string },
): Promise<store.Movement> {
  await store.holdBook(tx, account.id, family)
  const redeemed = await whole(tx, account, family, movementId)
  if (redeemed.kind !== 'redemption')
    throw conflict('Only a redemption is given back', { found: `a movement of the kind ${redeemed.kind}` })
  if (redeemed.returnedBy !== null)
    throw conflict('It was given back already', { found: `movement ${redeemed.returnedBy} did`, toDo: 'Nothing is left to do.' })
  const parts = await store.partsOf(tx, account.id, movementId)
  const id = await store.insertMovement(tx, account.id, {
    family,
    kind: 'return',
    at: by.now,
    actor: by.actor,
    subject: reason,
    clauses: redeemed.clauses,
    returnsId: movementId,
    parts,
  })
  await note(tx, account, by, 'credit.give-back', redeemed.subject, { family, movement: redeemed.seq, reason })
  for (const { lotId } of parts) await expireLot(tx, account, by, { id: lotId, family })
  return whole(tx, account, family, id)
}

/** What is left of a lot expires by one entry after its last day (MSP-2.p5); a lot with nothing left is left alone. */
export async function expireLot(tx: Tx, account: CreditAccount, by: By, { id, family }: Pick<store.WholeLot, 'id' | 'family'>) {
  await store.holdBook(tx, account.id, family)
  const lot = (await store.listLots(tx, account.id, { family })).find((each) => each.id === id)
  if (!lot || lot.left === 0 || lot.lastDay >= dayOf(account.zone, by.now)) return
  await store.insertMovement(tx, account.id, {
    family,
    kind: 'expiry',
    at: by.now,
    actor: by.actor,
    subject: `The last day of ${lotName(family, lot.number)} was ${lot.lastDay}`,
    clauses: validityOf(family)?.clauses ?? [],
    parts: [{ lotId: id, credits: -lot.left }],
  })
  await note(tx, account, by, 'credit.expire', lotName(family, lot.number), { credits: lot.left, lastDay: lot.lastDay })
}

/** The contacts of an account hear of a lot that ends soon with something left (policy B47); of one that has nothing left nobody does. */
export async function tellOfEnd(tx: Tx, account: CreditAccount, now: Instant, { id, family }: Pick<store.WholeLot, 'id' | 'family'>) {
  const lot = (await store.listLots(tx, account.id, { family })).find((each) => each.id === id)
  if (!lot || lot.left === 0) return
  const to = (await listPeople(tx, account.id)).filter(
    ({ status, roles }) => status === 'active' && roles.some((role) => role === 'LC' || role === 'NC'),
  )
  if (to.length === 0) return
  const days = daysBetween(dayOf(account.zone, now), lot.lastDay)
  const credits = `${lot.left} ${familyTitles[family].replace(/s$/, lot.left === 1 ? '' : 's')}`
  await send(tx, {
    accountId: account.id,
    now,
    kind: 'credit-notice',
    subject: lotName(family, lot.number),
    payload: {
      to: to.map(({ id: personId, name }) => ({ personId, name })),
      subject: `${credits} end on ${lot.lastDay}`,
      text: [
        `${credits} of order ${lot.orderReference} may be redeemed up to ${lot.lastDay}: ${days} days from today. What is left then expires (MSP-2.p5).`,
        'The page Credits shows every lot and what it paid.',
      ].join('\n\n'),
    },
  })
}

/** Somebody says what is wrong in a lot; a second person has to agree before anything moves. */
export async function proposeCorrection(
  tx: Tx,
  account: CreditAccount,
  by: By,
  given: { readonly family: Family; readonly lot: number; readonly credits: number; readonly reason: string },
): Promise<string> {
  const lot = (await store.listLots(tx, account.id, { family: given.family })).find(({ number }) => number === given.lot)
  if (!lot) throw notFound('lot')
  const id = newId(by.now)
  await store.insertCorrection(tx, account.id, {
    id,
    lotId: lot.id,
    credits: given.credits,
    reason: given.reason,
    proposedBy: by.actor,
    proposedAt: by.now,
  })
  await note(tx, account, by, 'credit.correct', lotName(given.family, given.lot), { credits: given.credits, reason: given.reason })
  return id
}

/** A second person makes a proposed correction, or rejects it. */
export async function decideCorrection(
  tx: Tx,
  account: CreditAccount,
  by: By,
  { id, make }: { readonly id: string; readonly make: boolean },
): Promise<void> {
  const found = await store.findCorrection(tx, account.id, id)
  if (!found) throw notFound('correction')
  if (found.state !== 'proposed') throw conflict('It was decided already', { found: `it is ${found.state}` })
  if (found.proposedBy === by.actor)
    throw conflict('Whoever proposes a correction does not decide about it', { toDo: 'Ask a second person with the same right.' })
  const movementId = make ? await correct(tx, account, by, found) : null
  await store.decideCorrection(tx, account.id, id, { by: by.actor, at: by.now, movementId })
  await note(tx, account, by, make ? 'credit.correction-made' : 'credit.correction-rejected', lotName(found.family, found.lot), {
    credits: found.credits,
    reason: found.reason,
  })
}

async function correct(tx: Tx, account: CreditAccount, by: By, { family, lotId, lot, credits, reason, proposedBy }: store.Correction) {
  await store.holdBook(tx, account.id, family)
  const left = (await store.listLots(tx, account.id, { family })).find(({ id }) => id === lotId)?.left ?? 0
  if (left + credits < 0)
    throw conflict('The lot holds less than that', {
      found: `${left} left in ${lotName(family, lot)}`,
      expected: `at least ${-credits}`,
      toDo: 'Reject it, and propose a smaller one.',
    })
  const movementId = await store.insertMovement(tx, account.id, {
    family,
    kind: 'correction',
    at: by.now,
    actor: proposedBy,
    approvedBy: by.actor,
    subject: reason,
    clauses: [],
    parts: [{ lotId, credits }],
  })
  await expireLot(tx, account, by, { id: lotId, family })
  return movementId
}

/** Lots as they were at the end of a day where the account is; of a day to come, with what will have expired by then. */
export async function lotsOn(tx: Tx, account: CreditAccount, now: Instant, day?: LocalDate): Promise<readonly store.WholeLot[]> {
  const today = dayOf(account.zone, now)
  const on = day ?? today
  const lots = await store.listLots(tx, account.id, on < today ? { asOf: instantOf(account.zone, addDays(on, 1)) - 1 } : {})
  // what is past its last day counts as expired, also in the minute before its entry is written
  return lots.map((lot) => (lot.lastDay < on ? { ...lot, left: 0, expired: lot.expired + lot.left } : lot))
}
