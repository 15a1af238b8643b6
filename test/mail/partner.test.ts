import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { accountScope, inScope } from '../../src/db/scope.ts'
import { type MailDesk, receiveMail } from '../../src/notifications/mail-in/service.ts'
import { replyAddressFor, replyKeys } from '../../src/notifications/reply/service.ts'
import { type Api, startApi } from '../support/api.ts'
import { mail, mailbox, secret } from './desk.ts'

/** People of partners by mail: what they may do in the portal while their grant holds, and nothing beside it. */

const place = { theatre: 'EMEA', country: 'GB', zone: 'Europe/London' }
const world = {
  accounts: {
    ACME: {
      ...place,
      name: 'Acme Telco',
      address: '1 Road',
      partners: [
        { partner: 'OPS', kind: 'operate-specialist', from: '2026-01-01', to: '2026-06-30' },
        { partner: 'SHOP', kind: 'reseller', seesCases: true, from: '2026-01-01' },
      ],
    },
    OTHER: { ...place, name: 'Other Net', address: '2 Road' },
    OPS: {
      ...place,
      name: 'Operate Well',
      address: '3 Road',
      kind: 'partner',
      authorised: [{ kind: 'operate-specialist', from: '2025-01-01' }],
    },
    SHOP: { ...place, name: 'Shop', address: '4 Road', kind: 'partner', authorised: [{ kind: 'reseller', from: '2025-01-01' }] },
  },
  sites: { leeds: { account: 'ACME', address: '1 Road' }, york: { account: 'OTHER', address: '2 Road' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    eve: { account: 'OTHER', roles: ['NC'], contact: ['named'] },
    otto: { account: 'OPS', roles: ['OS'] },
    olga: { account: 'OPS', roles: ['SB'] },
    rick: { account: 'SHOP', roles: ['RS'] },
  },
  devices: { A1: { account: 'ACME', product: 'MX204', site: 'leeds' }, B1: { account: 'OTHER', product: 'MX204', site: 'york' } },
  base_contracts: [
    { account: 'ACME', devices: ['A1'], from: '2026-01-01', to: '2027-12-31' },
    { account: 'OTHER', devices: ['B1'], from: '2026-01-01', to: '2027-12-31' },
  ],
  contracts: [
    { account: 'ACME', offering: 'ACP', devices: ['A1'], from: '2026-01-01', to: '2026-12-31' },
    { account: 'OTHER', offering: 'ACP', devices: ['B1'], from: '2026-01-01', to: '2026-12-31' },
  ],
}

let api: Api
let desk: MailDesk
const cases: Record<string, string> = {}
before(async () => {
  api = await startApi(world)
  const identity = { domain: 'vendor.example', origin: undefined, reply: { mailbox, keys: replyKeys(secret, 1) } }
  desk = { ...api.parts.mail, identity, addresses: ['holdfast@vendor.example', 'case@support.example'], maxBytes: 1_000_000 }
  for (const [who, account, device] of [
    ['ann', 'ACME', 'A1'],
    ['eve', 'OTHER', 'B1'],
  ] as const) {
    const answer = await api.call(who, 'POST', `/api/accounts/${account}/cases`, { device, priority: 'P3', summary: 'Router restarts' })
    cases[account] = (answer.body as { number: string }).number
  }
})
after(() => api?.close())

async function addressOf(person: string, account: string): Promise<string> {
  const accountId = api.built.accounts.get(account)?.id ?? ''
  const personId = api.built.people.get(person)?.personId ?? ''
  return inScope(api.parts.db, accountScope(accountId), async (tx) => {
    const row = await tx
      .selectFrom('support_case')
      .select('id')
      .where('number', '=', cases[account] as string)
      .executeTakeFirstOrThrow()
    return replyAddressFor(tx, desk.identity.reply as NonNullable<typeof desk.identity.reply>, api.clock.now, {
      accountId,
      caseId: row.id,
      personId,
    })
  })
}

const send = async (from: string, to: string, body: string) =>
  receiveMail(api.parts.db, desk, api.clock.now, 'smtp', {
    raw: Buffer.from(mail({ from: api.built.people.get(from)?.email ?? from, to, body })),
    envelopeTo: [to],
  })
const messages = async (account: string) => {
  const answer = await api.call('desk', 'GET', `/api/accounts/${account}/cases/${cases[account]}`)
  const { timeline } = answer.body as { timeline: { kind: string; actor: string; body: { text: string } }[] }
  return timeline.filter(({ kind }) => kind === 'message').map(({ actor, body }) => `${actor}: ${body.text}`)
}

test('an Operate Specialist updates a case of its end user by its own reply address, in its own name', async () => {
  const received = await send('otto', await addressOf('otto', 'ACME'), 'We replaced the fan.')
  assert.deepEqual([received.fate, received.rule], ['update', 'proven'])
  assert.match((await messages('ACME')).at(-1) ?? '', /^otto.*We replaced the fan\.$/i)
})

test('it may not with another’s reply address, nor on a case of an account that it does not act for', async () => {
  assert.equal((await send('otto', await addressOf('ann', 'ACME'), 'x')).rule, 'unproven')
  assert.equal((await send('ann', await addressOf('otto', 'ACME'), 'x')).rule, 'unproven')
  const before = await messages('OTHER')
  assert.equal((await send('otto', await addressOf('otto', 'OTHER'), 'x')).rule, 'may-not')
  assert.equal((await send('eve', await addressOf('eve', 'ACME'), 'x')).rule, 'may-not')
  assert.deepEqual(await messages('OTHER'), before)
})

test('a role of a partner that may not add to a case in the portal may not by mail: a seller with a grant, a subcontractor', async () => {
  for (const who of ['rick', 'olga']) {
    const received = await send(who, await addressOf(who, 'ACME'), 'May I help?')
    assert.deepEqual([received.fate, received.rule], ['quarantine', 'may-not'])
  }
  // somebody of the same partner writes by a colleague's address: judged by what they may do themselves
  assert.equal((await send('olga', await addressOf('otto', 'ACME'), 'x')).rule, 'may-not')
  assert.equal((await messages('ACME')).length, 1)
})

test('when the grant has run out, the address is worth nothing, and works again on the day it is renewed', async () => {
  const address = await addressOf('otto', 'ACME')
  const then = api.clock.now
  api.clock.now = Date.parse('2026-06-30T20:00:00Z')
  assert.equal((await send('otto', address, 'On the last day.')).rule, 'proven')
  api.clock.now = Date.parse('2026-07-01T08:00:00Z')
  const late = await send('otto', address, 'A day late.')
  assert.deepEqual([late.fate, late.rule], ['quarantine', 'may-not'])
  const held = (await api.call('desk', 'GET', `/api/mail-in/${late.id}`)).body as { reason: string }
  assert.match(held.reason, /has not let this partner see its cases \(policy B22\)/)
  api.clock.now = then
  assert.equal((await messages('ACME')).length, 2)
})
