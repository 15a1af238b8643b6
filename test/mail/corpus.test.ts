import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import type { Mail } from '../../src/notifications/gateway.ts'
import { handleNext } from '../../src/notifications/jobs.ts'
import { clearBounce } from '../../src/notifications/sending/store.ts'
import { bomb } from './bomb.ts'
import type { Row } from './corpus/source/row.ts'
import { rows as written } from './corpus/write.ts'
import { openDesk, type TestDesk } from './desk.ts'

/** Every mail of the corpus through the real intake: its fate, what it leaves on the case, and nothing beside it. */

const folder = join(import.meta.dirname, 'corpus')
const rows = JSON.parse(readFileSync(join(folder, 'fates.json'), 'utf8')) as readonly Omit<Row, 'raw'>[]

let desk: TestDesk
before(async () => {
  desk = await openDesk()
})
after(() => desk?.close())

/** A letter about the open case goes to Ann; its Message-ID is what a report of a bounce has to name. */
async function writeToAnn(): Promise<string> {
  const sent: Mail[] = []
  const { api, open } = desk
  await api.call('desk', 'POST', `/api/accounts/ACME/cases/${open}/messages`, { text: 'Which fan?' })
  const mailer = { identity: desk.desk.identity, send: async (mail: Mail) => void sent.push(mail), close: () => {} }
  while ((await handleNext(api.parts.db, mailer, api.clock.now)) !== undefined);
  const letter = sent.findLast(({ to }) => to.address === 'ann@acme.example')
  assert.ok(letter, 'no letter went to Ann')
  return letter.messageId
}

async function filled(raw: Buffer): Promise<{ raw: Buffer; fill: (text: string) => string }> {
  const text = raw.toString('latin1')
  const late = desk.api.clock.now - 200 * 86_400_000
  const good = await desk.reply('ann', desk.open)
  const words: Readonly<Record<string, string>> = {
    '%ANN%': good,
    '%BOB%': await desk.reply('bob', desk.open),
    '%CLOSED%': await desk.reply('ann', desk.closed),
    '%FOREIGN%': await desk.reply('eve', desk.foreign),
    '%EXPIRED%': text.includes('%EXPIRED%') ? await desk.reply('bob', desk.open, late) : '',
    '%FORGED%': `${good.slice(0, 45)}${good[45] === 'a' ? 'b' : 'a'}${good.slice(46)}`,
    // the version stands in the first five bits and three more: `a` to `q` there makes it another one
    '%NOKEY%': good.replace(/\+../, (found) => `+${found[1]}${found[2] === 'i' ? 'q' : 'i'}`),
    '%CASE%': desk.open,
    '%LETTER%': text.includes('%LETTER%') ? await writeToAnn() : '',
  }
  const fill = (given: string) =>
    given
      .replace(/%[A-Z]{3,8}%/g, (word) => words[word] ?? word)
      .replace(/%(\w)\*(\d+)%/g, (_, sign: string, times: string) => sign.repeat(Number(times)))
  return { raw: Buffer.from(fill(text), 'latin1'), fill }
}

const rowsOf = <T>(work: (tx: Parameters<Parameters<typeof inScope>[2]>[0]) => Promise<T>) =>
  inScope(desk.api.parts.db, providerScope, work)
const countAnswers = () =>
  rowsOf((tx) => tx.selectFrom('outbox').select('subject').where('kind', '=', 'mail-answer').execute()).then((found) => found.length)
const countCases = () =>
  rowsOf((tx) =>
    tx
      .selectFrom('support_case')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  ).then(({ n }) => Number(n))
const countEvents = () =>
  rowsOf((tx) =>
    tx
      .selectFrom('case_event')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('kind', 'in', ['message', 'attachment', 'state', 'note', 'owner', 'priority'])
      .executeTakeFirstOrThrow(),
  ).then(({ n }) => Number(n))
const bounced = () =>
  rowsOf((tx) => tx.selectFrom('mail_bounce').select('email').where('cleared_at', 'is', null).execute()).then((found) =>
    found.map(({ email }) => email),
  )

test('every file of the corpus has a fate in the table, and every fate has its file', () => {
  const names = readdirSync(join(folder, 'mails')).map((name) => name.replace(/\.eml$/, ''))
  assert.deepEqual(names.sort(), rows.map(({ name }) => name).sort())
  assert.ok(rows.length >= 150, `${rows.length} mails`)
  assert.deepEqual(
    written.map(({ raw: _, ...row }) => row),
    rows,
    'write the corpus anew: node test/mail/corpus/write.ts',
  )
  for (const { name, raw } of written)
    assert.ok(readFileSync(join(folder, 'mails', `${name}.eml`)).equals(Buffer.from(raw as Uint8Array)), name)
})

for (const row of rows)
  test(`mail ${row.name}: ${row.fate}, ${row.rule}`, async () => {
    // a day and more between two mails, so that none is a storm and nobody was told today
    desk.api.clock.now += 25 * 3_600_000
    const { raw, fill } = await filled(readFileSync(join(folder, 'mails', `${row.name}.eml`)))
    const [cases, answers, events] = [await countCases(), await countAnswers(), await countEvents()]
    const from = performance.now()
    const received = await desk.receive(raw, row.envelope ? [fill(row.envelope)] : [])
    const took = performance.now() - from
    assert.deepEqual([received.fate, received.rule], [row.fate, row.rule])
    assert.ok(took < 3000, `${took.toFixed(0)} ms`)

    assert.equal(await countCases(), cases, 'a mail opened a case')
    const tells = row.fate === 'answered' || row.rule === 'closed' ? 1 : 0
    assert.equal((await countAnswers()) - answers, tells, 'mail was sent, or none was')
    if (row.fate !== 'update') assert.equal(await countEvents(), events, 'a case changed')
    assert.deepEqual(await bounced(), row.dead ? [row.dead] : [])
    if (row.dead)
      await rowsOf((tx) => clearBounce(tx, desk.api.built.accounts.get('ACME')?.id ?? '', row.dead as string, 'test', desk.api.clock.now))

    const kept = await desk.api.call('desk', 'GET', `/api/mail-in/${received.id}/original`)
    assert.equal(kept.status, 200)
    if (row.fate !== 'update') return
    const timeline = await desk.timeline(desk.open)
    const message = timeline.findLast((event) => event.body.mail === received.id)
    assert.ok(message, 'the message is not on the case')
    const text = String(message.body.text)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b\u000e-\u001f]/)
    assert.ok(text.length <= 50_000)
    if (row.text !== undefined) assert.equal(text, fill(row.text).slice(0, text.length))
    if (row.text !== undefined && row.text.length < 40_000) assert.equal(text, fill(row.text))
    const names = (await desk.files(desk.open)).map(({ name }) => name)
    for (const name of names) assert.doesNotMatch(name, /[/\\\p{C}]|^\./u)
    if (row.files) assert.deepEqual(names.slice(-row.files.length), row.files)
  })

test('500 mails of 500 forged senders: nobody gets mail, no case changes, and a customer’s mail goes through at once', async () => {
  desk.api.clock.now += 25 * 3_600_000
  await bomb(desk, 500)
})
