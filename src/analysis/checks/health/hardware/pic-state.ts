import { cardsOf } from '../../../health/cards.ts'
import { healthCheck, type Observation, open } from '../../../health/check.ts'
import { jsnapy } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const picState = healthCheck({
  id: 'pic-state',
  theme: 'hardware',
  severity: 'high',
  title: 'Every PIC that is there is online',
  asks: ['fpcs'],
  none: 'no FPC is there',
  why: 'A PIC that is not online carries nothing: its ports are down while the FPC looks well.',
  source: [jsnapy('PIC states')],
  judge: ({ reading }) => {
    const cards = cardsOf(reading)
    const seen = cards.flatMap(({ row: { slot, pics }, at }): readonly Observation[] =>
      (pics ?? []).flatMap((pic) =>
        pic.state === undefined
          ? []
          : partSeen(
              { ...at, element: `FPC ${slot} PIC ${pic.slot}` },
              pic.state,
              `request chassis pic fpc-slot ${slot} pic-slot ${pic.slot} online`,
              'show log chassisd',
            ),
      ),
    )
    const [first] = cards
    return seen.length > 0 || !first ? seen : [open(first.at, 'no PIC is listed; show chassis fpc pic-status lists them')]
  },
})
