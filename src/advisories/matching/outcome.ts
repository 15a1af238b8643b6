import type { Judgement, Verdict } from '../affected/judge.ts'
import type { Doubt } from '../affected/row.ts'

/** What an advisory comes to for a device. */
export type Match = {
  readonly verdict: Verdict
  /** The platform, then the release: what decided, in words. */
  readonly why: readonly string[]
  readonly judgement?: Judgement
  /** Configuration without which the device is not affected, where the record names some; nobody has looked for it yet. */
  readonly needs: readonly string[]
  readonly doubts: readonly Doubt[]
}
