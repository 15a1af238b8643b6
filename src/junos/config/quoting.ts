import { flag } from './columns.ts'
import type { Statement } from './statement.ts'

const control: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** A word as it is written: within quotes where it stood in quotes, or where it could not stand without. */
export const written = (node: Statement): string => writtenWord(node.word, node.has(flag.quoted))

export const writtenWord = (word: string, quoted: boolean): string => (quoted || mustQuote.test(word) ? `"${word}"` : word)

/** Without quotes these would not read back as one word. */
const mustQuote = /[\s;{}"]|^$|^\/\*|^#|^\[$|^\]$|\]$/

/** A value as it stands between quotes: what JSON and XML give plainly is escaped as Junos does. */
export const escaped = (value: string): string =>
  value.replace(/[\\"]/g, (found) => `\\${found}`).replace(/[\n\r\t]/g, (found) => control[found] ?? found)
