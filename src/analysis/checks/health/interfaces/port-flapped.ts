import { healthCheck, judged, limit, type Observation, open, well } from '../../../health/check.ts'
import { isOn, portsOf } from '../../../health/ports.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords } from '../../../health/times.ts'

export const portFlapped = healthCheck({
  id: 'port-flapped',
  theme: 'interfaces',
  severity: 'low',
  title: 'No interface has changed its state lately',
  asks: ['interfaces'],
  none: 'no interface is listed',
  why: 'An interface that changed within the last minutes may do so again; before a change, the ground should be quiet.',
  source: [ownAdvice],
  parameters: { minutes: limit('a change that is shorter ago is a finding, in minutes', 60, 1, 10_080) },
  judge: ({ reading }, { minutes }) => {
    const ports = portsOf(reading)
    const known = ports.flatMap(({ row, at }): readonly Observation[] => {
      if (!isOn(row) || row.flapped === undefined) return []
      const { sinceFlapSeconds: since, flapped, link } = row
      if (/^never$/i.test(flapped)) return [well(at, 'never since it started')]
      if (since === undefined) return [open(at, `changed at ${flapped}: how long ago is not given`)]
      const said = `${link?.word ?? 'changed'} since ${inWords(since)}`
      return [judged(since >= minutes * 60, at, said, `show log messages | match ${row.name}`)]
    })
    const [first] = ports
    return known.length > 0 || !first ? known : [open(first.at, 'no time of a last change is given; show interfaces gives it')]
  },
})
