import { nearest } from './nearest.ts'
import { isPolicyKey, type PolicyOverride, policies, policyOf } from './policies.ts'
import { type OfferingProblem, problemsFound } from './schema-words.ts'

/** What became of a policy value that somebody edited. */
export type PolicyCheck =
  | { readonly ok: true; readonly override: PolicyOverride }
  | { readonly ok: false; readonly problems: readonly OfferingProblem[] }

/** An edited value as it arrives, before anything is known about it. */
export interface PolicyEdit {
  readonly key: string
  readonly effectiveFrom: string
  readonly value: unknown
  readonly author: string
  readonly reason: string
}

const unreadable = (path: string, found: string, expected: string, toDo: string): PolicyCheck => ({
  ok: false,
  problems: [{ kind: 'problem', path, found, expected, toDo }],
})

/**
 * Checks a policy value that a person edited or a file holds, with messages in plain words. What passes may
 * be given to `policyAt`, which trusts it. Two-person approval is not judged here.
 */
export const checkPolicy = (edit: PolicyEdit): PolicyCheck => {
  if (!isPolicyKey(edit.key)) {
    const meant = nearest(
      edit.key,
      policies.map((each) => each.key),
    )
    const toDo = meant === undefined ? 'Pick a policy from the list.' : `Did you mean "${meant}"?`
    return unreadable('key', `"${edit.key}"`, 'the key of a policy', toDo)
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(edit.effectiveFrom))
    return unreadable('effectiveFrom', `"${edit.effectiveFrom}"`, 'a date as YYYY-MM-DD', 'Correct the date.')
  if (edit.reason.trim() === '') return unreadable('reason', 'nothing', 'why the value is changed', 'Write the reason; decisions show it.')
  const { schema } = policyOf(edit.key)
  const parsed = schema.safeParse(edit.value)
  if (!parsed.success) return { ok: false, problems: problemsFound(parsed.error.issues, edit.value, schema) }
  return { ok: true, override: { ...edit, value: parsed.data } as PolicyOverride }
}
