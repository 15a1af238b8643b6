/**
 * The text of an HTML mail: what a reader would see, without anything that runs, loads or hides. A scanner, not a
 * browser: one pass over the text, no regular expression over all of it, so its time grows with the length alone.
 */

const silent = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'svg',
  'math',
  'noscript',
  'iframe',
  'object',
  'select',
  'textarea',
])
const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  zwnj: '',
  zwj: '',
  copy: '©',
  reg: '®',
  trade: '™',
  euro: '€',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  eacute: 'é',
  egrave: 'è',
  agrave: 'à',
  ccedil: 'ç',
  ntilde: 'ñ',
  aacute: 'á',
  iacute: 'í',
  oacute: 'ó',
  uacute: 'ú',
  aring: 'å',
  oslash: 'ø',
  aelig: 'æ',
  deg: '°',
  times: '×',
}

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([a-zA-Z]{2,8}));/g, (all, decimal, hex, name) => {
        if (name !== undefined) return named[name as string] ?? all
        const code = decimal === undefined ? Number.parseInt(hex as string, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ''
      })
    : text

const mostNesting = 50

/** @param html as it stood in the mail, damaged or not; it never throws */
export function textOfHtml(html: string): string {
  const lines: string[] = []
  let line = ''
  let quotes = 0
  let pre = 0
  const end = (force = false) => {
    const said = pre > 0 ? line : line.replace(/[ \t\r\n\f]+/g, ' ').trim()
    if (said !== '' || force || (lines.length > 0 && lines.at(-1) !== '')) lines.push(said === '' ? '' : `${'> '.repeat(quotes)}${said}`)
    line = ''
  }
  let at = 0
  while (at < html.length) {
    const open = html.indexOf('<', at)
    const text = html.slice(at, open < 0 ? html.length : open)
    if (text !== '') {
      if (pre > 0) {
        const parts = decode(text).split(/\r?\n/)
        for (const [index, part] of parts.entries()) {
          line += part
          if (index < parts.length - 1) end(true)
        }
      } else line += decode(text)
    }
    if (open < 0) break
    if (html.startsWith('<!--', open)) {
      const close = html.indexOf('-->', open + 4)
      at = close < 0 ? html.length : close + 3
      continue
    }
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})/.exec(html.slice(open, open + 50))
    if (!tag) {
      // a lone sign, or a declaration
      const close = /^<[!?]/.test(html.slice(open, open + 2)) ? html.indexOf('>', open) : open
      if (close === open) line += '<'
      at = close < 0 ? html.length : close + 1
      continue
    }
    const close = endOfTag(html, open)
    const name = (tag[2] as string).toLowerCase()
    const leaves = tag[1] === '/'
    at = close
    if (!leaves && silent.has(name)) {
      const until = indexOfClosing(html, name, close)
      at = until
      continue
    }
    if (name === 'br') {
      end(true)
      continue
    }
    if (name === 'img' && !leaves) {
      const alt = /\balt\s*=\s*(?:"([^"]{1,100})"|'([^']{1,100})')/i.exec(html.slice(open, Math.min(close, open + 2000)))
      if (alt) line += ` [${decode(alt[1] ?? alt[2] ?? '')}] `
      continue
    }
    if (name === 'td' || name === 'th') line += ' '
    if (!blocks.has(name)) continue
    if (line.trim() !== '') end()
    if (name === 'blockquote') quotes = leaves ? Math.max(0, quotes - 1) : Math.min(mostNesting, quotes + 1)
    else if (name === 'pre') pre = leaves ? Math.max(0, pre - 1) : pre + 1
    else if (name === 'li' && !leaves) line = '- '
    else if (name === 'p' && leaves && lines.length > 0 && lines.at(-1) !== '') lines.push('')
  }
  if (line.trim() !== '') end()
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Behind the `>` that ends a tag; one inside quotation marks does not. */
function endOfTag(html: string, from: number): number {
  let quote = ''
  // an attribute list without an end is no reason to look at all the rest for each of many tags
  const most = Math.min(html.length, from + 20_000)
  for (let at = from + 1; at < most; at++) {
    const sign = html[at] as string
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return at + 1
  }
  const plain = html.indexOf('>', from)
  return plain < 0 ? html.length : plain + 1
}

function indexOfClosing(html: string, name: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + name.length).toLowerCase() !== name) continue
    const end = html.indexOf('>', at)
    return end < 0 ? html.length : end + 1
  }
  return html.length
}
