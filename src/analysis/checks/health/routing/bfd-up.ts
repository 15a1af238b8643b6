import { healthCheck } from '../../../health/check.ts'
import { bfdSessionsOf } from '../../../health/sessions.ts'
import { jsnapy } from '../../../health/sources.ts'
import { sessionSeen } from '../../../health/states.ts'

export const bfdUp = healthCheck({
  id: 'bfd-up',
  theme: 'routing',
  severity: 'high',
  title: 'Every BFD session is up',
  asks: ['bfd-sessions'],
  none: 'there is no BFD session',
  why: 'Where BFD is down, a failure is only noticed after the long timers of the protocol above, or the protocol is down with it.',
  source: [jsnapy('BFD sessions: up')],
  judge: ({ reading }) =>
    bfdSessionsOf(reading).map(({ row, at }) => {
      const why = row.localDiagnostic === undefined || row.localDiagnostic === 'None' ? '' : `, ${row.localDiagnostic}`
      return sessionSeen(at, row.state, ['up', 'switched-off'], why, `show bfd session address ${row.neighbor} extensive`)
    }),
})
