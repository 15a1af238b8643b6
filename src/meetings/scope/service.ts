import { devicesOfCases } from '../../cases/lists/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOfferings, readOverrides } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { judgeCover } from '../../contracts/device-rules.ts'
import { accountFacts, gatherDevices, listContracts } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { findDevices } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Item } from '../notes/store.ts'
import { dayIn } from '../service.ts'
import type { Meeting } from '../store.ts'

export type OutOfScope = { readonly clauses: readonly string[]; readonly why: string }

/** Rules that say whether a product was bought as the service asks, and is in use. */
const boughtAndInUse = new Set(['in-use', 'acquired-how', 'acquired-well'])

/**
 * Items of an agenda about a device that the service is not about, by the id of the item: one that is not in use, or was not bought as the service asks
 * (SSM-6.a, SSM-1.p3). They may be talked about all the same; nothing is owed for them. A case is about its device.
 */
export async function outOfScope(
  tx: Tx,
  account: AccountRef,
  meeting: Meeting,
  items: readonly Pick<Item, 'id' | 'source' | 'ref'>[],
): Promise<ReadonlyMap<string, OutOfScope>> {
  const contracts = await listContracts(tx, account.id)
  const contract = contracts.find(({ id }) => id === meeting.contractId)
  const offering = soldWith(await readOfferings(tx), contract)
  if (offering?.cover.covers !== 'devices') return new Map()
  const ofCase = await devicesOfCases(
    tx,
    account.id,
    items.flatMap(({ source, ref }) => (source === 'case' ? [ref] : [])),
  )
  const serialOf = ({ source, ref }: Pick<Item, 'source' | 'ref'>) =>
    source === 'device' ? ref : source === 'case' ? ofCase.get(ref) : undefined
  const serials = [...new Set(items.flatMap((item) => serialOf(item) ?? []))]
  const day = dayIn(meeting.zone, meeting.startsAt)
  const devices = await gatherDevices(tx, account, await findDevices(tx, account.id, serials), day)
  const book = policyBook(day, await readOverrides(tx))
  const left = new Map<string, OutOfScope>()
  for (const device of devices) {
    const against = judgeCover(offering, device, day, accountFacts(account, contracts, []), book, []).filter(
      ({ rule, holds }) => !holds && boughtAndInUse.has(rule),
    )
    if (against.length > 0)
      left.set(device.serial, {
        clauses: [...new Set(against.flatMap(({ clauses }) => clauses))],
        why: against
          .map(({ fact, found, expected }) => `${device.serial}: ${fact} is ${found ?? 'not known'}, not ${[expected].flat().join(' or ')}`)
          .join('; '),
      })
  }
  return new Map(
    items.flatMap((item) => {
      const why = left.get(serialOf(item) ?? '')
      return why ? [[item.id, why] as const] : []
    }),
  )
}
