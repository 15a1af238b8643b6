/** A line of money beside the credits: never taken from them (policies B57, B63). */
export const extraKinds = ['onsite', 'designated', 'local', 'language', 'outside-hours', 'excess'] as const
export type ExtraKind = (typeof extraKinds)[number]
export const extraTitles: Readonly<Record<ExtraKind, string>> = {
  onsite: 'On site',
  designated: 'Designated engineer',
  local: 'Local engineer',
  language: 'Another language',
  'outside-hours': 'Outside working hours',
  excess: 'Beyond the scope',
}
export type Extra = {
  readonly kind: ExtraKind
  readonly text: string
  /** Hundredths of the currency. */
  readonly cents: number
  readonly currency: string
}
