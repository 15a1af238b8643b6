import { healthCheck, judged, limit, open, wordList } from '../../../health/check.ts'
import { rowsOf } from '../../../health/reading.ts'
import { healthbot } from '../../../health/sources.ts'

export const storageUse = healthCheck({
  id: 'storage-use',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'Every file system has room',
  asks: ['storage'],
  none: 'no file system that is written to is listed',
  why: 'A full file system keeps logs, core dumps and upgrades from being written, and in the end commits too.',
  source: [healthbot('file systems: from 80 percent is red')],
  parameters: {
    percent: limit('least share in use that is a finding, in percent', 80, 20, 100),
    full: wordList(
      'beginnings of file systems that are full by nature',
      'devfs',
      'procfs',
      '/dev/md',
      'cd9660',
      '/packages',
      'junosfs',
      '/dev/loop',
    ),
  },
  judge: ({ reading }, { percent, full }) =>
    rowsOf(
      reading,
      'storage',
      ({ filesystems }) => filesystems,
      ({ name, mountedOn }) => mountedOn ?? name,
    )
      .filter(({ row }) => !full.some((each) => row.name.startsWith(each)))
      .map(({ row: { usedPercent: used, name }, at }) =>
        used === undefined
          ? open(at, 'its use is not given')
          : judged(
              used < percent,
              at,
              `${used} % of ${name} in use`,
              'request system storage cleanup dry-run',
              'show system directory-usage /var',
            ),
      ),
})
