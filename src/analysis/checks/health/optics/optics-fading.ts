import { healthCheck, judged, limit } from '../../../health/check.ts'
import { lanesOf } from '../../../health/light.ts'
import { besideEarlier } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const opticsFading = healthCheck({
  id: 'optics-fading',
  theme: 'optics',
  severity: 'low',
  title: 'The light that comes in has not become weaker since an earlier reading',
  asks: ['optics'],
  twice: true,
  none: 'no module gave its light in both readings',
  why: 'Light that fades between two readings tells of a fibre or laser that fails, long before a limit is reached.',
  source: [ownAdvice],
  parameters: { decibels: limit('loss that is still accepted, in dB', 2, 0.5, 20) },
  judge: ({ reading, before }, { decibels }) =>
    besideEarlier(lanesOf(reading), lanesOf(before)).flatMap(({ row: { rxDBm: now, port }, was, at }) => {
      const earlier = was?.rxDBm
      if (now === undefined || typeof earlier !== 'number') return []
      const isWell = now !== 'no-light' && earlier - now <= decibels
      return [
        judged(
          isWell,
          at,
          `receives ${now === 'no-light' ? 'no light' : `${now} dBm`}, earlier ${earlier} dBm`,
          `show interfaces diagnostics optics ${port}`,
          'Clean and measure the fibre.',
        ),
      ]
    }),
})
