import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { type Api, startApi } from './support/api.ts'

const run = promisify(execFile)
const main = join(import.meta.dirname, '..', 'src', 'cli', 'main.ts')
let api: Api
let address: string

before(async () => {
  api = await startApi({
    accounts: { ACME: { name: 'Acme', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' } },
    people: {
      ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
      otis: { account: 'VENDOR', roles: ['SJ'], teams: ['senior-tac'], senior: true },
      ines: { account: 'VENDOR', roles: ['SJ'], teams: ['senior-tac'], senior: true },
    },
    devices: { A1: { account: 'ACME' } },
    base_contracts: [{ account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' }],
    contracts: [{ account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' }],
    rosters: [{ team: 'escalation-desk', title: 'Escalation desk', layers: [{ people: ['otis'] }] }],
  })
  address = await api.app.listen({ host: '127.0.0.1', port: 0 })
})
after(() => api?.close())

/** Runs the command line as somebody and gives what it printed. */
async function cli(who: string, ...words: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', main, ...words], {
    env: { ...process.env, HOLDFAST_ADDRESS: address, HOLDFAST_KEY: who },
  })
  return stdout
}

test('a case is opened, taken, answered, handed over and closed on the command line', async () => {
  assert.match(
    await cli('ann', 'case', 'open', 'A1', 'BGP', 'is', 'down', '-p', 'P2'),
    /^ACME-1001 is open; first response due .*\ngranted/s,
  )
  assert.match(await cli('otis', 'case', 'list', '--queue'), /ACME-1001 +P2 +new/)
  assert.match(await cli('otis', 'case', 'take', 'ACME-1001'), /owner Otis/)
  assert.match(await cli('otis', 'case', 'respond', 'ACME-1001', 'phone', 'talked', 'to', 'Ann'), /clock met/)
  assert.match(await cli('otis', 'case', 'note', 'ACME-1001', 'looks', 'like', 'optics'), /working/)
  assert.match(await cli('otis', 'case', 'hand', 'ACME-1001', 'ines@vendor.example', 'end', 'of', 'shift'), /owner Ines/)
  assert.match(await cli('ines', 'case', 'list', '--queue', '--mine'), /ACME-1001/)
  assert.equal(await cli('otis', 'case', 'list', '--queue', '--mine'), 'No cases.\n')
  assert.match(await cli('ines', 'case', 'move', 'ACME-1001', 'resolve', 'optics', 'replaced'), /resolved/)
  assert.match(await cli('ann', 'case', 'move', 'ACME-1001', 'agree', '--impact', 'one hour without the north site'), /closed/)
  assert.match(await cli('otis', 'case', 'show', 'ACME-1001'), /\(internal\) Otis: note looks like optics/)
  assert.doesNotMatch(await cli('ann', 'case', 'show', 'ACME-1001'), /optics$|looks like/m)
})

test('a case is offered and accepted, watched, split and stepped through on the command line', async () => {
  assert.match(await cli('ann', 'case', 'open', 'A1', 'fan', 'is', 'loud'), /^ACME-1002 is open/)
  await cli('otis', 'case', 'take', 'ACME-1002')
  assert.match(
    await cli('otis', 'case', 'offer', 'ACME-1002', 'ines@vendor.example', '--situation', 'one fan', '--next', 'order it'),
    /offered to Ines; it stays with you/,
  )
  assert.match(await cli('ines', 'case', 'accept', 'ACME-1002'), /accepted/)
  assert.match(await cli('ines', 'case', 'accept', 'ACME-1002'), /Nothing on ACME-1002 waits/)
  assert.match(await cli('otis', 'case', 'list', '--queue'), /ACME-1002/)
  assert.match(await cli('ann', 'case', 'watch', 'ACME-1002'), /^ACME-1002: /)
  assert.match(await cli('ann', 'case', 'unwatch', 'ACME-1002'), /no more/)
  assert.match(await cli('ines', 'case', 'steps', 'ACME-1002'), /next-step +open/)
  await cli('ines', 'case', 'step', 'ACME-1002', 'next-step')
  assert.match(await cli('ines', 'case', 'steps', 'ACME-1002'), /next-step +done +Ines/)
  assert.equal(await cli('ann', 'case', 'steps', 'ACME-1002'), 'No playbook.\n')
  await cli('ann', 'case', 'reply', 'ACME-1002', 'and', 'a', 'question', 'about', 'BGP')
  const shown = JSON.parse(await cli('ines', 'case', 'show', 'ACME-1002', '--json')) as { timeline: { seq: number; kind: string }[] }
  const asked = shown.timeline.findLast(({ kind }) => kind === 'message')?.seq
  assert.match(await cli('ines', 'case', 'split', 'ACME-1002', String(asked), 'BGP', '-p', 'P4'), /^ACME-1003 is open/)
})

test('an escalation rings the desk, and the call is answered on the command line', async () => {
  await cli('ann', 'case', 'open', 'A1', 'down', 'again', '-p', 'P3')
  assert.match(await cli('ann', 'case', 'escalate', 'ACME-1004', 'too', 'slow', '-s', 'high'), /^ACME-E101 is with: Escalation desk\./)
  assert.match(await cli('otis', 'desk', 'on-call'), /Escalation desk +Otis +no gap for four weeks/)
  assert.match(await cli('otis', 'desk', 'calls'), /ACME-1004 +P3 +escalation-desk +Otis/)
  assert.match(await cli('otis', 'case', 'answer', 'ACME-1004'), /you answered/)
  assert.equal(await cli('otis', 'desk', 'calls'), 'Nothing rings.\n')
})

test('what is refused is said in words, and the command ends with another code', async () => {
  await assert.rejects(cli('ann', 'case', 'note', 'ACME-1004', 'x'), ({ code, stderr }: { code: number; stderr: string }) => {
    assert.equal(code, 1)
    assert.match(stderr, /You may not do this\n.*Write internal notes/s)
    return true
  })
  await assert.rejects(cli('ann', 'case', 'show', 'BETA-1001'), ({ stderr }: { stderr: string }) => /No such account/.test(stderr))
})

test('files are sent and the case is taken away on the command line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'))
  try {
    const [file, zip] = [join(folder, 'trace.txt'), join(folder, 'case.zip')]
    writeFileSync(file, 'password=Winter-77\n'.repeat(2_000))
    assert.match(
      await cli('ann', 'case', 'attach', 'acme-1002', file),
      /^trace.txt is attached to ACME-1002: 38000 bytes, SHA-256 [0-9a-f]{64}\nSecrets in it are masked for everybody: password\n$/,
    )
    assert.match(await cli('ann', 'case', 'export', 'ACME-1002', '--to', zip), /case.zip: \d+ bytes\n$/)
    assert.equal(readFileSync(zip).subarray(0, 4).toString('latin1'), 'PK\x03\x04')
    await assert.rejects(cli('ann', 'case', 'export', 'ACME-9999', '--to', join(folder, 'none.zip')), /No such case/)
    assert.deepEqual(readdirSync(folder).sort(), ['case.zip', 'trace.txt'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
