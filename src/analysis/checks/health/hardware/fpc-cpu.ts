import { cardsOf } from '../../../health/cards.ts'
import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const fpcCpu = healthCheck({
  id: 'fpc-cpu',
  theme: 'hardware',
  severity: 'medium',
  title: 'The processors of the FPCs have time to spare',
  asks: ['fpcs'],
  none: 'no FPC is online',
  why: 'A busy FPC is late with counters, BFD and exceptions: sessions flap that have nothing wrong with them.',
  source: [ownAdvice],
  parameters: { percent: limit('highest use, over 5 minutes where it is given, in percent', 80, 10, 99) },
  judge: ({ reading }, { percent }) => {
    const online = cardsOf(reading).filter(({ row }) => row.state?.state === 'ok')
    const known = online.flatMap(({ row, at }) => {
      const busy = row.cpu5MinutesPercent ?? row.cpuPercent
      const remedy = [`show chassis fpc ${row.slot} detail`, 'show log messages | match fpc']
      return busy === undefined
        ? []
        : [judged(busy <= percent, at, `${busy} % busy${row.cpu5MinutesPercent === undefined ? '' : ' over 5 minutes'}`, ...remedy)]
    })
    const [first] = online
    return known.length > 0 || !first ? known : [open(first.at, 'no use of processors is given; show chassis fpc gives it')]
  },
})
