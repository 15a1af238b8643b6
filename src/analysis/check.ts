/** What every check says of itself, whatever it looks at: a configuration, or what a device answers about its health. */

export const severities = ['high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

export const themes = [
  'access',
  'users',
  'logging',
  'time',
  'snmp',
  'control-plane',
  'routing',
  'interfaces',
  'switching',
  'security',
  'housekeeping',
  'consistency',
  'engines',
  'hardware',
  'alarms',
  'optics',
  'redundancy',
] as const
export type Theme = (typeof themes)[number]

/** What a profile may set: a number between bounds, or a list of words. */
export type Parameter =
  | { readonly kind: 'number'; readonly what: string; readonly default: number; readonly least: number; readonly most: number }
  | { readonly kind: 'words'; readonly what: string; readonly default: readonly string[] }
export type Parameters = Readonly<Record<string, Parameter>>

export type Settings = Readonly<Record<string, number | readonly string[]>>
export type SettingsOf<P extends Parameters> = { readonly [K in keyof P]: P[K] extends { kind: 'number' } ? number : readonly string[] }

export type CheckText = {
  /** Stands in profiles and waivers, and never changes. */
  readonly id: string
  /** The rule as a sentence that is true when the check passes. */
  readonly title: string
  readonly theme: Theme
  readonly severity: Severity
  readonly needs: string
  /** Paths of the configuration, or commands. */
  readonly looksAt: readonly string[]
  readonly why: string
  /** Published rules and documents that ask for the same, or own advice. */
  readonly source: readonly string[]
  readonly parameters: Parameters
}

export const defaultsOf = (parameters: Parameters): Settings =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, parameter.default]))

/** The hierarchies, or the first words of the commands, that a check looks at. */
export const askedBy = ({ looksAt }: Pick<CheckText, 'looksAt'>): readonly string[] => [
  ...new Set(looksAt.map((path) => path.split(' ')[0]!)),
]
