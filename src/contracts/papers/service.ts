import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { requireDocument } from '../../documents/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { type Contract, findContract, holdContract } from '../store.ts'
import { type WantedPaper, wantedPapers } from './paper.ts'
import * as store from './store.ts'

export type By = {
  readonly now: Instant
  readonly today: LocalDate
  readonly actor: string
  readonly name: string
  readonly side: 'vendor' | 'customer'
}

async function contractOf(tx: Tx, account: AccountRef, number: string): Promise<Contract> {
  const contract = await findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  return contract
}

async function wantedBy(tx: Tx, account: AccountRef, contract: Contract): Promise<readonly WantedPaper[]> {
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering) throw notFound('service')
  return wantedPapers(offering, await store.listPapers(tx, account.id, contract.id), await store.listOffers(tx, account.id, contract.id))
}

/** The documents that a contract builds on, with who agreed to which version. */
export const papersOf = async (tx: Tx, account: AccountRef, number: string): Promise<readonly WantedPaper[]> =>
  wantedBy(tx, account, await contractOf(tx, account, number))

async function held(tx: Tx, account: AccountRef, number: string, code: string): Promise<{ contract: Contract; paper: WantedPaper }> {
  const contract = await contractOf(tx, account, number)
  await holdContract(tx, account.id, contract.id)
  const wanted = await wantedBy(tx, account, contract)
  const paper = wanted.find((each) => each.code === code)
  if (!paper)
    throw badRequest('The service builds on no such document', {
      found: code,
      expected: wanted.map((each) => each.code).join(' or ') || 'none: this service needs no documents',
    })
  return { contract, paper }
}

const note = (tx: Tx, account: AccountRef, by: By, contract: Contract, action: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action, subject: contract.number, detail })

/** Keeps a version of a document; nobody has agreed to it yet, whatever was agreed before (CSS-2.p6). */
export async function addPaper(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly code: string; readonly documentId: string; readonly note: string },
): Promise<void> {
  const { contract, paper } = await held(tx, account, number, given.code)
  const document = await requireDocument(tx, account.id, given.documentId)
  const version = (paper.versions[0]?.version ?? 0) + 1
  await store.insertPaper(tx, account.id, contract.id, { ...given, version, addedBy: by.name, addedAt: by.now })
  await note(tx, account, by, contract, 'contract.add-paper', { code: given.code, version, sha256: document.sha256 })
}

/** Agrees to the newest version for the own side (CSS-2.p6). */
export async function agreeToPaper(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  { code, version }: { readonly code: string; readonly version: number },
): Promise<void> {
  const { contract, paper } = await held(tx, account, number, code)
  const [newest] = paper.versions
  if (!newest)
    throw conflict(`${paper.title}: nothing is there to agree to (${paper.clauses.join(', ')})`, {
      found: 'no version',
      expected: 'a document that was attached',
      toDo: 'Let the provider attach it, or ask for a price for writing it.',
    })
  if (newest.version !== version)
    throw conflict('That is not the newest version', {
      found: `version ${version}`,
      expected: `version ${newest.version}`,
      toDo: 'Read the newest one, and agree to that.',
    })
  if (newest.outdatedOn !== null)
    throw conflict('This version no longer fits', { found: newest.outdatedWhy ?? '', toDo: 'Add a new version first.' })
  const already = by.side === 'vendor' ? newest.vendorAgreedBy : newest.customerAgreedBy
  if (already !== null) throw conflict('Your side agreed already', { found: `${already} did` })
  await store.agreePaper(tx, account.id, { contractId: contract.id, code, version }, { side: by.side, by: by.name, on: by.today })
  await note(tx, account, by, contract, 'contract.agree-paper', { code, version, side: by.side })
}

/** Says that the newest version no longer fits, and why; a new one is needed before the contract is renewed or activated (CSS-2.p7). */
export async function outdate(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  { code, why }: { readonly code: string; readonly why: string },
): Promise<void> {
  const { contract, paper } = await held(tx, account, number, code)
  const [newest] = paper.versions
  if (!newest) throw conflict('There is no such document yet', { toDo: 'Add it.' })
  if (newest.outdatedOn !== null) throw conflict('That was said already', { found: newest.outdatedWhy ?? '' })
  await store.outdatePaper(tx, account.id, { contractId: contract.id, code, version: newest.version }, { by: by.name, on: by.today, why })
  await note(tx, account, by, contract, 'contract.outdate-paper', { code, version: newest.version, why })
}

/** Offers to write or renew a document that is not there or no longer fits: that costs extra (CSS-2.p7). */
export async function offerPaper(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly code: string; readonly what: string; readonly amount: number; readonly currency: string },
): Promise<void> {
  const { contract, paper } = await held(tx, account, number, given.code)
  if (paper.state !== 'missing' && paper.state !== 'outdated')
    throw conflict('There is nothing to write', {
      found: `version ${paper.versions[0]?.version} fits`,
      toDo: 'Say first that it no longer fits.',
    })
  const seq = (paper.offers[0]?.seq ?? 0) + 1
  await store.insertOffer(tx, account.id, contract.id, { ...given, seq, offeredBy: by.name, offeredAt: by.now })
  await note(tx, account, by, contract, 'contract.offer-paper', { ...given, seq })
}

/** The customer accepts the newest price for a document. */
export async function acceptPaperOffer(tx: Tx, account: AccountRef, by: By, number: string, code: string): Promise<void> {
  const { contract, paper } = await held(tx, account, number, code)
  const [offer] = paper.offers
  if (!offer) throw conflict('Nothing was offered', { toDo: 'Ask contracts staff for a price.' })
  if (offer.acceptedBy !== null) throw conflict('It was accepted already', { found: `${offer.acceptedBy} did` })
  await store.acceptOffer(tx, account.id, contract.id, { code, seq: offer.seq, by: by.name, at: by.now })
  await note(tx, account, by, contract, 'contract.accept-offer', { code, seq: offer.seq, amount: offer.amount, currency: offer.currency })
}
