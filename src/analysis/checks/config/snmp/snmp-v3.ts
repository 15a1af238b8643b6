import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { removal } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const snmpV3 = configCheck({
  id: 'snmp-v3',
  theme: 'snmp',
  severity: 'medium',
  title: "Users of SNMP version 3 are authenticated and encrypted with today's algorithms",
  looksAt: ['snmp v3', 'snmp community'],
  why: 'Versions 1 and 2c send everything readable, and so does version 3 without privacy; MD5 and DES have been broken for decades.',
  source: [stig.router('JUNI-ND-001130'), rfc(3826, 'AES in the SNMP User-based Security Model'), cis],
  parameters: {
    communities: {
      kind: 'number',
      what: '1 where versions 1 and 2c are accepted beside version 3, 0 where they are not',
      default: 1,
      least: 0,
      most: 1,
    },
  },
  judge: ({ top }, { communities }) => {
    const users = [
      ...top.under('snmp', 'v3', 'usm', 'local-engine', 'user'),
      ...top.under('snmp', 'v3', 'usm', 'remote-engine').flatMap((engine) => engine.under('user')),
    ]
    const old = communities === 1 ? [] : top.under('snmp', 'community')
    if (users.length + old.length === 0) return notApplicable('SNMP version 3 is not configured, and the profile does not ask for it')
    const faults: Fault[] = old.map((each) => fault(each, 'SNMP is spoken in versions 1 and 2c', removal(each)))
    for (const user of users)
      for (const { kind, strong, line } of parts) {
        const said = user.under().filter(({ word }) => word.startsWith(kind))
        const weak = said.filter(({ word }) => !strong.test(word))
        const remedy = `set ${user.path} ${line}`
        if (said.length === 0) faults.push(lacking(user, [kind], `user ${user.word} has no ${kind}`, remedy))
        for (const each of weak) faults.push(fault(each, `user ${user.word} has ${each.word}`, removal(each), remedy))
      }
    return faults
  },
})

const parts = [
  { kind: 'authentication', strong: /^authentication-sha/, line: 'authentication-sha256 authentication-password "<secret>"' },
  { kind: 'privacy', strong: /^privacy-aes/, line: 'privacy-aes128 privacy-password "<secret>"' },
]
