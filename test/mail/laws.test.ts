import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inScope, providerScope } from '../../src/db/scope.ts'
import { safeFileName } from '../../src/documents/name.ts'
import { answerLine, compose, oneLine } from '../../src/notifications/compose.ts'
import { isPlainAddress } from '../../src/notifications/delivery.ts'
import { automaticOf } from '../../src/notifications/mail-in/automatic.ts'
import { failedRecipients } from '../../src/notifications/mail-in/dsn.ts'
import { fateOfMail, type MailFacts, type TokenFact } from '../../src/notifications/mail-in/fate.ts'
import { textOfHtml } from '../../src/notifications/mail-in/html-text.ts'
import { readMail } from '../../src/notifications/mail-in/reading/gateway.ts'
import { splitReply } from '../../src/notifications/mail-in/reply-text.ts'
import { readReply, replyKeys } from '../../src/notifications/reply/service.ts'
import { fromBase32, readToken, toBase32, tokensIn, writeToken } from '../../src/notifications/reply/token.ts'
import { fc } from '../support/laws.ts'
import { mailbox, openDesk, secret } from './desk.ts'

/** Laws of the pure parts of mail: over all inputs, hostile ones most of all. */

// --- Reply addresses --------------------------------------------------------------------------------------------------

const bytes = (size: number) => fc.uint8Array({ minLength: size, maxLength: size })

test('law: a token says what was written into it, in one spelling of any case, and fits into a local part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 255 }), fc.uuid(), bytes(16), (version, id, mac) => {
      const token = writeToken({ version, id, mac })
      assert.match(token, /^[a-z2-7]{53}$/)
      assert.ok(`case+${token}`.length <= 64)
      assert.deepEqual(readToken(token.toUpperCase()), { version, id, mac })
      assert.deepEqual(tokensIn([`Case+${token.toUpperCase()}@Support.Example`], mailbox), [token])
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (given) => assert.deepEqual(fromBase32(toBase32(given)), given)))
  // a text that is read is the only text that is written for it
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'), minLength: 53, maxLength: 53 }), (text) => {
      const read = readToken(text)
      if (read && read.version > 0) assert.equal(writeToken(read), text)
    }),
  )
})

test('of 3,000 forged tokens, altered in any bit or made up around a known id, none is taken; nor one of another account, case, person or key', async (t) => {
  const desk = await openDesk()
  t.after(() => desk.close())
  const reply = { mailbox, keys: replyKeys(secret, 1) }
  const genuine = (await desk.reply('ann', desk.open)).slice('case+'.length, -'@support.example'.length)
  const token = readToken(genuine)
  assert.ok(token)
  const asked = (text: string, desk_ = reply) =>
    inScope(desk.api.parts.db, providerScope, (tx) => readReply(tx, desk_, text, desk.api.clock.now))
  assert.equal((await asked(genuine)).kind, 'valid')
  let taken = 0
  const tryOne = async (text: string) => {
    if (text !== genuine && (await asked(text)).kind !== 'bad') taken++
  }
  for (let bit = 0; bit < 264; bit++) {
    const raw = fromBase32(genuine) as Uint8Array
    raw[bit >> 3] = (raw[bit >> 3] as number) ^ (1 << (bit & 7))
    await tryOne(toBase32(raw))
  }
  const random = fc.sample(bytes(16), 2700)
  for (const mac of random) await tryOne(writeToken({ ...token, mac }))
  for (const person of ['bob', 'uma']) {
    const other = readToken((await desk.reply(person, desk.open)).slice('case+'.length, -'@support.example'.length))
    assert.ok(other)
    await tryOne(writeToken({ ...token, mac: other.mac }))
    await tryOne(writeToken({ ...other, mac: token.mac }))
  }
  assert.equal(taken, 0)
  // another secret, and another version of the same one, sign differently; a version that is gone is worth nothing
  for (const keys of [replyKeys('another secret of at least thirty-two characters', 1), replyKeys(secret, 2)])
    assert.equal((await asked(genuine, { mailbox, keys })).kind, 'bad')
  // when the secret was exchanged, addresses of the version before stay good
  assert.equal(
    (await asked(genuine, { mailbox, keys: replyKeys('a new secret of at least thirty-two characters', 2, secret) })).kind,
    'valid',
  )
  // a row that was moved to another person in the database fits no signature any more
  await desk.api.database.asOwner('update reply_address set person_id = $1 where id = $2', [
    desk.api.built.people.get('sig')?.personId,
    token.id,
  ])
  assert.equal((await asked(genuine)).kind, 'bad')
})

// --- Fates ------------------------------------------------------------------------------------------------------------

const anyToken: fc.Arbitrary<TokenFact> = fc.oneof(
  fc.record({ kind: fc.constantFrom('none' as const, 'several' as const, 'bad' as const) }),
  fc.record({
    kind: fc.constantFrom('valid' as const, 'expired' as const),
    caseId: fc.uuid(),
    caseNumber: fc.constant('ACME-1'),
    closed: fc.boolean(),
  }),
)
const anyMail: fc.Arbitrary<MailFacts> = fc.record({
  trouble: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    { rule: 'damaged' as const, said: 'x' },
    { rule: 'too-big' as const, said: 'x' },
  ),
  automatic: fc.constantFrom(
    undefined,
    undefined,
    undefined,
    undefined,
    { kind: 'auto-reply' as const, why: 'x' },
    { kind: 'bounce' as const, why: 'x' },
  ),
  sender: fc.constantFrom('ann@acme.example', 'bob@acme.example', 'eve@other.example', null),
  proof: fc.constantFrom(
    null,
    null,
    ...(['pass', 'none', 'fail', 'unsure'] as const).map((verdict) => ({ by: 'listener', domain: 'acme.example', verdict, said: 'x' })),
  ),
  empty: fc.boolean(),
  asksStatus: fc.boolean(),
  token: anyToken,
  writer: fc.constantFrom(null, { personId: 'p', refusal: undefined }, { personId: 'p', refusal: 'no' }),
  known: fc.boolean(),
  quotedNumber: fc.constantFrom(null, 'ACME-1'),
  recent: fc.record({ ofSender: fc.constantFrom(0, 1, 29, 30, 60), onCase: fc.constantFrom(0, 1, 59, 60, 90) }),
  toldToday: fc.boolean(),
})

type Judge = typeof fateOfMail

const changesOnlyWhatIsProven = (judge: Judge, seen: () => void) =>
  fc.property(anyMail, (facts) => {
    const fate = judge(facts)
    assert.ok(fate.reason.length > 10)
    if (fate.kind !== 'update') return
    seen()
    assert.ok(facts.token.kind === 'valid' && !facts.token.closed)
    assert.ok(facts.writer && facts.writer.refusal === undefined)
    assert.ok(facts.sender !== null && !facts.automatic && !facts.trouble && !facts.empty)
    assert.ok(facts.proof === null || facts.proof.verdict === 'pass' || facts.proof.verdict === 'none')
  })

const answersOnlyTheKnown = (judge: Judge, seen: () => void) =>
  fc.property(anyMail, (facts) => {
    const fate = judge(facts)
    assert.equal(fate.kind === 'answered', fate.answer === 'how-to-open')
    if (fate.answer === undefined) return
    seen()
    assert.ok(!facts.automatic && !facts.trouble && !facts.toldToday && facts.sender !== null)
    assert.ok(facts.known || facts.writer !== null)
    assert.ok(facts.proof?.verdict !== 'fail' && facts.proof?.verdict !== 'unsure')
  })

test('law ACP-9.p9: only a genuine address in the hands of somebody who may update changes a case, and never a machine, a closed case or an empty mail', () => {
  let updates = 0
  fc.assert(
    changesOnlyWhatIsProven(fateOfMail, () => updates++),
    { numRuns: 40_000 },
  )
  assert.ok(updates > 30, `${updates} updates`)
})

test('law ACP-9.p8: nobody unknown and no machine is ever answered, and nobody twice a day', () => {
  let answers = 0
  fc.assert(
    answersOnlyTheKnown(fateOfMail, () => answers++),
    { numRuns: 40_000 },
  )
  assert.ok(answers > 50, `${answers} answers`)
})

// judges with one fault each, which the laws have to find
const faults: readonly (readonly [string, (facts: MailFacts) => MailFacts, typeof answersOnlyTheKnown])[] = [
  [
    'believes the sender',
    (facts) => ({ ...facts, writer: facts.writer ?? { personId: 'p', refusal: undefined } }),
    changesOnlyWhatIsProven,
  ],
  ['forgets who may', (facts) => ({ ...facts, writer: facts.writer && { ...facts.writer, refusal: undefined } }), changesOnlyWhatIsProven],
  [
    'reopens',
    (facts) => ({ ...facts, token: facts.token.kind === 'valid' ? { ...facts.token, closed: false } : facts.token }),
    changesOnlyWhatIsProven,
  ],
  [
    'takes old addresses',
    (facts) => ({ ...facts, token: facts.token.kind === 'expired' ? { ...facts.token, kind: 'valid' } : facts.token }),
    changesOnlyWhatIsProven,
  ],
  ['asks no domain', (facts) => ({ ...facts, proof: null }), changesOnlyWhatIsProven],
  ['answers whom no domain vouches for', (facts) => ({ ...facts, proof: null }), answersOnlyTheKnown],
  ['listens to machines', (facts) => ({ ...facts, automatic: undefined }), changesOnlyWhatIsProven],
  ['answers machines', (facts) => ({ ...facts, automatic: undefined }), answersOnlyTheKnown],
  ['answers strangers', (facts) => ({ ...facts, known: true }), answersOnlyTheKnown],
  ['answers again and again', (facts) => ({ ...facts, toldToday: false }), answersOnlyTheKnown],
]
for (const [title, spoil, law] of faults)
  test(`a judge that ${title} is found`, () => {
    assert.ok(
      fc.check(
        law(
          (facts) => fateOfMail(spoil(facts)),
          () => {},
        ),
        { numRuns: 40_000 },
      ).failed,
    )
  })

// --- Texts --------------------------------------------------------------------------------------------------------------

const words = [
  'hello',
  '> quoted',
  '>> deeper',
  'On Tue, 10 Mar 2026 at 08:00, A <a@b.example> wrote:',
  'From: a',
  'Sent: now',
  'To: b',
  'Subject: c',
  '-----Original Message-----',
  '',
  ' ',
  '-- ',
  answerLine,
  `> ${answerLine}`,
  'Am 10.03.2026 schrieb A:',
  '________________________________',
  'Von: x',
  '> ',
  'the end',
]
const anyLines = fc.array(fc.oneof(fc.constantFrom(...words), fc.string()), { maxLength: 40 }).map((lines) => lines.join('\n'))

test('law: no line of an answer is lost: each stands in the reply or in what was quoted', () => {
  fc.assert(
    fc.property(anyLines, (text) => {
      const { reply, quoted } = splitReply(text, answerLine)
      const count = (given: string) =>
        Map.groupBy(
          given
            .split(/\r\n|\r|\n/)
            .map((line) => line.trim())
            .filter(Boolean),
          (line) => line,
        )
      const [before, after] = [count(text), count(`${reply}\n${quoted}`)]
      for (const [line, times] of before) assert.equal(after.get(line)?.length, times.length, JSON.stringify(line))
      assert.equal(after.size, before.size)
      if (text.trim() !== '') assert.ok(reply.trim() !== '', 'an answer vanished')
    }),
    { numRuns: 3000 },
  )
})

const tags = [
  '<p>',
  '</p>',
  '<br>',
  '<script>',
  '</script>',
  '<style>',
  '</style>',
  '<div',
  '>',
  '"',
  "'",
  '<!--',
  '-->',
  '<blockquote>',
  '</blockquote>',
  '<pre>',
  '</pre>',
  '&lt;',
  '&#x',
  '&#60;',
  '<a href="',
  '<img alt="x">',
  '<td>',
  'text',
  '<',
  '</',
  '<svg>',
  '<?',
  '<!doctype html>',
]
test('law: any HTML becomes text without failing, and what a script held never comes out', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...tags), fc.string()), { maxLength: 60 }), (pieces) => {
      const text = textOfHtml(
        `<p>begin</p><script>SECRET${pieces.filter((each) => !/<\/s/i.test(each)).join('')}</script>${pieces.join('')}`,
      )
      assert.ok(text.startsWith('begin'))
      assert.ok(!text.includes('SECRET'))
    }),
    { numRuns: 3000 },
  )
})

test('law: whatever is put into a letter, its head is lines of ours and its HTML holds no tag but ours', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\nBcc: x', '\u2028x', '<img src=x>', '"><script>', '\u0000', ''),
      (subject, text, bait) => {
        const letter = compose({
          id: 'i',
          subject: subject + bait,
          text: text + bait,
          why: bait,
          caseNumber: 'ACME-1',
          domain: 'd.example',
          origin: undefined,
          replyTo: undefined,
        })
        for (const value of [letter.subject, letter.messageId, ...Object.values(letter.headers)])
          assert.doesNotMatch(value, /[\p{Cc}\u2028\u2029]/u)
        assert.equal(oneLine(letter.subject), letter.subject)
        const found = [...letter.html.matchAll(/<\/?([a-z!]+)/gi)].map(([, name]) => name?.toLowerCase())
        assert.deepEqual(
          [...new Set(found)].filter(
            (name) => !['!doctype', '!', 'html', 'head', 'meta', 'body', 'div', 'p', 'br', 'hr'].includes(name ?? ''),
          ),
          [],
        )
      },
    ),
    { numRuns: 2000 },
  )
})

test('law: a file name is a name and nothing more, whatever it was', () => {
  const nasty = fc.array(
    fc.oneof(
      fc.constantFrom('..', '/', '\\', '.', '\u200b', '\u202e', '\u0000', '\u00ad', 'con', 'CON', 'a', '.exe', ' ', ':', '\ud800'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(nasty, (pieces) => {
      const name = safeFileName(pieces.join(''))
      assert.ok(name.length >= 1 && name.length <= 220, `${name.length}`)
      assert.doesNotMatch(name, /[/\\:*?"<>|\p{C}\u2028\u2029]|^[. ]|[. ]$/u)
      assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i)
      assert.equal(safeFileName(name), name, 'cleaned again it is another one')
    }),
    { numRuns: 5000 },
  )
})

test('law: an address that letters go to holds nothing that a mail server could read as more than one', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('@a.example', '@b.example>', ', x@y.example', '"x y"@z.example', '\r\n@x.example', '@'),
      (left, right) => {
        const address = `${left}${right}`
        if (isPlainAddress(address)) assert.doesNotMatch(address, /[\s,;<>"()\\\p{C}]|@.*@/u)
      },
    ),
  )
  assert.ok(isPlainAddress('ann.o+x@acme.example') && isPlainAddress('jörg@müller.example'))
})

test('law: the reader of mail never throws, whatever bytes it is given', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 2000 }),
      fc.constantFrom(
        '',
        'From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n',
        'Content-Transfer-Encoding: base64\r\n\r\n',
        'Subject: =?utf-8?B?',
      ),
      async (given, head) => {
        const reading = await readMail(Buffer.concat([Buffer.from(head), given]))
        if (!reading.ok) return
        splitReply(reading.mail.text, answerLine)
        automaticOf(reading.mail, { domain: 'vendor.example', addresses: [] })
        failedRecipients(reading.mail)
        for (const text of [reading.mail.subject, reading.mail.text, reading.mail.messageId])
          assert.ok(text.isWellFormed() && !text.includes('\u0000'))
      },
    ),
    { numRuns: 1000 },
  )
})

test('while a mail of 300,000 lines is read, the desk does not stand still', async () => {
  const large = Buffer.from(`From: a@b.example\r\nContent-Type: text/plain\r\n\r\n${'hello world\r\n'.repeat(300_000)}`)
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
  }, 5)
  const from = performance.now()
  const reading = await readMail(large)
  const took = performance.now() - from
  clearInterval(beat)
  assert.ok(reading.ok)
  assert.ok(reading.mail.text.startsWith('hello world'))
  assert.ok(longest < took / 2 && longest < 1000, `stood still for ${longest.toFixed(0)} of ${took.toFixed(0)} ms`)
})

// what grows faster than its input lets one mail stop the desk
const attacks: readonly (readonly [string, (size: number) => string])[] = [
  ['one long line', (size) => 'a'.repeat(size)],
  ['an attribution that never ends', (size) => `On ${'x '.repeat(size / 2)}`],
  ['signs of quoting', (size) => '> '.repeat(size / 2)],
  ['quoted lines', (size) => '> a\n'.repeat(size / 4)],
  ['heads of mails', (size) => 'From: a\nTo: b\n'.repeat(size / 14)],
  ['words of heads without their rest', (size) => 'From: a\n'.repeat(size / 8)],
  ['dashes', (size) => '-'.repeat(size)],
  ['dashes and blanks', (size) => '- '.repeat(size / 2)],
  ['addresses', (size) => '1 <a@b.c> '.repeat(size / 10)],
  ['open tags', (size) => '<a '.repeat(size / 3)],
  ['quotation marks in tags', (size) => `<a ${'"'.repeat(size)}`],
  ['open scripts', (size) => '<script>'.repeat(size / 8)],
  ['closing tags', (size) => '</'.repeat(size / 2)],
  ['open comments', (size) => '<!--'.repeat(size / 4)],
  ['ampersands', (size) => '&'.repeat(size)],
  ['words of machines', (size) => 'your ticket '.repeat(size / 12)],
]
/** Computing time of this process in milliseconds, so that a busy machine does not count. */
const took = (work: () => void): number => {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < 3; round++) {
    const from = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(from)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
for (const [title, make] of attacks)
  test(`eight times as much of ${title} takes some eight times as long, and not sixty-four times`, () => {
    const run = (size: number) => {
      const text = make(size)
      const mail = {
        headers: [],
        from: [{ name: '', address: 'a@b.example' }],
        to: [],
        subject: text.slice(0, 500),
        messageId: '',
        date: '',
        text,
        html: '',
        files: [],
        filesLeftOut: 0,
      }
      return took(() => {
        splitReply(text, answerLine)
        textOfHtml(text)
        automaticOf({ ...mail, headers: [{ name: 'x-mailer', value: 'zendesk' }] }, { domain: 'vendor.example', addresses: [] })
        failedRecipients({ ...mail, from: [{ name: '', address: 'mailer-daemon@b.example' }] })
      })
    }
    run(10_000)
    // eight times as much: linear work takes some eight times as long, quadratic work sixty-four times
    const [once, eight] = [run(40_000), run(320_000)]
    assert.ok(eight <= Math.max(once * 24, 60), `${once.toFixed(1)} ms and then ${eight.toFixed(1)} ms of computing`)
  })
