import type { LocalDate } from '../lib/time.ts'
import { type Refusal, refused } from './occurrences.ts'

/** What a post-change review came to: the goal beside the result, a verdict, and changes that both sides agreed on (ISS-3.2.1 to ISS-3.2.2b). */
export const verdicts = ['met', 'met in part', 'not met'] as const

export type Outcome = {
  readonly goal: string
  readonly result: string
  readonly verdict: (typeof verdicts)[number]
  /** Possible improvements, or why none is appropriate. */
  readonly improvements: string
  readonly changes: readonly AgreedChange[]
}

export type AgreedChange = {
  readonly text: string
  /** Who agreed for each side, and on which day. */
  readonly providerName: string
  readonly providerOn: LocalDate
  readonly customerName: string
  readonly customerOn: LocalDate
}

/** Why a meeting of a kind may not be closed as held; undefined when it may. */
export function missingToHold(
  meeting: { readonly kind: string; readonly outcome: Outcome | null },
  covered: readonly string[],
  topics: Readonly<Record<string, { readonly title: string; readonly clause: string }>>,
): Refusal | undefined {
  if (meeting.kind === 'post-change' && meeting.outcome === null)
    return refused(['ISS-3.2.1', 'ISS-3.2.2a'], 'The review has no verdict yet', 'Record goal, result and verdict first.')
  if (meeting.kind === 'onboarding') {
    const open = Object.entries(topics).filter(([code]) => !covered.includes(code))
    if (open.length > 0)
      return refused(
        ['ACP-5.p3'],
        `${open.length} of ${Object.keys(topics).length} topics are open: ${open.map(([, { title }]) => title.toLowerCase()).join(', ')}`,
        'Cover them, or hold a further meeting.',
      )
  }
  if (meeting.kind === 'training' && covered.length === 0)
    return refused(['SSM-3.1.c1'], 'No topic of the training is named', 'Say which topics it covered.')
  return undefined
}
