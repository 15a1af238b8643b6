import { healthCheck, limit, names, open, well, wordList, wrong } from '../../../health/check.ts'
import { enginesOf } from '../../../health/engines.ts'
import { ownAdvice, vendor } from '../../../health/sources.ts'
import { inWords, secondsInDay } from '../../../health/times.ts'

export const engineRebootReason = healthCheck({
  id: 'engine-reboot-reason',
  theme: 'engines',
  severity: 'medium',
  title: 'The last restart of a routing engine was wanted',
  asks: ['routing-engines'],
  none: 'no routing engine gives the reason of its last restart',
  why: 'A panic, a watchdog or a lost supply comes again as long as its cause is not known.',
  source: [vendor('show chassis routing-engine, last reboot reason'), ownAdvice],
  parameters: {
    days: limit('restarts that are longer gone are not looked at, in days', 30, 1, 3_650),
    unwanted: wordList(
      'words of reasons that are findings',
      'panic',
      'watchdog',
      'power cycle',
      'power failure',
      'hardware',
      'crash',
      'thermal',
      'abnormal',
      'swizzle',
    ),
    wanted: wordList('words of reasons that are none', 'normal shutdown', 'user', 'reboot command', 'upgrade', 'request', 'vjunos'),
  },
  judge: ({ reading }, { days, unwanted, wanted }) =>
    enginesOf(reading).flatMap(({ row: { lastReboot, uptimeSeconds }, at }) => {
      if (lastReboot === undefined) return []
      const ago = uptimeSeconds === undefined ? '' : `, ${inWords(uptimeSeconds)} ago`
      const said = `${lastReboot}${ago}`
      if (uptimeSeconds !== undefined && uptimeSeconds > days * secondsInDay) return [well(at, said)]
      if (names(lastReboot, unwanted))
        return [wrong(at, said, 'show system core-dumps', 'show log messages | match "panic|watchdog|power"')]
      return [names(lastReboot, wanted) ? well(at, said) : open(at, `the reason is not a known one: ${said}`)]
    }),
})
