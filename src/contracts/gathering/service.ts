import { localDate } from '../../calendar/local-time.ts'
import type { Tx } from '../../db/scope.ts'
import type { Device } from '../../installed-base/device.ts'
import { supportEnds } from '../../installed-base/lifecycle/service.ts'
import { asOfDay } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listSites } from '../../parties/service.ts'
import { withSoftware } from '../custom-software/service.ts'
import type { AccountFacts, BaseCover, DeviceFacts, SupportEnd } from '../facts.ts'
import * as store from '../store.ts'

/** The day of an instant where the account is. Zones are checked where they enter, so a bad one is a bug. */
export function dayOf(zone: string, at: Instant): LocalDate {
  const day = localDate(zone, at)
  if (typeof day !== 'string') throw new Error(`account zone ${zone} is not known`)
  return day
}

/** The facts of devices on a day as rules read them, each with the contracts over it. */
export async function gatherDevices(
  tx: Tx,
  account: AccountRef,
  devices: readonly Device[],
  day: LocalDate,
): Promise<readonly DeviceFacts[]> {
  if (devices.length === 0) return []
  const [sites, contracts, lines, asOf, ends] = await Promise.all([
    listSites(tx, account.id),
    store.listContracts(tx, account.id),
    store.listLines(tx, account.id, { deviceIds: devices.map((device) => device.id) }),
    asOfDay(tx, account, devices, day),
    supportEnds(tx, devices),
  ])
  return withSoftware(tx, account.id, devices, deviceFacts(asOf, sites, contracts, lines, ends))
}

type SiteRow = Awaited<ReturnType<typeof listSites>>[number]

export function deviceFacts(
  devices: readonly Device[],
  sites: readonly SiteRow[],
  contracts: readonly store.Contract[],
  lines: readonly store.ContractLine[],
  ends: readonly (readonly SupportEnd[])[],
): readonly DeviceFacts[] {
  const byId = new Map(contracts.map((contract) => [contract.id, contract]))
  const linesOf = Map.groupBy(lines, (line) => line.deviceId)
  return devices.map((device, at) => {
    const base: BaseCover[] = []
    const bundled: DeviceFacts['bundled'][number][] = []
    for (const line of linesOf.get(device.id) ?? []) {
      const contract = byId.get(line.contractId)
      if (contract?.state !== 'active') continue
      if (contract.kind === 'base')
        base.push({
          type: contract.service,
          contract: contract.number,
          startsOn: line.startsOn,
          endsOn: line.endsOn,
          territory: contract.territory,
        })
      else bundled.push({ offering: contract.service, contract: contract.number, startsOn: line.startsOn, endsOn: line.endsOn })
    }
    const site = sites.find((each) => each.id === device.registeredSiteId)
    return {
      serial: device.serial,
      product: device.product,
      kind: device.kind,
      status: device.status,
      acquired: device.acquired,
      source: device.source,
      seller: device.seller,
      registeredOn: device.registeredOn,
      modifiedCode: device.modifiedCode,
      thirdParty: device.thirdParty,
      grayMarket: device.grayMarket,
      endOfSupportOn: device.endOfSupportOn,
      lifecycle: ends[at] ?? [],
      release: device.release,
      acceptedRelease: device.acceptedRelease,
      base,
      bundled,
      site: site ? { name: site.name, address: site.address, country: site.country, zone: site.zone, owner: site.owner } : null,
    }
  })
}

export const accountFacts = (account: AccountRef, contracts: readonly store.Contract[], uncovered: readonly string[]): AccountFacts => ({
  code: account.code,
  name: account.name,
  country: account.country,
  theatre: account.theatre,
  zone: account.zone,
  uncovered,
  base: contracts
    .filter((each) => each.kind === 'base' && each.state === 'active')
    .map((each) => ({
      type: each.service,
      contract: each.number,
      startsOn: each.startsOn,
      endsOn: each.endsOn,
      territory: each.territory,
    })),
})
