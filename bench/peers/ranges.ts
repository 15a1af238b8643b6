/** Records as tables that SQL can join, as far as ranges can say them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Stretch } from '../../src/advisories/affected/stretch.ts'
import type { ReadyAdvisory } from '../../src/advisories/matching/match.ts'
import { onPlatforms } from '../../src/advisories/matching/platform.ts'
import type { Release } from '../../src/junos/release/release.ts'

const most = 9_999_999_999
const key = (major: number, minor: number, number: number, service: number, build: number): number =>
  (((major * 100 + minor) * 100 + number) * 100 + service) * 1000 + build
const keyOf = ({ major, minor, number, service, spin }: Release) => key(major, minor, number ?? 0, service, spin[0] ?? 0)
/** Behind everything that a release stands for. */
const afterOf = ({ major, minor, number, service, spin }: Release) =>
  number === null
    ? key(major, minor + 1, 0, 0, 0)
    : spin[0] === undefined
      ? key(major, minor, number, service + 1, 0)
      : key(major, minor, number, service, spin[0] + 1)
const isUsual = ({ line }: Release) => (line ?? 'R') === 'R'

function* rangesOf({ status, from, end, only, changes }: Stretch): Generator<readonly [low: number, high: number]> {
  if (status !== 'affected' || changes.length > 0 || (from && !isUsual(from))) return
  const low = from ? keyOf(from) : 0
  if (only && from) yield [low, afterOf(from)]
  else if (end.kind === 'open') yield [low, from ? key(from.major, from.minor + 1, 0, 0, 0) : most]
  else if (end.kind === 'with') yield [low, afterOf(end.last)]
  else {
    // a fix for each line of maintenance: affected again from the beginning of the next line that has one
    const fixes = end.fixes.filter(isUsual).toSorted((one, other) => keyOf(one) - keyOf(other))
    for (const [at, fix] of fixes.entries())
      yield [at === 0 ? low : Math.max(low, key(fix.major, fix.minor, fix.number ?? 0, 0, 0)), keyOf(fix)]
  }
}

/** Writes `ranges.csv`, `platforms.csv` and `models.csv` to a folder. */
export function writeRecords(folder: string, records: readonly ReadyAdvisory[], models: readonly string[]): void {
  const lists = new Map<string, readonly string[]>()
  const ranges = ['record,platform,evolved,low,high']
  for (const [record, { entries }] of records.entries())
    for (const { written, product, stretches } of entries) {
      const list = written.platforms.join('\n')
      lists.set(list, written.platforms)
      const platform = [...lists.keys()].indexOf(list)
      for (const stretch of stretches)
        for (const [low, high] of rangesOf(stretch)) ranges.push([record, platform, product === 'evolved', low, high].join())
    }
  const platforms = [...lists.values()].flatMap((list, platform) =>
    models.flatMap((model, number) => (onPlatforms({ model }, list).is === 'yes' ? [`${platform},${number}`] : [])),
  )
  writeFileSync(join(folder, 'ranges.csv'), ranges.join('\n'))
  writeFileSync(join(folder, 'platforms.csv'), ['platform,model', ...platforms].join('\n'))
  writeFileSync(join(folder, 'models.csv'), ['model,number', ...models.map((model, number) => `${model},${number}`)].join('\n'))
}
