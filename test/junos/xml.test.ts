import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readXml, xmlBounds } from '../../src/junos/xml.ts'
import { scanXml } from '../../src/junos/xml-scan.ts'
import { fc } from '../support/laws.ts'
import { dataDirectory } from './strings.ts'
import { referenceTree } from './xml-reference.ts'

/** XML is read strictly: what is well-formed gives the tree that another strict parser gives, and what is not is told with its line. */

const scan = (text: string) => {
  const told: { line: number; message: string }[] = []
  const { roots } = scanXml(text, xmlBounds, 1, (line, message) => told.push({ line, message }))
  return { roots, told, whole: told.length === 0 }
}

const samples = globSync('**/samples/*.xml', { cwd: join(import.meta.dirname, '../../src/junos') }).map((file) =>
  join(import.meta.dirname, '../../src/junos', file),
)
const real = existsSync(dataDirectory) ? globSync(join(dataDirectory, 'show/**/*.xml')) : []
const bodies = [...samples, ...real].map((file) =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF?\s*<\?xml[^>]*\?>/, '')
    .replaceAll(']]>]]>', '')
    .replace(/\r\n?/g, '\n'),
)

test('every reply that we have gives the tree of the other parser, whole and cut anywhere', () => {
  assert.ok(bodies.length > 40, `${bodies.length} replies`)
  for (const body of bodies)
    for (const part of [8, 1, 2, 3, 5, 7]) {
      const text = body.slice(0, Math.floor((body.length * part) / 8))
      const expected = referenceTree(text)
      const found = scan(text)
      assert.equal(found.whole, expected.whole, JSON.stringify([found.told, text.slice(0, 300)]))
      if (!/<!doctype/i.test(text)) assert.deepEqual(found.roots, expected.roots)
    }
})

const piece = fc.oneof(
  fc.constantFrom(
    '<a>',
    '</a>',
    '<b x="1">',
    '<b x=\'1\' y="&lt;2">',
    '</b>',
    '<c/>',
    '<c />',
    '</c>',
    '<j:d j:e="5" xmlns:j="u">',
    '</j:d>',
    '</a >',
  ),
  fc.constantFrom(
    '<!-- no -- data -->',
    '<!-- data -->',
    '<![CDATA[<x>&amp;]]>',
    '<?go on?>',
    '<?xml version="1.0"?>',
    ']]>',
    '&amp;',
    '&#65;',
    '&#x1F600;',
  ),
  fc.constantFrom(
    '&#0;',
    '&;',
    '& ',
    '&lt',
    '<b x=1>',
    '<b x>',
    '<b x="1"y="2">',
    '<b x="1" x="2">',
    '<b x="<">',
    '<1>',
    '<é>',
    '</é>',
    '< a>',
    '<a',
  ),
  fc.constantFrom(
    '\n',
    ' ',
    '\t',
    'text',
    '\u0001',
    '\uffff',
    '😀',
    '\u00a0',
    '>',
    '"',
    '\n  <a>1</a>\n',
    '<__proto__ __proto__="1"/>',
    '<!x>',
  ),
  fc.string({ maxLength: 8 }),
)
const madeUp = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''))

test('whatever it is fed, it accepts what the other parser accepts, and gives the same tree for it', () => {
  fc.assert(
    fc.property(madeUp, (some) => {
      const text = `<r>${some.replaceAll('\r', '')}</r>`
      const expected = referenceTree(text)
      const found = scan(text)
      assert.equal(found.whole, expected.whole, found.told[0]?.message ?? 'nothing told')
      if (expected.whole) assert.deepEqual(found.roots, expected.roots)
    }),
    { numRuns: 20_000 },
  )
})

/** A reply of a device, one element a line. */
const reply = (ports: number): readonly string[] => [
  '<rpc-reply xmlns:junos="http://xml.juniper.net/junos/21.4R1/junos">',
  '<interface-information junos:style="normal">',
  ...Array.from({ length: ports }, (_, at) => [
    '<physical-interface>',
    `<name>ge-0/0/${at}</name>`,
    '<admin-status junos:format="Enabled">up</admin-status>',
    `<mtu>${1500 + at}</mtu>`,
    '</physical-interface>',
  ]).flat(),
  '</interface-information>',
  '</rpc-reply>',
]

/** Each breaks one line of a reply, in a way that cannot be taken for anything else. */
const breaks: readonly (readonly [what: string, breaks: (line: string) => string])[] = [
  ['another end tag', (line) => line.replace('</name>', '</nam>')],
  ['an end tag in capitals', (line) => line.replace('</name>', '</NAME>')],
  ['an end tag too many', (line) => `${line}</name>`],
  ['a bare ampersand', (line) => line.replace('ge-', 'ge & ')],
  ['a character that is none', (line) => line.replace('ge-', 'ge\u0001')],
  ['a reference to no character', (line) => line.replace('ge-', '&#0;')],
  ['the end of a text block in text', (line) => line.replace('ge-', ']]>')],
  ['an attribute without quotes', (line) => line.replace('<name>', '<name x=1>')],
  ['an attribute without a value', (line) => line.replace('<name>', '<name x>')],
  ['an attribute twice', (line) => line.replace('<name>', '<name x="1" x="2">')],
  ['a name that is none', (line) => line.replace('<name>', '<1name>')],
  ['a sign that opens nothing', (line) => line.replace('ge-', 'ge < ')],
]

test('sixty broken replies: each is told with the line that is broken', () => {
  let refused = 0
  for (const [what, damage] of breaks)
    for (const port of [0, 1, 7, 30, 59]) {
      const lines = reply(60)
      const at = 2 + 5 * port + 1
      const text = lines.map((line, place) => (place === at ? damage(line) : line)).join('\n')
      const { whole, warnings } = readXml(text)
      assert.equal(whole, false, what)
      assert.equal(warnings[0]?.line, at + 1, `${what}: ${warnings[0]?.message}`)
      assert.match(warnings[0]?.message ?? '', /^Not well-formed: /)
      refused += 1
    }
  assert.equal(refused, 60)
  assert.equal(readXml(reply(60).join('\n')).whole, true)
})

test('a wrong end tag is told and what follows is still read; a tag that cannot be read ends it', () => {
  const wrong = readXml('<a><b>1</c></b><d>2</d></a>')
  assert.deepEqual(
    wrong.roots[0]?.children.map(({ name, text }) => [name, text]),
    [
      ['b', '1'],
      ['d', '2'],
    ],
  )
  const ended = readXml('<a><b>1</b><c x=1>2</c></a>')
  assert.deepEqual(
    ended.roots[0]?.children.map(({ name }) => name),
    ['b'],
  )
})

test('elements that are closed one by one far too deep are left out, and time grows with the text', () => {
  assert.equal(readXml('<a>'.repeat(100_000)).whole, false)
  const began = performance.now()
  readXml(`<a>${'&amp;'.repeat(200_000)}${'</b>'.repeat(20_000)}</a>`)
  readXml(`<a ${'x="" '.repeat(50_000)}/>`)
  readXml(`<a>${']'.repeat(1_000_000)}${'<!-- -->'.repeat(50_000)}</a>`)
  assert.ok(performance.now() - began < 5_000)
})
