import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { translate } from '../src/http/problem.ts'

const nowhere = join(tmpdir(), 'holdfast-nothing-lies-here')
const failureOf = async (work: Promise<unknown>) =>
  work.then(
    () => assert.fail('it did not fail'),
    (error: unknown) => error,
  )
const connecting = (where: string | { host: string; port: number }) =>
  failureOf(
    new Promise((done, failed) => {
      const socket = connect(where as string)
      socket.once('connect', done).once('error', failed)
    }),
  )

test('a database whose socket or port is not there is an outage that says so', async () => {
  for (const where of [nowhere, { host: '127.0.0.1', port: 1 }]) {
    const { kind, title } = translate(await connecting(where))
    assert.deepEqual({ kind, title }, { kind: 'outage', title: 'The database cannot be reached' })
  }
})

test('a file that is not there is a failure of ours, and nobody is told that the database is away', async () => {
  const error = await failureOf(readFile(nowhere))
  assert.equal((error as { code?: string }).code, 'ENOENT')
  const { kind, title } = translate(error)
  assert.deepEqual({ kind, title }, { kind: 'bug', title: 'Something failed on our side' })
})
