import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { frameOf } from '../../src/notifications/mail-in/formatted/frame.ts'
import { formattedOf } from '../../src/notifications/mail-in/formatted/gateway.ts'
import { demoPassword } from '../../src/world/demo.ts'
import { hostileHtml } from '../hostile/html-corpus.ts'
import { api, buildPortal, complaintsOf, findings, openBrowser, overhang, type Portal, startPortal, visit } from './browser.ts'

/**
 * Foreign HTML in a real browser, with a log of everything that leaves it: what the browser says it asks for, and what a server
 * of the attacker hears. Nothing may arrive, open, leave or be read.
 */

/** The attacker's server: it lets everybody read, and counts. */
async function startSink(): Promise<{ readonly address: string; readonly heard: string[]; readonly server: Server }> {
  const heard: string[] = []
  const server = createServer((request, answer) => {
    heard.push(request.url ?? '')
    answer.writeHead(200, { 'access-control-allow-origin': '*', 'content-type': 'text/html' }).end('<p>heard</p>')
  })
  await new Promise<void>((go) => server.listen(0, '127.0.0.1', go))
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard, server }
}

suite('hostile content in the portal', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let desk: Page
  let sink: Awaited<ReturnType<typeof startSink>>
  let number = ''

  before(async () => {
    buildPortal()
    ;[browser, portal, sink] = await Promise.all([openBrowser(), startPortal({ demo: true }), startSink()])
    desk = await visit(browser, portal, { email: 'desk@vendor.example' })
    const mails = await api<{ items: { fromAddress: string; case: string | null }[] }>(desk, '/api/mail-in?fate=update')
    number = mails.items.find((each) => each.fromAddress === 'dale@prairie.example')?.case ?? ''
    assert.notEqual(number, '')
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
    sink?.server.closeAllConnections()
    sink?.server.close()
  })

  test('a formatted mail is shown cleaned: the table stays, a link says where it goes, a picture of elsewhere is a box', async () => {
    const asked: string[] = []
    desk.on('request', (request) => asked.push(request.url()))
    await desk.goto(`/accounts/PRAIRIE/cases/${number}`)
    await desk.getByRole('button', { name: 'Show as it was formatted' }).click()
    const frame = desk.frameLocator('iframe.foreign')
    await frame.getByRole('cell', { name: 'RE1' }).waitFor()
    const link = frame.locator('[data-to]')
    assert.equal(await link.getAttribute('data-to'), 'https://graphs.prairie.example/re1')
    assert.equal(await frame.locator('[data-box]').getAttribute('data-box'), 'a picture of graphs.prairie.example, not loaded')
    assert.equal(await frame.locator('a, img[src^="http"]').count(), 0)
    assert.deepEqual(
      asked.filter((url) => !url.startsWith(portal.address)),
      [],
    )
    assert.deepEqual(await findings(desk), [])
    await desk.setViewportSize({ width: 390, height: 900 })
    assert.ok((await overhang(desk)) <= 0)
    await desk.setViewportSize({ width: 1440, height: 900 })
    await desk.getByRole('button', { name: 'Show the text alone' }).click()
    assert.equal(await desk.locator('iframe').count(), 0)
  })

  test('the attacker’s server hears a page that is not cleaned, so that silence means something', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    page.on('dialog', (dialog) => void dialog.dismiss())
    await page.setContent(`<img src="${sink.address}/control.gif">`)
    await page.waitForTimeout(300)
    assert.deepEqual(sink.heard, ['/control.gif'])
    sink.heard.length = 0
    await context.close()
  })

  for (const [how, told, pageOf] of [
    ['cleaned, as the server sends it', 'request', (html: string) => formattedOf(html).html],
    // what the page's policy stops, the browser still announces as asked for: here what was answered counts
    ['not cleaned at all: the frame alone holds', 'requestfinished', (html: string) => frameOf(html)],
  ] as const) {
    test(`no hostile mail asks for anything, opens anything, leaves or reads anything: ${how}`, { timeout: 240_000 }, async () => {
      const page = await visit(browser, portal, { email: 'desk@vendor.example' })
      // thousands of tables in each other bring a browser down when nobody takes them out
      const corpus = hostileHtml(sink.address).filter(([name]) => told === 'request' || name !== 'deep')
      // many come out of the cleaning the same: what differs is shown, each once
      const shown = new Map(corpus.map(([name, hostile]) => [pageOf(hostile), name]))
      const asked: string[] = []
      const happened: string[] = []
      page.context().on(told as 'request', (request) => {
        if (!request.url().startsWith(portal.address) && !/^(?:data|about):/.test(request.url())) asked.push(request.url())
      })
      page.context().on('page', () => happened.push('a page was opened'))
      page.on('dialog', (dialog) => {
        happened.push(`a dialog: ${dialog.message()}`)
        void dialog.dismiss()
      })
      let html: string | null = ''
      await page.route('**/formatted?*', (route) => route.fulfill({ json: { html, why: '' } }))
      await page.goto(`/accounts/PRAIRIE/cases/${number}`)
      await page.getByRole('button', { name: 'Show as it was formatted' }).waitFor()
      page.on('framenavigated', (frame) => {
        if (frame === page.mainFrame()) happened.push(`the page went to ${frame.url()}`)
      })
      await page.evaluate(() => {
        const seen = globalThis as unknown as { heard: unknown[] }
        seen.heard = []
        addEventListener('message', ({ data }) => seen.heard.push(data))
      })
      const [title, address] = [await page.title(), page.url()]
      for (const [form, name] of shown) {
        html = form
        assert.notEqual(html, null, name)
        await page.getByRole('button', { name: 'Show as it was formatted' }).click()
        const element = await page.locator('iframe.foreign').elementHandle()
        const frame = await element?.contentFrame()
        await frame?.waitForLoadState('load').catch(() => {})
        await page.waitForTimeout(40)
        assert.equal(await element?.getAttribute('sandbox'), '', name)
        assert.equal(await page.evaluate(() => (document.querySelector('iframe.foreign') as HTMLIFrameElement).contentDocument), null, name)
        // pressed where something could be pressed
        await page.locator('iframe.foreign').click({ position: { x: 30, y: 20 } })
        assert.deepEqual([sink.heard, asked, happened], [[], [], []], name)
        await page.getByRole('button', { name: 'Show the text alone' }).click()
      }
      await page.waitForTimeout(500)
      assert.deepEqual([sink.heard, asked, happened], [[], [], []])
      assert.deepEqual([await page.title(), page.url()], [title, address])
      assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard), [])
      assert.equal(await page.evaluate(() => localStorage.getItem('x')), null)
      await page.context().close()
    })
  }

  test('the frame has no origin: it reads no cookie, no storage and not the page around it', async () => {
    await desk.goto(`/accounts/PRAIRIE/cases/${number}`)
    await desk.getByRole('button', { name: 'Show as it was formatted' }).click()
    await desk.frameLocator('iframe.foreign').getByRole('cell', { name: 'RE1' }).waitFor()
    const frame = desk.frames().find((each) => each !== desk.mainFrame())
    const tried = await frame?.evaluate(() => {
      const attempt = (what: () => unknown) => {
        try {
          return String(what())
        } catch (error) {
          return (error as Error).name
        }
      }
      return [self.origin, attempt(() => document.cookie), attempt(() => localStorage.length), attempt(() => parent.document.title)]
    })
    assert.deepEqual(tried, ['null', 'SecurityError', 'SecurityError', 'SecurityError'])
  })

  test('what is masked is seen with the password and a reason, hidden again, and refused without', async () => {
    await desk.goto(`/accounts/PRAIRIE/cases/${number}`)
    await desk.getByText('Masked: a password of a device').waitFor()
    assert.equal(await desk.getByText('Prairie-Lab-7').count(), 0)
    const open = () => desk.getByRole('button', { name: 'Show it' }).first().click()
    await open()
    const dialog = desk.getByRole('dialog', { name: 'See what is masked' })
    await dialog.getByLabel('Your password').fill('not the password')
    await dialog.getByLabel('Why do you need it?').fill('to log into the lab')
    await dialog.getByRole('button', { name: 'Show it' }).click()
    await dialog.getByText('The password or code is not right').waitFor()
    await dialog.getByLabel('Your password').fill(demoPassword)
    assert.deepEqual(await findings(desk), [])
    await dialog.getByRole('button', { name: 'Show it' }).click()
    await desk.getByText('Prairie-Lab-7').first().waitFor()
    await desk.getByRole('button', { name: 'Hide it again' }).click()
    assert.equal(await desk.getByText('Prairie-Lab-7').count(), 0)
    const care = await visit(browser, portal, { email: 'care@vendor.example' })
    await care.goto(`/accounts/PRAIRIE/cases/${number}`)
    await care.getByText('Masked: a password of a device').waitFor()
    assert.equal(await care.getByRole('button', { name: 'Show it' }).count(), 0)
  })

  test('a writer is told what will be masked before they send, and may take it out', async () => {
    await desk.goto(`/accounts/PRAIRIE/cases/${number}`)
    await desk.getByLabel('Reply', { exact: true }).fill('Use password = Prairie-2 and snmp-server community lab7 RO')
    await desk.getByText(/This looks like 2 secrets: .*It will be masked for everybody/).waitFor()
    assert.deepEqual(await findings(desk), [])
    await desk.getByRole('button', { name: 'Take them out' }).click()
    assert.equal(
      await desk.getByLabel('Reply', { exact: true }).inputValue(),
      'Use password = ***password*** and snmp-server community ***snmp-secret*** RO',
    )
    await desk.locator('[data-secrets]').waitFor({ state: 'detached' })
    await desk.getByLabel('Reply', { exact: true }).fill('')
  })

  test('a file with a secret says so; handed out it is masked', async () => {
    await desk.goto(`/accounts/PRAIRIE/cases/${number}`)
    await desk.getByLabel('File to attach').setInputFiles({
      name: 'router.conf',
      mimeType: 'text/plain',
      buffer: Buffer.from('set snmp community of-the-lab authorization read-only\n'),
    })
    await desk.getByText('Masked: an SNMP community or password').waitFor()
    await desk.getByRole('button', { name: 'Get it whole' }).waitFor()
    const [download] = await Promise.all([desk.waitForEvent('download'), desk.getByRole('link', { name: 'router.conf' }).first().click()])
    const pieces: Buffer[] = []
    for await (const piece of await download.createReadStream()) pieces.push(piece as Buffer)
    assert.equal(Buffer.concat(pieces).toString(), 'set snmp community ***snmp-secret*** authorization read-only\n')
    assert.deepEqual(complaintsOf(desk.context()), [])
  })

  test('a word without end, a file name without end and text from right to left stay within their page', async () => {
    const ann = await visit(browser, portal, { email: 'ann@albion.example', width: 1440 })
    const { items } = await api<{ items: { number: string }[] }>(ann, '/api/cases?limit=1')
    const path = `/accounts/ALBION/cases/${items[0]?.number}`
    const send = async (address: string, given: object) => {
      const answer = await ann.context().request.post(`/api${path}/${address}`, {
        headers: { origin: portal.address, 'idempotency-key': address },
        ...given,
      })
      assert.ok(answer.ok(), await answer.text())
    }
    await send('messages', { data: { text: `الواجهة لا تعمل.\n${'W'.repeat(400)}` } })
    await send('attachments', {
      multipart: { file: { name: `a-${'x'.repeat(150)}.log`, mimeType: 'text/plain', buffer: Buffer.from('x') } },
    })
    const secret = Buffer.from(
      'set system root-authentication encrypted-password "$6$abcdefgh$ABCDEFGHIJKLMNOPQRSTUV"\npassword: hunter2hunter2\n',
    )
    await send('attachments?second', { multipart: { file: { name: 'core.log', mimeType: 'text/plain', buffer: secret } } })
    for (const width of [1440, 390]) {
      await ann.setViewportSize({ width, height: 900 })
      await ann.goto(path)
      const said = ann.getByText('الواجهة لا تعمل')
      await said.waitFor()
      assert.equal(await said.evaluate((node) => getComputedStyle(node).direction), 'rtl')
      await ann.getByText(/^Masked: /).waitFor()
      assert.equal(await ann.getByRole('button', { name: 'Get it whole' }).count(), 0, 'nobody of a customer ever may')
      assert.equal(await overhang(ann), 0, `the case at ${width} pixels`)
      const over = await ann.evaluate(() =>
        [...document.querySelectorAll('.tag, .timeline a')]
          .filter((node) => {
            const frame = node.closest('.bubble, li, dd, .card')?.getBoundingClientRect()
            return frame !== undefined && node.getBoundingClientRect().right > frame.right + 1
          })
          .map((node) => node.textContent),
      )
      assert.deepEqual(over, [], `nothing leaves its column at ${width} pixels`)
    }
    const chloe = await visit(browser, portal, { email: 'senior@vendor.example' })
    await chloe.goto('/notices')
    await chloe.getByRole('heading', { level: 1 }).waitFor()
    assert.equal(await overhang(chloe), 0, 'the notices')
    await ann.context().close()
    await chloe.context().close()
  })

  test('who types the address of a page of the desk is told that it is not theirs, and nothing is asked for', async () => {
    const una = await visit(browser, portal, { email: 'una@albion.example' })
    const asked: string[] = []
    una.on('request', (request) => asked.push(new URL(request.url()).pathname))
    for (const path of ['/queue', '/mail', '/on-call', '/outbox', '/audit', '/figures']) {
      await una.goto(path)
      await una.getByRole('heading', { name: 'This page is not for you' }).waitFor()
      await una.getByText('belongs to').waitFor()
    }
    assert.deepEqual(
      asked.filter((path) => /^.api.(queue|mail-in|rosters|pages|outbox|reports)/.test(path)),
      [],
    )
    assert.deepEqual(complaintsOf(una.context()), [])
    await una.getByRole('link', { name: 'To the start', exact: true }).click()
    await una.getByRole('heading', { name: 'My cases' }).waitFor()
    await una.context().close()
  })
})
