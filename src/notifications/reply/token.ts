/**
 * The form of a reply address such as `case+<token>@support.example`: a version, an id and a signature, 33 bytes, in
 * base32 (RFC 4648, section 6) because mail servers on the way may change the case of a local part. With the name
 * before it the local part stays within the 64 octets of RFC 5321, section 4.5.3.1.1. What is signed is in
 * {@link signedText}; signing itself is done where the key is.
 */

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

export const macBytes = 16
const tokenBytes = 1 + 16 + macBytes
const tokenLength = Math.ceil((tokenBytes * 8) / 5)
/** The longest name before the `+` that leaves room for a token. */
export const longestReplyName = 64 - 1 - tokenLength

export type ReplyToken = { readonly version: number; readonly id: string; readonly mac: Uint8Array }

/** Where answers go: `case` at `support.example`. */
export type ReplyMailbox = { readonly name: string; readonly domain: string }

/** Base32 in small letters, without padding. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** The bytes of a base32 text of any case; undefined for a sign that is none and for bits left over. */
export function fromBase32(text: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8))
  let bits = 0
  let held = 0
  let at = 0
  for (const sign of text.toLowerCase()) {
    const value = alphabet.indexOf(sign)
    if (value < 0) return undefined
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = held >> bits
      held &= (1 << bits) - 1
    }
  }
  // one token, one spelling
  return held === 0 && bits < 5 ? bytes : undefined
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export function writeToken({ version, id, mac }: ReplyToken): string {
  if (!uuid.test(id) || mac.length !== macBytes || version < 1 || version > 255)
    throw new Error(`a reply token holds a version from 1 to 255, a UUID and ${macBytes} bytes`)
  const bytes = new Uint8Array(tokenBytes)
  bytes[0] = version
  const hex = id.replaceAll('-', '')
  for (let at = 0; at < 16; at++) bytes[at + 1] = Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16)
  bytes.set(mac, 17)
  return toBase32(bytes)
}

/** The parts of a token; undefined for anything else. Whether it is genuine is asked of the key. */
export function readToken(text: string): ReplyToken | undefined {
  if (text.length !== tokenLength) return undefined
  const bytes = fromBase32(text)
  if (!bytes || bytes.length !== tokenBytes) return undefined
  const hex = [...bytes.subarray(1, 17)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  return { version: bytes[0] as number, id, mac: bytes.slice(17) }
}

/** What the signature covers: nothing of it can be exchanged for another account's, case's or person's. */
export const signedText = (row: {
  readonly version: number
  readonly id: string
  readonly accountId: string
  readonly caseId: string
  readonly personId: string
}): string => ['reply', row.version, row.id, row.accountId, row.caseId, row.personId].join('\n')

/** The address of a token. */
export const replyAddress = ({ name, domain }: ReplyMailbox, token: string): string => `${name}+${token}@${domain}`

/**
 * The tokens among addresses that a mail was sent to, each once, at most five: more is no answer to one letter.
 * Without a mailbox there are none.
 */
export function tokensIn(addresses: readonly string[], mailbox: ReplyMailbox | undefined): readonly string[] {
  if (!mailbox) return []
  const start = `${mailbox.name.toLowerCase()}+`
  const end = `@${mailbox.domain.toLowerCase()}`
  const found = addresses
    .map((address) => address.trim().toLowerCase())
    .filter((address) => address.startsWith(start) && address.endsWith(end) && address.length > start.length + end.length)
    .map((address) => address.slice(start.length, -end.length))
  return [...new Set(found)].slice(0, 5)
}
