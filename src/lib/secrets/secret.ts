/** Every kind of secret that is looked for, and how it is called in a sentence. The mark that stands for one says its kind. */
export const secretKinds = {
  'private-key': 'a private key',
  'crypt-hash': 'a hashed password',
  'junos-obfuscated': 'a Junos secret ($9$), which anybody can read back',
  'junos-encrypted': 'a Junos secret ($8$)',
  'login-password': 'a password of a device',
  'routing-key': 'a key of a routing protocol',
  'pre-shared-key': 'a pre-shared key',
  'server-secret': 'a secret of a RADIUS or TACACS server',
  'snmp-secret': 'an SNMP community or password',
  'device-secret': 'a value that a device marks as secret',
  jwt: 'a signed token',
  'auth-header': 'a header that signs somebody in',
  cookie: 'a cookie',
  'cloud-key': 'a key of a cloud or a code host',
  'url-secret': 'a password or token in an address',
  password: 'a password',
} as const

export type SecretKind = keyof typeof secretKinds

/** Where a secret stands in a text: `start` to `end` is what nobody should read; `from` is where the words begin that gave it away. */
export type Secret = { readonly kind: SecretKind; readonly from: number; readonly start: number; readonly end: number }

/**
 * How one kind is recognised. The pattern is global and has two groups: the words before, and the secret. Each repetition in
 * it is bounded or begins where it cannot begin again, so that its time grows with the text alone. `\s` and `\w` beyond
 * ASCII are avoided: a file is read byte by byte, and its other bytes must come out as they were.
 */
export type Rule = {
  readonly kind: SecretKind | ((secret: string) => SecretKind)
  readonly pattern: RegExp
  /** What the pattern alone cannot tell: prose that speaks of passwords, from a password. `line` is what stands before, up to the start of its line. */
  readonly accepts?: (secret: string, before: string, after: string, line: string) => boolean
}

/** What stands for a secret: its kind, never its length. */
export const markOf = (kind: SecretKind): string => `***${kind}***`

const kinds = Object.keys(secretKinds).join('|')
const onlyMarks = new RegExp(`^(?:\\*\\*\\*(?:${kinds})\\*\\*\\*)+$`)

/** True for what is masked already. */
export const isMark = (text: string): boolean => text.startsWith('***') && onlyMarks.test(text)
