import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { after, before, test } from 'node:test'
import { inspect, withInspection } from '../../src/analysis/findings/inspection.ts'
import { standardProfile } from '../../src/analysis/profile.ts'
import { checkedConfigurations, maskedWhy, runChecks } from '../../src/analysis/run.ts'
import { fireDue } from '../../src/jobs/runner.ts'
import { maskAnyText } from '../../src/junos/config/mask.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { type Api, startApi } from '../support/api.ts'

/** Findings of configurations that are kept masked: the same as those of the text that was brought in, without a secret in them. */

const samples = globSync(join(import.meta.dirname, '../../src/analysis/checks/config/**/*.conf'))
const now = Date.parse('2026-03-10T10:00:00Z')
const read = (text: string) => checkedConfigurations(readConfigurations(text))[0] ?? assert.fail('no configuration')

test('what is kept gives the findings of what was brought in, for every sample', () => {
  assert.ok(samples.length > 150)
  const brief = (results: ReturnType<typeof runChecks>['results']) =>
    results.map(({ id, outcome, findings }) => `${id} ${outcome} ${findings.map(({ place }) => place.line).join(',')}`)
  for (const file of samples) {
    const text = readFileSync(file, 'utf8')
    const raw = read(text)
    const kept = runChecks(read(maskAnyText(text).text), standardProfile, now)
    const whole = withInspection(kept, inspect(raw), standardProfile, '2026-03-10')
    assert.deepEqual(brief(whole.results), brief(runChecks(raw, standardProfile, now).results), basename(file))
  }
})

test('a check of secrets says nothing of a text in which they are masked', () => {
  const text = 'system {\n root-authentication {\n encrypted-password "$1$abcdefgh$SECRETSECRETSECRETSEC";\n }\n host-name a;\n}\n'
  const result = (given: string) => runChecks(read(given), standardProfile, now).results.find(({ id }) => id === 'root-password')
  assert.equal(result(text)?.outcome, 'finding')
  assert.deepEqual([result(maskAnyText(text).text)?.outcome, result(maskAnyText(text).text)?.why], ['not-judged', maskedWhy])
})

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' }
const world = {
  accounts: { ACME: { ...place, name: 'Acme Telco' }, BETA: { ...place, name: 'Beta Bank' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'] },
    lea: { account: 'ACME', roles: ['LC'] },
    uma: { account: 'ACME', roles: ['UU'] },
    bea: { account: 'BETA', roles: ['LC'] },
    tsa: { account: 'VENDOR', roles: ['TA'], teams: ['advisors'] },
  },
  devices: {
    'SN-A1': { account: 'ACME', product: 'MX204' },
    'SN-A2': { account: 'ACME', product: 'MX204' },
    'SN-B1': { account: 'BETA', product: 'MX204' },
  },
}
const configuration = `version 21.4R3;
groups { mgmt { system { services { telnet; } } } }
apply-groups mgmt;
system {
    host-name leeds-1;
    root-authentication {
        encrypted-password "$1$abcdefgh$SECRETSECRETSECRETSEC";
    }
}
interfaces { ge-0/0/0 { unit 0 { family inet { address 192.0.2.1/24; } } } }
`

let api: Api
before(async () => {
  api = await startApi(world)
  const payload = Buffer.concat([
    Buffer.from('--x\r\ncontent-disposition: form-data; name="file"; filename="f"\r\n\r\n'),
    Buffer.from(configuration),
    Buffer.from('\r\n--x--\r\n'),
  ])
  const taken = await api.app.inject({
    method: 'POST',
    url: '/api/accounts/ACME/device-data?name=SN-A1.conf',
    headers: { 'x-person': 'ann', 'content-type': 'multipart/form-data; boundary=x' },
    payload,
  })
  assert.equal(taken.statusCode, 200, taken.body)
})
after(() => api?.close())

type Result = {
  id: string
  outcome: string
  findings: { place: { line: number; from: string | null }; remedy: string[]; waived: object | null }[]
}
const findings = async (serial = 'SN-A1', who = 'ann', account = 'ACME') =>
  api.call(who, 'GET', `/api/accounts/${account}/devices/${serial}/findings`)
const results = async () =>
  new Map(((await findings()).body as { report: { results: Result[] } }).report.results.map((each) => [each.id, each]))
const settle = () => fireDue(api.parts.db, api.parts.timers, api.clock.now)
const write = async (who: string, profile: unknown, version = 0) =>
  api.call(who, 'PUT', '/api/accounts/ACME/check-profile', { profile }, { 'if-match': `"${version}"` })

test('a finding points at its line and the group that gave it, says what to type, and holds no secret', async () => {
  const all = await results()
  assert.deepEqual(
    all.get('telnet')?.findings.map(({ place: { line, from }, remedy }) => [line, from, remedy.length > 0]),
    [[2, 'group mgmt', true]],
  )
  assert.equal(all.get('root-password')?.outcome, 'finding')
  assert.doesNotMatch((await findings()).text, /SECRETSECRET/)
  assert.equal(((await findings('SN-A2')).body as { report: unknown }).report, null)
})

test('findings are of one’s own account, for whoever may read configurations', async () => {
  assert.equal((await findings('SN-A1', 'bea', 'ACME')).status, 404)
  assert.equal((await findings('SN-A1', 'uma')).status, 403)
  assert.equal((await write('ann', { name: 'x' })).status, 403)
  assert.equal((await api.call('bea', 'PUT', '/api/accounts/ACME/check-profile', { profile: {} }, { 'if-match': '"0"' })).status, 404)
})

test('a profile is refused in words, tried before it is kept, and waives with a reason until a day', async () => {
  const wrong = await write('lea', { off: ['no-such-check'], parameters: { 'idle-timeout': { minutes: 'ten' } } })
  assert.equal(wrong.status, 400, wrong.text)
  assert.match(wrong.text, /no-such-check/)
  const profile = {
    name: 'our core',
    off: ['snmp-v3'],
    waivers: [
      { check: 'telnet', reason: 'closed network', until: '2026-03-31' },
      { check: 'root-password', reason: 'changed in May', until: '2026-03-31' },
    ],
  }
  const left = (answer: { body: unknown }) => (answer.body as { left: number }).left
  const counts = (answer: { body: unknown }) =>
    new Map((answer.body as { checks: { id: string; devices: number }[] }).checks.map(({ id, devices }) => [id, devices]))
  const kept = async () => api.call('ann', 'GET', '/api/accounts/ACME/findings')
  assert.deepEqual([counts(await kept()).get('telnet'), left(await kept())], [undefined, 1], 'it is not judged yet')
  await settle()
  assert.deepEqual([counts(await kept()).get('telnet'), left(await kept())], [1, 0])
  assert.equal(counts(await api.call('ann', 'POST', '/api/accounts/ACME/check-profile/preview', { profile })).get('telnet'), undefined)
  assert.equal((await results()).get('telnet')?.outcome, 'finding')
  assert.equal((await write('lea', profile)).status, 200)
  assert.equal((await write('lea', profile)).status, 412)
  const waived = await results()
  assert.deepEqual(
    [waived.get('telnet')?.outcome, waived.get('root-password')?.outcome, waived.has('snmp-v3')],
    ['waived', 'waived', false],
  )
  // the day after its last one a waiver counts as none
  api.clock.now = Date.parse('2026-04-01T00:00:00Z')
  const later = await results()
  assert.deepEqual([later.get('telnet')?.outcome, later.get('root-password')?.outcome], ['finding', 'finding'])
})

test('what is counted follows the profile, and the end of a waiver, by itself', async () => {
  const telnet = async () => {
    await settle()
    const { body } = await api.call('ann', 'GET', '/api/accounts/ACME/findings')
    return (body as { checks: { id: string; devices: number }[] }).checks.find(({ id }) => id === 'telnet')?.devices
  }
  assert.equal(await telnet(), 1, 'the waiver is over')
  const waivers = [{ check: 'telnet', reason: 'until the summer', until: '2026-06-30' }]
  assert.equal((await write('lea', { name: 'our core', waivers }, 1)).status, 200)
  assert.equal(await telnet(), undefined)
  api.clock.now = Date.parse('2026-06-30T23:59:59Z')
  assert.equal(await telnet(), undefined, 'its last day')
  api.clock.now = Date.parse('2026-07-01T00:00:00Z')
  assert.equal(await telnet(), 1)
  assert.deepEqual(await settle(), [], 'nothing is judged again without a reason')
})
