import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Configurations in the portal: a folder is brought in, what is nobody's is given, read with its findings, and checked by a profile. */

suite('configurations', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let folder: string
  let serial = ''
  let other = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'lewis@albion.example' })
    const { items } = await api<{ items: { serial: string; product: string }[] }>(
      customer,
      '/api/accounts/ALBION/devices?top=true&limit=200',
    )
    ;[serial = '', other = ''] = items.filter(({ product }) => product === 'MX304').map((each) => each.serial)
    assert.ok(serial && other)
    folder = mkdtempSync(join(tmpdir(), 'holdfast-configurations-'))
    const text = (host: string) =>
      `system {\n    host-name ${host};\n    services {\n        telnet;\n    }\n    root-authentication {\n        encrypted-password "$6$abcdefgh$SECRETSECRETSECRET";\n    }\n}\ninterfaces {\n    lo0 {\n        unit 0;\n    }\n}\n`
    writeFileSync(join(folder, `${serial}.conf`), text('one'))
    writeFileSync(join(folder, 'somebody.conf'), text('two'))
  })
  after(async () => {
    rmSync(folder, { recursive: true, force: true })
    await browser?.close()
    await portal?.close()
  })

  test('a folder is brought in with the fate of each file; what is nobody’s is given to its device', async () => {
    await customer.goto('/accounts/ALBION/devices')
    await customer.getByRole('link', { name: 'Bring device data in' }).click()
    await customer.getByRole('button', { name: 'Choose a folder' }).waitFor()
    await customer.locator('input[type=file]').nth(1).setInputFiles(folder)
    await customer.getByRole('link', { name: serial }).waitFor()
    await customer.getByText('Whose is it?').waitFor()
    await customer.getByRole('combobox', { name: /somebody\.conf/ }).fill(other)
    await customer.keyboard.press('Escape')
    await customer.getByRole('button', { name: 'Give' }).click()
    await customer.getByRole('link', { name: other }).waitFor()
  })

  test('it is read masked, a finding leads to its line, parts are folded and words are found', async () => {
    await customer.getByRole('link', { name: serial }).click()
    const text = customer.getByRole('region', { name: 'Text of the configuration' })
    await text.getByText('host-name one;').waitFor()
    assert.equal(await customer.getByText('SECRETSECRET').count(), 0)
    await customer.getByText('Telnet is off').waitFor()
    await customer.getByRole('button', { name: 'line 4' }).first().click()
    await text.locator('[data-hit]').getByText('telnet;').waitFor()
    await customer.getByRole('button', { name: 'Fold line 1', exact: true }).click()
    await text.getByText('host-name one;').waitFor({ state: 'detached' })
    await customer.getByRole('searchbox', { name: 'Search the text' }).fill('host-name')
    await text.locator('[data-hit]').getByText('host-name one;').waitFor()
    assert.deepEqual(complaintsOf(customer.context()), [])
  })

  test('back at the newest configuration its findings are beside it again', async () => {
    const demo = await visit(browser, portal, { email: 'lewis@albion.example' })
    const { devices } = await api<{ devices: { serial: string }[] }>(demo, '/api/accounts/ALBION/findings')
    const twice = devices.find((each) => each.serial !== serial && each.serial !== other)?.serial
    await demo.goto(`/accounts/ALBION/devices/${twice}/configuration`)
    const choose = async (place: number) => {
      await demo.getByRole('combobox', { name: 'Shown' }).click()
      await demo.getByRole('option').nth(place).click()
    }
    await demo.getByRole('heading', { name: 'Findings' }).waitFor()
    await choose(1)
    await demo.getByRole('heading', { name: 'Findings' }).waitFor({ state: 'detached' })
    await choose(0)
    await demo.getByRole('heading', { name: 'Findings' }).waitFor()
    await demo.context().close()
  })

  test('a profile is tried before it is kept, and an accepted finding is shown as that', async () => {
    await customer.goto('/accounts/ALBION/checks?q=telnet')
    await customer.getByRole('button', { name: 'Accept' }).first().click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('Because').fill('The lab is closed')
    await dialog.getByLabel(/Until/).fill('2099-12-31')
    await dialog.getByRole('button', { name: 'Accept' }).click()
    await customer.getByRole('button', { name: 'Try it' }).click()
    await customer.getByText(/Tried on/).waitFor()
    await customer.getByRole('button', { name: 'Keep it' }).click()
    await customer.getByText(/last changed by/).waitFor()
    await customer.goto(`/accounts/ALBION/devices/${serial}/configuration`)
    await customer.getByText('Telnet is off').click()
    await customer.getByText(/The lab is closed/).waitFor()
  })

  test('numbers that did not arrive are not nought, and what is undone is not shown as tried', async () => {
    const page = await visit(browser, portal, { email: 'lewis@albion.example' })
    await page.route('**/api/accounts/ALBION/findings*', (route) => route.fulfill({ status: 404, json: { title: 'Nothing is here' } }))
    await page.goto('/accounts/ALBION/checks?q=ssh-version')
    const row = page.getByRole('row', { name: /SSH is on/ })
    await row.getByText('not known').waitFor()
    await page.unroute('**/api/accounts/ALBION/findings*')
    await page.reload()
    await row.getByText('not known').waitFor({ state: 'detached' })
    await row.getByRole('checkbox').uncheck()
    await page.getByText('Not kept yet.').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('Not kept yet.').waitFor({ state: 'detached' })
    assert.equal(await row.getByRole('checkbox').isChecked(), true)
    await row.getByRole('button', { name: 'Accept' }).click()
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.textContent === 'Accept')
    await page.context().close()
  })

  test('a file that cannot be read at all is named, and those beside it are taken', async () => {
    const mixed = mkdtempSync(join(tmpdir(), 'holdfast-mixed-'))
    try {
      writeFileSync(join(mixed, 'broken.conf.gz'), gzipSync('set system host-name three\n').subarray(0, 30))
      writeFileSync(join(mixed, `${other}.conf.gz`), gzipSync('set system host-name four\nset interfaces lo0 unit 0\n'))
      const page = await visit(browser, portal, { email: 'lewis@albion.example' })
      await page.goto('/accounts/ALBION/devices/data')
      await page.locator('input[type=file]').nth(1).setInputFiles(mixed)
      await page.getByRole('row', { name: /broken\.conf\.gz.*Refused.*cannot be unpacked/ }).waitFor()
      await page.getByRole('link', { name: other }).waitFor()
      assert.equal(await overhang(page), 0)
      await page.context().close()
    } finally {
      rmSync(mixed, { recursive: true, force: true })
    }
  })

  test('on a narrow screen nothing sticks out, and no finding of the checker is serious', async () => {
    const phone = await visit(browser, portal, { email: 'lewis@albion.example', width: 360 })
    for (const path of [
      `/accounts/ALBION/devices/${serial}/configuration`,
      '/accounts/ALBION/checks?q=ssh',
      '/accounts/ALBION/devices/data',
    ]) {
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
