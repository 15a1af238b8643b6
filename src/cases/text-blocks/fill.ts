/** What a text block may speak of, each in braces: `{number}`. */
export const places = {
  number: 'The number of the case',
  summary: 'What it is about',
  reference: 'The customer’s own reference',
  requester: 'Who asked',
  account: 'The name of the account',
  priority: 'P1 to P4',
  serial: 'The serial of the device',
  product: 'The product of the device',
  due: 'When the first response is due',
  owner: 'Who has the case',
  me: 'The name of whoever writes',
} as const

export type Place = keyof typeof places

/** What the places hold on one case; null where the case has no such thing. */
export type Facts = Readonly<Record<Place, string | null>>

/**
 * The text with its places filled in. What has no value, and what is no place, stays as it stands, so that whoever sends it sees the
 * braces; both are named.
 */
export function fillBlock(text: string, facts: Facts): { readonly text: string; readonly empty: readonly string[] } {
  const empty = new Set<string>()
  const filled = text.replace(/\{([a-z]{1,20})\}/g, (found, name: string) => {
    const value = Object.hasOwn(facts, name) ? facts[name as Place] : null
    if (value === null || value === '') empty.add(name)
    return value === null || value === '' ? found : value
  })
  return { text: filled, empty: [...empty] }
}
