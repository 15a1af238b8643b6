import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { compareStates } from '../../src/analysis/comparison/compare.ts'
import { facets } from '../../src/analysis/comparison/facets.ts'
import { devicesOf } from '../../src/junos/show/devices.ts'
import { healthSamples, repliesOf } from './health-samples.ts'

const prompt = 'op@edge1-re0> '
const bgp = (...peers: readonly string[]): string =>
  `${prompt}show bgp summary\nGroups: 1 Peers: ${peers.length} Down peers: 0\nPeer AS InPkt OutPkt OutQ Flaps Last Up/Dwn State|#Active/Received\n` +
  peers.map((state, at) => `192.0.2.${at + 1} 64500 2 3 0 1 1w2d 03:04:05 ${state}\n`).join('')
const alarms = (...lines: readonly string[]): string =>
  `${prompt}show chassis alarms\n${lines.length === 0 ? 'No alarms currently active' : `${lines.length} alarms currently active\nAlarm time               Class  Description\n${lines.join('\n')}`}\n`
const hardware = (...lines: readonly string[]): string =>
  `${prompt}show chassis hardware\nHardware inventory:\nItem             Version  Part number  Serial number     Description\nChassis                                JN0000000AFB      MX480\n${lines.join('\n')}\n`
const fpc = (serial: string): string => `FPC 0            REV 30   750-000002   ${serial}          MPC7E 3D`

const changes = (before: string, later: string): readonly string[] => {
  const [one] = devicesOf(repliesOf(before))
  const [other] = devicesOf(repliesOf(later))
  return compareStates(one!, other!).changes.map((each) => `${each.verdict} ${each.element}: ${each.before} -> ${each.after}`)
}
const established = 'Establ\n  inet.0: 5/100/100/0'

test('sessions that fall are worse, new ones better, and one that was down before is not missed', () => {
  assert.deepEqual(changes(bgp(established, 'Active'), bgp('Active', 'Active')), [
    'worse BGP neighbor 192.0.2.1: Establ -> Active',
    'worse BGP neighbor 192.0.2.1 inet.0: 100 prefixes -> null',
  ])
  assert.deepEqual(changes(bgp('Active'), bgp('Connect')), [])
  assert.deepEqual(changes(bgp('Active'), bgp('Establ')), ['better BGP neighbor 192.0.2.1: Active -> Establ'])
  assert.deepEqual(changes(bgp('Establ', 'Active'), bgp('Establ')), ['changed BGP neighbor 192.0.2.2: Active -> null'])
  assert.deepEqual(changes(bgp('Establ'), bgp('Establ', 'Establ')), ['better BGP neighbor 192.0.2.2: null -> Establ'])
})

test('prefixes count beyond the tolerance: fewer are worse, more are otherwise', () => {
  const with_ = (count: number) => bgp(`Establ\n  inet.0: 5/${count}/${count}/0`)
  assert.deepEqual(changes(with_(1_000), with_(991)), [])
  assert.deepEqual(changes(with_(1_000), with_(989)), ['worse BGP neighbor 192.0.2.1 inet.0: 1000 prefixes -> 989 prefixes'])
  assert.deepEqual(changes(with_(1_000), with_(1_100)), ['changed BGP neighbor 192.0.2.1 inet.0: 1000 prefixes -> 1100 prefixes'])
  assert.deepEqual(changes(with_(10), with_(7)), [], 'three of ten are within what may always differ')
})

test('alarms that came are worse and those that went are better; parts are known by their serials', () => {
  const [one, two] = [
    '2020-12-22 14:48:15 EST  Major  SPMB 1 not online',
    '2020-12-22 14:48:12 EST  Minor  Rescue configuration is not set',
  ]
  assert.deepEqual(changes(alarms(one), alarms(two)), [
    'worse Rescue configuration is not set: null -> Minor',
    'better SPMB 1 not online: Major -> null',
  ])
  assert.deepEqual(changes(hardware(fpc('CAAA0002')), hardware(fpc('CAAA0003'))), [
    'worse serial CAAA0002: FPC 0 -> null',
    'changed serial CAAA0003: null -> FPC 0',
  ])
})

test('what stopped running has lost everything; what was refused or not asked is named and not compared', () => {
  assert.deepEqual(changes(bgp('Establ'), `${prompt}show bgp summary\nBGP is not running\n`), [
    'worse BGP neighbor 192.0.2.1: Establ -> null',
  ])
  const [before] = devicesOf(repliesOf(bgp('Establ') + alarms()))
  const [later] = devicesOf(repliesOf(`${prompt}show bgp summary\nerror: permission denied\n`))
  const { changes: found, notCompared } = compareStates(before!, later!)
  assert.deepEqual(found, [])
  assert.deepEqual(notCompared, [
    'show bgp summary: the answer after was refused',
    'show bgp summary: there is an answer before only',
    'show chassis alarms or show system alarms: there is an answer before only',
  ])
})

test('every kind of thing that is compared is seen in the samples of the checks', () => {
  const seen = new Set<string>()
  for (const { good, bad, before = good } of healthSamples)
    for (const capture of [good, bad]) {
      const [one, other] = [before, capture].map((each) => ({ name: null, replies: repliesOf(each) }))
      for (const { facet } of compareStates(one!, other!).looked) seen.add(facet)
    }
  assert.deepEqual(
    facets.map(({ what }) => what).filter((what) => !seen.has(what)),
    ['serial numbers'],
  )
})

const main = join(import.meta.dirname, '../../src/cli/main.ts')
const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, 'junos', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}
const folder = mkdtempSync(join(tmpdir(), 'holdfast-health-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const healthy = file('healthy.txt', bgp('Establ') + alarms())
const sick = file('sick.txt', (bgp('Active') + alarms()).replaceAll('-re0', '-re1'))
const strange = file('strange.txt', 'nothing of a device\n')

test('holdfast junos health answers by exit code, with place, reason and what to do', () => {
  assert.equal(run('health', healthy).status, 0)
  const { status, stdout } = run('health', sick, '--severity', 'high')
  assert.equal(status, 1)
  assert.match(stdout, /sick\.txt: edge1, profile standard\n {2}findings: 1 high/)
  assert.match(
    stdout,
    /high {2}bgp-established: .*\n {2}\S*sick\.txt:2 {2}BGP neighbor 192\.0\.2\.1 {2}\(show bgp summary\)\n.*Active.*\n {6}show bgp neighbor 192\.0\.2\.1\n/,
  )
  assert.match(stdout, /\nnot judged\n[\s\S]*there is no answer to show system commit\n/)
  assert.equal(run('health', strange).status, 2)
  assert.equal(run('health', join(folder, 'gone.txt'), healthy).status, 2)
  assert.match(run('health', '--list').stdout, /^bgp-established +high +routing +Every BGP session is established$/m)
  assert.match(run('health', '--explain', 'core-dumps').stdout, /^looks at +show system core-dumps$/m)
  assert.equal(run('health', healthy, '--severity', 'huge').status, 2)
})

test('an earlier capture is found by the name of the device, whichever engine answered, and one profile serves both kinds of checks', () => {
  const report = (...args: readonly string[]) => JSON.parse(run('health', sick, '--json', ...args).stdout)[0]
  const outcome = (id: string, ...args: readonly string[]) =>
    report(...args).results.find((each: { id: string }) => each.id === id)?.outcome
  assert.equal(outcome('bgp-flaps'), 'not-judged')
  assert.equal(outcome('bgp-flaps', '--before', healthy), 'pass')
  const profile = file(
    'ours.yaml',
    'off: [ telnet, bgp-fresh ]\nwaivers:\n  - { check: bgp-established, path: "BGP neighbor 192.0.2.1", reason: lab, until: 2999-01-01 }\n',
  )
  assert.equal(outcome('bgp-established', '-p', profile), 'waived')
  assert.equal(outcome('bgp-fresh', '-p', profile), undefined)
})

test('holdfast junos compare-state says what is worse, and what could not be compared', () => {
  const { status, stdout } = run('compare-state', healthy, sick)
  assert.equal(status, 1)
  assert.match(stdout, /^edge1: 1 worse, 0 changed, 0 better\n\nBGP sessions\n {2}worse {2}BGP neighbor 192\.0\.2\.1 {2}Establ -> Active /)
  assert.equal(run('compare-state', healthy, healthy).status, 0)
  assert.equal(run('compare-state', sick, healthy).status, 0, 'better is not worse')
  assert.equal(run('compare-state', healthy, strange).status, 2)
  assert.equal(run('compare-state', healthy, sick, '--percent', 'x').status, 2)
  assert.equal(JSON.parse(run('compare-state', healthy, sick, '--json').stdout)[0].counts.worse, 1)
})
