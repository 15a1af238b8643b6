import type { Inventory } from '../../installed-base/readings/facts.ts'
import { readRelease } from '../../junos/release/release.ts'
import type { Instant } from '../../lib/time.ts'
import { cardNames } from '../matching/cards.ts'
import type { Evidence } from '../matching/configuration.ts'
import type { DeviceFacts } from '../matching/match.ts'

/** What is known of a device when records are judged for it; devices with the same facts are judged together. */
export type SharedFacts = {
  readonly model: string
  readonly release: string
  /** Null when nobody has looked into the chassis. */
  readonly cards: readonly string[] | null
  /** What its configuration has of what records ask for; null when none is known. */
  readonly evidence: Evidence | null
}

/** A device or a part as the installed base has it. */
export type KnownDevice = {
  readonly id: string
  readonly parentId: string | null
  readonly kind: string
  readonly product: string
  readonly description: string
  readonly release: string
  readonly status: string
  readonly changedAt: Instant
}

/** Whether records are judged for it by itself: a chassis or a member that is not gone. Its release may be unknown yet. */
export const isJudged = ({ kind, status }: Pick<KnownDevice, 'kind' | 'status'>): boolean =>
  (kind === 'chassis' || kind === 'member') && status !== 'decommissioned'

/** What else is known of a device than its own row. */
export type Beside = {
  /** Its parts, those below them included. */
  readonly parts: readonly KnownDevice[]
  /** What it says is in it; parts that the installed base has since then count as well. */
  readonly inventory: Inventory | undefined
  readonly evidence: Evidence | null
}

/** The facts of a device; null when no release of it is known. */
export function sharedFacts(device: KnownDevice, { parts, inventory, evidence }: Beside): SharedFacts | null {
  const release = device.release.trim()
  if (release === '' || readRelease(release).kind !== 'release') return null
  const modules = parts
    .filter(({ kind, status, changedAt }) => kind === 'module' && status !== 'decommissioned' && changedAt > (inventory?.takenAt ?? 0))
    .map(({ product, description }) => ({ model: product, description }))
  return {
    model: device.product.trim().toUpperCase(),
    release,
    cards: modules.length === 0 && !inventory ? null : [...new Set([...(inventory?.parts ?? []), ...modules].flatMap(cardNames))].sort(),
    evidence,
  }
}

/** By this the same facts are known again. */
export const factsKey = ({ model, release, cards, evidence }: SharedFacts): string =>
  JSON.stringify([model, release, cards, ...(evidence ? [evidence.present, evidence.whole] : [])])

/** The facts as matching takes them; undefined for a release that is none. */
export function deviceFacts({ model, release, cards, evidence }: SharedFacts): DeviceFacts | undefined {
  const read = readRelease(release)
  return read.kind === 'release' ? { model, release: read, cards: cards ?? undefined, evidence: evidence ?? undefined } : undefined
}
