import type { z } from 'zod'
import { acpPolicies } from './policies/acp.ts'
import { acrossPolicies } from './policies/across.ts'
import { deskPolicies } from './policies/desk.ts'
import { mspPolicies } from './policies/msp.ts'
import { otherPolicies } from './policies/others.ts'
import type { PolicyDefinition } from './policies/shape.ts'

/**
 * The policies: dated answers where the service descriptions are silent or contradict each other (B1 to B81), and the
 * vendor's own values for how its desk works (H1 and on). A
 * decision that used one shows its id, value and date. An edited value is a new dated entry and never
 * changes an older one.
 */

const definitions = [...acrossPolicies, ...acpPolicies, ...mspPolicies, ...otherPolicies, ...deskPolicies] as const
type AnyDefinition = (typeof definitions)[number]

/** Key of a policy, such as `response.clock`. */
export type PolicyKey = AnyDefinition['key']

/** What a rule reads under a key. */
export type PolicyValue<Key extends PolicyKey> = z.output<Extract<AnyDefinition, { key: Key }>['schema']>

/** One policy as the catalogue lists it, whatever its value. */
export type Policy = PolicyDefinition<PolicyKey, unknown>

/** All policies in the order B1 to B81, then H1 and on. */
export const policies: readonly Policy[] = [...(definitions as unknown as readonly Policy[])].sort(
  (a, b) => a.id.charCodeAt(0) - b.id.charCodeAt(0) || Number(a.id.slice(1)) - Number(b.id.slice(1)),
)

const byKey: ReadonlyMap<string, Policy> = new Map(policies.map((each) => [each.key, each]))

/** Whether a text is the key of a policy. */
export const isPolicyKey = (text: string): text is PolicyKey => byKey.has(text)

/** A value that a vendor set instead of the default, from a day on. */
export type PolicyOverride = {
  readonly [Key in PolicyKey]: {
    readonly key: Key
    readonly effectiveFrom: string
    readonly value: PolicyValue<Key>
    readonly author: string
    readonly reason: string
  }
}[PolicyKey]

/** A value in force as a decision shows it, whatever its type. */
export interface PolicyShown {
  readonly kind: 'policy-in-force'
  readonly id: `${'B' | 'H'}${number}`
  readonly key: PolicyKey
  readonly title: string
  readonly value: unknown
  readonly effectiveFrom: string
  readonly author: string
  readonly reason: string
  /** The value is ours or the vendor's own choice of a number, not from a contract text. */
  readonly vendorPolicy: boolean
}

/** A value in force as a rule reads it. */
export interface PolicyInForce<Key extends PolicyKey> extends PolicyShown {
  readonly key: Key
  readonly value: PolicyValue<Key>
}

/**
 * The value in force on a date: the newest override that has begun, else the default. The default also
 * answers for days before it was written down, since nothing older exists. Of two overrides from the same
 * day the later in the list counts, so give them in the order in which they were made.
 */
export const policyAt = <Key extends PolicyKey>(key: Key, date: string, overrides: readonly PolicyOverride[] = []): PolicyInForce<Key> => {
  const policy = byKey.get(key) as Policy
  let newest: PolicyOverride | undefined
  for (const each of overrides) {
    if (each.key !== key || each.effectiveFrom > date) continue
    if (newest === undefined || each.effectiveFrom >= newest.effectiveFrom) newest = each
  }
  return {
    kind: 'policy-in-force',
    id: policy.id,
    key,
    title: policy.title,
    value: (newest === undefined ? policy.default : newest.value) as PolicyValue<Key>,
    effectiveFrom: newest?.effectiveFrom ?? policy.effectiveFrom,
    author: newest?.author ?? policy.author,
    reason: newest?.reason ?? policy.reason,
    vendorPolicy: newest !== undefined || policy.invented,
  }
}

/** The definition behind a key. */
export const policyOf = (key: PolicyKey): Policy => byKey.get(key) as Policy
