import type { Rule, SecretKind } from './secret.ts'

/**
 * Secrets in the configuration and output of network devices: Junos in its brace, set and XML forms, and the statements of
 * other vendors that stand in the same cases. Statements by the vendors' configuration references.
 */

/** A value in quotes, or a bare word; the quote belongs to the words before. */
const value = '((?<=["\'])[^"\'\\\\\\r\\n]{1,4000}|(?<!["\'])[^ \\t\\r\\n"\'\\\\;{}\\[\\]]{1,4000})'
const gap = '[ \\t]{1,20}\\\\{0,3}["\']?'
const bounded = '(?<![A-Za-z0-9_-])'

const quoted = (before: string) => /["']$/.test(before)
const endsStatement = (after: string) => /^["'\\]{0,4}[ \t]*;/.test(after)
const endsLine = (after: string) => /^["'\\]{0,4}[ \t]*(?:;|\r|\n|\\n|##|$)/.test(after)
const isHash = (secret: string) => /^\$[0-9a-z]{1,6}\$/.test(secret)
/** A statement, not a sentence: quoted, hashed, closed by a semicolon, or with a figure in it and nothing behind it. */
const isStatement = (secret: string, before: string, after: string) =>
  quoted(before) || isHash(secret) || endsStatement(after) || (endsLine(after) && /[0-9]|[^A-Za-z.,:!?)-]/.test(secret))
/** A word of the statement itself, or of the help that lists them. */
const isWord = (secret: string) =>
  /^(?:\{|<|\(|\[|\?|ascii-text|hexadecimal|ckn|cak|type|value|md5|key|clear|none|is|was|has|must|missing|mismatch|failed)$|^[<([{]/i.test(
    secret,
  )

/** A line that sets something: there any word may be the value, and it is the last one. */
const setsSomething = /(?:^|[ \t>#%])set[ \t][^"';{}]*$/

const statement = (kind: SecretKind, words: string, then = /^(?!)/): Rule => ({
  kind,
  pattern: new RegExp(`${bounded}((?:${words})${gap})${value}`, 'gi'),
  accepts: (secret, before, after, line) =>
    !isWord(secret) && (isStatement(secret, before, after) || then.test(after) || (endsLine(after) && setsSomething.test(line))),
})

const loginWords =
  'encrypted-password|plain-text-password-value|chap-secret|default-chap-secret|pap-password|local-password|default-pap-password|master-password|url-password|rescue-password|challenge-password|tunnel-password|sip-password|simple-ip-password|default-password'
const routingWords =
  'authentication-key|simple-password|hello-authentication-key|key-string|md5[ \\t]+[0-9]{1,3}[ \\t]+key|authentication-key[ \\t]+[0-9]{1,5}[ \\t]+type[ \\t]+[a-z0-9-]{1,20}[ \\t]+value|message-digest-key[ \\t]+[0-9]{1,3}[ \\t]+md5(?:[ \\t]+[0-9])?'
const snmpWords = 'authentication-password|privacy-password|community-name|snmp[ \\t]+community'

export const deviceRules: readonly Rule[] = [
  {
    // crypt(3) and its kin, Junos $8$ and $9$: known by their own first letters, wherever they stand
    kind: (secret) => (secret.startsWith('$9$') ? 'junos-obfuscated' : secret.startsWith('$8$') ? 'junos-encrypted' : 'crypt-hash'),
    pattern: /(?<![$A-Za-z0-9])()(\$(?:[15689y]|2[abxy]|sha1|sha512|apr1|argon2id?|14|pbkdf2[a-z0-9-]{0,12})\$[A-Za-z0-9./$=,+_-]{4,})/g,
    accepts: (secret) => secret.length >= 8,
  },
  statement('login-password', loginWords),
  statement('routing-key', routingWords),
  statement(
    'pre-shared-key',
    '(?:pre-shared-key[ \\t]+)?(?:ascii-text|hexadecimal)|pre-shared-key|wpa-psk|wpa-passphrase|cak|shared-key|authentication-cert-password',
  ),
  statement('server-secret', 'secret|shared-secret|server-secret|client-secret|preauthentication-secret'),
  statement(
    'snmp-secret',
    snmpWords,
    /^["']?[ \t]+(?:authorization|clients|client-list-name|view|routing-instance|logical-system|restrict)(?![A-Za-z-])/,
  ),
  {
    // snmp { community X { authorization read-only; } }: what follows tells it from a community of BGP
    kind: 'snmp-secret',
    pattern: new RegExp(
      `${bounded}(community${gap})${value}(?=["']?[ \\t\\r\\n]{0,40}\\{[ \\t\\r\\n]{0,200}(?:authorization|clients|client-list-name|view|restrict|routing-instance|logical-system)[ \\t])`,
      'g',
    ),
  },
  // rename snmp community X to community Y
  { kind: 'snmp-secret', pattern: /(\bsnmp[ \t]{1,8}community[ \t]{1,8})([^ \t\r\n]{1,200})(?=[ \t]{1,8}to[ \t]{1,8}community[ \t])/g },
  {
    kind: 'snmp-secret',
    pattern: /(\bsnmp[ \t]{1,8}community[ \t]{1,8}[^ \t\r\n]{1,200}[ \t]{1,8}to[ \t]{1,8}community[ \t]{1,8})([^ \t\r\n]{1,200})/g,
  },
  {
    // snmp { community X; }
    kind: 'snmp-secret',
    pattern: new RegExp(`${bounded}(snmp[ \\t]{0,8}\\{[ \\t\\r\\n]{0,200}community${gap})${value}`, 'g'),
  },
  { kind: 'snmp-secret', pattern: /(\bto unknown community \(|\bSNMP community[ \t]{1,4}["'(])([^"')\r\n]{1,200})/gi },
  {
    kind: 'snmp-secret',
    pattern:
      /(snmp-server[ \t]{1,8}(?:community|host[ \t]{1,8}[^ \t\r\n]{1,100}(?:[ \t]{1,8}(?:traps|informs|version|1|2c|vrf[ \t]{1,8}[^ \t\r\n]{1,40}|use-vrf[ \t]{1,8}[^ \t\r\n]{1,40})){0,5})[ \t]{1,8}(?:[0-9][ \t]{1,8})?)((?!version|traps|informs|host)[^ \t\r\n;"]{1,200})/gi,
  },
  {
    // enable secret 5 ..., username x privilege 15 password 7 ..., neighbor x password ..., radius-server key 7 ...
    kind: 'login-password',
    pattern:
      /(?<![A-Za-z0-9_-])((?:enable(?:[ \t]{1,8}level[ \t]{1,8}[0-9]{1,2})?|username[ \t]{1,8}[^ \t\r\n]{1,80}(?:[ \t]{1,8}privilege[ \t]{1,8}[0-9]{1,2})?|neighbor[ \t]{1,8}[^ \t\r\n]{1,60}|ppp[ \t]{1,8}(?:chap|pap(?:[ \t]{1,8}sent-username[ \t]{1,8}[^ \t\r\n]{1,60})?)|user[ \t]{1,8}[^ \t\r\n]{1,60})[ \t]{1,8}(?:password|secret)[ \t]{1,8}(?:(?:sha512|[0-9]{1,2})[ \t]{1,8})?["']?)([^ \t\r\n"';]{1,400})/gi,
    accepts: (secret, before, after) =>
      !isWord(secret) &&
      (/[0-9][ \t]+["']?$/.test(before) || quoted(before) || endsLine(after) || /[0-9]/.test(secret)) &&
      !/^(?:reset|change|expired|and|for|to|in|of)$/i.test(secret),
  },
  {
    kind: 'login-password',
    pattern: /(?<![A-Za-z0-9_-])((?:password|key|key-string|secret)[ \t]{1,8}(?:5|6|7|8|9)[ \t]{1,8}["']?)([^ \t\r\n"';]{4,400})/gi,
    accepts: (secret) => isHash(secret) || /^[0-9A-Fa-f]{6,}$/.test(secret) || looksEncoded(secret),
  },
  {
    kind: 'login-password',
    pattern: /(?<![A-Za-z0-9_-])((?:password|passphrase)[ \t]{1,8}\\{0,3}["'])([^"'\\\r\n]{1,400})/gi,
    accepts: (secret) => !/[ \t]/.test(secret.trim()) && !isWord(secret),
  },
  {
    kind: 'server-secret',
    pattern:
      /(?<![A-Za-z0-9_-])((?:(?:tacacs|radius)-server[^\r\n]{0,200}?[ \t]key|crypto[ \t]{1,8}isakmp[ \t]{1,8}key|server-key|(?:tacacs|radius)[ \t]{1,8}(?:server[ \t]{1,8}[^ \t\r\n]{1,60}[ \t]{1,8})?key)[ \t]{1,8}(?:[0-9][ \t]{1,8})?["']?)([^ \t\r\n"';]{1,400})/gi,
    accepts: (secret, _, after) =>
      !isWord(secret) && (endsLine(after) || /[0-9]/.test(secret) || /^[ \t]+(?:address|hostname)/.test(after)),
  },
]

/** One of these stands in whatever a rule for devices finds: a text without any need not be looked at closely. */
export const deviceCue = /\$[0-9a-z]|pass|secret|key|community|ascii-text|hexadecimal|cak|snmp-server|-----|cookies/i

const looksEncoded = (text: string) => text.length >= 10 && /[0-9]/.test(text) && /[A-Z]/.test(text) && /[a-z]/.test(text)
