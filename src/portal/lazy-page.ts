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
  const later: Page = lazy(fetched)
  const draw: Page = () => createElement(Drawn, { choose: () => ready ?? later })
  return Object.assign(draw, { preload: async () => void (await fetched()) })
}

/** Chosen once: a page that came by the other way meanwhile is not taken apart and drawn anew. */
function Drawn({ choose }: { readonly choose: () => Page }) {
  const [page] = useState(choose)
  return createElement(page)
}
