import { audit } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, conflict, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { listStaff } from '../staff/service.ts'
import { listPeople } from '../store.ts'
import {
  type Known,
  type Lack,
  lacksOf,
  matrixClause,
  outOfDate,
  type Parts,
  type Side,
  type Step,
  sameParts,
  sideWords,
} from './matrix.ts'
import * as store from './store.ts'

export type MatrixView = {
  readonly parts: Parts
  readonly edited: Readonly<Partial<Record<Side, store.Part>>>
  /** What keeps it from being published; nothing when it is complete. */
  readonly lacks: readonly Lack[]
  readonly published: store.Published | null
  /** In what the published one is no longer true. */
  readonly outOfDate: readonly Lack[]
  /** Whether something was changed since it was published. */
  readonly changed: boolean
}

/** Everybody who may stand in it: the account's people and the provider's staff, those who left too. */
async function knownPeople(tx: Tx, account: AccountRef): Promise<Readonly<Record<Side, ReadonlyMap<string, Known>>>> {
  const customer = await listPeople(tx, account.id)
  const staff = await listStaff(tx)
  return { customer: new Map(customer.map((each) => [each.id, each])), provider: new Map(staff.map((each) => [each.id, each])) }
}

const partsOf = (edited: MatrixView['edited']): Parts => ({
  customer: edited.customer?.steps ?? [],
  provider: edited.provider?.steps ?? [],
})

/** The matrix as it stands: what is edited, what is published, and what is missing or no longer true. */
export async function readMatrix(tx: Tx, account: AccountRef): Promise<MatrixView> {
  const people = await knownPeople(tx, account)
  const known = new Map([...people.customer, ...people.provider])
  const edited = await store.listParts(tx, account.id)
  const [published = null] = await store.listPublished(tx, account.id, 1)
  const parts = partsOf(edited)
  return {
    parts,
    edited,
    lacks: lacksOf(parts, known),
    published,
    outOfDate: published ? outOfDate(published.parts, known) : [],
    changed: published === null || !sameParts(parts, published.parts),
  }
}

export type StepInput = Pick<Step, 'personId' | 'role' | 'hours'> & {
  readonly name: string
  readonly phone: string
  readonly email: string
}

/** Writes the steps of one side anew. A person stands there with what is held of them, so that a number is kept in one place. */
export async function writePart(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  side: Side,
  given: { readonly steps: readonly StepInput[]; readonly seen: number },
): Promise<void> {
  if (side === 'provider' && by.accountKind !== 'provider')
    throw notPermitted('The provider writes its own part', { found: `you belong to ${by.accountCode}`, toDo: 'Write the customer’s part.' })
  const people = (await knownPeople(tx, account))[side]
  const steps = given.steps.map((step): Step => {
    if (step.personId === null) {
      if (step.name === '') throw badRequest('A step needs a name', { expected: 'a person, or the name of a desk' })
      return step
    }
    const person = people.get(step.personId)
    if (person?.status !== 'active')
      throw badRequest('No such person on this side', {
        found: step.name || step.personId,
        expected: side === 'customer' ? 'an active person of the account' : 'an active person of the provider',
      })
    return { ...step, name: person.name, email: person.email, phone: person.phone || step.phone }
  })
  if (!(await store.putPart(tx, account.id, side, { steps, seen: given.seen, at: now, by: actorOf(by) })))
    throw conflict('Somebody else changed this part meanwhile', {
      found: `you saw version ${given.seen}`,
      toDo: 'Reload, look at the change, and send yours again.',
    })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'contact-matrix.write',
    subject: side,
    detail: { steps: steps.map(({ name, role }) => `${name}, ${role}`) },
  })
}

/** Publishes both parts as they stand; one that is missing refuses it (SSM-3.1.a5). */
export async function publishMatrix(tx: Tx, account: AccountRef, now: Instant, by: Principal): Promise<void> {
  const { parts, lacks, published, changed } = await readMatrix(tx, account)
  if (lacks.length > 0)
    throw unprocessable(`The contact matrix is not complete: ${lacks.map(({ found }) => found).join('; ')} (${matrixClause})`, {
      found: lacks
        .map(({ side, step, found }) => (step === null ? found : `step ${step} of the ${sideWords[side]} part: ${found}`))
        .join('; '),
      expected: 'both parts, each with two steps or more that can be telephoned',
      toDo: [...new Set(lacks.map(({ toDo }) => toDo))].join(' '),
    })
  if (published && !changed)
    throw conflict('Nothing changed since it was published', { found: `version ${published.number}`, toDo: 'Change a part first.' })
  const number = (published?.number ?? 0) + 1
  if (!(await store.insertPublished(tx, account.id, { number, parts, publishedAt: now, publishedBy: actorOf(by) })))
    throw conflict('Somebody else published it meanwhile', { toDo: 'Reload and look at what was published.' })
  await audit(tx, {
    accountId: account.id,
    now,
    actor: actorOf(by),
    action: 'contact-matrix.publish',
    subject: `version ${number}`,
    detail: { clause: matrixClause },
  })
}

export const publishedVersions = store.listPublished

/** The customer's service manager: the first one of the provider's part as published; nobody when none stands there. */
export async function managerInMatrix(tx: Tx, account: AccountRef): Promise<string | undefined> {
  const [published] = await store.listPublished(tx, account.id, 1)
  if (!published) return undefined
  const staff = await listStaff(tx)
  const managers = new Map(staff.filter(({ roles, status }) => status === 'active' && roles.includes('SM')).map((each) => [each.id, each]))
  return published.parts.provider.flatMap(({ personId }) => managers.get(personId ?? '')?.name ?? [])[0]
}

/** Where the staff of the provider stands in the matrices of customers, in words, by person. */
export async function whereStaffStands(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>()
  for (const { code, published, steps } of await acrossAccounts(tx, store.listProviderSteps))
    for (const [index, { personId }] of steps.entries()) {
      if (personId === null) continue
      const words = `step ${index + 1} of the provider's part of the contact matrix of ${code}${published ? ' as published' : ''}`
      found.set(personId, [...(found.get(personId) ?? []), words])
    }
  return found
}
