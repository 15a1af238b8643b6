import { lazy, type ReactNode } from 'react'

/** A page takes nothing: what it shows stands in its address. */
type Page = (props: Record<never, never>) => ReactNode

/**
 * A page that is fetched when it is first gone to. React's own `lazy` draws it; the router fetches it beforehand through
 * `preload`. (With the router's own
 * lazyRouteComponent React now and then reported error 300 in slow test runs; its cause was not traced further.)
 */
export function lazyPage<Name extends string>(load: () => Promise<{ readonly [key in Name]: Page }>, name: Name) {
  const fetched = () => load().then((module) => ({ default: module[name] }))
  const preload = async () => void (await fetched())
  return Object.assign(lazy(fetched), { preload })
}
