import type { Instant } from '../lib/time.ts'

/** What is held of somebody who is reached or opens cases: each thing is right, wrong, or not checked since it last changed (SSM-3.1.b1). */

export const fields = ['email', 'phone', 'address', 'account'] as const
export type Field = (typeof fields)[number]
export const fieldWords: Readonly<Record<Field, string>> = {
  email: 'E-mail',
  phone: 'Telephone',
  address: 'Place of work',
  account: 'Account',
}
export const checkClause = 'SSM-3.1.b1'

export type Values = Readonly<Record<Field, string>>

export type Check = {
  readonly field: Field
  /** What stood there when it was checked. */
  readonly value: string
  readonly outcome: 'right' | 'wrong'
  readonly note: string
  readonly at: Instant
  readonly actor: string
}

export const checkStates = ['right', 'wrong', 'unchecked', 'changed', 'missing'] as const
export type CheckState = (typeof checkStates)[number]
export type FieldState = {
  readonly field: Field
  readonly value: string
  readonly state: CheckState
  readonly by: string | null
  readonly at: Instant | null
  readonly note: string
}

/**
 * How each thing stands. What was said of another value counts no more; what was found wrong stays open until it is corrected.
 * @param checks of this person, newest first
 */
export function statesOf(values: Values, checks: readonly Check[]): readonly FieldState[] {
  return fields.map((field): FieldState => {
    const value = values[field]
    const last = checks.find((each) => each.field === field)
    const said = { field, value, by: last?.actor ?? null, at: last?.at ?? null, note: last?.note ?? '' }
    if (!last) return { ...said, state: value === '' ? 'missing' : 'unchecked' }
    if (last.value !== value) return { ...said, state: value === '' ? 'missing' : 'changed' }
    if (last.outcome === 'wrong') return { ...said, state: 'wrong' }
    return { ...said, state: value === '' ? 'missing' : 'right' }
  })
}
