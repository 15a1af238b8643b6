import assert from 'node:assert/strict'
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { configChecks } from '../../src/analysis/checks/config/all.ts'
import { standardProfile } from '../../src/analysis/profile.ts'
import type { Report } from '../../src/analysis/result.ts'
import { checkedConfigurations, runChecks } from '../../src/analysis/run.ts'
import { secretsOf } from '../../src/junos/config/mask.ts'
import { setLines } from '../../src/junos/config/print-set.ts'
import { readConfigurations } from '../../src/junos/config/read.ts'
import { dataDirectory, hasData } from '../junos/strings.ts'
import { fc } from '../support/laws.ts'
import { check, now, resultOf, samples } from './samples.ts'

const reportsOf = (text: string): readonly Report[] =>
  checkedConfigurations(readConfigurations(text)).map((each) => runChecks(each, standardProfile, now))

/** What a report must keep, whatever the text was. */
function sound({ results, summary }: Report, text: string): void {
  assert.equal(results.length, configChecks.length)
  assert.equal(
    Object.values(summary.outcomes).reduce((sum, count) => sum + count, 0),
    results.length,
  )
  for (const { id, outcome, findings, why } of results) {
    assert.equal(findings.length > 0, outcome === 'finding' || outcome === 'waived', id)
    assert.ok((outcome !== 'not-judged' && outcome !== 'not-applicable') || why, `${id} says why`)
    for (const { place, remedy } of findings) {
      assert.ok(place.line >= 0 && place.line <= text.split('\n').length + 1, id)
      for (const line of remedy) assert.match(line, /^(?:set|delete|insert) \S/, `${id}: ${line}`)
    }
  }
}

const sample = fc.constantFrom(...samples.flatMap(({ good, bad }) => [good, bad]))
const words = [...new Set(samples.flatMap(({ good, bad }) => `${good} ${bad}`.split(/[\s;{}]+/)))].filter(Boolean)
const piece = fc.oneof(fc.constantFrom(...words, '{', '}', ';', '[', ']', '"', '/*', 'inactive:', '\n'), fc.string({ maxLength: 6 }))
/** A sample in which words were taken out, put in and exchanged. */
const mutated = fc.tuple(sample, fc.array(fc.tuple(fc.nat(400), fc.nat(3), piece), { maxLength: 8 })).map(([text, changes]) => {
  const parts = text.split(/(\s+|[;{}])/)
  for (const [at, take, put] of changes) parts.splice(at % parts.length, take, ` ${put} `)
  return parts.join('')
})

test('no check throws on whatever becomes of a sample, and every report is whole', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      for (const report of reportsOf(text)) sound(report, text)
    }),
    { numRuns: 1_500 },
  )
})

test('no check throws on several samples in one, below a logical system or in a group', () => {
  fc.assert(
    fc.property(fc.array(sample, { minLength: 2, maxLength: 6 }), fc.boolean(), (texts, grouped) => {
      const text = texts.join('\n')
      for (const each of [text, grouped ? `groups { g { ${text} } } apply-groups g;` : `logical-systems { x { ${text} } }`])
        for (const report of reportsOf(each)) sound(report, each)
    }),
    { numRuns: 200 },
  )
})

test('what was not understood makes no pass out of a finding, and no finding of something missing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...samples), fc.nat(60), ({ id, bad }, at) => {
      const lines = bad.split('\n')
      // a text that ends in the middle
      const cut = lines.slice(0, 1 + (at % lines.length)).join('\n')
      for (const report of reportsOf(cut))
        if (report.doubts.some((doubt) => doubt.includes('not end'))) {
          const { outcome, findings } = resultOf(report, id)
          const last = lastBlock(cut)
          if (outcome === 'pass') assert.ok(!looksAt(id).includes(last), `${id} passes: ${cut}`)
          for (const { place } of findings) {
            const path = `${place.statement} ${place.missing ?? ''}`.trim()
            assert.ok(place.missing === null || !path.startsWith(last), `${id} misses ${path}: ${cut}`)
          }
        }
    }),
    { numRuns: 400 },
  )
})

const lastBlock = (text: string): string => [...text.matchAll(/^([a-z][a-z-]*) \{/gm)].at(-1)?.[1] ?? ''
const looksAt = (id: string): readonly string[] => configChecks.find((each) => each.id === id)!.looksAt.map((path) => path.split(' ')[0]!)

test('every sample as set text, and within a group, comes to the same as in brace text', () => {
  for (const { id, good, bad } of samples)
    for (const text of [good, bad]) {
      const [configuration] = readConfigurations(text).configurations
      const set = [...setLines(configuration!.tree)].filter((line) => !line.startsWith('annotate ')).join('\n')
      const grouped = `groups { g { ${text} } }\napply-groups g;`
      const outcome = ({ results }: Report) => results.map((each) => `${each.id}: ${each.outcome}, ${each.findings.length}`)
      assert.deepEqual(outcome(check(set)), outcome(check(text)), `${id}\n${set}`)
      const inGroup = resultOf(check(grouped), id)
      assert.equal(inGroup.outcome, resultOf(check(text), id).outcome, `${id}\n${grouped}`)
      for (const { place, remedy } of inGroup.findings)
        for (const line of remedy)
          if (line.startsWith('delete ') && place.from) assert.match(line, /^delete (?:groups g|system authentication-order)/, id)
    }
})

test('no secret of a configuration is in its report, wherever it stands a second time', () => {
  const secret = 'Zx81-Planted-77'
  const planted = `system { root-authentication { encrypted-password "$1$abc$${secret}"; } radius-server { 192.0.2.9 secret ${secret}; } }
snmp { community ${secret} { authorization read-write; } contact "${secret}"; }
interfaces { ge-0/0/9 { description "key ${secret}"; unit 0 { description customer; proxy-arp; family inet { address 192.0.2.1/30 { vrrp-group 1 { authentication-key ${secret}; } } } } } }
protocols { bgp { group ${secret} { type external; neighbor 192.0.2.2 { authentication-key ${secret}; peer-as 1; } } } ospf { area 0 { interface ge-0/0/9.0 { authentication { simple-password ${secret}; } } } } }
security { ike { policy ${secret} { pre-shared-key ascii-text ${secret}; proposal-set basic; } } zones { security-zone untrust-${secret}; } }
policy-options { prefix-list ${secret}; }
broken line ${secret}`
  for (const { id, good, bad } of samples)
    for (const text of [`${good}\n${planted}`, `${planted}\n${bad}`, `groups { ${secret} { ${planted} } } apply-groups ${secret}; ${bad}`])
      for (const report of reportsOf(text))
        assert.ok(!JSON.stringify(report).includes('Planted'), `${id}: ${/.{60}Planted.{20}/.exec(JSON.stringify(report))}`)
})

test('the order of the hierarchies changes no outcome', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...samples], { minLength: 3, maxLength: 6 }), (chosen) => {
      const outcomes = (texts: readonly string[]) => check(texts.join('\n')).results.map(({ id, outcome }) => `${id} ${outcome}`)
      const texts = [
        'system { host-name r1; }',
        'interfaces { lo0 { unit 0; } }',
        'snmp { location here; }',
        'protocols { lldp { interface all; } }',
      ]
      assert.deepEqual(outcomes([...texts, chosen[0]!.bad]), outcomes([chosen[0]!.bad, ...texts.toReversed()]))
    }),
    { numRuns: 100 },
  )
})

test('a configuration of many thousand interfaces and neighbors is judged in a time that grows with its length', () => {
  const many = (count: number): string =>
    `system { host-name r1; }\ninterfaces { ${Array.from({ length: count }, (_, at) => `ge-0/0/${at} { unit 0 { family inet { address 10.${at >> 14}.${(at >> 6) & 255}.${((at & 63) << 2) + 1}/30; } } }`).join('\n')} }\n` +
    `protocols { bgp { group g { type external; ${Array.from({ length: count }, (_, at) => `neighbor 10.${at >> 14}.${(at >> 6) & 255}.${((at & 63) << 2) + 2} { peer-as ${at + 1}; }`).join('\n')} } } }`
  const cost = (text: string): number => {
    const [configuration] = checkedConfigurations(readConfigurations(text))
    const began = process.cpuUsage()
    runChecks(configuration!, standardProfile, now)
    return process.cpuUsage(began).user / 1_000
  }
  cost(many(100))
  const [small, large] = [cost(many(1_000)), cost(many(8_000))]
  assert.ok(large < Math.max(200, small) * 24, `${small} ms, then ${large} ms for eight times as much`)
})

test('real data: every check on every configuration, without a throw and without a secret', { skip: !hasData }, () => {
  const files = globSync(join(dataDirectory, 'configs/**/*')).filter((file) => statSync(file).isFile())
  assert.ok(files.length > 100)
  for (const file of files) {
    const text = readFileSync(file, 'latin1')
    for (const configuration of checkedConfigurations(readConfigurations(text))) {
      const report = runChecks(configuration, standardProfile, now)
      assert.equal(report.results.length, configChecks.length, file)
      const shown = JSON.stringify(report)
      for (const value of secretsOf(configuration.tree).values.keys()) assert.ok(!shown.includes(value), `${file}: a secret is shown`)
    }
  }
})
