import type { SecretKind } from '../lib/secrets/find.ts'
import { streamMask } from '../lib/secrets/stream.ts'

/** Whether secrets were looked for in a file, and what came of it. */
export type Looked = { readonly secrets: 'none' | 'masked' | 'not-looked'; readonly kinds: readonly SecretKind[] }

/** The first bytes of what is packed, a picture or a program. */
const notText = [
  '\x1f\x8b',
  'PK\x03\x04',
  '%PDF',
  'BZh',
  '\xfd7zXZ',
  '7z\xbc\xaf',
  '\x28\xb5\x2f\xfd',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF8',
  '\x7fELF',
]
const tab = 9
const carriageReturn = 13
const escapeCode = 27

/**
 * Whether the first bytes of a file are those of a text: what is packed, a picture or a program is not looked into, nor is a
 * text of two bytes a letter.
 * @param head a letter for each byte
 */
export function looksLikeText(head: string): boolean {
  if (notText.some((each) => head.startsWith(each)) || head.includes('\0')) return false
  let controls = 0
  for (let at = 0; at < head.length; at++) {
    const code = head.charCodeAt(at)
    if (code < 32 && code !== escapeCode && (code < tab || code > carriageReturn)) controls++
  }
  return controls <= head.length / 20
}

const headLength = 4096

/** Looks into a file while it passes, with bounded memory. Pieces come as a letter for each byte, so that none is lost. */
export function lookInto() {
  const mask = streamMask()
  let head = ''
  let isText: boolean | undefined
  const take = (piece: string) => {
    if (isText === undefined) {
      head += piece
      if (head.length < headLength) return
      isText = looksLikeText(head.slice(0, headLength))
      if (isText) mask.push(head)
      head = ''
    } else if (isText) mask.push(piece)
  }
  const end = (): Looked => {
    isText ??= looksLikeText(head)
    if (!isText) return { secrets: 'not-looked', kinds: [] }
    mask.push(head)
    mask.end()
    return { secrets: mask.kinds().length > 0 ? 'masked' : 'none', kinds: mask.kinds() }
  }
  return { take, end }
}
