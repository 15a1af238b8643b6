import type { Offering } from '../../catalog/offering.ts'
import { offeringOn, readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, dayOf, listContracts } from '../../contracts/service.ts'
import { newId } from '../../db/ids.ts'
import { nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import { requireDocument } from '../../documents/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { gatherRequest, type Neighbours } from '../gathering/service.ts'
import { judgeRequest } from '../judge-request.ts'
import { type Payment, type PeopleOption, peopleOptions, type RequestRow, type Service, type Wanted } from '../request.ts'
import { type By, happened, tell } from '../service.ts'
import { findRequest, insertRequest } from '../store.ts'

/** What one line of a price list means for an account today. */
export type CatalogueLine = {
  readonly offering: string
  readonly offeringTitle: string
  readonly contract: string | null
  readonly service: Service
  readonly method: string | null
  readonly price: Payment | null
  /** People who may be asked for beside whoever of the pool is free. */
  readonly options: readonly PeopleOption[]
  readonly decision: Decision
}

const hasOptions = ({ limits }: Offering) => limits.some(({ code }) => code === 'named-staff-option')
const sold = ({ purchase }: Offering) => purchase.prices.length > 0
const nothing: Omit<Wanted, 'service'> = {
  quantity: 1,
  firstDay: null,
  serials: [],
  caseNumber: null,
  windows: [],
  change: '',
  plan: null,
  language: 'en',
  purpose: '',
}
/** What is said only with a request is no reason against asking. */
const saidWhenAsked = new Set(['devices-named', 'case-named', 'plan-attached', 'windows-named', 'use-case'])

/** The contracts under which something may be asked for, the newest first. */
async function contractsSelling(tx: Tx, account: AccountRef, offerings: readonly Offering[]) {
  const found: { contract: Contract; offering: Offering }[] = []
  for (const contract of await listContracts(tx, account.id)) {
    const offering = soldWith(offerings, contract)
    if (contract.kind === 'service' && contract.state !== 'cancelled' && offering && sold(offering)) found.push({ contract, offering })
  }
  return found
}

/** Everything that this installation sells piece by piece, and for each whether this account may ask for it, how it pays, and why not. */
export async function catalogueFor(tx: Tx, account: AccountRef, neighbours: Neighbours, now: Instant): Promise<readonly CatalogueLine[]> {
  const offerings = await readOfferings(tx)
  const today = dayOf(account.zone, now)
  const held = (await contractsSelling(tx, account, offerings)).filter(({ contract }) => contract.endsOn >= today)
  const codes = [...new Set(offerings.filter(sold).map(({ code }) => code))]
  const lines: CatalogueLine[] = []
  for (const code of codes) {
    const own =
      held.find(({ contract }) => contract.service === code && contract.state === 'active') ??
      held.find(({ contract }) => contract.service === code)
    const offering = own?.offering ?? offeringOn(offerings, code, today)
    for (const service of offering?.purchase.prices ?? []) {
      if (!offering) continue
      const wanted = { ...nothing, service: service.code }
      const { question } = await gatherRequest(tx, account, neighbours, { step: 'ask', now, offering, contract: own?.contract, wanted })
      const whole = judgeRequest(offering, question)
      const reasons = whole.reasons.filter(({ rule }) => !saidWhenAsked.has(rule))
      const refused = reasons.some(({ holds, weight }) => !holds && weight === 'refuse')
      lines.push({
        offering: code,
        offeringTitle: offering.title,
        contract: own?.contract.number ?? null,
        service,
        method: own?.contract.terms.method ?? null,
        options: hasOptions(offering) ? peopleOptions : [],
        price: question.price,
        decision: {
          ...whole,
          reasons,
          verdict: refused ? 'refused' : 'granted',
          cures: reasons.flatMap(({ holds, weight, cure }) => (!holds && weight !== 'advise' && cure ? [cure] : [])),
        },
      })
    }
  }
  // what can be asked for stands first
  return lines.toSorted((one, other) => Number(one.contract === null) - Number(other.contract === null))
}

export type Asked = {
  readonly request: RequestRow | null
  readonly decision: Decision
  readonly decisionId: string | null
  readonly price: Payment | null
}

/**
 * Asks for a service. A request that is granted waits for the provider's assessment of its scope (ISS-3.p1); one that is refused leaves
 * its decision behind, and no credit moves.
 * @param contractNumber the contract it is asked under; left out, the newest running one that sells it
 * @param dry judge only, store nothing
 */
export async function askFor(
  tx: Tx,
  account: AccountRef,
  by: By & { readonly personId: string | null; readonly onBehalf: string },
  neighbours: Neighbours,
  { contractNumber, wanted, dry = false }: { readonly contractNumber: string | undefined; readonly wanted: Wanted; readonly dry?: boolean },
): Promise<Asked> {
  const offerings = await readOfferings(tx)
  const selling = await contractsSelling(tx, account, offerings)
  const today = dayOf(account.zone, by.now)
  const sells = (offering: Offering) => offering.purchase.prices.some(({ code }) => code === wanted.service)
  const named = contractNumber === undefined ? undefined : selling.find(({ contract }) => contract.number === contractNumber)
  if (contractNumber !== undefined && !named)
    throw badRequest('No such contract', { found: contractNumber, expected: 'a contract under which something may be asked for' })
  const fitting = selling.filter(({ offering }) => sells(offering))
  const own =
    named ??
    fitting.find(({ contract }) => contract.state === 'active' && contract.startsOn <= today && today <= contract.endsOn) ??
    fitting[0] ??
    selling[0]
  const offering = own?.offering ?? offerings.filter(sells).at(-1) ?? offerings.filter(sold).at(-1)
  if (!offering) throw badRequest('Nothing is sold piece by piece here', { found: wanted.service })
  if (wanted.options && !hasOptions(offering))
    throw badRequest(`${offering.title} has no such option`, { found: wanted.options.join(', '), toDo: 'Leave it out.' })
  if (wanted.plan !== null) await requireDocument(tx, account.id, wanted.plan)
  const { question } = await gatherRequest(tx, account, neighbours, { step: 'ask', now: by.now, offering, contract: own?.contract, wanted })
  const decision = judgeRequest(offering, question)
  const { price } = question
  if (dry) return { request: null, decision, decisionId: null, price }
  const number = decision.verdict === 'refused' || !own ? undefined : await nextNumber(tx, account, 'request')
  const decisionId = await recordDecision(tx, {
    accountId: account.id,
    now: by.now,
    actor: by.actor,
    subject: number ?? wanted.service,
    question,
    decision,
  })
  if (number === undefined || !own) return { request: null, decision, decisionId, price }
  const title = offering.purchase.prices.find(({ code }) => code === wanted.service)?.title ?? wanted.service
  const id = newId(by.now)
  await insertRequest(tx, account.id, {
    id,
    number,
    contractId: own.contract.id,
    offering: offering.code,
    offeringVersion: offering.version,
    service: wanted.service,
    title,
    askedBy: by.onBehalf || by.name,
    askedById: by.personId,
    askedAt: by.now,
    wanted,
  })
  const request = (await findRequest(tx, account.id, { id })) as RequestRow
  await happened(tx, account, by, request, 'ask', { service: wanted.service, decision: decisionId, onBehalf: by.onBehalf || null })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `${title} is asked for by ${account.name}`,
    text: [
      wanted.purpose || 'Nothing more was said.',
      ...(wanted.options ?? []).map(
        (option) => `Asked for beside the service: a ${option} engineer or service manager. It needs a quote and an addendum.`,
      ),
      'It waits for an assessment of its scope, and a task order.',
    ],
  })
  return { request, decision, decisionId, price }
}
