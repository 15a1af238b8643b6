import { randomBytes } from 'node:crypto'
import type { Parts } from '../assemble.ts'
import { accountScope, inScope, providerScope } from '../db/scope.ts'
import { type Instant, minutesMs } from '../lib/time.ts'
import { handleNext } from '../notifications/jobs.ts'
import { receiveMail } from '../notifications/mail-in/service.ts'
import { replyAddressFor, replyKeys } from '../notifications/reply/service.ts'
import { letterDied } from '../notifications/sending/service.ts'
import { findLetters } from '../notifications/sending/store.ts'
import type { Built } from './build.ts'

/** Mail of the demonstration: one for each fate, an address that is dead, and what people were told so far. */

type Given = {
  readonly from: string
  readonly to?: string
  readonly subject: string
  readonly minutesAgo: number
  readonly headers?: readonly string[]
  readonly body: readonly string[]
  /** The same as it was formatted, where it was. */
  readonly html?: string
}

export async function playMail({ db, mail }: Parts, built: Built, now: Instant): Promise<void> {
  // nobody sends to this mailbox: its key ends with the loading
  const mailbox = { name: 'case', domain: 'vendor.example' }
  const reply = { mailbox, keys: replyKeys(randomBytes(32).toString('base64'), 1) }
  const desk = { ...mail, identity: { ...mail.identity, reply } }
  const openCase = async (who: string) => {
    const personId = built.people.get(who)?.personId ?? ''
    return inScope(db, providerScope, async (tx) => {
      const { account_id, id, number } = await tx
        .selectFrom('support_case')
        .select(['account_id', 'id', 'number'])
        .where('requester_id', '=', personId)
        .where('state', '!=', 'closed')
        .orderBy('created_at', 'desc')
        .limit(1)
        .executeTakeFirstOrThrow()
      return { accountId: account_id, caseId: id, personId, number }
    })
  }
  const addressOf = (about: Awaited<ReturnType<typeof openCase>>) =>
    inScope(db, accountScope(about.accountId), (tx) => replyAddressFor(tx, reply, now, about))
  const [dale, ann] = [await openCase('dale'), await openCase('ann')]
  const mails: readonly Given[] = [
    {
      from: 'Dale Cooper <dale@prairie.example>',
      to: await addressOf(dale),
      subject: `Re: [${dale.number}] has a new message`,
      minutesAgo: 95,
      body: [
        'The core file is on its way. It happened again at 04:10, on the second routing engine this time.',
        'The login of the lab: set system login user lab authentication plain-text-password-value "Prairie-Lab-7"',
        '',
        'On Monday the desk wrote:',
        '> =-=-= Write your answer above this line =-=-=',
        '> Collected the outputs. Please send the core file as well.',
      ],
      html: [
        '<p>The core file is on its way. It happened again at <b>04:10</b>, on the second routing engine this time.</p>',
        '<table border="1" cellpadding="4"><tr><th>Engine</th><th>Restarts</th></tr><tr><td>RE0</td><td>1</td></tr>',
        '<tr><td>RE1</td><td style="color:#c00">3</td></tr></table>',
        '<p>Our graphs: <a href="https://graphs.prairie.example/re1">RE1 today</a></p>',
        '<img src="https://graphs.prairie.example/logo.png" alt="logo">',
      ].join('\n'),
    },
    {
      from: 'Ann Field <ann@albion.example>',
      subject: `${ann.number}: both cards are back, but slow`,
      minutesAgo: 44,
      body: ['Both cards came back, but they take eleven minutes now. Could somebody look?', '', 'Ann'],
    },
    {
      from: 'Piet Contractor <piet@fieldwork.example>',
      to: await addressOf(ann),
      subject: `Re: [${ann.number}] was opened`,
      minutesAgo: 31,
      body: ['I stand in front of the rack and was passed this mail. The second supply shows amber.', '', 'Piet'],
    },
    {
      from: 'Ann Field <ann@albion.example>',
      subject: 'A new one for the depot',
      minutesAgo: 220,
      body: ['The router in the depot forgets its time after each restart. Please open a case.'],
    },
    {
      from: 'Mia Chen <mia@coral.example>',
      subject: 'Our switch at the harbour does not come up',
      minutesAgo: 170,
      body: ['Since the power cut this morning. What should we try?'],
    },
    {
      from: 'Beth Ortiz <beth@prairie.example>',
      subject: 'Out of office: your message',
      minutesAgo: 260,
      headers: ['Auto-Submitted: auto-replied'],
      body: ['I am back on Monday.'],
    },
    {
      from: 'Offers <deals@bargains.example>',
      subject: 'Rack space at half the price',
      minutesAgo: 400,
      body: ['Only today.'],
    },
  ]
  for (const [at, given] of mails.entries()) {
    const raw = [
      `From: ${given.from}`,
      `To: ${given.to ?? 'case@vendor.example'}`,
      `Subject: ${given.subject}`,
      `Date: ${new Date(now - given.minutesAgo * minutesMs).toUTCString().replace('GMT', '+0000')}`,
      `Message-ID: <demo-${at}@mail.example>`,
      'MIME-Version: 1.0',
      ...(given.headers ?? []),
      ...contentOf(given),
    ].join('\r\n')
    await receiveMail(db, desk, now - given.minutesAgo * minutesMs, 'smtp', { raw: Buffer.from(raw), envelopeTo: [] })
  }
  // the people of this world have no mailboxes: they are told in the portal
  while ((await handleNext(db, undefined, now)) !== undefined);
  await inScope(db, providerScope, async (tx) => {
    const rows = await tx.selectFrom('letter').select('id').where('email', '=', 'una@albion.example').limit(1).execute()
    const said = '550 5.1.1 <una@albion.example>: nobody here has this address'
    for (const letter of await findLetters(
      tx,
      rows.map(({ id }) => id),
    ))
      await letterDied(tx, letter, now, 'smtp', said)
  })
}

/** The text of a mail, and beside it the same as it was formatted, as mail programs send both (RFC 2046). */
function contentOf({ body, html }: Given): readonly string[] {
  const plain = ['Content-Type: text/plain; charset=utf-8', '', ...body, '']
  if (html === undefined) return plain
  const parts = [plain, ['Content-Type: text/html; charset=utf-8', '', html, '']]
  return ['Content-Type: multipart/alternative; boundary="part"', '', ...parts.flatMap((part) => ['--part', ...part]), '--part--', '']
}
