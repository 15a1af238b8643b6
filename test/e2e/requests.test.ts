import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addDays } from '../../src/calendar/terms.ts'
import { dateWords } from '../../src/portal/ui/time.ts'
import { buildPortal, complaintsOf, openBoth, type Portal, visit } from './browser.ts'

/** A service is asked for, agreed, redeemed, delivered and signed in the portal, by both sides; and its contract says what was promised. */

suite('requests', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let engineer: Page
  let signer: Page
  let request = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'mia@coral.example' })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
    signer = await visit(browser, portal, { email: 'sign@coral.example' })
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the catalogue says what a service costs, and a look first names the clause that refuses it', async () => {
    await customer.goto('/cases')
    await customer.getByRole('link', { name: 'Service catalogue' }).click()
    const line = customer.getByRole('listitem').filter({ hasText: 'Service request resolution assistance' })
    await line.getByText('3 ASC a request').waitFor()
    await line.getByRole('link', { name: 'Ask for it' }).click()
    await customer.getByRole('button', { name: 'Look first' }).click()
    await customer.getByText('Would be refused under MSP').waitFor()
    await customer.getByText('Say which case it is about.').first().waitFor()
  })

  test('guidance is asked for, assessed, and its task order approved and redeemed after the balance was said', async () => {
    await customer.goto('/accounts/CORAL/requests/new?service=TG')
    await customer.getByLabel('Days').fill('2')
    await customer.getByLabel('What it is for').fill('Which way to peer in Newcastle')
    await customer.getByRole('button', { name: 'Ask for it' }).click()
    await customer.getByRole('heading', { name: /Technical guidance CORAL-S/ }).waitFor()
    request = customer.url().split('/').at(-1) ?? ''
    await engineer.goto(`/accounts/CORAL/requests/${request}`)
    await engineer.getByRole('button', { name: 'Assess it' }).click()
    await engineer.getByRole('dialog').getByRole('button', { name: 'Say it' }).click()
    await engineer.getByRole('button', { name: 'Write it' }).click()
    const order = engineer.getByRole('dialog')
    const ahead = new Date(Date.now() + 10 * 86_400_000)
    while ([0, 6].includes(ahead.getUTCDay())) ahead.setTime(ahead.getTime() + 86_400_000)
    await order.getByLabel('First service day').fill(ahead.toISOString().slice(0, 10))
    await order.getByLabel('Engineer').fill('Arun Engineer')
    await order.getByRole('button', { name: 'Sign and send it' }).click()
    await engineer.getByText('Waits for approval').waitFor()
    await customer.reload()
    await customer.getByRole('button', { name: 'Approve' }).click()
    await customer.getByText('Agreed, to be redeemed').first().waitFor()
    await customer.getByRole('button', { name: 'Redeem' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByText(/ASC are left before, \d+ after it/).waitFor()
    await dialog.getByRole('button', { name: 'Redeem' }).click()
    await customer.getByText('Active', { exact: true }).first().waitFor()
    await customer.getByText('What it waits for').waitFor()
    await customer.getByText('Tell of legal rules that touch delivery', { exact: true }).waitFor()
  })

  test('called off before its first day, what it cost comes back', async () => {
    await customer.getByRole('button', { name: 'Call it off' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByText('comes back to the lots that paid it').waitFor()
    await dialog.getByLabel('Because').fill('Another project comes first')
    await dialog.getByRole('button', { name: 'Call it off' }).click()
    await customer.getByText('Cancelled', { exact: true }).first().waitFor()
    await customer.goto('/accounts/CORAL/credits')
    await customer.getByText(`Given back: ${request} was called off`).first().waitFor()
  })

  test('days move for a duty that the customer missed, picked from what is owed, and what it costs is proposed', async () => {
    const manager = await visit(browser, portal, { email: 'service-manager@vendor.example' })
    await manager.goto('/accounts/CORAL/requests/CORAL-S2')
    await manager.getByRole('button', { name: 'Move the days' }).click()
    const dialog = manager.getByRole('dialog')
    const missed = async () => {
      await dialog.getByRole('combobox', { name: 'Which duty of the customer was missed' }).click()
      await manager.getByRole('option', { name: /^Coordinate .*MSP-5\.h1.*overdue/ }).click()
    }
    await missed()
    // beyond the last day of the base contract it would be refused (MSP-1.p8)
    const later = addDays(new Date().toISOString().slice(0, 10), 30)
    await dialog.getByLabel('New last day').fill(later)
    await dialog.getByLabel('Why').fill('Nobody was named for the second depot')
    await dialog.getByRole('button', { name: 'Move the days' }).click()
    await manager.getByText(dateWords(later)).first().waitFor()
    await manager.getByRole('button', { name: 'Propose a charge' }).click()
    await missed()
    await dialog.getByLabel('Amount').fill('480')
    await dialog.getByLabel('Currency').fill('AUD')
    await dialog.getByLabel('Why').fill('Two hours of waiting')
    await dialog.getByRole('button', { name: 'Propose it' }).click()
    await manager.getByText('Waits to be approved').waitFor()
    await manager.context().close()
  })

  test('only the sign-off contact signs the certificate, and the contract says what was promised and delivered', async () => {
    await customer.goto('/requests')
    const link = customer.getByRole('row').filter({ hasText: 'Certificate to sign' }).getByRole('link').first()
    const path = (await link.getAttribute('href')) ?? ''
    await link.click()
    const sign = customer.getByRole('button', { name: 'Accept and sign' })
    assert.equal(await sign.getAttribute('aria-disabled'), 'true')
    await signer.goto(path)
    await signer.getByRole('button', { name: 'Accept and sign' }).click()
    await signer.getByText('Completed', { exact: true }).first().waitFor()
    await signer.goto('/accounts/CORAL/contracts')
    await signer
      .getByRole('link', { name: /Maintenance Services Plus|MSP/ })
      .first()
      .click()
    await signer.getByRole('link', { name: 'Promised and delivered' }).click()
    await signer.getByRole('heading', { name: /Proof of CORAL-C/ }).waitFor()
    await signer.getByText('Technical guidance: live advice for a day').first().waitFor()
    assert.deepEqual(
      [customer, engineer, signer].flatMap((page) => complaintsOf(page.context())),
      [],
    )
  })
})
