/**
 * Who is worked for when more is asked than can be done. A bounded number of requests is worked on at once; the rest wait
 * in lanes, the most urgent lane first, and within a lane the accounts take turns, so that one noisy account slows itself
 * and nobody else. What would wait too long, or would be one too many, is told at once to come again. Opening a P1 is
 * let go last: it has a lane before all others and places of its own to wait in.
 */

/** 0: opening a P1 or P2; 1: other acts; 2: reading; 3: what reads much. */
export type Lane = 0 | 1 | 2 | 3

export type AdmissionLimits = {
  /** Worked on at once. */
  readonly atOnce: number
  /** Of those, so many are kept for lane 0. */
  readonly keptForFirst: number
  /** Waiting at most, by lane. */
  readonly waiting: readonly [number, number, number, number]
  /** Waiting at most of one account in one lane; lane 0 has no such bound. */
  readonly ofOneAccount: number
  /** Milliseconds after which whoever still waits is told to come again, by lane. */
  readonly patienceMs: readonly [number, number, number, number]
}

export const usualLimits: AdmissionLimits = {
  atOnce: 16,
  keptForFirst: 4,
  waiting: [2000, 200, 200, 20],
  ofOneAccount: 60,
  patienceMs: [20_000, 3000, 3000, 10_000],
}

export type Refused = { readonly why: 'full' | 'account' | 'waited'; readonly retryAfterSeconds: number }
type Waiting = { readonly go: () => void; readonly give: (refused: Refused) => void; readonly timer: ReturnType<typeof setTimeout> }

export type Admission = {
  /** Waits for a place. Call what it gives when the work is done; a refusal is a value. */
  readonly enter: (lane: Lane, account: string) => Promise<(() => void) | Refused>
  /** True when even a look at another request is too much: everything that waits is full. */
  readonly full: () => boolean
  readonly now: () => { readonly working: number; readonly waiting: readonly [number, number, number, number] }
}

export function createAdmission(limits: AdmissionLimits = usualLimits): Admission {
  let working = 0
  const lanes = [0, 1, 2, 3].map(() => new Map<string, Waiting[]>())
  const counts = [0, 0, 0, 0]

  const mayWork = (lane: Lane) => working < (lane === 0 ? limits.atOnce : limits.atOnce - limits.keptForFirst)

  /** The next of a lane: accounts take turns, since whoever was served goes to the end. */
  const next = (lane: Lane): Waiting | undefined => {
    const waiting = lanes[lane]
    const [account, queue] = waiting?.entries().next().value ?? []
    const first = queue?.shift()
    if (!waiting || account === undefined || !queue || !first) return undefined
    waiting.delete(account)
    if (queue.length > 0) waiting.set(account, queue)
    counts[lane] = (counts[lane] ?? 0) - 1
    return first
  }

  const leave = () => {
    working--
    for (const lane of [0, 1, 2, 3] as const) {
      if (!mayWork(lane)) continue
      const waiting = next(lane)
      if (!waiting) continue
      clearTimeout(waiting.timer)
      waiting.go()
      return
    }
  }

  const begin = () => {
    working++
    let left = false
    return () => {
      if (left) return
      left = true
      leave()
    }
  }

  return {
    enter: (lane, account) => {
      if (mayWork(lane) && (counts[lane] ?? 0) === 0) return Promise.resolve(begin())
      const waiting = lanes[lane] as Map<string, Waiting[]>
      const mine = waiting.get(account) ?? []
      const retryAfterSeconds = lane === 0 ? 1 : 2
      if ((counts[lane] ?? 0) >= limits.waiting[lane]) return Promise.resolve({ why: 'full', retryAfterSeconds })
      if (lane !== 0 && mine.length >= limits.ofOneAccount) return Promise.resolve({ why: 'account', retryAfterSeconds })
      return new Promise((resolve) => {
        const entry: Waiting = {
          go: () => resolve(begin()),
          give: resolve,
          timer: setTimeout(() => {
            const queue = waiting.get(account)
            const place = queue?.indexOf(entry) ?? -1
            if (!queue || place < 0) return
            queue.splice(place, 1)
            if (queue.length === 0) waiting.delete(account)
            counts[lane] = (counts[lane] ?? 0) - 1
            entry.give({ why: 'waited', retryAfterSeconds })
          }, limits.patienceMs[lane]),
        }
        mine.push(entry)
        if (!waiting.has(account)) waiting.set(account, mine)
        counts[lane] = (counts[lane] ?? 0) + 1
      })
    },
    full: () => ([1, 2] as const).every((lane) => (counts[lane] ?? 0) >= limits.waiting[lane]),
    now: () => ({ working, waiting: [counts[0] ?? 0, counts[1] ?? 0, counts[2] ?? 0, counts[3] ?? 0] }),
  }
}
