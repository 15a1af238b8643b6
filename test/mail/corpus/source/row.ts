/**
 * One mail of the corpus and what has to become of it. Words in % are filled in when it is tested, because addresses are
 * signed anew each time: %ANN% and %BOB% are their addresses for Ann's open case, %CLOSED% Ann's for a closed one,
 * %FOREIGN% that of another account's person, %EXPIRED%, %FORGED% and %NOKEY% what they say, %CASE% the number of the
 * open case, %LETTER% the Message-ID of a letter that went to Ann, and %x*1000% a thousand times x.
 */
export type Row = {
  readonly name: string
  readonly fate: 'update' | 'quarantine' | 'answered' | 'dropped'
  readonly rule: string
  /** Envelope recipients, where the headers do not say them. */
  readonly envelope?: string
  /** What stands on the timeline, for an update. */
  readonly text?: string
  /** Names of the files on the case, for an update. */
  readonly files?: readonly string[]
  /** An address that is marked as dead by it. */
  readonly dead?: string
  readonly raw: string | Uint8Array
}

type Parts = {
  readonly from?: string
  readonly to?: string
  readonly subject?: string
  readonly headers?: string
  readonly body?: string
}

let count = 0

/** A mail of Ann to her signed address, as far as nothing else is said. Lines end with CR LF. */
export function eml({
  from = 'Ann <ann@acme.example>',
  to = '%ANN%',
  subject = 'Re: [%CASE%] router',
  headers = '',
  body = 'It happened again.',
}: Parts = {}): string {
  count++
  const type = /^content-type:/im.test(headers)
    ? ''
    : 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n'
  const id = /^message-id:/im.test(headers) ? '' : `Message-ID: <corpus-${count}@mail.example>\n`
  const head = [from && `From: ${from}`, to && `To: ${to}`, `Subject: ${subject}`, 'Date: Tue, 10 Mar 2026 09:00:00 +0000']
    .filter(Boolean)
    .join('\n')
  return `${head}\n${id}${type}${headers.trim() === '' ? '' : `${headers.trim()}\n`}\n${body}\n`.replace(/\r?\n/g, '\r\n')
}

/** A mail of several parts, each with its headers. */
export const parts = (given: Parts & { readonly kind?: string; readonly of: readonly string[] }): string =>
  eml({
    ...given,
    headers: `${given.headers ?? ''}\nMIME-Version: 1.0\nContent-Type: multipart/${given.kind ?? 'mixed'}; boundary="=_b"`,
    body: `${given.of.map((part) => `--=_b\n${part}`).join('\n')}\n--=_b--`,
  })

export const textPart = (text: string): string => `Content-Type: text/plain; charset=utf-8\n\n${text}`
export const htmlPart = (html: string): string => `Content-Type: text/html; charset=utf-8\n\n${html}`
export const filePart = (name: string, more = ''): string =>
  `Content-Type: application/octet-stream\nContent-Disposition: attachment; ${name}\n${more}\ndata`

export const update = (name: string, raw: Row['raw'], text?: string, more: Partial<Row> = {}): Row => ({
  name,
  fate: 'update',
  rule: 'proven',
  ...(text === undefined ? {} : { text }),
  ...more,
  raw,
})
export const dropped = (name: string, rule: string, raw: Row['raw'], more: Partial<Row> = {}): Row => ({
  name,
  fate: 'dropped',
  rule,
  ...more,
  raw,
})
export const held = (name: string, rule: string, raw: Row['raw'], more: Partial<Row> = {}): Row => ({
  name,
  fate: 'quarantine',
  rule,
  ...more,
  raw,
})
