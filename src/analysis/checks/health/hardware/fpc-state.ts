import { cardsOf } from '../../../health/cards.ts'
import { healthCheck } from '../../../health/check.ts'
import { healthbot, jsnapy } from '../../../health/sources.ts'
import { partSeen } from '../../../health/states.ts'

export const fpcState = healthCheck({
  id: 'fpc-state',
  theme: 'hardware',
  severity: 'high',
  title: 'Every FPC that is there is online',
  asks: ['fpcs'],
  none: 'no FPC is there',
  why: 'An FPC that is not online carries nothing: all its ports are down.',
  source: [jsnapy('FPC states'), healthbot('field-replaceable units: any state but OK')],
  judge: ({ reading }) =>
    cardsOf(reading).flatMap(({ row: { state, slot, comment }, at }) => {
      if (state === undefined) return []
      const said = comment === undefined ? state : { ...state, word: `${state.word} (${comment})` }
      return partSeen(at, said, `show chassis fpc ${slot} detail`, 'show log chassisd', `request chassis fpc slot ${slot} online`)
    }),
})
