import type { Instant } from '../lib/time.ts'
import type { Side } from './change.ts'

/** Who does something, and for which side. */
export type By = {
  readonly now: Instant
  readonly actor: string
  readonly name: string
  readonly side: Side | 'clock'
  readonly personId: string | null
}

/** What happens by itself. */
export const byItself = (now: Instant): By => ({ now, actor: 'clock', name: 'Clock', side: 'clock', personId: null })
