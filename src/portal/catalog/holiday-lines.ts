export type Holiday = { readonly date: string; readonly name: string }
export type HolidayLines = {
  readonly holidays: readonly Holiday[]
  readonly problems: readonly { readonly line: number; readonly found: string; readonly toDo: string }[]
}

const exists = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === date
}

/** Reads holidays as people write them, one on a line: the date, then what it is called. Empty lines count for nothing. */
export function readHolidays(text: string): HolidayLines {
  const holidays: Holiday[] = []
  const problems: HolidayLines['problems'][number][] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const written = raw.trim()
    if (written === '') continue
    const line = index + 1
    const [, date = '', name = ''] = /^(\d{4}-\d\d-\d\d)[\s,;:]+(.+)$/.exec(written) ?? []
    if (date === '')
      problems.push({ line, found: written.slice(0, 60), toDo: 'Write the date first, then its name: 2026-12-25 Christmas Day.' })
    else if (!exists(date)) problems.push({ line, found: date, toDo: 'This day does not exist; correct the date.' })
    else if (name.length > 100) problems.push({ line, found: `a name of ${name.length} characters`, toDo: 'Use at most 100 characters.' })
    else if (holidays.some((each) => each.date === date && each.name === name))
      problems.push({ line, found: written.slice(0, 60), toDo: 'It stands here twice; take one away.' })
    else holidays.push({ date, name })
  }
  return { holidays: holidays.sort((a, b) => a.date.localeCompare(b.date)), problems }
}

export const writeHolidays = (holidays: readonly Holiday[]): string => holidays.map(({ date, name }) => `${date} ${name}`).join('\n')

/** What a new version would add and take away. */
export function changesOf(before: readonly Holiday[], now: readonly Holiday[]): { readonly added: number; readonly gone: number } {
  const key = ({ date, name }: Holiday) => `${date} ${name}`
  const [old, fresh] = [new Set(before.map(key)), new Set(now.map(key))]
  return { added: [...fresh].filter((each) => !old.has(each)).length, gone: [...old].filter((each) => !fresh.has(each)).length }
}
