import { type Instant, toIso } from '../../../lib/time.ts'

/** A machine at the customer's that reads devices and sends what it found, for one roll-out (SSM-3.2.p2 to SSM-3.2.p4). */
export type Collector = {
  readonly id: string
  readonly name: string
  readonly keyStart: string
  /** For whom it opens cases. */
  readonly contactId: string
  readonly contact: string
  readonly madeBy: string
  readonly madeAt: Instant
  readonly revokedBy: string | null
  readonly revokedAt: Instant | null
  readonly lastUsedAt: Instant | null
  readonly lastFeedAt: Instant | null
  readonly silenceToldAt: Instant | null
}

/** A key says whose it is, so that a machine needs nothing beside it: prefix, account, contract and secret. */
export const keyPrefix = 'hfc'
export const keyText = (account: string, contract: string, secret: string): string => [keyPrefix, account, contract, secret].join('.')

/** What a key says of itself; undefined when it is no key of a collector. */
export function readKey(key: string): { readonly account: string; readonly contract: string } | undefined {
  const [, account, contract] = /^hfc\.([A-Z][A-Z0-9]{1,11})\.([A-Z0-9-]{3,40})\.[\w-]{43}$/.exec(key) ?? []
  return account === undefined || contract === undefined ? undefined : { account, contract }
}

/** Since when nothing came of it: its last feed, or when it was made, or when it was allowed to send. */
export const quietSince = ({ lastFeedAt, madeAt }: Pick<Collector, 'lastFeedAt' | 'madeAt'>, enabledAt: Instant): Instant =>
  lastFeedAt ?? Math.max(madeAt, enabledAt)

/** Whether it is silent: it may send, and no feed came for as long as a policy allows (SSM-3.2.p2, policy H16). */
export const isSilent = (
  collector: Pick<Collector, 'lastFeedAt' | 'madeAt' | 'revokedAt'>,
  enabledAt: Instant | null,
  longestMs: number,
  now: Instant,
): boolean => collector.revokedAt === null && enabledAt !== null && now - quietSince(collector, enabledAt) >= longestMs

/** The letter about a collector that is silent. */
export const silenceLetter = (collector: Pick<Collector, 'name' | 'lastFeedAt' | 'madeAt'>, account: string, contract: string) => ({
  subject: `Collector ${collector.name} of ${account} is silent`,
  text: [
    collector.lastFeedAt === null
      ? `It was made on ${toIso(collector.madeAt)} and has sent no inventory yet.`
      : `Its last inventory came on ${toIso(collector.lastFeedAt)}.`,
    `It belongs to the roll-out under ${contract}. Until it sends again, the comparison of devices rests on what it said then (SSM-3.2.p2, policy H16).`,
  ].join('\n\n'),
})
