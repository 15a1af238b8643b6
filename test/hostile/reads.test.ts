import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Api } from '../support/api.ts'
import { sendHostileValues, strangeWorld } from '../support/strange-world.ts'

let api: Api
before(async () => {
  api = await strangeWorld()
})
after(() => api?.close())

test('no operation that reads answers 5xx to hostile values in its path, query, body or headers', async () => {
  const calls = await sendHostileValues(api, (method) => method === 'GET')
  assert.ok(calls > 2500, `${calls} calls`)
})
