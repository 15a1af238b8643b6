import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readJunosJson } from '../src/junos/json.ts'
import type { ChassisModule } from '../src/junos/show/chassis-hardware/hardware.ts'
import { readChassisHardware } from '../src/junos/show/chassis-hardware/read.ts'
import { readXml } from '../src/junos/xml.ts'
import { fc } from './support/laws.ts'

const samples = join(import.meta.dirname, '../src/junos/show/chassis-hardware/samples')
const names = readdirSync(samples).filter((name) => !name.endsWith('.expected.json'))
const sample = (name: string): string => readFileSync(join(samples, name), 'utf8')

for (const name of names)
  test(`the sample ${name} reads as its expected values`, () => {
    assert.deepEqual(readChassisHardware(sample(name)), JSON.parse(sample(`${name}.expected.json`)))
  })

const shown = join(process.env.HOLDFAST_DATA_DIR ?? join(import.meta.dirname, '../../shared/data'), 'show')

const count = (modules: readonly ChassisModule[]): number => modules.reduce((sum, each) => sum + 1 + count(each.children), 0)

test('real replies: every inventory gives its serial, everything else gives no device and says why', { skip: !existsSync(shown) }, () => {
  const files = readdirSync(shown, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  assert.ok(files.length > 100)
  const found = new Map<string, string>()
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    const read = readChassisHardware(text)
    if (read.devices.length === 0) assert.ok(read.warnings.length > 0, file)
    for (const device of read.devices)
      found.set(file.slice(shown.length + 1).replaceAll('\\', '/'), `${device.serial} ${device.model} ${count(device.modules)}`)
  }
  const expected: Record<string, string> = {
    'pyez-xml/get-chassis-inventory.xml': 'aaf5fe5f9b88 FIREFLY-PERIMETER 6',
    'pyez-xml/facts/chassis_serialnumber_get-chassis-inventory.xml': 'JN1249018AFB MX480 43',
    'pyez-xml/facts/chassis_backplane_serialnumber_get-chassis-inventory.xml': '123456789 FIREFLY-PERIMETER 7',
    'genie-text/ShowChassisHardware/golden_output_1_output.txt': 'JN125D903AFJ MX2020 107',
    'genie-text/ShowChassisHardware/golden_output_output.txt': 'VM5D4C6B3599 VMX 7',
  }
  for (const [file, device] of Object.entries(expected)) if (existsSync(join(shown, file))) assert.equal(found.get(file), device, file)
  for (const file of found.keys()) assert.match(file, /[Cc]hassis/, `${file} is no inventory, yet gave a device`)
})

test('text that is broken anywhere never throws, and what was cut is warned about', () => {
  const texts = names.map(sample)
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(), fc.nat(), fc.string({ maxLength: 12 }), (text, at, length, junk) => {
      const from = at % text.length
      const read = readChassisHardware(text.slice(0, from) + junk + text.slice(from + (length % 40)))
      assert.equal(read.kind, 'chassis-hardware')
      if (read.devices.length === 0) assert.ok(read.warnings.length > 0)
    }),
    { numRuns: 2_000 },
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 300, unit: 'binary' }), (text) => assert.ok(readChassisHardware(text).warnings.length > 0)),
    { numRuns: 1_000 },
  )
})

test('a serial that was cut short is not taken for a serial', () => {
  const whole = sample('router-padded.xml')
  const read = readChassisHardware(whole.slice(0, whole.indexOf('JN0000000AFB') + 6))
  assert.deepEqual(
    read.devices.map(({ serial }) => serial),
    [undefined],
  )
  assert.ok(read.warnings.length > 0)
})

test('XML is bounded in size, depth and number, and refuses a DOCTYPE or an entity of its own', () => {
  const deep = readXml('<a>'.repeat(10_000))
  assert.equal(deep.whole, false)
  assert.match(deep.warnings.at(-1)!.message, /deeper than 64/)
  const many = readXml(`<a>${'<b/>'.repeat(100)}</a>`, { characters: 10_000, depth: 5, elements: 50 })
  assert.equal(many.roots[0]?.children.length, 49)
  assert.equal(many.whole, false)
  const big = readXml(`<a>${'x'.repeat(1_000)}</a>`, { characters: 100, depth: 5, elements: 50 })
  assert.equal(big.whole, false)
  assert.match(big.warnings[0]!.message, /at most 100/)
  for (const text of ['<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', '<a>1<b>&x;</b></a>', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>']) {
    const refused = readXml(text)
    assert.deepEqual(refused.roots, [], text)
    assert.equal(refused.whole, false)
    assert.match(refused.warnings.at(-1)!.message, /refused/)
  }
  assert.ok(readXml('<a>'.repeat(3)).warnings.length > 0)
  assert.deepEqual(readJunosJson('['.repeat(100_000)).roots, [])
  assert.deepEqual(readJunosJson(`{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`).roots, [])
})

test('XML names are local, text is trimmed and joined, lines are counted from the first line of the text', () => {
  const read = readXml(
    'user@r1> show x | display xml\n<?xml version="1.0"?>\n<j:reply xmlns:j="urn:21.4" j:style="brief">\n a <![CDATA[<b>]]>\n <j:up j:seconds="5">\n1 day\n</j:up> &amp;\n</j:reply>\n]]>]]>\n',
  )
  const root = read.roots[0]!
  assert.deepEqual([root.name, root.attributes.style, root.line], ['reply', 'brief', 3])
  assert.equal(root.text.replace(/\s+/g, ' '), 'a <b> &')
  assert.deepEqual([root.children[0]?.attributes.seconds, root.children[0]?.text, root.children[0]?.line], ['5', '1 day', 5])
  assert.equal(read.whole, true)
  assert.equal(readXml('<a/><b/>').roots.length, 2, 'several replies after each other')
  assert.equal(readXml('<a __proto__="x"/>').roots[0]?.attributes.polluted, undefined)
})
