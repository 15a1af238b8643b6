/** A letter as it goes out: from facts alone, so that each try writes the same one. */

export type LetterFacts = {
  readonly id: string
  readonly subject: string
  readonly text: string
  /** Why this person is told. */
  readonly why: string
  readonly caseNumber: string | null
  /** The domain in our own message ids. */
  readonly domain: string
  /** The portal's address, if people can reach it. */
  readonly origin: string | undefined
  /** Somebody without an account, who hears of one thing alone. */
  readonly guest?: boolean
  /** The signed address for answers; absent where an answer would reach nobody. */
  readonly replyTo: string | undefined
}

export type Composed = {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly messageId: string
  readonly inReplyTo: string | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly replyTo: string | undefined
}

/** The line above which an answer is read; the reader of answers cuts at it. */
export const answerLine = '=-=-= Write your answer above this line =-=-='

/** Header values are one line of printable text. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{C}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;')

/** The id that all letters about a case answer to, so that mail programs show them together. */
export const caseThread = (number: string, domain: string): string => `<case.${number.toLowerCase()}@${domain}>`
export const letterMessageId = (id: string, domain: string): string => `<${id}@${domain}>`
export const listDomain = (domain: string): string => `cases.${domain}`

/** The letter ids of our own among message ids in a text, such as the head of a mail that came back. */
export function letterIdsIn(text: string, domain: string): readonly string[] {
  const found = text.toLowerCase().matchAll(/<([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@([^<>\s]{1,255})>/g)
  return [...new Set([...found].filter(([, , at]) => at === domain.toLowerCase()).map(([, id]) => id as string))].slice(0, 20)
}

const footer = ({ why, origin, replyTo, caseNumber, guest }: LetterFacts): string => {
  if (guest) return `${why}\nThe answer of a calendar is counted; any other answer to this mail reaches nobody.`
  return [
    why,
    replyTo
      ? `An answer to this mail is added to ${caseNumber ?? 'the case'} in your name; the address is yours alone, so do not pass it on.`
      : 'An answer to this mail reaches nobody.',
    `A new case cannot be opened by mail (ACP-9.p8): open it in the portal or by phone.`,
    `Which notices you get by mail, and when, is yours to set in the portal${origin ? `: ${origin}` : ''}.`,
  ].join('\n')
}

export function compose(facts: LetterFacts): Composed {
  const { id, domain, caseNumber, replyTo } = facts
  const subject = oneLine(facts.subject).slice(0, 300) || 'Notice'
  const foot = footer(facts)
  const text = [...(replyTo ? [answerLine, ''] : []), facts.text.trim(), '', '-- ', foot, ''].join('\n')
  const thread = caseNumber === null ? undefined : caseThread(caseNumber, domain)
  return {
    subject,
    text,
    html: asHtml(facts, foot),
    messageId: letterMessageId(id, domain),
    inReplyTo: thread,
    replyTo,
    headers: {
      // RFC 3834: ours is automatic mail, so that no machine answers it
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      Precedence: 'bulk',
      'List-Id': `Case notices <${listDomain(domain)}>`,
      'X-Loop': listDomain(domain),
      ...(thread ? { References: thread } : {}),
    },
  }
}

/** Plain paragraphs in one narrow column: no image, no link to elsewhere, nothing that is fetched. */
function asHtml({ text, replyTo }: LetterFacts, foot: string): string {
  const paragraphs = (given: string, style: string) =>
    given
      .split(/\n{2,}/)
      .map((each) => `<p style="${style}">${escapeHtml(each.trim()).replaceAll('\n', '<br>')}</p>`)
      .join('\n')
  return [
    '<!doctype html>',
    '<html><head><meta charset="utf-8"></head>',
    '<body style="margin:0;padding:16px;font:15px/1.5 sans-serif;color:#16202a;background:#ffffff">',
    '<div style="max-width:640px">',
    ...(replyTo ? [`<p style="margin:0 0 16px;color:#5b6773;font-size:12px">${escapeHtml(answerLine)}</p>`] : []),
    paragraphs(text.trim(), 'margin:0 0 12px'),
    '<hr style="border:0;border-top:1px solid #d5dbe1;margin:20px 0 12px">',
    paragraphs(foot, 'margin:0 0 8px;color:#5b6773;font-size:13px'),
    '</div></body></html>',
    '',
  ].join('\n')
}
