import { deadlineAfter } from '../../calendar/terms.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Device } from '../device.ts'
import type { LifecycleDate } from './entry.ts'
import type { Side } from './standing.ts'

/** How long ago the branch or train first shipped whose release a device runs. A later maintenance release of an old branch is of that age. */
export const ageBands = ['under 1 year', '1 to 2 years', '2 to 3 years', '3 to 4 years', '4 years and more', 'not known'] as const
export type AgeBand = (typeof ageBands)[number]

/** What runs a release of its own: a module runs that of its chassis. */
export const runsRelease = ({ kind }: Pick<Device, 'kind'>): boolean => kind !== 'module'

/** The date of first shipping that counts for a release; undefined where the table has none. When it was documented says nothing of it. */
export const shippedOf = (release: Side | null): LifecycleDate | undefined =>
  release?.dates.find(({ milestone }) => milestone === 'firstShipped')

export function ageOf(shippedOn: LocalDate | undefined, today: LocalDate): AgeBand {
  if (shippedOn === undefined) return 'not known'
  const years = [1, 2, 3, 4].filter((each) => deadlineAfter(shippedOn, each * 12) <= today).length
  return ageBands[years] as AgeBand
}
