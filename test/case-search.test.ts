import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { askedWords, spelledWords, tsqueryOf, wordsOf } from '../src/cases/lists/words.ts'
import { accountScope, inScope, type Scope } from '../src/db/scope.ts'
import { type Api, startApi } from './support/api.ts'
import { fc } from './support/laws.ts'

test('a compound word is kept whole and in its parts, without accents and in lower case', () => {
  assert.deepEqual(wordsOf('ACME-1001: Gerät ge-0/0/1 flaps'), ['acme-1001', 'acme', '1001', 'gerat', 'ge-0/0/1', 'ge', '0', '1', 'flaps'])
})

test('what a text is asked for finds the words it was cut into', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const words = new Set(wordsOf(text))
      for (const word of askedWords(text)) assert.ok(words.has(word), `${word} of ${text}`)
    }),
  )
})

test('no text makes a question that the database would not read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
      assert.match(tsqueryOf(askedWords(text)), /^(?:'[^'\\]+':\*(?: & )?)*$/u)
    }),
  )
})

test('bare numbers and addresses are not kept for their spelling', () => {
  assert.deepEqual(spelledWords(['1001', 'bgp', 'flaps', 'jn1234ab', '10.0.0.1', 'ge-0/0/1']), ['flaps', 'jn1234ab'])
})

let api: Api
before(async () => {
  const customer = (name: string) => ({ name, theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: `${name} Street` })
  api = await startApi({
    accounts: { ACME: customer('Acme'), BETA: customer('Beta') },
    people: {
      ann: { account: 'ACME', name: 'Ann Whitaker', roles: ['NC'], contact: ['named'] },
      uli: { account: 'ACME', name: 'Uli User', roles: ['UU'] },
      ben: { account: 'BETA', name: 'Ben Quagmire', roles: ['NC'], contact: ['named'] },
      eng: { account: 'VENDOR', name: 'Jo Tac', roles: ['JT'] },
    },
    devices: { JN1234ABCD: { account: 'ACME' }, JN9999ZZZZ: { account: 'BETA' } },
    base_contracts: [
      { account: 'ACME', devices: ['JN1234ABCD'], from: '2026-01-01', to: '2027-12-31' },
      { account: 'BETA', devices: ['JN9999ZZZZ'], from: '2026-01-01', to: '2027-12-31' },
    ],
    contracts: [
      { account: 'ACME', offering: 'ACP', devices: ['JN1234ABCD'], from: '2026-01-01', to: '2026-12-31' },
      { account: 'BETA', offering: 'ACP', devices: ['JN9999ZZZZ'], from: '2026-01-01', to: '2026-12-31' },
    ],
  })
  const open = async (who: string, account: string, device: string, summary: string, customerReference = '') => {
    const opened = await api.call(who, 'POST', `/api/accounts/${account}/cases`, { device, priority: 'P3', summary, customerReference })
    assert.equal(opened.status, 201, opened.text)
    api.clock.now += 60_000
  }
  await open('ann', 'ACME', 'JN1234ABCD', 'Juniper router reboots under load', 'INC0815')
  await open('ann', 'ACME', 'JN1234ABCD', 'OSPF neighbours flap')
  await open('ben', 'BETA', 'JN9999ZZZZ', 'Xylophone daemon crashes', 'INC4711')
})
after(() => api?.close())

type Answer = { items: { number: string; summary: string }[]; instead: { word: string; words: string[] }[]; next: string | null }
const search = async (who: string, query: string, rest = ''): Promise<Answer> => {
  const found = await api.call(who, 'GET', `/api/cases?query=${encodeURIComponent(query)}${rest}`)
  assert.equal(found.status, 200, found.text)
  return found.body as Answer
}
const numbers = async (who: string, query: string, rest = '') => (await search(who, query, rest)).items.map((item) => item.number)

for (const [what, query, expected] of [
  ['its number', 'ACME-1001', ['ACME-1001']],
  ['the digits of its number', '1002', ['ACME-1002']],
  ["the customer's reference", 'inc0815', ['ACME-1001']],
  ['the serial of its device', 'jn1234', ['ACME-1002', 'ACME-1001']],
  ['the end of a serial', '234abcd', ['ACME-1002', 'ACME-1001']],
  ['the name of who asked', 'whitaker', ['ACME-1002', 'ACME-1001']],
  ['words in any order', 'load reboots', ['ACME-1001']],
  ['the beginning of a word', 'neigh', ['ACME-1002']],
  ['a mistyped word', 'Junper', ['ACME-1001']],
  ['a mistyped word beside a right one', 'ospf neigbours', ['ACME-1002']],
  ['a mistyped serial', 'JN1243ABCD', ['ACME-1002', 'ACME-1001']],
  ['nothing for a word that no case holds', 'zeppelin', []],
] as const)
  test(`a case is found by ${what}`, async () => assert.deepEqual(await numbers('eng', query), expected))

test('what was meant is said', async () => {
  assert.deepEqual((await search('eng', 'junper')).instead, [{ word: 'junper', words: ['juniper'] }])
})

test('another account finds neither the case nor the words of it', async () => {
  assert.deepEqual(await search('ben', 'juniper'), { items: [], next: null, instead: [] })
  assert.deepEqual(await search('ann', 'xylophnoe'), { items: [], next: null, instead: [] })
  assert.deepEqual(await numbers('ann', 'INC4711'), [])
  assert.deepEqual(await numbers('ben', 'INC4711'), ['BETA-1001'])
})

test('a user finds only cases of their own', async () => {
  assert.deepEqual(await numbers('uli', 'juniper'), [])
})

test('a message is found, an internal note is not', async () => {
  await api.call('eng', 'POST', '/api/accounts/ACME/cases/ACME-1001/messages', { text: 'Please collect the kaleidoscope logs' })
  await api.call('eng', 'POST', '/api/accounts/ACME/cases/ACME-1001/notes', { text: 'Suspect the chinchilla' })
  assert.deepEqual(await numbers('ann', 'kaleidoscope'), ['ACME-1001'])
  assert.deepEqual(await numbers('eng', 'chinchilla'), [])
})

test('filters and pages hold for what is searched', async () => {
  assert.deepEqual(await numbers('eng', 'jn', '&open=false'), [])
  const first = await search('eng', 'jn', '&limit=2')
  assert.deepEqual([first.items.length, first.next === null], [2, false])
  const rest = await search('eng', 'jn', `&limit=2&cursor=${first.next}`)
  assert.deepEqual([rest.items.length, rest.next], [1, null])
})

test('the queue is searched in its own order', async () => {
  const found = await api.call('eng', 'GET', '/api/queue?query=jn1234')
  assert.deepEqual(
    (found.body as Answer).items.map((item) => item.number),
    ['ACME-1001', 'ACME-1002'],
  )
  const none = await api.call('eng', 'GET', '/api/queue?query=zeppelin')
  assert.deepEqual((none.body as Answer).items, [])
})

test('the functions behind the search give nothing that the second wall does not let through, whatever they are asked', async () => {
  const [acme, beta] = ['ACME', 'BETA'].map((code) => api.built.accounts.get(code)?.id ?? '')
  const ask = (scope: Scope, accounts: string[] | null) =>
    inScope(api.parts.db, scope, async (tx) => {
      const given = sql`${accounts}::uuid[]`
      const count = async (query: RawBuilder<{ account_id?: string; word?: string }>) => (await query.execute(tx)).rows
      return [
        ...(await count(sql`select account_id from search_cases('''inc'':*'::tsquery, ${given}, null, null, 100)`)),
        ...(await count(sql`select account_id from matching_cases('''inc'':*'::tsquery, ${given}, 100)`)),
        ...(await count(sql`select word from similar_words('xylophnoe', ${given}, 100)`)),
        ...(await count(sql`select word from similar_words('9999zzzz', ${given}, 100)`)),
      ].map((row) => row.account_id ?? row.word)
    })
  assert.deepEqual(new Set(await ask(accountScope(acme as string), null)), new Set([acme]))
  assert.deepEqual(await ask(accountScope(acme as string), [beta as string]), [])
  assert.deepEqual(await ask({ kind: 'nobody' }, null), [])
  // the control: who may sees them
  assert.deepEqual(new Set(await ask(accountScope(beta as string), null)), new Set([beta, 'xylophone', 'jn9999zzzz']))
})
