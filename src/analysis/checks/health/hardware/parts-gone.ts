import { healthCheck, judged, well, wrong } from '../../../health/check.ts'
import { besideEarlier, goneFrom } from '../../../health/reading.ts'
import { environmentItems } from '../../../health/sensors.ts'
import { jsnapy } from '../../../health/sources.ts'

export const partsGone = healthCheck({
  id: 'parts-gone',
  theme: 'hardware',
  severity: 'high',
  title: 'No part has vanished since an earlier reading',
  asks: ['environment'],
  twice: true,
  none: 'no part was there earlier',
  why: 'A slot that was empty all the time is no failure; a part that was there and is not was taken out, or lost its power.',
  source: [jsnapy('hardware: no part less than before')],
  judge: ({ reading, before }) => {
    const now = environmentItems(reading)
    const earlier = environmentItems(before).filter(({ row }) => row.status.state !== 'absent')
    const remedy = ['show chassis hardware', 'Ask who worked at the device between the two readings.']
    const line = now[0]?.at.line ?? 0
    return [
      ...besideEarlier(now, earlier).flatMap(({ row: { status }, was, at }) =>
        was ? [judged(status.state !== 'absent', at, `${status.word}, earlier ${was.status.word}`, ...remedy)] : [],
      ),
      ...goneFrom(now, earlier).map(({ row, at }) => wrong({ ...at, line }, `no longer listed, earlier ${row.status.word}`, ...remedy)),
      ...(earlier.length === 0 && now[0] ? [well({ ...now[0].at, element: 'the chassis' }, 'had no part earlier')] : []),
    ]
  },
})
