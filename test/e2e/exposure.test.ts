import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { fireDue } from '../../src/jobs/runner.ts'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A record is loaded, finds the customer's devices, is judged by the advisor and talked through; the customer sees each step. */

const record = (title: string) =>
  JSON.stringify({
    format: 'holdfast-advisory-1',
    number: 'PBN-7001',
    kind: 'PBN',
    title,
    impact: 'critical',
    affected: [{ product: 'Junos OS', platforms: ['MX304'], releases: [{ from: '23.4', fixedIn: ['23.4R2-S6'] }] }],
    workaround: 'Turn the feature off.',
  })

suite('published records and exposure', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let advisor: Page
  let customer: Page
  let folder: string

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    advisor = await visit(browser, portal, { email: 'advisor@vendor.example' })
    customer = await visit(browser, portal, { email: 'lewis@albion.example' })
    folder = mkdtempSync(join(tmpdir(), 'holdfast-records-'))
    mkdirSync(join(folder, 'records'))
    writeFileSync(join(folder, 'records', 'one.json'), record('Fans run at full speed for ever'))
    writeFileSync(join(folder, 'records', 'broken.json'), '{"this": "is none"}')
    writeFileSync(join(folder, 'records', 'read-me.txt'), 'not looked at')
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await browser?.close()
    await portal?.close()
  })

  test('a folder is read first and taken then, with the fate of every file', async () => {
    await advisor.goto('/advisories')
    await advisor.getByRole('link', { name: 'Load records' }).click()
    await advisor.getByRole('button', { name: 'Choose a folder' }).waitFor()
    await advisor.locator('input[type=file]').nth(1).setInputFiles(join(folder, 'records'))
    await advisor.getByRole('heading', { name: 'What would be done' }).waitFor()
    await advisor.getByRole('cell', { name: /No record/ }).waitFor()
    await advisor.getByText(/neither a CVE record/).waitFor()
    assert.equal((await api<{ items: object[] }>(advisor, '/api/advisories?query=PBN-7001')).items.length, 0)
    await advisor.getByRole('button', { name: 'Take 1 record' }).click()
    await advisor.getByRole('heading', { name: 'What was done' }).waitFor()
    await fireDue(portal.parts.db, portal.parts.timers, Date.now())
  })

  test('the customer finds it on the board, on the device and in words', async () => {
    await customer.goto('/accounts/ALBION/exposure')
    await customer.getByRole('link', { name: 'Fans run at full speed for ever' }).click()
    await customer.getByRole('heading', { name: 'Follow-up' }).waitFor()
    await customer.getByText('To be judged').waitFor()
    const device = customer.getByRole('table', { name: 'Devices and what decided' }).getByRole('link').first()
    await customer.getByText('MX304 is of: MX304.').first().waitFor()
    await device.click()
    await customer.getByRole('list', { name: 'Published records' }).getByText('Fans run at full speed for ever').waitFor()
    await customer.getByRole('link', { name: 'Which release removes it' }).click()
    await customer
      .getByRole('table', { name: /Releases and what each would change/ })
      .getByText('23.4R2-S6')
      .waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
  })

  test('it is not settled before it was judged and talked through, and then it is', async () => {
    await advisor.goto('/follow-ups')
    await advisor.getByRole('link', { name: 'Fans run at full speed for ever' }).click()
    await advisor.getByRole('button', { name: 'Relevant or not' }).click()
    await advisor.getByLabel('Because').fill('The fans are loud in Leeds')
    await advisor.getByRole('button', { name: 'Say so' }).click()
    await advisor.getByText('The fans are loud in Leeds').waitFor()
    await advisor.getByRole('button', { name: 'Settle' }).click()
    const dialog = advisor.getByRole('dialog')
    await dialog.getByLabel('Discussed with').fill('Lewis Ward')
    await dialog.getByLabel('On', { exact: false }).last().fill('2099-01-01')
    await dialog.getByRole('button', { name: 'Settle' }).click()
    await dialog
      .getByRole('alert')
      .getByText(/ACP-12\.p2/)
      .first()
      .waitFor()
    await dialog.getByLabel('On', { exact: false }).last().fill(new Date().toISOString().slice(0, 10))
    await dialog.getByRole('button', { name: 'Settle' }).click()
    await advisor.getByText(/discussed with Lewis Ward/).waitFor()
    await customer.goto('/accounts/ALBION/exposure/PBN-7001')
    await customer.getByText(/discussed with Lewis Ward/).waitFor()
  })

  test('the customer acknowledges one device with a reason and takes it back', async () => {
    await customer.getByRole('button', { name: 'Acknowledge' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('It may stay as it is because').fill('Upgraded in the window of June')
    await dialog.getByRole('button', { name: 'Acknowledge' }).click()
    const list = customer.getByRole('list', { name: 'Acknowledgements' })
    await list.getByText('Upgraded in the window of June').waitFor()
    await list.getByRole('button', { name: 'Take back' }).click()
    await list.waitFor({ state: 'detached' })
  })

  test('a record is written by hand as a draft, a release that is none is said in words, and it is published', async () => {
    await advisor.goto('/advisories/new')
    await advisor.getByLabel('Number').fill('tsb-7002')
    await advisor.getByLabel('Title').fill('The lamp blinks')
    await advisor.getByLabel('From release or branch').fill('twenty')
    await advisor.getByLabel('Fixed in').fill('23.4R2-S6')
    await advisor.getByRole('button', { name: 'Keep as a draft' }).click()
    await advisor
      .getByRole('alert')
      .getByText(/twenty/)
      .waitFor()
    await advisor.getByLabel('From release or branch').fill('23.4')
    await advisor.getByRole('button', { name: 'Keep as a draft' }).click()
    await advisor.getByText('Draft, seen by the provider only').waitFor()
    await advisor.getByRole('button', { name: 'Publish' }).click()
    await advisor.getByText('Draft, seen by the provider only').waitFor({ state: 'detached' })
  })

  test('on a narrow screen nothing sticks out, and no finding is serious', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    for (const path of ['/advisories', '/accounts/ALBION/exposure', '/accounts/ALBION/exposure/PBN-7001']) {
      await phone.goto(path)
      await phone.getByRole('heading', { level: 1 }).waitFor()
      await phone.waitForLoadState('networkidle').catch(() => {})
      assert.equal(await overhang(phone), 0, path)
      assert.deepEqual(await findings(phone), [], path)
    }
    assert.deepEqual(complaintsOf(phone.context()), [])
    await phone.context().close()
  })
})
