import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { LocalDate } from '../../lib/time.ts'
import { listContracts, listLines } from '../service.ts'

/** What each device is under on a day: its base contracts and its services, by serial. */
export type Levels = ReadonlyMap<string, { readonly base: readonly string[]; readonly services: readonly string[] }>

export async function contractLevels(tx: Tx, account: AccountRef, day: LocalDate): Promise<Levels> {
  const levels = new Map<string, { base: string[]; services: string[] }>()
  for (const contract of await listContracts(tx, account.id)) {
    if (contract.state !== 'active' || day < contract.startsOn || contract.endsOn < day) continue
    for (const line of await listLines(tx, account.id, { contractId: contract.id })) {
      if (day < line.startsOn || line.endsOn < day || (line.suspendedOn !== null && line.suspendedOn <= day)) continue
      const level = levels.get(line.serial) ?? { base: [], services: [] }
      levels.set(line.serial, level)
      const names = contract.kind === 'base' ? level.base : level.services
      if (!names.includes(contract.service)) names.push(contract.service)
    }
  }
  return levels
}
