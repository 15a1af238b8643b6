import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, complaintsOf, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** A meeting of a series: the customer answers and adds to the agenda, the manager orders it, agrees on an action and corrects minutes. */

suite('meetings', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let manager: Page
  let customer: Page
  let next = ''

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    manager = await visit(browser, portal, { email: 'service-manager@vendor.example' })
    customer = await visit(browser, portal, { email: 'beth@prairie.example' })
    const { items } = await api<{ items: { number: string; kind: string }[] }>(customer, '/api/accounts/PRAIRIE/meetings')
    next = items.find(({ kind }) => kind === 'review')?.number ?? ''
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the customer finds the next one, says that she comes, and adds to its agenda', async () => {
    await customer.goto('/accounts/PRAIRIE/meetings')
    await customer.getByRole('heading', { name: 'Promised against held' }).waitFor()
    assert.deepEqual(await findings(customer), [])
    await customer.locator(`a[href$="/meetings/${next}"]`).first().click()
    await customer.getByRole('button', { name: 'Yes', exact: true }).click()
    await customer.getByText('Accepted').first().waitFor()
    await customer.getByLabel('Add an item').fill('Spare parts in Dallas')
    await customer.getByRole('button', { name: 'Add', exact: true }).click()
    await customer.getByText('Spare parts in Dallas', { exact: true }).waitFor()
    assert.equal(await customer.getByRole('button', { name: 'Move', exact: true }).count(), 0)
    assert.deepEqual(await findings(customer), [])
  })

  test('the manager puts it first by keyboard and adds an action that its owner finds among hers', async () => {
    await manager.goto(`/accounts/PRAIRIE/meetings/${next}`)
    await manager.getByText('Spare parts in Dallas', { exact: true }).waitFor()
    const items = manager.getByRole('heading', { name: 'Agenda' }).locator('xpath=ancestor::section').getByRole('listitem')
    const first = items.first().getByText('Spare parts in Dallas')
    const up = manager.getByRole('button', { name: 'Up: Spare parts in Dallas' })
    for (let left = await items.count(); left > 1 && !(await first.isVisible()); left--) {
      const saved = manager.waitForResponse((answer) => answer.url().includes('/agenda/order'))
      await up.focus()
      await manager.keyboard.press('Enter')
      await saved
      await manager.waitForTimeout(300)
    }
    await first.waitFor()
    await manager.getByRole('button', { name: 'Change who leads it' }).click()
    const leading = manager.getByRole('dialog', { name: `Who leads ${next}` })
    await leading.getByRole('combobox', { name: 'Led by' }).click()
    const other = manager.getByRole('option').first()
    const name = (await other.textContent()) ?? ''
    await other.click()
    await leading.getByRole('textbox', { name: 'Why' }).fill('Parental leave')
    assert.deepEqual(await findings(manager), [])
    await leading.getByRole('button', { name: 'Change it' }).click()
    await leading.waitFor({ state: 'detached' })
    await manager.getByText(`Led by: ${name} instead of`).waitFor()
    await manager.getByRole('button', { name: 'Move', exact: true }).click()
    const moving = manager.getByRole('dialog', { name: `Move ${next}` })
    await moving.getByLabel('Link or dial-in').fill('https://meet.vendor.example/second')
    await moving.getByLabel('Why').fill('The first room is taken')
    assert.deepEqual(await findings(manager), [])
    await moving.getByRole('button', { name: 'Move it' }).click()
    await moving.waitFor({ state: 'detached' })
    await manager.getByText('meet.vendor.example/second').first().waitFor()
    await manager.getByRole('button', { name: 'Add an action' }).click()
    const dialog = manager.getByRole('dialog', { name: 'Add an action' })
    await dialog.getByLabel('What is to be done').fill('Count the spare parts')
    await dialog.getByRole('combobox', { name: 'Owner' }).click()
    await manager.getByRole('option', { name: 'Beth Ortiz' }).click()
    await dialog.getByLabel('Due').fill(new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10))
    await dialog.getByRole('button', { name: 'Add it' }).click()
    await dialog.waitFor({ state: 'detached' })
    await customer.goto('/my-actions')
    await customer.getByText('Count the spare parts').waitFor()
  })

  test('ACP-7.a: a question at a webinar is asked by the customer, answered by the host, and read by another customer without a name', async () => {
    const [ann, host] = [
      await visit(browser, portal, { email: 'ann@albion.example' }),
      await visit(browser, portal, { email: 'host@vendor.example' }),
    ]
    await ann.goto('/accounts/ALBION/webinars')
    await ann.getByRole('button', { name: /questions at Patches in small windows/ }).click()
    await ann.getByLabel('Your question').fill('Is our ring in Leeds safe to patch by halves?')
    await ann.getByRole('button', { name: 'Ask', exact: true }).click()
    await ann.getByText('Is our ring in Leeds safe to patch by halves?').waitFor()
    assert.deepEqual(await findings(ann), [])
    await host.goto('/webinars')
    await host.getByRole('button', { name: /questions at Patches in small windows/ }).click()
    await host.getByRole('button', { name: /^Answer: Is our ring/ }).click()
    await host.getByRole('textbox', { name: 'Answer', exact: true }).fill('Yes, one half each night.')
    await host.getByLabel('How others read the question').fill('Is a ring safe to patch by halves?')
    await host.getByRole('button', { name: 'Answer it' }).click()
    await host.getByText('Others read: Is a ring safe to patch by halves?').waitFor()
    assert.deepEqual(await findings(host), [])
    await ann.reload()
    await ann.getByRole('button', { name: /questions at Patches in small windows/ }).click()
    await ann.getByText('Yes, one half each night.').waitFor()
    await ann.setViewportSize({ width: 390, height: 800 })
    assert.equal(await overhang(ann), 0)
    for (const page of [ann, host]) {
      assert.deepEqual(complaintsOf(page.context()), [])
    }
  })

  test('minutes that were published are corrected with a reason, and the customer reads both versions', async () => {
    const { items } = await api<{ items: { number: string; kind: string; state: string }[] }>(
      manager,
      '/api/accounts/PRAIRIE/meetings?when=past',
    )
    const held = items.find(({ kind, state }) => kind === 'review' && state === 'held')?.number ?? ''
    await manager.goto(`/accounts/PRAIRIE/meetings/${held}`)
    await manager.getByRole('button', { name: 'Correct them' }).click()
    await manager.getByLabel('What was said').fill('The open cases were gone through. Dallas was spoken about too.')
    await manager.getByText('Everything is kept.').waitFor()
    await manager.getByLabel('Why they are corrected').fill('Dallas was left out')
    await manager.getByRole('button', { name: 'Publish' }).click()
    await manager.getByText('Corrected: Dallas was left out').waitFor()
    await customer.goto(`/accounts/PRAIRIE/meetings/${held}`)
    await customer.getByText('Dallas was spoken about too').waitFor()
    await customer.getByText('Earlier versions').waitFor()
    await customer.setViewportSize({ width: 390, height: 800 })
    assert.equal(await overhang(customer), 0)
    for (const page of [manager, customer]) assert.deepEqual(complaintsOf(page.context()), [])
  })
})
