import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Working a case with others: steps, texts, colleagues named, questions split off, a hand-over, a merge. */

type Row = { number: string; account: string; queue: string; summary: string; state: string; serial: string | null; requester: string }

suite('working a case', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let one: Page
  let other: Page
  let found: Row
  let twin = ''
  let address = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'ann@albion.example' })
    one = await visit(browser, portal, { email: 'desk@vendor.example' })
    other = await visit(browser, portal, { email: 'senior@vendor.example' })
    const { items } = await api<{ items: Row[] }>(one, '/api/queue?limit=200')
    found = items.find(({ account, queue }) => account === 'ALBION' && queue === 'standard') as Row
    const opened = await one.request.post('/api/accounts/ALBION/cases', {
      data: { device: found.serial, priority: 'P4', summary: 'The same twice', requester: 'ann@albion.example' },
      headers: { origin: portal.address },
    })
    assert.equal(opened.status(), 201, await opened.text())
    twin = ((await opened.json()) as Row).number
    address = `/accounts/ALBION/cases/${found.number}`
    await Promise.all([customer, one, other].map((page) => page.goto(address)))
    await Promise.all([customer, one, other].map((page) => page.getByRole('heading', { name: 'What happened' }).waitFor()))
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })
  const history = (page: Page) => page.getByRole('list', { name: /What happened/ })

  test('a step is ticked off and the colleague sees it; the customer has no playbook', async () => {
    const step = one.getByRole('checkbox', { name: /next step that the customer knows/ })
    await step.click()
    await other.getByText(/Done by/).waitFor({ timeout: 12_000 })
    await one
      .getByRole('button', { name: /^Leave out/ })
      .first()
      .click()
    await one.getByRole('textbox', { name: 'Why it is not needed' }).fill('Done on the phone')
    await one.getByRole('button', { name: 'Leave it out' }).click()
    await one.getByText(/Left out by .*: Done on the phone/).waitFor()
    assert.equal(await customer.getByRole('heading', { name: 'Playbook' }).count(), 0)
    assert.deepEqual(await findings(one), [])
  })

  test('a text is kept with places, found by / and filled in', async () => {
    const box = one.getByRole('textbox', { name: 'Reply' })
    await box.fill('Please send the logs of {serial}, {requester}.')
    await one.getByRole('button', { name: 'Texts' }).click()
    await one.getByRole('menuitem', { name: 'Keep what I wrote as a text' }).click()
    await one.getByRole('textbox', { name: 'Title' }).fill('Ask for logs')
    assert.deepEqual(await findings(one), [])
    await one.getByRole('button', { name: 'Keep it' }).click()
    await one.getByRole('dialog').waitFor({ state: 'detached' })
    await box.fill('')
    await box.pressSequentially('/ask')
    await one.getByRole('option', { name: /Ask for logs/ }).waitFor()
    assert.deepEqual(await findings(one), [])
    await box.press('Enter')
    assert.equal(await box.inputValue(), `Please send the logs of ${found.serial}, ${found.requester}.`)
    await box.fill('')
  })

  test('somebody named in a note hears of it and watches; the customer sees neither', async () => {
    await one.keyboard.press('Escape')
    await one.getByRole('heading', { name: 'What happened' }).click()
    await one.keyboard.press('n')
    const box = one.getByRole('textbox', { name: 'Internal note' })
    await box.pressSequentially('Have you seen this, @sami')
    await one.getByRole('option', { name: /Sami Senior/ }).waitFor()
    await box.press('Tab')
    await box.pressSequentially('before?')
    assert.equal(await box.inputValue(), 'Have you seen this, @Sami Senior before?')
    await one.getByRole('button', { name: 'Add the note' }).click()
    await history(other).getByText('Have you seen this, @Sami Senior before?').waitFor({ timeout: 12_000 })
    await other.getByRole('button', { name: 'Stop watching' }).waitFor()
    assert.equal(await customer.getByText('Sami Senior', { exact: true }).count(), 0)
    await customer.getByRole('button', { name: 'Watch', exact: true }).click()
    await customer.getByText(/\(you\)/).waitFor()
  })

  test('a question of the customer becomes a case of its own', async () => {
    await customer.getByRole('textbox', { name: 'Reply' }).fill('Another thing: the fan is loud')
    await customer.getByRole('button', { name: 'Send the reply' }).click()
    await history(one).getByText('Another thing: the fan is loud').waitFor({ timeout: 12_000 })
    await one.getByRole('button', { name: 'Make it a case of its own' }).last().click()
    await one.getByRole('dialog').getByRole('textbox', { name: 'What it is about' }).waitFor()
    assert.deepEqual(await findings(one), [])
    await one.getByRole('radio', { name: 'P4' }).check()
    await one.getByRole('button', { name: 'Open the case' }).click()
    await one.getByRole('heading', { name: 'Another thing: the fan is loud' }).waitFor()
    await history(one)
      .getByText(/took this question from/)
      .waitFor()
    await history(customer)
      .getByText(/of a question asked here/)
      .waitFor({ timeout: 12_000 })
    await one.goto(address)
  })

  test('a case is handed over: offered by one, accepted by the other, and owned by the giver until then', async () => {
    await one.getByRole('button', { name: 'Take', exact: true }).click()
    await one.getByText(`${found.number} is yours`).waitFor()
    await one.keyboard.press('h')
    const dialog = one.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'To' }).click()
    await one.getByRole('option', { name: 'Sami Senior' }).click()
    await dialog.getByRole('textbox', { name: 'How it stands' }).fill('The optic is old')
    await dialog.getByRole('textbox', { name: 'What comes next' }).fill('Change it')
    assert.deepEqual(await findings(one), [])
    await dialog.getByRole('button', { name: 'Offer it' }).click()
    await other.getByText('hands it to you').waitFor({ timeout: 12_000 })
    const before = await api<{ owner: string }>(one, `/api/accounts/ALBION/cases/${found.number}`)
    assert.match(before.owner, /Desk/)
    assert.deepEqual(await findings(other), [])
    await other.getByRole('button', { name: 'Take it over' }).click()
    await history(one)
      .getByText(/took it over from/)
      .waitFor({ timeout: 12_000 })
    const after = await api<{ owner: string }>(one, `/api/accounts/ALBION/cases/${found.number}`)
    assert.match(after.owner, /Senior/)
    assert.equal(await customer.getByText('The optic is old').count(), 0)
  })

  test('the same case twice is merged, and both say so', async () => {
    await one.goto(`/accounts/ALBION/cases/${twin}`)
    await one.getByRole('heading', { name: 'The same twice' }).waitFor()
    await one.keyboard.press('Control+k')
    await one.getByRole('textbox', { name: /Go to a page/ }).fill('merge')
    assert.deepEqual(await findings(one), [])
    await one.keyboard.press('Enter')
    await one.getByRole('dialog').getByRole('combobox', { name: 'The case that goes on' }).fill(found.number)
    await one.getByRole('option', { name: new RegExp(found.number) }).click()
    await one.getByRole('button', { name: 'Merge', exact: true }).click()
    // it waits for its first response, and nothing promised gets later: so it may be refused with what to do
    const merged = history(one).getByText(/merged it into/)
    const refused = one.getByRole('dialog').getByText(/Log the contact on/)
    await merged.or(refused).first().waitFor()
    if (await refused.isVisible()) {
      await one.getByRole('button', { name: 'Cancel' }).click()
      await one.getByRole('button', { name: 'Respond' }).click()
      await one.getByRole('button', { name: 'Log the contact', exact: true }).click()
      await one.getByText(/Contact logged/).waitFor()
      await one.getByRole('button', { name: 'More' }).click()
      await one.getByRole('menuitem', { name: 'Merge into another case' }).click()
      await one.getByRole('dialog').getByRole('combobox', { name: 'The case that goes on' }).fill(found.number)
      await one.getByRole('option', { name: new RegExp(found.number) }).click()
      await one.getByRole('button', { name: 'Merge', exact: true }).click()
    }
    await merged.waitFor()
    await history(other)
      .getByText(/into this case/)
      .waitFor({ timeout: 12_000 })
  })

  test('nothing moves under the eyes while a page comes', async () => {
    await one.addInitScript(() => {
      const seen = window as unknown as { shift: number }
      seen.shift = 0
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as unknown as { value: number }[]) seen.shift += entry.value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    for (const path of ['/queue', address, '/cases', '/notices', '/escalations', '/on-call']) {
      await one.goto(path)
      await one.waitForSelector('h1')
      await one.waitForTimeout(1_500)
      const shift = await one.evaluate(() => (window as unknown as { shift: number }).shift)
      assert.ok(shift < 0.05, `${path} moved by ${shift.toFixed(3)}`)
    }
  })

  test('on a narrow screen nothing sticks out, and no page complained', async () => {
    const narrow = await visit(browser, portal, { email: 'senior@vendor.example', width: 390 })
    await narrow.goto(address)
    await narrow.getByRole('heading', { name: 'Playbook' }).waitFor()
    assert.equal(await overhang(narrow), 0)
    assert.deepEqual(await findings(narrow), [])
    for (const page of [customer, one, other, narrow]) assert.deepEqual(complaintsOf(page.context()), [])
  })
})
