import { healthCheck, judged, limit } from '../../../health/check.ts'
import { routeTablesOf } from '../../../health/sessions.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const routesHidden = healthCheck({
  id: 'routes-hidden',
  theme: 'routing',
  severity: 'low',
  title: 'Few routes are hidden, and none waits to be deleted',
  asks: ['route-summary'],
  none: 'no routing table is listed',
  why: 'A hidden route has no usable next hop or was refused by a policy; routes that wait to be deleted tell that something changes right now.',
  source: [ownAdvice],
  parameters: { hidden: limit('most hidden routes of a table', 0, 0, 10_000_000) },
  judge: ({ reading }, { hidden: most }) =>
    routeTablesOf(reading).flatMap(({ row: { table, hidden, holddown }, at }) =>
      hidden === undefined
        ? []
        : [
            judged(
              hidden <= most && (holddown ?? 0) === 0,
              at,
              `${hidden} hidden, ${holddown ?? 0} in holddown`,
              `show route hidden table ${table} extensive`,
            ),
          ],
    ),
})
