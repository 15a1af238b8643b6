import { maskLine } from '../../junos/config/mask.ts'
import type { ShowKind } from '../../junos/show/reply.ts'
import type { DeviceReplies } from '../health/devices.ts'
import { commandsOf, keyOf, type Reading, readingOf, repliesOf } from '../health/reading.ts'
import { type Facet, type Fact, facets, type Tolerance, type Verdict } from './facets.ts'

/** One thing that is otherwise after a change than before it. */
export type StateChange = {
  readonly verdict: Verdict
  /** `BGP sessions`, `alarms`. */
  readonly facet: string
  readonly element: string
  readonly engine: string | null
  readonly command: string
  /** Of the two captures; 0 where it was not there. */
  readonly lineBefore: number
  readonly lineAfter: number
  readonly before: string | null
  readonly after: string | null
}

export type StateComparison = {
  readonly kind: 'state-comparison'
  readonly device: string | null
  readonly changes: readonly StateChange[]
  /** Changes beyond the bound, which are counted and not listed. */
  readonly more: number
  readonly counts: Readonly<Record<Verdict, number>>
  /** How many things were there before and after. */
  readonly looked: readonly { readonly facet: string; readonly before: number; readonly after: number }[]
  /** Answers that only one of the captures holds, or that were not understood: nothing is said about them. */
  readonly notCompared: readonly string[]
}

/** The vendor's own samples take one percent; small tables differ by single routes. */
export const usualTolerance: Tolerance = { percent: 1, count: 3 }

const mostChanges = 5_000
const verdictOrder = { worse: 0, changed: 1, better: 2 } as const

/** Compares what one device answered before a change with what it answered after it; what became worse stands first. */
export function compareStates(before: DeviceReplies, after: DeviceReplies, tolerance: Tolerance = usualTolerance): StateComparison {
  const [was, now] = [readingOf(before.replies), readingOf(after.replies)]
  const kinds = new Set([...was.replies, ...now.replies].flatMap(({ kind }) => (kind === 'unknown' ? [] : kind)))
  const compared = [...kinds].map((kind) => ({ kind, ...enginesInBoth(kind, was, now) }))
  const looked: { facet: string; before: number; after: number }[] = []
  const changes = compared.flatMap(({ kind, engines }) =>
    facets
      .filter((facet) => facet.kind === kind)
      .flatMap((facet) => {
        const facts = (reading: Reading) => facet.facts(reading).filter(({ at }) => engines.has(at.engine))
        const [earlier, later] = [facts(was), facts(now)]
        if (earlier.length + later.length > 0) looked.push({ facet: facet.what, before: earlier.length, after: later.length })
        return changesOf(facet, earlier, later, tolerance)
      }),
  )
  const counts: Record<Verdict, number> = { worse: 0, better: 0, changed: 0 }
  for (const { verdict } of changes) counts[verdict] += 1
  return {
    kind: 'state-comparison',
    device: after.name ?? before.name,
    changes: changes.toSorted((a, b) => verdictOrder[a.verdict] - verdictOrder[b.verdict]).slice(0, mostChanges),
    more: Math.max(0, changes.length - mostChanges),
    counts,
    looked,
    notCompared: compared.flatMap(({ open }) => open.map((each) => maskLine(each, []))),
  }
}

/** The engines whose answer to a command is in both readings, and what is left open. That something does not run is an answer. */
function enginesInBoth(kind: ShowKind, was: Reading, now: Reading): { engines: ReadonlySet<string | null>; open: readonly string[] } {
  const command = commandsOf(kind).join(' or ')
  const open: string[] = []
  const answered = (reading: Reading, when: string): Set<string | null> => {
    const engines = new Set<string | null>()
    for (const reply of repliesOf(reading, kind)) {
      const by = reply.engine === undefined ? '' : ` of ${reply.engine}`
      if (reply.outcome === 'read' || reply.outcome === 'not-running') engines.add(reply.engine ?? null)
      else
        open.push(
          `${command}: the answer${by} ${when} ${reply.outcome === 'refused' ? 'was refused' : reply.outcome === 'empty' ? 'is empty' : 'was not understood'}`,
        )
      for (const { line, message } of reply.warnings) open.push(`${command}: ${when}, line ${line || reply.line}: ${message}`)
    }
    return engines
  }
  const [before, after] = [answered(was, 'before'), answered(now, 'after')]
  const onlyOne = (some: ReadonlySet<string | null>, others: ReadonlySet<string | null>, when: string): void => {
    for (const engine of some)
      if (!others.has(engine)) open.push(`${command}: there is an answer${engine === null ? '' : ` of ${engine}`} ${when} only`)
  }
  onlyOne(before, after, 'before')
  onlyOne(after, before, 'after')
  return { engines: before.intersection(after), open }
}

function changesOf(facet: Facet, earlier: readonly Fact[], later: readonly Fact[], tolerance: Tolerance): readonly StateChange[] {
  const [was, now] = [byKey(earlier), byKey(later)]
  return [...new Set([...was.keys(), ...now.keys()])].flatMap((key) => {
    const [before, after] = [was.get(key), now.get(key)]
    const verdict = verdictOf(facet, before, after, tolerance)
    const at = (after ?? before)!.at
    if (verdict === undefined) return []
    return [
      {
        verdict,
        facet: facet.what,
        element: maskLine(at.element, []),
        engine: at.engine,
        command: at.command,
        lineBefore: before?.at.line ?? 0,
        lineAfter: after?.at.line ?? 0,
        before: before ? maskLine(before.said, []) : null,
        after: after ? maskLine(after.said, []) : null,
      },
    ]
  })
}

const rank = { good: 2, look: 1, bad: 0 } as const

/** What two forms of a command say of one thing, or two instances of one name, counts with the worse of both. */
function byKey(facts: readonly Fact[]): ReadonlyMap<string, Fact> {
  const kept = new Map<string, Fact>()
  for (const each of facts) {
    const known = kept.get(keyOf(each.at))
    if (!known || rank[each.health ?? 'good'] < rank[known.health ?? 'good']) kept.set(keyOf(each.at), each)
  }
  return kept
}

/** What was never well is not missed, and what comes without being well is no gain. */
function verdictOf(facet: Facet, before: Fact | undefined, after: Fact | undefined, tolerance: Tolerance): Verdict | undefined {
  if (!before) return facet.fresh === 'better' && (after!.health ?? 'good') !== 'good' ? 'changed' : facet.fresh
  if (!after) return facet.gone === 'worse' && (before.health ?? 'good') !== 'good' ? 'changed' : facet.gone
  if (facet.counted) return facet.counted(before.count ?? 0, after.count ?? 0, tolerance)
  if (before.health !== null && after.health !== null && before.health !== after.health)
    return rank[after.health] < rank[before.health] ? 'worse' : 'better'
  return (before.health === null || facet.words) && before.said !== after.said ? 'changed' : undefined
}
