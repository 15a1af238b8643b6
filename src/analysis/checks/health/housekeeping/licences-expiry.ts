import { daysMs } from '../../../../lib/time.ts'
import { healthCheck, judged, limit, open, well } from '../../../health/check.ts'
import { licensedFeaturesOf } from '../../../health/licences.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const licencesExpiry = healthCheck({
  id: 'licences-expiry',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'No licence that is in use runs out soon',
  asks: ['licences'],
  none: 'no feature that needs a licence is listed',
  why: 'Signatures stop being updated, and features stop, on the day that stands in the licence.',
  source: [ownAdvice],
  parameters: { days: limit('a licence that runs out sooner is a finding, in days', 60, 1, 730) },
  judge: ({ reading, now }, { days }) =>
    licensedFeaturesOf(reading).map(({ row: { validity, expires, expiresEpochSeconds, installed }, at }) => {
      if (installed === 0) return well(at, 'none is installed')
      if (expires === undefined)
        return validity === undefined || validity.state === 'look'
          ? open(at, `its end is not given${validity ? `: ${validity.word}` : ''}`)
          : well(at, validity.word)
      // devices write it in their own zone: a day more or less does not matter here
      const end = expiresEpochSeconds === undefined ? Date.parse(`${expires.slice(0, 10)}T00:00:00Z`) : expiresEpochSeconds * 1_000
      if (Number.isNaN(end)) return open(at, `its end is not understood: ${expires}`)
      return judged(end - now > days * daysMs, at, `until ${expires}`, 'request system license update', 'Order the renewal.')
    }),
})
