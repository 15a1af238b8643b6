import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildPortal, openBoth } from './browser.ts'
import { faultsOf } from './pages.ts'

test('no page of customers has a serious finding in light or dark, and none scrolls sideways on a narrower screen', async () => {
  buildPortal()
  const [browser, portal] = await openBoth({ demo: true })
  try {
    assert.deepEqual(await faultsOf(browser, portal, 'customers'), [])
  } finally {
    await browser.close()
    await portal.close()
  }
})
