import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** Service management in the portal: guidance, onboarding, the analysis of a cause, and the roll-out of automation. */

suite('guidance', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let customer: Page
  let manager: Page
  let engineer: Page
  const places = new Map<string, string>()

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    customer = await visit(browser, portal, { email: 'mia@coral.example' })
    manager = await visit(browser, portal, { email: 'service-manager@vendor.example' })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
    type Requests = { readonly items: readonly { readonly number: string; readonly service: string; readonly state: string }[] }
    for (const { number, service, state } of (await api<Requests>(manager, '/api/requests?account=CORAL')).items)
      if (state === 'commenced') places.set(service, `/accounts/CORAL/requests/${number}`)
    type Contracts = { readonly items: readonly { readonly number: string; readonly service: string; readonly state: string }[] }
    const { items } = await api<Contracts>(manager, '/api/accounts/PRAIRIE/contracts')
    const { number } = items.find(({ service, state }) => service === 'SSM' && state === 'active') ?? {}
    places.set('SSM', `/accounts/PRAIRIE/contracts/${number}/support`)
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })
  const at = (service: string) => places.get(service) ?? ''

  test('a question that is of no area is refused with its clause, and a fault begins its case filled in', async () => {
    await customer.goto(at('TG'))
    await customer.getByText('of 3 days used').waitFor()
    await customer.getByText('Drop it at Newcastle first').waitFor()
    await customer.getByRole('button', { name: 'Ask', exact: true }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('The question').fill('What does a router cost?')
    await dialog.getByLabel('What it is of').click()
    await customer.getByRole('option', { name: 'None of these' }).click()
    await dialog.getByRole('button', { name: 'Ask it' }).click()
    await dialog.getByText('MSP-3.1.2.a-d').first().waitFor()
    await customer.keyboard.press('Escape')
    await customer.getByRole('link', { name: 'Open its case' }).click()
    await customer.getByRole('heading', { name: 'Ask for help' }).waitFor()
    assert.equal(await customer.getByLabel('Summary').inputValue(), 'The link to Newcastle flaps since this morning')
    assert.deepEqual(complaintsOf(customer.context()), [])
  })

  test('logistics without a ship-to address are refused; with one the item is finished and its paper sent', async () => {
    await manager.goto(at('SMO'))
    await manager.getByRole('button', { name: 'Write down: Logistics' }).click()
    const dialog = manager.getByRole('dialog')
    await dialog.getByLabel('Contacts for returns and spares').fill('Noah Singh\nIvy Brown')
    await dialog.getByRole('button', { name: 'Write it down' }).click()
    await dialog.getByText('MSP-3.1.1.e').waitFor()
    await dialog.getByRole('textbox', { name: 'Ship-to address' }).fill('40 Rail Yard Lane, Newcastle')
    await dialog.getByRole('button', { name: 'Write it down' }).click()
    await manager.getByText('Noah Singh, Ivy Brown; to 40 Rail Yard Lane, Newcastle').first().waitFor()
    await manager.getByRole('button', { name: 'Finish: Logistics' }).click()
    await manager.getByText('4 of 7 done').waitFor()
    await customer.goto(at('SMO'))
    await customer.getByText('4 of 7 done').waitFor()
    // how ready the partner is stays with the provider and the partner
    await customer.getByText('seen by the provider and the partner').waitFor()
    assert.equal(await customer.getByText('Nobody answers after ten').count(), 0)
    const partner = await visit(browser, portal, { email: 'rita@meridian.example' })
    await partner.goto('/accounts/CORAL/readiness')
    await partner.getByText('Nobody answers after ten').waitFor()
    // the refusal above is the only thing that the browser complains about
    assert.deepEqual(
      complaintsOf(manager.context()).filter((each) => !/status of 422/.test(each)),
      [],
    )
  })

  test('the analysis of a cause is delivered, and the sign-off contact receives it', async () => {
    await engineer.goto(at('SRRA'))
    await engineer.getByText('The certificate of the tunnel').waitFor()
    await engineer.getByRole('button', { name: 'Deliver it' }).click()
    await engineer.getByText('Waits for a signature').waitFor()
    const signer = await visit(browser, portal, { email: 'sign@coral.example' })
    await signer.goto(at('SRRA'))
    await signer.getByRole('button', { name: 'Accept and sign' }).click()
    await signer.getByText('Received').waitFor()
  })

  test('automation at work: a silent collector, an event with its case, what was collected, and a key that is shown once', async () => {
    await engineer.goto(at('SSM'))
    await engineer.getByText('Live', { exact: true }).waitFor()
    await engineer.getByRole('button', { name: 'Guide: Inventory by script' }).click()
    const guide = engineer.getByRole('dialog')
    await guide.getByLabel('Guidance').fill('Compare by serial, not by name.')
    await guide.getByRole('button', { name: 'Write it down' }).click()
    await engineer.getByText('Compare by serial, not by name.').waitFor()
    await engineer.getByText('collector 2, Houston').first().waitFor()
    await engineer.getByText('Silent', { exact: true }).waitFor()
    await engineer.getByText('1 line could not be read').click()
    await engineer.getByText('found no serial number').waitFor()
    await engineer.getByText('collect on alarm v3').waitFor()
    await engineer.getByText('PR-LAB-7 is not in the installed base').waitFor()
    await engineer.getByRole('combobox', { name: 'What became of them' }).click()
    await engineer.getByRole('option', { name: 'Opened a case' }).click()
    await engineer.getByText('PR-LAB-7', { exact: true }).waitFor({ state: 'detached' })

    const beth = await visit(browser, portal, { email: 'beth@prairie.example', width: 390 })
    await beth.goto(at('SSM'))
    await beth.getByText('Opened a case', { exact: true }).first().waitFor()
    assert.equal(await overhang(beth), 0)
    assert.deepEqual(await findings(beth), [])
    await beth.getByRole('button', { name: 'Add a collector' }).click()
    const dialog = beth.getByRole('dialog')
    await dialog.getByLabel('Name').fill('collector 3')
    await dialog.getByRole('combobox', { name: 'Cases for' }).click()
    await beth.getByRole('option', { name: /beth@prairie/ }).click()
    await dialog.getByRole('button', { name: 'Make its key' }).click()
    await beth.getByText(/^hfc\.PRAIRIE\./).waitFor()
    await beth.getByRole('button', { name: 'I have it' }).click()
    await beth.getByText('No feed yet').waitFor()
    assert.equal(await beth.getByText(/hfc\.PRAIRIE/).count(), 0)
    await beth.getByRole('button', { name: 'Revoke the key of collector 3' }).click()
    await beth.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click()
    await beth.getByText('Revoked', { exact: true }).waitFor()

    await beth
      .getByRole('link', { name: /^PRAIRIE-\d+$/ })
      .first()
      .click()
    await beth.getByText('Detected by automation').waitFor()
    await beth.getByText('2 events').waitFor()
    assert.equal(await overhang(beth), 0)
    assert.deepEqual(complaintsOf(engineer.context()), [])
    assert.deepEqual(complaintsOf(beth.context()), [])
  })
})
