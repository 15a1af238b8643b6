/**
 * Where the server may connect to on behalf of somebody else: public addresses, and nothing that only this house or
 * this machine can reach. What is not known to be public is denied.
 */

type Range = { readonly base: bigint; readonly bits: number; readonly what: string }

/** The 32 bits of a dotted address; undefined for anything else. Other spellings are the URL parser's to resolve. */
function ipv4(text: string): bigint | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)?.slice(1).map(Number)
  if (!parts || parts.some((part) => part > 255)) return undefined
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

/** The 128 bits of an address with colons, also one that ends in dots; undefined for anything else. */
function ipv6(text: string): bigint | undefined {
  const plain = text.replace(/%.*$/, '')
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(plain)
  const tail = dotted ? ipv4(dotted[2] as string) : undefined
  if (dotted && tail === undefined) return undefined
  const whole = dotted ? `${dotted[1]}${((tail as bigint) >> 16n).toString(16)}:${((tail as bigint) & 0xffffn).toString(16)}` : plain
  const halves = whole.split('::')
  if (halves.length > 2) return undefined
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const given = groups.flat()
  if (given.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined
  const missing = 8 - given.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const all = halves.length === 1 ? given : [...(groups[0] ?? []), ...Array.from({ length: missing }, () => '0'), ...(groups[1] ?? [])]
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}

const range = (text: string, what: string): Range => {
  const [address = '', bits = ''] = text.split('/')
  return { base: (ipv4(address) ?? ipv6(address)) as bigint, bits: Number(bits), what }
}

// IANA special-purpose registries (RFC 6890 and what was added since)
const denied4: readonly Range[] = [
  range('0.0.0.0/8', 'this network'),
  range('10.0.0.0/8', 'private'),
  range('100.64.0.0/10', 'shared by a carrier'),
  range('127.0.0.0/8', 'this machine'),
  range('169.254.0.0/16', 'link-local, where clouds keep their metadata'),
  range('172.16.0.0/12', 'private'),
  range('192.0.0.0/24', 'kept for protocols'),
  range('192.0.2.0/24', 'for documentation'),
  range('192.88.99.0/24', 'an old relay'),
  range('192.168.0.0/16', 'private'),
  range('198.18.0.0/15', 'for measurements'),
  range('198.51.100.0/24', 'for documentation'),
  range('203.0.113.0/24', 'for documentation'),
  range('224.0.0.0/4', 'multicast'),
  range('240.0.0.0/4', 'reserved'),
]
const mapped = range('::ffff:0:0/96', 'IPv4 in another form')
const global6 = range('2000::/3', 'public')
const denied6: readonly Range[] = [
  range('2001::/23', 'kept for protocols'),
  range('2001:db8::/32', 'for documentation'),
  range('2002::/16', 'IPv4 in another form'),
  range('3fff::/20', 'for documentation'),
]

const within = (value: bigint, { base, bits }: Range, size: 32 | 128): boolean => {
  const shift = BigInt(size - bits)
  return value >> shift === base >> shift
}

/** Why nothing is sent to an address; undefined when it is public. */
export function deniedBecause(address: string): string | undefined {
  const four = ipv4(address)
  if (four !== undefined) return denied4.find((each) => within(four, each, 32))?.what
  const six = ipv6(address)
  if (six === undefined) return 'no address'
  if (within(six, mapped, 128)) return denied4.find((each) => within(six & 0xffffffffn, each, 32))?.what ?? mapped.what
  if (!within(six, global6, 128)) return 'not a public IPv6 address'
  return denied6.find((each) => within(six, each, 128))?.what
}

/** Whether an address lies in one of the networks, such as `10.1.2.0/24`, that an administrator named. */
export function isAllowed(address: string, networks: readonly string[]): boolean {
  const four = ipv4(address)
  const value = four ?? ipv6(address)
  if (value === undefined) return false
  return networks.some((text) => {
    const each = range(text.includes('/') ? text : `${text}/${text.includes(':') ? 128 : 32}`, '')
    const same = (ipv4(text.split('/')[0] as string) !== undefined) === (four !== undefined)
    return same && each.base !== undefined && within(value, each, four === undefined ? 128 : 32)
  })
}

/** Why a network in a setting is none; undefined when it is one. */
export function networkProblem(text: string): string | undefined {
  const [address = '', bits, ...more] = text.split('/')
  const most = ipv4(address) !== undefined ? 32 : ipv6(address) !== undefined ? 128 : undefined
  if (most === undefined || more.length > 0) return 'an address or a network such as 10.1.2.0/24'
  if (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= most)) return `at most /${most}`
  return undefined
}

/** A URL in its parts, as the URL parser gives them: it has turned every spelling of an address into the plain one. */
export type UrlParts = {
  readonly href: string
  readonly protocol: string
  readonly hostname: string
  readonly port: string
  readonly username: string
  readonly password: string
}

/**
 * Why a URL may not be called, as far as its text says; undefined when it may be tried. Whether the name leads to a
 * public address is asked when it is connected to, because names change.
 */
export function urlProblem(url: UrlParts, networks: readonly string[]): string | undefined {
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '')
  const literal = ipv4(host) !== undefined || ipv6(host) !== undefined
  const allowed = literal && isAllowed(host, networks)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowed)) return 'only https is called'
  if (url.username !== '' || url.password !== '') return 'it holds a name or a password'
  if (url.href.length > 2000) return 'it is longer than 2,000 characters'
  const port = url.port === '' ? 443 : Number(url.port)
  if (port !== 443 && port < 1024 && !allowed) return `port ${port} is another service’s`
  if (literal) {
    const why = allowed ? undefined : deniedBecause(host)
    return why && `the address is not public: ${why}`
  }
  if (!host.includes('.') || /\.(?:local|localhost|internal|intranet|lan|home|corp|arpa|onion|invalid|test)$/i.test(host))
    return 'the name is not one of the public internet'
  return undefined
}
