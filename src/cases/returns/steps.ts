/**
 * Where a return stands, and what may come next. The replacement goes out ahead of what comes back; where that cannot be had (CSS-9.p3) the
 * old device comes in first, and the replacement is named when the return is closed.
 */
export const returnSteps = {
  requested: ['approved', 'cancelled'],
  approved: ['shipped', 'received', 'cancelled'],
  shipped: ['received'],
  received: ['closed'],
  closed: [],
  cancelled: [],
} as const
export type ReturnState = keyof typeof returnSteps

export const mayFollow = (state: ReturnState, to: ReturnState): boolean => (returnSteps[state] as readonly ReturnState[]).includes(to)
