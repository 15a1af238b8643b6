import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBrowser, overhang, type Portal, startPortal, visit } from './browser.ts'

/** What people are told, what comes by mail and what is sent to programs, in a real browser. */

suite('notifications in the portal', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let desk: Page
  let care: Page
  let customer: Page

  before(async () => {
    buildPortal()
    ;[browser, portal] = await Promise.all([openBrowser(), startPortal({ demo: true })])
    desk = await visit(browser, portal, { email: 'desk@vendor.example' })
    care = await visit(browser, portal, { email: 'care@vendor.example' })
    customer = await visit(browser, portal, { email: 'ann@albion.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('marking one notice as read, and then all, changes the bell; the notice leads to its case', async () => {
    const { unread } = await api<{ unread: number }>(customer, '/api/notices/count')
    assert.ok(unread >= 2, `${unread} unread`)
    await customer.goto('/cases')
    await customer.getByRole('link', { name: `Notices, ${unread} unread` }).waitFor()
    await customer.getByRole('heading', { name: 'My cases', level: 1 }).waitFor()
    await customer.keyboard.press('g')
    await customer.keyboard.press('i')
    await customer.getByRole('heading', { name: 'Notices', level: 1 }).waitFor()
    const rows = customer.getByRole('table', { name: /not read/ })
    await rows
      .getByText(/Because the case was opened for you/)
      .first()
      .waitFor()
    assert.deepEqual(await findings(customer), [])
    await rows
      .getByRole('button', { name: /Mark as read/ })
      .first()
      .click()
    await customer.getByRole('link', { name: `Notices, ${unread - 1 || 'none'} unread` }).waitFor()
    await customer.keyboard.press('j')
    await customer.keyboard.press('Enter')
    await customer.waitForURL(/\/accounts\/ALBION\/cases\/ALBION-\d+$/)
    await customer.goto('/notices')
    await customer.getByRole('button', { name: 'Mark all as read' }).click()
    await customer.getByText('Nothing unread').waitFor()
    await customer.getByRole('link', { name: 'Notices, none unread' }).waitFor()
    await customer.getByRole('table', { name: /have read/ }).waitFor()
  })

  test('a choice of mail is saved at once, comes back with Undo, and what is urgent has no choice', async () => {
    const choices = async () =>
      (await api<{ choices: Record<string, string>; quiet: object | null }>(customer, '/api/notices/preferences')) ?? {}
    await customer.goto('/profile')
    await customer.getByText('P1 and P2 are never silenced').waitFor()
    const field = customer.getByRole('combobox', { name: 'Somebody writes on a case' })
    await field.click()
    await customer.getByRole('option', { name: 'Once a day' }).click()
    await customer.getByText('Somebody writes on a case: once a day').waitFor()
    assert.equal((await choices()).choices['case-message'], 'digest')
    await customer.getByRole('button', { name: 'Undo' }).click()
    await customer.waitForFunction(async () => {
      const found = await (await fetch('/api/notices/preferences')).json()
      return found.choices['case-message'] === 'now'
    })
    await customer.getByRole('switch', { name: 'Quiet hours' }).click({ force: true })
    await customer.getByLabel('Quiet until').fill('06:30')
    await customer.getByLabel('Quiet until').press('Enter')
    await customer.getByText('Quiet until 06:30').waitFor()
    assert.deepEqual((await choices()).quiet, { from: '22:00', to: '06:30' })
    assert.equal(await customer.getByRole('combobox', { name: 'A promise was missed' }).count(), 0)
  })

  test('a held mail is opened, put on the case it names, and stands there in the name of whoever released it', async () => {
    await desk.goto('/mail')
    const lens = desk.getByRole('button', { name: /Waits for a decision/ })
    await lens.getByText('2', { exact: true }).waitFor()
    await desk
      .getByRole('button', { name: /^Answered/ })
      .getByText('2', { exact: true })
      .waitFor()
    const link = desk.getByRole('link', { name: /both cards are back, but slow/ })
    await link.waitFor()
    await desk.getByText('A case number, but no proof').waitFor()
    await link.click()
    await desk.getByRole('heading', { name: /both cards are back, but slow/, level: 1 }).waitFor()
    await desk.getByText('a number proves nothing').waitFor()
    await desk.getByText('they take eleven minutes now').waitFor()
    const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: 'The original' }).click()])
    assert.match(download.suggestedFilename(), /^mail-.*\.eml\.txt$/)
    await desk.keyboard.press('r')
    const dialog = desk.getByRole('dialog', { name: 'Put this mail on a case' })
    const number = await dialog.getByLabel('Case number').inputValue()
    assert.match(number, /^ALBION-\d+$/)
    await dialog.getByText(new RegExp(`it becomes a message of yours on ${number}`)).waitFor()
    assert.deepEqual(await findings(desk), [])
    await dialog.getByRole('button', { name: 'Put it on the case' }).click()
    await dialog.getByText('Say why you take it for genuine').waitFor()
    await dialog.getByLabel('Case number').fill('ALBION-999999')
    await dialog.getByText(/not found|No such|There is no/i).waitFor()
    await dialog.getByLabel('Case number').fill(number)
    await dialog.getByLabel('Why').fill('known from the phone')
    await dialog.getByLabel('Why').press('Control+Enter')
    await desk.waitForURL(new RegExp(`/cases/${number}$`))
    await desk
      .getByRole('article')
      .getByText(/Mail of Ann Field.*released by .*known from the phone/)
      .waitFor()
    await customer.goto(`/accounts/ALBION/cases/${number}`)
    await customer
      .getByRole('article')
      .getByText(/they take eleven minutes now/)
      .waitFor()
  })

  test('a held mail is discarded with a reason, and is then in its own place', async () => {
    await desk.goto('/mail')
    await desk.getByRole('link', { name: /was opened/ }).click()
    await desk.getByText('is another’s than the sender’s').waitFor()
    await desk.getByRole('button', { name: 'Discard' }).click()
    const dialog = desk.getByRole('dialog', { name: 'Discard this mail' })
    await dialog.getByLabel('Why').fill('not a person of the customer')
    await dialog.getByRole('button', { name: 'Discard' }).click()
    await desk.getByText('Nothing waits for a decision').waitFor()
    await desk.getByRole('button', { name: /Discarded by staff/ }).click()
    await desk.getByRole('link', { name: /was opened/ }).waitFor()
    await desk.getByRole('button', { name: /Dead addresses/ }).click()
    await desk.getByRole('button', { name: 'It works again: una@albion.example' }).click()
    await desk.getByText('No dead address').waitFor()
  })

  test('a webhook’s secret is shown once; a new one says that two are valid; off says by whom', async () => {
    await care.goto('/accounts/ALBION?tab=webhooks')
    await care.getByRole('button', { name: 'Add a webhook' }).click()
    const dialog = care.getByRole('dialog', { name: 'Add a webhook' })
    await dialog.getByRole('textbox', { name: 'Address' }).fill('http://127.0.0.1/hook')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.getByText('This address cannot be called').waitFor()
    await dialog.getByRole('textbox', { name: 'Address' }).fill('https://hooks.example.com/holdfast')
    await dialog.getByLabel('Name').fill('Their desk')
    await dialog.getByRole('button', { name: 'Add it' }).click()
    const shown = care.getByRole('dialog', { name: 'The secret of the webhook' })
    const secret = (await shown.getByText(/^whsec_/).textContent()) ?? ''
    assert.deepEqual(await findings(care), [])
    await shown.getByRole('button', { name: 'I have it' }).click()
    const { items } = await api<{ items: object[] }>(care, '/api/accounts/ALBION/webhooks')
    assert.equal(items.length, 1)
    assert.ok(!JSON.stringify(items).includes(secret))
    await care.reload()
    await care.getByRole('link', { name: 'Their desk' }).click()
    await care.getByText('Nothing was sent yet').waitFor()
    assert.equal(await care.getByText(/whsec_/).count(), 0)
    await care.getByRole('button', { name: 'Send a trial' }).click()
    await care.getByRole('button', { name: 'A trial that means nothing', exact: true }).waitFor()
    await care.getByText('0 of 10').waitFor()
    await care.getByRole('button', { name: 'New secret' }).click()
    await care.getByRole('button', { name: 'Make a new secret' }).click()
    const rotated = care.getByRole('dialog', { name: 'The new secret' })
    assert.notEqual(await rotated.getByText(/^whsec_/).textContent(), secret)
    await rotated.getByRole('button', { name: 'I have it' }).click()
    await care.getByText(/Two secrets are valid until/).waitFor()
    await care.getByRole('button', { name: 'Switch Their desk off' }).click()
    await care.getByText(/Switched off: by /).waitFor()
    await care.getByRole('button', { name: 'Undo' }).click()
    await care.getByRole('button', { name: 'Switch Their desk off' }).waitFor()
    assert.deepEqual(await findings(care), [])
    await care.setViewportSize({ width: 360, height: 780 })
    assert.equal(await overhang(care), 0)
    await customer.goto('/accounts/ALBION/webhooks')
    await customer.getByRole('button', { name: 'Add a webhook' }).waitFor()
    assert.equal(await customer.getByRole('button', { name: 'Add a webhook' }).getAttribute('aria-disabled'), 'true')
    assert.equal(await customer.getByText('Their desk').count(), 0)
  })

  test('the outbox unfolds the letters of an entry, each with its state and reason', async () => {
    const admin = await visit(browser, portal, { email: 'admin@vendor.example' })
    await admin.goto('/outbox?state=failed')
    await admin
      .getByRole('button', { name: /letters? of:/ })
      .first()
      .click()
    const letters = admin.getByRole('list', { name: /^Letters of:/ })
    await letters.getByText('una@albion.example', { exact: true }).waitFor()
    await letters.getByText('Dead address').waitFor()
    await letters.getByText(/nobody here has this address/).waitFor()
    assert.deepEqual(await findings(admin), [])
    await admin.setViewportSize({ width: 360, height: 780 })
    assert.equal(await overhang(admin), 0)
    assert.deepEqual(complaintsOf(admin.context()), [])
  })
})
