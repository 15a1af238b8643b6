import type { Inventory, Item, KeptRecord, Recorded, RecordOf } from './record.ts'
import { items } from './record.ts'

/** How each item of an onboarding stands: what shows it, and what is still open of it (MSP-3.1.1.a to MSP-3.1.1.g). */
export type ItemStanding = {
  readonly item: Item
  readonly clause: string
  /** How far it is, in words such as "4 of 5 contacts signed in". */
  readonly shows: string
  /** Empty when everything of it is there. */
  readonly open: readonly string[]
}

export type OnboardingWorld = {
  readonly records: readonly KeptRecord[]
  /** Named contacts on the day, and whether each signed in once. */
  readonly contacts: readonly { readonly name: string; readonly seen: boolean }[]
  /** Cases that are open. */
  readonly openCases: readonly string[]
}

/** The newest record of an item. */
const newest = <Of extends Recorded['item']>(records: readonly KeptRecord[], item: Of): RecordOf<Of> | undefined =>
  records.findLast((each) => each.item === item)?.body as RecordOf<Of> | undefined

export const inventoryOf = (records: readonly KeptRecord[]): Inventory | undefined =>
  records.findLast(({ item }) => item === 'c')?.body as Inventory | undefined

export const adviceOf = (records: readonly KeptRecord[]): readonly (RecordOf<'g'> & { readonly seq: number })[] =>
  records.flatMap(({ item, body, seq }) => (item === 'g' ? [{ ...(body as RecordOf<'g'>), seq }] : []))

const clauses: Readonly<Record<Item, string>> = {
  a: 'MSP-3.1.1.a',
  b: 'MSP-3.1.1.b',
  c: 'MSP-3.1.1.c',
  d: 'MSP-3.1.1.d',
  e: 'MSP-3.1.1.e',
  f: 'MSP-3.1.1.f',
  g: 'MSP-3.1.1.g',
}

type Judge = (world: OnboardingWorld) => Pick<ItemStanding, 'shows' | 'open'>

const judges: Readonly<Record<Item, Judge>> = {
  a: ({ records, contacts }) => {
    const settings = newest(records, 'a')
    const missing = contacts.filter(({ seen }) => !seen)
    return {
      shows: `${contacts.length - missing.length} of ${contacts.length} contacts signed in${settings ? `, cases by account id ${settings.accountId}` : ''}`,
      open: [
        ...(contacts.length === 0 ? ['no contact is named'] : []),
        ...missing.map(({ name }) => `${name} never signed in`),
        ...(settings ? [] : ['the settings are not recorded']),
      ],
    }
  },
  b: ({ records }) => {
    const session = newest(records, 'b')
    return session
      ? {
          shows: `${session.heldOn}, ${session.attendees.join(', ')}, ${session.material} ${session.version}${session.agreement ? `, by agreement ${session.agreement}` : ''}`,
          open: [],
        }
      : { shows: 'no session yet', open: ['no session on opening and escalating cases is recorded'] }
  },
  c: ({ records }) => {
    const inventory = inventoryOf(records)
    if (!inventory) return { shows: 'no comparison yet', open: ['no comparison of both lists is taken over'] }
    const { differences, listed, held, without, round } = inventory
    const unowned = differences.filter(({ owner }) => owner === '')
    return {
      shows: `${held} on record and ${listed} found, ${differences.length === 1 ? '1 difference' : `${differences.length} differences`}, ${without.length} without care (comparison ${round})`,
      open: unowned.map(({ serial, field }) => `${serial}, ${field}, has no owner`),
    }
  },
  d: ({ records }) => {
    const guide = newest(records, 'd')
    return guide
      ? { shows: `${guide.guide} ${guide.version} of ${guide.dated}`, open: [] }
      : { shows: 'not reviewed yet', open: ['the version of the guide is not recorded'] }
  },
  e: ({ records }) => {
    const logistics = newest(records, 'e')
    if (!logistics) return { shows: 'not confirmed yet', open: ['contacts for returns and the ship-to address are not confirmed'] }
    return {
      shows: `${logistics.contacts.join(', ')}; to ${logistics.shipTo}`,
      open: logistics.shipTo === '' ? ['the ship-to address is empty'] : [],
    }
  },
  f: ({ records }) => {
    const readiness = newest(records, 'f')
    if (!readiness) return { shows: 'not evaluated yet', open: ['no partner is evaluated'] }
    const unowned = readiness.gaps.filter(({ owner }) => owner === '')
    return {
      shows: `${readiness.partner} ${readiness.result === 'ready' ? 'is ready' : 'is not ready'}, ${readiness.gaps.length === 1 ? '1 gap' : `${readiness.gaps.length} gaps`}`,
      open: unowned.map(({ text }) => `the gap "${text}" has no owner`),
    }
  },
  g: ({ records, openCases }) => {
    const advised = new Set(adviceOf(records).map((each) => each.case))
    const without = openCases.filter((number) => !advised.has(number))
    const all = adviceOf(records).length
    return {
      shows: `${all === 1 ? '1 piece' : `${all} pieces`} of advice on ${advised.size === 1 ? '1 case' : `${advised.size} cases`}`,
      open: without.map((number) => `no advice on ${number} yet`),
    }
  },
}

/** Every item, in the order of the service description. */
export const standingOf = (world: OnboardingWorld): readonly ItemStanding[] =>
  items.map((item) => ({ item, clause: clauses[item], ...judges[item](world) }))

/**
 * What somebody may see of an item: how ready a partner is, is seen by the provider and that partner alone (MSP-3.1.1.f).
 * @param viewer the account of whoever reads
 */
export const mayReadRecord = (
  { item, body }: Pick<KeptRecord, 'item' | 'body'>,
  viewer: { readonly accountKind: string; readonly accountCode: string },
): boolean => item !== 'f' || viewer.accountKind === 'provider' || viewer.accountCode === (body as RecordOf<'f'>).partner
