import { z } from 'zod'

/** What is written down of each item of service management onboarding; each kind shows one item (MSP-3.1.1.a to MSP-3.1.1.g). */

const line = z.string().trim().min(1).max(300)
const prose = z.string().trim().max(4000)
const names = z.array(line).min(1).max(100)

/** How the case system is set up for the account: what each hears of, and by which account id cases are opened. */
const settings = z.object({ item: z.literal('a'), notifications: line, accountId: line })
const session = z.object({
  item: z.literal('b'),
  heldOn: z.iso.date(),
  attendees: names,
  material: line,
  version: line,
  /** Number of the vendor's agreement, for a session on a day that is not worked where the customer is (MSP-6.c). */
  agreement: z.string().trim().max(60).default(''),
})
const guide = z.object({ item: z.literal('d'), guide: line, version: line, dated: z.iso.date() })
const logistics = z.object({ item: z.literal('e'), contacts: names, shipTo: z.string().trim().max(500) })
const readiness = z.object({
  item: z.literal('f'),
  /** The code of the partner's account. */
  partner: z.string().trim().min(2).max(12),
  evaluatedOn: z.iso.date(),
  criteria: z
    .array(z.object({ title: line, met: z.boolean(), note: prose.default('') }))
    .min(1)
    .max(50),
  result: z.enum(['ready', 'not-ready']),
  gaps: z
    .array(z.object({ text: line, owner: z.string().trim().max(200) }))
    .max(50)
    .default([]),
})
const advice = z.object({ item: z.literal('g'), case: z.string().trim().min(3).max(40), text: z.string().trim().min(1).max(4000) })

export const recordBody = z.discriminatedUnion('item', [settings, session, guide, logistics, readiness, advice])
export type Recorded = z.output<typeof recordBody>
export type RecordOf<Item extends Recorded['item']> = Extract<Recorded, { item: Item }>

/** The devices of both sides as they were compared, with whoever owns each difference (MSP-3.1.1.c). */
export type Inventory = {
  readonly round: number
  readonly listed: number
  readonly held: number
  readonly without: readonly string[]
  readonly differences: readonly { readonly serial: string; readonly field: string; readonly owner: string; readonly settled: boolean }[]
}

/** A record as it is kept. The inventory is no input of anybody: it is taken from the newest comparison. */
export type KeptRecord = {
  readonly seq: number
  readonly item: Item
  readonly body: Recorded | ({ readonly item: 'c' } & Inventory)
  readonly saidBy: string
  readonly at: number
}

export const items = ['a', 'b', 'c', 'd', 'e', 'f', 'g'] as const
export type Item = (typeof items)[number]
