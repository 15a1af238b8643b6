import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceCue } from '../../src/lib/secrets/device-rules.ts'
import { findDeviceSecrets, findSecrets, mayHoldSecret, secretKinds } from '../../src/lib/secrets/find.ts'
import { kindsIn, maskAll, maskText } from '../../src/lib/secrets/mask.ts'
import { streamMask } from '../../src/lib/secrets/stream.ts'
import { fc } from '../support/laws.ts'
import { withoutSecrets, withSecrets } from './samples.ts'

/** What is masked and what is not, as lists; and what holds for every text, as laws. */

test('each sample holds a secret that is masked, and the words around it stay', () => {
  const missed = withSecrets.filter((text) => findSecrets(text).length === 0)
  assert.deepEqual(missed, [])
  assert.equal(
    maskText('set system radius-server 10.0.0.1 secret plainword'),
    'set system radius-server 10.0.0.1 secret ***server-secret***',
  )
  assert.equal(maskText('authentication-key "$9$abcdefgh"; ## SECRET-DATA'), 'authentication-key "***junos-obfuscated***"; ## SECRET-DATA')
  assert.equal(maskText('curl https://ann:pw1@host.example/x'), 'curl https://ann:***url-secret***@host.example/x')
  assert.equal(
    maskText('"cookies": [{"name":"a","value":"b"},{"name":"c","value":"d]e"}]'),
    '"cookies": [{"name":"a","value":"***cookie***"},{"name":"c","value":"***cookie***"}]',
  )
})

test('whatever a rule for devices finds has one of the cues in it', () => {
  const found = withSecrets.filter((text) => findDeviceSecrets(text).length > 0)
  assert.ok(found.length > 20)
  assert.deepEqual(
    found.filter((text) => !deviceCue.test(text)),
    [],
  )
})

test('whatever any rule finds stands in a text that may hold a secret, and addresses and places for a value may not', () => {
  assert.deepEqual(
    withSecrets.filter((text) => !mayHoldSecret(text)),
    [],
  )
  for (const text of ['<secret>', '2001:db8:dc1:10:200::1', 'et-0/0/8:0', 'authentication-key', 'a link to the core'])
    assert.equal(mayHoldSecret(text), false, text)
})

test('what speaks of secrets and holds none is left as it is', () => {
  const changed = withoutSecrets.map((text) => maskText(text)).filter((text, at) => text !== withoutSecrets[at])
  assert.deepEqual(changed, [])
})

test('a private key is masked between its two lines, also on one line, and when its end is cut off', () => {
  const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQD'.repeat(3)
  const begin = '-----BEGIN RSA PRIVATE KEY-----'
  const end = '-----END RSA PRIVATE KEY-----'
  for (const text of [`${begin}\n${body}\n${end}\nrest`, `"${begin}\\n${body}\\n${end}" rest`, `${begin}\n${body}`]) {
    assert.deepEqual(kindsIn(text), ['private-key'])
    assert.ok(!maskText(text).includes('MIIE'), maskText(text))
  }
  assert.equal(maskText(`the file starts with ${begin} and then`), `the file starts with ${begin} and then`)
})

test('of a configuration the rules for devices are enough, and prose rules stay out of it', () => {
  assert.equal(findDeviceSecrets('set snmp community private authorization read-only').length, 1)
  assert.equal(findDeviceSecrets('the password is Juniper123!').length, 0)
})

test('the texts inside a value are masked, and a value without a secret comes back itself', () => {
  const clean = { a: [1, 'b'], c: null }
  assert.equal(maskAll(clean), clean)
  assert.deepEqual(maskAll({ a: ['password = hunter2'], at: 5 }), { a: ['password = ***password***'], at: 5 })
})

const piece = fc.oneof(
  fc.constantFrom(...withSecrets),
  fc.constantFrom(...withoutSecrets),
  fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    ';',
    '{',
    '}',
    '[',
    ']',
    ':',
    '=',
    '***',
    '***jwt***',
    '://',
    '@',
    '$9$',
    '-----',
    'eyJ',
    '"cookies":[',
    '"value":"',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(...Object.keys(secretKinds).map((kind) => `***${kind}***`)),
)
const text = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''))

test('law: masking twice is masking once, nothing found stays, and the rest is unchanged', () => {
  fc.assert(
    fc.property(text, (given) => {
      const found = findSecrets(given)
      const masked = maskText(given)
      assert.ok(found.length === 0 || mayHoldSecret(given), `not looked at: ${JSON.stringify(given)}`)
      assert.deepEqual(findSecrets(masked), [], `still found in ${JSON.stringify(masked)} of ${JSON.stringify(given)}`)
      assert.equal(maskText(masked), masked)
      let rest = given
      for (const { kind, start, end } of [...found].reverse()) rest = `${rest.slice(0, start)}***${kind}***${rest.slice(end)}`
      assert.equal(rest, masked)
      for (const [at, each] of found.entries()) assert.ok(each.start >= (found[at - 1]?.end ?? 0) && each.end > each.start)
    }),
    { numRuns: 3000 },
  )
})

test('law: a text in pieces is masked like the whole, wherever the pieces part', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 8 }), fc.array(fc.nat(60), { minLength: 1, maxLength: 30 }), (texts, sizes) => {
      const given = texts.join('\nplain words between\n')
      const mask = streamMask({ keep: 1200, piece: 100, most: 100_000 })
      let out = ''
      for (let at = 0, turn = 0; at < given.length; turn++) {
        const size = 1 + (sizes[turn % sizes.length] as number)
        out += mask.push(given.slice(at, at + size))
        at += size
      }
      assert.equal(out + mask.end(), maskText(given))
    }),
    { numRuns: 300 },
  )
})

test('hostile texts of 5 MB take no longer than a bounded number of plain scans', { timeout: 120_000 }, () => {
  const size = 5_000_000
  const units = [
    'a',
    '"',
    "'",
    '\\',
    ' ',
    '\n',
    '\t',
    '{',
    'eyJ',
    'eyJa.',
    '://',
    '://a:',
    'password',
    'password ',
    'password=',
    'password is ',
    'set ',
    'set snmp community ',
    'community ',
    'community a {',
    'secret ',
    'authorization:',
    'cookie: a',
    '"cookies":[',
    '"cookies":[\\"',
    '"cookies":["x',
    '"value":"',
    '"name":"cookie","value":"',
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq',
    '$9$',
    '$1$a',
    'radius-server ',
    'snmp-server host a traps ',
    'username a ',
    'key 7 ',
    'snmp{',
    'Bearer ',
    '<secret',
    '<password>a',
    '## SECRET-DATA',
    'a ## SECRET-DATA',
    '?token=',
    'AKIA',
    'ghp_',
    'message-digest-key 1 md5 ',
    '***',
    '***jwt***',
    'md5 1 key ',
  ]
  const plain = 'the quick brown fox '.repeat(size / 20)
  // time of this process, so that a busy machine changes nothing
  const time = (given: string) => {
    const from = process.cpuUsage()
    maskText(given)
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }
  time(plain)
  const scan = Math.max(30, time(plain), time(plain))
  const ratio = (unit: string) => time(unit.repeat(Math.floor(size / unit.length))) / scan
  const most = 25
  const slow = units.filter((unit) => ratio(unit) > most && ratio(unit) > most)
  assert.deepEqual(slow, [])
})
