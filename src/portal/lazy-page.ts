import { createElement, lazy, type ReactNode, useState } from 'react'

/** A page takes nothing: what it shows stands in its address. */
type Page = (props: Record<never, never>) => ReactNode

/**
 * A page that is fetched when it is first gone to. The router fetches it beforehand through `preload`, and then it is drawn at once: React's `lazy`
 * would show something else first and hold that for 300 ms, once for the frame and once for the page. (With the router's own
 * lazyRouteComponent React now and then reported error 300 in slow test runs; its cause was not traced further.)
 */
export function lazyPage<Name extends string>(load: () => Promise<{ readonly [key in Name]: Page }>, name: Name) {
  let ready: Page | undefined
  const fetched = async () => {
    ready = (await load())[name]
    return { default: ready }
  }
  const Later: Page = lazy(fetched)
  // chosen once: a page that came by the other way meanwhile is not taken apart and drawn anew
  const Shown: Page = () => createElement(useState<Page>(() => ready ?? Later)[0])
  return Object.assign(Shown, { preload: async () => void (await fetched()) })
}
