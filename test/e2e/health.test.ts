import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** The health of devices in the portal: the worst is found, read with the lines that say it, held against another time, and reviewed. */

type Sick = { readonly serial: string; readonly summary: { readonly findings: Readonly<Record<string, number>> } }

suite('health', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let sick = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'lewis@albion.example' })
    const { devices } = await api<{ devices: readonly Sick[] }>(customer, '/api/accounts/ALBION/health')
    const high = ({ summary }: Sick) => summary.findings.high ?? 0
    sick = devices.toSorted((one, other) => high(other) - high(one))[0]?.serial ?? ''
    assert.ok(sick)
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the worst device stands first, and its finding leads to the line that says it', async () => {
    await customer.goto('/cases')
    await customer.getByRole('link', { name: 'Health' }).click()
    await customer.getByRole('heading', { name: 'Rules that are not met' }).waitFor()
    const first = customer.getByRole('row').nth(1)
    await first.getByRole('link', { name: sick }).click()
    await customer.getByText(/PEM 1 Not Powered: Major alarm/).waitFor()
    const text = customer.getByRole('region', { name: 'Text of the answers' })
    await customer
      .getByRole('button', { name: /^line \d+$/ })
      .first()
      .click()
    await text.locator('[data-hit]').first().waitFor()
    await customer.getByRole('searchbox', { name: 'Search the text' }).fill('Not Powered')
    await text.locator('[data-hit]').getByText('PEM 1 Not Powered').waitFor()
  })

  test('what is typed into the device is set apart from what is done to it', async () => {
    await customer.locator('pre', { hasText: 'show chassis power' }).waitFor()
    await customer.getByText('Have the supply replaced.').waitFor()
    assert.equal(await customer.locator('pre', { hasText: 'Have the supply replaced' }).count(), 0)
  })

  test('the page of a device says by which name it is known', async () => {
    const page = await visit(browser, portal, { email: 'ann@albion.example' })
    await page.goto(`/accounts/ALBION/devices/${sick}`)
    await page.getByText('leeds-2').first().waitFor()
    await page.context().close()
  })

  test('what became worse since the time before is listed, and by an earlier reading nothing is wrong', async () => {
    await customer.getByText('alarms: not there → Major').waitFor()
    await customer.getByRole('button', { name: 'All 76 checks' }).click()
    await customer.getByText('The clock follows a time server').waitFor()
    await customer.getByRole('combobox', { name: 'Shown' }).click()
    await customer.getByRole('option').nth(1).click()
    await customer.getByText('No finding').first().waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
  })

  test('a health check is computed of it, with each indicator and its values', async () => {
    const engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
    await engineer.goto('/accounts/ALBION/reviews')
    await engineer.getByRole('button', { name: 'Make a review' }).click()
    const dialog = engineer.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Kind' }).click()
    await engineer.getByRole('option', { name: /Product health check/ }).click()
    await dialog.getByRole('combobox', { name: 'Devices' }).fill(sick)
    await engineer.keyboard.press('Enter')
    await engineer.keyboard.press('Tab')
    await dialog.getByRole('button', { name: 'Compute it' }).click()
    await engineer.getByRole('heading', { name: /Product health check/ }).waitFor()
    await engineer.getByText('Not met: Every power supply that is there works').waitFor()
    await engineer.getByText('1 fail').first().click()
    await engineer.getByText('PEM 1 Not Powered: Major alarm').last().waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.context().close()
  })

  test('on a narrow screen nothing sticks out, and no finding is serious', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    for (const path of ['/accounts/ALBION/health', `/accounts/ALBION/devices/${sick}/reading`]) {
      await phone.goto(path)
      await phone.getByRole('heading', { level: 1 }).waitFor()
      await phone.waitForLoadState('networkidle').catch(() => undefined)
      assert.equal(await overhang(phone), 0, path)
      assert.deepEqual(await findings(phone), [], path)
    }
    await phone.context().close()
  })
})
