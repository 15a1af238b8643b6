import { csvBounds } from '../../lib/csv.ts'

/** Rows of a list by their bytes: cut into cells in one pass, and known again by the cells that matter. */

/** Text as it came from its file, in UTF-8: what a Buffer of Node is. */
export type TextBytes = {
  readonly length: number
  readonly [at: number]: number
  readonly indexOf: (byte: number, from?: number) => number
  readonly toString: (encoding: 'utf8', from?: number, to?: number) => string
}

const newline = 10
const fnvPrime = 16_777_619

export function endOfRow(bytes: TextBytes, from: number): number {
  const end = bytes.indexOf(newline, from)
  return end < 0 ? bytes.length : end
}

/**
 * @param sign the byte between cells
 * @param facts the columns that matter, by their place; below 0 for one that the list lacks
 */
export function rowCutter(bytes: TextBytes, sign: number, facts: readonly number[]) {
  /** For each of the facts where its cell begins and ends; both the same where the row lacks it. */
  const bounds = new Uint32Array(2 * facts.length)
  /** By column, which of the facts it is, counted from 1. */
  const factOf = new Uint8Array(csvBounds.cellsOfARow + 1)
  for (const [fact, column] of facts.entries()) if (column >= 0) factOf[column] = fact + 1
  const starts = new Uint32Array(csvBounds.cellsOfARow + 1)
  const lastFact = Math.max(...facts)
  let count = 0
  const row = {
    bounds,
    /** Where the row ends that was cut last. */
    end: 0,
    /** Over the bytes of its facts (FNV-1a). */
    sum: 0,
    /** Where a cell begins; a cell that the row lacks is at the end of the text. */
    startOf: (column: number): number => (column >= 0 && column < count ? (starts[column] as number) : bytes.length),
    /** Cuts the row that begins here; false for one beyond the bounds. */
    cut(from: number): boolean {
      const { length } = bytes
      const mostCells = starts.length
      let sum = 0
      let at = from
      count = 0
      while (count < mostCells) {
        starts[count] = at
        const fact = factOf[count] as number
        let byte = sign
        if (fact === 0)
          for (; at < length; at += 1) {
            byte = bytes[at] as number
            if (byte === sign || byte === newline) break
          }
        else {
          bounds[2 * fact - 2] = at
          for (; at < length; at += 1) {
            byte = bytes[at] as number
            if (byte === sign || byte === newline) break
            sum = Math.imul(sum ^ byte, fnvPrime)
          }
          bounds[2 * fact - 1] = at
          sum = Math.imul(sum ^ newline, fnvPrime)
        }
        count += 1
        if (at >= length || byte === newline) break
        at += 1
      }
      if (count <= lastFact)
        for (const [fact, column] of facts.entries()) if (column >= count) bounds[2 * fact] = bounds[2 * fact + 1] = from
      row.end = at
      row.sum = sum ^ (sum >>> 15)
      return count <= csvBounds.cellsOfARow && at - from <= csvBounds.charactersOfARow
    },
  }
  return row
}

/**
 * Numbers for rows, the same for the same bytes in the cells of facts: a table of slots with three numbers each: sum over the bytes, place of
 * their copy, and the number counted from 1. A copy has a line end behind each cell.
 * @param bounds the cells of the row that is asked about, as its cutter leaves them
 */
export function knownRows(bytes: TextBytes, bounds: Uint32Array) {
  let slots = new Int32Array(3 * 256)
  let mask = 255
  let copies = new Uint8Array(4096)
  let [count, used] = [0, 0]
  const freeSlot = (sum: number): number => {
    let place = sum & mask
    while (slots[3 * place + 2] !== 0) place = (place + 1) & mask
    return 3 * place
  }
  const grow = (): void => {
    const old = slots
    slots = new Int32Array(2 * old.length)
    mask = 2 * mask + 1
    for (let slot = 0; slot < old.length; slot += 3) {
      if (old[slot + 2] === 0) continue
      slots.set(old.subarray(slot, slot + 3), freeSlot(old[slot] as number))
    }
  }
  const copy = (): void => {
    for (let at = 0; at < bounds.length; at += 2) {
      const [from, to] = [bounds[at] as number, bounds[at + 1] as number]
      if (used + to - from + 1 > copies.length) {
        const larger = new Uint8Array(2 * (used + to - from + 1))
        larger.set(copies)
        copies = larger
      }
      for (let place = from; place < to; place += 1) copies[used++] = bytes[place] as number
      copies[used++] = newline
    }
  }
  const isSame = (first: number): boolean => {
    let place = first
    for (let at = 0; at < bounds.length; at += 2) {
      const to = bounds[at + 1] as number
      for (let from = bounds[at] as number; from < to; from += 1, place += 1) if (copies[place] !== bytes[from]) return false
      if (copies[place] !== newline) return false
      place += 1
    }
    return true
  }
  return {
    /** What was made of each row, by its number; the first that asks with a new number adds it. */
    came: [] as number[],
    numberOf(sum: number): number {
      let place = sum & mask
      for (let number = slots[3 * place + 2]; number !== 0; place = (place + 1) & mask, number = slots[3 * place + 2])
        if (slots[3 * place] === sum && isSame(slots[3 * place + 1] as number)) return (number as number) - 1
      if (4 * count > 3 * mask) grow()
      count += 1
      slots.set([sum, used, count], freeSlot(sum))
      copy()
      return count - 1
    },
  }
}
