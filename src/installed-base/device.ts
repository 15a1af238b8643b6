import type { LocalDate } from '../lib/time.ts'

export const deviceKinds = ['chassis', 'member', 'module', 'software'] as const
export const deviceStates = ['in-use', 'spare', 'decommissioned'] as const
export const acquisitions = ['purchase', 'lease'] as const
export const sources = ['vendor', 'reseller', 'territory-reseller', 'broker', 'other'] as const

/** The timer that is set when facts of devices changed, for whoever works out what follows from them; its subject is the account. */
export const factsTimer = 'device-facts'

/** The same for a device of which a configuration or answers were taken; its subject is the device. */
export const dataTimer = 'device-data'

/** A device of the installed base, known by its serial. A module or member hangs below its chassis. */
export type Device = {
  readonly id: string
  readonly serial: string
  /** What it calls itself, as its newest configuration or answers say; empty where none was taken. */
  readonly host: string
  readonly product: string
  readonly description: string
  readonly kind: (typeof deviceKinds)[number]
  readonly slot: string
  readonly parentId: string | null
  readonly siteId: string | null
  readonly status: (typeof deviceStates)[number]
  readonly statusSince: LocalDate | null
  readonly acquired: (typeof acquisitions)[number] | null
  readonly source: (typeof sources)[number] | null
  readonly seller: string
  /** What shows where it was acquired, such as the number of an invoice (ACP-2.p1, ACP-2.ii). */
  readonly originProof: string
  readonly registeredOn: LocalDate | null
  readonly registeredSiteId: string | null
  readonly modifiedCode: boolean
  readonly thirdParty: boolean
  readonly grayMarket: boolean
  readonly endOfSupportOn: LocalDate | null
  readonly release: string
  readonly releaseSeenOn: LocalDate | null
  readonly acceptedRelease: string
  readonly replacesSerial: string | null
  readonly version: number
}

/** A serial as it is compared: without blanks, in capitals. */
export const normalSerial = (text: string): string => text.trim().toUpperCase()

/** A change of status as the device's history holds it. */
export type StatusChange = { readonly status: Device['status']; readonly since: LocalDate | null }

/**
 * The status a device had on a day. The history is asked only when the day lies before the present status began.
 * @param earlier what stood before each change, newest change first
 * @returns before its first known day a device was not in use yet: `spare`
 */
export function statusOn(now: StatusChange, earlier: readonly StatusChange[], day: LocalDate): Device['status'] {
  if (now.since === null || now.since <= day) return now.status
  for (const before of earlier) if (before.since === null || before.since <= day) return before.status
  return 'spare'
}
