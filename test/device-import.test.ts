import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TextDecoder } from 'node:util'
import { chassisFates } from '../src/installed-base/import/chassis.ts'
import { encodingOf } from '../src/installed-base/import/encoding.ts'
import type { KnownBase, ListedDevice, RowFate } from '../src/installed-base/import/fate.ts'
import { tally } from '../src/installed-base/import/fate.ts'
import { readDeviceList } from '../src/installed-base/import/list.ts'
import { readChassisHardware } from '../src/junos/show/chassis-hardware/read.ts'
import { armed, csvCell, csvReader, csvRow, csvText, looksLikeFormula, separatorOf } from '../src/lib/csv.ts'
import { fc } from './support/laws.ts'

const device = (serial: string, change: Partial<ListedDevice> = {}): ListedDevice => ({
  serial,
  product: 'MX480',
  description: '',
  kind: 'chassis',
  slot: '',
  siteId: 'site-ams',
  status: 'in-use',
  acquired: 'purchase',
  source: 'reseller',
  seller: 'RS1',
  originProof: '',
  registeredOn: '2026-01-05',
  modifiedCode: false,
  grayMarket: false,
  endOfSupportOn: null,
  parentSerial: null,
  ...change,
})

const baseOf = (...devices: readonly ListedDevice[]): KnownBase => {
  const bySerial = new Map(devices.map((each) => [each.serial, each]))
  const sites = new Map([
    ['amsterdam', 'site-ams'],
    ['london', 'site-lon'],
    ['=cmd()', 'site-odd'],
  ])
  return { device: (serial) => bySerial.get(serial), site: (text) => sites.get(text.toLowerCase()) }
}
const known = baseOf(device('JN1001'), device('JN1002', { status: 'spare', siteId: null }))

const answersOf = (text: string, base = known) => [...readDeviceList([text], base)]
const fatesOf = (text: string, base = known): readonly RowFate[] => answersOf(text, base).filter((answer) => answer.kind === 'row')

test('each row has its fate, and a bad row never stops a good one', () => {
  const fates = fatesOf(
    [
      'Serial,Product,Site,Status,Acquired,Source,Seller,Registered,Modified code,Gray market,End of support,Parent serial',
      'jn1001,MX480,Amsterdam,in use,purchase,reseller,RS1,2026-01-05,no,no,,',
      'JN1002,,London,in-use,,,,,,,2031-06-30,',
      'JN1003,MX204,London,in-use,lease,vendor,Bank,2 Mar 2026,yes,no,,',
      'JN1004,MX204,Paris,running,borrowed,friend,,03/04/2026,maybe,,2026-02-30,JN9999',
      'JN1005,MPC7E,,spare,,,,,,,,jn1003',
      ',MX204,,,,,,,,,,',
    ].join('\r\n'),
  )
  assert.deepEqual(
    fates.map(({ fate }) => fate),
    ['same', 'change', 'add', 'refused', 'add', 'refused'],
  )
  assert.deepEqual(
    fates.map(({ line }) => line),
    [2, 3, 4, 5, 6, 7],
  )
  assert.deepEqual(fates[1]?.changes, [
    { field: 'siteId', from: null, to: 'site-lon' },
    { field: 'status', from: 'spare', to: 'in-use' },
    { field: 'endOfSupportOn', from: null, to: '2031-06-30' },
  ])
  assert.equal(fates[1]?.device?.seller, 'RS1', 'a blank cell leaves what is known')
  assert.deepEqual(
    fates[2]?.device,
    device('JN1003', {
      product: 'MX204',
      siteId: 'site-lon',
      acquired: 'lease',
      source: 'vendor',
      seller: 'Bank',
      registeredOn: '2026-03-02',
      modifiedCode: true,
    }),
  )
  assert.deepEqual(
    fates[3]?.problems.map(({ column }) => column),
    ['Site', 'Parent serial', 'Status', 'Acquired', 'Source', 'Registered', 'Modified code', 'End of support'],
  )
  assert.deepEqual(
    fates[3]?.problems.find(({ column }) => column === 'Registered'),
    {
      column: 'Registered',
      found: '03/04/2026',
      expected: 'a date as YYYY-MM-DD',
      toDo: 'Day and month could be either: write the date as YYYY-MM-DD.',
      refuses: true,
    },
  )
  assert.deepEqual([fates[4]?.device?.parentSerial, fates[4]?.device?.kind], ['JN1003', 'module'])
  assert.deepEqual(tally(fates), { add: 2, change: 1, same: 1, refused: 2, warned: 0 })
})

test('headings are forgiven: any order, other names, unknown ones reported; without serials the list is refused', () => {
  const first = (text: string) => answersOf(text)[0]
  const header = first('Notes;S/N;Grey-Market;Model;Last day of support\nx;JN7;yes;EX4300;2030-01-01\n')
  assert.ok(header?.kind === 'list-header')
  assert.deepEqual(header.header.unknown, ['Notes'])
  assert.deepEqual(
    [...header.header.places],
    [
      ['serial', 1],
      ['grayMarket', 2],
      ['product', 3],
      ['endOfSupport', 4],
    ],
  )
  assert.equal(fatesOf('\uFEFFserial number\tproduct\r\nJN7\tEX4300\r\n')[0]?.fate, 'add')
  for (const text of ['', '\n\n', 'Product,Site\nMX480,London\n', 'Serial,S/N\nJN7,JN8\n', 'JN1001,MX480\nJN1002,MX480\n']) {
    const answers = answersOf(text)
    assert.deepEqual(
      answers.map(({ kind }) => kind),
      ['list-refused'],
      JSON.stringify(text),
    )
  }
})

test('serials: doubles, what a spreadsheet shortened, and what is no serial are refused with what to do', () => {
  const fates = fatesOf('serial,product\nJN7,A\n jn7 ,B\n1.23E+11,C\nBUILTIN,D\nn/a,E\nJN 8,F\n=JN9,G\nJN10,\n')
  assert.deepEqual(
    fates.map(({ fate }) => fate),
    ['add', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
  )
  assert.match(fates[1]!.problems[0]!.toDo, /line 2 already/)
  assert.match(fates[2]!.problems[0]!.toDo, /shortened/)
  assert.equal(fates[7]!.problems[0]!.column, 'Product')
})

test('cells that a spreadsheet would run are kept as text and warned about', () => {
  const fates = fatesOf('serial,product,seller,site\nJN7,=1+1,+31 20 555,=cmd()\nJN8,"\t=1",@x,\nJN9,\'=1+1,ok,\nJN6,-,-,-\nJN1001,-,-,-\n')
  assert.deepEqual(
    fates.map(({ fate, problems }) => [fate, problems.length]),
    [
      ['add', 3],
      ['add', 2],
      ['add', 0],
      ['refused', 1],
      ['same', 0],
    ],
  )
  assert.deepEqual([fates[0]?.device?.product, fates[0]?.device?.siteId], ['=1+1', 'site-odd'])
  assert.equal(fates[2]?.device?.product, '=1+1', 'what our own export disarmed comes back as it was')
  assert.ok(fates[0]!.problems.every(({ refuses }) => !refuses))
})

test('a part may not sit in itself, nor in what sits in it, and its parent comes first', () => {
  const base = baseOf(device('A'), device('B', { parentSerial: 'A' }), device('C', { parentSerial: 'B' }))
  const fate = (rows: string): readonly string[] => fatesOf(`serial,product,parent serial\n${rows}`, base).map(({ fate: each }) => each)
  assert.deepEqual(fate('A,,A'), ['refused'])
  assert.deepEqual(fate('A,,C'), ['refused'])
  assert.deepEqual(fate('C,,A'), ['change'])
  assert.deepEqual(fate('N2,X,N1\nN1,X,'), ['refused', 'add'])
  assert.deepEqual(fate('N1,X,\nN2,X,N1\nN1,X,N2'), ['add', 'add', 'refused'])
})

test('a registration date without a site is taken and warned about (ACP-2.iv)', () => {
  const fates = fatesOf('serial,product,registered,site\nJN7,MX204,2026-03-02,\nJN1001,,2026-03-02,\n')
  assert.deepEqual(
    fates.map(({ fate, problems }) => [fate, problems[0]?.toDo.includes('ACP-2.iv') ?? false]),
    [
      ['add', true],
      ['change', false],
    ],
  )
})

test('a stray quote, a row that is too long or a row with too many cells spoils its own line only', () => {
  const long = 'y'.repeat(100_000)
  const fates = fatesOf(
    `serial,product\nJN1,"open\nJN2,fine\nJN3,"a ""quoted"" cell, with comma"\nJN4,"torn"x\nJN5,fine\nJN6,${long}\nJN7,"two\nlines"\nJN8,a,b\nJN9,in"side\n\n,\nJN10,${long}`,
  )
  assert.deepEqual(
    fates.map(({ line, serial, fate }) => [line, serial, fate]),
    [
      [2, 'JN1', 'refused'],
      [3, 'JN2', 'add'],
      [4, 'JN3', 'add'],
      [5, 'JN4', 'refused'],
      [6, 'JN5', 'add'],
      [7, undefined, 'refused'],
      [8, 'JN7', 'add'],
      [10, 'JN8', 'refused'],
      [11, 'JN9', 'add'],
      [14, undefined, 'refused'],
    ],
  )
  assert.equal(fates[2]?.device?.product, 'a "quoted" cell, with comma')
  assert.equal(fates[6]?.device?.product, 'two lines')
})

test('encodings other than UTF-8 are found and said', () => {
  const text = 'Serial;Product;Seller;Invoice no.\r\nJN7;MX204;Müller & Søn;INV-88\r\n'
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le')
  const files: readonly (readonly [string, Uint8Array, string, boolean])[] = [
    ['UTF-8', Buffer.from(text), 'utf-8', false],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`), 'utf-8', false],
    ['UTF-16 little-endian', utf16, 'utf-16le', true],
    ['UTF-16 big-endian', Buffer.from(utf16).swap16(), 'utf-16be', true],
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le'), 'utf-16le', true],
    ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252', true],
    ['UTF-8 cut within a character', Buffer.from('Müller').subarray(0, 2), 'utf-8', false],
    ['nothing', new Uint8Array(), 'utf-8', false],
  ]
  for (const [title, bytes, label, noted] of files) {
    const encoding = encodingOf(bytes)
    assert.deepEqual([encoding.label, encoding.note !== undefined], [label, noted], title)
    if (bytes.length > 20) {
      const read = fatesOf(new TextDecoder(label).decode(bytes))[0]?.device
      assert.deepEqual([read?.seller, read?.originProof], ['Müller & Søn', 'INV-88'], title)
    }
  }
  const wrong = fatesOf(new TextDecoder('utf-8').decode(Buffer.from(text, 'latin1')))
  assert.match(wrong[0]!.problems[0]!.toDo, /UTF-8/)
})

test('a chassis reply has the same fates: what the device says is added or changed, who bought it is left', () => {
  const reply = `<rpc-reply><chassis-inventory><chassis><name>Chassis</name><serial-number>jn1002</serial-number><description>MX960</description>
    <chassis-module><name>Routing Engine 0</name><serial-number>JN1002</serial-number></chassis-module>
    <chassis-module><name>FPC 0</name><serial-number>F1</serial-number><part-number>750-1</part-number><description>MPC</description>
      <chassis-sub-module><name>PIC 0</name><serial-number>BUILTIN</serial-number>
        <chassis-sub-sub-module><name>Xcvr 0</name><serial-number>X 1</serial-number></chassis-sub-sub-module>
        <chassis-sub-sub-module><name>Xcvr 1</name><serial-number>X2</serial-number><description>SFP+</description></chassis-sub-sub-module>
      </chassis-sub-module></chassis-module></chassis></chassis-inventory></rpc-reply>`
  const chassis = chassisFates(readChassisHardware(reply), known)
  assert.deepEqual(
    chassis.map(({ fate, serial, problems }) => [fate, serial, problems.length]),
    [['change', 'JN1002', 1]],
  )
  assert.equal(chassis[0]?.device?.seller, 'RS1')
  const parts = chassisFates(readChassisHardware(reply), known, { parts: true, siteId: 'site-lon' })
  assert.deepEqual(
    parts.map(({ fate, serial, device: each }) => [fate, serial, each?.parentSerial, each?.slot]),
    [
      ['change', 'JN1002', null, ''],
      ['add', 'F1', 'JN1002', 'FPC 0'],
      ['refused', undefined, undefined, undefined],
      ['add', 'X2', 'F1', 'FPC 0 / PIC 0 / Xcvr 1'],
    ],
  )
  assert.equal(parts[0]?.device?.siteId, 'site-lon')
  const none = chassisFates(
    readChassisHardware('<rpc-reply><chassis-inventory><chassis><name>Chassis</name></chassis></chassis-inventory></rpc-reply>'),
    known,
  )
  assert.deepEqual(
    none.map(({ fate }) => fate),
    ['refused'],
  )
})

test('no exported cell starts with what a spreadsheet would run, and every export reads back as it was', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\0', ' =', "'=", "''-", '"=', '\n', '＝'), fc.string())
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(cell, (text) => {
      const made = csvCell(text)
      const bare = made.startsWith('"') ? made.slice(1, -1).replaceAll('""', '"') : made
      assert.doesNotMatch(bare, /^[=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]/)
      assert.doesNotMatch(bare.trimStart(), /^[=+\-@]/)
      assert.equal(armed(bare), text)
      if (looksLikeFormula(text)) assert.ok(bare.startsWith("'"))
    }),
    { numRuns: 100_000 },
  )
  // Line ends within a cell come back as they were, also when the text arrives in pieces.
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 9 }),
      (rows, size) => {
        const kept = rows.filter((row) => row.some((each) => each.trim() !== ''))
        const text = [...csvText(['a', 'b'], kept)].join('')
        const reader = csvReader(',')
        const records = []
        for (let at = 0; at < text.length; at += size) records.push(...reader.push(text.slice(at, at + size)))
        records.push(...reader.end())
        assert.deepEqual(
          records.slice(1).map(({ cells }) => cells.map(armed)),
          kept,
        )
        assert.ok(records.every(({ problem }) => problem === undefined))
      },
    ),
    { numRuns: 2_000 },
  )
  assert.equal(csvRow(['a', -5, null, true, '=1', 'x,y']), 'a,-5,,true,\'=1,"x,y"\r\n'.replace("'=1", '"\'=1"'))
  assert.deepEqual(['a,b', 'a;b;c', 'a\tb', '"a;b;c",d', ''].map(separatorOf), [',', ';', '\t', ',', ','])
})

test('any text at all is read without throwing, piece by piece as in one go', () => {
  const piece = fc.oneof(
    fc.constantFrom('Serial,Product\n', 'JN7,MX\n', '"', '"x', '\n', ',', '\r\n', 'JN8,"a', '\uFEFF', '=1,'),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const whole = [...readDeviceList(['Serial,Product\n', pieces.join('')], known)]
      const parts = [...readDeviceList(['Serial,Product\n', ...pieces], known)]
      assert.deepEqual(parts, whole)
    }),
    { numRuns: 3_000 },
  )
})

test('a million rows are read in bounded memory', { skip: process.env.HOLDFAST_LONG !== '1' }, () => {
  function* pieces() {
    yield 'Serial,Product,Site,Status,Registered\n'
    for (let block = 0; block < 1_000; block += 1) {
      let text = ''
      for (let row = 0; row < 1_001; row += 1) text += `JN${block}X${row},MX480,Amsterdam,in-use,2026-03-02\n`
      yield text
    }
  }
  const began = performance.now()
  const fates = { add: 0, change: 0, same: 0, refused: 0 }
  let most = 0
  for (const answer of readDeviceList(pieces(), known)) {
    if (answer.kind === 'row') fates[answer.fate] += 1
    if (fates.add % 100_000 === 0) most = Math.max(most, process.memoryUsage().rss)
  }
  assert.deepEqual(fates, { add: 1_000_000, change: 0, same: 0, refused: 1_000 })
  assert.ok(most < 600 * 1024 * 1024, `${Math.round(most / 1_048_576)} MiB`)
  console.log(`1,001,000 rows in ${Math.round(performance.now() - began)} ms, ${Math.round(most / 1_048_576)} MiB`)
})
