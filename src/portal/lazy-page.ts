import { lazy, type ReactNode } from 'react'

/** A page takes nothing: what it shows stands in its address. */
type Page = (props: Record<never, never>) => ReactNode

/**
 * A page that is fetched when it is first gone to. React's own `lazy` draws it; the router fetches it beforehand through
 * `preload`. (The router's own way reads a promise only while the page is missing, which React 19 takes for a missing hook.)
 */
export function lazyPage<Name extends string>(load: () => Promise<{ readonly [key in Name]: Page }>, name: Name) {
  const fetched = () => load().then((module) => ({ default: module[name] }))
  const preload = async () => void (await fetched())
  return Object.assign(lazy(fetched), { preload })
}
