import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { listSites } from '../../parties/service.ts'
import type { Places } from '../device-rules.ts'
import { listLineSites } from '../store.ts'

type Served = Pick<AccountRef, 'id' | 'code' | 'country'>

/** Where contracts of an account are served, by their ids: the end user, and every site at which devices of the contract stand. */
export async function placesOfContracts(tx: Tx, account: Served, contractIds: readonly string[]): Promise<ReadonlyMap<string, Places>> {
  const used = Map.groupBy(await listLineSites(tx, account.id, contractIds), ({ contractId }) => contractId)
  const all = used.size === 0 ? [] : await listSites(tx, account.id)
  return new Map(
    contractIds.map((contractId) => {
      const ids = new Set(used.get(contractId)?.map(({ siteId }) => siteId))
      const sites = all.filter(({ id }) => ids.has(id))
      return [
        contractId,
        {
          account: { code: account.code, country: account.country },
          sites: sites.map(({ name, country }) => ({ name, country })),
        },
      ]
    }),
  )
}

/** The same for one contract. */
export const placesOf = async (tx: Tx, account: Served, contractId: string): Promise<Places> =>
  (await placesOfContracts(tx, account, [contractId])).get(contractId) as Places
