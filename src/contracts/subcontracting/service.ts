import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import { refuseBy } from '../../decisions/refusing.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { findAccount, findPrincipal, listAuthorisations } from '../../parties/service.ts'
import { within } from '../facts.ts'
import { dayOf, findContract } from '../service.ts'
import { type FirmFacts, isAuthorised, judgePerformer } from './judge-performer.ts'
import * as store from './store.ts'

/** Somebody of the provider's roster by id. Works in the provider's scope. */
async function staffOf(tx: Tx, engineerId: string): Promise<Principal> {
  const found = await findPrincipal(tx, { personId: engineerId })
  if (found?.accountKind !== 'provider') throw badRequest('No such engineer', { found: engineerId, expected: 'somebody of the provider' })
  return found
}

/** The firm that an engineer belongs to on a day; null for the provider's own people. Works in the provider's scope. */
export async function firmOf(
  tx: Tx,
  { personId, accountId }: Principal,
  onDate: LocalDate,
): Promise<(FirmFacts & { readonly id: string }) | null> {
  const row = (await store.listFirms(tx, accountId, [personId])).find((each) => within(onDate, each))
  const partner = row && (await findAccount(tx, { id: row.partnerId }))
  if (!partner) return null
  return { id: partner.id, code: partner.code, country: partner.country, authorisations: await listAuthorisations(tx, partner.id) }
}

/**
 * The firms of several engineers of a provider, read at once: the code of the one that an engineer belongs to on a day, and null for the provider's own
 * people. Works in the provider's scope.
 */
export async function firmsOf(
  tx: Tx,
  providerId: string,
  engineerIds: readonly string[],
): Promise<(engineerId: string, onDate: LocalDate) => string | null> {
  const rows = engineerIds.length === 0 ? [] : await store.listFirms(tx, providerId, [...new Set(engineerIds)])
  const codes = new Map<string, string>()
  for (const { partnerId } of rows) {
    const partner = codes.has(partnerId) ? undefined : await findAccount(tx, { id: partnerId })
    if (partner) codes.set(partnerId, partner.code)
  }
  return (engineerId, onDate) => {
    const row = rows.find((each) => each.engineerId === engineerId && within(onDate, each))
    return (row && codes.get(row.partnerId)) ?? null
  }
}

export type FirmView = {
  readonly engineer: string
  readonly name: string
  readonly firm: string
  readonly firmName: string
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate | null
}

/** Engineers who belong to another firm. Works in the provider's scope. */
export async function listFirms(tx: Tx, providerId: string): Promise<readonly FirmView[]> {
  const found: FirmView[] = []
  for (const { engineerId, partnerId, startsOn, endsOn } of await store.listFirms(tx, providerId)) {
    const [person, partner] = [await findPrincipal(tx, { personId: engineerId }), await findAccount(tx, { id: partnerId })]
    if (partner)
      found.push({ engineer: engineerId, name: person?.name ?? 'has left', firm: partner.code, firmName: partner.name, startsOn, endsOn })
  }
  return found
}

/** Records that an engineer belongs to a subcontractor from a day on, or to the provider itself again; the customer is not asked (ISS-6.1, MSP-6.e). */
export async function setFirm(
  tx: Tx,
  by: { readonly now: Instant; readonly principal: Principal },
  given: { readonly engineer: string; readonly firm: string | null; readonly startsOn: LocalDate; readonly endsOn: LocalDate | null },
): Promise<void> {
  const person = await staffOf(tx, given.engineer)
  const partner = given.firm === null ? null : await findAccount(tx, { code: given.firm.toUpperCase() })
  if (given.firm !== null && partner?.kind !== 'partner')
    throw badRequest('The firm is not known', { found: given.firm, expected: 'the code of a partner account' })
  if (given.endsOn !== null && given.endsOn < given.startsOn)
    throw badRequest('It ends before it begins', {
      found: `${given.startsOn} to ${given.endsOn}`,
      expected: 'an end on or after the start',
    })
  await store.endFirms(tx, person.accountId, person.personId, new Date(Date.parse(given.startsOn) - 86_400_000).toISOString().slice(0, 10))
  if (partner)
    await store.insertFirm(tx, person.accountId, {
      id: newId(by.now),
      engineerId: person.personId,
      partnerId: partner.id,
      startsOn: given.startsOn,
      endsOn: given.endsOn,
      madeBy: by.principal.name,
    })
  await audit(tx, {
    accountId: person.accountId,
    now: by.now,
    actor: actorOf(by.principal),
    action: 'engineer.firm',
    subject: person.personId,
    detail: given,
  })
}

export type Part = {
  readonly part: string
  readonly title: string
  readonly performer: { readonly id: string; readonly name: string; readonly since: LocalDate } | null
  readonly firm: string | null
  /** The firm is no longer authorised where the service needs that (SSM-5.e2). */
  readonly lapsed: boolean
}

async function contractOf(tx: Tx, account: AccountRef, number: string) {
  const contract = await findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering) throw notFound('service')
  return { contract, offering }
}

/** What a contract delivers, part by part, and who performs it: the provider's knowledge alone. */
export async function partsOf(tx: Tx, account: AccountRef, who: Principal, now: Instant, number: string): Promise<readonly Part[]> {
  const { contract, offering } = await contractOf(tx, account, number)
  const today = dayOf(account.zone, now)
  const rules: Readonly<Record<string, { readonly onlyAuthorisedPartner: boolean } | undefined>> = policyBook(
    today,
    await readOverrides(tx),
  ).get('subcontract.limit')
  const firms = new Map<string, FirmFacts>()
  const rows = await acrossAccounts(tx, async (wide) => {
    const performers = await store.listPerformers(wide, who.accountId, contract.id)
    for (const { partnerId } of performers) {
      const partner = partnerId === null || firms.has(partnerId) ? undefined : await findAccount(wide, { id: partnerId })
      if (partner)
        firms.set(partner.id, { code: partner.code, country: partner.country, authorisations: await listAuthorisations(wide, partner.id) })
    }
    return performers
  })
  return offering.deliverables.map(({ code, title }) => {
    const row = rows.find(({ part }) => part === code)
    const firm = row?.partnerId ? firms.get(row.partnerId) : undefined
    return {
      part: code,
      title,
      performer: row ? { id: row.engineerId, name: row.engineerName, since: row.startsOn } : null,
      firm: firm?.code ?? null,
      lapsed: firm !== undefined && rules[offering.code]?.onlyAuthorisedPartner === true && !isAuthorised(firm, account.country, today),
    }
  })
}

/** Gives a part of a contract to somebody, of the provider or of another firm: judged by what the service allows, and no consent is asked. */
export async function assignPart(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly principal: Principal },
  number: string,
  given: { readonly part: string; readonly engineer: string },
): Promise<void> {
  const { contract, offering } = await contractOf(tx, account, number)
  if (!offering.deliverables.some(({ code }) => code === given.part))
    throw badRequest('The service has no such part', {
      found: given.part,
      expected: offering.deliverables.map(({ code }) => code).join(', '),
    })
  const onDate = dayOf(account.zone, by.now)
  const parts = await partsOf(tx, account, by.principal, by.now, number)
  const book = policyBook(onDate, await readOverrides(tx))
  await acrossAccounts(tx, async (wide) => {
    const person = await staffOf(wide, given.engineer)
    const firm = await firmOf(wide, person, onDate)
    const reasons = judgePerformer(offering, book, {
      parts: parts.map(({ part, firm: other }) => ({ part, firm: part === given.part ? (firm?.code ?? null) : other })),
      firm,
      onDate,
      country: account.country,
      source: `contract ${contract.number}`,
    })
    refuseBy(reasons, 'This part is not given to them')
    await store.putPerformer(wide, person.accountId, {
      id: newId(by.now),
      customerId: account.id,
      contractId: contract.id,
      part: given.part,
      engineerId: person.personId,
      engineerName: person.name,
      partnerId: firm?.id ?? null,
      startsOn: onDate,
      madeBy: by.principal.name,
    })
    await audit(wide, {
      accountId: person.accountId,
      now: by.now,
      actor: actorOf(by.principal),
      action: 'part.assign',
      subject: contract.number,
      detail: { part: given.part, engineer: person.name, firm: firm?.code ?? null },
    })
  })
}
