import { configCheck, fault, lacking } from '../../../configuration/check.ts'
import { cis, vendor } from '../../../configuration/sources.ts'

export const rollbacks = configCheck({
  id: 'rollbacks',
  theme: 'housekeeping',
  severity: 'low',
  title: 'The number of kept configurations is said, on flash and on disk',
  looksAt: ['system max-configurations-on-flash', 'system max-configuration-rollbacks'],
  why: 'Too few take away the way back; too many fill the flash, and a full flash takes no commit.',
  source: [cis, vendor('max-configurations-on-flash')],
  parameters: {
    flash: { kind: 'number', what: 'most configurations on flash', default: 49, least: 0, most: 49 },
    rollbacks: { kind: 'number', what: 'most configurations on disk', default: 49, least: 0, most: 49 },
  },
  judge: ({ top }, { flash, rollbacks }) =>
    (
      [
        ['max-configurations-on-flash', flash, 5],
        ['max-configuration-rollbacks', rollbacks, 49],
      ] as const
    ).flatMap(([word, most, usual]) => {
      const remedy = `set system ${word} ${Math.min(usual, most)}`
      const place = top.at('system', word)
      if (!place) return [lacking(top, ['system', word], `${word} is not said`, remedy)]
      return Number(place.value()) <= most ? [] : [fault(place, `${word} is above ${most}`, remedy)]
    }),
})
