import { healthCheck, judged, open, well } from '../../../health/check.ts'
import { vendor } from '../../../health/sources.ts'
import { powerSupplies } from '../../../health/supplies.ts'

export const powerInput = healthCheck({
  id: 'power-input',
  theme: 'hardware',
  severity: 'high',
  title: 'Every supply that is there has all the feeds that it expects',
  asks: ['power'],
  none: 'no supply says anything of its feeds',
  why: 'A feed that is lost takes half of the power with it, and the device looks well until the other half goes.',
  source: [vendor('show chassis power: feeds expected and connected')],
  judge: ({ reading }) =>
    powerSupplies(reading).flatMap(({ row: { state, input, expectedFeeds, connectedFeeds }, at }) => {
      if (state.state === 'absent' || input === undefined) return []
      const feeds = expectedFeeds === undefined ? '' : `, feeds expected: ${expectedFeeds}, connected: ${connectedFeeds ?? 'not given'}`
      if (/^no$/i.test(expectedFeeds ?? '')) return [well(at, 'no feed is expected')]
      if (input.state === 'look' && input.word !== 'Check') return [open(at, `input says ${input.word}`)]
      const isWell = input.state === 'ok' && (expectedFeeds === undefined || expectedFeeds === connectedFeeds)
      return [judged(isWell, at, `input ${input.word}${feeds}`, 'show chassis power detail', 'See to the feed, its breaker and the cable.')]
    }),
})
