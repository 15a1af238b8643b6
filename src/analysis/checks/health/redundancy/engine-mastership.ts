import { healthCheck, judged, open } from '../../../health/check.ts'
import { enginesOf, withOneMaster } from '../../../health/engines.ts'
import { vendor } from '../../../health/sources.ts'

export const engineMastership = healthCheck({
  id: 'engine-mastership',
  theme: 'redundancy',
  severity: 'high',
  title: 'One routing engine, and one only, is master',
  asks: ['routing-engines'],
  none: 'no routing engine says what it is: there is only one',
  why: 'Without a master nothing is decided; with two, both answer for one device and the network sees it twice.',
  source: [vendor('routing engine redundancy')],
  judge: ({ reading }) => {
    const known = enginesOf(reading).filter(({ row }) => row.mastership !== undefined)
    return [...withOneMaster(known)].map(([owner, engines]) => {
      const at = { ...engines[0]!.at, element: owner }
      const said = engines.map((each) => `${each.at.element} ${each.row.mastership!.word}`).join(', ')
      const masters = engines.filter(({ row }) => row.mastership!.state === 'master').length
      if (masters < 2 && engines.some(({ row }) => row.mastership!.state === 'look')) return open(at, said)
      return judged(masters === 1, at, said, 'show chassis routing-engine', 'show log mastership')
    })
  },
})
