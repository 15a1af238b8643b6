import { quoted, type ReaderWarning, warningList } from '../warning.ts'
import type { XmlNode } from '../xml.ts'
import { bytesOf, celsiusOf, dBmOf, numberOf, type Power, type State, saysNothing, secondsOf } from './values.ts'

/**
 * A reader as a table of fields: which element gives which value. The same table reads XML, JSON and text, since each of
 * them becomes the tree of its XML first. What a table does not name is said once, with its line.
 */

/** Where readers say what they did not understand; what is said `once` is not repeated for each row of a table. */
export type Notes = {
  readonly warn: (line: number, message: string) => void
  readonly once: (key: string, line: number, message: string) => void
  readonly all: () => readonly ReaderWarning[]
}

export const newNotes = (most?: number, before: readonly ReaderWarning[] = []): Notes => {
  const warnings = warningList(most)
  for (const { line, message } of before) warnings.add(line, message)
  const said = new Set<string>()
  return {
    warn: warnings.add,
    once: (key, line, message) => {
      if (said.size < 10_000 && !said.has(key)) {
        said.add(key)
        warnings.add(line, message)
      }
    },
    all: warnings.all,
  }
}

/** One value of an element: undefined when it is not there, or is not what it should be (then there is a warning). */
export type Field<Value> = {
  /** The children that it reads. */
  readonly names: readonly string[]
  readonly read: (node: XmlNode, notes: Notes) => Value | undefined
}

type Fields = { readonly [key: string]: Field<unknown> }
type ValuesOf<Some extends Fields> = { readonly [Key in keyof Some]: Some[Key] extends Field<infer Value> ? Value : never }

/** What a table or field gives. */
export type ValueOf<Some> = Some extends { read: (node: XmlNode, notes: Notes) => infer Value | undefined } ? Value : never

/** The first element with text at a path: `name`, or `outer/inner` for one inside another. */
type Find = (node: XmlNode) => XmlNode | undefined

/** How a path is followed; made once, since a reply has many rows. */
const finder = (path: string): Find => {
  const slash = path.indexOf('/')
  const name = slash < 0 ? path : path.slice(0, slash)
  const inner: Find = slash < 0 ? (child) => (child.text === '' ? undefined : child) : finder(path.slice(slash + 1))
  return ({ children }) => {
    for (let at = 0; at < children.length; at += 1) {
      const child = children[at]!
      const found = child.name === name ? inner(child) : undefined
      if (found) return found
    }
    return undefined
  }
}

/** The first of several paths at which there is a text. */
const finderOfAny = (paths: readonly string[]): Find => {
  const finders = paths.map(finder)
  return (node) => {
    for (const find of finders) {
      const found = find(node)
      if (found) return found
    }
    return undefined
  }
}

/** A field at the first of several names, which differ by release and platform, that has a text. */
const firstAt =
  <Value>(read: (found: XmlNode, notes: Notes) => Value | undefined) =>
  (...names: readonly string[]): Field<Value> => {
    const find = finderOfAny(names)
    return {
      names,
      read: (node, notes) => {
        const found = find(node)
        return found && read(found, notes)
      },
    }
  }

const leaf = <Value>(expected: string, read: (text: string, node: XmlNode) => Value | undefined) =>
  firstAt((found, notes) => {
    const value = read(found.text, found)
    if (value === undefined && !saysNothing(found.text))
      notes.warn(found.line, `Found ${quoted(found.text)} in <${found.name}>, expected ${expected}.`)
    return value
  })

const attribute = (node: XmlNode, name: string): number | undefined => {
  const given = node.attributes[name]
  return given === undefined ? undefined : numberOf(given)
}

/** A dash is a device's way to say that there is none. */
export const text = leaf('text', (word) => (word === '-' ? undefined : word.replace(/\s+/g, ' ')))
/** Counts, watts, volts, percent as the device rounds them: the key of a table says which. */
export const number = leaf('a number', numberOf)
export const celsius = leaf('a temperature', (word, node) => attribute(node, 'celsius') ?? celsiusOf(word))
export const seconds = leaf('a length of time', (word, node) => attribute(node, 'seconds') ?? secondsOf(word))
/** Seconds since 1970, which only XML and JSON give, as an attribute or in place of the words; those are read with `text`. */
export const epochSeconds = firstAt<number>(
  (found) => attribute(found, 'seconds') ?? (/^\d{9,11}$/.test(found.text) ? Number(found.text) : undefined),
)
/** In bytes: a bare number counts blocks of so many bytes, one with a unit (`1.4G`) is the size itself. */
export const sized = (blockBytes: number, ...names: readonly string[]): Field<number> =>
  leaf('a size', (word) => {
    const count = /[A-Z]/i.test(word) ? undefined : numberOf(word)
    return count === undefined ? bytesOf(word) : count * blockBytes
  })(...names)
/** Of 1024 squared bytes, as devices count their memory; a bare number is in megabytes already. */
export const megabytes = leaf('a size in megabytes', (word) => {
  const given = /[KMGT]i?B?\b/.test(word) ? bytesOf(word) : undefined
  return given === undefined ? numberOf(word) : Math.round(given / 1_048_576)
})
/** Optical power; an element that does not say dBm in its name is in mW unless its text says both. */
export const dBm: (...names: readonly string[]) => Field<Power> = leaf('an optical power', (word, { name }) =>
  name.endsWith('dbm') || word.includes('dBm') ? dBmOf(word) : undefined,
)
export const yes = leaf('yes or no', (word) =>
  /^(?:yes|y|true|enabled|on)$/i.test(word) ? true : /^(?:no|n|false|disabled|off)$/i.test(word) ? false : undefined,
)

/** Every text below the paths, each once. */
export const texts = (...paths: readonly string[]): Field<readonly string[]> => ({
  names: paths,
  read: (node) => {
    const found = paths.flatMap((path) => below(node, path)).map((each) => each.text.replace(/\s+/g, ' '))
    return found.length > 0 ? [...new Set(found)].filter((each) => each !== '') : undefined
  },
})

/** True when there is an element of the name, whatever is in it. */
export const present = (name: string): Field<true> => ({
  names: [name],
  read: (node) => (node.children.some((child) => child.name === name) ? true : undefined),
})

/** A state by the words that are known to mean it, in lower case; any other word is `look` and warned about. */
export const state = <Name extends string>(words: Readonly<Record<string, Name>>) =>
  firstAt<State<Name>>(({ name, text: given, line }, notes) => {
    const word = given.replace(/\s+/g, ' ')
    const known = Object.hasOwn(words, word.toLowerCase()) ? words[word.toLowerCase()] : undefined
    if (known === undefined) notes.once(`${name} ${word}`, line, `Not a known state in <${name}>: ${quoted(word)}.`)
    return { state: known ?? 'look', word }
  })

export type Table<Value> = Field<Value>

/**
 * The fields of one element. Without one of the `needed` it is left out with a warning. `aside` names what is well known
 * and not read; `rest` leaves aside whatever else there is, for elements of many hundred children.
 */
export const table = <Needed extends Fields, Optional extends Fields>(
  needed: Needed,
  optional: Optional,
  aside: readonly string[] | 'rest' = [],
): Table<ValuesOf<Needed> & Partial<ValuesOf<Optional>>> => {
  const fields = Object.entries({ ...needed, ...optional })
  const names = fields.flatMap(([, field]) => field.names)
  const known = new Set([...names.map((name) => name.replace(/\/.*/, '')), ...(aside === 'rest' ? [] : aside)])
  return {
    names,
    read: (node, notes) => {
      if (aside !== 'rest')
        for (const child of node.children)
          if (!known.has(child.name))
            notes.once(`${node.name}/${child.name}`, child.line, `Not known of <${node.name}>: <${child.name}> ${quoted(child.text)}.`)
      const values: Record<string, unknown> = {}
      for (const [key, field] of fields) {
        const value = field.read(node, notes)
        if (value !== undefined) values[key] = value
      }
      const missing = Object.keys(needed).find((key) => values[key] === undefined)
      if (missing !== undefined) {
        const expected = needed[missing]!.names.map((name) => `<${name}>`).join(' or ')
        notes.warn(node.line, `A <${node.name}> without ${expected} is left out.`)
        return undefined
      }
      return values as ValuesOf<Needed> & Partial<ValuesOf<Optional>>
    },
  }
}

const below = (node: XmlNode, path: string): readonly XmlNode[] => {
  let found: readonly XmlNode[] = [node]
  for (const name of path.split('/')) found = found.flatMap(({ children }) => children.filter((child) => child.name === name))
  return found
}

/** Every child of a name, or at the end of the paths, as a row of a table; always a list. */
export const many = <Value>(row: Table<Value>, ...paths: readonly string[]): Field<readonly Value[]> => ({
  names: paths,
  read: (node, notes) =>
    paths
      .flatMap((path) => below(node, path))
      .map((each) => row.read(each, notes))
      .filter((value) => value !== undefined),
})

/** How many rows there should be by the device's own count; a list that is shorter was cut, or filtered. */
export const counted = (name: string, row: string): Field<number> => ({
  names: [name],
  read: (node, notes) => {
    const count = number(name).read(node, notes)
    const listed = node.children.filter((child) => child.name === row).length
    if (count !== undefined && listed < count) notes.warn(node.line, `Found ${listed} <${row}>, expected ${count}.`)
    return count
  },
})

/** Fields of the element itself that belong together in the value; undefined when there is none of them. */
export const group = <Some extends Fields>(fields: Some): Field<Partial<ValuesOf<Some>>> => {
  const inner = table({}, fields, 'rest')
  return {
    names: inner.names,
    read: (node, notes) => {
      const value = inner.read(node, notes)
      return value && Object.keys(value).length > 0 ? value : undefined
    },
  }
}

/** The one child of a name as a table of its own. */
export const one = <Value>(name: string, inner: Table<Value>): Field<Value> => ({
  names: [name],
  read: (node, notes) => {
    const child = node.children.find((each) => each.name === name)
    return child && inner.read(child, notes)
  },
})
