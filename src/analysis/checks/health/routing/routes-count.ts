import { healthCheck, judged, limit, open, wrong } from '../../../health/check.ts'
import { besideEarlier, goneFrom } from '../../../health/reading.ts'
import { percentOff, routeTablesOf } from '../../../health/sessions.ts'
import { jsnapy } from '../../../health/sources.ts'

export const routesCount = healthCheck({
  id: 'routes-count',
  theme: 'routing',
  severity: 'medium',
  title: 'Every routing table has about as many active routes as earlier',
  asks: ['route-summary'],
  twice: true,
  none: 'no routing table stands in both readings',
  why: 'Routes that went are destinations that are lost; many more than before are a leak.',
  source: [jsnapy('active routes within one percent')],
  parameters: {
    percent: limit('change that is still accepted, in percent', 1, 0, 100),
    routes: limit('change that is always accepted, in routes', 3, 0, 1_000_000),
  },
  judge: ({ reading, before }, { percent, routes }) => {
    const [now, earlier] = [routeTablesOf(reading), routeTablesOf(before)]
    return [
      ...besideEarlier(now, earlier).flatMap(({ row: { active, table }, was, at }) => {
        if (was === undefined) return []
        if (active === undefined || was.active === undefined) return [open(at, 'its active routes are not given in both readings')]
        const isWell = Math.abs(active - was.active) <= routes || percentOff(was.active, active) <= percent
        return [judged(isWell, at, `${active} active routes, earlier ${was.active}`, 'show route summary', `show route table ${table}`)]
      }),
      ...goneFrom(now, earlier).map(({ at }) => wrong({ ...at, line: now[0]?.at.line ?? 0 }, 'is gone', 'show route instance')),
    ]
  },
})
