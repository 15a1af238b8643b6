import assert from 'node:assert/strict'
import { test } from 'node:test'
import { api, buildPortal, openBoth, visit } from './browser.ts'
import { follow } from './pages.ts'

type People = { readonly items: readonly { readonly email: string; readonly roles: readonly string[]; readonly status: string }[] }

test('whoever signs in starts on a page of theirs, and no place of their menu refuses them', async () => {
  buildPortal()
  const [browser, portal] = await openBoth({ demo: true })
  try {
    const admin = await visit(browser, portal, { email: 'admin@vendor.example' })
    const people = await Promise.all(
      ['VENDOR', 'MERIDIAN', 'ALBION'].map((code) => api<People>(admin, `/api/accounts/${code}/people?limit=200`)),
    )
    await admin.context().close()
    /** One person for each set of roles. */
    const chosen = new Map(people.flatMap(({ items }) => items.map((each) => [[...each.roles].sort().join(), each.email])))
    const refused: string[] = []
    let opened = 0
    for (const [roles, email] of chosen) {
      const page = await visit(browser, portal, { email }).catch(() => undefined)
      if (!page) continue // named for a part, without a sign-in
      const look = async (path: string) => {
        await (path === '/' ? page.goto(path) : follow(page, path))
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
        opened += 1
        if (await page.locator('main').getByText('You may not do this').first().isVisible()) refused.push(`${roles}: ${path}`)
      }
      await look('/')
      const places = await page.locator('nav a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? '/'))
      for (const place of new Set(places)) await look(place)
      // where the menu leads further
      await look('/clauses/ACP-1.p1')
      await page.context().close()
    }
    assert.ok(opened > 150, `${opened} pages`)
    assert.deepEqual(refused, [])
  } finally {
    await browser.close()
    await portal.close()
  }
})
