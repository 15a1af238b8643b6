import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formattedOf } from '../../src/notifications/mail-in/formatted/gateway.ts'
import { hostileHtml } from './html-corpus.ts'

/** What is left of a mail's HTML, as text. That nothing of it runs or loads is shown in a real browser: test/e2e/hostile.test.ts. */

const bodyOf = (html: string): string => {
  const formatted = formattedOf(html)
  assert.ok(formatted.html !== null, formatted.html === null ? formatted.why : '')
  return formatted.html.replace(/^.*<body>/s, '').replace(/<\/body><\/html>$/, '')
}

test('no hostile mail keeps a script, an event, an address that is loaded, or a frame', () => {
  const corpus = hostileHtml('http://sink.example')
  assert.ok(corpus.length >= 80, `${corpus.length}`)
  const kept = corpus.flatMap(([name, html]) => {
    const body = bodyOf(html)
    // inside a tag: text may say anything
    const inTags = [...body.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/data-(?:to|box)="[^"]*"/g, ''))
    return inTags
      .filter((tag) =>
        /<(?!\/?(?:p|div|span|br|hr|b|strong|i|em|u|s|small|sub|sup|font|center|h[1-6]|[uod]l|li|d[td]|blockquote|pre|code|tt|kbd|table|caption|col(?:group)?|t(?:head|body|foot|r|h|d)|img)[\s/>])|\son\w+|url|sink|script:|https?:|position|src="(?!data:image\/(?:png|jpe?g|gif|webp);)/i.test(
          tag,
        ),
      )
      .map((tag) => `${name}: ${tag}`)
  })
  assert.deepEqual(kept, [])
})

test('a link says where it truly goes and cannot be pressed; a picture of elsewhere is a box with its host', () => {
  assert.equal(
    bodyOf('<a href="https://evil.example/x?a=1">https://bank.example/</a>'),
    '<span data-to="https://evil.example/x?a=1">https://bank.example/</span>',
  )
  assert.equal(
    bodyOf('<img src="https://track.example:8080/p.gif?id=7" alt="x">'),
    '<span data-box="a picture of track.example:8080, not loaded"></span>',
  )
  assert.equal(bodyOf('<img src="cid:part1">'), '<span data-box="a picture in the mail, see its files"></span>')
  const pixel = 'data:image/png;base64,iVBORw0KGgo='
  assert.match(bodyOf(`<img src="${pixel}" alt="logo">`), new RegExp(`^<img src="${pixel.replace(/[+/]/g, '.')}" alt="logo"`))
})

test('what a mail is formatted with stays: headings, lists, tables, colours', () => {
  assert.equal(
    bodyOf(
      '<h1>Fault</h1><ul><li style="color:#c00;font-weight:bold;position:fixed">one</li></ul><table><tr><td colspan="2" align="right">x</td></tr></table>',
    ),
    '<h1>Fault</h1><ul><li style="color:#c00;font-weight:bold">one</li></ul><table><tr><td colspan="2" align="right">x</td></tr></table>',
  )
})

test('secrets are masked in text and in addresses; spread over the formatting, the mail is shown as text alone', () => {
  assert.equal(bodyOf('<p>password = hunter2</p>'), '<p>password = ***password***</p>')
  assert.equal(
    bodyOf('<a href="https://ann:hunter2@host.example/">x</a>'),
    '<span data-to="https://ann:***url-secret***@host.example/">x</span>',
  )
  const spread = formattedOf('<p>password = <b>hunter2</b></p>')
  assert.equal(spread.html, null)
})

test('the page forbids every load but pictures in it, whatever the mail says', () => {
  const { html } = formattedOf('<meta http-equiv="Content-Security-Policy" content="default-src *"><p>x</p>')
  assert.match(html ?? '', /content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"/)
  assert.equal((html ?? '').match(/http-equiv/g)?.length, 1)
})

test('a mail without formatting, or too long for it, is told as such; deep and wide ones take no longer than their length', () => {
  assert.equal(formattedOf('  ').html, null)
  assert.match((formattedOf('x'.repeat(500_000)) as { why: string }).why, /too long/)
  const time = (html: string) => {
    const from = performance.now()
    formattedOf(html)
    return performance.now() - from
  }
  const fill = (unit: string, length: number) => unit.repeat(Math.floor(length / unit.length))
  for (const unit of [
    '<div>',
    '<b><i>',
    '<p style="color:red">',
    '<a href="',
    '<',
    '<!--',
    '&',
    '<img src=x>',
    '<table><td>',
    '<style>',
    'password=a ',
    '<svg><math>',
    '<p style="a:b;c:d;',
    '</p>',
    '<p a=b c=d e=f>',
  ]) {
    time(fill(unit, 50_000))
    const [half, whole] = [time(fill(unit, 100_000)), time(fill(unit, 390_000))]
    assert.ok(whole < Math.max(60, half * 12), `${unit}: ${half.toFixed(0)} ms, then ${whole.toFixed(0)} ms`)
  }
})
