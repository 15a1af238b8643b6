import { createHash } from 'node:crypto'
import type { WantedPaper } from '../../contracts/papers/paper.ts'
import { papersOf } from '../../contracts/papers/service.ts'
import { dayOf, findContract, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { audit, nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { normalSerial } from '../../installed-base/device.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, unprocessable } from '../../lib/problem.ts'
import type { By } from '../service.ts'
import { type Addendum, findAddendum, insertAddendum, listAddenda, signAddendum } from './store.ts'

type NewAddendum = {
  readonly contract: string
  readonly title: string
  readonly text: string
  readonly serials: readonly string[]
  readonly options: readonly string[]
  readonly statementOfWork: boolean
}

/** Writes an addendum; it has no effect before both sides signed it (MSP-7.b1, MSP-7.b3). */
export async function writeAddendum(tx: Tx, account: AccountRef, by: By, given: NewAddendum): Promise<Addendum> {
  const contract = await findContract(tx, account.id, given.contract)
  if (contract?.kind !== 'service')
    throw badRequest('No such service contract', { found: given.contract, expected: 'the number of a contract for a service' })
  if (given.statementOfWork && specificationOf(await papersOf(tx, account, contract.number)) === undefined)
    throw badRequest('No work is made to a specification under this service', {
      found: contract.service,
      expected: 'a contract for a service that has statements of work',
    })
  const number = await nextNumber(tx, account, 'addendum')
  const serials = [...new Set(given.serials.map(normalSerial))]
  const row = {
    id: newId(by.now),
    number,
    contractId: contract.id,
    title: given.title,
    text: given.text,
    serials,
    options: given.options,
    statementOfWork: given.statementOfWork,
    sha256: createHash('sha256')
      .update(JSON.stringify([given.title, given.text, serials, given.options, ...(given.statementOfWork ? ['statement of work'] : [])]))
      .digest('hex'),
    writtenBy: by.name,
    writtenAt: by.now,
  }
  await insertAddendum(tx, account.id, row)
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'addendum.write',
    subject: number,
    detail: { sha256: row.sha256 },
  })
  return (await findAddendum(tx, account.id, number)) as Addendum
}

const specificationOf = (papers: readonly WantedPaper[]) => papers.find(({ onlyFor }) => onlyFor === 'statement-of-work')

/** A statement of work is signed once both sides agreed on a version of the specification (MSP-5.q). */
async function agreedSpecification(tx: Tx, account: AccountRef, { contractId }: Addendum): Promise<void> {
  const contract = (await listContracts(tx, account.id)).find(({ id }) => id === contractId)
  const specification = contract && specificationOf(await papersOf(tx, account, contract.number))
  if (specification?.state === 'agreed') return
  throw unprocessable('A specification is agreed before a statement of work is signed (MSP-5.q)', {
    found: specification?.versions[0]
      ? `version ${specification.versions[0].version}, which ${specification.state === 'outdated' ? 'no longer fits' : specification.state.replaceAll('-', ' ')}`
      : 'no specification',
    expected: 'a version that both sides agreed on',
    toDo: 'Add it with the papers of the contract, and let both sides agree.',
  })
}

/** Signs an addendum for one's own side; the words that are signed are named by their hash. */
export async function sign(tx: Tx, account: AccountRef, by: By, who: Principal, number: string, sha256: string): Promise<Addendum> {
  const found = await findAddendum(tx, account.id, number)
  if (!found) throw notFound('addendum')
  const side = who.accountKind === 'provider' ? 'vendor' : 'customer'
  const already = side === 'vendor' ? found.vendorSignedBy : found.customerSignedBy
  if (already !== null) throw conflict('Your side signed it already', { found: `by ${already}` })
  if (sha256 !== found.sha256) throw conflict('These are not its words', { toDo: 'Reload, and read it again.' })
  if (found.statementOfWork) await agreedSpecification(tx, account, found)
  await signAddendum(tx, account.id, found.id, { side, by: by.name, at: by.now, on: dayOf(account.zone, by.now) })
  await audit(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    action: 'addendum.sign',
    subject: number,
    detail: { side, sha256 },
  })
  return (await findAddendum(tx, account.id, number)) as Addendum
}

export { listAddenda }
