import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { configChecks } from '../../src/analysis/checks/config/all.ts'

const main = join(import.meta.dirname, '../../src/cli/main.ts')
const run = (args: readonly string[], input = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'junos', 'check', ...args], { input, encoding: 'utf8' })
  return { status, stdout, stderr }
}
const folder = mkdtempSync(join(tmpdir(), 'holdfast-check-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const wrong = file(
  'wrong.conf',
  'system {\n    host-name r1;\n    services {\n        telnet;\n    }\n}\nsnmp { community Zx81-planted-77; }\n',
)
const right = file('right.conf', 'system {\n    host-name r2;\n    services { ssh; }\n}\n')
const telnetAlone = file('telnet.yaml', 'name: telnet alone\nonly: [ telnet ]\n')

test('findings are shown with line, statement and remedy, the severe ones first, and answer by exit code', () => {
  const { status, stdout } = run([wrong])
  assert.equal(status, 1)
  assert.match(stdout, /wrong\.conf: r1, profile standard\n {2}findings: [0-9]+ high, /)
  assert.match(
    stdout,
    /high {2}telnet: Telnet is off\n {2}\S*wrong\.conf:4 {2}system services telnet\n {4}Telnet is on\n {6}delete system services telnet\n/,
  )
  assert.match(stdout, /not judged\n/)
  assert.doesNotMatch(stdout, /planted/)
  assert.ok(stdout.indexOf('\nhigh  ') < stdout.indexOf('\nmedium  '))
  assert.doesNotMatch(run([wrong, '--severity', 'high']).stdout, /\n(?:medium|low) {2}/)
})

test('exit code 0 is no finding, 2 is that something could not be read or nothing be judged', () => {
  assert.equal(run([right, '--profile', telnetAlone]).status, 0)
  assert.equal(run([right, wrong, '-p', telnetAlone]).status, 1)
  const missing = run([join(folder, 'gone.conf'), wrong])
  assert.equal(missing.status, 2)
  assert.match(missing.stdout, /telnet/, 'the others are checked')
  assert.equal(run(['-', '-p', telnetAlone], 'protocols { lldp { interface all; } }\n').status, 2)
  assert.equal(run(['-'], '').status, 2)
  for (const [args, said] of [
    [[], /Name a file/],
    [[wrong, '--severity', 'huge'], /expected one of high, medium, low/],
    [['--explain', 'gone'], /no check has this id/],
    [[wrong, '-p', file('bad.yaml', 'off: [ gone ]\nwaivers: 5\n')], /off\[0\]: found "gone".*\n.*waivers: found 5/],
    [[wrong, '-p', file('broken.yaml', '{')], /broken\.yaml: /],
    [[wrong, '-p', join(folder, 'gone.yaml')], /ENOENT/],
  ] as const) {
    const { status, stderr } = run(args)
    assert.equal(status, 2, args.join(' '))
    assert.match(stderr, said)
  }
})

test('a waiver of a profile is shown with its reason', () => {
  const profile = file(
    'waived.json',
    JSON.stringify({ only: ['telnet'], waivers: [{ check: 'telnet', reason: 'lab', until: '2999-01-01' }] }),
  )
  const { status, stdout } = run([wrong, '-p', profile])
  assert.equal(status, 0)
  assert.match(stdout, /Telnet is on; accepted until 2999-01-01: lab/)
})

test('programs get the same as JSON: every result of every device', () => {
  const { stdout } = run([wrong, right, '--json'])
  const reports = JSON.parse(stdout)
  assert.deepEqual(
    reports.map((each: { device: string; results: unknown[] }) => [each.device, each.results.length]),
    [
      ['r1', configChecks.length],
      ['r2', configChecks.length],
    ],
  )
})

test('the list names every check, and each explains itself', () => {
  const { status, stdout } = run(['--list'])
  assert.equal(status, 0)
  for (const { id } of configChecks) assert.match(stdout, new RegExp(`^${id} `, 'm'))
  const explained = run(['--explain', 'idle-timeout']).stdout
  assert.match(explained, /^why +A terminal that was left open/m)
  assert.match(explained, /^parameters +minutes: .*; 10, from 1 to 60$/m)
  assert.equal(JSON.parse(run(['--explain', 'telnet', '--json']).stdout).severity, 'high')
})
