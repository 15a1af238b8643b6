import { isDate } from '../../calendar/terms.ts'
import type { LocalDate } from '../../lib/time.ts'

/**
 * Dates as published tables write them. The traps are from real ones: the digit of a footnote glued to the year
 * (`08/14/20121`), a date with the day first in a table with the month first (`15/06/2017`), and dates that can be read in
 * two ways (`12/01/2018`). What was read by a rule says so; what has two readings is not guessed.
 */
export type DateRead =
  | { readonly kind: 'date'; readonly on: LocalDate; readonly note?: string }
  | { readonly kind: 'blank' }
  | { readonly kind: 'two-readings'; readonly readings: readonly [monthFirst: LocalDate, dayFirst: LocalDate]; readonly why: string }
  | { readonly kind: 'no-date'; readonly expected: string; readonly toDo: string }

/** How a table writes dates with slashes; `mixed` when some of its dates can only be meant one way and some only the other. */
export type DateOrder = 'month-first' | 'day-first' | 'mixed' | 'not said'

const first: LocalDate = '1990-01-01'
const last: LocalDate = '2099-12-31'
const blank = /^(?:|-+|\u2013|\u2014|n\/?a|none|null|tbd|tba|tbc|\?|not (?:yet )?announced)$/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** Four digits of the year, and behind them what may be the number of a footnote. */
const year = '(\\d{4})(\\d{1,2})?'
const slashed = new RegExp(`^(\\d{1,2})([/-])(\\d{1,2})\\2${year}$`)
const dotted = new RegExp(`^(\\d{1,2})\\.(\\d{1,2})\\.${year}$`)
const iso = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ]00:00(?::00)?(?:\.0+)?Z?)?$/
const dayNamed = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\\.?,?[ -]${year}$`, 'i')
const monthNamed = new RegExp(`^([a-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? ${year}$`, 'i')
/** Marks of footnotes that are no digits of the date: stars, daggers, raised digits, digits in brackets. */
const marks = /(?:\s*(?:[*\u2020\u2021\u00b9\u00b2\u00b3\u2070-\u2079]+|[[(]\d{1,2}[\])]))+$/

const dateOf = (y: string, m: number | string, d: number | string): LocalDate | undefined => {
  const on = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return isDate(on) && on >= first && on <= last ? on : undefined
}
const isBlankDate = (text: string) => blank.test(text)

/** The order in which a table writes day and month, from the dates of it that can be meant one way only. */
export function orderOf(cells: Iterable<string>): DateOrder {
  let [monthFirst, dayFirst] = [false, false]
  for (const cell of cells) {
    const [, one, , other] = slashed.exec(cell.trim().replace(marks, '')) ?? []
    if (one === undefined || other === undefined) continue
    if (Number(other) > 12 && Number(one) <= 12) monthFirst = true
    if (Number(one) > 12 && Number(other) <= 12) dayFirst = true
  }
  return monthFirst ? (dayFirst ? 'mixed' : 'month-first') : dayFirst ? 'day-first' : 'not said'
}

/** Reads one cell. Never throws. */
export function readLifecycleDate(cell: string, order: DateOrder): DateRead {
  const whole = cell.trim().replace(/\s+/g, ' ')
  if (isBlankDate(whole)) return { kind: 'blank' }
  const text = whole.replace(marks, '')
  const notes = text === whole ? [] : [`the mark of a footnote behind ${text} was left out`]
  const named = namedParts(text)
  if (named) return found(dateOf(...named.parts), notes, named.footnote, named.parts[0])
  const [, one, , other, y, footnote] = slashed.exec(text) ?? []
  if (one === undefined || other === undefined || y === undefined) return noDate(text)
  const [monthFirst, dayFirst] = [dateOf(y, one, other), dateOf(y, other, one)]
  if (monthFirst && dayFirst && monthFirst !== dayFirst) {
    if (order === 'month-first' || order === 'day-first') return found(order === 'month-first' ? monthFirst : dayFirst, notes, footnote, y)
    return {
      kind: 'two-readings',
      readings: [monthFirst, dayFirst],
      why:
        order === 'mixed'
          ? 'the table writes some dates with the month first and some with the day first'
          : 'no other date of the table says which',
    }
  }
  const against = monthFirst === undefined ? order === 'month-first' || order === 'mixed' : dayFirst === undefined && order === 'day-first'
  if (against && (monthFirst ?? dayFirst))
    notes.push(`${text} can only be read with the ${monthFirst ? 'month' : 'day'} first, unlike others of the table`)
  return found(monthFirst ?? dayFirst, notes, footnote, y)
}

/** Forms in which day and month cannot be taken for each other. */
function namedParts(
  text: string,
): { readonly parts: readonly [string, number, string]; readonly footnote: string | undefined } | undefined {
  const [, isoYear, , isoMonth, isoDay] = iso.exec(text) ?? []
  if (isoYear !== undefined) return { parts: [isoYear, Number(isoMonth), isoDay as string], footnote: undefined }
  const [, dottedDay, dottedMonth, dottedYear, dottedNote] = dotted.exec(text) ?? []
  if (dottedYear !== undefined) return { parts: [dottedYear, Number(dottedMonth), dottedDay as string], footnote: dottedNote }
  const before = dayNamed.exec(text)
  const behind = monthNamed.exec(text)
  const [word, day, y, footnote] = before ? [before[2], before[1], before[3], before[4]] : behind ? behind.slice(1) : []
  const month = months.indexOf((word ?? '').slice(0, 3).toLowerCase()) + 1
  return y === undefined || day === undefined || month === 0 ? undefined : { parts: [y, month, day], footnote }
}

function found(on: LocalDate | undefined, notes: readonly string[], footnote: string | undefined, y: string): DateRead {
  if (on === undefined)
    return { kind: 'no-date', expected: `a day that exists, from ${first} to ${last}`, toDo: 'Write the date as YYYY-MM-DD.' }
  const all = footnote === undefined ? notes : [...notes, `the ${footnote} behind the year ${y} was read as the number of a footnote`]
  return all.length === 0 ? { kind: 'date', on } : { kind: 'date', on, note: all.join('; ') }
}

function noDate(text: string): DateRead {
  const expected = 'a date as YYYY-MM-DD'
  if (/^\d{5}(?:\.\d+)?$/.test(text))
    return { kind: 'no-date', expected, toDo: 'A spreadsheet turned the date into a number: format the column as a date and save again.' }
  if (/^\d{1,2}([/.-])\d{1,2}\1\d{2}$/.test(text)) return { kind: 'no-date', expected, toDo: 'Write the year with four digits.' }
  return { kind: 'no-date', expected, toDo: 'Write the whole day as YYYY-MM-DD; leave the cell empty where no date is known.' }
}
