import { configCheck, type Fault, fault, lacking, notApplicable } from '../../../configuration/check.ts'
import { protocol } from '../../../configuration/device.ts'
import { isLoopback } from '../../../configuration/interfaces.ts'
import { type Place, removal } from '../../../configuration/place.ts'
import { rfc, stig } from '../../../configuration/sources.ts'

export const isisLdpRsvpAuthentication = configCheck({
  id: 'isis-ldp-rsvp-authentication',
  theme: 'routing',
  severity: 'medium',
  title: 'IS-IS, LDP and RSVP speak only to neighbors that prove who they are',
  looksAt: ['protocols isis', 'protocols ldp', 'protocols rsvp', 'routing-instances', 'logical-systems'],
  why: 'Whoever may speak these protocols on a link may draw traffic and labels to himself.',
  source: [
    stig.routing(),
    rfc(5304, 'IS-IS Cryptographic Authentication'),
    rfc(5310, 'IS-IS Generic Cryptographic Authentication'),
    rfc(2747, 'RSVP Cryptographic Authentication'),
  ],
  judge: (device) => {
    const [isis, ldp, rsvp] = ['isis', 'ldp', 'rsvp'].map((name) => protocol(device, name)) as [Places, Places, Places]
    if (isis.length + ldp.length + rsvp.length === 0) return notApplicable('neither IS-IS nor LDP nor RSVP is configured')
    return [...isis.flatMap(aboutIsis), ...ldp.flatMap(aboutLdp), ...rsvp.flatMap(aboutRsvp)]
  },
})

type Places = readonly Place[]

const keyed = (place: Place): boolean => place.has('authentication-key') || place.has('authentication-key-chain')
const speaking = (place: Place): Places =>
  place
    .under('interface')
    .filter((each) => !each.has('disable') && !each.has('passive') && !isLoopback(each.word) && !/^fxp/.test(each.word))

function aboutIsis(isis: Place): Fault[] {
  // with it keys are sent, and nobody's are asked for
  const unchecked = isis.at('no-authentication-check')
  if (unchecked) return [fault(unchecked, 'IS-IS does not look at the keys of others', removal(unchecked))]
  if (keyed(isis)) return []
  return ['1', '2'].flatMap((number): Fault[] => {
    const level = isis.at('level', number)
    if (level?.has('disable')) return []
    const simple = level?.at('authentication-type', 'simple')
    if (simple) return [fault(simple, `IS-IS level ${number} sends its password readable`, `set ${simple.above!.path} md5`)]
    const silent = speaking(isis).every((each) => each.has('level', number, 'disable') || helloKeyed(each, number))
    if ((level && keyed(level)) || silent) return []
    const path = `set ${isis.path} level ${number}`
    return [
      lacking(
        isis,
        ['level', number, 'authentication-key'],
        `IS-IS level ${number} listens to everybody`,
        `${path} authentication-key "<secret>"`,
        `${path} authentication-type md5`,
      ),
    ]
  })
}

const helloKeyed = (place: Place, level: string): boolean =>
  ['hello-authentication-key', 'hello-authentication-key-chain'].some((word) => place.has(word) || place.has('level', level, word))

function aboutLdp(ldp: Place): Fault[] {
  const sessions = [...ldp.under('session'), ...ldp.under('session-group')]
  if (keyed(ldp) || (sessions.length > 0 && sessions.every(keyed))) return []
  const open = sessions.filter((each) => !keyed(each))
  if (open.length > 0)
    return open.map((each) =>
      lacking(each, ['authentication-key'], `LDP with ${each.word} is not authenticated`, `set ${each.path} authentication-key "<secret>"`),
    )
  return [
    lacking(ldp, ['session'], 'no session of LDP is authenticated', `set ${ldp.path} session <address> authentication-key "<secret>"`),
  ]
}

const aboutRsvp = (rsvp: Place): Fault[] =>
  speaking(rsvp)
    .filter((each) => !keyed(each))
    .map((each) =>
      lacking(each, ['authentication-key'], `RSVP on ${each.word} listens to everybody`, `set ${each.path} authentication-key "<secret>"`),
    )
