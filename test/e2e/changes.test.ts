import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { api, buildPortal, findings, openBoth, overhang, type Portal, visit } from './browser.ts'

/** The way to a change window: the customer completes its plan, the engineer makes it ready, and it moves once both sides agree. */

suite('change windows', { concurrency: 1 }, () => {
  let browser: Browser
  let portal: Portal
  let engineer: Page
  let customer: Page
  let [ahead, done] = ['', '']

  before(async () => {
    buildPortal()
    ;[browser, portal] = await openBoth({ demo: true })
    engineer = await visit(browser, portal, { email: 'engineer@vendor.example' })
    customer = await visit(browser, portal, { email: 'lewis@albion.example', width: 390 })
    const { items } = await api<{ items: { number: string; state: string }[] }>(engineer, '/api/changes?limit=20')
    ahead = items.find(({ state }) => state === 'planned')?.number ?? ''
    done = items.find(({ state }) => state === 'done')?.number ?? ''
  })
  after(async () => {
    await browser?.close()
    await portal?.close()
  })

  test('the engineer finds the window in the month, and it is not ready: what is missing is said with its clause', async () => {
    await engineer.goto('/changes?view=month')
    await engineer.getByRole('heading', { level: 1, name: 'Change windows' }).waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.goto(`/accounts/ALBION/changes/${ahead}`)
    await engineer.getByRole('button', { name: 'Mark as ready' }).click()
    await engineer.getByText(/is not ready: .*plan review not held \(ISS-1\.p3\)/).waitFor()
    assert.deepEqual(await findings(engineer), [])
  })

  test('the customer writes a further version of the plan on a telephone, and says that the access works', async () => {
    await customer.goto(`/accounts/ALBION/changes/${ahead}`)
    await customer.getByRole('button', { name: 'Another version' }).click()
    await customer.getByLabel('There are no constraints').check()
    await customer.getByLabel('Releases that run').fill('22.4R3 on both')
    await customer.getByRole('button', { name: 'Keep this version' }).click()
    await customer.getByText('Version 2', { exact: true }).waitFor()
    await customer.getByRole('button', { name: 'Remote access works' }).click()
    await customer.getByText('1 missing').waitFor()
    assert.equal(await customer.getByRole('button', { name: 'Mark as ready' }).count(), 0)
    assert.equal(await overhang(customer), 0)
    assert.deepEqual(await findings(customer), [])
  })

  test('gone through together, it is ready', async () => {
    await engineer.reload()
    await engineer.getByRole('button', { name: 'It was gone through' }).click()
    await engineer.getByText('Everything is there', { exact: true }).first().waitFor()
    await engineer.getByRole('button', { name: 'Mark as ready' }).click()
    await engineer.getByRole('button', { name: 'Begin the window' }).waitFor()
  })

  test('another time that breaks a rule is refused with its clause; a free one is proposed, and moves once the engineer accepts', async () => {
    await customer.getByRole('button', { name: 'Propose another time' }).click()
    await customer.getByRole('button', { name: 'Look for a free time' }).click()
    await customer.getByRole('button', { name: 'Take it' }).last().click()
    const starts = await customer.getByLabel('Starts').inputValue()
    const day = starts.slice(0, 10)
    await customer.getByLabel('Ends').fill(`${day}T17:30`)
    await customer.getByLabel('Because').fill('The carrier works that day')
    await customer.getByRole('button', { name: 'Propose it' }).click()
    await customer.getByText(/ISS-/).first().waitFor()
    await customer.getByLabel('Ends').fill(`${day}T14:00`)
    await customer.getByRole('button', { name: 'Propose it' }).click()
    await customer.getByRole('button', { name: 'Take it back' }).waitFor()
    await engineer.reload()
    await engineer.getByRole('button', { name: 'Accept', exact: true }).click()
    await engineer.getByText('moved the window').waitFor()
    const { startsAt } = await api<{ startsAt: string }>(engineer, `/api/accounts/ALBION/changes/${ahead}`)
    assert.equal(startsAt.slice(0, 10), day)
  })

  test('what was is looked back on beside its goal, and closed', async () => {
    await engineer.goto(`/accounts/ALBION/changes/${done}`)
    await engineer.getByText('No service manager is assigned', { exact: false }).waitFor()
    await engineer.getByRole('button', { name: 'Write the review' }).click()
    await engineer.getByLabel('Result').fill('Both run the new release')
    await engineer.getByRole('button', { name: 'Close the change' }).click()
    await engineer.getByText(/no verdict \(ISS-3\.2\.1\)/).waitFor()
    await engineer.getByRole('combobox', { name: 'Verdict' }).click()
    await engineer.getByRole('option', { name: 'The goal is met' }).click()
    await engineer.getByLabel('What could be better').fill('Check hold times before')
    await engineer.getByRole('button', { name: 'Close the change' }).click()
    await engineer.getByText('Goal met', { exact: true }).waitFor()
    assert.deepEqual(await findings(engineer), [])
  })
})
