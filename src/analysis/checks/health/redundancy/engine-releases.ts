import { healthCheck, judged, open } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { vendor } from '../../../health/sources.ts'

export const engineReleases = healthCheck({
  id: 'engine-releases',
  theme: 'redundancy',
  severity: 'high',
  title: 'All engines and members run one release',
  asks: ['version'],
  none: 'no engine says its release',
  why: 'Engines of different releases do not synchronise: the one that takes over may read the configuration otherwise, or not start it.',
  source: [vendor('routing engine redundancy: both run the same release')],
  judge: ({ reading }) => {
    const answers = answersOf(reading, 'version')
    const counts = Map.groupBy(
      answers.flatMap(({ row }) => row.release ?? []),
      (release) => release,
    )
    const usual = [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0]
    return answers.map(({ row: { release }, at }) =>
      release === undefined
        ? open(at, 'no release is given')
        : judged(
            release === usual,
            at,
            release === usual ? release : `${release}, others ${usual}`,
            'show version invoke-on all-routing-engines',
            'request system software add <package> no-validate',
          ),
    )
  },
})
