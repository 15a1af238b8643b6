import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { cardNames } from '../../src/advisories/matching/cards.ts'
import { byWeight, fleetJudge, placesOf } from '../../src/advisories/matching/fleet.ts'
import { readInventory } from '../../src/advisories/matching/inventory.ts'
import { matchAdvisory, ready } from '../../src/advisories/matching/match.ts'
import { onPlatforms } from '../../src/advisories/matching/platform.ts'
import { readCve } from '../../src/advisories/record/read-cve.ts'
import { printRelease, readRelease } from '../../src/junos/release/release.ts'
import { fc } from '../support/laws.ts'

/** Records as registers publish them, platforms as records write them, and both against devices. */

const record = (cna: object, more: object = {}) => ({
  dataType: 'CVE_RECORD',
  cveMetadata: { cveId: 'CVE-2030-12345', state: 'PUBLISHED', dateUpdated: '2030-02-03T04:05:06.789Z' },
  containers: { cna: { title: 'Junos OS: a thing stops', ...cna }, ...more },
})
const entry = (more: object = {}) => ({
  product: 'Junos OS',
  defaultStatus: 'unaffected',
  versions: [{ status: 'affected', version: '21.4', lessThan: '21.4R3-S4', versionType: 'semver' }],
  ...more,
})
const read = (value: unknown) => {
  const found = readCve(value)
  if (found.kind !== 'record') throw new Error(found.message)
  return found.advisory
}
const device = (model: string, release: string, cards?: readonly string[]) => {
  const parsed = readRelease(release)
  if (parsed.kind !== 'release') throw new Error(release)
  return { model, release: parsed, ...(cards ? { cards } : {}) }
}

test('a record gives its numbers, scores, requirements and texts', () => {
  const advisory = read(
    record(
      {
        source: { advisory: 'JSA79106 JSA79107', defect: ['1719594', '1700001, 1700002'] },
        affected: [entry()],
        metrics: [
          { cvssV3_1: { version: '3.1', baseScore: 7.5, baseSeverity: 'HIGH', vectorString: 'CVSS:3.1/AV:N' } },
          { cvssV4_0: { version: '4.0', baseScore: 8.7, baseSeverity: 'HIGH', vectorString: 'CVSS:4.0/AV:N' } },
        ],
        configurations: [{ lang: 'en', value: 'One of these is needed:\n\u00a0 [ protocols  pim ]\n or [edit security alg]' }],
        solutions: [{ lang: 'en', value: 'Fixed in 21.4R3-S4. 22.1 is only available on request.' }],
        timeline: [{ time: '2030-01-09T17:00:00.000Z', lang: 'en', value: 'First published' }],
      },
      { adp: [{ metrics: [{ other: { type: 'kev', content: {} } }] }] },
    ),
  )
  assert.equal(advisory.id, 'JSA79106')
  assert.deepEqual(advisory.advisories, ['JSA79106', 'JSA79107'])
  assert.deepEqual(advisory.defects, ['1719594', '1700001', '1700002'])
  assert.deepEqual(
    advisory.scores.map(({ scheme, score }) => [scheme, score]),
    [
      ['CVSS 3.1', 7.5],
      ['CVSS 4.0', 8.7],
    ],
  )
  assert.deepEqual(advisory.requirements[0]?.paths, ['protocols pim', 'security alg'])
  assert.equal(advisory.exploited, true)
  assert.equal(advisory.updatedAt, '2030-02-03T04:05:06.789Z')
  assert.deepEqual(
    advisory.doubts.map(({ rule }) => rule),
    ['prose-narrows'],
  )
})

test('a number that is missing is taken from the address, and else is a doubt', () => {
  assert.equal(read(record({ affected: [entry()], references: [{ url: 'https://supportportal.example/JSA71636' }] })).id, 'JSA71636')
  const without = read(record({ affected: [entry()] }))
  assert.equal(without.id, 'CVE-2030-12345')
  assert.ok(without.doubts.some(({ rule }) => rule === 'no-advisory-id'))
})

test('what is no record says what it is, and a withdrawn one affects nothing', () => {
  assert.match((readCve('<xml/>') as { message: string }).message, /no JSON/)
  assert.match((readCve('{"a":1}') as { message: string }).message, /cveId/)
  const withdrawn = record({ affected: [entry()] })
  const rejected = read({ ...withdrawn, cveMetadata: { ...withdrawn.cveMetadata, state: 'REJECTED' } })
  assert.equal(matchAdvisory(device('MX204', '21.4R1'), ready(rejected)).verdict, 'not affected')
})

test('reading throws on nothing, however it is broken', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string()), fc.jsonValue(), (value, inner) => {
      readCve(value)
      readCve(
        record({ affected: inner, metrics: inner, references: inner, source: inner, configurations: inner, timeline: inner } as object),
      )
      return true
    }),
    { numRuns: 500 },
  )
})

const platforms: readonly (readonly [model: string, cards: readonly string[] | undefined, text: string, is: 'yes' | 'no' | 'unknown'])[] = [
  ['MX204', undefined, 'MX Series', 'yes'],
  ['MX204', undefined, 'MX', 'yes'],
  ['SRX4600', undefined, 'MX Series', 'no'],
  ['QFX5120-48Y-8C', undefined, 'QFX5k', 'yes'],
  ['QFX5120-48Y-8C', undefined, 'QFX5000 Series', 'yes'],
  ['QFX10002-72Q', undefined, 'QFX5000 Series', 'no'],
  ['QFX10002-72Q', undefined, 'QFX10000 Series', 'yes'],
  ['SRX345', undefined, 'SRX 300 Series', 'yes'],
  ['SRX1500', undefined, 'SRX 300 Series', 'no'],
  ['SRX5800', undefined, 'SRX 5000 Series', 'yes'],
  ['ACX7100-32C', undefined, 'ACX 7000 Series', 'yes'],
  ['PTX10003-80C', undefined, 'PTX10003 Series', 'yes'],
  ['PTX10008', undefined, 'PTX10003 Series', 'no'],
  ['PTX10001-36MR', undefined, 'PTX10001-36MR', 'yes'],
  ['PTX10001-20C', undefined, 'PTX10001-36MR', 'no'],
  ['EX4300-48P', undefined, 'EX4300 Series', 'yes'],
  ['EX4400-24P', undefined, 'EX4300 Series', 'no'],
  ['MX960', ['MPC10E-15C-MRATE', 'MPC7E'], 'MX Series with MPC10', 'yes'],
  ['MX960', ['MPC7E'], 'MX Series with MPC10', 'no'],
  ['MX960', undefined, 'MX Series with MPC10', 'unknown'],
  ['MX960', ['MPC11E'], 'MX with MPC10/11/LC9600', 'yes'],
  ['MX960', ['MPC11E'], 'MX Series with MPC10 MPC11 or LC9600', 'yes'],
  ['MX480', ['SPC3'], 'MX Series with SPC3 and MS-MPC', 'unknown'],
  ['MX480', ['MPC10E'], 'MX240 using MPC10E', 'no'],
  ['MX960', ['MPC11E'], 'MPC11', 'yes'],
  ['MX960', undefined, 'LC9600', 'unknown'],
  ['MX960', ['MPC10E'], 'MX Series with MPC1', 'no'],
  ['MX960', ['MPC'], 'MX Series with MPC10', 'unknown'],
  ['MX960', ['MPC', 'MPC10E'], 'MX Series with MPC10', 'yes'],
  ['MX204', [], 'MX Series with MPC10', 'no'],
  ['MX480', ['MX-SPC3'], 'MX Series with SPC3', 'yes'],
  ['MX480', ['SPC3'], 'MX Series with MX-SPC3', 'yes'],
  ['MX10008', ['JNP10K-LC9600'], 'MX Series with MPC10, MPC11 or LC9600', 'yes'],
  ['SRX5800', ['SRX5K-SPC-4-15-320'], 'SRX5000 Series with SPC2', 'yes'],
  ['SRX5800', ['SRX5K-SPC3'], 'SRX5000 Series with SPC3', 'yes'],
  ['SRX5800', ['SRX5K-SPC3'], 'SRX5000 Series with SPC2', 'no'],
  ['SRX5800', ['SRX5K-MPC'], 'MPC11', 'no'],
  ['VMX', undefined, 'MX Series', 'unknown'],
  ['EX4300-48MP', undefined, 'EX4300-MP', 'yes'],
  ['EX4300-48MP', undefined, 'EX4300MP', 'yes'],
  ['EX4300-48T', undefined, 'EX4300-MP', 'no'],
  ['EX2300-48P', undefined, 'EX2300-C', 'no'],
  ['EX3300-24T', undefined, 'EX3300-VC', 'unknown'],
  ['SRX550M', undefined, 'SRX550HM', 'yes'],
  ['EX9208', undefined, 'EX9200', 'yes'],
  ['EX9214', ['EX9200-15C'], 'EX9200 with EX9200-15C', 'yes'],
  ['EX9251', undefined, 'EX9250', 'yes'],
  ['SRX5400', undefined, 'SRX5000', 'yes'],
  ['ACX7509', undefined, 'ACX7000', 'yes'],
  ['QFX5120-48Y', undefined, 'QFX5100', 'no'],
  ['SRX4100', undefined, 'SRX4x00', 'unknown'],
  ['QFX5120-48Y', undefined, 'QFX51xx', 'unknown'],
  ['ACX7024X', undefined, 'ACX7024X', 'yes'],
  ['MX480', undefined, 'MS-MIC', 'unknown'],
  ['MX480', ['MS-MIC-16G'], 'MS-MIC', 'yes'],
  ['MX480', ['MPC7E'], 'MX-SPC3', 'no'],
  ['MX480', ['MX-SPC3'], 'MX-SPC3', 'yes'],
  ['SRX5800', ['SRX5K-SPC3'], 'SRX5K-SPC3', 'yes'],
  ['PTX10008', undefined, 'PTX10K-LC1201', 'unknown'],
  ['SRX5800', undefined, 'SRX Branch Series', 'unknown'],
  ['MX204', undefined, 'any router of the third kind', 'unknown'],
  ['Nexus 9000', undefined, 'MX Series', 'unknown'],
]
for (const [model, cards, text, is] of platforms)
  test(`${model}${cards ? ` with ${cards.join(', ')}` : ''} on "${text}": ${is}`, () =>
    assert.equal(onPlatforms({ model, cards }, [text]).is, is))

const parts: readonly (readonly [model: string, description: string, builtIn: boolean, names: readonly string[]])[] = [
  ['750-062572', 'MPC10E 3D MRATE-15xQSFPP', false, ['MPC10E']],
  ['MPC10E-15C-MRATE', 'MPC10E 3D MRATE-15xQSFPP', false, ['MPC10E-15C-MRATE', 'MPC10E']],
  ['', 'MPC Type 2 3D', false, ['MPC2']],
  ['', 'MPC Type2 3D EQ', false, ['MPC2']],
  ['', 'MPCE Type 3 3D', false, ['MPC3E']],
  ['', 'SRX5k SPC II', false, ['SRX5K', 'SPC2']],
  ['', 'SRX5k SPC3', false, ['SRX5K', 'SPC3']],
  ['', 'MPC 3D 16x 10GE', false, ['MPC']],
  ['', 'MPC', true, []],
  ['', 'SPC3', true, ['SPC3']],
  ['', '4x 10GE(LAN) SFP+', false, []],
  ['', '', false, []],
]
for (const [model, description, builtIn, names] of parts)
  test(`the names of the part "${model}" "${description}"${builtIn ? ', built in' : ''}: ${names.join(', ') || 'none'}`, () =>
    assert.deepEqual(cardNames({ model, description, builtIn }), names))

test('a platform that is not understood makes affected unknown, and never not affected', () => {
  const advisory = read(record({ affected: [entry({ platforms: ['MX Series with MPC10'] })], source: { advisory: 'JSA1' } }))
  assert.equal(matchAdvisory(device('MX960', '21.4R1'), ready(advisory)).verdict, 'unknown')
  assert.equal(matchAdvisory(device('MX960', '21.4R1', ['MPC10E']), ready(advisory)).verdict, 'affected')
  assert.equal(matchAdvisory(device('MX960', '21.4R1', ['MPC7E']), ready(advisory)).verdict, 'not affected')
  assert.equal(matchAdvisory(device('MX960', '21.4R3-S4'), ready(advisory)).verdict, 'fixed')
})

test('a product that is named in other words is read: two in one name, and a platform behind it', () => {
  const verdict = (product: string, model: string, release: string) =>
    matchAdvisory(device(model, release), ready(read(record({ affected: [entry({ product })] })))).verdict
  for (const both of ['Junos OS and Junos OS Evolved', 'Junos OS, Junos OS Evolved', 'Juniper Networks Junos OS / Junos OS Evolved']) {
    assert.equal(verdict(both, 'MX240', '21.4R3-S1'), 'affected', both)
    assert.equal(verdict(both, 'PTX10001-36MR', '21.4R3-S1-EVO'), 'affected', both)
  }
  for (const one of [
    'Junos OS (SRX Series)',
    'Junos OS on SRX Series',
    'Juniper Networks, Inc. Junos OS - SRX Series',
    'Junos® OS (SRX Series)',
  ]) {
    assert.equal(verdict(one, 'SRX1500', '21.4R3-S1'), 'affected', one)
    assert.equal(verdict(one, 'MX240', '21.4R3-S1'), 'not affected', one)
  }
  assert.equal(verdict('JunosOS', 'MX240', '21.4R3-S1'), 'affected')
  // beside other software, and in words that are not understood
  assert.equal(verdict('Junos OS, Junos OS Evolved and Junos Space', 'MX240', '21.4R3-S1'), 'affected')
  assert.equal(verdict('Junos OS and cRPD', 'MX240', '21.4R3-S1'), 'affected')
  assert.equal(verdict('Junos OS-Evolved', 'PTX10001-36MR', '21.4R3-S1-EVO'), 'affected')
  for (const other of ['Junos OS with J-Web enabled', 'SRX Series: Junos OS', 'Junos OS 21.4'])
    assert.equal(verdict(other, 'MX240', '21.4R3-S1'), 'unknown', other)
  for (const other of ['Junos Space', 'Junos Fusion', 'JunosE', 'Junos Pulse', 'Session Smart Router and Conductor', ''])
    assert.equal(verdict(other, 'MX240', '21.4R3-S1'), 'not affected', other)
})

test('a record of old that names no product is of Junos where its text says so, and not known', () => {
  const old = (text: string) =>
    read(
      record({
        affected: [{ vendor: 'n/a', product: 'n/a', versions: [{ status: 'affected', version: 'n/a' }] }],
        title: '',
        descriptions: [{ lang: 'en', value: text }],
      }),
    )
  const verdict = (text: string) => matchAdvisory(device('MX240', '21.4R3'), ready(old(text))).verdict
  assert.equal(verdict('Juniper Junos 11.4 before R12 allows remote attackers to cause a denial of service.'), 'unknown')
  assert.equal(verdict('Another router allows remote attackers to cause a denial of service.'), 'not affected')
})

test('one product twice, for platforms of their own with fixes of their own', () => {
  const advisory = read(
    record({
      source: { advisory: 'JSA83195' },
      affected: [
        entry({ platforms: ['SRX Series'], versions: [{ status: 'affected', version: '21.4', lessThan: '21.4R3-S7.9' }] }),
        entry({ platforms: ['NFX Series'], versions: [{ status: 'affected', version: '21.4', lessThan: '21.4R3-S8' }] }),
      ],
    }),
  )
  assert.equal(matchAdvisory(device('SRX345', '21.4R3-S7.9'), ready(advisory)).verdict, 'fixed')
  assert.equal(matchAdvisory(device('NFX350', '21.4R3-S7.9'), ready(advisory)).verdict, 'affected')
  assert.equal(matchAdvisory(device('MX204', '21.4R1'), ready(advisory)).verdict, 'not affected')
})

test('an inventory is read with the headings people use; rows that cannot be matched are named', () => {
  const { of, combinations, nameOf, problems } = readInventory(
    'Hostname;Model;OS version;Line cards\nedge1;MX960;21.4R3-S4.9;MPC10E;\nedge2;;21.4R1;\nedge3;MX204;none;\n',
  )
  assert.deepEqual(
    [...of].map((place, device) => [nameOf(device), combinations[place]?.model, combinations[place]?.cards]),
    [['edge1', 'MX960', ['MPC10E']]],
  )
  assert.deepEqual(
    problems.map(({ line }) => line),
    [3, 4],
  )
  const said = readInventory(
    'Device Name,Device Model,sysDescr\ne1,mx480,"Juniper Networks, Inc. mx480 internet router, kernel JUNOS 20.4R3-S2.6, Build date: 2022-01-11"\ne2,MX204,Junos: 21.4R3-S5.4\ne3,MX204,21.4R1 or 21.4R2\n',
  )
  assert.deepEqual(
    said.combinations.map(({ release }) => printRelease(release)),
    ['20.4R3-S2.6', '21.4R3-S5.4'],
  )
  assert.deepEqual(
    said.problems.map(({ line }) => line),
    [4],
  )
  assert.match(readInventory('a,b\n1,2\n').problems[0]?.message ?? '', /expected one for the model and one for the release/)
})

test('of several columns that could be meant the surest counts, whatever stands first', () => {
  const lists = [
    'Hostname,Platform,Model,Version\nr1,junos,MX204,21.4R3\n',
    'Hostname,Product,Model,OS version\nr1,Router,MX204,21.4R3\n',
    'Hostname,Model,Version,Software version\nr1,MX204,V1,21.4R3\n',
    'Caption;Vendor;Machine type;IOS version\nr1;Juniper Networks;MX204;21.4R3\n',
    'sep=;\nNode name;Node model;Image version\nr1;MX204;JUNOS 21.4R3\n',
    'name,manufacturer,device_type,platform,cf_software_version\nr1,Juniper,MX204,junos,21.4R3\n',
    '"Name","Manufacturer","Type","Firmware"\n"r1","Juniper","MX204","21.4R3"\n',
  ]
  for (const list of lists)
    for (const given of [list, Buffer.from(list)]) {
      const { combinations, problems, nameOf } = readInventory(given)
      assert.deepEqual([problems, nameOf(0)], [[], 'r1'], list)
      assert.deepEqual(
        combinations.map(({ model, release }) => [model, printRelease(release)]),
        [['MX204', '21.4R3']],
        list,
      )
    }
})

test('a device of another vendor is named and not matched: its 16.9 is no release of Junos', () => {
  const list = 'Hostname,Vendor,Model,Version\nr1,Cisco,ASR1001,16.9\nr2,Juniper,MX204,21.4R3\nr3,,MX204,21.4R3\n'
  for (const given of [list, Buffer.from(list)]) {
    const { of, nameOf, problems } = readInventory(given)
    assert.deepEqual([...of.keys()].map(nameOf), ['r2', 'r3'])
    assert.deepEqual(problems, [{ line: 2, message: 'It is of Cisco, and not matched.' }])
  }
})

test('on the command line: affected devices end with another code, and what is open is shown', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-advisories-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'a.json'), JSON.stringify(record({ affected: [entry()], source: { advisory: 'JSA1' } })))
  writeFileSync(join(folder, 'b.json'), 'no record')
  writeFileSync(join(folder, 'devices.csv'), 'name,model,release\nold,MX204,21.4R1\nnew,MX204,22.4R3\n')
  const main = join(import.meta.dirname, '..', '..', 'src', 'cli', 'main.ts')
  const run = (inventory: string) =>
    promisify(execFile)(process.execPath, [
      '--disable-warning=ExperimentalWarning',
      main,
      'advisories',
      'match',
      '--inventory',
      inventory,
      '--records',
      folder,
    ]).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      (error: { code: number; stdout: string; stderr: string }) => error,
    )
  const first = await run(join(folder, 'devices.csv'))
  assert.equal(first.code, 3)
  assert.match(first.stdout, /old +21\.4R1 +JSA1 +CVE-2030-12345 +affected/)
  assert.doesNotMatch(first.stdout, /^new/m)
  assert.match(first.stderr, /b\.json: This is no JSON/)
  assert.match(first.stderr, /2 devices, 1 records: 1 affected/)
  // as a spreadsheet saves Unicode text
  writeFileSync(join(folder, 'devices.txt'), Buffer.from('\ufeffname\tmodel\trelease\r\nold\tMX204\t21.4R1\r\n', 'utf16le'))
  assert.match((await run(join(folder, 'devices.txt'))).stdout, /old +21\.4R1 +JSA1 +CVE-2030-12345 +affected/)
  writeFileSync(join(folder, 'clean.csv'), 'name,model,release\nnew,MX204,22.4R3\n')
  const clean = await run(join(folder, 'clean.csv'))
  assert.deepEqual([clean.code, clean.stdout], [0, 'Nothing is open.\n'])
})

const real = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '..', '..', '..', 'shared', 'data'), 'cve')
test('real records: each is read, every row of Junos is placed or doubted', { skip: !existsSync(real) && 'no real records here' }, () => {
  let rows = 0
  for (const name of readdirSync(real).filter((each) => each.endsWith('.json'))) {
    const advisory = read(readFileSync(join(real, name), 'utf8'))
    for (const { rows: written } of advisory.entries) rows += written.length
    for (const release of [
      '15.1X49-D170',
      '19.4R3-S1',
      '21.2R3-S9.20',
      '21.4R3-S4.9',
      '22.3R3',
      '23.2R1-S1.6',
      '22.2R3-S3.12-EVO',
      '24.4R1',
    ])
      for (const model of ['MX960', 'SRX5800', 'QFX5120-48Y', 'PTX10008', 'EX4300-48P']) {
        const { why } = matchAdvisory(device(model, release), ready(advisory))
        assert.ok(
          why.every((line) => line.length > 5),
          `${name} ${model} ${release}`,
        )
      }
  }
  assert.ok(rows > 900, `${rows} rows`)
})

test('a list is read from its bytes in one pass to the same as from its text', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'MX204',
      'MX960',
      ' MX960 ',
      '21.4R1',
      '21.4R1 ',
      '21.4R3-S4.9',
      '22.2R1-EVO',
      '',
      ' ',
      'MPC10E; SPC3',
      'none',
      '"MX204"',
      'Zürich-1',
      '東京',
      '\ufffd',
    ),
    fc.string({ maxLength: 6 }),
    fc.string({ maxLength: 4, unit: 'grapheme' }),
  )
  const heading = fc.constantFrom('name', 'Model', 'OS version', 'cards', 'site', 'Hostname', 'Platform', 'Vendor')
  const heads = fc.oneof(
    fc.constantFrom(['name', 'model', 'release'], ['Release', 'Model', 'Cards', 'Host']),
    fc.array(heading, { maxLength: 6 }),
  )
  const rows = fc.array(fc.array(word, { maxLength: 7 }), { maxLength: 12 })
  const shown = ({ of, combinations, counts, lineOf, nameOf, problems }: ReturnType<typeof readInventory>) => ({
    devices: [...of].map((place, device) => [lineOf(device), nameOf(device), combinations[place]]),
    counts: [...counts],
    problems,
  })
  fc.assert(
    fc.property(
      heads,
      rows,
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.constantFrom('', '\ufeff'),
      (head, cells, sign, end, last, mark) => {
        const text = mark + [head, ...cells].map((row) => row.join(sign)).join(end) + (last ? end : '')
        assert.deepEqual(shown(readInventory(Buffer.from(text))), shown(readInventory(text)))
      },
    ),
    { numRuns: 3_000 },
  )
})

test('a list of many different devices is read from its bytes to the same, too', () => {
  const rows = Array.from({ length: 70_000 }, (_, at) => `r${at},MX${at},21.4R1`)
  const text = ['name,model,release', ...rows, ...rows.slice(0, 10)].join('\n')
  const { of, counts, combinations, nameOf } = readInventory(Buffer.from(text))
  assert.equal(combinations.length, 70_000)
  assert.equal(of[70_009], 9)
  assert.deepEqual([counts[9], counts[10], nameOf(70_009)], [2, 1, 'r9'])
})

test('a row beyond the bounds of a list is named, and the others stand', () => {
  const text = `name,model,release\na,MX204,21.4R1\n${'x'.repeat(70_000)}\nb,MX204,21.4R1\n${','.repeat(2_000)}z\n`
  const { of, problems } = readInventory(Buffer.from(text))
  assert.equal(of.length, 2)
  assert.deepEqual(
    problems.map(({ line }) => line),
    [3, 5],
  )
})

test('a fleet is matched as its devices one by one are, however alike they are', () => {
  const records = [
    record({ affected: [entry()], source: { advisory: 'JSA1' } }),
    record({ affected: [entry({ platforms: ['MX Series with MPC10'] }), entry({ platforms: ['SRX Series'] })] }),
  ].map((each) => ready(read(each)))
  const releases = ['21.4R1', '21.4R3-S4', '22.4R1', '20.1R1']
  const rows = releases.flatMap((each) => [`MX960,${each},`, `MX960,${each},MPC10E`, `SRX345,${each},`, `MX960,${each},`])
  const list = readInventory(['model,release,cards', ...rows].join('\n'))
  assert.equal(list.combinations.length, 12)
  assert.equal(list.counts[0], 2)
  const lists = placesOf(list.of, list.combinations.length)
  assert.deepEqual([...(lists[0] ?? [])], [0, 3])
  assert.equal(
    lists.reduce((sum, each) => sum + each.length, 0),
    rows.length,
  )
  const judge = fleetJudge(list.combinations, list.counts)
  for (const each of records) {
    const { verdicts, explain } = judge(each)
    for (const [at, facts] of list.combinations.entries()) {
      const alone = matchAdvisory(facts, each)
      assert.deepEqual(explain(at), alone)
      assert.equal(byWeight[verdicts()[at] ?? -1], alone.verdict)
    }
  }
})

test('a configuration frees devices of a fleet as it frees one', () => {
  const needs = ready(read(record({ affected: [entry()], configurations: [{ lang: 'en', value: 'Needs [ protocols pim ].' }] })))
  const without = { ...device('MX204', '21.4R1'), evidence: { present: [], whole: true } }
  const has = { ...device('MX204', '21.4R1'), evidence: { present: ['protocols pim'], whole: true } }
  const { verdicts, counts } = fleetJudge([without, has, device('MX204', '21.4R1')], Uint32Array.of(5, 2, 1))(needs)
  assert.deepEqual(
    [...verdicts()].map((verdict) => byWeight[verdict]),
    ['not affected', 'affected', 'affected'],
  )
  assert.deepEqual([counts[byWeight.indexOf('affected')], counts[byWeight.indexOf('not affected')]], [3, 5])
})
