import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { buildPortal } from './browser.ts'

/** What a browser has to fetch, in kilobytes of 1000 bytes after gzip. A bound is some ten percent above what was measured. */

const built = join(import.meta.dirname, '..', '..', 'dist', 'portal')
const kilobytes = (path: string): number => gzipSync(readFileSync(join(built, path))).length / 1000

/** Pages that need more than others, and why. */
const heavy: readonly (readonly [name: RegExp, most: number])[] = [
  [/^load-service-/, 85], // the checker of services with its schema, and a reader of YAML
  [/^plot-/, 208], // the library of plots, which two pages share
  [/^Select-/, 24],
  [/^get-combobox-label-id-/, 18.5], // what lists to choose from share
]
const mostOfAPage = 13

let first: readonly string[] = []
let lazy: readonly string[] = []
before(() => {
  buildPortal()
  const page = readFileSync(join(built, 'index.html'), 'utf8')
  first = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path ?? '')
  lazy = globSync('assets/*.{js,css}', { cwd: built }).filter((path) => !first.includes(path))
})

test('the first page is light', () => {
  const total = first.reduce((sum, path) => sum + kilobytes(path), 0)
  assert.ok(first.length >= 2, `only ${first.join(', ')} is named by index.html`)
  assert.ok(total <= 233, `${total.toFixed(1)} kB: ${first.map((path) => `${basename(path)} ${kilobytes(path).toFixed(1)}`).join(', ')}`)
})

test('each page that is fetched later is light', () => {
  assert.ok(lazy.length > 30, `${lazy.length} files`)
  const over = lazy.flatMap((path) => {
    const name = basename(path)
    const most = heavy.find(([pattern]) => pattern.test(name))?.[1] ?? mostOfAPage
    const size = kilobytes(path)
    return size > most ? [`${name}: ${size.toFixed(1)} kB, at most ${most}`] : []
  })
  assert.deepEqual(over, [])
})

test('the letters are few: one file for what is shown first, two more when they are needed', () => {
  const fonts = globSync('assets/*.woff2', { cwd: built })
  assert.equal(fonts.length, 3, fonts.join(', '))
  const preloaded = /rel="preload"\s+href="\/(assets\/[^"]+\.woff2)"/.exec(readFileSync(join(built, 'index.html'), 'utf8'))?.[1] ?? ''
  assert.ok(readFileSync(join(built, preloaded)).length < 55_000)
})
