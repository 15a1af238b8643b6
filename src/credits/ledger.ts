import type { LocalDate } from '../lib/time.ts'

/** Two kinds of credits that are never exchanged (policy B23): Advanced Services credits and Flexible Services credits. */
export const families = ['ASC', 'FSC'] as const
export type Family = (typeof families)[number]
export const familyTitles: Readonly<Record<Family, string>> = { ASC: 'Advanced Services credits', FSC: 'Flexible Services credits' }

/** Credits of one purchase; whole numbers. */
export type Lot = {
  readonly id: string
  readonly number: number
  readonly purchasedOn: LocalDate
  /** The last day on which they may be spent, in the zone of the account. */
  readonly lastDay: LocalDate
  readonly left: number
}

/** What a lot gives, or gets. */
export type Part = { readonly lotId: string; readonly credits: number }

export type Debit =
  | { readonly kind: 'paid'; readonly parts: readonly Part[] }
  | { readonly kind: 'short'; readonly needs: number; readonly has: number }

type Order = 'oldest-expiry-first' | 'newest-expiry-first'

/** Lots with something left whose last day has not passed, in the order in which they are spent (policy B47). */
export function spendable(lots: readonly Lot[], today: LocalDate, order: Order = 'oldest-expiry-first'): readonly Lot[] {
  const sign = order === 'oldest-expiry-first' ? 1 : -1
  return lots
    .filter(({ left, lastDay }) => left > 0 && lastDay >= today)
    .toSorted((one, other) => (one.lastDay === other.lastDay ? one.number - other.number : sign * (one.lastDay < other.lastDay ? -1 : 1)))
}

type Rules = { readonly today: LocalDate; readonly order: Order; readonly maySpan: boolean }

/** Which lots pay a price: all of it, or nothing (MSP-4.p0). A lot is emptied before the next one is touched. */
export function planDebit(lots: readonly Lot[], credits: number, { today, order, maySpan }: Rules): Debit {
  const ready = spendable(lots, today, order)
  const has = maySpan ? ready.reduce((sum, { left }) => sum + left, 0) : Math.max(0, ...ready.map(({ left }) => left))
  if (has < credits) return { kind: 'short', needs: credits, has }
  const parts: Part[] = []
  let open = credits
  for (const { id, left } of maySpan ? ready : ready.filter(({ left: all }) => all >= credits)) {
    if (open === 0) break
    const paid = Math.min(open, left)
    parts.push({ lotId: id, credits: paid })
    open -= paid
  }
  return { kind: 'paid', parts }
}

/** A lot as people name it: `ASC lot 3`. */
export const lotName = (family: Family, number: number): string => `${family} lot ${number}`
