import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Locator, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Duties in the portal: the customer gives evidence and notice, the provider reads the same list, asks and waives. */

suite('duties', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let engineer: Page

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'mia@coral.example' })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  const open = (page: Page | Locator, title: string) => page.getByRole('button', { name: `Details of ${title}` }).first()
  const state = (page: Page | Locator, title: string) => page.getByRole('row').filter({ hasText: title }).first()

  test('the customer gives what is missing, with a file and in words, and the duty is met', async () => {
    await customer.goto('/cases')
    await customer.getByRole('link', { name: 'Duties' }).click()
    await customer.getByRole('heading', { name: 'Health check of six routers' }).waitFor()
    // other work under the contract has the same duty
    const check = customer.getByRole('region', { name: 'Health check of six routers' })
    const papers = 'Share device data, designs, configurations and constraints'
    await state(check, papers).getByText('Overdue').waitFor()
    await open(check, papers).click()
    await customer.getByText('Network designs: missing').waitFor()
    await customer.getByRole('button', { name: 'Give evidence' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('In words').fill('Correct as of today')
    await customer
      .locator('input[type=file]')
      .setInputFiles({ name: 'design.txt', mimeType: 'text/plain', buffer: Buffer.from('hub - depot') })
    await dialog.getByLabel('The file shows the day').fill('2026-01-05')
    await dialog.getByRole('button', { name: 'Give evidence' }).click()
    await customer.getByText('Network designs: given').waitFor()
    await customer.getByRole('link', { name: 'design.txt' }).waitFor()
    await customer.getByRole('button', { name: 'Give evidence' }).click()
    await customer.getByRole('dialog').getByLabel('In words').fill('Nothing before noon')
    await customer.getByRole('dialog').getByRole('button', { name: 'Give evidence' }).click()
    await state(check, papers).getByText('Met', { exact: true }).waitFor()
  })

  test('a notice is given in writing, and the provider finds it in its list and among its notices', async () => {
    const title = 'Named people may authorise changes'
    await open(customer, title).click()
    await customer.getByRole('button', { name: 'Cannot be met' }).first().click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('Because').fill('Both leave at the end of the month')
    await dialog.getByRole('button', { name: 'Give notice' }).click()
    await state(customer, title).getByText('Cannot be met').waitFor()
    await engineer.goto('/duties')
    await engineer.getByRole('row').filter({ hasText: title }).getByText('Cannot be met').waitFor()
    await engineer.goto('/accounts/CORAL/duties?state=cannot')
    await state(engineer, title).getByText('Cannot be met').waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
  })

  test('the provider waives a duty up to a day and asks for another', async () => {
    const title = 'Named people may authorise changes'
    await open(engineer, title).click()
    await engineer.getByRole('button', { name: 'Waive' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByLabel('Because').fill('Their successors are named')
    await dialog.getByLabel('Up to and with').fill('2099-12-31')
    await dialog.getByRole('button', { name: 'Waive' }).click()
    await engineer.goto('/accounts/CORAL/duties')
    await state(engineer, title).getByText('Waived').waitFor()
    await open(engineer, 'Answer reasonable questions about the service').click()
    await engineer.getByRole('button', { name: 'Ask', exact: true }).click()
    await engineer.getByRole('dialog').getByLabel('What is asked').fill('Which uplinks are in use?')
    await engineer.getByRole('dialog').getByRole('button', { name: 'Ask' }).click()
    await engineer.getByText('Which uplinks are in use?').waitFor()
    await engineer.getByRole('button', { name: 'History' }).click()
    await engineer.getByRole('list', { name: 'History' }).getByText('asked').waitFor()
    assert.deepEqual(await findings(engineer), [])
    assert.deepEqual(complaintsOf(engineer.context()), [])
  })

  test('the customer confirms where a loan stands, and on a narrow screen nothing sticks out', async () => {
    await customer.goto('/accounts/CORAL/duties')
    const loans = customer.getByRole('region', { name: 'Equipment lent' })
    await loans.getByText('Optical meter OM-12').waitFor()
    await loans.getByRole('button', { name: 'Confirm anew' }).first().click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('Secured area').fill('Cage 5')
    await dialog.getByLabel('Who may enter').fill('Noah Singh')
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await loans.getByText('Area: Cage 5. Who may enter: Noah Singh').waitFor()
    const phone = await visit(browser, portal, { email: 'mia@coral.example', width: 360 })
    await phone.goto('/accounts/CORAL/duties')
    await phone.getByRole('heading', { name: 'Equipment lent' }).waitFor()
    await open(phone, 'Name one lead contact').click()
    assert.equal(await overhang(phone), 0)
    assert.deepEqual(await findings(phone), [])
    await phone.context().close()
  })
})
