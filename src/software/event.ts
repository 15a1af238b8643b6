import type { Instant } from '../lib/time.ts'

export type SoftwareEvent = {
  readonly seq: number
  readonly at: Instant
  readonly actor: string
  readonly actorName: string
  readonly kind: string
  readonly body: Readonly<Record<string, unknown>>
}
