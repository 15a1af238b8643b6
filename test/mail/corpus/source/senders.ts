import { dropped, eml, held, parts, type Row, textPart, update } from './row.ts'

/** What the relay of the house, mx.support.example, found out about senders, and what others would like to have found. */

const ours = 'mx.support.example'
const said = (results: string, by = ours): string => `Authentication-Results: ${by}; ${results}`
const from = 'header.from=acme.example'

export const senders: readonly Row[] = [
  update(
    'sender-vouched-for',
    eml({ headers: said(`spf=pass smtp.mailfrom=acme.example; dkim=pass header.d=acme.example; dmarc=pass ${from}`) }),
    'It happened again.',
  ),
  held(
    'sender-not-vouched-for',
    'forged-sender',
    eml({ headers: said(`spf=softfail; dkim=none; dmarc=fail (p=REJECT; dis=none) ${from}`) }),
  ),
  held('sender-not-vouched-for-policy-none', 'forged-sender', eml({ headers: said(`dmarc=fail action=none ${from}`) })),
  held(
    'sender-not-vouched-for-folded',
    'forged-sender',
    eml({ headers: `Authentication-Results: ${ours};\n dkim=none;\n dmarc=fail\n  ${from}` }),
  ),
  held('sender-not-vouched-for-quoted-name', 'forged-sender', eml({ headers: said(`dmarc=fail ${from}`, `"${ours}" 1`) })),
  held('sender-not-vouched-for-capitals', 'forged-sender', eml({ headers: said(`DMARC=Fail ${from}`, 'MX.Support.Example') })),
  held('sender-dns-trouble', 'unsure-sender', eml({ headers: said(`spf=temperror; dmarc=temperror ${from}`) })),
  held('sender-record-broken', 'unsure-sender', eml({ headers: said(`dmarc=permerror ${from}`) })),
  update('sender-publishes-nothing', eml({ headers: said(`spf=none; dkim=none; dmarc=none ${from}`) }), 'It happened again.'),
  update('sender-bestguess', eml({ headers: said(`dmarc=bestguesspass action=none ${from}`) }), 'It happened again.'),
  update('sender-spf-only', eml({ headers: said('spf=fail smtp.mailfrom=acme.example') }), 'It happened again.'),
  update('sender-said-by-another', eml({ headers: said(`dmarc=fail ${from}`, 'mx.elsewhere.example') }), 'It happened again.'),
  update(
    'sender-results-without-form',
    eml({ headers: 'Authentication-Results: ;;;=(((\nAuthentication-Results: "' }),
    'It happened again.',
  ),
  held('sender-writes-a-pass-too', 'forged-sender', eml({ headers: `${said(`dmarc=fail ${from}`)}\n${said(`dmarc=pass ${from}`)}` })),
  held(
    'sender-pass-of-a-longer-name',
    'forged-sender',
    eml({ headers: `${said(`dmarc=pass ${from}`, `${ours}.evil.example`)}\n${said(`dmarc=fail ${from}`)}` }),
  ),
  held(
    'sender-pass-in-a-comment',
    'forged-sender',
    eml({ headers: said(`dkim=none (dmarc=pass ${from}; \\) dmarc=pass); dmarc=fail ${from}`) }),
  ),
  update(
    'sender-our-name-in-a-comment',
    eml({ headers: `Authentication-Results: mx.evil.example (${ours}); dmarc=fail ${from}` }),
    'It happened again.',
  ),
  held('sender-pass-for-another-domain', 'unsure-sender', eml({ headers: said('dmarc=pass header.from=evil.example') })),
  held('sender-pass-for-a-parent-domain', 'unsure-sender', eml({ headers: said('dmarc=pass header.from=example') })),
  update('sender-pass-with-an-address', eml({ headers: said('dmarc=pass header.from="ann@acme.example"') }), 'It happened again.'),
  held(
    'sender-bob-not-vouched-for',
    'forged-sender',
    eml({ from: 'Bob <bob@acme.example>', to: '%BOB%', headers: said(`dmarc=fail ${from}`) }),
  ),
  held(
    'sender-known-without-address',
    'forged-sender',
    eml({ to: 'case@support.example', subject: 'Help', headers: said(`dmarc=fail ${from}`) }),
  ),
  dropped(
    'sender-unknown-not-vouched-for',
    'unknown-sender',
    eml({
      from: 'x@nowhere.example',
      to: 'case@support.example',
      subject: 'Hello',
      headers: said('dmarc=fail header.from=nowhere.example'),
    }),
  ),
  dropped(
    'sender-auto-reply-not-vouched-for',
    'auto-reply',
    eml({ headers: `Auto-Submitted: auto-replied\n${said(`dmarc=fail ${from}`)}` }),
  ),
  // a report that names a letter of ours, but that the domain of its sender did not send: it marks nobody's address
  dropped(
    'sender-report-not-vouched-for',
    'bounce',
    parts({
      kind: 'report; report-type=delivery-status',
      from: 'MAILER-DAEMON@mx.example (Mail Delivery System)',
      to: 'holdfast@vendor.example',
      subject: 'Undelivered Mail Returned to Sender',
      headers: `Auto-Submitted: auto-replied\nReturn-Path: <>\n${said('dmarc=fail header.from=mx.example')}`,
      of: [
        textPart('Your message could not be delivered.'),
        'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@acme.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user',
        'Content-Type: text/rfc822-headers\n\nFrom: holdfast@vendor.example\nTo: ann@acme.example\nMessage-ID: %LETTER%\nSubject: [%CASE%]',
      ],
    }),
  ),
]
