// `npm run bench`: every figure beside its floor, peer or aim, from one run.
import { spawnSync } from 'node:child_process'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { columns } from '../src/cli/say.ts'
import { benchIntake } from './intake.ts'
import { benchPreview } from './preview.ts'
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
const preview = benchPreview()
rows.push([
  'preview decisions, one core, all reasons',
  `${whole(preview.median)}/s`,
  'aim 200,000/s',
  `${(preview.median / 200_000).toFixed(1)} x`,
  '1 x',
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
spawnSync(process.execPath, [join(import.meta.dirname, 'calendar.ts')], { stdio: 'inherit' })
