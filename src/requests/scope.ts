/** What of a request lies within the service (ISS-3.p1 to p3, MSP-3.p3). */
export type Scope = {
  readonly outcome: 'in' | 'partly' | 'out'
  /** What lies beyond it, each with why. */
  readonly excess: readonly { readonly activity: string; readonly why: string }[]
  /** Whether what exceeds it is offered for a further price: the provider decides. */
  readonly offered: boolean
  readonly note: string
  /** Who of both sides agreed in writing to a use that the service does not list (ISS-3.p6). */
  readonly agreement: string
  readonly by: string
  readonly on: string
}

/** What is missing in a scope assessment, in words; undefined when it is whole. */
export function scopeLacks({ outcome, excess, note }: Pick<Scope, 'outcome' | 'excess' | 'note'>): string | undefined {
  if (outcome === 'in' && excess.length > 0) return 'it is in scope, so nothing can lie beyond it'
  if (outcome !== 'in' && excess.length === 0) return 'each activity that lies beyond the scope'
  if (outcome === 'out' && note.trim() === '') return 'why it is out of scope'
  return undefined
}
