/**
 * Reviews that are sold for credits, made of device data: bug notification impact (MSP-3.1.5.p2), issue impact (MSP-3.1.6.p1), configuration
 * analysis and change review (MSP-3.1.7.p1), product health check (MSP-3.1.8.p1).
 */
export const reviewKinds = ['PBNIR', 'PIIR', 'CACR', 'PHC'] as const
export type ReviewKind = (typeof reviewKinds)[number]

export const reviewTitles: Readonly<Record<ReviewKind, string>> = {
  PBNIR: 'Bug notification impact review',
  PIIR: 'Issue impact review',
  CACR: 'Configuration analysis and change review',
  PHC: 'Product health check',
}
