/**
 * The states of a case and what moves it from one to another: one table for the server, the portal and the command line.
 * The customer agrees before a case is closed; a closed case can be reopened.
 */

/** Each with what happens next (SSM-3.1.a3, MSP-3.1.1.h). */
export const caseStates = {
  new: { title: 'New', open: true, next: 'an engineer answers first' },
  working: { title: 'In progress', open: true, next: 'the engineer goes on with it' },
  'waiting-customer': { title: 'Waiting for the customer', open: true, next: 'the customer answers what was asked' },
  'waiting-provider': { title: 'Waiting for the provider', open: true, next: 'the provider answers' },
  resolved: { title: 'Resolved, to be agreed', open: true, next: 'the customer agrees to close it, or says what is left' },
  closed: { title: 'Closed', open: false, next: 'nothing' },
} as const

export type CaseState = keyof typeof caseStates

type Move = {
  readonly title: string
  readonly from: readonly CaseState[]
  readonly to: CaseState
  readonly permission: 'case.work' | 'case.close'
  readonly side: 'provider' | 'customer' | 'both'
  /** What has to be said with it. */
  readonly needs: 'nothing' | 'reason' | 'agreed-by'
}

export const moves = {
  start: {
    title: 'Start work',
    from: ['new', 'waiting-customer', 'waiting-provider'],
    to: 'working',
    permission: 'case.work',
    side: 'provider',
    needs: 'nothing',
  },
  'wait-customer': {
    title: 'Wait for the customer',
    from: ['new', 'working', 'waiting-provider'],
    to: 'waiting-customer',
    permission: 'case.work',
    side: 'provider',
    needs: 'reason',
  },
  'wait-provider': {
    title: 'Wait for the provider',
    from: ['new', 'working', 'waiting-customer'],
    to: 'waiting-provider',
    permission: 'case.work',
    side: 'provider',
    needs: 'reason',
  },
  resolve: {
    title: 'Propose as resolved',
    from: ['new', 'working', 'waiting-customer', 'waiting-provider'],
    to: 'resolved',
    permission: 'case.work',
    side: 'provider',
    needs: 'reason',
  },
  agree: { title: 'Agree and close', from: ['resolved'], to: 'closed', permission: 'case.close', side: 'customer', needs: 'nothing' },
  'close-agreed': {
    title: 'Close with the customer’s consent',
    from: ['resolved'],
    to: 'closed',
    permission: 'case.work',
    side: 'provider',
    needs: 'agreed-by',
  },
  withdraw: {
    title: 'Withdraw and close',
    from: ['new', 'working', 'waiting-customer', 'waiting-provider'],
    to: 'closed',
    permission: 'case.close',
    side: 'customer',
    needs: 'reason',
  },
  refuse: { title: 'Not resolved yet', from: ['resolved'], to: 'working', permission: 'case.close', side: 'customer', needs: 'reason' },
  reopen: { title: 'Reopen', from: ['closed'], to: 'working', permission: 'case.close', side: 'both', needs: 'reason' },
} as const satisfies Readonly<Record<string, Move>>

export type CaseMove = keyof typeof moves

/** Why a move is not possible now; undefined when it is. Who may is asked of the permission matrix beside this. */
export function moveRefusal(move: CaseMove, state: CaseState, side: 'provider' | 'customer' | 'partner'): string | undefined {
  const { from, title, side: of }: Move = moves[move]
  const mine = side === 'provider' ? 'provider' : 'customer'
  if (of !== 'both' && of !== mine) return `"${title}" is for the ${of}`
  if (!from.includes(state))
    return `"${title}" is possible from ${from.map((each) => caseStates[each].title).join(', ')}; the case is ${caseStates[state].title}`
  return undefined
}

/** The moves that a side can make from a state. */
export const movesFrom = (state: CaseState, side: 'provider' | 'customer' | 'partner'): readonly CaseMove[] =>
  (Object.keys(moves) as CaseMove[]).filter((move) => moveRefusal(move, state, side) === undefined)
