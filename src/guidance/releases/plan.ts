import type { Instant } from '../../lib/time.ts'

/** Planning of a release upgrade: what it looks at, and when it may be issued (ACP-13.p1): pure rules. */

/** What a plan weighs, in the words of its service. */
export const weighed = ['features', 'problems', 'risks', 'benefits', 'advice'] as const
export type Weighed = Readonly<Record<(typeof weighed)[number], string>>

export type ReleasePlan = Weighed & {
  readonly seq: number
  readonly serials: readonly string[]
  readonly current: string
  readonly target: string
  readonly writtenBy: string
  readonly writtenAt: Instant
  readonly issued: { readonly by: string; readonly at: Instant } | null
  /** What the customer decided: nobody else does. */
  readonly decision: { readonly text: string; readonly by: string; readonly at: Instant } | null
}

export type RunningDevice = { readonly serial: string; readonly release: string; readonly stale: boolean; readonly seenOn: string | null }

type Bar = { readonly title: string; readonly found: string; readonly expected: string; readonly toDo: string }

/** What the devices run, each release once. */
export const currentOf = (devices: readonly RunningDevice[]): string =>
  [...new Set(devices.map(({ release }) => release || 'not known'))].toSorted().join(', ')

/** Why a plan cannot be issued; undefined when it can. In words: everything is weighed, and what runs was shown lately (ACP-16.p2, policy H20). */
export function barOfIssuing(plan: Weighed & Pick<ReleasePlan, 'target'>, devices: readonly RunningDevice[]): Bar | undefined {
  const missing = [...(plan.target === '' ? ['target release'] : []), ...weighed.filter((part) => plan[part] === '')]
  if (missing.length > 0)
    return {
      title: `${missing.join(', ')} missing (ACP-13.p1)`,
      found: `nothing about ${missing.join(', ')}`,
      expected: `the target release, and its ${weighed.join(', ')}`,
      toDo: 'Write them; where there are none, say so.',
    }
  const old = devices.filter(({ stale }) => stale)
  if (old.length > 0)
    return {
      title: 'What runs was not shown lately (ACP-16.p2)',
      found: old.map(({ serial, seenOn }) => `${serial}: ${seenOn === null ? 'never seen' : `last seen on ${seenOn}`}`).join(', '),
      expected: 'the release that runs now',
      toDo: 'Bring the configuration or the version of the device in, or enter when it was seen.',
    }
  return undefined
}
