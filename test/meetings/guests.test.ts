import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fireDue } from '../../src/jobs/runner.ts'
import type { Mail } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { type MailDesk, receiveMail } from '../../src/notifications/mail-in/service.ts'
import { replyKeys } from '../../src/notifications/reply/service.ts'
import { type Api, startApi } from '../support/api.ts'

/** Guests of a meeting: people without an account hear of the meeting alone, and their calendars answer. */

const us = { theatre: 'AMERICAS', country: 'US', zone: 'America/Chicago' }
let api: Api
let desk: MailDesk
let number = ''
let sent: Mail[] = []

before(async () => {
  api = await startApi({
    accounts: { BETA: { ...us, name: 'Beta Bank', address: '500 Main St' } },
    people: {
      carl: { account: 'BETA', roles: ['LC'], contact: ['primary'] },
      milo: { account: 'VENDOR', roles: ['SM'] },
      nora: { account: 'VENDOR', roles: ['SM'] },
    },
    devices: { B1: { account: 'BETA' } },
    calendars: { 'vendor-AMERICAS': { title: 'AMERICAS', holidays: {}, loadedYears: [2026, 2027] } },
    base_contracts: [{ account: 'BETA', devices: ['B1'], from: '2026-01-01', to: '2028-12-31' }],
    contracts: [{ account: 'BETA', offering: 'SSM', devices: ['B1'], from: '2026-03-01', to: '2027-02-28' }],
  })
  const mailbox = { name: 'case', domain: 'support.example' }
  const identity = {
    domain: 'vendor.example',
    origin: 'https://desk.vendor.example',
    reply: { mailbox, keys: replyKeys('only this test knows', 1) },
  }
  desk = { ...api.parts.mail, identity, addresses: [], maxBytes: 1_000_000, relay: 'mx.support.example' }
  api.clock.now = Date.parse('2026-03-30T15:00:00Z')
  const planned = await post('', { kind: 'training', title: 'Using the tools', on: '2026-04-09', time: '10:00', topics: ['c1'] })
  number = (planned.body as { number: string }).number
  await settle()
})
after(() => api?.close())

const post = (path: string, body: object, who = 'milo') => api.call(who, 'POST', `/api/accounts/BETA/meetings${path}`, body)
async function settle() {
  sent = []
  await fireDue(api.parts.db, api.parts.timers, api.clock.now)
  const mailer = { identity: desk.identity, send: async (mail: Mail) => void sent.push(mail), close: () => {} }
  while ((await handleNext(api.parts.db, mailer, api.clock.now)) !== undefined);
}
const unfolded = (mail: Mail | undefined) => (mail?.calendar?.text ?? '').replaceAll(/\r\n[ \t]/g, '')
const organizerOf = (mail: Mail | undefined) => /ORGANIZER[^\r\n]*mailto:([^\r\n]+)/i.exec(unfolded(mail))?.[1] ?? ''
const guestMail = () => sent.find(({ to }) => to.address === 'gia@guest.example')
const people = async () =>
  (
    (await api.call('milo', 'GET', `/api/accounts/BETA/meetings/${number}`)).body as {
      people: { id: string; name: string; answer: string; answeredBy: string }[]
    }
  ).people
let count = 0
const reply = (from: string, to: string, calendar: string) =>
  receiveMail(api.parts.db, desk, api.clock.now, 'smtp', {
    envelopeTo: [to],
    raw: Buffer.from(
      [
        `From: ${from}`,
        `To: ${to}`,
        `Message-ID: <guest-${++count}@guest.example>`,
        'MIME-Version: 1.0',
        'Content-Type: text/calendar; method=REPLY; charset=utf-8',
        '',
        calendar,
        '',
      ].join('\r\n'),
    ),
  })
const accepted = (mail: Mail | undefined) => unfolded(mail).replace('METHOD:REQUEST', 'METHOD:REPLY').replace('NEEDS-ACTION', 'ACCEPTED')

test('a guest gets the invitation with the event of the meeting alone, and an address of their own to answer to', async () => {
  assert.equal((await post(`/${number}/people`, { name: 'Gia Guest', email: 'Gia@guest.example' })).status, 201)
  await settle()
  assert.deepEqual(
    sent.map(({ to }) => to.address),
    ['gia@guest.example'],
    'nobody else hears of it',
  )
  const mail = guestMail()
  assert.equal(mail?.calendar?.method, 'REQUEST')
  const text = unfolded(mail)
  assert.equal([...text.matchAll(/^ATTENDEE/gm)].length, 1)
  assert.match(text, /gia@guest\.example/)
  assert.match(organizerOf(mail), /^case\+.+@support\.example$/)
  // who else comes, the portal and how to open a case are for those with an account
  assert.doesNotMatch(`${mail?.text} ${mail?.html} ${text}`, /carl|desk\.vendor\.example|ACP-9|portal/i)
})

test('the answer of a guest’s calendar counts from the address that was invited, and from no other', async () => {
  const mail = guestMail()
  const to = organizerOf(mail)
  assert.equal((await reply('mallory@guest.example', to, accepted(mail))).rule, 'unproven')
  assert.equal((await people()).find(({ name }) => name === 'Gia Guest')?.answer, 'none')
  assert.equal((await reply('gia@guest.example', to, accepted(mail))).rule, 'calendar-answer')
  const gia = (await people()).find(({ name }) => name === 'Gia Guest')
  assert.deepEqual([gia?.answer, gia?.answeredBy], ['accepted', 'mail'])
  // words of a guest open and add to nothing
  assert.notEqual((await reply('gia@guest.example', to, 'We need help')).fate, 'update')
})

test('somebody else leads it: an answer to the event as it was sent before still counts, since neither time nor place changed', async () => {
  const before = guestMail()
  const { items } = (await api.call('milo', 'GET', '/api/accounts/BETA/meetings/leads?kind=training')).body as {
    items: { id: string; name: string }[]
  }
  const nora = items.find(({ name }) => /nora/i.test(name))?.id
  assert.equal((await post(`/${number}/lead`, { lead: nora, reason: 'Holiday' })).status, 200)
  await settle()
  assert.match(unfolded(guestMail()), /SEQUENCE:0/)
  const declined = accepted(before).replace('ACCEPTED', 'DECLINED')
  assert.equal((await reply('gia@guest.example', organizerOf(before), declined)).rule, 'calendar-answer')
  assert.equal((await people()).find(({ name }) => name === 'Gia Guest')?.answer, 'declined')
})

test('a change reaches the guest without its reason, the word of the day before does not', async () => {
  await post(`/${number}/move`, { on: '2026-04-10', time: '11:00', reason: 'An outage in the core of the bank' })
  await settle()
  const mail = guestMail()
  assert.match(unfolded(mail), /SEQUENCE:1/)
  assert.doesNotMatch(`${mail?.text} ${unfolded(mail)}`, /outage/)
  assert.match(sent.find(({ to }) => to.address === 'carl@beta.example')?.text ?? '', /outage/)
  api.clock.now = Date.parse('2026-04-09T15:00:00Z')
  await settle()
  assert.ok(sent.some(({ to }) => to.address === 'carl@beta.example'))
  assert.equal(guestMail(), undefined)
})

test('a guest who is taken off hears of it, cannot answer any more, and gets no invitation that was still waiting', async () => {
  const last = (await post(`/${number}/people`, { name: 'Tom Guest', email: 'tom@guest.example' })).body as { id: string }
  await post(`/${number}/people/${last.id}/remove`, {})
  await settle()
  assert.deepEqual(
    sent.map(({ to, calendar }) => [to.address, calendar?.method]),
    [['tom@guest.example', 'CANCEL']],
  )
  const organizer = organizerOf(sent[0])
  const answer = unfolded(sent[0]).replace('METHOD:CANCEL', 'METHOD:REPLY').replace('NEEDS-ACTION', 'ACCEPTED')
  assert.notEqual((await reply('tom@guest.example', organizer, answer)).fate, 'update')
})

test('the end of a meeting reaches its guests with the event called off', async () => {
  await post(`/${number}/cancel`, { side: 'customer', reason: 'Audit week' })
  await settle()
  const mail = guestMail()
  assert.equal(mail?.calendar?.method, 'CANCEL')
  assert.doesNotMatch(`${mail?.text} ${unfolded(mail)}`, /Audit/)
})
