import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readBound } from '../../src/junos/release/bounds.ts'
import { compareReleases, deliveryFamily, hasReached } from '../../src/junos/release/compare.ts'
import { doubtAbout, findReleases, printRelease, type Release, readRelease, releaseIn } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'
import { dataDirectory, hasData, seenReleases } from './strings.ts'

const release = (text: string): Release => {
  const read = readRelease(text)
  assert.equal(read.kind, 'release', text)
  return read as Release
}
const order = (a: string, b: string) => compareReleases(release(a), release(b)).kind

const small = fc.nat({ max: 4 })
const anyRelease: fc.Arbitrary<Release> = fc
  .record({
    product: fc.constantFrom('junos' as const, 'evolved' as const),
    major: fc.constantFrom(14, 15, 21),
    minor: fc.constantFrom(1, 4),
    line: fc.constantFrom('R' as const, 'R' as const, 'F' as const, 'X' as const, 'I' as const, 'S' as const, null),
    number: fc.option(fc.constantFrom(1, 2, 53), { freq: 5 }),
    service: fc.nat({ max: 2 }),
    delivery: fc.option(fc.constantFrom(9, 10, 69, 170, 236), { freq: 5 }),
    built: fc.option(fc.constantFrom('20240918', '20240919', '202409180120', '202409180121'), { freq: 1 }),
    special: fc.option(fc.constantFrom('C1', 'C1.2'), { freq: 1 }),
    spin: fc.array(small, { maxLength: 3 }),
  })
  .map(({ line, number, service, delivery, built, spin, ...rest }) => ({
    kind: 'release' as const,
    ...rest,
    line,
    number: line === null ? null : line === 'I' ? number : (number ?? 1),
    service: line === 'R' || line === 'F' ? service : 0,
    delivery: line === 'X' ? delivery : null,
    built,
    spin: line === null && built === null ? [] : spin,
  }))

test('every shape of release reads, and prints as what reads to the same again', () => {
  for (const text of seenReleases) assert.equal(printRelease(release(text)), text)
  assert.equal(printRelease(release(' 24.4I-20240921.0.2131 ')), '24.4I20240921.0.2131')
  assert.equal(printRelease(release('21.4r3-s4.9-evo')), '21.4R3-S4.9-EVO')
  assert.equal(printRelease(release('24.4R1.9-EVO-J2')), '24.4R1.9-J2-EVO')
  fc.assert(fc.property(anyRelease, (one) => assert.deepEqual(readRelease(printRelease(one)), one)))
})

test('text that is no release is said to be none, with what was found', () => {
  const texts = [
    '',
    'aaa',
    '21',
    '10.0.0.1',
    '21.4.3',
    'SigPack 3598',
    '6.1.9-lts',
    '21.4R',
    '21.4R3-X',
    '21.4Q3',
    '15.1X49-S3',
    'R3',
    '21.4R3-S4 x',
  ]
  for (const text of texts) {
    const read = readRelease(text)
    assert.equal(read.kind, 'no-release', text)
    assert.equal((read as { found: string }).found, text)
  }
  assert.equal(readRelease(undefined as unknown as string).kind, 'no-release')
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => ['release', 'no-release'].includes(readRelease(text).kind)),
  )
})

test('a release is found in what devices and file names say', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['Junos: 18.1R3.3', '18.1R3.3'],
    ['JUNOS Software Release [12.1X47-D10.4]', '12.1X47-D10.4'],
    ['JUNOS Base OS boot [17.4R1.16]', '17.4R1.16'],
    ['version 20.2R1.10;', '20.2R1.10'],
    ['jinstall64-14.1R1.10-domestic.img', '14.1R1.10'],
    ['junos-vmhost-install-mx-x86-64-21.2R3-S2.9.tgz', '21.2R3-S2.9'],
    ['junos-evo-install-ptx-x86-64-22.2R3-S3.12-EVO.iso', '22.2R3-S3.12-EVO'],
    ['junos-evo-install-ptx-fixed-x86-64-23.4R2-S4.4.iso', '23.4R2-S4.4-EVO'],
    ['jinstall-ex-4200-12.3R6.6-domestic-signed.tgz', '12.3R6.6'],
  ]
  for (const [text, expected] of texts) {
    const found = releaseIn(text)
    assert.equal(found.kind === 'release' && printRelease(found), expected, text)
  }
  assert.deepEqual(findReleases('address 10.0.0.1 and 21.4 of anything'), [])
})

/** The traps of section 2 of the facts. */
const traps: readonly (readonly [string, string, ReturnType<typeof order>])[] = [
  ['21.4R3-S9', '21.4R3-S10', 'less'],
  ['21.4R3', '21.4R3-S1', 'less'],
  ['21.4R3.15', '21.4R3-S1', 'less'],
  ['9.6R1', '10.0R1', 'less'],
  ['10.0R4', '10.4R1', 'less'],
  ['21.4R2-S9', '21.4R3', 'less'],
  ['21.4R3-S5', '21.4R3-S6', 'less'],
  ['21.2R3-S9.20', '21.2R3-S9.21', 'less'],
  ['21.4R3-S7.8', '21.4R3-S7.10', 'less'],
  ['22.1R3-S4', '22.2R1', 'less'],
  ['21.4R3', '21.4R3-EVO', 'incomparable'],
  ['15.1R7', '15.1F6', 'incomparable'],
  ['15.1R7', '15.1X49-D170', 'incomparable'],
  ['15.1', '15.1X49-D170', 'incomparable'],
  ['12.1X46-D65', '12.1X47-D20', 'incomparable'],
  ['15.1X49-D90', '15.1X49-D170', 'less'],
  ['15.1X53-D69', '15.1X53-D236', 'incomparable'],
  ['15.1X53-D235', '15.1X53-D236', 'less'],
  ['14.1X53-D49', '14.1X53-D130', 'incomparable'],
  ['21.4R3-S4', '21.4R3-S4.9', 'incomparable'],
  ['21.4', '21.4R3', 'incomparable'],
  ['21.4', '22.1R1', 'less'],
  ['23.4R2-S3-202409180120.0-EVO', '23.4R2-S3.2-EVO', 'incomparable'],
  ['23.4R2-S3-202409180120.0-EVO', '23.4R2-S4.4-EVO', 'less'],
  ['26.3I20260309', '26.3I20260310', 'less'],
  ['24.4R1', '24.4I0', 'incomparable'],
  ['21.4R3-S4.9', '21.4R3-S4.9', 'equal'],
]
for (const [a, b, expected] of traps)
  test(`${a} is ${expected} compared with ${b}`, () => {
    assert.equal(order(a, b), expected)
    assert.equal(order(b, a), expected === 'less' ? 'greater' : expected)
  })

test('the order is partial: reflexive, antisymmetric, transitive, and equal means the same release', () => {
  fc.assert(fc.property(anyRelease, (a) => assert.equal(compareReleases(a, a).kind, 'equal')))
  const mirrored = { less: 'greater', greater: 'less', equal: 'equal', incomparable: 'incomparable' } as const
  let met = 0
  fc.assert(
    fc.property(anyRelease, anyRelease, anyRelease, fc.integer({ min: 0, max: 3 }), (a, other, third, alike) => {
      // mostly of one line, or the law would hardly ever be asked
      const { line, product, number, delivery, service, major, minor } = a
      const like = alike === 0 ? {} : { line, product, number, delivery, service, ...(alike > 1 && { major, minor }) }
      const [b, c] = [other, third].map((each) => ({ ...each, ...like })) as [Release, Release]
      fc.pre(line !== null || alike === 0)
      const [ab, bc, ac] = [compareReleases(a, b).kind, compareReleases(b, c).kind, compareReleases(a, c).kind]
      assert.equal(compareReleases(b, a).kind, mirrored[ab])
      assert.equal(ab === 'equal', printRelease(a) === printRelease(b))
      if (ab === 'less' && bc === 'less') {
        met += 1
        assert.equal(ac, 'less')
      }
      if (ab === 'equal') assert.equal(ac, bc)
    }),
    { numRuns: 20_000 },
  )
  assert.ok(met > 200, `the law was met by ${met} triples only`)
})

test('what cannot be compared says why', () => {
  const read = compareReleases(release('15.1X53-D69'), release('15.1X53-D236'))
  assert.equal(read.kind === 'incomparable' && read.why, 'D69 and D236 of 15.1X53 are for different families of platforms.')
  assert.equal(deliveryFamily(release('15.1X49-D170')), null)
})

test('a bound without a spin is met by every spin of it, a bound with one is not', () => {
  assert.equal(hasReached(release('21.4R3-S4.9'), release('21.4R3-S4')), true)
  assert.equal(hasReached(release('21.4R3-S3.9'), release('21.4R3-S4')), false)
  assert.equal(hasReached(release('21.2R3-S9.20'), release('21.2R3-S9.21')), false)
  assert.equal(hasReached(release('21.4R1.5'), release('21.4')), true)
  assert.equal(hasReached(release('15.1X49-D170'), release('15.1')), null)
  assert.equal(hasReached(release('21.4R3-S4'), release('21.4R3-S4.9')), null)
})

test('releases that were never published are doubted', () => {
  assert.match(doubtAbout(release('23.4R3')) ?? '', /ends with R2/)
  assert.match(doubtAbout(release('23.1R1')) ?? '', /withdrawn/)
  assert.match(doubtAbout(release('19.3R0')) ?? '', /first of a branch is R1/)
  for (const text of ['22.4R3-S1', '23.2R2-S1', '24.2R2.1', '15.1X49-D170']) assert.equal(doubtAbout(release(text)), undefined, text)
})

test('bounds of records read as lists, branches, years or everything; what is none says so', () => {
  const list = readBound('22.4R2-S1, 22.4R3')
  assert.deepEqual(list.kind === 'releases' && list.releases.map(printRelease), ['22.4R2-S1', '22.4R3'])
  assert.equal(readBound('21.4R2-EVO,').kind, 'releases', 'a comma too many is no bound too few')
  assert.deepEqual(readBound('21.1*-EVO'), { kind: 'branch', product: 'evolved', major: 21, minor: 1 })
  assert.deepEqual(readBound('21.*'), { kind: 'year', product: 'junos', major: 21 })
  for (const text of ['0', 'unspecified', '*']) assert.deepEqual(readBound(text), { kind: 'everything' })
  for (const text of ['SigPack 3598', '6.1.9-lts', ',', '21.4R3, next']) assert.equal(readBound(text).kind, 'no-release', text)
})

test('real data: every release string that was seen reads, and every bound of a record but those of other products', {
  skip: !hasData,
}, () => {
  const rows = (name: string) =>
    readFileSync(join(dataDirectory, 'derived', name), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
  const notRead = rows('junos-version-strings-seen.tsv')
    .map((row) => row.split('\t')[0] ?? '')
    .filter((text) => readRelease(text).kind !== 'release')
  assert.deepEqual(notRead, ['aaa'])
  const bounds = new Set(rows('cve-affected-ranges.tsv').flatMap((row) => row.split('\t').slice(6, 9)))
  bounds.delete('')
  assert.ok(bounds.size > 200)
  const others = [...bounds].filter((text) => readBound(text).kind === 'no-release')
  assert.deepEqual(others.sort(), ['4.1.0', '4.2.0', '5.6.15', '6.1.9-lts', '6.2.5-sts', 'SigPack 3598'])
})
