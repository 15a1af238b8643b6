import { useEffect, useSyncExternalStore } from 'react'
import { useKeys } from './keys.ts'

/** Something that can be done on the page that is open: by its key, from the palette, and where the page shows it. */
export type PageAct = {
  readonly title: string
  /** One key or two, such as `h`; each act is in the palette all the same. */
  readonly key?: string
  /** Why it cannot be done now. */
  readonly reason?: string | undefined
  readonly run: () => unknown
}

let now: readonly PageAct[] = []
const listeners = new Set<() => void>()
const tell = (acts: readonly PageAct[]) => {
  now = acts
  for (const listener of listeners) listener()
}

/** Says what can be done on this page while it is open, and listens to the keys of it. */
export function usePageActs(acts: readonly PageAct[]): void {
  useKeys(
    Object.fromEntries(
      acts.flatMap(({ key, reason, run }) => (key === undefined ? [] : [[key, () => (reason === undefined ? run() : undefined)]])),
    ),
  )
  const shape = acts.map(({ title, reason }) => `${title} ${reason ?? ''}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when what can be done changes, not with every drawing
  useEffect(() => tell(acts), [shape])
  useEffect(() => () => tell([]), [])
}

/** What can be done on the page that is open. */
export const useActsOfPage = (): readonly PageAct[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => now,
  )
