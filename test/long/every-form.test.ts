import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { buildPortal, complaintsOf, openBoth, visit } from '../e2e/browser.ts'
import { everyPage } from '../e2e/pages.ts'

/**
 * Every button of every page is pressed, and what opens is typed into key by key, as a person in a hurry does. Nothing is sent from a form. A page that
 * breaks, an exception and an answer of 5xx are faults; a refusal is none.
 */
for (const side of ['customers', 'staff'] as const)
  test(`no button and no field of ${side} breaks a page`, async () => {
    buildPortal()
    const [browser, portal] = await openBoth({ demo: true })
    const faults: string[] = []
    const seen = new Set<string>()
    let typed = 0
    try {
      for (const [email, ...paths] of await everyPage(browser, portal, side)) {
        const page = await visit(browser, portal, { email })
        page.setDefaultTimeout(4_000)
        for (const path of paths) {
          await settle(page, path)
          for (const name of await buttonsOf(page)) {
            const key = `${path
              .replace(/\?.*/, '')
              .replace(/\/accounts\/[A-Z]+/, '')
              .replace(/[A-Z]*-?[A-Z]*\d[\w.-]*/g, '')} ${name}`
            if (seen.has(key)) continue
            seen.add(key)
            await settle(page, path)
            const before = complaintsOf(page.context()).length
            const button = page.locator('main').getByRole('button', { name, exact: true }).first()
            // it may have gone: an act before it changed the page
            if (!(await button.isVisible().catch(() => false))) continue
            await button.click().catch(() => {})
            await page.waitForTimeout(250)
            const dialog = page.getByRole('dialog').first()
            typed += await typeInto((await dialog.isVisible()) ? dialog : page.locator('main'))
            const said = complaintsOf(page.context())
              .slice(before)
              .filter((each) => !/status of 4\d\d/.test(each))
            const failed = await page.getByText('This page has failed').isVisible()
            if (failed || said.length > 0) faults.push(`${email} ${path}, "${name}": ${said.join('; ') || 'the page failed'}`)
          }
        }
        await page.context().close()
      }
    } finally {
      await browser.close()
      await portal.close()
    }
    console.log(`${side}: ${seen.size} buttons pressed, ${typed} fields typed into`)
    assert.ok(seen.size > 100 && typed > 100, 'buttons and fields were found')
    assert.deepEqual(faults, [])
  })

async function settle(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
}

/** The names of the buttons of a page, each once; rows of a list have the same ones. */
async function buttonsOf(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  for (const button of await page.locator('main').getByRole('button').all()) {
    if (!(await button.isEnabled().catch(() => false))) continue
    const name = ((await button.getAttribute('aria-label')) ?? (await button.textContent().catch(() => '')) ?? '').trim()
    if (name !== '' && !name.includes('\n')) found.push(name)
  }
  return [...new Set(found)].slice(0, 40)
}

/** Types into all fields of a form, and picks the first of what is offered. */
async function typeInto(scope: Locator): Promise<number> {
  let fields = 0
  for (const field of (await scope.locator('input:visible, textarea:visible').all()).slice(0, 30)) {
    if (!(await field.isEditable().catch(() => false))) continue
    const type = (await field.getAttribute('type')) ?? 'text'
    const list = (await field.getAttribute('role')) === 'combobox' || (await field.getAttribute('aria-haspopup')) === 'listbox'
    if (type === 'checkbox' || type === 'radio' || type === 'file' || type === 'hidden') continue
    fields += 1
    if (type === 'date') await field.fill('2031-02-03').catch(() => {})
    else if (type === 'datetime-local') await field.fill('2031-02-03T10:00').catch(() => {})
    else if (type === 'time') await field.fill('10:00').catch(() => {})
    else {
      await field.click().catch(() => {})
      const option = scope.page().getByRole('option').first()
      if (list && (await option.isVisible().catch(() => false))) await option.click().catch(() => {})
      else await field.pressSequentially(type === 'number' ? '12' : 'ab').catch(() => {})
    }
  }
  return fields
}
