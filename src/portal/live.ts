import { useEffect, useSyncExternalStore } from 'react'
import { client, newKey, queries } from './api.ts'

/** What the server tells by itself. One stream for a window that is looked at; lists and pages that it concerns are read anew. */

type Present = { readonly person: string; readonly name: string; readonly doing: 'viewing' | 'replying' | 'noting' | 'away' }
export type Doing = Present['doing']

let connected = false
let stream: EventSource | undefined
let hiding: ReturnType<typeof setTimeout> | undefined
let retrying: ReturnType<typeof setTimeout> | undefined
let failures = 0
const present = new Map<string, readonly Present[]>()
const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Lists that may show any case. */
const lists = /^(queue|case\.list|view|page|escalation|desk|device)/

let waiting: Set<string> | undefined
/** Changes that come together are read together, once in a second at most. */
function changed(number: string) {
  if (waiting) return void waiting.add(number)
  waiting = new Set([number])
  setTimeout(() => {
    const numbers = waiting ?? new Set()
    waiting = undefined
    void queries.invalidateQueries({
      predicate: ({ queryKey: [id, input] }) => {
        const of = (input as { params?: { case?: string } } | undefined)?.params?.case
        return of === undefined ? lists.test(String(id)) : numbers.has(of)
      },
    })
  }, 150)
}

function open() {
  if (stream || typeof EventSource !== 'function') return
  const source = new EventSource('/api/live')
  stream = source
  source.addEventListener('hello', () => {
    // what happened while nobody listened
    if (failures > 0) void queries.invalidateQueries()
    failures = 0
    connected = true
    tell()
  })
  source.addEventListener('case', ({ data }) => changed((JSON.parse(data) as { case: string }).case))
  source.addEventListener('presence', ({ data }) => {
    const { case: number, who } = JSON.parse(data) as { case: string; who: readonly Present[] }
    if (who.length > 0) present.set(number, who)
    else present.delete(number)
    tell()
  })
  source.addEventListener('again', () => void queries.invalidateQueries())
  source.onerror = () => {
    failures++
    const refused = source.readyState === EventSource.CLOSED
    connected = false
    present.clear()
    tell()
    if (!refused) return // the browser comes back by itself
    close()
    retrying = setTimeout(open, Math.min(60_000, 2_000 * 2 ** Math.min(failures, 5)))
  }
}

function close() {
  clearTimeout(retrying)
  stream?.close()
  stream = undefined
  connected = false
  present.clear()
  tell()
}

/**
 * Listens while the window is looked at: a hidden one lets go after half a minute and reads anew when it is seen again.
 * @param enabled false for somebody who may see no case: there is nothing to hear
 */
export function useLiveStream(enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return
    const look = () => {
      clearTimeout(hiding)
      if (document.hidden) hiding = setTimeout(close, 30_000)
      else if (!stream) {
        open()
        void queries.invalidateQueries({ predicate: ({ queryKey: [id] }) => id !== 'me.read' })
      }
    }
    open()
    document.addEventListener('visibilitychange', look)
    addEventListener('pagehide', close)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('pagehide', close)
      close()
    }
  }, [enabled])
}

/** How often to ask when the stream is away, and when it is there. */
export const useEvery = (): number => (useSyncExternalStore(subscribe, () => connected) ? 120_000 : 15_000)

const nobody: readonly Present[] = []
/** Colleagues at a case. */
export const usePresent = (number: string): readonly Present[] => useSyncExternalStore(subscribe, () => present.get(number) ?? nobody)

const window_ = newKey()

/** Tells colleagues that I am at this case while the page is open, and what I do there. */
export function useTellPresence(account: string, number: string, doing: Doing, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return
    const say = (what: Doing | 'gone') =>
      void client
        .call('case.presence', { params: { account, case: number }, body: { doing: what, window: window_ } })
        .catch(() => undefined)
    const now = () => say(document.hidden ? 'away' : doing)
    now()
    const timer = setInterval(now, 20_000)
    document.addEventListener('visibilitychange', now)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', now)
    }
  }, [account, number, doing, enabled])
  useEffect(() => {
    if (!enabled) return
    const leave = () =>
      void fetch(`/api/accounts/${account}/cases/${number}/presence`, {
        method: 'PUT',
        keepalive: true,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ doing: 'gone', window: window_ }),
      }).catch(() => undefined)
    addEventListener('pagehide', leave)
    return () => {
      removeEventListener('pagehide', leave)
      leave()
    }
  }, [account, number, enabled])
}
