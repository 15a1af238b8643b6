import { same } from '../../lib/same.ts'
import type { Advisory } from './advisory.ts'

/** What changed between two versions of a record, in words. */
export function changesOf(before: Advisory, after: Advisory): readonly string[] {
  const told: string[] = []
  const text = (name: string, one: string, other: string) => {
    if (one === other) return
    told.push(one === '' ? `${name} added` : other === '' ? `${name} taken out` : `${name} changed`)
  }
  if (before.title !== after.title) told.push(`title: "${before.title}" became "${after.title}"`)
  if ((before.about ?? 'software') !== (after.about ?? 'software')) told.push(`now about ${after.about ?? 'software'}`)
  if (before.rejected !== after.rejected) told.push(after.rejected ? 'withdrawn' : 'no longer withdrawn')
  if (!same(before.entries, after.entries)) told.push(...entryChanges(before, after))
  if (!same(before.scores, after.scores)) told.push(`scores: ${scoreWords(before)} became ${scoreWords(after)}`)
  if (before.impact !== after.impact) told.push(`impact: ${before.impact ?? 'none'} became ${after.impact ?? 'none'}`)
  if (before.exploited !== after.exploited) told.push(after.exploited ? 'known to be exploited' : 'no longer said to be exploited')
  text('description', before.description, after.description)
  text('solution', before.solutions, after.solutions)
  text('workaround', before.workarounds, after.workarounds)
  if (!same(before.requirements, after.requirements)) told.push('configuration that must be present changed')
  if (!same(before.defects, after.defects)) told.push('problem reports changed')
  if (!same(before.references, after.references)) told.push('references changed')
  return told
}

const scoreWords = ({ scores }: Advisory) => scores.map(({ scheme, score }) => `${scheme} ${score}`).join(', ') || 'none'

function entryChanges(before: Advisory, after: Advisory): readonly string[] {
  const rows = ({ entries }: Advisory) =>
    new Set(
      entries.flatMap(({ product, platforms, rows: written }) =>
        written.map(
          ({ status, version, lessThan, lessThanOrEqual }) =>
            `${product}${platforms.length > 0 ? ` on ${platforms.join(', ')}` : ''}: ${status} ${version}${lessThan ? ` until ${lessThan}` : ''}${lessThanOrEqual ? ` to ${lessThanOrEqual}` : ''}`,
        ),
      ),
    )
  const [old, now] = [rows(before), rows(after)]
  const lines = [
    ...[...now].filter((row) => !old.has(row)).map((row) => `now: ${row}`),
    ...[...old].filter((row) => !now.has(row)).map((row) => `no longer: ${row}`),
  ]
  const shown = lines.slice(0, 20)
  if (lines.length > shown.length) shown.push(`${lines.length - shown.length} more rows changed`)
  return shown.length > 0 ? shown : ['what is affected is written otherwise']
}
