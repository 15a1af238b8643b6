import { healthCheck } from '../../../health/check.ts'
import { ldpSessionsOf } from '../../../health/sessions.ts'
import { vendor } from '../../../health/sources.ts'
import { sessionSeen } from '../../../health/states.ts'

export const ldpUp = healthCheck({
  id: 'ldp-up',
  theme: 'routing',
  severity: 'high',
  title: 'Every LDP session is operational',
  asks: ['ldp-sessions'],
  none: 'there is no LDP session',
  why: 'Without labels from a neighbour, what goes through it is dropped while the routes look well.',
  source: [vendor('show ldp session')],
  judge: ({ reading }) =>
    ldpSessionsOf(reading).map(({ row, at }) =>
      sessionSeen(
        at,
        row.state,
        ['up'],
        row.lastDown === undefined ? '' : `, last fell for: ${row.lastDown}`,
        `show ldp session ${row.address} extensive`,
      ),
    ),
})
