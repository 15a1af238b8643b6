import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Several people at once, each in a browser of their own: what one does, the others see without a reload. */

suite('the desk', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let one: Page
  let other: Page
  let number = ''
  let address = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'ann@albion.example' })
    one = await visit(browser, portal, { email: 'desk@vendor.example' })
    other = await visit(browser, portal, { email: 'senior@vendor.example' })
    const { items } = await api<{ items: { number: string; account: string; queue: string }[] }>(one, '/api/queue?limit=200')
    number = items.find(({ account, queue }) => account === 'ALBION' && queue === 'standard')?.number ?? ''
    assert.ok(number)
    address = `/accounts/ALBION/cases/${number}`
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('a message of one appears for the other without reload; an internal note for staff only', async () => {
    await Promise.all([customer, one, other].map((page) => page.goto(address)))
    await Promise.all([customer, one, other].map((page) => page.getByRole('heading', { name: 'What happened' }).waitFor()))
    await customer.getByRole('textbox', { name: 'Reply' }).fill('It happened again at three')
    await customer.getByRole('button', { name: 'Send the reply' }).click()
    await one
      .getByRole('list', { name: /What happened/ })
      .getByText('It happened again at three')
      .waitFor({ timeout: 12_000 })
    await one.keyboard.press('n')
    await one.getByRole('textbox', { name: 'Internal note' }).fill('Looks like the fabric')
    await one.getByRole('button', { name: 'Add the note' }).click()
    await other.getByText('Looks like the fabric').waitFor({ timeout: 12_000 })
    await other.getByText('Internal, staff only').first().waitFor()
    await customer.getByRole('textbox', { name: 'Reply' }).fill('And once more')
    await customer.getByRole('button', { name: 'Send the reply' }).click()
    await customer
      .getByRole('list', { name: /What happened/ })
      .getByText('And once more')
      .waitFor()
    assert.equal(await customer.getByText('Looks like the fabric').count(), 0)
  })

  test('staff see who looks and who writes, on the case and in the queue; a customer sees neither', async () => {
    await one
      .getByText('Sam Senior is looking at this')
      .or(one.getByText(/is looking at this/))
      .first()
      .waitFor({ timeout: 12_000 })
    await other.keyboard.press('r')
    await other.getByRole('textbox', { name: 'Reply' }).pressSequentially('We are on')
    await one.getByText(/is writing a reply/).waitFor({ timeout: 12_000 })
    assert.deepEqual(await findings(one), [])
    const third = await visit(browser, portal, { email: 'care@vendor.example' })
    await third.goto('/queue')
    await third
      .getByRole('row', { name: new RegExp(number) })
      .getByText(/is writing/)
      .waitFor({ timeout: 12_000 })
    assert.deepEqual(await findings(third), [])
    await third.context().close()
    assert.equal(await customer.getByText(/is writing|is looking/).count(), 0)
    await other.getByRole('textbox', { name: 'Reply' }).fill('')
    await other.goto('/queue')
    await one.getByText(/is writing a reply|is looking at this/).waitFor({ state: 'detached', timeout: 12_000 })
  })

  test('the queue changes by itself, and its counts with it', async () => {
    const count = () => other.getByRole('button', { name: /^Mine/ }).textContent()
    await other.getByRole('row', { name: new RegExp(number) }).waitFor()
    const before = await api<{ mine: number }>(one, '/api/queue/counts')
    await one.goto('/queue?lens=mine')
    await one.getByRole('heading', { name: 'Queue' }).waitFor()
    const link = other
      .getByRole('row', { name: new RegExp(number) })
      .getByRole('link')
      .first()
    await link.focus()
    await other.keyboard.press('a')
    await other.getByText('1 case taken').waitFor()
    await other
      .getByRole('row', { name: new RegExp(number) })
      .getByText(/Senior/)
      .first()
      .waitFor()
    assert.match((await count()) ?? '', /\d/)
    const after = await api<{ mine: number }>(one, '/api/queue/counts')
    assert.equal(after.mine, before.mine)
    // taken back with one press, and the other desk sees that it is free again
    await other.getByRole('button', { name: 'Undo' }).click()
    await other.getByText('Taken back: 1 case').waitFor()
    const found = await api<{ owner: string | null }>(one, `/api/accounts/ALBION/cases/${number}`)
    assert.equal(found.owner, null)
  })

  test('several cases are selected by key, handed over at once, and what could not be done says why', async () => {
    await other.goto('/queue?lens=unassigned')
    const rows = other.locator('tbody tr')
    await rows.first().locator('.rowlink').waitFor()
    await other.keyboard.press('j')
    await other.keyboard.press('x')
    await other.keyboard.press('j')
    await other.keyboard.press('x')
    await other.getByText('2 cases selected').waitFor()
    assert.deepEqual(await findings(other), [])
    const numbers = await other.locator('tbody tr:has(input:checked) .small.dim.nowrap').allInnerTexts()
    const first = numbers.map((text) => /[A-Z]+-\d+/.exec(text)?.[0]).find((text) => text !== undefined) ?? ''
    // somebody is faster: the version that was seen is no longer the newest
    const account = first.split('-')[0]
    await other.route('**/api/queue?**', (route) => route.abort()) // what is shown stays as it was
    const noted = await one.request.post(`/api/accounts/${account}/cases/${first}/notes`, {
      data: { text: 'mine' },
      headers: { origin: portal.address },
    })
    assert.ok(noted.ok())
    await other.getByRole('button', { name: 'Take', exact: true }).click()
    await other
      .getByRole('dialog', { name: 'Not done: 1 case' })
      .getByText(/Somebody else changed this meanwhile/)
      .waitFor()
    await other.unroute('**/api/queue?**')
    await other.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await other.getByText('1 case taken').waitFor()
  })

  test('a view is kept by name and comes back with its filters; “next” follows the view that a case was opened from', async () => {
    await other.goto('/queue?queue=standard')
    await other.getByRole('button', { name: 'Views' }).click()
    await other.getByRole('menuitem', { name: 'Keep this view' }).click()
    await other.getByRole('textbox', { name: 'Name' }).fill('Standard work')
    await other.getByRole('button', { name: 'Keep it' }).click()
    await other.getByRole('button', { name: 'Standard work' }).waitFor()
    await other.goto('/queue')
    await other.getByRole('button', { name: 'Views' }).click()
    await other.getByRole('menuitem', { name: 'Standard work' }).click()
    await other.waitForURL(/queue=standard/)
    await other.getByRole('button', { name: /^All open/ }).click()
    await other.waitForURL((url) => !url.searchParams.has('lens'))
    await other.goto('/queue')
    await other.locator('.rowlink').first().click()
    const nav = other.getByRole('navigation', { name: 'In the view' })
    await nav.getByText(/^1 of \d+/).waitFor()
    const from = other.url()
    await other.keyboard.press('j')
    await nav.getByText(/^2 of \d+/).waitFor()
    assert.notEqual(other.url(), from)
    await other.keyboard.press('k')
    await nav.getByText(/^1 of \d+/).waitFor()
  })

  test('a draft outlives this browser’s memory and is gone once it is sent', async () => {
    await one.goto(address)
    const box = one.getByRole('textbox', { name: 'Reply' })
    await box.fill('Please send the output of show chassis fabric')
    await one.getByText('Draft kept. Ctrl Enter sends.').waitFor()
    await one.evaluate(() => localStorage.clear())
    await one.reload()
    await one.waitForFunction(() => /chassis fabric/.test(document.querySelector<HTMLTextAreaElement>('.composer textarea')?.value ?? ''))
    await box.press('Control+Enter')
    await one.getByText('Sent', { exact: true }).waitFor()
    await one.reload()
    await one.getByRole('heading', { name: 'What happened' }).waitFor()
    await one.waitForLoadState('networkidle').catch(() => {})
    assert.equal(await box.inputValue(), '')
  })

  test('files are attached by drop, several at once', async () => {
    await customer.goto(address)
    await customer.getByRole('heading', { name: 'What happened' }).waitFor()
    const files = await customer.evaluateHandle(() => {
      const data = new DataTransfer()
      for (const name of ['messages.log', 'rsi.txt']) data.items.add(new File(['some lines'], name, { type: 'text/plain' }))
      return data
    })
    await customer.locator('.composer').dispatchEvent('drop', { dataTransfer: files })
    for (const name of ['messages.log', 'rsi.txt'])
      await customer
        .getByRole('list', { name: /What happened/ })
        .getByRole('link', { name })
        .waitFor()
  })

  test('a customer reads what happens next and by when, and asks for escalation with a reason', async () => {
    await customer.goto(address)
    await customer.getByRole('heading', { name: 'What happens next' }).waitFor()
    assert.deepEqual(await findings(customer), [])
    assert.equal(await one.getByRole('heading', { name: 'What happens next' }).count(), 0)
    await customer.getByRole('button', { name: 'Ask for escalation' }).click()
    await customer.getByLabel('What has to change').fill('Nobody called us back')
    await customer.getByRole('dialog').getByRole('button', { name: 'Ask for escalation' }).click()
    await customer.getByText(/is with the desk/).waitFor()
    const said = customer.getByText('Nobody called us back')
    await customer
      .getByRole('list', { name: /What happened/ })
      .getByText('Nobody called us back')
      .waitFor()
    // in the history, and beside the case for as long as it is open
    await said.nth(1).waitFor()
    assert.equal(await said.count(), 2)
  })

  test('what comes from outside is text: nothing of it is loaded or run, and addresses are http or https', async () => {
    const hostile = [
      '<img src="http://evil.example/x.png" onerror="document.title=1">',
      '<script>document.title=1</script>',
      'javascript:alert(1) data:text/html,x',
      'see https://example.com/kb?id=1.',
      '![x](http://evil.example/y.png)',
    ].join('\n')
    const asked: string[] = []
    const log = (request: { url: () => string }) => void asked.push(request.url())
    one.on('request', log)
    const sent = await customer.request.post(`/api/accounts/ALBION/cases/${number}/messages`, {
      data: { text: hostile },
      headers: { origin: portal.address },
    })
    assert.ok(sent.ok())
    await one.goto(address)
    const written = one.getByRole('list', { name: /What happened/ }).getByText('onerror')
    await written.waitFor()
    assert.equal(await written.textContent(), hostile)
    const links = await written.locator('a').evaluateAll((all) => all.map((each) => [each.getAttribute('href'), each.getAttribute('rel')]))
    assert.deepEqual(links, [
      ['http://evil.example/x.png', 'noopener noreferrer nofollow'],
      ['https://example.com/kb?id=1', 'noopener noreferrer nofollow'],
      ['http://evil.example/y.png', 'noopener noreferrer nofollow'],
    ])
    assert.equal(await written.locator('img, script').count(), 0)
    one.off('request', log)
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(portal.address) && !url.startsWith('data:')),
      [],
    )
  })

  test('the queue and the case fit a narrow screen, in both schemes', async () => {
    const page = await visit(browser, portal, { email: 'desk@vendor.example', width: 390 })
    for (const path of ['/queue', '/queue?lens=team', address]) {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForLoadState('load')
      assert.ok((await overhang(page)) <= 0, path)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        assert.deepEqual(await findings(page), [], `${path} ${colorScheme}`)
      }
    }
    for (const each of [customer, one, page]) assert.deepEqual(complaintsOf(each.context()), [])
    await page.context().close()
  })
})
