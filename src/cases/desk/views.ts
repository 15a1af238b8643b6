import { type Lens, lensNames } from './lenses.ts'

/** What a kept view asks for, out of the filters as they stand in its address. What is no filter any more is passed over. */
export type ViewAsks = {
  readonly lens: Lens
  readonly queue: string | undefined
  readonly priority: string | undefined
  readonly open: boolean
  readonly words: string | undefined
}

export const asksOf = (picks: Readonly<Record<string, string>>): ViewAsks => ({
  lens: lensNames.find((lens) => lens === picks.lens) ?? 'all',
  queue: picks.queue || undefined,
  priority: picks.priority || undefined,
  open: picks.open !== 'false',
  words: picks.q?.trim() || undefined,
})
