import type { LocalDate } from '../lib/time.ts'

export const deviceKinds = ['chassis', 'member', 'module', 'software'] as const
export const deviceStates = ['in-use', 'spare', 'decommissioned'] as const
export const acquisitions = ['purchase', 'lease'] as const
export const sources = ['vendor', 'reseller', 'territory-reseller', 'broker', 'other'] as const

/** A device of the installed base, known by its serial. A module or member hangs below its chassis. */
export type Device = {
  readonly id: string
  readonly serial: string
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
