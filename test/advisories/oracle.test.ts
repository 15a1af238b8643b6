import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readEntry } from '../../src/advisories/affected/entry.ts'
import { matchAdvisory } from '../../src/advisories/matching/match.ts'
import { onPlatforms } from '../../src/advisories/matching/platform.ts'
import { readRecord } from '../../src/advisories/record/read.ts'
import { assertSame, compareFleets, compareReadings, releasesAround } from './against-oracle.ts'
import { oraclePlatform } from './oracle-platform.ts'

/** The matcher beside a second, slow reading that was written by itself; test/long has ten times as many pairs. */

test('100,000 pairs of made-up records and devices come out alike in both readings', () => compareReadings(5_000))

test('100,000 pairs judged as a fleet come out as each by itself', () => compareFleets(1_664))

test('a matcher that holds S10 for older than S9 is found', () => {
  const wrong: typeof matchAdvisory = (device, record, by) => {
    const { release } = device
    return matchAdvisory({ ...device, release: { ...release, service: Math.min(release.service, 8) } }, record, by)
  }
  assert.throws(() => compareReadings(2_000, wrong))
})

const real = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'), 'cve')
const realEntries = () =>
  readdirSync(real)
    .filter((each) => each.endsWith('.json'))
    .flatMap((name) => {
      const read = readRecord(readFileSync(join(real, name), 'utf8'))
      return read.kind === 'record' ? read.advisory.entries : []
    })
const skip = !existsSync(real) && 'no real records here'

test('every release at an edge of a real record comes out alike in both readings', { skip }, () => {
  let pairs = 0
  for (const written of realEntries()) {
    const entry = readEntry(written)
    if (entry.product === null) continue
    const texts = written.rows.map(({ version, lessThan, lessThanOrEqual, changes = [] }) =>
      [version, lessThan, lessThanOrEqual, ...changes.map(({ at }) => at)].join(' '),
    )
    for (const release of new Set([...texts.flatMap(releasesAround), '10.4R3', '15.1X49-D170', '15.1F6-S10', '99.1R1'])) {
      assertSame(entry.product === 'evolved' ? `${release}-EVO` : release, written, entry)
      pairs += 1
    }
  }
  assert.ok(pairs > 20_000, `${pairs} pairs`)
})

const models =
  'MX204 MX304 MX480 MX960 MX10003 mx10008 EX2300-24T EX4300-48P EX4300-48MP EX4400-48T EX4600-40F EX4650 EX9204 QFX5120-48Y QFX10002-36Q ' +
  'QFX10008 SRX345 SRX380 SRX4600 SRX5800 SRX300 SRX550HM SRX1500 PTX10001-36MR PTX10003-80C PTX10008 PTX1000 ACX7024 ACX7100-32C ACX5448 ' +
  'NFX250 NFX350 vSRX vMX VSRX3 cRPD JRR200 T640 T4000 M7i M320 QFX5k X MX'
const platformTexts = [
  ...['MX Series', 'MX', 'MX304', 'SRX 5000 Series', 'SRX5000 Series', 'SRX 4600', 'SRX4600', 'SRX 300 Series', 'QFX5k', 'QFX5000 Series'],
  ...['QFX10000 Series', 'EX4300 Series', 'EX4600', 'PTX10003 Series', 'PTX10001-36MR', 'ACX 7000 Series', 'ACX7000 Series', 'NFX350'],
  ...[
    'cRPD',
    'MPC11',
    'LC9600',
    'EX9200-15C',
    'EX9200',
    'MX Series with SPC3',
    'MX Series with SPC3 and MS-MPC',
    'MX with MPC10/11/LC9600',
  ],
  ...['MX Series with MPC10 MPC11 or LC9600', 'MX240 using MPC10E', 'EX9200 with EX9200-15C', 'Paragon Active Assurance Test Agent'],
]
const cards = [undefined, [], ['MPC10E'], ['MPC11E', 'MPC7E'], ['MPC'], ['SPC3'], ['MS-MPC', 'SPC3'], ['LC9600'], ['EX9200-15C'], ['SPC2']]

test('platforms as real records write them are the same to both readings, for every model and set of cards', () => {
  const texts = new Set([...platformTexts, ...(existsSync(real) ? realEntries().flatMap(({ platforms }) => platforms) : [])])
  for (const text of texts)
    for (const model of models.split(' '))
      for (const of of cards) {
        const device = { model, cards: of }
        assert.equal(onPlatforms(device, [text]).is, oraclePlatform(device, [text]), `${model} with ${of?.join(', ')} against "${text}"`)
      }
})
