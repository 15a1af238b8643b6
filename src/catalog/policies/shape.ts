import { z } from 'zod'
import type { ClauseId } from '../clause-ids.ts'

/** The shape of one policy, and the small vocabularies that several policy values share. */

/**
 * A choice where the service descriptions are silent or contradict each other. `Value` is what a rule reads;
 * `schema` says in plain words what is wrong with an edited value.
 */
export interface PolicyDefinition<Key extends string, Value> {
  readonly kind: 'policy'
  /** B1 to B81, the number of the gap; H1 and on, a value of the house's own. */
  readonly id: `${'B' | 'H'}${number}`
  readonly key: Key
  readonly title: string
  /** What the texts leave open or contradict. */
  readonly gap: string
  readonly default: Value
  /** True when the default holds a number that no text gives: shown as vendor policy, never as contract text. */
  readonly invented: boolean
  /** First day on which this default is shown as decided. Earlier days take it too, because there is no older value. */
  readonly effectiveFrom: string
  readonly clauses: readonly ClauseId[]
  /** Other readings that a vendor may choose, in words. */
  readonly options: readonly string[]
  readonly author: string
  readonly reason: string
  readonly schema: z.ZodType<Value>
}

/** Writes a policy down with what all first defaults share. */
export const policy = <const Key extends string, Schema extends z.ZodType>(
  given: Pick<PolicyDefinition<Key, z.output<Schema>>, 'id' | 'key' | 'title' | 'gap' | 'clauses' | 'reason'> & {
    readonly schema: Schema
    readonly default: z.output<Schema>
    readonly invented?: boolean
    readonly options?: readonly string[]
  },
): PolicyDefinition<Key, z.output<Schema>> => ({
  kind: 'policy',
  effectiveFrom: '2026-01-01',
  author: 'Holdfast',
  invented: false,
  options: [],
  ...given,
  schema: given.schema as unknown as z.ZodType<z.output<Schema>>,
})

/** Code of a service, such as `ACP`. */
export const service = z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/, 'a service code: two to eight capitals or digits')

export const localDate = z.iso.date('a date as YYYY-MM-DD')

/** Service code to value. A service without an entry takes no part in the rule. */
export const perService = <Value extends z.ZodType>(value: Value) => z.record(service, value).readonly()

export const days = (most = 3660) =>
  z.number('a number of days').int('whole days').min(0, 'no fewer than 0 days').max(most, `no more than ${most} days`)

export const count = (least: number, most: number) =>
  z.number('a whole number').int('a whole number').min(least, `no fewer than ${least}`).max(most, `no more than ${most}`)

export const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
