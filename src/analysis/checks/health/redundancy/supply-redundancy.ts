import { healthCheck, judged, limit } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { suppliesOf } from '../../../health/supplies.ts'

export const supplyRedundancy = healthCheck({
  id: 'supply-redundancy',
  theme: 'redundancy',
  severity: 'medium',
  title: 'Every chassis with slots for several power supplies has more than one at work',
  asks: ['environment'],
  none: 'no chassis has slots for several power supplies',
  why: 'With one supply at work, its failure or that of its feed switches the device off.',
  source: [ownAdvice],
  parameters: { supplies: limit('fewest supplies at work', 2, 1, 20) },
  judge: ({ reading }, { supplies }) =>
    [...Map.groupBy(suppliesOf(reading), ({ row, at }) => `${at.engine ?? ''} ${row.chassis}`).values()]
      .filter((slots) => slots.length > 1)
      .map((slots) => {
        const at = { ...slots[0]!.at, element: slots[0]!.row.chassis }
        const working = slots.filter(({ row }) => row.word === 'OK').length
        return judged(
          working >= supplies,
          at,
          `${working} of ${slots.length} supplies at work`,
          'show chassis environment',
          'Put in the missing supply, on a second feed.',
        )
      }),
})
