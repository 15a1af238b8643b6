import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { fromBufferPromise } from 'yauzl'
import { api, buildPortal, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Files on their way in a real browser: dropped, broken off, gone on with after a reload, and taken away with the case. */

type Whole = { attachments: { name: string; sha256: string; visibility: string }[] }
type Row = { number: string; account: string }

suite('files of a case', { concurrency: 1 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-files-'))
  const bytes = randomBytes(24 * 1024 ** 2)
  const path = join(folder, 'core.bin')
  let browser: Browser
  let portal: Portal
  let page: Page
  let address = ''

  before(async () => {
    writeFileSync(path, bytes)
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    page = await visit(browser, portal, { email: 'ann@albion.example' })
    const [found] = (await api<{ items: Row[] }>(page, '/api/cases?open=true')).items
    address = `/accounts/${found?.account}/cases/${found?.number}`
    await page.goto(address)
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    // a line on which each piece takes a while
    await page.route('**/uploads/*?offset=*', async (route) => {
      await sleep(250)
      await route.continue().catch(() => {})
    })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const whole = () => api<Whole>(page, `/api${address}`)
  const begun = async () => (await api<{ items: { offset: number }[] }>(page, `/api${address}/uploads`)).items

  test('a file goes on by itself after the connection was gone', async () => {
    await page.getByLabel('File to attach').setInputFiles(path)
    await page.getByText(/a second, .* left/).waitFor()
    await page.context().setOffline(true)
    await page.getByText(/No connection/).waitFor()
    await page.context().setOffline(false)
    await page.getByText('core.bin is attached').first().waitFor({ timeout: 30_000 })
    const file = (await whole()).attachments.find(({ name }) => name === 'core.bin')
    assert.equal(file?.sha256, createHash('sha256').update(bytes).digest('hex'))
    assert.deepEqual(await begun(), [])
  })

  test('paused and reloaded, it is offered again and goes on where it stood; another file of its name begins anew', async () => {
    const second = join(folder, 'trace.bin')
    writeFileSync(second, bytes.subarray(7))
    await page.getByLabel('File to attach').setInputFiles(second)
    await page.getByText(/a second, .* left/).waitFor()
    await page.getByRole('button', { name: 'Pause trace.bin' }).click()
    await page.getByText(/^Paused/).waitFor()
    assert.deepEqual(await findings(page), [])
    const [before] = await begun()
    assert.ok(before && before.offset > 0)
    await page.reload()
    await page.getByText(/trace.bin was not finished/).waitFor()
    assert.deepEqual(await findings(page), [])
    await page.setViewportSize({ width: 390, height: 900 })
    assert.equal(await overhang(page), 0)
    await page.setViewportSize({ width: 1440, height: 900 })
    const sent: number[] = []
    page.on('request', (request) => {
      const offset = /uploads\/.*offset=(\d+)/.exec(request.url())?.[1]
      if (offset !== undefined) sent.push(Number(offset))
    })
    await page.getByLabel('trace.bin again').setInputFiles(second)
    await page.getByText('trace.bin is attached').first().waitFor({ timeout: 30_000 })
    assert.ok(Math.min(...sent) >= before.offset, `it went on at ${Math.min(...sent)}, and stood at ${before.offset}`)
    assert.equal((await whole()).attachments.filter(({ name }) => name === 'trace.bin').length, 1)
    await page.getByText(/was not finished/).waitFor({ state: 'detached' })
  })

  test('files dropped anywhere on the page go one after another; one that is cancelled leaves nothing', async () => {
    const carried = await page.evaluateHandle(() => {
      const transfer = new DataTransfer()
      for (const name of ['one.txt', 'two.txt']) transfer.items.add(new File([`${name} `.repeat(400_000)], name))
      return transfer
    })
    await page.dispatchEvent('h1', 'drop', { dataTransfer: carried })
    await page.getByText('Waits for the one before it').first().waitFor()
    await page.getByRole('button', { name: 'Cancel two.txt' }).click()
    await page.getByText('one.txt is attached').first().waitFor({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Cancel two.txt' }).waitFor({ state: 'detached' })
    const names = (await whole()).attachments.map(({ name }) => name)
    assert.ok(names.includes('one.txt') && !names.includes('two.txt'), names.join(', '))
    assert.deepEqual(await begun(), [])
  })

  test('the case is taken away with its files as an archive', async () => {
    await page.getByRole('button', { name: 'More' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'Take it away with its files' }).click(),
    ])
    assert.match(download.suggestedFilename(), /^ALBION-\d+\.zip$/)
    const to = join(folder, 'case.zip')
    await download.saveAs(to)
    const archive = await fromBufferPromise(readFileSync(to), { lazyEntries: true })
    const names: string[] = []
    for await (const entry of archive.eachEntry()) names.push(entry.fileName)
    for (const name of ['case.txt', 'case.json', 'files/core.bin', 'files/trace.bin', 'files/one.txt', 'manifest.json'])
      assert.ok(names.includes(name), `${name} in ${names.join(', ')}`)
  })
})
