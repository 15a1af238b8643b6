// `npm run bench`: every figure beside its floor, peer or aim, from one run.

import { spawnSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { columns } from '../src/cli/say.ts'
import { benchAlarms } from './alarms.ts'
import { benchBookings } from './bookings.ts'
import { benchIntake } from './intake.ts'
import { benchLists } from './lists.ts'
import { benchLive } from './live.ts'
import { benchMail } from './mail.ts'
import { benchMatching, matchingRows } from './matching.ts'
import { benchOverload } from './overload.ts'
import { benchPages } from './pages.ts'
import { benchPreview } from './preview.ts'
import { benchServices } from './services.ts'
import { benchStart } from './start.ts'

const whole = (value: number) => Math.round(value).toLocaleString('en')
console.log(`${cpus().length} cores (${cpus()[0]?.model.trim()}), load ${loadavg()[0]?.toFixed(1)}, Node ${process.versions.node}\n`)

const rows: string[][] = [['what', 'ours', 'beside', 'ratio', 'aim']]
for (const { clients, perSecond, floorPerSecond } of await benchIntake()) {
  rows.push([
    `case intake over HTTP, ${clients} clients`,
    `${whole(perSecond)}/s`,
    `same rows by plain SQL ${whole(floorPerSecond)}/s`,
    `${((perSecond / floorPerSecond) * 100).toFixed(0)} %`,
    '50 %',
  ])
}
const overload = await benchOverload()
rows.push(
  [
    'case intake at ten times the load',
    `${whole(overload.goodputPerSecond)}/s`,
    `peak ${whole(overload.peakPerSecond)}/s`,
    `${((overload.goodputPerSecond / overload.peakPerSecond) * 100).toFixed(0)} %`,
    '80 %',
  ],
  ['P1 opened meanwhile', `${(overload.urgentShare * 100).toFixed(1)} %`, '', '', '99 %'],
)
const preview = benchPreview()
rows.push([
  'preview decisions, one core, all reasons',
  `${whole(preview.median)}/s`,
  'aim 200,000/s',
  `${(preview.median / 200_000).toFixed(1)} x`,
  '1 x',
])
rows.push(...matchingRows(await benchMatching()))
const small = await benchLists(1000)
const large = await benchLists(100_000)
// a million takes some minutes to fill, so it is asked for: npm run bench -- --million
const huge = process.argv.includes('--million') ? await benchLists(1_000_000) : []
for (const [at, { what, p95, aimMs }] of large.entries()) {
  const before = small[at]?.p95 ?? Number.NaN
  rows.push([
    `${what}, 100,000 cases, p95`,
    `${p95.toFixed(1)} ms`,
    `at 1,000 cases ${before.toFixed(1)} ms`,
    `${(p95 / before).toFixed(1)} x`,
    `${aimMs} ms`,
  ])
}
for (const [at, { what, p95, aimMs }] of huge.entries()) {
  const before = large[at]?.p95 ?? Number.NaN
  rows.push([
    `${what}, 1,000,000 cases, p95`,
    `${p95.toFixed(1)} ms`,
    `at 100,000 cases ${before.toFixed(1)} ms`,
    `${(p95 / before).toFixed(1)} x`,
    `${aimMs} ms`,
  ])
}
for (const { what, p50, p95, reloadP50, shift } of await benchPages(100_000))
  rows.push([
    `page "${what}" usable at 100,000 cases, p50`,
    `${p50.toFixed(0)} ms`,
    `p95 ${p95.toFixed(0)} ms, loaded anew ${reloadP50.toFixed(0)} ms, shift ${shift.toFixed(3)}`,
    `${(p50 / 100).toFixed(2)} x`,
    '100 ms',
  ])
const alarms = await benchAlarms()
rows.push([
  `${whole(alarms.alarms)} alarms due in one minute, late by p99`,
  `${alarms.p99.toFixed(0)} ms`,
  `p50 ${alarms.p50.toFixed(0)} ms`,
  `${(alarms.p99 / 2000).toFixed(2)} x`,
  '2,000 ms',
])
const mail = await benchMail()
for (const [what, perSecond] of [
  ['mails that update a case', mail.updatesPerSecond],
  ['mails of strangers, kept and dropped', mail.strangersPerSecond],
] as const)
  rows.push([
    what,
    `${whole(perSecond)}/s`,
    `reading alone ${whole(mail.readPerSecond)}/s`,
    `${((perSecond / mail.readPerSecond) * 100).toFixed(0)} %`,
    '100/s',
  ])
const live = await benchLive()
rows.push([
  `a change reaches ${live.streams.toLocaleString('en')} open pages, p95`,
  `${live.p95.toFixed(0)} ms`,
  'aim 1,000 ms',
  `${(live.p95 / 1000).toFixed(2)} x`,
  '1 x',
])
const services = await benchServices()
rows.push(
  [
    'credits redeemed, 8 accounts at once',
    `${whole(services.redeemedPerSecond)}/s`,
    `same rows by plain SQL ${whole(services.floorPerSecond)}/s`,
    `${((services.redeemedPerSecond / services.floorPerSecond) * 100).toFixed(0)} %`,
    '25 %',
  ],
  [
    'a manager’s day over 2,000 accounts, p95',
    `${services.dayP95Ms.toFixed(0)} ms`,
    'aim 100 ms',
    `${(services.dayP95Ms / 100).toFixed(2)} x`,
    '1 x',
  ],
  [
    'the proof of a contract, p95',
    `${services.proofP95Ms.toFixed(0)} ms`,
    'aim 100 ms',
    `${(services.proofP95Ms / 100).toFixed(2)} x`,
    '1 x',
  ],
)
const bookings = await benchBookings()
rows.push([
  'engineers booked for windows, 8 accounts at once',
  `${whole(bookings.bookedPerSecond)}/s`,
  `same rows by plain SQL ${whole(bookings.floorPerSecond)}/s`,
  `${((bookings.bookedPerSecond / bookings.floorPerSecond) * 100).toFixed(0)} %`,
  '25 %',
])
const start = await benchStart()
rows.push(
  [
    'start to first page on existing data',
    `${start.laterSeconds.toFixed(2)} s`,
    'aim 2 s',
    `${(start.laterSeconds / 2).toFixed(2)} x`,
    '1 x',
  ],
  ['start to first page on empty data', `${start.firstSeconds.toFixed(2)} s`, '', '', ''],
)
console.log(columns(rows))
console.log()
for (const file of ['calendar.ts', 'junos.ts', 'checks.ts', 'xml.ts']) {
  spawnSync(process.execPath, [join(import.meta.dirname, file)], { stdio: 'inherit' })
  console.log()
}
