import { healthCheck, judged, open } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { jsnapy } from '../../../health/sources.ts'

const mostNamed = 5

export const coreDumps = healthCheck({
  id: 'core-dumps',
  theme: 'housekeeping',
  severity: 'high',
  title: 'No process has left a core dump, or none since an earlier reading',
  asks: ['core-dumps'],
  none: 'no answer says where core dumps would be',
  why: 'A core dump is a process that fell. What it holds is what support asks for first, and it is lost when the disk is cleaned.',
  source: [jsnapy('core dumps: none more than before')],
  judge: ({ reading, before }) => {
    const earlier = answersOf(before, 'core-dumps')
    const known = new Set(earlier.flatMap(({ row, at }) => row.files.map(({ name }) => `${at.engine} ${name}`)))
    return answersOf(reading, 'core-dumps').map(({ row: { files, count }, at }) => {
      if (count !== undefined && count > files.length) return open(at, `${count} files are counted, ${files.length} are listed`)
      const fresh = files.filter(({ name }) => !known.has(`${at.engine} ${name}`))
      const named = fresh.slice(0, mostNamed).map(({ name, written }) => (written === undefined ? name : `${name} of ${written}`))
      const what = earlier.length > 0 ? 'new since the earlier reading' : 'core dumps'
      const said =
        fresh.length === 0
          ? `${files.length} files, none ${earlier.length > 0 ? 'of them new' : 'at all'}`
          : `${fresh.length} ${what}: ${named.join(', ')}`
      return judged(fresh.length === 0, at, said, 'request support information', 'Open a case with the file, then delete it.')
    })
  },
})
