/**
 * Business-time deadlines a second, on one core: ours, opening_hours and moment-business-time, the same hours, the
 * same holidays and the same starting instants, in turns within one run. Run with `node bench/calendar.ts`.
 * The peers read the machine's own zone, so it is set before they are loaded.
 */
process.env.TZ = 'Europe/Amsterdam'

import { createRequire } from 'node:module'
import type { WorkCalendar } from '../src/calendar/calendar.ts'
import { compileCalendar } from '../src/calendar/compile.ts'
import { explainDue } from '../src/calendar/explain.ts'
import { addWorkingTime } from '../src/calendar/working-time.ts'

const require = createRequire(import.meta.url)
const OpeningHours = require('opening_hours')
const moment = require('moment')
require('moment-business-time')

const rounds = Number(process.env.ROUNDS ?? 7)
const duration = 4 * 3_600_000
const holidays = ['2026-04-06', '2026-05-14', '2026-05-25', '2026-12-25', '2027-01-01']

const shifts = [{ start: '09:00', end: '17:00' }]
const calendar: WorkCalendar = {
  kind: 'calendar',
  id: 'emea',
  version: 1,
  title: 'EMEA, Amsterdam',
  zone: 'Europe/Amsterdam',
  week: { monday: shifts, tuesday: shifts, wednesday: shifts, thursday: shifts, friday: shifts },
  holidays: holidays.map((date) => ({ date, name: date })),
  loadedYears: [2026, 2027],
}
const compiled = compileCalendar(calendar)
if (compiled.kind !== 'compiled-calendar') throw new Error(compiled.message)

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const off = holidays.map((date) => `${date.slice(0, 4)} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(8)} off`)
const hours = new OpeningHours(`Mo-Fr 09:00-17:00; ${off.join('; ')}`)
moment.updateLocale('en', {
  workinghours: Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((day) => [day, day === 0 || day === 6 ? null : ['09:00:00', '17:00:00']])),
  holidays,
})

/** 8,192 starts spread over a year of whole seconds, the same ones for everybody. */
const starts = Float64Array.from({ length: 8_192 }, (_, index) => {
  const spread = (index * 2_654_435_761) % 4_294_967_296
  return Date.UTC(2026, 0, 2) + Math.floor((spread / 4_294_967_296) * 363 * 86_400) * 1_000
})

const ours = (from: number): number => addWorkingTime(compiled, from, duration) as number

const byOpeningHours = (from: number): number => {
  const at = hours.getIterator(new Date(from))
  let left = duration
  let before = from
  let open: boolean = at.getState()
  while (at.advance()) {
    const next: number = at.getDate().getTime()
    if (open) {
      if (next - before >= left) return before + left
      left -= next - before
    }
    before = next
    open = at.getState()
  }
  return Number.NaN
}

const byMoment = (from: number): number => moment(from).addWorkingTime(4, 'hours').valueOf()

const explained = (from: number): number => {
  const explanation = explainDue(compiled, from, duration)
  return explanation.kind === 'due-explanation' ? explanation.text.length : 0
}

const lines: readonly { name: string; run: (from: number) => number; count: number }[] = [
  { name: 'holdfast addWorkingTime', run: ours, count: 4_000_000 },
  { name: 'holdfast explainDue', run: explained, count: 40_000 },
  { name: 'opening_hours', run: byOpeningHours, count: 20_000 },
  { name: 'moment-business-time', run: byMoment, count: 6_000 },
]

let sink = 0
const rates = lines.map(() => [] as number[])
for (let round = 0; round < rounds; round += 1)
  lines.forEach(({ run, count }, line) => {
    const began = performance.now()
    for (let index = 0; index < count; index += 1) sink += run(starts[index & 8_191]!)
    rates[line]!.push((count / (performance.now() - began)) * 1_000)
  })

const differing = (other: (from: number) => number): number => starts.reduce((sum, from) => sum + (other(from) === ours(from) ? 0 : 1), 0)
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!
const best = (values: readonly number[]): number => Math.max(...values)
const number = (value: number): string => Math.round(value).toLocaleString('en-US').padStart(12)

console.log(`4 h of working time added, ${rounds} rounds in turns, Node ${process.versions.node}, sum ${sink % 1_000}`)
console.log('                               best a s    median a s   ours/peer (median)')
lines.forEach(({ name }, line) => {
  const ratio = line < 2 ? '' : `${(median(rates[0]!) / median(rates[line]!)).toFixed(0)} x`
  console.log(`${name.padEnd(26)}${number(best(rates[line]!))}  ${number(median(rates[line]!))}   ${ratio.padStart(8)}`)
})
console.log(
  `answers that differ from ours, of ${starts.length}: opening_hours ${differing(byOpeningHours)}, moment-business-time ${differing(byMoment)}`,
)
