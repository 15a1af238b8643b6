import { deviceCue } from '../../lib/secrets/device-rules.ts'
import { findDeviceSecrets, type SecretKind } from '../../lib/secrets/find.ts'

/**
 * The words of one statement, from the top, and what each word is to the caller. The lists may be the walker's own, which it
 * changes on its way to the next statement.
 */
export type Spelled<T> = {
  readonly words: readonly string[]
  readonly nodes: readonly T[]
  /** How many of its first words it shares with the statement before. */
  readonly shared: number
}

/**
 * Statements whose value is a secret, or is not for everybody, by the word above it; what the rules for texts know too is
 * not repeated here. In a tree the word above is known for sure, so that a value needs no form that gives it away.
 */
const secretValues: Readonly<Record<string, SecretKind>> = {
  'encrypted-password': 'login-password',
  'plain-text-password-value': 'login-password',
  'authentication-key': 'routing-key',
  'hello-authentication-key': 'routing-key',
  'simple-password': 'routing-key',
  'ascii-text': 'pre-shared-key',
  hexadecimal: 'pre-shared-key',
  'pre-shared-key': 'pre-shared-key',
  secret: 'server-secret',
  'shared-secret': 'server-secret',
  'chap-secret': 'server-secret',
  'default-chap-secret': 'server-secret',
  'pap-password': 'login-password',
  'default-pap-password': 'login-password',
  'local-password': 'login-password',
  password: 'login-password',
  'master-password': 'login-password',
  'authentication-password': 'snmp-secret',
  'privacy-password': 'snmp-secret',
  'privacy-key': 'snmp-secret',
  'community-name': 'snmp-secret',
  cak: 'pre-shared-key',
  'ssh-rsa': 'device-secret',
  'ssh-dsa': 'device-secret',
  'ssh-ecdsa': 'device-secret',
  'ssh-ed25519': 'device-secret',
  'rsa-key': 'device-secret',
  'dsa-key': 'device-secret',
  'ecdsa-key': 'device-secret',
  'ecdsa-sha2-nistp256-key': 'device-secret',
  'ed25519-key': 'device-secret',
  'api-key': 'device-secret',
  passwd: 'login-password',
  passphrase: 'pre-shared-key',
}

/** The words that these are themselves followed by, and that are no secret. */
const keywords = new Set(
  `ascii-text hexadecimal from-file remote-secret kb minimum-length format change-type
  ckn cak password plain-text-password iteration-count pseudorandom-function`.split(/\s+/),
)

/** Words that end so are of many hierarchies: `challenge-password`, `client-secret`, `auth-token`. */
const secretEnding = /-(?:password|passwd|secret|token)$/

/** The keys of an access point stand below these. */
const wirelessKeys = new Set(['wpa-personal', 'wep'])

/** `key` is the name of one in a chain, the secret of an OSPF interface, and a licence: the words above say which. */
function kindByPath(words: readonly string[], at: number): SecretKind | undefined {
  const above = words[at - 1] ?? ''
  const before = words[at - 2] ?? ''
  const further = words[at - 3] ?? ''
  const value = words[at] ?? ''
  if (above === 'community' && words.includes('snmp') && !words.includes('policy-options')) return 'snmp-secret'
  if (above === 'key' && further === 'md5') return 'routing-key'
  if (above === 'key' && before === 'keys' && further === 'license') return 'device-secret'
  if (above === 'value' && words.includes('authentication-key')) return 'routing-key'
  // in `ntp authentication-key 1 ...` and `v3 ... authentication-key X` one is a number, the other a key
  if (above === 'authentication-key') return before === 'ntp' ? undefined : words.includes('v3') ? 'snmp-secret' : 'routing-key'
  if (above === 'key-string') return 'routing-key'
  if (wirelessKeys.has(before) && /^key(?:-[1-4])?$/.test(above)) return 'pre-shared-key'
  // below `v3` it is the name of an entry
  if (above === 'snmp-community' && !words.includes('v3')) return 'snmp-secret'
  const kind = Object.hasOwn(secretValues, above) ? secretValues[above] : secretEnding.test(above) ? 'device-secret' : undefined
  if (kind === undefined || keywords.has(value)) return undefined
  // the password settings of a login hold rules, not a password; so does a policy named like one of the words
  if (above === 'password' && (before === 'login' || before === 'system')) return undefined
  return namesEntries.has(before) ? undefined : kind
}

/** Behind these stands a name that somebody chose, such as a term that is called `secret`. */
const namesEntries = new Set([
  'term',
  'group',
  'groups',
  'policy-statement',
  'filter',
  'prefix-list',
  'user',
  'interfaces',
  'routing-instances',
  'community',
  'policy',
  'policer',
  'address',
  'address-set',
  'security-zone',
  'vlans',
  'class',
  'profile',
])

/** A community that is no word of SNMP is one of routes, of which there are hundreds. */
const leadsToSecret = (words: readonly string[], at: number): boolean =>
  words[at] === 'community' ? words.includes('snmp') : deviceCue.test(words[at]!)

const linesAtOnce = 2_000

/**
 * Finds the words of statements that nobody but their owner should read: by the statement, by what the device marks, and by
 * the rules for any text of a device.
 */
export function findSecretWords<T>(statements: Iterable<Spelled<T>>): ReadonlyMap<T, SecretKind> {
  const found = new Map<T, SecretKind>()
  let lines: { words: readonly string[]; nodes: readonly T[]; start: number }[] = []
  let text = ''
  const look = (): void => {
    let at = 0
    for (const { start, end, kind } of findDeviceSecrets(text)) {
      while (at + 1 < lines.length && lines[at + 1]!.start <= start) at += 1
      const { words, nodes, start: lineStart } = lines[at]!
      let place = lineStart + 5
      for (const [word, each] of words.entries()) {
        const stop = place + each.length
        if (start < stop && end > place && !found.has(nodes[word]!)) found.set(nodes[word]!, kind)
        place = stop + 3
      }
    }
    lines = []
    text = ''
  }
  /** Whether a word leads to a secret, or one above it does. */
  const leads: boolean[] = []
  for (const { words, nodes, shared } of statements) {
    // words that this statement shares with the one before were looked at there
    for (let at = shared; at < words.length; at += 1) {
      leads[at] = (at > 0 && leads[at - 1]!) || leadsToSecret(words, at)
      const kind = at > 0 ? kindByPath(words, at) : undefined
      if (kind !== undefined) found.set(nodes[at]!, kind)
    }
    if (!leads[words.length - 1]) continue
    lines.push({ words: words.slice(), nodes: nodes.slice(), start: text.length })
    text += `set ${words.map((word) => (/[ ;{}]|^$/.test(word) ? `"${word}"` : ` ${word} `)).join(' ')}\n`
    if (lines.length >= linesAtOnce) look()
  }
  look()
  return found
}
