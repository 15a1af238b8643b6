import { useSyncExternalStore } from 'react'

/** One ticker for the page: every countdown moves together, and a hidden page costs nothing. */
let now = Date.now()
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const tick = () => {
  now = Date.now()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(tick, 10_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The time now, to ten seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
