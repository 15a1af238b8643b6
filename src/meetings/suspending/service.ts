import { wordsForDate } from '../../calendar/local-time.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { judgePlaces } from '../../contracts/device-rules.ts'
import { placesOfContracts } from '../../contracts/places/service.ts'
import { type Contract, listContracts } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { LocalDate } from '../../lib/time.ts'
import { kindTerms } from '../kinds.ts'
import type { Meeting } from '../store.ts'

/** Why nothing is given on a day, in words; `listed` where a country is the reason, so that no renewal helps. */
export type Suspension = { readonly why: string; readonly listed?: string }

export type Suspended = (meeting: Pick<Meeting, 'kind' | 'contractId'>, on: LocalDate) => Suspension | undefined

/**
 * Says why a service gives nothing on a day; gathered once for any number of meetings of an account. In words: where the end user, or every device of
 * the contract, is in a country that is listed on the day (SSM-5.b1, SSM-5.b2, ACP-17.p1, ACP-17.p2, policy B11); or where the base contract has
 * lapsed, until it is renewed (SSM-5.a).
 * @param known the contracts of the account, where they are read already
 */
export async function suspensions(
  tx: Tx,
  account: Pick<AccountRef, 'id' | 'code' | 'country'>,
  known?: readonly Contract[],
): Promise<Suspended> {
  const contracts = known ?? (await listContracts(tx, account.id))
  const [offerings, overrides] = [await readOfferings(tx), await readOverrides(tx)]
  const services = contracts.filter(({ kind }) => kind === 'service')
  const places = await placesOfContracts(
    tx,
    account,
    services.map(({ id }) => id),
  )
  const base = contracts.filter((each) => each.kind === 'base' && each.state === 'active' && each.service !== 'subscription')
  return ({ kind, contractId }, on) => {
    const contract = services.find(({ id }) => id === contractId)
    const offering = soldWith(offerings, contract)
    const there = contract && places.get(contract.id)
    const barred =
      offering &&
      there &&
      judgePlaces(offering, there, on, policyBook(on, overrides), []).find(({ holds, weight }) => !holds && weight === 'refuse')
    if (barred) {
      const listed = `No meeting is held there on ${on} (${barred.clauses.join(', ')}): ${barred.fact} is ${barred.found}`
      return { why: listed, listed }
    }
    if (kindTerms[kind].offering !== 'SSM' || base.some((each) => each.startsOn <= on && on <= each.endsOn)) return undefined
    return { why: `No Juniper Care in place on ${wordsForDate(on, true)} (SSM-5.a)` }
  }
}
