// How soon a page can be used, and whether it moves while it comes: a real browser with a warm cache, a real server, many cases.
import type { Page } from 'playwright-core'
import { inScope, providerScope } from '../src/db/scope.ts'
import { openAccount } from '../src/parties/service.ts'
import { buildPortal, openBrowser, startPortal, visit } from '../test/e2e/browser.ts'
import { fillCases, scaleWorld } from './cases-at-scale.ts'

export type PageFigure = {
  readonly what: string
  /** From the press on a link until the content is drawn, in the page that is open already. */
  readonly p50: number
  readonly p95: number
  /** The same with the whole page loaded anew. */
  readonly reloadP50: number
  /** Cumulative layout shift of the reload; 0.1 is what is commonly called good. */
  readonly shift: number
}

type Target = { readonly what: string; readonly path: string; readonly usable: string }

const turns = 15

/** Goes to a path as a link would, and waits until what makes the page usable is drawn. */
const timed = (page: Page, { path, usable }: Target): Promise<number> =>
  page.evaluate(
    async ([path, usable]) => {
      const from = performance.now()
      history.pushState({}, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
      while (document.querySelector(usable) === null) {
        if (performance.now() - from > 10_000) throw new Error(`${path}: ${usable} does not come`)
        await new Promise((drawn) => requestAnimationFrame(drawn))
      }
      await new Promise((drawn) => requestAnimationFrame(drawn))
      return performance.now() - from
    },
    [path, usable] as const,
  )

const at = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const ordered = (values: readonly number[]) => [...values].sort((a, b) => a - b)

/** @param cases how many there are beside those of the demonstration */
export async function benchPages(cases: number): Promise<readonly PageFigure[]> {
  buildPortal()
  const [browser, portal] = await Promise.all([openBrowser(), startPortal({ demo: true })])
  try {
    await inScope(portal.parts.db, providerScope, async (tx) => {
      for (const [code, given] of Object.entries(scaleWorld.accounts))
        await openAccount(tx, Date.now(), 'bench', { code, kind: 'customer', ...given, theatre: 'EMEA' })
    })
    const [sample] = await fillCases(portal.database, cases, 1)
    if (!sample) throw new Error('no case to look at')
    await portal.database.asOwner('set session_replication_role = origin')
    const page = await visit(browser, portal, { email: 'senior@vendor.example' })
    const queue = (await (await page.request.get('/api/queue?limit=50')).json()) as { items: { number: string; account: string }[] }
    const open = queue.items.find(({ account }) => account === 'ALBION') ?? queue.items[0]
    const targets: readonly Target[] = [
      { what: 'queue', path: '/queue', usable: 'tbody tr .rowlink' },
      { what: 'case', path: `/accounts/${open?.account}/cases/${open?.number}`, usable: '.timeline li' },
      { what: 'cases', path: '/cases?open=all', usable: 'tbody tr .rowlink' },
      { what: 'search', path: `/cases?open=all&q=${sample.number}`, usable: 'tbody tr .rowlink' },
      { what: 'device', path: '/accounts/ALBION/devices', usable: 'tbody tr .rowlink' },
      { what: 'contracts', path: '/accounts/ALBION/contracts', usable: 'tbody tr .rowlink' },
      { what: 'on call', path: '/on-call', usable: '.card' },
      { what: 'notices', path: '/notices', usable: '.card' },
      { what: 'account', path: '/accounts/ALBION', usable: '.card' },
    ]
    const figures: PageFigure[] = []
    await page.addInitScript(() => {
      const seen = window as unknown as { shift: number }
      seen.shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number; hadRecentInput: boolean }[])
          if (!entry.hadRecentInput) seen.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const target of targets) {
      const times: number[] = []
      const reloads: number[] = []
      await page.goto('/policies')
      await page.waitForSelector('.card')
      await timed(page, target)
      for (let turn = 0; turn < turns; turn++) {
        await timed(page, { what: '', path: '/words', usable: 'h1' })
        times.push(await timed(page, target))
      }
      for (let turn = 0; turn < 5; turn++) {
        await page.goto(target.path, { waitUntil: 'commit' })
        await page.waitForSelector(target.usable)
        reloads.push(await page.evaluate(() => performance.now()))
      }
      await page.waitForTimeout(800)
      const shift = await page.evaluate(() => (window as unknown as { shift: number }).shift)
      figures.push({
        what: target.what,
        p50: at(ordered(times), 0.5),
        p95: at(ordered(times), 0.95),
        reloadP50: at(ordered(reloads), 0.5),
        shift,
      })
    }
    return figures
  } finally {
    await browser.close()
    await portal.close()
  }
}

if (import.meta.main) {
  const cases = Number(process.argv[2] ?? 100_000)
  for (const { what, p50, p95, reloadP50, shift } of await benchPages(cases))
    console.log(
      `${what.padEnd(12)} usable p50 ${p50.toFixed(0).padStart(5)} ms  p95 ${p95.toFixed(0).padStart(5)} ms  loaded anew ${reloadP50.toFixed(0).padStart(5)} ms  shift ${shift.toFixed(3)}`,
    )
}
