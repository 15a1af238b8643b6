import { z } from 'zod'
import { type Instant, toIso } from '../../../lib/time.ts'

/** A feed as it is shown. */
export const feedSchema = z.object({
  feed: z.string(),
  collector: z.string(),
  source: z.string(),
  readAt: z.iso.datetime({ offset: true }),
  receivedAt: z.iso.datetime({ offset: true }),
  listed: z.number(),
  /** Lines that could not be read: how many, and which. */
  unreadLines: z.number(),
  unread: z.array(z.object({ line: z.number(), found: z.string(), toDo: z.string() })),
  /** A newer one was there already. */
  late: z.boolean(),
})

type Head = {
  readonly id: string
  readonly collector: string
  readonly source: string
  readonly readAt: Instant
  readonly receivedAt: Instant
  readonly listed: number
  readonly unreadLines: number
  readonly unread: readonly { readonly line: number; readonly found: string; readonly toDo: string }[]
  readonly late: boolean
}

export const feedView = ({ id, collector, source, readAt, receivedAt, listed, unreadLines, unread, late }: Head) => ({
  feed: id,
  collector,
  source,
  readAt: toIso(readAt),
  receivedAt: toIso(receivedAt),
  listed,
  unreadLines,
  unread: [...unread],
  late,
})
