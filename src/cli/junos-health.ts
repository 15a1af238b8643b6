import { healthChecks } from '../analysis/checks/health/all.ts'
import { compareStates, type StateChange, type StateComparison } from '../analysis/comparison/compare.ts'
import type { Tolerance } from '../analysis/comparison/facets.ts'
import { type DeviceReplies, together, withEarlier } from '../analysis/health/devices.ts'
import { runHealthChecks } from '../analysis/health/run.ts'
import type { CheckResult, Finding, Report } from '../analysis/result.ts'
import { devicesOf } from '../junos/show/devices.ts'
import { readShow } from '../junos/show/read.ts'
import { loadOrSay } from './junos.ts'
import { answerFor, type CheckOptions, refuse, sayReport, severeResults, wantedOf } from './junos-report.ts'
import { columns, say, tell } from './say.ts'

/** The health of devices, and what a change did to it, out of captures of show commands. */

async function devicesIn(file: string): Promise<readonly DeviceReplies[]> {
  const loaded = await loadOrSay(file)
  if (!loaded) return []
  const { replies, skipped } = readShow(loaded.text)
  for (const { line, lines, command } of skipped)
    if (command !== undefined) tell(`${file}:${line}: ${command} is not read (${lines === 1 ? 'one line' : `${lines} lines`} left out)`)
  const devices = devicesOf(replies)
  if (devices.length === 0) refuse(`${file}: holds no answer to a show command`)
  return devices
}

type HealthOptions = CheckOptions & { readonly before?: readonly string[] }

/** Exit code 0: no finding, 1: findings, 2: a file could not be read, or nothing could be judged. */
export async function health(files: readonly string[], options: HealthOptions): Promise<void> {
  const wanted = await wantedOf(files, options, healthChecks)
  if (!wanted) return
  const now = Date.now()
  const earlier: DeviceReplies[] = []
  for (const file of options.before ?? []) earlier.push(...(await devicesIn(file)))
  const shown: ({ file: string } & Report)[] = []
  const all: CheckResult[] = []
  for (const file of files)
    for (const device of withEarlier(await devicesIn(file), together(earlier))) {
      if (earlier.length > 0 && !device.before) tell(`${file}: ${device.name ?? 'a device without a name'} has no earlier reading`)
      const report = runHealthChecks(device, wanted.profile, now)
      const results = severeResults(report, wanted.severity)
      all.push(...results)
      if (options.json) shown.push({ file, ...report, results })
      else sayReport(file, file, report, results, placeOf)
    }
  if (options.json) say(JSON.stringify(shown, null, 2))
  answerFor(all)
}

const placeOf = ({ place: { statement, from, only } }: Finding): string => `${statement}  (${[from, only].filter(Boolean).join(', ')})`

type CompareOptions = { readonly percent?: string; readonly count?: string; readonly json?: boolean }

/** Exit code 0: nothing is worse, 1: something is, 2: a file could not be read, or nothing could be compared. */
export async function compareState(before: string, after: string, options: CompareOptions): Promise<void> {
  const tolerance: Tolerance = { percent: Number(options.percent), count: Number(options.count) }
  if (!(tolerance.percent >= 0 && tolerance.count >= 0)) return refuse('--percent and --count: expected numbers from 0')
  const [earlier, later] = [await devicesIn(before), await devicesIn(after)]
  const pairs = withEarlier(later, earlier)
  const shown = pairs.flatMap((device) =>
    device.before ? compareStates({ name: device.name, replies: device.before }, device, tolerance) : [],
  )
  for (const { name, before: known } of pairs) if (!known) tell(`${after}: ${name ?? 'a device without a name'} is not in ${before}`)
  for (const { name } of earlier)
    if (name !== null && !pairs.some((each) => each.name === name || (each.before && pairs.length === 1)))
      tell(`${before}: ${name} is not in ${after}`)
  if (options.json) say(JSON.stringify(shown, null, 2))
  else for (const each of shown) sayComparison(each, before, after)
  const looked = shown.some((each) => each.looked.length > 0)
  process.exitCode ??= !looked ? 2 : shown.some(({ counts }) => counts.worse > 0) ? 1 : 0
}

function sayComparison({ device, counts, changes, more, looked, notCompared }: StateComparison, before: string, after: string): void {
  say(`${device ?? 'no name'}: ${counts.worse} worse, ${counts.changed} changed, ${counts.better} better`)
  for (const [facet, own] of Map.groupBy(changes, (each) => each.facet)) {
    say(`\n${facet}`)
    say(
      columns(
        own.map((each) => [
          `  ${each.verdict}`,
          `${each.engine === null ? '' : `${each.engine} `}${each.element}`,
          wordsOf(each),
          placesOf(each, before, after),
        ]),
      ),
    )
  }
  if (more > 0) say(`  and ${more} more`)
  if (looked.length > 0)
    say(`\n${columns([['looked at', 'before', 'after'], ...looked.map((each) => [each.facet, String(each.before), String(each.after)])])}`)
  if (notCompared.length > 0) say('\ncould not be compared')
  for (const each of notCompared) say(`  ${each}`)
  say()
}

const wordsOf = ({ before, after }: StateChange): string => `${before ?? 'not there'} -> ${after ?? 'not there'}`

const placesOf = ({ lineBefore, lineAfter }: StateChange, before: string, after: string): string =>
  [lineBefore > 0 ? `${before}:${lineBefore}` : '', lineAfter > 0 ? `${after}:${lineAfter}` : ''].filter(Boolean).join(' ')
