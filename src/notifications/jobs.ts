import type { Database } from '../db/pool.ts'
import { inScope, providerScope } from '../db/scope.ts'
import type { Instant } from '../lib/time.ts'
import type { Mailer } from './gateway.ts'
import { letterOf } from './letters.ts'
import { addressesOf, claimEntry, markEntry, type OutboxEntry } from './store.ts'

const mostAttempts = 12
const pauseMs = (attempts: number): number => Math.min(6 * 3_600_000, 5000 * 2 ** attempts)

/**
 * Handles one entry of the outbox: sends it, or only shows it when no mail server is set up or nobody is to hear.
 * The entry stays locked while it is sent, so two workers never send it at once; a crash in between sends it again with the same id.
 */
export async function handleNext(
  db: Database,
  mailer: Mailer | undefined,
  now: Instant,
): Promise<'sent' | 'shown' | 'failed' | 'put off' | undefined> {
  return inScope(db, providerScope, async (tx) => {
    const entry = await claimEntry(tx, now)
    if (!entry) return undefined
    const to = await recipients(tx, entry)
    if (!mailer || to.length === 0) {
      await markEntry(tx, entry, { state: 'shown', now })
      return 'shown'
    }
    try {
      await mailer.send({ ...letterOf(entry.kind, entry.subject, entry.payload), to, messageId: `<${entry.id}@holdfast>` })
      await markEntry(tx, entry, { state: 'sent', now })
      return 'sent'
    } catch (error) {
      const message = String((error as Error)?.message ?? error).slice(0, 500)
      const over = entry.attempts + 1 >= mostAttempts
      await markEntry(
        tx,
        entry,
        over
          ? { state: 'failed', now, error: message }
          : { state: 'pending', now, nextTryAt: now + pauseMs(entry.attempts), error: message },
      )
      return over ? 'failed' : 'put off'
    }
  })
}

async function recipients(tx: Parameters<typeof addressesOf>[0], { payload }: OutboxEntry): Promise<readonly string[]> {
  const to = (payload.to ?? []) as readonly { readonly email?: string; readonly personId?: string }[]
  const known = to.flatMap((one) => (one.email ? [one.email] : []))
  const people = await addressesOf(
    tx,
    to.flatMap((one) => (one.personId ? [one.personId] : [])),
  )
  return [...new Set([...known, ...people])]
}
