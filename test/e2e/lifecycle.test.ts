import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { workbook } from '../support/workbook.ts'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A table of dates is tried, understood and taken; an entry is edited; the customer sees when its devices leave support, and why. */

suite('lifecycle dates', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let advisor: Page
  let customer: Page
  let folder: string

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    advisor = await visit(browser, portal, { email: 'advisor@vendor.example' })
    customer = await visit(browser, portal, { email: 'lewis@albion.example', width: 390 })
    folder = mkdtempSync(join(tmpdir(), 'holdfast-dates-'))
    writeFileSync(
      join(folder, 'hardware.csv'),
      'Product,End of support,Source\nMX304,03/04/2031,TSB7001\nMX305,31.12.20311,TSB7002\nMX306,soon,\n',
    )
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await browser?.close()
    await portal?.close()
  })

  test('a date with two readings waits for somebody to say how the table writes its dates; then the good rows are taken', async () => {
    await advisor.goto('/lifecycle')
    await advisor.getByRole('link', { name: 'Load dates' }).click()
    await advisor.getByRole('button', { name: 'Choose files' }).waitFor()
    await advisor.locator('input[type=file]').first().setInputFiles(join(folder, 'hardware.csv'))
    await advisor.getByRole('heading', { name: 'What would be done with hardware.csv' }).waitFor()
    await advisor.getByText(/2031-03-04 or 2031-04-03/).waitFor()
    await advisor.getByText(/the 1 behind the year 2031/).waitFor()
    await advisor.getByRole('button', { name: 'Take 1 entry' }).waitFor()
    await advisor.getByRole('combobox', { name: 'Dates with slashes' }).click()
    await advisor.getByRole('option', { name: /Day first/ }).click()
    assert.equal((await api<{ items: object[] }>(advisor, '/api/lifecycle?query=MX304')).items.length, 0)
    await advisor.getByRole('button', { name: 'Take 2 entries' }).click()
    await advisor.getByRole('heading', { name: 'Done with hardware.csv', exact: true }).waitFor()
    const { items } = await api<{ items: { dates: { on: string }[] }[] }>(advisor, '/api/lifecycle?query=MX304')
    assert.equal(items[0]?.dates[0]?.on, '2031-04-03')
  })

  test('a workbook is read like a table of text; one that is broken says so and keeps no other from being read', async () => {
    const tables = {
      Hardware: [
        ['Product', 'End of support', 'Source'],
        ['MX307', new Date('2032-06-30'), 'TSB7004'],
      ],
    }
    writeFileSync(join(folder, 'hardware.xlsx'), await workbook(tables))
    writeFileSync(join(folder, 'broken.xlsx'), (await workbook(tables)).subarray(0, 700))
    const page = await visit(browser, portal, { email: 'advisor@vendor.example' })
    await page.goto('/lifecycle/import')
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles([join(folder, 'broken.xlsx'), join(folder, 'hardware.xlsx')])
    await page.getByText(/a workbook that is broken/).waitFor()
    await page.getByRole('button', { name: 'Take 1 entry' }).click()
    await page.getByRole('heading', { name: 'Done with hardware.xlsx', exact: true }).waitFor()
    const { items } = await api<{ items: { dates: { on: string }[] }[] }>(page, '/api/lifecycle?query=MX307')
    assert.equal(items[0]?.dates[0]?.on, '2032-06-30')
    await page.context().close()
  })

  test('an entry is edited, and what it said before stands beside it', async () => {
    await advisor.goto('/lifecycle?q=MX304')
    await advisor.getByRole('button', { name: 'Edit' }).click()
    const dialog = advisor.getByRole('dialog', { name: 'Edit MX304' })
    await dialog.getByLabel('End of support', { exact: true }).fill('2031-05-31')
    await dialog.getByRole('textbox', { name: 'Source' }).fill('TSB7003')
    await dialog.getByRole('button', { name: 'Write' }).click()
    await dialog.waitFor({ state: 'detached' })
    await advisor.getByRole('button', { name: 'More' }).click()
    await advisor.getByRole('list', { name: 'What it said before' }).getByText('2031-04-03 became 2031-05-31').waitFor()
    assert.deepEqual(complaintsOf(advisor.context()), [])
  })

  test('the customer sees it on the board and on the device, on a small screen too, and edits nothing', async () => {
    await customer.goto('/accounts/ALBION/lifecycle?of=product&q=MX304')
    await customer.getByRole('button', { name: /^Later/ }).click()
    await customer.getByText('31 May 2031').first().waitFor()
    assert.equal(await overhang(customer), 0)
    assert.deepEqual(await findings(customer), [])
    await customer.getByRole('table').getByRole('link').first().click()
    await customer.getByRole('list', { name: 'Dates of MX304' }).getByText('TSB7003').waitFor()
    await customer.goto('/lifecycle?q=MX304')
    await customer.getByRole('button', { name: 'More' }).click()
    await customer.getByText('the provider').first().waitFor()
    assert.equal(await customer.getByRole('button', { name: 'Edit' }).count(), 0)
    assert.deepEqual(complaintsOf(customer.context()), [])
  })
})
