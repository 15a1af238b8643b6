import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
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
