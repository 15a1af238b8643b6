import { quoted } from '../../warning.ts'
import type { Notes } from '../fields.ts'
import type { TextLine } from '../text.ts'

const heading = /Local Interface\s+Parent Interface\s+Chassis Id\s+Port info\s+System Name/
const titles = ['Local Interface', 'Parent Interface', 'Chassis Id', 'Port info', 'System Name']

const local = '[a-z]{2,8}-\\d+/\\d+/\\d+(?::\\d+)?(?:\\.\\d+)?|[a-z]{2,8}\\d*(?:\\.\\d+)?'
const parent = '-|[a-z]{2,8}\\d+(?:\\.\\d+)?'
const mac = '[\\da-fA-F]{2}(?::[\\da-fA-F]{2}){5}'
const isLocal = new RegExp(`^(?:${local})$`)
const isParent = new RegExp(`^(?:${parent})$`)
/** The columns that have a form of their own stand by it, with or without a blank between them. */
const formed = new RegExp(`^\\s*(${local})\\s*(${parent})\\s*(${mac})(?![:\\da-fA-F])`)

/**
 * Rows whose columns touch, with blanks between them: a value as wide as its column ends where the next heading begins. Where a value is
 * wider than that, what stands behind its beginning is not told apart: the row keeps what is certain, and is named.
 */
export function parted(lines: readonly TextLine[], notes: Notes): readonly TextLine[] {
  let places: readonly number[] = []
  return lines.flatMap((line): readonly TextLine[] => {
    if (heading.test(line.text)) {
      places = titles.map((title) => line.text.indexOf(title))
      return [line]
    }
    if (places.length === 0 || !/^\s*[a-z]{2,8}(?:-?\d|\s)/.test(line.text)) return [line]
    const row = line.text.trimEnd()
    const [first = '', second = '', ...rest] = row.trim().split(/\s{2,}/)
    const last = places[4]!
    const isApart = isLocal.test(first) && isParent.test(second) && (rest.length === 3 || (rest.length === 2 && row.length <= last))
    if (isApart) return [line]
    const cells = places.map((place, at) => row.slice(place, places[at + 1]).trim())
    const fits = isLocal.test(cells[0]!) && isParent.test(cells[1]!) && !cells[2]!.includes(' ')
    // a letter on each side of the last border: one value may reach over it
    const isTold = row.length <= last || row[last - 1] === ' ' || row[last] === ' '
    if (fits && isTold) return [{ ...line, text: cells.map((cell) => cell || '-').join('   ') }]
    const found = formed.exec(row)
    const behind = found
      ? row
          .slice(found[0].length)
          .trim()
          .split(/\s{2,}/)
      : []
    if (found && behind.length === 2) return [{ ...line, text: [...found.slice(1), ...behind].join('   ') }]
    const known = fits ? cells.slice(0, 3) : found?.slice(1)
    notes.warn(line.number, `The columns of a row touch, and what is not certain of it is left out: ${quoted(row)}.`)
    return known ? [{ ...line, text: known.join('   ') }] : []
  })
}
