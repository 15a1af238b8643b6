import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBrowser, overhang, type Portal, startPortal, visit } from './browser.ts'

/** A review is computed, written on and released; until then the customer sees nothing of it. */

suite('reviews', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let engineer: Page
  let customer: Page
  let address = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await Promise.all([openBrowser(), startPortal({ demo: true })])
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

  test('on a narrow screen nothing sticks out, and no finding is serious', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    await phone.goto(address)
    await phone.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await overhang(phone), 0)
    assert.deepEqual(await findings(phone), [])
    await phone.context().close()
  })
})
