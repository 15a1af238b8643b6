import type { Device } from '../../installed-base/device.ts'
import type { AcceptedRelease, CustomSoftware } from '../../installed-base/software/software.ts'
import type { LocalDate } from '../../lib/time.ts'
import type { Proposal } from '../agreeing/proposal.ts'
import type { Download } from '../delivering/download.ts'
import type { SoftwareCover } from '../delivering/judge-delivery.ts'
import type { Direction, Installation } from '../directing/direction.ts'
import type { Enquiry } from '../enquiring/enquiry.ts'
import type { SoftwareEvent } from '../event.ts'
import type { Release } from '../releases/release.ts'

/** One piece of software with all that is known of it on a day. */
export type Standing = {
  readonly device: Device
  readonly cover: SoftwareCover | null
  readonly today: LocalDate
  readonly record: CustomSoftware | null
  readonly lacks: readonly string[]
  readonly history: readonly AcceptedRelease[]
  readonly proposals: readonly Proposal[]
  readonly releases: readonly { readonly release: Release; readonly mayTake: boolean; readonly refusedBy: readonly string[] }[]
  readonly directions: readonly Direction[]
  readonly installations: readonly Installation[]
  readonly downloads: readonly Download[]
  readonly enquiries: readonly Enquiry[]
  readonly events: readonly SoftwareEvent[]
}
