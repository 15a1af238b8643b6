import { useEffect, useRef, useState } from 'react'
import { type Clash, type Draft, mergeDrafts, sameDraft } from '../../analysis/reviews/merge.ts'
import type { Answer } from '../../client/client.ts'
import { client, queries, statusOf } from '../api.ts'
import { useMe } from '../session.tsx'

type Whole = Answer<'review.read'>

/** How what is on the page stands to what the server has. */
export type Standing =
  | { readonly kind: 'kept'; readonly at: string | null }
  | { readonly kind: 'writing' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody else wrote in the same places; nothing is kept until one of the two is chosen. */
  | { readonly kind: 'clash'; readonly by: string | null; readonly clashes: readonly Clash[] }

const pauseMs = 1_200
const againMs = 10_000

const draftOf = ({ engineer, notes }: Pick<Whole, 'engineer' | 'notes'>): Draft => ({ engineer, notes })

/**
 * What an engineer writes on a draft, kept by itself a moment after each pause. What could not be kept stays in this browser and comes back with the
 * page. Where somebody else wrote meanwhile, both are brought together; where both wrote in one place, the engineer chooses.
 */
export function useKeptReview(account: string, of: Whole) {
  const me = useMe()
  const place = `holdfast.review.${me.person.id}.${account}.${of.number}`
  const [begun] = useState(() => begin(place, of))
  const [mine, setMine] = useState(begun.mine)
  const [standing, setStanding] = useState<Standing>(begun.standing)
  const [joined, setJoined] = useState<string | null>(null)
  const now = useRef({ mine: begun.mine, base: draftOf(of), version: of.version, busy: false, clash: begun.standing.kind === 'clash' })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const params = { account, review: of.number }

  const hold = (draft: Draft) => {
    now.current.mine = draft
    setMine(draft)
    if (sameDraft(draft, now.current.base)) forget(place)
    else remember(place, { base: now.current.base, mine: draft })
  }
  const meet = (newest: Whole) => {
    const theirs = draftOf(newest)
    const { merged, clashes } = mergeDrafts(now.current.base, now.current.mine, theirs)
    const moved = !sameDraft(merged, now.current.mine)
    now.current.base = theirs
    now.current.version = newest.version
    now.current.clash = clashes.length > 0
    hold(merged)
    if (clashes.length > 0) setStanding({ kind: 'clash', by: newest.writtenBy, clashes })
    else {
      if (moved) setJoined(newest.writtenBy)
      setStanding(sameDraft(merged, theirs) ? { kind: 'kept', at: newest.writtenAt } : { kind: 'writing' })
    }
  }
  const keep = async () => {
    clearTimeout(timer.current)
    const { busy, clash, version } = now.current
    if (busy || clash) return
    const sent = now.current.mine
    if (sameDraft(sent, now.current.base)) return
    now.current.busy = true
    try {
      const answer = await client.call('review.write', { params, body: sent, ifMatch: version })
      now.current.base = sent
      now.current.version = answer.version
      queries.setQueryData(['review.read', { params }], answer)
      hold(now.current.mine)
      if (sameDraft(now.current.mine, sent)) setStanding({ kind: 'kept', at: answer.writtenAt })
    } catch (error) {
      if (statusOf(error) === 412) {
        try {
          const newest = await client.call('review.read', { params })
          meet(newest)
          queries.setQueryData(['review.read', { params }], newest)
        } catch (second) {
          setStanding({ kind: 'failed', error: second })
        }
      } else setStanding({ kind: 'failed', error })
      // a refusal stays one until something else is written
      if ((statusOf(error) ?? 503) >= 500) timer.current = setTimeout(() => void latest.current(), againMs)
    } finally {
      now.current.busy = false
    }
    if (!now.current.clash && !sameDraft(now.current.mine, sent)) timer.current = setTimeout(() => void latest.current(), pauseMs)
  }
  const latest = useRef(keep)
  latest.current = keep

  const change = (how: (draft: Draft) => Draft) => {
    hold(how(now.current.mine))
    if (now.current.clash) return
    setStanding({ kind: 'writing' })
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void latest.current(), pauseMs)
  }
  /** Of places that both wrote: theirs, or mine over it. */
  const choose = (whose: 'mine' | 'theirs') => {
    now.current.clash = false
    if (whose === 'theirs') hold(now.current.base)
    setStanding(whose === 'theirs' ? { kind: 'kept', at: of.writtenAt } : { kind: 'writing' })
    void latest.current()
  }
  // what somebody else kept meanwhile comes with the page when it is read again
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another version is news
  useEffect(() => {
    if (of.version > now.current.version && !now.current.busy) meet(of)
  }, [of.version])
  // what was written comes to the server when somebody leaves
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      void latest.current()
    },
    [],
  )
  useEffect(() => {
    if (begun.standing.kind === 'writing') void latest.current()
  }, [begun])
  return { draft: mine, change, standing, keep: () => void keep(), choose, joined }
}

type Remembered = { readonly base: Draft; readonly mine: Draft }

/** What was written and not kept when the page was left, brought together with what the server has by now. */
function begin(place: string, of: Whole): { readonly mine: Draft; readonly standing: Standing } {
  const server = draftOf(of)
  const kept: Standing = { kind: 'kept', at: of.writtenAt }
  const before = recall(place)
  if (before === undefined || of.state !== 'draft') return { mine: server, standing: kept }
  const { merged, clashes } = mergeDrafts(before.base, before.mine, server)
  if (clashes.length > 0) return { mine: merged, standing: { kind: 'clash', by: of.writtenBy, clashes } }
  return { mine: merged, standing: sameDraft(merged, server) ? kept : { kind: 'writing' } }
}

function recall(place: string): Remembered | undefined {
  try {
    const text = localStorage.getItem(place)
    return text === null ? undefined : (JSON.parse(text) as Remembered)
  } catch {
    return undefined
  }
}

function remember(place: string, what: Remembered): void {
  try {
    localStorage.setItem(place, JSON.stringify(what))
  } catch {
    // a browser that keeps nothing still lets people write
  }
}

function forget(place: string): void {
  try {
    localStorage.removeItem(place)
  } catch {
    // there was nothing
  }
}
