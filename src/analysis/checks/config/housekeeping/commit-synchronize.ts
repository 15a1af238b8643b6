import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { hasTwoEngines } from '../../../configuration/device.ts'
import { vendor } from '../../../configuration/sources.ts'

export const commitSynchronize = configCheck({
  id: 'commit-synchronize',
  theme: 'housekeeping',
  severity: 'medium',
  title: 'Both routing engines hold the same configuration, and hand over without a break',
  looksAt: ['system commit', 'chassis redundancy'],
  why: 'The engine that takes over at night runs what was committed on it last, which may be from last year.',
  source: [vendor('commit synchronize'), vendor('graceful routing engine switchover')],
  judge: (device) => {
    if (!hasTwoEngines(device)) return notApplicable('nothing says that there are two routing engines')
    const { top } = device
    return [
      ['system', 'commit', 'synchronize'],
      ['chassis', 'redundancy', 'graceful-switchover'],
    ]
      .filter((path) => !top.has(...path))
      .map((path) => lacking(top, path, `${path.at(-1)} is not on`, `set ${path.join(' ')}`))
  },
})
