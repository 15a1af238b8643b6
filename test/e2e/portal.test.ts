import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, startPortal, visit } from './browser.ts'

/** The main flows, in a real browser, by role and label: what somebody does, and what they then see. */

type Covered = {
  readonly items: readonly {
    readonly serial: string
    readonly status: string
    readonly covered: boolean
    readonly covers: readonly { readonly offering: string }[]
  }[]
  readonly next: string | null
}

suite('the portal', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let engineer: Page
  let contracts: Page
  /** Two devices that a service with a response target covers, and one that no contract lists. */
  let covered = ''
  let other = ''
  let bare = ''
  let opened = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'ann@albion.example' })
    engineer = await visit(browser, portal, { email: 'desk@vendor.example' })
    contracts = await visit(browser, portal, { email: 'contracts@vendor.example' })
    const { items } = await api<Covered>(customer, '/api/accounts/ALBION/cover?limit=200')
    ;[covered = '', other = ''] = items
      .filter((each) => each.covered && each.covers.some(({ offering }) => offering === 'ACP'))
      .map(({ serial }) => serial)
    bare = items.find((each) => each.status === 'in-use' && each.covers.length === 0)?.serial ?? ''
    assert.ok(covered && other && bare)
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('a first visit, empty-handed or not, leaves a clean console, and its letters come from the portal itself', async () => {
    const page = await visit(browser, portal)
    const said: string[] = []
    const asked: string[] = []
    page.on('console', (message) => said.push(message.text()))
    page.on('request', (request) => asked.push(request.url()))
    await page.goto('/cases')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.waitForFunction(() => document.fonts.check('16px Inter') && document.fonts.status === 'loaded')
    assert.deepEqual(said, [])
    assert.ok(asked.some((url) => /inter-latin-wght-normal.*\.woff2$/.test(url)))
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(portal.address)),
      [],
    )
    await page.context().close()
  })

  test('an empty installation asks for its first administrator, who is then inside', async () => {
    const empty = await startPortal({ demo: false })
    try {
      const page = await visit(browser, empty)
      await page.goto('/')
      await page.getByRole('heading', { name: 'Welcome to Holdfast' }).waitFor()
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Northwind Networks')
      await page.getByRole('combobox', { name: 'Country' }).fill('Nether')
      await page.getByRole('option', { name: 'Netherlands (NL)' }).click()
      await page.getByLabel('Your name').fill('Ada Admin')
      await page.getByLabel('E-mail address').fill('ada@northwind.example')
      await page.getByLabel(/^Password/).fill('correct horse battery')
      assert.deepEqual(await findings(page), [])
      await page.getByRole('button', { name: 'Set it up' }).click()
      await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
      assert.deepEqual(await findings(page), [])
      await page.getByRole('button', { name: /Ada Admin, menu/ }).click()
      await page.getByRole('menuitem', { name: 'Sign out' }).click()
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await page.getByLabel('E-mail address').fill('ada@northwind.example')
      await page.getByLabel(/^Password/).fill('wrong horse battery')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('E-mail address or password is not right').waitFor()
      await page.getByLabel(/^Password/).fill('correct horse battery')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { name: 'Accounts', level: 1 }).waitFor()
      await page.goto('/queue')
      await page.getByText('Nothing is open').waitFor()
      assert.deepEqual(complaintsOf(page.context()), [])
      await page.context().close()
    } finally {
      await empty.close()
    }
  })

  test('a customer sees that help is granted, and by which clause, before sending', async () => {
    await customer.goto('/ask')
    await customer.getByRole('combobox', { name: 'Device' }).fill(covered)
    await customer.getByRole('option', { name: new RegExp(covered) }).click()
    await customer.getByRole('radio', { name: 'P1' }).click()
    await customer.getByRole('radio', { name: 'P1', checked: true }).waitFor()
    await customer.getByText('Would be granted under ACP').waitFor()
    await customer.getByRole('link', { name: 'Clause ACP-9.p2' }).first().waitFor()
    await customer
      .getByText(/Call instead: the highest priority/)
      .first()
      .waitFor()
    await customer.getByLabel('Summary').fill('Both line cards restart since the change')
    await customer.getByLabel(/What happens, since when/).fill('They come back after four minutes.')
    await customer.getByRole('button', { name: 'Send' }).click()
    await customer.getByRole('heading', { name: 'Both line cards restart since the change', level: 1 }).waitFor()
    opened = /cases\/([A-Z0-9-]+)/.exec(customer.url())?.[1] ?? ''
    assert.match(opened, /^ALBION-\d+$/)
    await customer
      .getByText(/min left/)
      .first()
      .waitFor()
    await customer.getByRole('heading', { name: 'Why?' }).waitFor()
  })

  test('a refusal says its clause before sending, and the clause then lists the decision', async () => {
    await customer.goto(`/ask?device=${bare}`)
    await customer.getByText('Would be refused under ACP').waitFor()
    await customer.getByRole('link', { name: 'Clause ACP-2.iii' }).first().waitFor()
    await customer.getByLabel('Summary').fill('No light on this one')
    await customer.getByRole('button', { name: 'Send' }).click()
    await customer.getByText('The refusal is on record').waitFor()
    await customer.getByRole('link', { name: 'Clause ACP-2.iii' }).first().click()
    await customer.getByRole('heading', { name: /^ACP-2\.iii/, level: 1 }).waitFor()
    const row = customer.getByRole('row', { name: new RegExp(bare) }).first()
    await row.getByText('Refused').waitFor()
    await row.getByRole('link', { name: 'Open a case' }).click()
    await customer.getByRole('heading', { name: 'Decision: Open a case' }).waitFor()
    await customer.getByText('Refused under ACP').waitFor()
    await customer.getByRole('button', { name: 'Judge again' }).click()
    await customer.getByText('The answer is the same').waitFor()
    await customer.goBack()
    await customer.getByRole('heading', { name: /^ACP-2\.iii/, level: 1 }).waitFor()
  })

  test('an engineer walks the queue by keyboard and answers with two keys', async () => {
    await engineer.goto('/queue')
    const link = engineer.getByRole('link', { name: 'Both line cards restart since the change' })
    await link.waitFor()
    await engineer.keyboard.press('/')
    assert.equal(await engineer.evaluate(() => document.activeElement?.getAttribute('type')), 'search')
    await engineer.keyboard.press('Escape')
    const rows = await engineer.getByRole('table').getByRole('link').allTextContents()
    for (let step = 0; step <= rows.indexOf('Both line cards restart since the change'); step++) await engineer.keyboard.press('j')
    await engineer.keyboard.press('k')
    await engineer.keyboard.press('j')
    assert.equal(await engineer.evaluate(() => document.activeElement?.textContent), 'Both line cards restart since the change')
    await engineer.keyboard.press('Enter')
    await engineer.getByRole('heading', { name: 'Both line cards restart since the change', level: 1 }).waitFor()
    await engineer.keyboard.press('p')
    await engineer.getByRole('dialog', { name: 'Log the contact you made' }).waitFor()
    await engineer.keyboard.press('Enter')
    await engineer.getByText('Answered in time').first().waitFor()
    await engineer.getByText(/made contact by phone/).waitFor()
  })

  test('the customer sees the reply and never the note', async () => {
    await engineer.keyboard.press('n')
    await engineer.getByLabel('Internal note').last().fill('Smells like the fabric defect of last spring.')
    await engineer.getByText('The customer does not see this').waitFor()
    await engineer.getByRole('button', { name: 'Add the note' }).click()
    await engineer.getByText('Internal, staff only').first().waitFor()
    await engineer.keyboard.press('r')
    const reply = engineer.getByRole('textbox', { name: 'Reply' })
    await reply.fill('Please send the core files')
    await engineer.reload()
    assert.equal(await reply.inputValue(), 'Please send the core files', 'a draft survives a reload')
    await reply.press('Control+Enter')
    await engineer.getByRole('article').getByText('Please send the core files').waitFor()
    await customer.goto(`/accounts/ALBION/cases/${opened}`)
    await customer.getByRole('article').getByText('Please send the core files').waitFor()
    await customer.getByText('Answered in time').first().waitFor()
    assert.equal(await customer.getByText('fabric defect').count(), 0)
    assert.equal(await customer.getByText('Internal').count(), 0)
  })

  test('a file is attached with its name, and downloads', async () => {
    await customer.getByLabel('File to attach').setInputFiles({ name: 'core 0.txt', mimeType: 'text/plain', buffer: Buffer.from('stack') })
    await customer.getByText('core 0.txt is attached').waitFor()
    const [download] = await Promise.all([
      customer.waitForEvent('download'),
      customer.getByRole('link', { name: 'core 0.txt' }).first().click(),
    ])
    assert.equal(download.suggestedFilename(), 'core 0.txt')
  })

  test('whoever changes a case second is told, and nothing is overwritten', async () => {
    const senior = await visit(browser, portal, { email: 'senior@vendor.example' })
    await senior.goto(`/accounts/ALBION/cases/${opened}`)
    await senior.getByRole('button', { name: 'More' }).click()
    await senior.getByRole('menuitem', { name: 'Change the priority' }).click()
    const dialog = senior.getByRole('dialog', { name: 'Change the priority' })
    await dialog.getByRole('radio', { name: 'P3' }).check()
    await dialog.getByLabel('Reason').fill('One card only')
    await senior.route('**/cases/*', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()))
    await engineer.reload()
    await engineer.getByRole('button', { name: 'Wait for the provider' }).click()
    await engineer.getByLabel('Why').fill('Engineering looks at the cores')
    await engineer.keyboard.press('Control+Enter')
    await engineer.getByText('Waiting for the provider').first().waitFor()
    await dialog.getByRole('button', { name: 'Change the priority' }).click()
    await senior.getByText('Somebody else changed this case meanwhile').waitFor()
    await senior.unroute('**/cases/*')
    await senior
      .getByRole('alert')
      .getByText(/moved it to .*Engineering looks at the cores/)
      .waitFor()
    assert.equal(await dialog.getByLabel('Reason').inputValue(), 'One card only', 'what was typed is kept')
    await senior.getByRole('button', { name: 'Load the newest' }).click()
    await senior.getByText('Waiting for the provider').first().waitFor()
    await senior.getByText('P1', { exact: true }).first().waitFor()
    await dialog.getByRole('button', { name: 'Change the priority' }).click()
    await senior.getByText('P3', { exact: true }).first().waitFor()
    await senior.context().close()
  })

  test('acts follow each other without a reload, though each makes a new version', async () => {
    const senior = await visit(browser, portal, { email: 'senior@vendor.example' })
    await senior.goto(`/accounts/ALBION/cases/${opened}`)
    // reading again is held back, so that only the answers themselves can tell the new version
    await senior.getByRole('heading', { name: 'Why?' }).waitFor()
    await senior.route('**/cases/*', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()))
    await senior.keyboard.press('r')
    await senior.getByRole('textbox', { name: 'Reply' }).fill('We have the cores now')
    await senior.keyboard.press('Control+Enter')
    await senior.getByRole('article').getByText('We have the cores now').waitFor()
    await senior.getByRole('button', { name: 'Take' }).click()
    await senior.getByText(`${opened} is yours`).waitFor()
    await senior.getByRole('button', { name: 'More' }).click()
    await senior.getByRole('menuitem', { name: 'Set the reference' }).click()
    await senior.getByRole('textbox', { name: 'Reference' }).fill('AT-77')
    await senior.keyboard.press('Control+Enter')
    await senior.getByText('Reference set').waitFor()
    assert.equal(await senior.getByText('Somebody else changed').count(), 0)
    await senior.context().close()
  })

  test('a list leaves as a file with the present filters, every page of it', async () => {
    await contracts.goto('/decisions?account=ALBION')
    await contracts
      .getByRole('row', { name: /ALBION/ })
      .first()
      .waitFor()
    const [download] = await Promise.all([
      contracts.waitForEvent('download'),
      contracts.getByRole('button', { name: 'Export CSV' }).click(),
    ])
    assert.match(download.suggestedFilename(), /^decisions-\d{4}-\d\d-\d\d\.csv$/)
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const [header, ...rows] = text.trimEnd().split('\r\n')
    assert.ok(header?.startsWith('\uFEFFDecided,Act,About,Verdict'))
    const { items } = await api<{ items: readonly unknown[] }>(contracts, '/api/decisions?account=ALBION&limit=200')
    assert.equal(rows.length, items.length)
    assert.ok(rows.length > 1)
    assert.ok(rows.every((row) => row.includes(',ALBION,')))
    await contracts.goto('/orders?account=NOSUCH')
    await contracts.getByText('No order fits').waitFor()
  })

  test('a service is loaded from its file, its mistakes told line by line; holidays make a new version of a calendar', async () => {
    const policy = await visit(browser, portal, { email: 'policy@vendor.example' })
    await policy.goto('/services')
    await policy.getByRole('link', { name: 'Load a service' }).click()
    const file = readFileSync(join(import.meta.dirname, '..', 'samples', 'offerings', 'good-spares-on-site.yaml'), 'utf8')
    const choose = (text: string) =>
      policy.getByLabel('File of the service').setInputFiles({ name: 'spares.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) })
    await choose(file.replace(/^version: .*$/m, 'version: soon'))
    await policy.getByText('1 mistake', { exact: true }).waitFor()
    await policy.getByText(`Line ${file.split('\n').findIndex((line) => line.startsWith('version:')) + 1}`, { exact: true }).waitFor()
    assert.equal(await policy.getByRole('button', { name: 'Load it into the catalogue' }).count(), 0)
    await choose(file)
    await policy.getByText('It can be loaded').waitFor()
    await policy.getByRole('button', { name: 'Load it into the catalogue' }).click()
    await policy.getByRole('heading', { name: 'Spares on Site', level: 1 }).waitFor()
    await policy.goto('/calendars')
    await policy.getByRole('button', { name: 'Load a calendar' }).first().click()
    const dialog = policy.getByRole('dialog', { name: 'Load a calendar' })
    await dialog.getByRole('textbox', { name: 'Name' }).fill('vendor-Testland')
    await dialog.getByLabel('Title').fill('Testland')
    await dialog.getByLabel('Holidays').fill('2026-12-25 Christmas Day\nBoxing Day')
    await dialog.getByText(/Line 2: found “Boxing Day”/).waitFor()
    await dialog.getByLabel('Holidays').fill('2026-12-25 Christmas Day\n2026-12-26 Boxing Day')
    await dialog.getByRole('button', { name: 'Load it' }).click()
    await policy.getByRole('button', { name: 'Change the holidays of Testland' }).click()
    const change = policy.getByRole('dialog', { name: 'Holidays of Testland' })
    await change.getByLabel('Holidays').fill('2026-12-25 Christmas Day')
    await change.getByText(/0 new, 1 taken away/).waitFor()
    await change.getByRole('button', { name: 'Load the new version' }).click()
    await policy.getByText('vendor-Testland is now at version 2').waitFor()
    const sales = await visit(browser, portal, { email: 'sales@vendor.example' })
    await sales.goto('/calendars')
    assert.equal(await sales.getByRole('button', { name: 'Load a calendar' }).first().getAttribute('aria-disabled'), 'true')
    await sales.context().close()
    await policy.context().close()
  })

  test('contract staff place an order that is refused with its clause, then granted, and activate it', async () => {
    await contracts.goto('/orders/new?account=ALBION&offering=ACP')
    await contracts.getByRole('button', { name: 'Take from the account' }).click()
    await contracts.getByLabel('Serials').fill(bare)
    await contracts.getByRole('button', { name: 'See what would be decided' }).click()
    await contracts.getByText('Would be refused under ACP').waitFor()
    await contracts.getByRole('link', { name: 'Clause ACP-2.who-i2' }).first().waitFor()
    await contracts.getByRole('button', { name: 'Place the order' }).click()
    await contracts.getByText('Refused under ACP').waitFor()
    await contracts.getByLabel('It is for the end user’s own use').check()
    await contracts.getByRole('button', { name: 'See what would be decided' }).click()
    await contracts.getByText('Would be granted under ACP').waitFor()
    await contracts.getByRole('button', { name: 'Place the order' }).click()
    await contracts.getByRole('link', { name: /Open contract/ }).click()
    await contracts.getByText('Not active yet').waitFor()
    await contracts.getByRole('link', { name: 'Activate' }).click()
    await contracts.getByRole('combobox', { name: 'Name', exact: true }).fill('Tess')
    await contracts.getByRole('option', { name: 'Tess Advisor' }).click()
    await contracts.getByRole('button', { name: 'Activate' }).click()
    await contracts.getByText('Granted under ACP').waitFor()
    await contracts.getByRole('link', { name: 'Open the contract' }).click()
    await contracts.getByText('In force', { exact: true }).waitFor()
    await contracts.getByRole('heading', { name: 'What it gives' }).waitFor()
    await contracts.goto('/orders')
    await contracts.getByRole('cell', { name: 'Refused' }).first().waitFor()
    await customer.goto(`/question?device=${bare}`)
    await customer.getByText('Would be granted under ACP').waitFor()
  })

  test('a contract begins by the day where the account is, not where the reader sits', async () => {
    const day = (zone: string): string => new Intl.DateTimeFormat('sv', { timeZone: zone }).format()
    // twenty-five hours apart: wherever the reader is, one of them has another day
    const { zone: reader } = (await api<{ person: { zone: string } }>(contracts, '/api/me')).person
    const zone = ['Pacific/Kiritimati', 'Pacific/Pago_Pago'].find((each) => day(each) !== day(reader)) ?? ''
    const admin = await visit(browser, portal, { email: 'admin@vendor.example' })
    const opened = await admin.context().request.post('/api/accounts', {
      data: { code: 'FARAWAY', kind: 'customer', name: 'Faraway Islands', theatre: 'APAC', country: 'KI', zone },
      headers: { origin: portal.address, 'idempotency-key': 'faraway' },
    })
    assert.equal(opened.status(), 201, await opened.text())
    await admin.context().close()
    for (const path of ['/orders/new?account=FARAWAY&offering=ACP', '/accounts/FARAWAY/base-contract']) {
      await contracts.goto(path)
      await contracts.waitForFunction(
        (there) => [...document.querySelectorAll<HTMLInputElement>('input[type=date]')][0]?.value === there,
        day(zone),
      )
    }
  })

  test('a list of devices shows the fate of every row before it is applied', async () => {
    const lead = await visit(browser, portal, { email: 'lewis@albion.example' })
    await lead.goto('/accounts/ALBION/devices/import')
    const buffer = Buffer.from(
      `serial,product,site,status\nE2E0001,MX304,Leeds core,in-use\n${other},MX999,Leeds core,in-use\n,MX304,Leeds core,in-use\n`,
    )
    const boxes = lead.locator('input[type=file]')
    await boxes.setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer })
    await lead.getByRole('heading', { name: 'What would be done' }).waitFor()
    await lead
      .getByRole('row', { name: /E2E0001/ })
      .getByText('Added')
      .waitFor()
    await lead
      .getByRole('row', { name: new RegExp(other) })
      .getByText('Changed')
      .waitFor()
    await lead.getByRole('table').getByText('Refused').waitFor()
    assert.equal((await lead.context().request.get('/api/accounts/ALBION/devices/E2E0001')).status(), 404, 'a trial run writes nothing')
    await lead.getByRole('button', { name: /Apply 2 rows/ }).click()
    await lead.getByRole('heading', { name: 'What was done' }).waitFor()
    await lead.goto('/accounts/ALBION/devices/E2E0001')
    await lead.getByRole('heading', { name: /E2E0001/, level: 1 }).waitFor()
    await lead.getByText('No contract lists this device').waitFor()
    await lead.context().close()
  })

  test('the palette answers a pasted serial with its cover, and keys lead everywhere', async () => {
    await engineer.goto('/queue')
    await engineer.getByRole('heading', { name: 'Queue', level: 1 }).waitFor()
    await engineer.keyboard.press('Control+k')
    await engineer.getByRole('dialog', { name: 'Go to anything' }).waitFor()
    await engineer.getByLabel('Go to a page, a case or a device').fill(covered)
    await engineer.getByText(/Covered by .*ACP/).waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.keyboard.press('ArrowDown')
    await engineer.keyboard.press('Enter')
    await engineer.getByRole('heading', { name: new RegExp(covered), level: 1 }).waitFor()
    await engineer.keyboard.press('Control+k')
    await engineer.getByLabel('Go to a page, a case or a device').fill('CVE-2099-10003')
    await engineer.getByText(/^JSA900103 /).click()
    await engineer.getByRole('heading', { name: 'A signed-in user becomes root by the file command', level: 1 }).waitFor()
    await engineer.keyboard.press('?')
    await engineer.getByRole('dialog', { name: 'Keys' }).waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.keyboard.press('Escape')
    await engineer.getByRole('dialog', { name: 'Keys' }).waitFor({ state: 'detached' })
    await engineer.keyboard.press('g')
    await engineer.keyboard.press('q')
    await engineer.getByRole('heading', { name: 'Queue', level: 1 }).waitFor()
    await engineer.keyboard.press('c')
    await engineer.getByRole('heading', { name: 'Log a call', level: 1 }).waitFor()
    await engineer.keyboard.press('Tab')
    await engineer.goto('/queue')
    await engineer.getByRole('heading', { name: 'Queue', level: 1 }).waitFor()
    await engineer.keyboard.press('Tab')
    assert.equal(await engineer.evaluate(() => document.activeElement?.textContent), 'Skip to the content')
  })

  test('a button that may not be pressed says why', async () => {
    await contracts.goto('/accounts/ALBION')
    const add = contracts.getByRole('button', { name: 'Add a site' })
    assert.equal(await add.getAttribute('aria-disabled'), 'true')
    await add.focus()
    await contracts
      .getByRole('tooltip')
      .getByText(/"Edit sites" belongs to/)
      .waitFor()
  })

  test('a filter stands in the address and survives a reload', async () => {
    await engineer.goto('/queue')
    await engineer
      .getByRole('textbox', { name: 'Search' })
      .or(engineer.getByRole('searchbox', { name: 'Search' }))
      .first()
      .fill(opened)
    await engineer.waitForURL(/q=ALBION/)
    await engineer.reload()
    assert.equal(await engineer.getByRole('searchbox', { name: 'Search' }).inputValue(), opened)
    await engineer.getByRole('link', { name: 'Both line cards restart since the change' }).waitFor()
    await engineer.getByRole('searchbox', { name: 'Search' }).fill('nothing is called this')
    await engineer.getByText('No case fits these filters').waitFor()
    await engineer.getByRole('searchbox', { name: 'Search' }).fill('restrat')
    await engineer.getByText(/No case holds “restrat”; looked for .*restart/).waitFor()
  })

  test('on a narrow screen the menu opens by its button and leads on', async () => {
    const phone = await visit(browser, portal, { email: 'ann@albion.example', width: 390 })
    await phone.goto('/cases')
    await phone.getByRole('heading', { name: 'My cases', level: 1 }).waitFor()
    assert.equal(await phone.getByRole('link', { name: 'My devices' }).isVisible(), false)
    await phone.getByRole('button', { name: 'Open the menu' }).click()
    await phone.getByRole('link', { name: 'My devices' }).click()
    await phone.getByRole('heading', { name: 'My devices', level: 1 }).waitFor()
    assert.equal(await overhang(phone), 0)
    await phone.context().close()
  })

  test('a page that breaks says so, with words to pass on; one whose server is away says that', async () => {
    const page = await visit(browser, portal, { email: 'ann@albion.example' })
    await page.route('**/api/accounts/ALBION/charges*', (route) =>
      route.fulfill({ json: { items: [{ amount: 1, currency: 'none at all' }] } }),
    )
    await page.goto('/accounts/ALBION/charges')
    await page.getByText('This page has failed').waitFor()
    await page.getByText(/^Found: RangeError: .*currency/i).waitFor()
    await page.unroute('**/api/accounts/ALBION/charges*')
    await page.route('**/api/accounts/ALBION/charges*', (route) => route.abort())
    await page.reload()
    await page.getByText('The server cannot be reached').waitFor()
    await page.context().close()
  })

  test('no page complained', () => {
    for (const page of [customer, engineer, contracts]) assert.deepEqual(complaintsOf(page.context()), [])
  })
})
