import { healthCheck, well, wrong } from '../../../health/check.ts'
import { goneFrom, type Reading, rowsOf } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'

const neighborsOf = (reading: Reading | null) =>
  rowsOf(
    reading,
    'lldp-neighbors',
    ({ neighbors }) => neighbors,
    (row) => `${row.interface} ${row.system ?? row.chassisId ?? row.portDescription ?? ''}`.trim(),
  )

export const lldpNeighbor = healthCheck({
  id: 'lldp-neighbor',
  theme: 'interfaces',
  severity: 'medium',
  title: 'No neighbour has vanished since an earlier reading',
  asks: ['lldp-neighbors'],
  twice: true,
  none: 'no neighbour was there in either reading',
  why: 'A neighbour that is no longer heard was unplugged, fell, or is now on another port: the cabling is not what it was.',
  source: [ownAdvice],
  judge: ({ reading, before }) => {
    const now = neighborsOf(reading)
    const line = now[0]?.at.line ?? 0
    return [
      ...now.map(({ at }) => well(at, 'is heard')),
      ...goneFrom(now, neighborsOf(before)).map(({ row, at }) =>
        wrong(
          { ...at, line },
          'was heard earlier, and no more',
          `show interfaces ${row.interface} extensive`,
          `show lldp statistics interface ${row.interface}`,
        ),
      ),
    ]
  },
})
