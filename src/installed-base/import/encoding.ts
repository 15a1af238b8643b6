/** How the bytes of a list are to be decoded, found from its beginning. Spreadsheets save in all of these. */
export type ListEncoding = {
  readonly kind: 'list-encoding'
  /** Label for a TextDecoder. */
  readonly label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** What to tell the person; absent for plain UTF-8. */
  readonly note?: string
}

/** Whether bytes are UTF-8; a character cut off at the end of the sample does not count against it. */
const isUtf8 = (bytes: Uint8Array): boolean => {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]!
    const more = byte < 0x80 ? 0 : byte >= 0xc2 && byte < 0xe0 ? 1 : byte >= 0xe0 && byte < 0xf0 ? 2 : byte >= 0xf0 && byte < 0xf5 ? 3 : -1
    if (more < 0) return false
    for (let index = 1; index <= more; index += 1) {
      const next = bytes[at + index]
      if (next === undefined) return true
      if ((next & 0xc0) !== 0x80) return false
    }
    at += more + 1
  }
  return true
}

const said = (found: string): string => `Found ${found}, expected UTF-8: it is read as that. Check names with accents.`

/** Give the first 64 KiB or more. Never refuses: bytes that are no UTF-8 are read as Latin-1, and it says so. */
export const encodingOf = (sample: Uint8Array): ListEncoding => {
  const [a, b] = sample
  if (a === 0xff && b === 0xfe) return { kind: 'list-encoding', label: 'utf-16le', note: said('UTF-16 (little-endian)') }
  if (a === 0xfe && b === 0xff) return { kind: 'list-encoding', label: 'utf-16be', note: said('UTF-16 (big-endian)') }
  const zeros = { even: 0, odd: 0 }
  for (let at = 0; at < sample.length && at < 1_024; at += 1) if (sample[at] === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1
  const many = Math.min(sample.length, 1_024) / 8
  if (zeros.odd > many && zeros.even === 0) return { kind: 'list-encoding', label: 'utf-16le', note: said('UTF-16 without its mark') }
  if (zeros.even > many && zeros.odd === 0) return { kind: 'list-encoding', label: 'utf-16be', note: said('UTF-16 without its mark') }
  if (isUtf8(sample)) return { kind: 'list-encoding', label: 'utf-8' }
  return { kind: 'list-encoding', label: 'windows-1252', note: said('Latin-1 (Windows-1252)') }
}
