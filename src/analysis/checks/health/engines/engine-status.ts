import { healthCheck, open, well } from '../../../health/check.ts'
import { enginesOf, isVirtual } from '../../../health/engines.ts'
import { healthbot } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const engineStatus = healthCheck({
  id: 'engine-status',
  theme: 'engines',
  severity: 'high',
  title: 'The routing engines are well by their own word',
  asks: ['routing-engines'],
  none: 'no routing engine gives a status',
  why: 'An engine that failed its own tests may not take over, or may stop without a sign.',
  source: [healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    enginesOf(reading).flatMap(({ row, at }) => {
      if (row.status === undefined) return []
      // seen for ever on virtual devices that are well
      if (row.status.word === 'Testing' && isVirtual(row)) return [well(at, 'Testing, as virtual engines say')]
      if (row.status.state === 'absent') return [open(at, 'says that it is absent')]
      return partSeen(at, row.status, 'show chassis environment routing-engine', 'show log chassisd')
    }),
})
