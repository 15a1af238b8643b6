/** An address of an interface with its length, as groups of eight bits: 4 or 16 of them. */
export type Address = { readonly octets: readonly number[]; readonly length: number }

export function addressOf(text: string): Address | undefined {
  const [written = '', size] = text.split('/')
  const octets = written.includes(':') ? sixOf(written) : fourOf(written)
  if (octets === undefined || (size !== undefined && !/^[0-9]{1,3}$/.test(size))) return undefined
  const length = size === undefined ? octets.length * 8 : Number(size)
  return length > octets.length * 8 ? undefined : { octets, length }
}

function fourOf(text: string): readonly number[] | undefined {
  const octets = text.split('.').map((part) => (/^[0-9]{1,3}$/.test(part) ? Number(part) : 256))
  return octets.length === 4 && octets.every((each) => each < 256) ? octets : undefined
}

function sixOf(text: string): readonly number[] | undefined {
  const [head = '', tail, more] = text.split('::')
  if (more !== undefined) return undefined
  const first = groupsOf(head)
  const last = tail === undefined ? [] : groupsOf(tail)
  if (first === undefined || last === undefined) return undefined
  const zeros = 16 - first.length - last.length
  if (tail === undefined ? zeros !== 0 : zeros < 0) return undefined
  return [...first, ...Array.from({ length: zeros }, () => 0), ...last]
}

function groupsOf(text: string): readonly number[] | undefined {
  if (text === '') return []
  const octets: number[] = []
  for (const part of text.split(':')) {
    const four = part.includes('.') ? fourOf(part) : undefined
    if (four) octets.push(...four)
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) octets.push(Number.parseInt(part, 16) >> 8, Number.parseInt(part, 16) & 255)
    else return undefined
  }
  return octets.length > 16 ? undefined : octets
}

/** Whether the first bits of two addresses are the same. */
function sameBits(a: Address, b: Address, bits: number): boolean {
  if (a.octets.length !== b.octets.length) return false
  for (let at = 0; at * 8 < bits; at += 1) {
    const mask = (0xff << Math.max(0, (at + 1) * 8 - bits)) & 0xff
    if ((a.octets[at]! & mask) !== (b.octets[at]! & mask)) return false
  }
  return true
}

/** Whether an address lies in the network of another. */
export const holds = (network: Address, address: Address): boolean => sameBits(network, address, network.length)

export const hostKey = ({ octets }: Address): string => octets.join('.')

export const isHost = ({ octets, length }: Address): boolean => length === octets.length * 8

/** Link-local addresses repeat on every link. */
export const isLinkLocal = ({ octets }: Address): boolean => octets.length === 16 && octets[0] === 0xfe && (octets[1]! & 0xc0) === 0x80

/** The network of an address as text that sorts networks before what lies in them. */
export function networkKey({ octets, length }: Address): string {
  let key = ''
  for (let at = 0; at < octets.length; at += 1) {
    const bits = Math.max(0, Math.min(8, length - at * 8))
    key += hex[octets[at]! & (0xff << (8 - bits)) & 0xff]
  }
  return `${key}/${String(length).padStart(3, '0')}`
}

const hex = Array.from({ length: 256 }, (_, octet) => octet.toString(16).padStart(2, '0'))
