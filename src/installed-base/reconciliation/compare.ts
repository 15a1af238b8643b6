import type { Compared, ListedRow } from './list.ts'

/** Two lists of the same devices against each other, serial by serial, until both sides hold the same (SSM-3.1.b2). */

export const reconciliationClause = 'SSM-3.1.b2'

export const differenceFields = ['not-held', 'not-listed', 'site', 'contract-level', 'product'] as const
export type DifferenceField = (typeof differenceFields)[number]
export const fieldWords: Readonly<Record<DifferenceField, string>> = {
  'not-held': 'Not held by the provider',
  'not-listed': 'Not on the customer’s list',
  site: 'Site',
  'contract-level': 'Contract level',
  product: 'Product',
}

export const decisions = ['take-theirs', 'keep-ours', 'not-a-device'] as const
export type SettleDecision = (typeof decisions)[number]
export const decisionWords: Readonly<Record<SettleDecision, string>> = {
  'take-theirs': 'The customer’s list is right',
  'keep-ours': 'The provider’s record is right',
  'not-a-device': 'No such device any more',
}

/** How a difference ended: as somebody decided, or because both sides say the same by now. */
export type Outcome = SettleDecision | 'agrees'
export const outcomeWords: Readonly<Record<Outcome, string>> = { ...decisionWords, agrees: 'Both sides say the same now' }

export type Side = 'customer' | 'provider'

/**
 * Who settles a difference: whoever knows. Where a device stands, and whether it still stands anywhere, the customer knows; what it is, what it is
 * under and whether it was sold to the customer, the provider.
 */
export const ownerOf: Readonly<Record<DifferenceField, Side>> = {
  'not-held': 'provider',
  'not-listed': 'customer',
  site: 'customer',
  'contract-level': 'provider',
  product: 'provider',
}

/** What may be decided: of a device that one side lacks there is nothing to choose between. */
export const choicesOf: Readonly<Record<DifferenceField, readonly SettleDecision[]>> = {
  'not-held': ['take-theirs', 'not-a-device'],
  'not-listed': ['keep-ours', 'not-a-device'],
  site: ['take-theirs', 'keep-ours', 'not-a-device'],
  'contract-level': ['take-theirs', 'keep-ours', 'not-a-device'],
  product: ['take-theirs', 'keep-ours', 'not-a-device'],
}

export type HeldRow = {
  readonly serial: string
  readonly product: string
  readonly site: { readonly name: string; readonly address: string } | null
  readonly base: readonly string[]
  readonly services: readonly string[]
  readonly inUse: boolean
  /** A part of another device: no list has to name it. */
  readonly part: boolean
}

export type Difference = { readonly serial: string; readonly field: DifferenceField; readonly theirs: string; readonly ours: string }

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const names = (text: string): ReadonlySet<string> =>
  new Set(
    text
      .split(/[,;+/&|]/)
      .map(plain)
      .filter(Boolean),
  )
const sameNames = (one: ReadonlySet<string>, other: readonly string[]): boolean => {
  const beside = new Set(other.map(plain))
  return one.size === beside.size && [...one].every((name) => beside.has(name))
}

const levelOf = ({ base, services }: HeldRow): string => [...base, ...services].join(', ') || 'none'

/** A list may name the services of a device, what they build on, or both. */
const levelFits = (theirs: string, row: HeldRow): boolean => {
  const said = names(theirs)
  return sameNames(said, row.services) || sameNames(said, row.base) || sameNames(said, [...row.base, ...row.services])
}

const fits: Readonly<Record<Compared, (theirs: string, row: HeldRow) => boolean>> = {
  site: (theirs, { site }) => site !== null && (plain(theirs) === plain(site.name) || plain(theirs) === plain(site.address)),
  'contract-level': levelFits,
  product: (theirs, { product }) => plain(theirs) === plain(product),
}
const oursOf: Readonly<Record<Compared, (row: HeldRow) => string>> = {
  site: ({ site }) => site?.name ?? 'none',
  'contract-level': levelOf,
  product: ({ product }) => product,
}

/**
 * Compares what a list says with what is held. A blank cell says nothing and differs from nothing. A device that is held as out of use counts as
 * not held when the list names it, and is not missed when the list does not.
 * @returns how many serials agree in everything the list says, and each difference
 */
export function compareLists(
  listed: readonly ListedRow[],
  held: readonly HeldRow[],
  speaks: readonly Compared[],
): { readonly same: number; readonly differences: readonly Difference[] } {
  const bySerial = new Map(held.map((row) => [row.serial, row]))
  const named = new Set(listed.map(({ serial }) => serial))
  const differences: Difference[] = []
  let same = 0
  for (const theirs of listed) {
    const ours = bySerial.get(theirs.serial)
    if (!ours?.inUse) {
      const said = [theirs.product, theirs.site].filter(Boolean).join(', ')
      differences.push({
        serial: theirs.serial,
        field: 'not-held',
        theirs: said || 'listed',
        ours: ours ? 'held as out of use' : 'nothing',
      })
      continue
    }
    const before = differences.length
    for (const field of speaks)
      if (theirs[field] !== '' && !fits[field](theirs[field], ours))
        differences.push({ serial: theirs.serial, field, theirs: theirs[field], ours: oursOf[field](ours) })
    if (differences.length === before) same += 1
  }
  for (const ours of held)
    if (ours.inUse && !ours.part && !named.has(ours.serial))
      differences.push({
        serial: ours.serial,
        field: 'not-listed',
        theirs: 'nothing',
        ours: [ours.product, ours.site?.name ?? ''].filter(Boolean).join(', '),
      })
  return { same, differences }
}
