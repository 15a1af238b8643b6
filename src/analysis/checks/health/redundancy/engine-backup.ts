import { healthCheck, type Observation, open, well, wrong } from '../../../health/check.ts'
import { type Engine, enginesOf } from '../../../health/engines.ts'
import { goneFrom, type Seen } from '../../../health/reading.ts'
import { vendor } from '../../../health/sources.ts'

const remedy = ['show chassis hardware', 'show chassis routing-engine', 'show log mastership'] as const

function readiness({ row, at }: Seen<Engine>): Observation {
  const { state, word } = row.mastership!
  if (state === 'backup') return well(at, `${word}, ready to take over`)
  return state === 'disabled' ? wrong(at, `${word}: it does not take over`, ...remedy) : open(at, `says ${word}`)
}

export const engineBackup = healthCheck({
  id: 'engine-backup',
  theme: 'redundancy',
  severity: 'high',
  title: 'Where there is a second routing engine, it is ready to take over',
  asks: ['routing-engines'],
  none: 'there is one routing engine, as far as the readings tell',
  why: 'A backup that is gone or disabled is noticed when the master fails, which is too late.',
  source: [vendor('routing engine redundancy')],
  judge: ({ reading, before }) => {
    const engines = enginesOf(reading)
    return [
      ...engines.filter(({ row }) => row.mastership !== undefined && row.mastership.state !== 'master').map(readiness),
      ...goneFrom(engines, enginesOf(before)).map(({ at }) =>
        wrong({ ...at, line: engines[0]?.at.line ?? 0 }, 'was there earlier, and is gone', ...remedy),
      ),
    ]
  },
})
