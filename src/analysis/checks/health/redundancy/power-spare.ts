import { healthCheck, judged, open } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const powerSpare = healthCheck({
  id: 'power-spare',
  theme: 'redundancy',
  severity: 'medium',
  title: 'The power suffices when the strongest supply fails',
  asks: ['power'],
  none: 'the device gives no power budget',
  why: 'When a supply fails and the others do not suffice, the device switches FPCs off.',
  source: [ownAdvice],
  judge: ({ reading }) =>
    answersOf(reading, 'power').flatMap(({ row: { supplies, capacityWatts, remainingWatts }, at }) => {
      if (capacityWatts === undefined || remainingWatts === undefined) return []
      const spot = { ...at, element: 'the chassis' }
      const strengths = supplies.flatMap(({ state, capacityWatts: own }) => (state.state === 'ok' && own !== undefined ? [own] : []))
      if (strengths.length === 0) return [open(spot, 'no supply says its capacity')]
      const strongest = Math.max(...strengths)
      const said = `${capacityWatts} W, ${capacityWatts - remainingWatts} W allocated, strongest supply ${strongest} W`
      return [judged(remainingWatts >= strongest, spot, said, 'show chassis power detail', 'Add a supply, or leave a slot without an FPC.')]
    }),
})
