import { findSecrets, replaceSecrets, type SecretKind } from './find.ts'

/** The text with a mark in the place of every secret; what is masked stays as it is when it is masked again. */
export const maskText = (text: string): string => replaceSecrets(text, findSecrets(text))

/** The kinds of secret in a text, each once. */
export const kindsIn = (text: string): readonly SecretKind[] => [...new Set(findSecrets(text).map(({ kind }) => kind))]

/** The same of every text inside a value: what is written down, sent or answered as JSON. Values without a secret come back themselves. */
export function maskAll<T>(value: T): T {
  if (typeof value === 'string') return maskText(value) as T
  if (Array.isArray(value)) {
    const items = value.map((item) => maskAll(item))
    return items.some((item, at) => item !== value[at]) ? (items as T) : value
  }
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, maskAll(item)] as const)
  return entries.some(([key, item]) => item !== (value as Record<string, unknown>)[key]) ? (Object.fromEntries(entries) as T) : value
}
