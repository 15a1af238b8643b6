import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import type { Parts } from '../../src/assemble.ts'
import { createServer, openParts, type Storage } from '../../src/server.ts'
import { readSettings } from '../../src/settings.ts'
import { demoPassword, loadDemo } from '../../src/world/demo.ts'
import { type FreshDatabase, filledDatabase, freshDatabase } from '../support/database.ts'
import { browserFlags, browserPath } from './browser-path.ts'

const root = join(import.meta.dirname, '..', '..')

/** The portal as it is in the sources: built anew when any of them changed since. */
export function buildPortal(): void {
  const script = join(root, 'scripts', 'portal.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script], {
    cwd: root,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The portal does not build:\n${stdout}\n${stderr}`)
}

export type Portal = {
  readonly address: string
  readonly parts: Parts
  readonly database: FreshDatabase
  readonly close: () => Promise<void>
}

/** A server of its own with the portal: empty, or with the demonstration world and some history. */
export async function startPortal({ demo }: { readonly demo: boolean }): Promise<Portal> {
  const data = mkdtempSync(join(tmpdir(), 'holdfast-portal-'))
  const database = demo ? await filledDatabase('demo', data, fillWithDemo) : await freshDatabase()
  const settings = settingsOf(data)
  const { parts, close } = openParts(settings, storageOf(database), 'http://127.0.0.1')
  const app = await createServer(settings, parts, Date.now, true)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    address,
    parts,
    database,
    close: async () => {
      await app.close()
      await close()
      await database.close()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

const settingsOf = (data: string) => readSettings({ HOLDFAST_DATA: data, HOLDFAST_PORT: '0', LOG_LEVEL: 'error' })

const storageOf = ({ owner, application }: FreshDatabase): Storage => ({
  owner,
  app: application,
  embedded: undefined,
  migrated: [],
  close: async () => {},
})

async function fillWithDemo(database: FreshDatabase, data: string): Promise<void> {
  const { parts, close } = openParts(settingsOf(data), storageOf(database), 'http://127.0.0.1')
  try {
    await loadDemo(parts, Date.now(), 24, () => {})
  } finally {
    await close()
  }
}

export const openBrowser = async (): Promise<Browser> =>
  playwright.launch({ executablePath: await browserPath(), args: [...browserFlags()] })

/** What a page complained about; a refusal is no complaint. */
const complaints = new WeakMap<BrowserContext, string[]>()
export const complaintsOf = (context: BrowserContext): readonly string[] => complaints.get(context) ?? []

type Visit = { readonly email?: string; readonly width?: number }

/** Somebody with a browser of their own, signed in when an address is given. */
export async function visit(browser: Browser, portal: Portal, { email, width = 1440 }: Visit = {}): Promise<Page> {
  const context = await browser.newContext({
    baseURL: portal.address,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  })
  context.setDefaultTimeout(15_000)
  const said: string[] = []
  complaints.set(context, said)
  const page = await context.newPage()
  page.on('pageerror', (error) => said.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (403|412)/.test(message.text())) said.push(message.text())
  })
  if (email) {
    const answer = await context.request.post('/api/session', {
      data: { email, password: demoPassword },
      headers: { origin: portal.address },
    })
    if (!answer.ok()) throw new Error(`${email} cannot sign in: ${await answer.text()}`)
  }
  return page
}

/** Reads the API as whoever the page belongs to. */
export async function api<T>(page: Page, path: string): Promise<T> {
  const answer = await page.context().request.get(path)
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`)
  return answer.json()
}

type Finding = {
  readonly id: string
  readonly impact: string
  readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[]
}

/** Rules whose findings are never more than moderate: not asked, since they would not be told. */
const moderate = ['region', 'heading-order', 'landmark-unique', 'aria-allowed-role', 'empty-heading', 'skip-link', 'hidden-content']

/** Findings of the accessibility checker that are serious or worse, one line each. `rules` keeps it to some. */
export async function findings(page: Page, rules?: readonly string[]): Promise<readonly string[]> {
  // half a megabyte, which a page is given once
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const violations = await page.evaluate(
    async ([only, without]) =>
      (
        await (globalThis as unknown as { axe: { run: (where: Document, options: object) => Promise<{ violations: Finding[] }> } }).axe.run(
          document,
          {
            resultTypes: ['violations'],
            selectors: false,
            ...(only ? { runOnly: only } : { rules: Object.fromEntries(without.map((id) => [id, { enabled: false }])) }),
          },
        )
      ).violations,
    [rules, moderate] as const,
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} (${any[0]?.message ?? ''})`).join(' | ')}`)
}

/** How many pixels the page is wider than its window. */
export const overhang = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** A browser and a portal for it. When the portal does not start, the browser ends too: what is left open would keep the tests waiting. */
export async function openBoth(options: { readonly demo: boolean }): Promise<[Browser, Portal]> {
  const [browser, portal] = await Promise.allSettled([openBrowser(), startPortal(options)])
  if (browser.status === 'fulfilled' && portal.status === 'fulfilled') return [browser.value, portal.value]
  if (browser.status === 'fulfilled') await browser.value.close()
  if (portal.status === 'fulfilled') await portal.value.close()
  throw browser.status === 'rejected' ? browser.reason : (portal as PromiseRejectedResult).reason
}
