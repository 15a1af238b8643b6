import type { Skipped } from './columns.ts'
import type { Statement } from './statement.ts'

/** The configuration of one device, in whatever form it came. */
export type Configuration = {
  readonly kind: 'configuration'
  /** The host name of the prompt, or the label above the text; null where nothing said it. */
  readonly device: string | null
  readonly form: 'brace' | 'set' | 'xml' | 'json'
  readonly tree: Statement
}

export type ReadConfigurations = {
  readonly kind: 'configurations'
  readonly configurations: readonly Configuration[]
  /** What was left out, with its line: shown wherever the configuration is, and never counted as looked at. */
  readonly skipped: readonly Skipped[]
}
