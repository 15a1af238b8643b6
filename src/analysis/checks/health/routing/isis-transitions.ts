import { healthCheck, judged, open } from '../../../health/check.ts'
import { grownBy } from '../../../health/growth.ts'
import { besideEarlier } from '../../../health/reading.ts'
import { adjacenciesOf } from '../../../health/sessions.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const isisTransitions = healthCheck({
  id: 'isis-transitions',
  theme: 'routing',
  severity: 'medium',
  title: 'No IS-IS adjacency has fallen between two readings',
  asks: ['isis-adjacencies'],
  twice: true,
  none: 'no IS-IS neighbour stands in both readings',
  why: 'Each fall makes every router of the level calculate anew, and is up again when somebody looks.',
  source: [ownAdvice],
  judge: ({ reading, before }) =>
    besideEarlier(adjacenciesOf(reading), adjacenciesOf(before)).flatMap(({ row, was, at }) => {
      if (was === undefined) return []
      const changes = grownBy(row.transitions, was.transitions)
      if (changes === undefined) return [open(at, 'its changes are not given, or were counted anew; show isis adjacency detail gives them')]
      return [
        judged(
          changes === 0,
          at,
          `changed ${changes} times between the readings`,
          'show isis adjacency detail',
          'show log messages | match RPD_ISIS',
        ),
      ]
    }),
})
