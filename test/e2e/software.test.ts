import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Custom software in the portal: a patch is taken and installed, the agreed release moves, an upgrade is quoted, an update is written. */

suite('software', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let engineer: Page
  const place = '/accounts/ALBION/software/PROVTOOL-1'

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'ann@albion.example' })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the customer downloads a patch, installs it as directed, and the agreed release moves', async () => {
    await customer.goto('/cases')
    await customer.getByRole('link', { name: 'Custom software' }).click()
    await customer.getByText('2.1.0-p1 is to be installed by').waitFor()
    await customer.getByRole('link', { name: 'Provisioning tool' }).click()
    const coming = customer.waitForEvent('download')
    await customer.getByRole('button', { name: 'Download provtool-2.1.0-p1.tgz' }).click()
    assert.equal((await coming).suggestedFilename(), 'provtool-2.1.0-p1.tgz')
    await customer.getByRole('button', { name: 'Say what became of it' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByText('the agreed release moves with it').waitFor()
    await dialog.getByLabel('Where').fill('prov-1 in Leeds')
    await dialog.getByRole('button', { name: 'Write it down' }).click()
    const agreed = customer.locator('section', { hasText: 'Agreed release' }).last()
    await agreed.getByText('2.1.0-p1', { exact: true }).first().waitFor()
    await agreed.getByText('Installed as directed').waitFor()
  })

  test('an update that gathers one patch is refused with its clause, mended, and published', async () => {
    await engineer.goto(place)
    const update = engineer.getByRole('listitem').filter({ hasText: '2.1.1' }).first()
    await update.getByRole('button', { name: 'Publish' }).click()
    const refusal = engineer.getByRole('dialog')
    await refusal.getByText('An update gathers corrections').first().waitFor()
    await engineer.keyboard.press('Escape')
    await update.getByRole('button', { name: 'Attach a file' }).click()
    await engineer
      .locator('input[type=file]')
      .setInputFiles({ name: 'provtool-2.1.1.tgz', mimeType: 'application/gzip', buffer: Buffer.from('the update') })
    await engineer.getByText('Kept, 10 bytes').waitFor()
    await engineer.getByRole('dialog').getByRole('button', { name: 'Attach it' }).click()
    await update.getByText('provtool-2.1.1.tgz').waitFor()
    await update.getByRole('button', { name: 'Change' }).click()
    const form = engineer.getByRole('dialog')
    await form.getByLabel('Made for release').fill('2.1.0-p1')
    await form.getByLabel('Problems it mends').fill('PR-7790 The import is slow')
    await form.getByRole('button', { name: 'Keep as a draft' }).click()
    await update.getByText('PR-7790').waitFor()
    await update.getByRole('button', { name: 'Publish' }).click()
    await update.getByText('Published', { exact: true }).waitFor()
    await customer.goto(place)
    await customer.getByText('2.1.1').first().waitFor()
  })

  test('an upgrade is asked for, refused with its clause, and waits for a quote', async () => {
    await customer.getByRole('button', { name: 'Ask for a quote' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('In your words').fill('Version 4, please')
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await dialog.getByText('CSS-6.p7').first().waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await customer.getByText('Version 4, please').waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
    assert.deepEqual(await findings(customer), [])
  })

  test('on a narrow screen nothing sticks out, and the papers of the contract say who agreed', async () => {
    const phone = await visit(browser, portal, { email: 'ann@albion.example', width: 360 })
    await phone.goto(place)
    await phone.getByRole('heading', { name: 'Patches and updates' }).waitFor()
    assert.equal(await overhang(phone), 0)
    await phone.locator('a[href*="/contracts/"]').first().click()
    await phone.getByRole('tab', { name: 'Papers' }).click()
    await phone.getByText('Agreed by both').first().waitFor()
    assert.equal(await overhang(phone), 0)
    assert.deepEqual(await findings(phone), [])
    await phone.context().close()
  })
})
