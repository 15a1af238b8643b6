import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Contacts and lists in the portal: a contact confirms its data, the matrix is mended and published, and two lists come to agree. */

suite('contacts', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let manager: Page

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'beth@prairie.example' })
    manager = await visit(browser, portal, { email: 'service-manager@vendor.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('a contact corrects its number on its own page, and the matrix says that it is out of date', async () => {
    await customer.goto('/my-contact-data')
    await customer.getByLabel('Telephone').fill('+1 512 555 0199')
    await customer.getByRole('button', { name: 'This is right' }).click()
    await customer.getByText('Your answer is written').waitFor()
    await manager.goto('/accounts/PRAIRIE')
    await manager.getByRole('button', { name: 'More' }).click()
    await manager.getByRole('menuitem', { name: 'Contact matrix' }).click()
    await manager.getByText('Out of date').waitFor()
    await manager.getByText('Beth Ortiz has another telephone number now').first().waitFor()
  })

  test('the part is written anew with what is held, and published as the next version', async () => {
    const part = manager
      .getByRole('region', { name: 'Reaching the customer' })
      .or(manager.locator('section', { hasText: 'Reaching the customer' }))
    await part.getByRole('button', { name: 'Change' }).last().click()
    await manager.getByRole('dialog').getByRole('button', { name: 'Write the steps' }).click()
    await manager.getByText('Changed since then').waitFor()
    await manager.getByRole('button', { name: 'Publish a new version' }).click()
    await manager.getByText('Version 2 is published').waitFor()
    await manager.getByText('In force').waitFor()
    await customer.goto('/accounts/PRAIRIE/contact-matrix')
    await customer.getByText('+1 512 555 0199').waitFor()
    assert.equal(await customer.getByRole('button', { name: 'Publish a new version' }).count(), 0)
  })

  test('each side settles what is its own, and the round is over when both have signed', async () => {
    for (const [page, decision] of [
      [customer, 'The provider’s record is right'],
      [manager, 'The customer’s list is right'],
    ] as const) {
      await page.goto('/accounts/PRAIRIE/reconciliations/2')
      await page.getByRole('checkbox', { name: /Choose all/ }).check()
      await page.getByRole('combobox', { name: 'Decision' }).click()
      await page.getByRole('option', { name: decision }).click()
      await page.getByRole('button', { name: 'Settle', exact: true }).click()
      await page.getByText(/differences settled$/).waitFor()
    }
    await manager.getByRole('button', { name: 'Sign that both lists agree' }).click()
    await manager.getByText('Signed for the provider by').waitFor()
    await customer.reload()
    await customer.getByRole('button', { name: 'Sign that both lists agree' }).click()
    await customer.getByText('Both sides agree').first().waitFor()
  })

  test('an engineer who looks after custom software is put on record', async () => {
    const lead = await visit(browser, portal, { email: 'lewis@albion.example' })
    await lead.goto('/accounts/ALBION/people')
    await lead.getByRole('button', { name: 'Put on record' }).click()
    await lead.getByRole('dialog').getByRole('combobox', { name: 'Engineer' }).click()
    await lead.getByRole('option', { name: /^Xena Wolf/ }).click()
    await lead.getByRole('dialog').getByRole('button', { name: 'Put on record' }).click()
    await lead
      .getByRole('table', { name: /Engineers/ })
      .getByText('Xena Wolf')
      .waitFor()
    await lead.context().close()
  })

  test('no page complained, each can be read by everybody, and none is wider than a narrow screen', async () => {
    const narrow = await visit(browser, portal, { email: 'beth@prairie.example', width: 390 })
    for (const path of [
      '/my-contact-data',
      ...['contact-matrix', 'contact-data', 'onboarding', 'reconciliations/1'].map((each) => `/accounts/PRAIRIE/${each}`),
    ]) {
      await narrow.goto(path)
      await narrow.getByRole('heading', { level: 1 }).waitFor()
      await narrow.waitForTimeout(400)
      assert.equal(await overhang(narrow), 0, path)
      assert.deepEqual(await findings(narrow), [], path)
    }
    for (const page of [customer, manager, narrow]) assert.deepEqual(complaintsOf(page.context()), [])
  })
})
