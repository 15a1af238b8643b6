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

  test('the calendar and its list show the same windows in the order of time, and say whose times they are', async () => {
    await engineer.goto('/changes?view=month')
    await engineer.getByText(/, times of Europe\//).waitFor()
    const listed = engineer.getByRole('table', { name: 'The same windows as a list' }).getByRole('link')
    await listed.first().waitFor()
    const linked = (links: typeof listed) => links.evaluateAll((found) => found.map((link) => link.getAttribute('href')))
    const inCalendar = await linked(engineer.getByRole('list', { name: 'Days' }).getByRole('link'))
    assert.ok(inCalendar.length > 0)
    assert.deepEqual(await linked(listed), inCalendar)
    // nothing of it is left where there is none
    await engineer.goto('/changes?day=2029-03-14')
    await engineer.getByText('No window in these days').waitFor()
    assert.equal(await engineer.getByRole('list', { name: 'Days' }).getByRole('link').count(), 0)
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

  test('somebody onsite is asked for, accepted at a price, and only then set; without that the refusal names its clause (ISS-6.3a, ISS-6.3b)', async () => {
    await customer.goto(`/accounts/ALBION/changes/${ahead}`)
    await customer.getByRole('button', { name: 'Ask for it' }).click()
    await customer.getByRole('dialog').getByLabel('Address').fill('Data hall 2, Leeds')
    await customer.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click()
    await customer.getByText('Onsite at Data hall 2, Leeds').waitFor()
    assert.equal(await overhang(customer), 0)
    assert.deepEqual(await findings(customer), [])

    await engineer.goto(`/accounts/ALBION/changes/${ahead}`)
    await engineer.getByRole('button', { name: 'Set the place' }).click()
    const place = engineer.getByRole('dialog')
    await place.getByRole('combobox', { name: 'Place' }).click()
    await engineer.getByRole('option', { name: 'Onsite at the customer' }).click()
    await place.getByLabel('Address').fill('Data hall 2, Leeds')
    await place.getByRole('button', { name: 'Write it down' }).click()
    await place.getByText(/ISS-6\.3a/).waitFor()
    await engineer.keyboard.press('Escape')

    await engineer.getByRole('button', { name: 'Answer Data hall 2, Leeds' }).click()
    await engineer.getByRole('dialog').getByLabel('Extra price').fill('1800')
    assert.deepEqual(await findings(engineer), [])
    await engineer.getByRole('button', { name: 'Send the answer' }).click()
    await engineer.getByText(/1,800\.00 USD beside the price/).waitFor()
    await engineer.getByRole('button', { name: 'Set the place' }).click()
    await place.getByRole('combobox', { name: 'Place' }).click()
    await engineer.getByRole('option', { name: 'Onsite at the customer' }).click()
    await place.getByRole('button', { name: 'Write it down' }).click()
    await engineer.getByText('onsite, Data hall 2, Leeds', { exact: true }).waitFor()
    assert.deepEqual(await findings(engineer), [])
  })

  test('a closed time of the customer and an absence of an engineer are entered, shown and taken back', async () => {
    await customer.goto('/accounts/ALBION/changes')
    await customer.getByText('No closed time ahead').waitFor()
    await customer.getByRole('button', { name: 'Enter a closed time' }).click()
    const dialog = customer.getByRole('dialog')
    await dialog.getByLabel('From').fill('2035-12-20T00:00')
    await dialog.getByLabel('Until').fill('2035-12-19T00:00')
    await dialog.getByLabel('Because').fill('The year ends')
    await dialog.getByRole('button', { name: 'Enter it' }).click()
    await dialog.getByText(/It ends before it begins/).waitFor()
    await dialog.getByLabel('Until').fill('2036-01-03T08:00')
    await dialog.getByRole('button', { name: 'Enter it' }).click()
    await customer.getByText(/Thu 20 Dec 2035 00:00 GMT to Thu 3 Jan 2036 08:00 GMT/).waitFor()
    assert.equal(await overhang(customer), 0)
    assert.deepEqual(await findings(customer), [])
    await customer.getByRole('button', { name: 'Lift The year ends' }).click()
    await customer.getByText('No closed time ahead').waitFor()
    // the customer never sees who is away
    assert.equal(await customer.getByText('Engineers who are away').count(), 0)
    await engineer.goto('/changes')
    await engineer.getByRole('button', { name: 'Enter an absence' }).click()
    const away = engineer.getByRole('dialog')
    await away.getByRole('combobox', { name: 'Engineer' }).click()
    await engineer.getByRole('option', { name: /Arun Engineer/ }).click()
    await away.getByLabel('From').fill('2035-08-01T08:00')
    await away.getByLabel('Until').fill('2035-08-05T18:00')
    await away.getByLabel('Because').fill('On leave')
    await away.getByRole('button', { name: 'Enter it' }).click()
    await engineer.getByText('On leave').waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.getByRole('button', { name: /Take back the absence of Arun/ }).click()
    await engineer.getByText('Nobody is away').waitFor()
  })

  test('the engineer names a condition and a legal hold stands in the way; the customer says what will not be there', async () => {
    await engineer.goto(`/accounts/ALBION/changes/${ahead}`)
    await engineer.getByRole('button', { name: 'Ask for something' }).click()
    await engineer.getByText('To be in place', { exact: true }).click()
    await engineer.getByRole('dialog').getByLabel('What is needed').fill('Two gigabytes free on each disk')
    await engineer.getByRole('button', { name: 'Put it on the list' }).click()
    await engineer.getByText('Needed: Two gigabytes free on each disk').waitFor()
    await engineer.getByRole('button', { name: 'Set a legal hold' }).click()
    await engineer.getByRole('dialog').getByLabel('Because').fill('An order of a court')
    await engineer.getByRole('button', { name: 'Set it' }).click()
    await engineer.getByText('Legal hold', { exact: true }).waitFor()
    await engineer.getByRole('button', { name: 'Lift the legal hold' }).click()
    await engineer.getByRole('dialog').getByLabel('Because').fill('The court is done')
    await engineer.getByRole('button', { name: 'Lift it' }).click()
    await engineer.getByRole('button', { name: 'Set a legal hold' }).waitFor()
    await customer.goto(`/accounts/ALBION/changes/${ahead}`)
    await customer.getByRole('button', { name: 'It will not be there' }).first().click()
    await customer.getByRole('dialog').getByLabel('Because').fill('The disks come on Thursday')
    await customer.getByRole('button', { name: 'Tell the provider' }).click()
    await customer.getByText('At risk', { exact: true }).waitFor()
    assert.deepEqual(await findings(customer), [])
    await customer.getByRole('button', { name: 'It is in place' }).click()
    await customer.getByText('At risk', { exact: true }).waitFor({ state: 'detached' })
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

  test('the window itself: both sides write, the clock runs, steps are ticked, and what is open is handed over', async () => {
    // its time has come: the window and its booking are put at this hour, as nobody waits for days
    const account = "account_id = (select id from account where code = 'ALBION')"
    const now = "date_trunc('minute', now())"
    await portal.database.asOwner(
      `update engineer_booking set starts_at = ${now} - interval '5 minutes', ends_at = ${now} + interval '4 hours' where ${account} and change_id = (select id from change_window where number = $1)`,
      [ahead],
    )
    await portal.database.asOwner(
      `update change_window set starts_at = ${now} - interval '5 minutes', ends_at = ${now} + interval '4 hours', state = 'ready' where number = $1`,
      [ahead],
    )
    await portal.database.asOwner(
      "update service_request set state = 'commenced', commenced_at = now() where id = (select request_id from change_window where number = $1)",
      [ahead],
    )
    await engineer.goto(`/accounts/ALBION/changes/${ahead}`)
    await engineer.getByRole('button', { name: 'Begin the window' }).click()
    // nobody is presumed to be there
    assert.equal(await engineer.getByRole('dialog').getByRole('checkbox', { checked: true }).count(), 0)
    await engineer
      .getByRole('dialog')
      .getByLabel(/Lewis Ward/)
      .check()
    await engineer.getByRole('dialog').getByRole('button', { name: 'Begin' }).click()
    await engineer.getByRole('timer').waitFor()
    await engineer
      .getByRole('region', { name: 'Time of the window' })
      .getByText(/left until the edge/)
      .waitFor()
    await customer.goto(`/accounts/ALBION/changes/${ahead}`)
    await customer.getByText('Problem', { exact: true }).click()
    await customer.getByLabel('What comes up').fill('One session does not come back')
    await customer.getByRole('button', { name: 'Write it' }).click()
    await customer.getByRole('button', { name: 'Escalate' }).click()
    assert.equal(await overhang(customer), 0)
    assert.deepEqual(await findings(customer), [])
    // what the other side wrote comes by itself
    await engineer.getByText('One session does not come back').first().waitFor({ timeout: 20_000 })
    await engineer.getByText('Escalated', { exact: true }).waitFor({ timeout: 20_000 })
    await engineer.getByRole('button', { name: 'End the window' }).click()
    await engineer.getByRole('dialog').getByRole('button', { name: 'End' }).click()
    await engineer
      .getByText(/ISS-3\.1\.3a/)
      .first()
      .waitFor()
    await engineer.keyboard.press('Escape')
    await engineer.getByRole('button', { name: 'Analysis' }).click()
    await engineer.getByLabel('What is behind it').fill('The hold time of the peer is short')
    await engineer.getByLabel('What is recommended').fill('Raise it on both sides')
    await engineer.getByRole('dialog').getByRole('button', { name: 'Write it' }).click()
    await engineer.getByText('Raise it on both sides').first().waitFor()
    await engineer.getByRole('button', { name: 'Done', exact: true }).first().click()
    await engineer.getByText('Ticked', { exact: true }).waitFor()
    assert.deepEqual(await findings(engineer), [])
    await engineer.getByRole('button', { name: 'End the window' }).click()
    await engineer.getByLabel('What they have to know').fill('Watch the session for a day')
    await engineer.getByRole('dialog').getByRole('button', { name: 'End' }).click()
    await engineer.getByRole('heading', { name: 'Hand-over' }).waitFor()
    await engineer.getByText('Review to come').first().waitFor()
    // after it the customer's question has its owner at once, and the customer asks for a further window, which the provider answers
    await customer.reload()
    await customer.getByLabel('What comes up').fill('Is the second one still to do?')
    await customer.getByRole('button', { name: 'Write it' }).click()
    await customer.getByText('After the window', { exact: true }).waitFor()
    await customer.getByRole('button', { name: 'Ask for a further window' }).click()
    await customer.getByRole('button', { name: 'Look for a free time' }).click()
    await customer.getByRole('button', { name: 'Take it' }).last().click()
    await customer.getByLabel('Because').fill('One router was left out')
    assert.deepEqual(await findings(customer), [])
    await customer.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click()
    await customer.getByRole('heading', { name: 'A further window is asked for' }).waitFor()
    await engineer.reload()
    await engineer.getByRole('button', { name: 'Accept', exact: true }).click()
    await engineer.getByText(/The further window is ALBION-W/).waitFor()
    assert.equal(await overhang(customer), 0)
  })
})
