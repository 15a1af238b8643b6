import { eml, htmlPart, parts, type Row, textPart, update } from './row.ts'

/** Answers as the common mail programs write them: what the person wrote is told from what was quoted. */

const said = 'The fan failed again at 08:14.'
const marker = '=-=-= Write your answer above this line =-=-='
const quote = `> ${marker}\n>\n> Case %CASE% has a new message (Dana Desk).\n>\n> Which fan is it?`
const bare = `${marker}\n\nCase %CASE% has a new message (Dana Desk).\n\nWhich fan is it?`
const top = (line: string): string => `${said}\n\n${line}\n\n${quote}`

const saidBy: readonly (readonly [string, string])[] = [
  ['gmail-en', 'On Tue, Mar 10, 2026 at 8:00 AM Holdfast <holdfast@vendor.example> wrote:'],
  [
    'gmail-en-broken-line',
    'On Tue, Mar 10, 2026 at 8:00 AM Holdfast Support Desk of Northwind Networks <\nholdfast@vendor.example> wrote:',
  ],
  ['gmail-de', 'Am Di., 10. März 2026 um 08:00 Uhr schrieb Holdfast <holdfast@vendor.example>:'],
  ['gmail-fr', 'Le mar. 10 mars 2026 à 08:00, Holdfast <holdfast@vendor.example> a écrit :'],
  ['gmail-es', 'El mar, 10 mar 2026 a las 8:00, Holdfast (<holdfast@vendor.example>) escribió:'],
  ['gmail-it', 'Il giorno mar 10 mar 2026 alle ore 08:00 Holdfast <holdfast@vendor.example> ha scritto:'],
  ['gmail-nl', 'Op di 10 mrt 2026 om 08:00 schreef Holdfast <holdfast@vendor.example>:'],
  ['gmail-pt', 'Em ter., 10 de mar. de 2026 às 08:00, Holdfast <holdfast@vendor.example> escreveu:'],
  ['gmail-sv', 'Den tis 10 mars 2026 kl 08:00 skrev Holdfast <holdfast@vendor.example>:'],
  ['gmail-da', 'Den tirs. 10. mar. 2026 kl. 08.00 skrev Holdfast <holdfast@vendor.example>:'],
  ['gmail-pl', 'wt., 10 mar 2026 o 08:00 Holdfast <holdfast@vendor.example> napisał(a):'],
  ['gmail-ru', 'вт, 10 мар. 2026 г. в 08:00, Holdfast <holdfast@vendor.example>:'],
  ['gmail-tr', 'Holdfast <holdfast@vendor.example>, 10 Mar 2026 Sal, 08:00 tarihinde şunu yazdı:'],
  ['gmail-ja', '2026年3月10日(火) 8:00 Holdfast <holdfast@vendor.example>:'],
  ['gmail-zh', 'Holdfast <holdfast@vendor.example> 于2026年3月10日周二 08:00写道：'],
  ['apple-en', 'On 10 Mar 2026, at 08:00, Holdfast <holdfast@vendor.example> wrote:'],
  ['apple-de', 'Am 10.03.2026 um 08:00 schrieb Holdfast <holdfast@vendor.example>:'],
  ['apple-fr', 'Le 10 mars 2026 à 08:00, Holdfast <holdfast@vendor.example> a écrit :'],
  ['thunderbird-top', 'On 10/03/2026 08:00, Holdfast wrote:'],
  ['mutt', 'On Tue, Mar 10, 2026 at 08:00:00AM +0000, Holdfast wrote:'],
  ['roundcube', 'On 2026-03-10 08:00, Holdfast wrote:'],
]

const separators: readonly (readonly [string, string])[] = [
  [
    'outlook-en',
    'From: Holdfast <holdfast@vendor.example>\nSent: Tuesday, March 10, 2026 8:00 AM\nTo: Ann <ann@acme.example>\nSubject: [%CASE%] has a new message\n',
  ],
  [
    'outlook-de',
    'Von: Holdfast <holdfast@vendor.example>\nGesendet: Dienstag, 10. März 2026 08:00\nAn: Ann <ann@acme.example>\nBetreff: [%CASE%] has a new message\n',
  ],
  [
    'outlook-fr',
    'De : Holdfast <holdfast@vendor.example>\nEnvoyé : mardi 10 mars 2026 08:00\nÀ : Ann <ann@acme.example>\nObjet : [%CASE%] has a new message\n',
  ],
  [
    'outlook-es',
    'De: Holdfast <holdfast@vendor.example>\nEnviado el: martes, 10 de marzo de 2026 8:00\nPara: Ann <ann@acme.example>\nAsunto: [%CASE%] has a new message\n',
  ],
  [
    'outlook-it',
    'Da: Holdfast <holdfast@vendor.example>\nInviato: martedì 10 marzo 2026 08:00\nA: Ann <ann@acme.example>\nOggetto: [%CASE%] has a new message\n',
  ],
  [
    'outlook-nl',
    'Van: Holdfast <holdfast@vendor.example>\nVerzonden: dinsdag 10 maart 2026 08:00\nAan: Ann <ann@acme.example>\nOnderwerp: [%CASE%] has a new message\n',
  ],
  [
    'outlook-bold',
    '*From:* Holdfast <holdfast@vendor.example>\n*Sent:* Tuesday, March 10, 2026 8:00 AM\n*To:* Ann <ann@acme.example>\n*Subject:* [%CASE%] has a new message\n',
  ],
  [
    'outlook-web',
    '________________________________\nFrom: Holdfast <holdfast@vendor.example>\nSent: 10 March 2026 08:00\nTo: Ann <ann@acme.example>\nSubject: [%CASE%] has a new message\n',
  ],
  [
    'outlook-old',
    '-----Original Message-----\nFrom: Holdfast [mailto:holdfast@vendor.example]\nSent: Tuesday, March 10, 2026 8:00 AM\nTo: Ann\nSubject: [%CASE%]\n',
  ],
  [
    'outlook-old-de',
    '-----Ursprüngliche Nachricht-----\nVon: Holdfast\nGesendet: Dienstag, 10. März 2026 08:00\nAn: Ann\nBetreff: [%CASE%]\n',
  ],
  [
    'samsung',
    '-------- Original message --------\nFrom: Holdfast <holdfast@vendor.example>\nDate: 10/03/2026 08:00 (GMT+00:00)\nTo: Ann <ann@acme.example>\nSubject: [%CASE%]\n',
  ],
  ['proton', '------- Original Message -------\nOn Tuesday, March 10th, 2026 at 8:00 AM, Holdfast <holdfast@vendor.example> wrote:\n'],
  [
    'zimbra',
    '----- Original Message -----\nFrom: "Holdfast" <holdfast@vendor.example>\nTo: "Ann" <ann@acme.example>\nSent: Tuesday, 10 March, 2026 08:00:00\nSubject: [%CASE%]\n',
  ],
  [
    'chinese-outlook',
    '发件人: Holdfast <holdfast@vendor.example>\n发送时间: 2026年3月10日 8:00\n收件人: Ann <ann@acme.example>\n主题: [%CASE%]\n',
  ],
  [
    'japanese-outlook',
    '差出人: Holdfast <holdfast@vendor.example>\n送信日時: 2026年3月10日 8:00\n宛先: Ann <ann@acme.example>\n件名: [%CASE%]\n',
  ],
]

export const replies: readonly Row[] = [
  ...saidBy.map(([name, line]) => update(`reply-${name}`, eml({ body: top(line) }), said)),
  ...separators.map(([name, head]) => update(`reply-${name}`, eml({ body: `${said}\n\n${head}\n${bare}` }), said)),
  update('reply-thunderbird-bottom', eml({ body: `On 10/03/2026 08:00, Holdfast wrote:\n${quote}\n\n${said}` }), said),
  update(
    'reply-inline',
    eml({ body: 'On 10/03/2026 08:00, Holdfast wrote:\n> Which fan is it?\n\nThe upper one.\n\n> Since when?\n\nSince Monday.' }),
    'On 10/03/2026 08:00, Holdfast wrote:\n> Which fan is it?\n\nThe upper one.\n\n> Since when?\n\nSince Monday.',
  ),
  update('reply-marker-alone', eml({ body: `${said}\n\n${bare}` }), said),
  update(
    'reply-iphone',
    eml({ body: `${said}\n\nSent from my iPhone\n\n> On 10 Mar 2026, at 08:00, Holdfast <holdfast@vendor.example> wrote:\n>\n${quote}` }),
    `${said}\n\nSent from my iPhone`,
  ),
  update('reply-signature', eml({ body: `${said}\n\n-- \nAnn Other\nAcme Telco\n+44 1` }), said),
  update(
    'reply-format-flowed',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8; format=flowed',
      body: `The fan failed again \nat 08:14.\n\nOn 10/03/2026 08:00, Holdfast wrote:\n${quote}`,
    }),
    'The fan failed again at 08:14.',
  ),
  update(
    'reply-gmail-html-only',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8',
      body: `<div dir="ltr">${said}</div><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On Tue, Mar 10, 2026 at 8:00 AM Holdfast &lt;<a href="mailto:holdfast@vendor.example">holdfast@vendor.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0"><p>${marker}</p><p>Which fan is it?</p></blockquote></div>`,
    }),
    said,
  ),
  update(
    'reply-outlook-html-only',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8',
      body: `<html><head><style>p{color:red}</style></head><body><div class="WordSection1"><p class="MsoNormal">${said}<o:p></o:p></p><div style="border:none"><p class="MsoNormal"><b>From:</b> Holdfast &lt;holdfast@vendor.example&gt;<br><b>Sent:</b> Tuesday, March 10, 2026 8:00 AM<br><b>To:</b> Ann<br><b>Subject:</b> [%CASE%]</p></div><p>Which fan is it?</p></div></body></html>`,
    }),
    said,
  ),
  update(
    'reply-apple-html-only',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8',
      body: `<html><body>${said}<br><div><br><blockquote type="cite"><div>On 10 Mar 2026, at 08:00, Holdfast &lt;holdfast@vendor.example&gt; wrote:</div><br><div>Which fan is it?</div></blockquote></div></body></html>`,
    }),
    said,
  ),
  update(
    'reply-both-forms',
    parts({ kind: 'alternative', of: [textPart(top('On 10/03/2026 08:00, Holdfast wrote:')), htmlPart(`<p>${said}</p>`)] }),
    said,
  ),
  update(
    'reply-quoted-printable',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable',
      body: 'Der L=FCfter ist wieder aus=\ngefallen.',
    }),
    'Der Lüfter ist wieder ausgefallen.',
  ),
  update(
    'reply-base64',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64',
      body: Buffer.from('Ventilator kapot – weer.').toString('base64'),
    }),
    'Ventilator kapot – weer.',
  ),
  update(
    'reply-koi8',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64',
      body: '98XO1MnM0dTP0g==',
    }),
    'Вентилятор',
  ),
  update(
    'reply-shift-jis',
    eml({
      headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=shift_jis\nContent-Transfer-Encoding: base64',
      body: 'g3SDQIOTgqqOfoLcguiC3IK1gr0=',
    }),
    'ファンが止まりました',
  ),
]
