/** What a record says of a stretch of releases, as it is written. */
export type WrittenRow = {
  readonly status: 'affected' | 'unaffected' | 'unknown'
  readonly version: string
  readonly lessThan?: string | undefined
  readonly lessThanOrEqual?: string | undefined
  /** The status turns at each of these, in order. */
  readonly changes?: readonly { readonly at: string; readonly status: string }[] | undefined
}

/** What a record says of one product. */
export type WrittenEntry = {
  readonly product: string
  /** Free text; none means every platform. */
  readonly platforms: readonly string[]
  readonly modules: readonly string[]
  /** Of what no row speaks of; null where the record does not say. */
  readonly defaultStatus: 'affected' | 'unaffected' | 'unknown' | null
  readonly rows: readonly WrittenRow[]
}

/** Something in a record that was read by a rule, or not at all. */
export type Doubt = {
  readonly rule:
    | 'swapped-branches'
    | 'year-for-branch'
    | 'unreadable-row'
    | 'bare-version'
    | 'no-default'
    | 'unknown-status'
    | 'unreadable-change'
    | 'prose-narrows'
    | 'no-advisory-id'
    | 'unreadable-entry'
  readonly message: string
  /** The row it is about, counted from 0. */
  readonly row?: number
}
