import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A case while it is worked on: access is granted and used, things are given, a dispute is settled, work is accepted and charged, an outcome is said. */

suite('work on a case', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let engineer: Page
  let manager: Page
  let waiting = ''
  let worked = ''

  const card = (page: Page, title: string) => page.locator('section.card', { has: page.getByRole('heading', { name: title, exact: true }) })
  const find = async (page: Page, summary: string) => {
    await page.goto(`/cases?q=${encodeURIComponent(summary)}`)
    await page.getByRole('link', { name: summary }).first().click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    return new URL(page.url()).pathname
  }

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'lewis@albion.example' })
    engineer = await visit(browser, portal, { email: 'senior@vendor.example' })
    manager = await visit(browser, portal, { email: 'manager@vendor.example' })
    waiting = await find(customer, 'The import takes an hour')
    worked = await find(customer, 'The export leaves nodes out')
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the customer sees what the case waits for, grants access narrower, and gives the rest; the work goes on', async () => {
    await customer.goto(waiting)
    const needed = card(customer, 'We need from you')
    await needed.getByText('configurations and releases in use, access to the network').waitFor()
    const access = card(customer, 'Access to the network')
    await access.getByRole('button', { name: 'Grant' }).click()
    const dialog = customer.getByRole('dialog')
    assert.equal(await dialog.getByLabel('Configure: change what is needed').isDisabled(), true)
    await dialog.getByRole('button', { name: 'Grant' }).click()
    await access.getByText('Granted', { exact: true }).waitFor()
    await needed.getByText('configurations and releases in use', { exact: true }).waitFor()
    await needed.getByRole('button', { name: 'Give it' }).click()
    await customer.getByRole('dialog').getByLabel('In words').fill('parser.threads = 4, release 2.1.0')
    await customer.getByRole('dialog').getByRole('button', { name: 'Give it' }).click()
    await needed.getByText('Everything is there.').waitFor()
    await customer.getByText('In progress').first().waitFor()
  })

  test('the engineer announces a session, works in it, and the customer who watches revokes the access', async () => {
    await engineer.goto(waiting)
    const access = card(engineer, 'Access to the network')
    await access.getByRole('button', { name: 'Announce a session' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByLabel('How the customer can watch').fill('Bridge 7 of the desk')
    await dialog.getByRole('button', { name: 'Announce it' }).click()
    await access.getByText('Announced', { exact: true }).waitFor()
    await access.getByRole('button', { name: 'Start' }).click()
    await access.getByText('Runs now').waitFor()
    await access.getByRole('button', { name: 'Write a line' }).click()
    await engineer.getByRole('dialog').getByLabel('What was done').fill('Watched an import of 200 MB')
    await engineer.getByRole('dialog').getByRole('button', { name: 'Write it down' }).click()
    await access.getByText('Watched an import of 200 MB').waitFor()
    await customer.goto(waiting)
    const theirs = card(customer, 'Access to the network')
    await theirs.getByText('Bridge 7 of the desk').waitFor()
    await theirs.getByRole('button', { name: 'I watch' }).click()
    await theirs.getByText('Watched by Lewis Ward').waitFor()
    await theirs.getByRole('button', { name: 'Revoke' }).click()
    await customer.getByRole('dialog').getByLabel('Why').fill('Our freeze begins')
    await customer.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await theirs.getByText('Cut off: access revoked').waitFor()
  })

  test('a manager lifts what the customer disputed, and the engineer cannot', async () => {
    await engineer.goto(waiting)
    await card(engineer, 'What is not served').getByText('Disputed', { exact: true }).waitFor()
    assert.equal(await card(engineer, 'What is not served').getByRole('button', { name: 'Lift' }).count(), 0)
    await manager.goto(waiting)
    const part = card(manager, 'What is not served')
    await part.getByRole('button', { name: 'Lift' }).click()
    await manager.getByRole('dialog').getByLabel('Why').fill('The reader is called by our code')
    await manager.getByRole('dialog').getByRole('button', { name: 'Lift it' }).click()
    await part.getByText('Served after all').waitFor()
    assert.deepEqual(await findings(manager), [])
  })

  test('a part is marked with its evidence: without a component there is none', async () => {
    await engineer.goto(waiting)
    await engineer.getByRole('button', { name: 'More', exact: true }).click()
    await engineer.getByRole('menuitem', { name: 'Mark a part as not served' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'What the service leaves out' }).click()
    await engineer.getByRole('option', { name: 'Open-source parts made by others' }).click()
    await dialog.getByLabel('Which part of the case').fill('The reader')
    await dialog.getByRole('button', { name: 'Mark it' }).click()
    await dialog.getByText('Which component is at fault?').waitFor()
    await dialog.getByLabel('Component at fault').fill('libyaml')
    await dialog.getByRole('button', { name: 'Mark it' }).click()
    await card(engineer, 'What is not served').getByText('To be confirmed').waitFor()
  })

  test('finance charges what was told, and takes a line back', async () => {
    const finance = await visit(browser, portal, { email: 'finance@vendor.example' })
    await finance.goto('/accounts/ALBION/charges')
    await finance.getByRole('button', { name: 'Take back' }).first().click()
    await finance.getByRole('dialog').getByLabel('Why').fill('An hour was ours')
    await finance.getByRole('dialog').getByRole('button', { name: 'Take it back' }).click()
    await finance
      .locator('#main')
      .getByText(/Taken back by line \d/)
      .waitFor()
    const coming = finance.waitForEvent('download')
    await finance.getByRole('button', { name: 'Export CSV' }).click()
    assert.match((await coming).suggestedFilename(), /^charges-albion-.*\.csv$/)
    assert.deepEqual(await findings(finance), [])
    await finance.context().close()
    await customer.goto('/accounts/ALBION/charges')
    await customer.getByText('Takes line 1 back').waitFor()
  })

  test('before a case is proposed as resolved it is said what became of it', async () => {
    await engineer.goto(worked)
    await engineer.getByRole('button', { name: 'Propose as resolved' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByText('What became of it').waitFor()
    await dialog.getByLabel('A fix, by a patch or an update').check()
    await dialog.getByLabel('Diagnosis').fill('Names with more than 32 letters are skipped')
    await dialog.getByRole('textbox', { name: 'Defect' }).fill('PR-9999')
    await dialog.getByLabel('Patch or update').fill('2.1.0-p1')
    await dialog.getByRole('button', { name: 'Write it down' }).click()
    await dialog.getByText('The patch mends another defect').waitFor()
    await dialog.getByRole('textbox', { name: 'Defect' }).fill('PR-7710')
    await dialog.getByRole('button', { name: 'Write it down' }).click()
    const move = engineer.getByRole('dialog', { name: 'Propose as resolved' })
    await move.getByLabel('Why').fill('The patch is there')
    await move.getByRole('button', { name: 'Propose as resolved' }).click()
    await engineer.getByText('Resolved, to be agreed').first().waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
    assert.deepEqual(await findings(engineer), [])
  })

  test('on a narrow screen nothing sticks out, and the language of the service is said before writing', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    for (const place of [waiting, '/accounts/ALBION/charges']) {
      await phone.goto(place)
      await phone.getByRole('heading', { level: 1 }).waitFor()
      await phone.waitForLoadState('networkidle')
      assert.equal(await overhang(phone), 0, place)
    }
    await phone.goto(waiting)
    await phone.getByText('Please write in English').waitFor()
    assert.deepEqual(await findings(phone), [])
    await phone.context().close()
  })
})
