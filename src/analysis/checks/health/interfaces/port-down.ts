import { healthCheck, judged, open } from '../../../health/check.ts'
import { described, isOn, isUp, portsBeside } from '../../../health/ports.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const portDown = healthCheck({
  id: 'port-down',
  theme: 'interfaces',
  severity: 'high',
  title: 'Every interface that is meant to be up is up',
  asks: ['interfaces'],
  none: 'no interface is switched on that has a description or was up earlier',
  why: 'An interface that is switched on, and described or up before, is one that somebody counts on.',
  source: [ownAdvice],
  judge: ({ reading, before }) =>
    portsBeside(reading, before).flatMap(({ row, was, at }) => {
      if (!isOn(row)) return row.admin?.state === 'look' ? [open(at, `says ${row.admin.word}`)] : []
      const wasUp = was !== undefined && isUp(was)
      if (row.description === undefined && !wasUp && !isUp(row)) return []
      if (row.link === undefined || row.link.state === 'look')
        return [open(at, row.link === undefined ? 'its link is not given' : `says ${row.link.word}`)]
      const said = `${row.link.word}${described(row)}${wasUp ? ', up earlier' : ''}`
      return [
        judged(
          isUp(row),
          at,
          said,
          `show interfaces ${row.name} extensive`,
          `show interfaces diagnostics optics ${row.name}`,
          `set interfaces ${row.name} disable`,
        ),
      ]
    }),
})
