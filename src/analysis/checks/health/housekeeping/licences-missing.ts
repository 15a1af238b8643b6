import { healthCheck, judged } from '../../../health/check.ts'
import { licensedFeaturesOf } from '../../../health/licences.ts'
import { vendor } from '../../../health/sources.ts'

export const licencesMissing = healthCheck({
  id: 'licences-missing',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'No feature is used beyond its licences',
  asks: ['licences'],
  none: 'no feature that needs a licence is in use',
  why: 'What is used without a licence raises an alarm, and may stop working after a restart or an upgrade.',
  source: [vendor('show system license usage')],
  judge: ({ reading }) =>
    licensedFeaturesOf(reading).flatMap(({ row: { used, installed, needed, validity }, at }) => {
      if (used === undefined && needed === undefined) return []
      const said = `${used ?? '?'} used, ${installed ?? '?'} installed, ${needed ?? 0} missing`
      return [
        judged(
          (needed ?? 0) === 0 && !(validity?.state === 'invalid' && (used ?? 0) > 0),
          at,
          said,
          'request system license add terminal',
          'show system license usage',
        ),
      ]
    }),
})
