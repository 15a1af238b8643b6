import { cardsOf } from '../../../health/cards.ts'
import { healthCheck, judged, limit, open } from '../../../health/check.ts'
import { ownAdvice } from '../../../health/sources.ts'

export const fpcMemory = healthCheck({
  id: 'fpc-memory',
  theme: 'hardware',
  severity: 'medium',
  title: 'The FPCs have memory to spare',
  asks: ['fpcs'],
  none: 'no FPC is online',
  why: 'Without heap an FPC cannot take routes and filters any more; without buffers it loses packets for the engine.',
  source: [ownAdvice],
  parameters: { percent: limit('highest use of heap and of buffers, in percent', 85, 20, 99) },
  judge: ({ reading }, { percent }) => {
    const online = cardsOf(reading).filter(({ row }) => row.state?.state === 'ok')
    const known = online.flatMap(({ row: { slot, heapPercent: heap, bufferPercent: buffer }, at }) => {
      if (heap === undefined && buffer === undefined) return []
      const said = [heap === undefined ? '' : `heap ${heap} % in use`, buffer === undefined ? '' : `buffers ${buffer} % in use`]
        .filter(Boolean)
        .join(', ')
      return [judged(Math.max(heap ?? 0, buffer ?? 0) <= percent, at, said, `show chassis fpc ${slot} detail`, 'show route summary')]
    })
    const [first] = online
    return known.length > 0 || !first ? known : [open(first.at, 'no use of memory is given; show chassis fpc gives it')]
  },
})
