/** Addresses in a text from outside: http and https only, without the marks that end a sentence. */
const address = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+[^\s<>"'`{}|\\^.,;:!?)\]]/gi

/** A text from outside: text and nothing else. Addresses can be followed, and lead out of here without saying from where. */
export function Linked({ text }: { readonly text: string }) {
  const parts: (string | { readonly href: string; readonly at: number })[] = []
  let from = 0
  for (const { 0: href, index } of text.matchAll(address)) {
    parts.push(text.slice(from, index), { href, at: index })
    from = index + href.length
  }
  parts.push(text.slice(from))
  return (
    <>
      {parts.map((part) =>
        typeof part === 'string' ? (
          part
        ) : (
          <a key={part.at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.href}
          </a>
        ),
      )}
    </>
  )
}
