import { dropped, eml, parts, type Row, textPart } from './row.ts'

/** What machines write: absence notes, receipts, lists, loops, other desks and mail that came back. All without effect or answer. */

const auto = (name: string, headers: string, subject = 'Re: [%CASE%] router'): Row =>
  dropped(`auto-${name}`, 'auto-reply', eml({ headers, subject }))

const absences: readonly (readonly [string, string])[] = [
  ['en-outlook', 'Automatic reply: [%CASE%] has a new message'],
  ['en-old', 'Out of Office AutoReply: [%CASE%]'],
  ['en-ooo', 'OOO Re: [%CASE%]'],
  ['de', 'Automatische Antwort: [%CASE%]'],
  ['de-note', 'Abwesenheitsnotiz: [%CASE%]'],
  ['fr', 'Réponse automatique : [%CASE%]'],
  ['es', 'Respuesta automática: [%CASE%]'],
  ['it', 'Risposta automatica: [%CASE%]'],
  ['pt', 'Resposta automática: [%CASE%]'],
  ['nl', 'Automatisch antwoord: [%CASE%]'],
  ['sv', 'Autosvar: [%CASE%]'],
  ['fi', 'Automaattinen vastaus: [%CASE%]'],
  ['pl', 'Odpowiedź automatyczna: [%CASE%]'],
  ['tr', 'Otomatik Yanıt: [%CASE%]'],
  ['ru', 'Автоответ: [%CASE%]'],
  ['ja', '自動応答: [%CASE%]'],
  ['zh', '自动回复: [%CASE%]'],
  ['ko', '자동 회신: [%CASE%]'],
]

const status = (recipient: string, action: string, code: string, said: string): string =>
  `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\nArrival-Date: Tue, 10 Mar 2026 09:00:00 +0000\n\nFinal-Recipient: rfc822; ${recipient}\nAction: ${action}\nStatus: ${code}\nDiagnostic-Code: smtp; ${said}`
const original =
  'Content-Type: message/rfc822\n\nFrom: Holdfast <holdfast@vendor.example>\nTo: ann@acme.example\nMessage-ID: %LETTER%\nSubject: [%CASE%] has a new message\n\nWhich fan?'
const headersOnly =
  'Content-Type: text/rfc822-headers\n\nFrom: holdfast@vendor.example\nTo: ann@acme.example\nMessage-ID: %LETTER%\nSubject: [%CASE%]'
const report = (
  name: string,
  of: readonly string[],
  dead: string | undefined,
  from = 'MAILER-DAEMON@mx.example (Mail Delivery System)',
  subject = 'Undelivered Mail Returned to Sender',
): Row =>
  dropped(
    `bounce-${name}`,
    'bounce',
    parts({
      kind: 'report; report-type=delivery-status',
      from,
      to: 'holdfast@vendor.example',
      subject,
      headers: 'Auto-Submitted: auto-replied\nReturn-Path: <>',
      of: [textPart('This is the mail system at host mx.example. Your message could not be delivered.'), ...of],
    }),
    dead === undefined ? {} : { dead },
  )

export const automatic: readonly Row[] = [
  ...absences.map(([name, subject]) => dropped(`absence-${name}`, 'auto-reply', eml({ subject }))),
  auto('submitted-replied', 'Auto-Submitted: auto-replied'),
  auto('submitted-generated', 'Auto-Submitted: auto-generated (rejected)'),
  auto('submitted-folded', 'Auto-Submitted:\n auto-replied'),
  auto('exchange-suppress', 'X-Auto-Response-Suppress: All'),
  auto('exchange-inbox-rule', 'X-MS-Exchange-Inbox-Rules-Loop: ann@acme.example'),
  auto('autoreply-header', 'X-Autoreply: yes'),
  auto('autorespond-header', 'X-Autorespond: Vacation'),
  auto('precedence-auto', 'Precedence: auto_reply'),
  auto('empty-return-path', 'Return-Path: <>'),
  dropped('auto-noreply-sender', 'auto-reply', eml({ from: 'No Reply <noreply@acme.example>' })),
  dropped('auto-cron', 'auto-reply', eml({ from: 'root <root@acme.example>', headers: 'X-Cron-Env: <SHELL=/bin/sh>' })),
  dropped(
    'receipt-mdn',
    'auto-reply',
    parts({
      kind: 'report; report-type=disposition-notification',
      subject: 'Read: [%CASE%]',
      of: [
        textPart('Your message was read.'),
        'Content-Type: message/disposition-notification\n\nFinal-Recipient: rfc822; ann@acme.example\nDisposition: manual-action/MDN-sent-manually; displayed',
      ],
    }),
  ),
  dropped('receipt-de', 'auto-reply', eml({ subject: 'Gelesen: [%CASE%]' })),
  dropped('list-id', 'list', eml({ headers: 'List-Id: Operators <ops.lists.example>' })),
  dropped('list-unsubscribe', 'list', eml({ headers: 'List-Unsubscribe: <mailto:leave@lists.example>' })),
  dropped('list-post-only', 'list', eml({ headers: 'List-Post: <mailto:ops@lists.example>' })),
  dropped('list-precedence-bulk', 'list', eml({ headers: 'Precedence: bulk' })),
  dropped('list-precedence-junk', 'list', eml({ headers: 'Precedence: junk' })),
  dropped(
    'list-newsletter',
    'list',
    eml({
      from: 'shop@nowhere.example',
      headers: 'Feedback-ID: 1:2:shop\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\nList-Unsubscribe: <https://shop.example/x>',
    }),
  ),
  dropped('loop-x-loop', 'loop', eml({ headers: 'X-Loop: cases.vendor.example' })),
  dropped('loop-own-list-id', 'loop', eml({ headers: 'List-Id: Case notices <cases.vendor.example>' })),
  dropped('loop-own-message-id', 'loop', eml({ headers: 'Message-ID: %LETTER%' })),
  dropped('loop-own-sender', 'loop', eml({ from: 'Holdfast <holdfast@vendor.example>' })),
  dropped('loop-own-reply-address', 'loop', eml({ from: '%ANN%' })),
  dropped(
    'loop-received-100',
    'loop',
    eml({ headers: Array.from({ length: 100 }, (_, at) => `Received: from a${at} by b${at}; Tue, 10 Mar 2026 09:00:00 +0000`).join('\n') }),
  ),
  dropped(
    'desk-zendesk',
    'acknowledgement',
    eml({
      subject: '[Acme] Request received: router',
      headers: 'X-Zendesk-From-Account-Id: 4711\nX-Mailer: Zendesk Mailer',
      body: '##- Please type your reply above this line -##\n\nYour request (77) has been received and is being reviewed.',
    }),
  ),
  dropped(
    'desk-servicenow',
    'acknowledgement',
    eml({
      subject: 'INC0010077 was opened',
      headers: 'X-ServiceNow-Generated: true\nX-ServiceNow-Source: Notification',
      body: 'Your incident INC0010077 has been created.',
    }),
  ),
  dropped(
    'desk-jira',
    'acknowledgement',
    eml({
      subject: 'SUP-77 router',
      headers: 'X-JIRA-FingerPrint: 00ff\nX-Mailer: Jira Service Management',
      body: 'Your request has been received. We have received your message.',
    }),
  ),
  dropped(
    'desk-rt',
    'auto-reply',
    eml({
      subject: '[acme #77] AutoReply: router',
      headers: 'X-RT-Ticket: acme #77\nX-RT-Loop-Prevention: acme\nX-Managed-BY: RT 5.0',
      body: 'This message has been automatically generated in response to the creation of a trouble ticket. Your ticket has been created.',
    }),
  ),
  dropped(
    'desk-otrs',
    'acknowledgement',
    eml({
      subject: '[Ticket#2026031077] RE: router',
      headers: 'X-OTRS-Loop: Yes\nX-Powered-By: OTRS',
      body: 'Ihre Anfrage ist bei uns eingegangen und wurde erfasst.',
    }),
  ),
  dropped(
    'desk-zammad',
    'acknowledgement',
    eml({
      subject: '[Ticket#77] router',
      headers: 'X-Mailer: Zammad Mail Service',
      body: 'Your request has been received and will be reviewed by our support staff.',
    }),
  ),
  dropped(
    'desk-freshdesk',
    'acknowledgement',
    eml({
      subject: 'Ticket Received - router',
      headers: 'X-Freshdesk-Ticket-Id: 77',
      body: 'Thank you for contacting us. Your ticket has been created.',
    }),
  ),
  dropped(
    'desk-osticket',
    'acknowledgement',
    eml({
      subject: 'Support Ticket Opened [#77]',
      headers: 'X-Mailer: osTicket Mailer',
      body: 'A request for support has been created. Your ticket has been opened.',
    }),
  ),
  dropped(
    'desk-freescout-fr',
    'acknowledgement',
    eml({ subject: 'Votre demande', headers: 'X-FreeScout-Mail-Type: auto.reply', body: 'Votre demande a bien été enregistrée.' }),
  ),
  dropped(
    'desk-own-kind',
    'auto-reply',
    eml({ subject: 'Request received', headers: 'Auto-Submitted: auto-replied\nX-Mailer: Another Holdfast' }),
  ),
  report(
    'postfix',
    [status('ann@acme.example', 'failed', '5.1.1', '550 5.1.1 <ann@acme.example>: Recipient address rejected: User unknown'), original],
    'ann@acme.example',
  ),
  report(
    'exchange',
    [
      status(
        'ann@acme.example',
        'failed',
        '5.1.10',
        '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      ),
      headersOnly,
    ],
    'ann@acme.example',
    'postmaster@acme.example',
    'Undeliverable: [%CASE%] has a new message',
  ),
  report(
    'gmail',
    [status('ann@acme.example', 'failed', '5.1.1', '550-5.1.1 The email account that you tried to reach does not exist.'), original],
    'ann@acme.example',
    'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    'Delivery Status Notification (Failure)',
  ),
  report('status-without-detail', [status('ann@acme.example', 'failed', '5.0.0', '550 no such user here'), original], 'ann@acme.example'),
  report(
    'delayed',
    [status('ann@acme.example', 'delayed', '4.4.1', '451 try later'), original],
    undefined,
    'MAILER-DAEMON@mx.example',
    'Warning: message 1abc delayed 4 hours',
  ),
  report('mailbox-full', [status('ann@acme.example', 'failed', '5.2.2', '552 5.2.2 mailbox full'), original], undefined),
  report('policy', [status('ann@acme.example', 'failed', '5.7.1', '550 5.7.1 rejected as spam'), original], undefined),
  report('delivered', [status('ann@acme.example', 'delivered', '2.0.0', '250 ok'), original], undefined),
  report('forged-without-letter', [status('ann@acme.example', 'failed', '5.1.1', '550 5.1.1 unknown')], undefined),
  report(
    'forged-other-letter',
    [
      status('ann@acme.example', 'failed', '5.1.1', '550 5.1.1 unknown'),
      original.replace('%LETTER%', '<01999999-9999-7999-8999-999999999999@vendor.example>'),
    ],
    undefined,
  ),
  report('of-another-address', [status('bob@acme.example', 'failed', '5.1.1', '550 5.1.1 unknown'), original], undefined),
  report('status-in-pieces', ['Content-Type: message/delivery-status\n\nnonsense\n\n\n\n:::\nAction failed\n'], undefined),
  dropped(
    'bounce-exim',
    'bounce',
    eml({
      from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
      to: 'holdfast@vendor.example',
      subject: 'Mail delivery failed: returning message to sender',
      headers: 'X-Failed-Recipients: ann@acme.example\nAuto-Submitted: auto-replied',
      body: 'A message that you sent could not be delivered.\n\n  ann@acme.example\n    550 5.1.1 unknown user\n\n------ This is a copy of your message ------\nMessage-ID: %LETTER%',
    }),
    { dead: 'ann@acme.example' },
  ),
  dropped(
    'bounce-qmail',
    'bounce',
    eml({
      from: 'MAILER-DAEMON@mx.example',
      to: 'holdfast@vendor.example',
      subject: 'failure notice',
      body: 'Hi. This is the qmail-send program at mx.example.\n\n<ann@acme.example>:\n550 no such user (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: %LETTER%',
    }),
    { dead: 'ann@acme.example' },
  ),
  dropped(
    'bounce-lotus',
    'bounce',
    eml({
      from: 'Postmaster@acme.example',
      to: 'holdfast@vendor.example',
      subject: 'DELIVERY FAILURE: User ann not listed in Domino Directory',
    }),
  ),
]
