import { type PolicyInForce, type PolicyKey, type PolicyOverride, type PolicyValue, policyAt } from './policies.ts'

/** The policies in force on one date, looked up once each, with a note of the ones a judgement asked for. */
export type PolicyBook = {
  readonly onDate: string
  readonly get: <Key extends PolicyKey>(key: Key) => PolicyValue<Key>
  readonly inForce: (key: PolicyKey) => PolicyInForce<PolicyKey>
}

const noOverrides: readonly PolicyOverride[] = []
const defaults = new Map<string, PolicyBook>()

const openBook = (onDate: string, overrides: readonly PolicyOverride[]): PolicyBook => {
  const found = new Map<PolicyKey, PolicyInForce<PolicyKey>>()
  const inForce = (key: PolicyKey): PolicyInForce<PolicyKey> => {
    const known = found.get(key)
    if (known) return known
    const value = policyAt(key, onDate, overrides)
    found.set(key, value)
    return value
  }
  return { onDate, get: (key) => inForce(key).value as never, inForce }
}

/** Opens the book of a date. Without overrides the same book is given again, so that many judgements share it. */
export function policyBook(onDate: string, overrides: readonly PolicyOverride[] = noOverrides): PolicyBook {
  if (overrides.length > 0) return openBook(onDate, overrides)
  const known = defaults.get(onDate)
  if (known) return known
  if (defaults.size > 1000) defaults.clear()
  const book = openBook(onDate, noOverrides)
  defaults.set(onDate, book)
  return book
}
