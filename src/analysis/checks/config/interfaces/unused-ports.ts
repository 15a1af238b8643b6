import { configCheck, lacking } from '../../../configuration/check.ts'
import { interfaces, isPort, isUsed } from '../../../configuration/interfaces.ts'
import { cis, stig } from '../../../configuration/sources.ts'

export const unusedPorts = configCheck({
  id: 'unused-ports',
  theme: 'interfaces',
  severity: 'medium',
  title: 'Ports that nobody uses are off',
  looksAt: ['interfaces'],
  why: 'An open port is a way into the network for whoever is in the room.',
  source: [stig.routing('JUNI-RT-000060'), stig.ex(), cis],
  judge: (device) =>
    interfaces(device)
      .filter((each) => isPort(each.word) && !each.has('disable') && !isUsed(each))
      .map((each) => lacking(each, ['disable'], `${each.word} carries nothing and is on`, `set ${each.path} disable`)),
})
