/**
 * A text and its characters as numbers, which are several times quicker to walk than the text itself. What is beyond ASCII is
 * all one number, since no such character means anything to the grammar; places in both are the same.
 */
export type Source = { readonly text: string; readonly codes: Uint8Array }

const beyondAscii = 0x7f

/**
 * @param bytes the text as it was read from a file, where each character of it is one byte; saves making them here
 */
export function sourceOf(text: string, bytes?: Uint8Array): Source {
  if (bytes && bytes.length === text.length) return { text, codes: bytes }
  const codes = new Uint8Array(text.length)
  for (let at = 0; at < codes.length; at += 1) {
    const code = text.charCodeAt(at)
    codes[at] = Math.min(code, beyondAscii)
  }
  return { text, codes }
}
