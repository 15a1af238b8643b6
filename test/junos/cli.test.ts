import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'

const main = join(import.meta.dirname, '../../src/cli/main.ts')
const run = (args: readonly string[], input: string | Buffer = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'junos', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('two releases answer by exit code: same or after, before, no release, incomparable', () => {
  assert.deepEqual(run(['release', '21.4R3-S10', '21.4R3-S9']), { status: 0, stdout: '21.4R3-S10 is after 21.4R3-S9.\n', stderr: '' })
  assert.equal(run(['release', '21.4R3', '21.4R3-S1']).status, 1)
  const none = run(['release', '21.4R3', 'nonsense'])
  assert.equal(none.status, 2)
  assert.match(none.stderr, /^nonsense: Found no release of Junos/)
  const { status, stdout } = run(['release', '15.1X53-D69', '15.1X53-D236', '--json'])
  assert.equal(status, 3)
  assert.match(JSON.parse(stdout).why, /families of platforms/)
})

const before =
  'system { host-name r1; root-authentication { encrypted-password "$6$abc$defghij"; } }\ninterfaces { ge-0/0/0 { mtu 1500; } }\n'

test('a text that comes in prints in either form, masked', () => {
  const { status, stdout, stderr } = run(['set', '-'], before)
  assert.deepEqual([status, stderr], [0, ''])
  assert.equal(
    stdout,
    'set system host-name r1\nset system root-authentication encrypted-password ***login-password***\nset interfaces ge-0/0/0 mtu 1500\n',
  )
  const wide = run(['brace', '-'], Buffer.from('\uFEFFset system host-name café\n', 'utf16le'))
  assert.equal(wide.stdout, 'system {\n    host-name café;\n}\n')
  assert.match(run(['mask', '-'], before).stdout, /encrypted-password "\*\*\*login-password\*\*\*"; \} \}\ninterfaces \{/)
})

test('no secret of an answer is shown, neither in its values nor where it cannot be read', () => {
  const commits =
    'op@r1> show system commit\n0   2026-10-05 08:59:00 CEST by op via cli\n    key $9$Ehqyrv8X7dbsLx-wgJHk5Qz3 and authentication-key pl4inCommit\n'
  for (const options of [[], ['--json']]) {
    const { stdout, stderr } = run(['show', '-', ...options], commits)
    assert.match(stdout, /\*\*\*routing-key\*\*\*/)
    assert.doesNotMatch(stdout + stderr, /Ehqyrv|pl4in/)
  }
  const { stdout, stderr } = run(['show', '-'], '{"alarm-information" : [\n { "x" : pl4inToken } ] }')
  assert.doesNotMatch(stdout + stderr, /pl4in/)
  assert.match(stderr, /Not readable as JSON/)
})

test('answers of devices print as tables, and what was left out as lines and exit code', () => {
  const session =
    'op@edge1> show chassis alarms\n1 alarms currently active\n2024-06-01 00:00:00 UTC  Major  PEM 1 Not OK\n\nop@edge1> show bgp summary\nBGP is not running\n'
  const good = run(['show', '-'], session)
  assert.deepEqual([good.status, good.stderr], [0, ''])
  assert.match(good.stdout, /^-:2: edge1: alarms, read\n {2}activeCount {2}1\n {2}description/)
  assert.match(good.stdout, /PEM 1 Not OK +Major +2024-06-01/)
  assert.match(good.stdout, /\n-:6: edge1: bgp-summary, not running: BGP is not running\n/)
  const some = run(
    ['show', '-'],
    `${session}op@edge1> show arp\nMAC Address\n\nop@edge1> show chassis environment\nTemp  PEM 0      Humming\n`,
  )
  assert.equal(some.status, 1)
  assert.match(some.stderr, /-:7: No reader for "show arp"\. \(2 lines left out\)/)
  assert.match(some.stdout, /PEM 0 +Humming \(look\)/)
  const none = run(['show', '-', '--json', '--command', 'show system uptime'], 'error: permission denied\n')
  assert.equal(none.status, 2)
  const [{ replies }] = JSON.parse(none.stdout)
  assert.deepEqual([replies[0].kind, replies[0].outcome, replies[0].message], ['uptime', 'refused', 'permission denied'])
})

test('a comparison answers by exit code, and gives the commands both ways', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-junos-'))
  try {
    const [one, other] = [join(folder, 'one.conf'), join(folder, 'other.conf')]
    writeFileSync(one, before)
    writeFileSync(other, before.replace('1500', '9000').replace('$6$abc', '$6$xyz'))
    assert.deepEqual(run(['diff', one, one]), { status: 0, stdout: 'No difference.\n', stderr: '' })
    const { status, stdout } = run(['diff', one, other])
    assert.equal(status, 1)
    assert.match(stdout, /~ changed {5}interfaces ge-0\/0\/0 mtu: 1500 to 9000/)
    assert.doesNotMatch(stdout, /abc|xyz/)
    assert.match(run(['diff', one, other, '--commands', '--back']).stdout, /\nset interfaces ge-0\/0\/0 mtu 1500\n/)
    const missing = run(['parse', join(folder, 'none.conf'), one])
    assert.equal(missing.status, 2)
    assert.match(missing.stderr, /^No such file: /)
    assert.match(missing.stdout, /one\.conf +r1 +brace/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('what was left out is said with its line, and by exit code', () => {
  const { status, stdout, stderr } = run(
    ['parse', '-'],
    'set system host-name r1\nset snmp community s3cretWord9\nbroken here s3cretWord9\nset protocols bgp group g import gone\n',
  )
  assert.equal(status, 1)
  assert.match(stderr, /^-:3: a line that is no command: broken here \*\*\*snmp-secret\*\*\*\n$/)
  assert.match(stdout, /-:4: undefined policy gone: protocols bgp group g import gone/)
  assert.equal(run(['parse', '-'], Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 37) % 30))).status, 2)
})

test('a packed file is read as what it holds; a broken one, an archive and one that unpacks to any length are named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-packed-'))
  try {
    const file = (name: string, bytes: Uint8Array) => {
      writeFileSync(join(folder, name), bytes)
      return join(folder, name)
    }
    const packed = gzipSync(before)
    assert.match(run(['set', file('juniper.conf.gz', packed)]).stdout, /^set system host-name r1\n/)
    assert.match(run(['set', '-'], packed).stdout, /^set system host-name r1\n/)
    const broken = run(['set', file('broken.gz', packed.subarray(0, 40)), file('whole.gz', packed)])
    assert.equal(broken.status, 2)
    assert.match(broken.stderr, /broken\.gz: The packed file cannot be unpacked\nFound: a file of gzip that is broken/)
    assert.match(broken.stdout, /set system host-name r1\n/)
    const header = Buffer.alloc(1024)
    header.write('ustar', 257)
    assert.match(run(['set', file('all.tgz', gzipSync(header))]).stderr, /Found: a packed archive \(\.tgz\)/)
    assert.match(run(['set', file('bomb.gz', gzipSync(Buffer.alloc(300 * 1024 ** 2)))]).stderr, /Found: more than 268435456 bytes/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
