import { configCheck, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import type { Place } from '../../../configuration/place.ts'
import { cis, rfc, stig } from '../../../configuration/sources.ts'

export const ntpAuthentication = configCheck({
  id: 'ntp-authentication',
  theme: 'time',
  severity: 'medium',
  title: 'Each time server proves who it is, with a key that is trusted',
  looksAt: ['system ntp'],
  why: 'Who answers in the place of a time server moves the clock, and with it what is expired and what is not.',
  source: [stig.router(), rfc(8633, 'Network Time Protocol Best Current Practices'), cis],
  judge: ({ top }) => {
    const ntp = top.at('system', 'ntp')
    const servers = ntp ? [...ntp.under('server'), ...ntp.under('peer')] : []
    if (!ntp || servers.length === 0) return notApplicable('there is no time server')
    const keys = ntp.under('authentication-key')
    const trusted = ntp.values('trusted-key')
    const good = keys.find(({ word }) => trusted.includes(word))?.word
    const makeKey = good
      ? []
      : [
          `set ${ntp.path} authentication-key 1 type sha256`,
          `set ${ntp.path} authentication-key 1 value "<secret>"`,
          `set ${ntp.path} trusted-key 1`,
        ]
    return servers.flatMap((server) => {
      if (server.mentions('nts')) return []
      const key = keyOf(server)
      const remedy = [...makeKey, `set ${server.path} key ${good ?? 1}`]
      if (key === undefined) return [lacking(server, ['key'], `time server ${server.word} need not prove who it is`, ...remedy)]
      const known = keys.some(({ word }) => word === key) && trusted.includes(key)
      return known ? [] : [fault(server, `the key of time server ${server.word} is not defined, or not trusted`, ...remedy)]
    })
  },
})

/** `server 192.0.2.1 version 4 key 1 prefer`: one attribute behind the other. */
function keyOf(place: Place): string | undefined {
  return place.value('key') ?? place.under().flatMap((each) => keyOf(each) ?? [])[0]
}
