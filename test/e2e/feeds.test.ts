import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { FetchChanged } from '../../src/advisories/feed/kept/gateway.ts'
import { askNext } from '../../src/advisories/feed/kept/jobs.ts'
import { buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A feed is added, asked, paused, goes on and is removed; what came of it is read, on a small screen too. */

suite('feeds', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let advisor: Page
  const record = { format: 'holdfast-advisory-1', number: 'PBN-7001', kind: 'PBN', title: 'A card is not seen', impact: 'minor' }
  let text: string | undefined = JSON.stringify([record, { no: 'record' }])
  const fetchChanged: FetchChanged = async () => {
    if (text === undefined) throw new Error('it answered 503')
    return { kind: 'text', text, etag: null, lastModified: null }
  }
  const ask = () => askNext(portal.parts.db, fetchChanged, Date.now())

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    advisor = await visit(browser, portal, { email: 'advisor@vendor.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('from none to one that is asked, with what came of it', async () => {
    await advisor.goto('/advisories')
    await advisor.getByRole('link', { name: 'Feeds' }).click()
    await advisor.getByText('No feed yet').waitFor()
    await advisor.getByRole('button', { name: 'Add a feed' }).click()
    const dialog = advisor.getByRole('dialog', { name: 'Add a feed' })
    await dialog.getByRole('textbox', { name: 'Address' }).fill('http://10.0.0.1/list.json')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText('This address cannot be asked').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('https://feeds.example.com/list.json')
    await dialog.getByLabel('Name').fill('Vendor bugs')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await advisor.getByText('Waits to be asked').waitFor()
    assert.equal(await ask(), 'read')
    await advisor.getByText('2 records listed: 1 new, 0 changed, 0 as before, 1 could not be read').waitFor()
    await advisor.getByText('What came of it').first().click()
    await advisor.getByRole('table').getByRole('link', { name: 'PBN-7001' }).waitFor()
    assert.deepEqual(await findings(advisor), [])
  })

  test('one that fails says why; it is paused, goes on and is removed', async () => {
    text = undefined
    await advisor.getByRole('button', { name: 'Ask now: Vendor bugs' }).click()
    await advisor.getByText('Vendor bugs is asked now').waitFor()
    assert.equal(await ask(), 'failed')
    await advisor.getByText('Nothing could be read: it answered 503').first().waitFor()
    await advisor.getByText('Failing', { exact: true }).waitFor()
    await advisor.setViewportSize({ width: 390, height: 800 })
    assert.equal(await overhang(advisor), 0)
    assert.deepEqual(await findings(advisor), [])
    await advisor.getByRole('button', { name: 'Pause Vendor bugs' }).click()
    await advisor.getByText('Paused', { exact: true }).waitFor()
    await advisor.getByRole('button', { name: 'Go on: Vendor bugs' }).click()
    await advisor.getByRole('button', { name: 'Pause Vendor bugs' }).waitFor()
    await advisor.getByRole('button', { name: 'Remove Vendor bugs' }).click()
    await advisor.getByRole('button', { name: 'Remove it' }).click()
    await advisor.getByText('No feed yet').waitFor()
    // the browser tells of the one address that was refused
    assert.deepEqual(
      complaintsOf(advisor.context()).filter((each) => !each.includes('status of 400')),
      [],
    )
  })
})
