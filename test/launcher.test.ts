import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

const launcher = join(import.meta.dirname, '../bin/holdfast.mjs')
const launch = (...words: string[]) => spawnSync(process.execPath, [launcher, ...words], { cwd: tmpdir(), encoding: 'utf8' })

test('a command started by the launcher says what it says, from any folder, and its exit code goes on', () => {
  const { status, stdout, stderr } = launch('junos', 'release', '21.4R1', '21.4R2')
  assert.match(stdout, /^21\.4R1 is before 21\.4R2/)
  assert.equal(stderr, '')
  assert.equal(status, 1)
})

test('a word that is no command ends with the way to all of them', () => {
  const { status, stderr } = launch('no-such-command')
  assert.match(stderr, /unknown command 'no-such-command'/)
  assert.match(stderr, /holdfast --help/)
  assert.notEqual(status, 0)
})

test('packages that a link leads to are not emptied: it is said, and nothing is installed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-linked-'))
  try {
    mkdirSync(join(folder, 'bin'))
    mkdirSync(join(folder, 'others'))
    copyFileSync(launcher, join(folder, 'bin', 'holdfast.mjs'))
    writeFileSync(join(folder, 'package-lock.json'), '{}')
    writeFileSync(join(folder, 'others', 'kept'), '')
    symlinkSync(join(folder, 'others'), join(folder, 'node_modules'))
    const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin', 'holdfast.mjs')], { encoding: 'utf8' })
    assert.equal(status, 1)
    assert.match(stderr, /node_modules is a link to .*others.*Remove the link/)
    assert.deepEqual(readdirSync(join(folder, 'others')), ['kept'])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
