import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A review is computed, written on and released; until then the customer sees nothing of it. */

suite('reviews', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let engineer: Page
  let customer: Page
  let address = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
    customer = await visit(browser, portal, { email: 'lewis@albion.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('it is computed, and says what is missing before it may be released', async () => {
    await engineer.goto('/accounts/ALBION/reviews')
    await engineer.getByRole('button', { name: 'Make a review' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByLabel('Named engineer').fill('Erin Engineer')
    await dialog.getByRole('button', { name: 'Compute it' }).click()
    await engineer.getByText('Draft, seen by the provider only').waitFor()
    address = new URL(engineer.url()).pathname
    await engineer.getByRole('heading', { name: 'Before it is released' }).waitFor()
    await customer.goto(address)
    await customer.getByText('This page cannot be shown').waitFor()
  })

  test('the engineer writes, keeps and releases it; the customer reads it and takes it along', async () => {
    await engineer.getByRole('textbox', { name: 'Summary' }).fill('Three bugs matter in your network.')
    for (const box of await engineer.getByLabel('Assessment').all()) await box.fill('It touches the core.')
    await engineer.getByRole('button', { name: 'Keep' }).click()
    await engineer.getByRole('heading', { name: 'Before it is released' }).waitFor({ state: 'detached' })
    await engineer.getByRole('button', { name: 'Release' }).click()
    await engineer.getByText('Released', { exact: true }).first().waitFor()
    assert.equal(await engineer.getByRole('button', { name: 'Keep' }).count(), 0)
    await customer.goto('/accounts/ALBION/reviews')
    await customer.getByRole('link', { name: 'Bug notification impact review' }).click()
    await customer.getByText('Three bugs matter in your network.').waitFor()
    assert.equal(await customer.getByRole('textbox', { name: 'Summary' }).count(), 0)
    const [download] = await Promise.all([customer.waitForEvent('download'), customer.getByRole('link', { name: 'As a document' }).click()])
    assert.match(download.suggestedFilename(), /^ALBION-V\d+\.md$/)
    assert.deepEqual(complaintsOf(engineer.context()), [])
  })

  test('the call that explains it is recorded, and the review is done', async () => {
    await engineer.getByText('Call to be held').first().waitFor()
    await engineer.getByRole('button', { name: 'Record a conference call' }).click()
    const dialog = engineer.getByRole('dialog', { name: 'Record a conference call' })
    await dialog.getByRole('button', { name: 'Record it' }).click()
    await dialog.getByText('When was it held?').waitFor()
    assert.deepEqual(await findings(engineer), [])
    const zoned = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/London', dateStyle: 'short', timeStyle: 'short' })
    await dialog.getByLabel('Held at').fill(zoned.format(Date.now()).replace(' ', 'T'))
    await dialog.getByLabel('Attended for the customer').fill('Lewis Lead')
    await dialog.getByRole('textbox', { name: 'What was said and agreed' }).fill('The core is upgraded first.')
    await dialog.getByRole('button', { name: 'Record it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await engineer.getByText('Call to be held').first().waitFor({ state: 'detached' })
    await customer.reload()
    await customer.getByText('The core is upgraded first.').waitFor()
  })

  test('a draft is kept by itself, comes back after leaving, and what two write at once is brought together or shown', async () => {
    await engineer.goto('/accounts/ALBION/reviews')
    await engineer.getByRole('button', { name: 'Make a review' }).click()
    await engineer.getByRole('dialog').getByRole('button', { name: 'Compute it' }).click()
    await engineer.getByText('Draft, seen by the provider only').waitFor()
    const path = new URL(engineer.url()).pathname
    const summary = (page: Page) => page.getByRole('textbox', { name: 'Summary' })
    await summary(engineer).fill('First words.')
    await engineer.getByText(/^Kept at \d\d:\d\d/).waitFor()
    // somebody else has it open, and writes in another place
    const other = await visit(browser, portal, { email: 'advisor@vendor.example' })
    await other.goto(path)
    await other.getByRole('textbox', { name: 'Named engineer' }).fill('Tess Advisor')
    await other.getByText(/^Kept at/).waitFor()
    await summary(engineer).fill('Second words.')
    await engineer.getByText(/together with what Tess Advisor wrote/).waitFor()
    assert.equal(await engineer.getByRole('textbox', { name: 'Named engineer' }).inputValue(), 'Tess Advisor')
    // and in the same place
    await other.reload()
    await engineer.context().setOffline(true)
    await summary(engineer).fill('Third words.')
    await engineer.getByText('What you wrote is not kept on the server').waitFor()
    await summary(other).fill('Other words.')
    await other.getByText(/^Kept at/).waitFor()
    await engineer.context().setOffline(false)
    await engineer.goto('/accounts/ALBION/reviews')
    await engineer.goto(path)
    await engineer.getByText('wrote in the same place meanwhile').waitFor()
    assert.equal(await summary(engineer).inputValue(), 'Third words.')
    assert.deepEqual(await findings(engineer), [])
    await engineer.getByRole('button', { name: 'Keep mine' }).click()
    await engineer.getByText(/^Kept at/).waitFor()
    await other.reload()
    await other.waitForFunction(() => document.querySelector('textarea')?.value === 'Third words.')
    await other.context().close()
  })

  test('on a narrow screen nothing sticks out, and no finding is serious', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    await phone.goto(address)
    await phone.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await overhang(phone), 0)
    assert.deepEqual(await findings(phone), [])
    await phone.context().close()
  })
})
