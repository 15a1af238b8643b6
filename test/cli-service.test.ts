import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Api, startApi } from './support/api.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
let api: Api
let address: string
const folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'))

const day = (ahead: number) => new Date(api.clock.now + ahead * 86_400_000).toISOString().slice(0, 10)

before(async () => {
  api = await startApi({
    accounts: {
      ACME: { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' },
      OTHER: { name: 'Other', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '2 Road' },
    },
    people: {
      ann: { account: 'ACME', roles: ['LC', 'NC'], contact: ['technical', 'named'] },
      eve: { account: 'OTHER', roles: ['LC', 'NC'] },
      tess: { account: 'VENDOR', roles: ['TA'] },
      milo: { account: 'VENDOR', roles: ['SM', 'PM'] },
    },
    devices: {
      CSW1: { account: 'ACME', product: 'ProvTool', kind: 'software', release: '2.1.0', acceptedRelease: '2.1.0' },
      A1: { account: 'ACME' },
    },
    base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [
      { account: 'ACME', offering: 'CSS', devices: ['CSW1'], from: '2026-01-01', to: '2026-12-31' },
      { account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' },
    ],
    calendars: {
      'vendor-EMEA': { title: 'Holidays', holidays: {}, loadedYears: [2026, 2027] },
    },
  })
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  const listed = (await api.call('ann', 'GET', '/api/accounts/ACME/duties')).body as { contracts: { number: string; service: string }[] }
  css = listed.contracts.find(({ service }) => service === 'CSS')?.number ?? ''
})
after(async () => {
  await api?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the command line as somebody and gives what it printed. */
async function cli(who: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
  })
  return stdout
}

let css = ''

const refused = (wanted: RegExp, who: string, ...words: string[]) =>
  assert.rejects(cli(who, ...words), ({ code, stderr }: { code: number; stderr: string }) => {
    assert.notEqual(code, 0)
    assert.match(stderr, wanted)
    return true
  })

test('a duty is asked for, answered with a file, given notice of and waived on the command line', async () => {
  assert.match(await cli('ann', 'duties', '--side', 'customer'), /customer +configurations +not-asked/)
  assert.match(
    await cli('milo', 'duties', 'ask', css, 'configurations', 'the', 'settings', '--due', day(3)),
    new RegExp(`^${css} configurations: open since .*, due on ${day(3)}\n  Answer what was asked`),
  )
  const file = join(folder, 'settings.txt')
  writeFileSync(file, 'export = nightly\n')
  const met = JSON.parse(await cli('ann', 'duties', 'meet', css, 'configurations', 'as', 'asked', '--file', file, '--json')) as {
    state: string
    evidence: { text: string; file: { name: string } }
  }
  assert.deepEqual([met.state, met.evidence.text, met.evidence.file.name], ['met', 'as asked', 'settings.txt'])
  assert.match(await cli('ann', 'duties', 'notify', css, 'resources', 'the', 'lab', 'is', 'closed'), /resources: cannot since/)
  assert.match(await cli('milo', 'duties', 'waive', css, 'resources', 'we', 'have', 'our', 'own', '--until', day(10)), /resources: waived/)
  assert.match(await cli('ann', 'duties', 'list', 'ACME', '--json'), /"state": "waived"/)
})

test('what cannot be said of a duty is refused in words, and of another customer nothing is told', async () => {
  await refused(/No such duty[\s\S]*nothing-such[\s\S]*configurations/, 'ann', 'duties', 'meet', css, 'nothing-such', 'x')
  await refused(/No such piece of work/, 'ann', 'duties', 'meet', css, 'configurations', 'x', '--work', 'Core')
  await refused(/may not|not permitted/i, 'ann', 'duties', 'waive', css, 'resources', 'x', '--until', day(3))
  await refused(/--until/, 'milo', 'duties', 'waive', css, 'resources', 'x')
  await refused(/no such|not found/i, 'eve', 'duties', 'meet', css, 'configurations', 'x')
})

test('a meeting is held, minuted and followed up on the command line', async () => {
  const soon = new Date(api.clock.now + 2 * 86_400_000).toISOString().slice(0, 10)
  const planned = await api.call('tess', 'POST', '/api/accounts/ACME/meetings', { kind: 'onboarding', on: soon, time: '10:00' })
  const { number } = planned.body as { number: string }
  assert.equal(planned.status, 201, planned.text)
  await refused(/Nobody of that name is invited/, 'tess', 'meetings', 'hold', number, '--attended', 'Zoe')
  const topics = ['accounts', 'cases', 'credits', 'escalating', 'licences', 'contacts', 'tools']
  api.clock.now += 3 * 86_400_000
  await refused(/7 topics are open/, 'tess', 'meetings', 'hold', number, '--attended', 'ann')
  assert.match(await cli('tess', 'meetings', 'hold', number, '-a', 'ann', '-t', ...topics), new RegExp(`^${number} was held with 1`))
  await refused(/no minutes/, 'tess', 'meetings', 'minutes', number)
  assert.match(await cli('tess', 'meetings', 'minutes', number, 'All', 'is', 'well', '-d', 'We go on'), /version 1, are published/)
  const later = new Date(api.clock.now + 5 * 86_400_000).toISOString().slice(0, 10)
  assert.match(await cli('tess', 'meetings', 'action', number, 'Send', 'the', 'plan', '--owner', 'ann', '--due', later), /^Ann owes it by/)
  assert.match(await cli('ann', 'meetings', 'show', number), /decided: We go on\n {2}action 1: Send the plan, Ann, by .*, open/)
  await refused(/No such action/, 'ann', 'meetings', 'settle', number, '2')
  assert.match(await cli('ann', 'meetings', 'settle', number, '1', 'sent'), /Send the plan: done/)
  await refused(/no such|not found|found/i, 'eve', 'meetings', 'hold', number, '--attended', 'ann')
})
