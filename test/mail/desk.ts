import assert from 'node:assert/strict'
import { accountScope, inScope, providerScope } from '../../src/db/scope.ts'
import { type MailDesk, type Received, receiveMail } from '../../src/notifications/mail-in/service.ts'
import { replyAddressFor, replyKeys } from '../../src/notifications/reply/service.ts'
import { type Api, startApi } from '../support/api.ts'

/** A desk that takes mail, over a small world: two customers, one of them with a closed case. */

export const secret = 'a secret that only the mail tests know, and nobody else'
export const mailbox = { name: 'case', domain: 'support.example' }

const world = {
  accounts: {
    ACME: { name: 'Acme Telco', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '1 Road' },
    OTHER: { name: 'Other Net', theatre: 'EMEA', country: 'GB', zone: 'Europe/London', address: '2 Road' },
  },
  sites: { leeds: { account: 'ACME', address: '1 Road' }, york: { account: 'OTHER', address: '2 Road' } },
  people: {
    ann: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    bob: { account: 'ACME', roles: ['NC'], contact: ['named'] },
    uma: { account: 'ACME', roles: ['UU'] },
    sig: { account: 'ACME', roles: ['SG'] },
    eve: { account: 'OTHER', roles: ['NC'], contact: ['named'] },
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

export type TestDesk = {
  readonly api: Api
  readonly desk: MailDesk
  /** An open case of ACME that Ann opened, and one of hers that is closed; an open one of OTHER. */
  readonly open: string
  readonly closed: string
  readonly foreign: string
  readonly reply: (person: string, number: string, at?: number) => Promise<string>
  readonly receive: (raw: string | Uint8Array, envelopeTo?: readonly string[]) => Promise<Received>
  readonly timeline: (number: string) => Promise<readonly { kind: string; actor: string; body: Record<string, unknown> }[]>
  readonly files: (number: string) => Promise<readonly { id: string; name: string; sizeBytes: number; mediaType: string }[]>
  readonly close: () => Promise<void>
}

export async function openDesk(): Promise<TestDesk> {
  const api = await startApi(world)
  const identity = { domain: 'vendor.example', origin: 'https://portal.vendor.example', reply: { mailbox, keys: replyKeys(secret, 1) } }
  const desk: MailDesk = {
    ...api.parts.mail,
    identity,
    addresses: ['holdfast@vendor.example', 'case@support.example'],
    maxBytes: 1_000_000,
    relay: 'mx.support.example',
  }
  const openCase = async (who: string, account: string, device: string, summary: string) => {
    const answer = await api.call(who, 'POST', `/api/accounts/${account}/cases`, { device, priority: 'P3', summary })
    assert.equal(answer.status, 201, answer.text)
    return (answer.body as { number: string }).number
  }
  const open = await openCase('ann', 'ACME', 'A1', 'Router restarts')
  const closed = await openCase('ann', 'ACME', 'A1', 'Solved long ago')
  const foreign = await openCase('eve', 'OTHER', 'B1', 'Somebody else’s')
  const moved = await api.call('ann', 'POST', `/api/accounts/ACME/cases/${closed}/moves`, { move: 'withdraw', reason: 'solved' })
  assert.equal(moved.status, 200, moved.text)
  const caseOf = (number: string) =>
    inScope(api.parts.db, providerScope, (tx) =>
      tx.selectFrom('support_case').select(['id', 'account_id']).where('number', '=', number).executeTakeFirstOrThrow(),
    )
  const read = async (number: string) => {
    const account = number.split('-')[0]
    const answer = await api.call('desk', 'GET', `/api/accounts/${account}/cases/${number}`)
    assert.equal(answer.status, 200, answer.text)
    return answer.body as { timeline: never; attachments: never }
  }
  return {
    api,
    desk,
    open,
    closed,
    foreign,
    reply: async (person, number, at = api.clock.now) => {
      const found = await caseOf(number)
      const personId = api.built.people.get(person)?.personId
      assert.ok(personId, person)
      return inScope(api.parts.db, accountScope(found.account_id), (tx) =>
        replyAddressFor(tx, identity.reply, at, { accountId: found.account_id, caseId: found.id, personId }),
      )
    },
    receive: (raw, envelopeTo = []) =>
      receiveMail(api.parts.db, desk, api.clock.now, 'smtp', { raw: Buffer.from(raw as Uint8Array), envelopeTo }),
    timeline: async (number) => (await read(number)).timeline,
    files: async (number) => (await read(number)).attachments,
    close: () => api.close(),
  }
}

let count = 0

/** A plain mail; each has its own Message-ID unless one is given. */
export function mail({
  from = 'Ann <ann@acme.example>',
  to = 'case@support.example',
  subject = 'Re: router',
  headers = [],
  body = 'It happened again.',
}: {
  from?: string
  to?: string
  subject?: string
  headers?: readonly string[]
  body?: string
} = {}): string {
  const id = headers.some((each) => /^message-id:/i.test(each)) ? [] : [`Message-ID: <test-${++count}@acme.example>`]
  const type = headers.some((each) => /^content-type:/i.test(each)) ? [] : ['MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8']
  return [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    'Date: Tue, 10 Mar 2026 09:00:00 +0000',
    ...id,
    ...type,
    ...headers,
    '',
    body,
    '',
  ]
    .join('\n')
    .replaceAll('\n', '\r\n')
}
