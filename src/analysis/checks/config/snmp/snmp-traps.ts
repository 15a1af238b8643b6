import { configCheck, lacking, notApplicable } from '../../../configuration/check.ts'
import { cis, ownAdvice } from '../../../configuration/sources.ts'

export const snmpTraps = configCheck({
  id: 'snmp-traps',
  theme: 'snmp',
  severity: 'low',
  title: 'SNMP tells somebody when something happens',
  looksAt: ['snmp trap-group', 'snmp v3'],
  why: 'Being asked every five minutes misses what came and went in between.',
  source: [cis, ownAdvice],
  judge: ({ top }) => {
    const snmp = top.at('snmp')
    if (!snmp) return notApplicable('SNMP is not configured')
    if (snmp.has('v3', 'target-address') && snmp.has('v3', 'notify')) return []
    const groups = snmp.under('trap-group')
    const remedy = (group: string): string => `set ${group} targets <address>`
    if (groups.length === 0) return [lacking(snmp, ['trap-group'], 'nobody is told of traps', remedy(`${snmp.path} trap-group <name>`))]
    return groups
      .filter((group) => group.values('targets').length === 0)
      .map((group) => lacking(group, ['targets'], `trap group ${group.word} has no targets`, remedy(group.path)))
  },
})
