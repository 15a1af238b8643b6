import type { SecretKind } from '../../lib/secrets/find.ts'
import { kindsIn, maskAll } from '../../lib/secrets/mask.ts'

/** What was written, taken apart: what everybody may read, and what stood where the marks are. */
export type Apart<T> = {
  readonly shown: T
  /** The parts that differ from what is shown, as they were written; undefined where nothing was masked. */
  readonly raw: Readonly<Record<string, unknown>> | undefined
  readonly kinds: readonly SecretKind[]
}

/** Masks every text of an event's body, and keeps the parts that held a secret. */
export function takeApart<T extends object>(body: T): Apart<T> {
  const shown = maskAll(body)
  if (shown === body) return { shown, raw: undefined, kinds: [] }
  const differs = Object.entries(body).filter(([key, value]) => (shown as Record<string, unknown>)[key] !== value)
  return { shown, raw: Object.fromEntries(differs), kinds: [...new Set(differs.flatMap(([, value]) => kindsOf(value)))] }
}

const kindsOf = (value: unknown): readonly SecretKind[] =>
  typeof value === 'string' ? kindsIn(value) : typeof value === 'object' && value !== null ? Object.values(value).flatMap(kindsOf) : []
