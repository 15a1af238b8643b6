import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Api, startApi } from './support/api.ts'

/** Every operation on the command line by its name: what both sides do of a request, a loan, a contact matrix and a document. */

const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
const folder = mkdtempSync(join(tmpdir(), 'holdfast-do-'))
let api: Api
let address: string

before(async () => {
  const place = { theatre: 'APAC', country: 'AU', zone: 'Australia/Sydney', address: '1 Road' }
  api = await startApi({
    accounts: { ACME: { ...place, name: 'Acme' } },
    people: {
      lou: { account: 'ACME', roles: ['LC'], contact: ['lead'] },
      nia: { account: 'ACME', roles: ['NC'], contact: ['named'] },
      ned: { account: 'ACME', roles: ['NC'], contact: ['named'] },
      sig: { account: 'ACME', roles: ['SG'], contact: ['signatory'] },
      milo: { account: 'VENDOR', roles: ['SM', 'PM', 'AE'] },
      sol: { account: 'VENDOR', roles: ['SO'] },
    },
    devices: { A1: { account: 'ACME', source: 'territory-reseller' } },
    base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [{ account: 'ACME', name: 'msp', offering: 'MSP', devices: [], from: '2026-01-01', to: '2026-12-31' }],
    calendars: { 'vendor-AU': { title: 'Holidays', holidays: {}, loadedYears: [2026, 2027] } },
  })
  api.clock.now = Date.parse('2026-03-10T01:00:00Z')
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function cli(who: string, ...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [main, 'do', ...words], {
    env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
  })
  return stdout
}
const refused = (wanted: RegExp, who: string, ...words: string[]) =>
  assert.rejects(cli(who, ...words), ({ code, stderr }: { code: number; stderr: string }) => {
    assert.equal(code, 1)
    assert.match(stderr, wanted)
    return true
  })

test('what somebody may do is listed and found by words, and an operation says what it takes', async () => {
  assert.match(await cli('milo', 'task', 'order'), /^request\.quote +Send a version of the task order/m)
  assert.doesNotMatch(await cli('lou', 'task', 'order'), /request\.quote/)
  assert.match(await cli('milo', 'request.quote', '--fields'), /^ {2}quantity +needed +whole number$/m)
  assert.match(await cli('milo', 'request.quote', '--fields'), /^ {2}firstDay +needed +date$/m)
  await refused(/Nothing that you may do is named so: request.qoute/, 'milo', 'request.qoute')
})

test('a request is assessed, quoted, approved, paid and read by its operations, with people by e-mail', async () => {
  assert.match(
    await cli('sol', 'credit.buy', 'account=ACME', 'family=ASC', 'credits=5', 'purchasedOn=2026-03-10', 'order=PO-1'),
    /PO-1|ASC/,
  )
  const asked = JSON.parse(await cli('lou', 'request.ask', 'service=TG', 'quantity=2', 'purpose=Ask', '--json')) as { request: string }
  await cli('milo', 'request.assess', `request=${asked.request}`, 'outcome=in')
  const quoted = JSON.parse(
    await cli(
      'milo',
      'request.quote',
      `request=${asked.request}`,
      'quantity=2',
      'firstDay=2026-03-16',
      'assumptions=Access is there,Power is',
      '--json',
    ),
  ) as { orders: { sha256: string; assumptions: string[] }[] }
  assert.deepEqual(quoted.orders[0]?.assumptions, ['Access is there', 'Power is'])
  await cli('lou', 'request.approve', `request=${asked.request}`, 'version=1', `sha256=${quoted.orders[0]?.sha256}`)
  assert.match(await cli('lou', 'request.redeem', `request=${asked.request}`), /verdict: granted/)
  assert.match(await cli('lou', 'request.list'), new RegExp(`^ACME +${asked.request} +ACME-C`, 'm'))
  await refused(/request\.redeem needs request=\.\.\./, 'lou', 'request.redeem')
})

test('fields come from a file, a file goes with an operation, and what is refused says why', async () => {
  const steps = join(folder, 'steps.yaml')
  writeFileSync(steps, 'steps:\n  - { name: Desk, role: First call, phone: "+44 20 5550 0100", email: desk@acme.example, hours: "24x7" }\n')
  assert.match(await cli('lou', 'contact-matrix.write', '--fields'), /steps +needed +list of/)
  const paper = join(folder, 'plan.md')
  writeFileSync(paper, '# Plan\n')
  assert.match(await cli('lou', 'document.add', '--file', paper), /name: plan\.md/)
  await refused(/knows no field colour\. It takes: /, 'lou', 'request.ask', 'colour=red')
  await refused(/expected JSON/, 'milo', 'request.quote', 'request=ACME-S1', 'windows={x')
  await refused(/Nobody of ACME or VENDOR has the address/, 'milo', 'meeting.invite', 'meeting=ACME-M1', 'person=who@acme.example')
})
