import { quoted } from '../../warning.ts'
import type { PartRead } from './hardware.ts'

/**
 * The plain text form: columns that stand below their headings, two spaces of indent for a part within a part.
 *
 *     Item             Version  Part number  Serial number     Description
 *     Chassis                                JN125D903AFJ      MX2020
 *       CPU            REV 12   711-045719   ABDF7304          RMPC PMB
 *
 * Lines that do not fit the columns (disks of `detail`, registers of `extensive`) are warned about and left out.
 */
export type ChassisText = { readonly chassis: PartRead; readonly member?: string }

type Draft = { -readonly [key in keyof PartRead]: PartRead[key] } & { children: Draft[] }
type Columns = {
  readonly indent: number
  readonly version: number
  readonly part: number
  readonly serial: number
  readonly description: number
}

const heading = /^(\s*)Item\s+Version\s+Part number\s+Serial number\s+Description/
const register =
  /^\s*(?:Jedec Code|Assembly ID|Date|ID|Board Information Record|I2C Hex Data|Address 0x[0-9a-f]+|S\/N|FRU Model Number|CLEI Code)(?!\w)/
const longestRow = 1_000
const prompt = /^\s*(?:\{[\w:]+\}|\S+@\S+[>#%].*)\s*$/

const columnsOf = (line: string): Columns => ({
  indent: line.indexOf('Item'),
  version: line.indexOf('Version'),
  part: line.indexOf('Part number'),
  serial: line.indexOf('Serial number'),
  description: line.indexOf('Description'),
})

/** A row cut at its columns; undefined when a word stands across one. */
const rowOf = (line: string, columns: Columns): readonly (string | undefined)[] | undefined => {
  const at = [0, columns.version, columns.part, columns.serial, columns.description]
  for (const start of at.slice(1)) if (line.length >= start && line[start - 1] !== ' ' && line[start - 1] !== undefined) return undefined
  return at.map((start, index) => line.slice(start, at[index + 1]).trim() || undefined)
}

export const readChassisText = (text: string, warn: (line: number, message: string) => void): readonly ChassisText[] => {
  const found: { chassis: Draft; member?: string }[] = []
  let columns: Columns | undefined
  let member: string | undefined
  let registers = 0
  /** The parts above the current row with their indents. */
  let above: { indent: number; part: Draft }[] = []
  const lines = text.split(/\r\n|\r|\n/)
  lines.forEach((raw, index) => {
    const number = index + 1
    if (raw.length > longestRow) {
      warn(number, `A row of ${raw.length} characters is left out, expected at most ${longestRow}.`)
      return
    }
    const line = raw.trimEnd()
    const node = /^\s*([\w-]+):$/.exec(line)
    if (node && /^\s*-{3,}$/.test(lines[index + 1] ?? '')) {
      member = node[1]
      columns = undefined
      return
    }
    if (heading.test(line)) {
      columns = columnsOf(line)
      above = []
      return
    }
    if (!columns || line === '' || prompt.test(line)) return
    if (register.test(line)) {
      if (registers === 0) warn(number, 'Registers of "extensive" are left out.')
      registers += 1
      return
    }
    const row = rowOf(line, columns)
    if (!row?.[0]) {
      warn(number, `A row that does not fit the columns is left out: ${quoted(line)}.`)
      return
    }
    const [name, version, partNumber, serial, description] = row
    const part: Draft = { name: name!, line: number, version, partNumber, serial, description, children: [] }
    const indent = line.length - line.trimStart().length - columns.indent
    if (name === 'Chassis') {
      found.push({ chassis: part, member })
      above = []
      return
    }
    const chassis = found.at(-1)?.chassis
    if (!chassis) {
      warn(number, `A part before any chassis is left out: ${quoted(line)}.`)
      return
    }
    while (above.length > 0 && above.at(-1)!.indent >= indent) above.pop()
    const parent = above.at(-1)?.part ?? chassis
    parent.children.push(part)
    above.push({ indent, part })
  })
  return found
}
