/** The looks at the desk's open cases that everybody needs, in the order in which they are offered. */
export const lenses = {
  all: 'All open',
  'at-risk': 'Due within the hour',
  mine: 'Mine',
  team: 'My team’s',
  unassigned: 'Unassigned',
  waiting: 'Waiting for the customer',
  escalated: 'Escalated',
} as const

export type Lens = keyof typeof lenses
export const lensNames = Object.keys(lenses) as readonly Lens[] as readonly [Lens, ...Lens[]]

/** In what order the desk's list stands. */
export const queueOrders = {
  due: 'Next due first',
  priority: 'Most urgent first',
  oldest: 'Oldest first',
  newest: 'Newest first',
  updated: 'Last changed first',
} as const

export type QueueOrder = keyof typeof queueOrders
export const queueOrderNames = Object.keys(queueOrders) as readonly QueueOrder[] as readonly [QueueOrder, ...QueueOrder[]]

/** The first response is overdue, or due within this many minutes. */
export const riskMinutes = 60

/** Whose work lies in which queue. A team that has none of its own works what its people own. */
const queueOf: Readonly<Record<string, 'expert' | 'standard' | 'customer-care'>> = {
  'senior-tac': 'expert',
  'frontline-tac': 'standard',
  'customer-care': 'customer-care',
}

/** The queues of these teams. */
export const queuesOf = (teams: readonly string[]): readonly string[] => teams.flatMap((team) => queueOf[team] ?? [])
