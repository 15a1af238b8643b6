import { healthCheck, judged } from '../../../health/check.ts'
import { answersOf } from '../../../health/reading.ts'
import { vendor } from '../../../health/sources.ts'

export const commitUnconfirmed = healthCheck({
  id: 'commit-unconfirmed',
  theme: 'housekeeping',
  severity: 'high',
  title: 'No commit waits to be confirmed',
  asks: ['commits'],
  none: 'no commit is listed',
  why: 'A commit that nobody confirms is taken back by the device itself, minutes later and by surprise.',
  source: [vendor('commit confirmed')],
  judge: ({ reading }) =>
    answersOf(reading, 'commits').flatMap(({ row: { commits }, at }) => {
      const latest = commits.find(({ number }) => number === '0')
      if (!latest) return []
      const waits = latest.pending ?? (/^commit confirmed, rollback in/.test(latest.note ?? '') ? latest.note : undefined)
      const by = [latest.user === undefined ? '' : ` by ${latest.user}`, latest.time === undefined ? '' : ` of ${latest.time}`].join('')
      return [
        judged(
          waits === undefined,
          { ...at, element: 'commit 0' },
          `the last commit${by}${waits === undefined ? ' is confirmed' : `: ${waits}`}`,
          'Confirm it with commit, or let it go back.',
          'show system commit',
        ),
      ]
    }),
})
