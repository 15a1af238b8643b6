import assert from 'node:assert/strict'
import { test } from 'node:test'
import { guideUpgrade } from '../../src/advisories/guidance/guide.ts'
import { matchAdvisory, ready } from '../../src/advisories/matching/match.ts'
import { readOwn } from '../../src/advisories/record/read-own.ts'
import { printRelease, readRelease } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'

/** Which release removes what: from the records alone, and never across lines. */

type Range = readonly [from: string, ...fixedIn: string[]]
const record = (number: string, ranges: readonly Range[], more: object = {}) => {
  const read = readOwn({
    format: 'holdfast-advisory-1',
    number,
    kind: 'PBN',
    title: number,
    impact: 'major',
    affected: [{ product: 'Junos OS', releases: ranges.map(([from, ...fixedIn]) => ({ from, fixedIn })) }],
    ...more,
  })
  if (read.kind !== 'record') throw new Error(read.message)
  return ready(read.advisory)
}
const device = (text: string) => {
  const release = readRelease(text)
  if (release.kind !== 'release') throw new Error(text)
  return { model: 'MX204', release }
}
const brief = (text: string, records: readonly ReturnType<typeof record>[]) =>
  guideUpgrade(device(text), records).candidates.map(({ release, step, removes, keeps, brings }) => [release, step, removes, keeps, brings])

test('the release that leaves least over comes first, the nearer one of two that leave the same', () => {
  const records = [
    record('PBN-1', [
      ['21.4', '21.4R3-S5'],
      ['22.2', '22.2R2'],
    ]),
    record('PBN-2', [
      ['21.4', '21.4R3-S7'],
      ['22.2', '22.2R3-S1'],
    ]),
  ]
  assert.deepEqual(brief('21.4R3-S4.9', records), [
    ['21.4R3-S7', 'service', ['PBN-1', 'PBN-2'], [], []],
    ['22.2R3-S1', 'branch', ['PBN-1', 'PBN-2'], [], []],
    ['22.2R2', 'branch', ['PBN-1'], ['PBN-2'], []],
  ])
})

test('what a release brings in counts against it', () => {
  const records = [
    record('PBN-1', [
      ['21.4', '21.4R3-S5'],
      ['22.2', '22.2R1'],
    ]),
    record('PBN-9', [['22.2', '22.2R3']]),
  ]
  const guidance = guideUpgrade(device('21.4R3'), records)
  assert.equal(guidance.candidates[0]?.release, '21.4R3-S5')
  assert.deepEqual(guidance.candidates.find(({ release }) => release === '22.2R1')?.brings, ['PBN-9'])
})

test('a train of named platforms is proposed from no other line, nor left for one', () => {
  const records = [
    record('PBN-1', [
      ['15.1X49', '15.1X49-D170'],
      ['15.1', '15.1R7-S4'],
    ]),
  ]
  assert.deepEqual(
    brief('15.1R6', records).map(([release]) => release),
    ['15.1R7-S4'],
  )
  assert.deepEqual(
    brief('15.1X49-D160', records).map(([release]) => release),
    ['15.1X49-D170'],
  )
})

test('a release that cannot exist is not proposed, a fixed device is proposed nothing', () => {
  assert.deepEqual(brief('23.2R1', [record('PBN-1', [['23.2', '23.2R3']])]), [])
  assert.deepEqual(brief('21.4R3-S6', [record('PBN-1', [['21.4', '21.4R3-S5']])]), [])
})

test('law: what a release removes is affected now and not there; what it brings in is not affected now and is there', () => {
  const release = fc.record({
    branch: fc.constantFrom('21.4', '22.2', '22.4', '23.2'),
    number: fc.integer({ min: 1, max: 2 }),
    service: fc.integer({ min: 0, max: 5 }),
  })
  const text = ({ branch, number, service }: { branch: string; number: number; service: number }) =>
    `${branch}R${number}${service > 0 ? `-S${service}` : ''}`
  const row = release.map((each): Range => [each.branch, text(each)])
  fc.assert(
    fc.property(
      release,
      fc.array(fc.uniqueArray(row, { minLength: 1, maxLength: 3, selector: ([from]) => from }), { maxLength: 6 }),
      (runs, ranges) => {
        const records = ranges.map((each, at) => record(`PBN-${at + 1}`, each))
        const facts = device(text(runs))
        const guidance = guideUpgrade(facts, records)
        const verdict = (key: string, at: string) => {
          const found = records.find(({ advisory }) => advisory.key === key)
          return found && matchAdvisory(device(at), found).verdict
        }
        for (const { release: to, removes, keeps, brings } of guidance.candidates) {
          assert.ok(removes.length > 0)
          assert.deepEqual(new Set([...removes, ...keeps]).size, removes.length + keeps.length)
          for (const key of removes) {
            assert.equal(verdict(key, printRelease(facts.release)), 'affected')
            assert.ok(['fixed', 'not affected'].includes(verdict(key, to) ?? ''))
          }
          for (const key of keeps) assert.equal(verdict(key, to), 'affected')
          for (const key of brings) {
            assert.equal(verdict(key, to), 'affected')
            assert.notEqual(verdict(key, text(runs)), 'affected')
          }
        }
      },
    ),
    { numRuns: 300 },
  )
})
