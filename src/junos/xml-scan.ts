/**
 * An element of a reply. Names are local names, since Junos puts the release into the namespace
 * (".../12.1X46/junos-chassis") and other collectors drop the prefixes. Text is trimmed: Junos pads it with newlines.
 */
export type XmlNode = {
  readonly name: string
  /** By local name: `junos:seconds="5"` is `seconds`. */
  readonly attributes: { readonly [name: string]: string | undefined }
  readonly text: string
  readonly children: readonly XmlNode[]
  readonly line: number
}

export type XmlBounds = { readonly characters: number; readonly depth: number; readonly elements: number }

/** What the scanner found, and where: text that was not well-formed and read on, or why it stopped. */
type Tell = (line: number, message: string) => void

type Growing = { name: string; attributes: XmlNode['attributes']; text: string; children: XmlNode[]; line: number }
/** A name as it is written, without its prefix, and the one that began after it last time: elements come in the same order again and again. */
type Name = { readonly whole: string; readonly local: string; next: Name | undefined }

const sign = { tab: 9, newline: 10, space: 32, mark: 33, quote: 34, and: 38, apostrophe: 39, slash: 47, less: 60, equals: 61, greater: 62 }
const question = 63
const bracket = 93

/** Most elements have neither; nobody writes into these. */
const noAttributes: XmlNode['attributes'] = {}
const noChildren: XmlNode[] = []
/** So many names are known again without being made anew. */
const namesKept = 1024
const entities: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Names by the standard (XML 1.0, 2.3). */
const start =
  ':A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}'
const wholeName = new RegExp(`^[${start}][${start}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}]*$`, 'u')
const plainName = /^[A-Za-z_:][\w:.-]*$/

/** Letters that stand for themselves in a text. */
const plain = Uint8Array.from({ length: 128 }, (_, code) =>
  code >= sign.space && code !== sign.and && code !== sign.less && code !== bracket ? 1 : 0,
)
const isSpace = (code: number) => code === sign.space || code === sign.newline || code === sign.tab
const isCharacter = (code: number) =>
  code >= sign.space
    ? (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
    : code === sign.tab || code === sign.newline || code === 13
const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
const linesIn = (text: string): number => text.split('\n').length - 1

/** It cannot go on, with the reason. */
class Stopped extends Error {}

export type XmlScan = {
  readonly roots: XmlNode[]
  /** A DOCTYPE or an entity of its own: nothing of the text is to be used. */
  readonly refused: boolean
}

/**
 * One strict pass over the elements of a text whose line ends are `\n`: tags that match, quoted attributes once each, characters and entities of the standard.
 * It never throws. After a wrong end tag, character or comment it goes on, after a tag that cannot be read it stops; each is told.
 */
export function scanXml(text: string, bounds: XmlBounds, firstLine: number, tell: Tell): XmlScan {
  /** Of the elements that are open, the outermost first. */
  const names: Name[] = []
  const nodes: Growing[] = []
  const texts: string[] = []
  /** Elements that wait for the end of the one around them; where its first one stands, for each open one. What is behind `waiting` is old. */
  const ended: XmlNode[] = []
  const firsts: number[] = []
  let waiting = 0
  let before: Name = { whole: '', local: '', next: undefined }
  const known: (Name | undefined)[] = new Array(namesKept).fill(undefined)
  let line = firstLine
  let at = 0
  let elements = 0
  let refused = false
  const wrong = (message: string) => tell(line, `Not well-formed: ${message}.`)
  const stop = (message: string): never => {
    throw new Stopped(message)
  }
  const cut = (): never => stop('Not well-formed: the text ends inside a tag.')
  const refuse = (what: string): never => {
    refused = true
    return stop(`Found ${what}, expected none: the text is refused.`)
  }

  /** What stands for characters is put in. */
  const unfold = (some: string): string =>
    some.replace(/&(?:(#)(x[0-9a-f]{1,8}|[0-9]{1,10});|([^\s&;<]{1,100});)?/gi, (found, numeric, number: string, name: string) => {
      if (name !== undefined) return entities.get(name) ?? (wholeName.test(name) ? refuse('an entity of its own') : literally(found))
      if (numeric === undefined) return literally(found)
      const code = number.startsWith('x') ? Number.parseInt(number.slice(1), 16) : Number(number)
      return code <= 0x10ffff && isCharacter(code) ? String.fromCodePoint(code) : literally(found)
    })
  const literally = (found: string): string => {
    wrong(`"${found.slice(0, 20)}" stands for no character`)
    return found
  }

  const add = (some: string): void => {
    if (texts.length > 0) texts[texts.length - 1] += some
  }

  /** Text up to the next tag. Blanks before any other text are left out at once. */
  const readText = (): void => {
    const from = at
    let place = from
    let solid = false
    let folded = false
    let newlines = 0
    // between two tags there is mostly nothing else
    for (; place < text.length; place += 1) {
      const code = text.charCodeAt(place)
      if (code === sign.newline) newlines += 1
      else if (code !== sign.space) break
    }
    for (; place < text.length; place += 1) {
      const code = text.charCodeAt(place)
      if (code > sign.greater) {
        solid = true
        if (code === bracket && text.startsWith(']]>', place)) wrong('"]]>" in text')
        else if (code >= 0xd800) place = afterWide(code, place)
      } else if (code === sign.less) break
      else if (code === sign.newline) newlines += 1
      else if (code > sign.space) {
        solid = true
        if (code === sign.and) folded = true
      } else if (code !== sign.space && code !== sign.tab) wrong(`the character ${code}`)
    }
    at = place
    line += newlines
    if (solid || (texts.length > 0 && texts[texts.length - 1] !== '')) {
      const some = text.slice(from, place)
      add(folded ? unfold(some) : some)
    }
  }

  /** Where the last half of a wide character stands. */
  const afterWide = (code: number, place: number): number => {
    const next = text.charCodeAt(place + 1)
    if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) return place + 1
    if (!isCharacter(code)) wrong(`the character ${code}`)
    return place
  }

  const skipSpace = (): void => {
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at)
      if (code === sign.newline) line += 1
      else if (code !== sign.space && code !== sign.tab) return
    }
  }

  const readName = (): Name => {
    const from = at
    let place = from
    let sum = 0
    for (; place < text.length; place += 1) {
      const code = text.charCodeAt(place)
      if (code === sign.greater || code === sign.slash || code === sign.equals || code <= sign.space || code === sign.less) break
      sum = (Math.imul(sum, 31) + code) | 0
    }
    at = place
    if (place === text.length) cut()
    const slot = sum & (namesKept - 1)
    const there = known[slot]
    if (there !== undefined && there.whole.length === place - from && text.startsWith(there.whole, from)) return there
    const whole = text.slice(from, place)
    if (!plainName.test(whole) && !wholeName.test(whole)) stop(`Not well-formed: "${whole.slice(0, 40)}" is no name.`)
    // the one string that is behind all its equals: readers compare names by the thousand
    const [local = ''] = Object.keys({ [localName(whole)]: true })
    const made = { whole, local, next: undefined }
    known[slot] = made
    return made
  }

  const readValue = (name: string): string => {
    const quote = text.charCodeAt(at)
    if (quote !== sign.quote && quote !== sign.apostrophe) stop(`Not well-formed: the value of ${name.slice(0, 40)} has no quotes.`)
    const end = text.indexOf(quote === sign.quote ? '"' : "'", at + 1)
    if (end < 0) cut()
    const value = text.slice(at + 1, end)
    if (value.includes('<')) wrong(`"<" in the value of ${name.slice(0, 40)}`)
    for (let place = 0; place < value.length; place += 1) {
      const code = value.charCodeAt(place)
      if (code < sign.space && code !== sign.newline && code !== sign.tab) wrong(`the character ${code}`)
    }
    line += linesIn(value)
    at = end + 1
    const spaced = /[\n\t]/.test(value) ? value.replace(/[\n\t]/g, ' ') : value
    return spaced.includes('&') ? unfold(spaced) : spaced
  }

  /** The name of an element that begins. */
  const readFirst = (): Name => {
    const guess = before.next
    if (guess !== undefined && text.charCodeAt(at + guess.whole.length) === sign.greater && text.startsWith(guess.whole, at)) {
      at += guess.whole.length
      before = guess
    } else {
      before.next = readName()
      before = before.next
    }
    return before
  }

  const readStart = (): void => {
    at += 1
    const name = readFirst()
    let attributes = noAttributes
    let code = text.charCodeAt(at)
    if (code !== sign.greater && code !== sign.slash) attributes = readAttributes()
    code = text.charCodeAt(at)
    const empty = code === sign.slash
    at += empty ? 2 : 1
    if (at > text.length) cut()
    if (empty && text.charCodeAt(at - 1) !== sign.greater) stop('Not well-formed: "/" inside a tag.')
    elements += 1
    if (nodes.length >= bounds.depth) stop(`Found elements deeper than ${bounds.depth}: the rest is left out.`)
    if (elements > bounds.elements) stop(`Found more than ${bounds.elements} elements: the rest is left out.`)
    const node: Growing = { name: name.local, attributes, text: '', children: noChildren, line }
    if (empty || readLeaf(name.whole, node)) {
      ended[waiting++] = node
      return
    }
    names.push(name)
    nodes.push(node)
    texts.push('')
    firsts.push(waiting)
  }

  /**
   * The rest of an element that holds plain text and nothing else, which most are: not opened, since it ends at once. Otherwise it leaves
   * everything where it was.
   */
  const readLeaf = (name: string, node: Growing): boolean => {
    let place = at
    let newlines = 0
    for (; place < text.length; place += 1) {
      const code = text.charCodeAt(place)
      if (code < 128 && plain[code] === 1) continue
      if (code === sign.less) break
      if (code === sign.newline) newlines += 1
      else if (code < 128 || code >= 0xd800) return false
    }
    const end = place + 2 + name.length
    if (text.charCodeAt(place + 1) !== sign.slash || text.charCodeAt(end) !== sign.greater || !text.startsWith(name, place + 2))
      return false
    if (place > at) node.text = text.slice(at, place).trim()
    line += newlines
    at = end + 1
    return true
  }

  const readAttributes = (): XmlNode['attributes'] => {
    const found: [string, string][] = []
    const given = new Set<string>()
    for (;;) {
      const from = at
      skipSpace()
      if (at >= text.length) cut()
      const code = text.charCodeAt(at)
      if (code === sign.greater || code === sign.slash) break
      if (from === at) wrong('no blank between attributes')
      const { whole: name, local } = readName()
      skipSpace()
      if (text.charCodeAt(at) !== sign.equals) stop(`Not well-formed: the attribute ${name.slice(0, 40)} has no value.`)
      at += 1
      skipSpace()
      const value = readValue(name)
      if (given.has(name)) wrong(`the attribute ${name.slice(0, 40)} twice`)
      else if (name !== 'xmlns' && !name.startsWith('xmlns:')) found.push([local, value])
      given.add(name)
    }
    return found.length === 0 ? noAttributes : Object.fromEntries(found)
  }

  const readEnd = (): void => {
    const last = names.at(-1)
    const end = at + 2 + (last?.whole.length ?? 0)
    if (last !== undefined && text.charCodeAt(end) === sign.greater && text.startsWith(last.whole, at + 2)) {
      at = end + 1
      close()
      return
    }
    at += 2
    const { whole: name } = readName()
    skipSpace()
    if (at >= text.length) cut()
    if (text.charCodeAt(at) !== sign.greater) stop(`Not well-formed: the end of ${name.slice(0, 40)} holds more than its name.`)
    at += 1
    if (!names.some(({ whole }) => whole === name)) {
      wrong(`</${name.slice(0, 40)}> ends nothing`)
      return
    }
    for (let closed = close(); closed !== name; closed = close())
      wrong(`</${name.slice(0, 40)}> where </${closed.slice(0, 40)}> was expected`)
  }

  /** Closes the innermost element and gives its name. */
  const close = (): string => {
    const gathered = texts.pop() as string
    const node = keep()
    if (gathered !== '') node.text = gathered.trim()
    return (names.pop() as Name).whole
  }

  /** The innermost element takes what stands in it, in an array that is just as long, and waits itself. */
  const keep = (): Growing => {
    const node = nodes.pop() as Growing
    const first = firsts.pop() as number
    if (first < waiting) node.children = ended.slice(first, waiting)
    ended[first] = node
    waiting = first + 1
    return node
  }

  /** What begins with `<!` or `<?`: what stands up to its end. */
  const skipTo = (end: string, from: number): string => {
    const found = text.indexOf(end, from)
    if (found < 0) cut()
    const some = text.slice(from, found)
    at = found + end.length
    for (let place = 0; place < some.length; place += 1)
      if (some.charCodeAt(place) < sign.space && !isSpace(some.charCodeAt(place))) wrong(`the character ${some.charCodeAt(place)}`)
    return some
  }

  const readOther = (): void => {
    if (text.startsWith('<!--', at)) {
      const some = skipTo('-->', at + 4)
      if (some.includes('--') || some.endsWith('-')) wrong('"--" in a comment')
      line += linesIn(some)
    } else if (text.startsWith('<![CDATA[', at)) {
      const some = skipTo(']]>', at + 9)
      line += linesIn(some)
      add(some)
    } else if (/^<!doctype/i.test(text.slice(at, at + 9))) refuse('a DOCTYPE')
    else if (text.charCodeAt(at + 1) === question) {
      const some = skipTo('?>', at + 2)
      const name = /^[^\s?]*/.exec(some)?.[0] ?? ''
      if (/^xml$/i.test(name)) wrong('a declaration that is not at the beginning')
      else if (!wholeName.test(name)) wrong('an instruction without a name')
      line += linesIn(some)
    } else stop('Not well-formed: "<!" begins neither comment nor text.')
  }

  try {
    while (at < text.length) {
      readText()
      if (at >= text.length) break
      const next = text.charCodeAt(at + 1)
      if (next === sign.slash) readEnd()
      else if (next === sign.mark || next === question) readOther()
      else readStart()
    }
    const last = names.at(-1)
    if (last) wrong(`<${last.whole.slice(0, 40)}> of line ${nodes.at(-1)?.line} has no end`)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    tell(line, error.message)
  }
  // an element that was never closed keeps no text: half a serial number is worse than none
  while (nodes.length > 0) keep()
  return { roots: refused ? [] : ended.slice(0, waiting), refused }
}
