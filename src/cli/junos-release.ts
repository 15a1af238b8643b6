import { compareReleases } from '../junos/release/compare.ts'
import { doubtAbout, printRelease, type Release, releaseIn } from '../junos/release/release.ts'
import { columns, say, tell } from './say.ts'

/** Reads one release, or says how two stand to each other. */
export function release(first: string, second: string | undefined, options: { json?: boolean }): void {
  const read = (text: string): Release | undefined => {
    const found = releaseIn(text)
    if (found.kind === 'release') return found
    tell(`${text}: ${found.message}`)
    process.exitCode = 2
    return undefined
  }
  const a = read(first)
  if (second === undefined) {
    if (!a) return
    say(options.json ? JSON.stringify({ ...a, text: printRelease(a), doubt: doubtAbout(a) ?? null }) : columns(rowsOf(a)))
    return
  }
  const b = read(second)
  if (!a || !b) return
  const order = compareReleases(a, b)
  const sentence =
    order.kind === 'incomparable'
      ? `${printRelease(a)} and ${printRelease(b)} cannot be compared: ${order.why}`
      : order.kind === 'equal'
        ? `${printRelease(a)} is the same release.`
        : `${printRelease(a)} is ${order.kind === 'less' ? 'before' : 'after'} ${printRelease(b)}${order.sameBranch ? '.' : ' by the number of its branch, which says nothing of the fixes in it.'}`
  say(options.json ? JSON.stringify({ first: printRelease(a), second: printRelease(b), ...order }) : sentence)
  process.exitCode = { equal: 0, greater: 0, less: 1, incomparable: 3 }[order.kind]
}

const lines: Readonly<Record<string, string>> = {
  R: 'release',
  F: 'feature release',
  X: 'release for named platforms',
  I: 'internal build',
  B: 'beta',
  A: 'alpha',
  S: 'service release of old',
}

function rowsOf(read: Release): string[][] {
  const rows = [
    ['release', printRelease(read)],
    ['product', read.product === 'evolved' ? 'Junos OS Evolved' : 'Junos OS'],
    ['branch', `${read.major}.${read.minor}`],
    [
      'kind',
      read.line === null
        ? 'a whole branch, or a build of it'
        : `${lines[read.line]}${read.number === null ? '' : ` ${read.line}${read.number}`}`,
    ],
  ]
  if (read.service > 0) rows.push(['service release', `S${read.service}`])
  if (read.delivery !== null) rows.push(['delivery', `D${read.delivery}`])
  if (read.built !== null) rows.push(['built', read.built])
  if (read.spin.length > 0) rows.push(['spin', read.spin.join('.')])
  const doubt = doubtAbout(read)
  if (doubt) rows.push(['doubt', doubt])
  return rows
}
