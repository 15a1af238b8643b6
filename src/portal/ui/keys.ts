import { useEffect, useRef } from 'react'

/** What a key does; false when it has nothing to do here, and the key is left to others. */
export type Keys = Readonly<Record<string, () => unknown>>

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
const dialogOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null

/** Keys of a page, such as `c` or `g q`. They rest while somebody types, and while a dialog is open. */
export function useKeys(keys: Keys): void {
  const held = useRef(keys)
  held.current = keys
  useEffect(() => {
    let first = ''
    let at = 0
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || dialogOpen()) return
      const pair = event.timeStamp - at < 1_200 ? `${first} ${event.key}` : ''
      const act = held.current[pair] ?? held.current[event.key]
      first = event.key
      at = event.timeStamp
      if (!act || act() === false) return
      event.preventDefault()
      first = ''
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

/** Moves the focus through the row links of the page's table. */
export function moveRow(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>('.rowlink')]
  if (rows.length === 0) return false
  const now = rows.indexOf(document.activeElement as HTMLElement)
  const next = now < 0 ? (by === 1 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + by))
  rows[next]?.focus()
  rows[next]?.scrollIntoView({ block: 'nearest' })
  return true
}
export const openRow = (): void => (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('.rowlink')?.click()
