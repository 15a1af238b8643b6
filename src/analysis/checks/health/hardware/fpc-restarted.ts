import { cardsOf } from '../../../health/cards.ts'
import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'
import { inWords, secondsInHour } from '../../../health/times.ts'

export const fpcRestarted = healthCheck({
  id: 'fpc-restarted',
  theme: 'hardware',
  severity: 'medium',
  title: 'No FPC has started lately',
  asks: ['fpcs'],
  none: 'no FPC is online',
  why: 'An FPC that starts by itself drops all its ports each time, and most that do so once do so again.',
  source: [ownAdvice],
  parameters: { hours: limit('an FPC that runs for less is a finding, in hours', 24, 1, 8_760) },
  judge: ({ reading }, { hours }) => {
    const online = cardsOf(reading).filter(({ row }) => row.state?.state === 'ok')
    const known = online.flatMap(({ row: { slot, uptimeSeconds: up }, at }) =>
      up === undefined
        ? []
        : [
            judged(
              up >= hours * secondsInHour,
              at,
              `up for ${inWords(up)}`,
              `show chassis fpc ${slot} detail`,
              'show system core-dumps',
              'show log chassisd',
            ),
          ],
    )
    const [first] = online
    return known.length > 0 || !first ? known : [open(first.at, 'no start is given; show chassis fpc detail gives it')]
  },
})
