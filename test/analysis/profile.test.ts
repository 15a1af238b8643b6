import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configChecks } from '../../src/analysis/checks/config/all.ts'
import { type Profile, readProfile } from '../../src/analysis/profile.ts'
import { checkedConfigurations, runChecks } from '../../src/analysis/run.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { check, resultOf } from './samples.ts'

const profileOf = (value: unknown): Profile => {
  const read = readProfile(value, configChecks)
  assert.ok(read.kind === 'profile', JSON.stringify(read))
  return read.profile
}
const reasonsOf = (value: unknown): readonly string[] => {
  const read = readProfile(value, configChecks)
  return read.kind === 'refused' ? read.reasons : []
}

const text = `system {
    host-name r1;
    services { telnet; ftp; finger; }
    login { class noc { idle-timeout 10; } }
}`

test('a profile switches checks off, or names the ones that are wanted', () => {
  assert.equal(
    check(text, profileOf({ off: ['telnet'] })).results.some(({ id }) => id === 'telnet'),
    false,
  )
  assert.deepEqual(
    check(text, profileOf({ only: ['telnet', 'idle-timeout'] })).results.map(({ id }) => id),
    ['telnet', 'idle-timeout'],
  )
  assert.deepEqual(check(text, profileOf({ only: ['telnet'], off: ['telnet'] })).results, [])
  assert.equal(check(text, profileOf({})).results.length, configChecks.length)
})

test('a parameter changes what a check asks for', () => {
  assert.equal(resultOf(check(text), 'idle-timeout').outcome, 'pass')
  const strict = resultOf(check(text, profileOf({ parameters: { 'idle-timeout': { minutes: 5 } } })), 'idle-timeout')
  assert.deepEqual(
    strict.findings.map(({ remedy }) => remedy),
    [['set system login class noc idle-timeout 5']],
  )
})

test('a waived finding is shown with its reason and does not count; the others of its check do', () => {
  const waiver = { check: 'legacy-services', device: 'r1', path: 'system services ftp', reason: 'until the move', until: '2026-03-01' }
  const report = check(text, profileOf({ waivers: [waiver] }))
  const result = resultOf(report, 'legacy-services')
  assert.equal(result.outcome, 'finding')
  assert.deepEqual(
    result.findings.map(({ waived }) => waived),
    [{ reason: 'until the move', until: '2026-03-01' }, null],
  )
  const all = check(text, profileOf({ waivers: [{ ...waiver, path: null, device: null }] }))
  assert.equal(resultOf(all, 'legacy-services').outcome, 'waived')
  assert.equal(all.summary.findings.high, check(text).summary.findings.high - 1)
  const elsewhere = check(text, profileOf({ waivers: [{ ...waiver, device: 'r2' }] }))
  assert.ok(resultOf(elsewhere, 'legacy-services').findings.every(({ waived }) => waived === null))
})

test('a waiver counts until the end of its last day in UTC, and then as none, which is said', () => {
  const profile = profileOf({ waivers: [{ check: 'telnet', reason: 'lab', until: '2026-02-28' }] })
  const [configuration] = checkedConfigurations(readConfigurations(text))
  const at = (instant: string) => runChecks(configuration!, profile, Date.parse(instant))
  assert.equal(resultOf(at('2026-02-28T23:59:59.999Z'), 'telnet').outcome, 'waived')
  const after = at('2026-03-01T00:00:00Z')
  assert.equal(resultOf(after, 'telnet').outcome, 'finding')
  assert.deepEqual(after.notes, ['the waiver of telnet ended with 2026-02-28 and counts no more: lab'])
})

test('a waiver for a device that has nothing to waive is said there', () => {
  const waiver = { check: 'ssh-version', device: 'r1', reason: 'old', until: '2027-01-01', path: 'protocols' }
  assert.deepEqual(check(text, profileOf({ waivers: [waiver] })).notes, [
    'the waiver of ssh-version until 2027-01-01 has nothing to waive here',
  ])
})

test('everything that is wrong with a profile is said at once, in words', () => {
  assert.deepEqual(reasonsOf([]), ['found [], expected a profile with the keys name, only, off, parameters, waivers'])
  assert.deepEqual(reasonsOf(null).length, 1)
  assert.deepEqual(
    reasonsOf({
      name: 7,
      checks: [],
      off: 'telnet',
      only: ['no-such-check'],
      parameters: { telnet: { x: 1 }, 'idle-timeout': { minutes: 0 }, 'super-users': { allowed: 'bob' }, gone: {} },
      waivers: [{ check: 'telnet', until: '2026-02-30', reason: ' ', device: '', who: 'me' }, 'x'],
    }),
    [
      'checks: expected one of name, only, off, parameters, waivers',
      'name: found 7, expected a text',
      'only[0]: found "no-such-check", expected the id of a check',
      'off: found "telnet", expected a list',
      'parameters.telnet.x: expected one of: it has none',
      'parameters.idle-timeout.minutes: found 0, expected a number from 1 to 60: longest time without a key pressed, in minutes',
      'parameters.super-users.allowed: found "bob", expected a list of words: names of users that may be super-users',
      'parameters.gone: found "gone", expected the id of a check',
      'waivers[0].who: expected one of check, device, path, reason, until',
      'waivers[0].device: found "", expected a text',
      'waivers[0].reason: found " ", expected why the finding is accepted',
      'waivers[0].until: found "2026-02-30", expected the last day on which it counts, as YYYY-MM-DD',
      'waivers[1]: found "x", expected the keys check, device, path, reason, until',
    ],
  )
})
