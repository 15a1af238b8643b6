/**
 * What somebody wrote, apart from what their mail program quoted. Nothing is thrown away: every line is in one of the two.
 * The common programs are known by their forms (Gmail, Apple Mail and Thunderbird say who wrote when and put `>` before
 * lines; Outlook puts a line and a small head), in several languages, above and below the answer.
 */

export type SplitText = { readonly reply: string; readonly quoted: string }

const wrote =
  'wrote|writes|schrieb|schreef|a écrit|escribió|ha scritto|scrisse|escreveu|skrev|napisał\\(a\\)|napisał|napisała|napsal|napsala|kirjoitti|írta|yazdı|şunları yazdı|a scris|написал\\(а\\)|написал|написала|пише|пишет|έγραψε|写道|寫道|が書きました|のメール|님이 작성|작성'
const opens =
  'on|am|le|el|il|op|em|den|dne|dnia|w dniu|la data|în|tarihinde|a|på|ons|man|tis|tor|fre|lör|sön|pe|ke|ma|ti|to|su|пн|вт|ср|чт|пт|сб|вс|στις|في'
const attribution = new RegExp(`^(?:${opens})[\\s.,].{4,300}(?:${wrote})(?: ?:| ?：)?$`, 'iu')
/** Without a word for writing: a date, a name and an address before a colon. */
const dated = /^(?=.*\d{1,4})(?=.*[<＜(][^<>\s]{1,200}@[^<>\s]{1,200}[>＞)]).{8,300}[:：]$/u
const ends = new RegExp(`(?:${wrote}|[>)]) ?[:：]$`, 'iu')

const original =
  /^[-_*= ]{2,}\s*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|originalnachricht|weitergeleitete nachricht|message d['’]origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|ursprungligt meddelande|oprindelig meddelelse|opprinnelig melding|alkuperäinen viesti|wiadomość oryginalna|původní zpráva|исходное сообщение|元のメッセージ|原始邮件|原邮件)\s*[-_*= ]{2,}$/iu

const headWords: readonly (readonly string[])[] = [
  ['from', 'von', 'de', 'da', 'van', 'från', 'fra', 'lähettäjä', 'od', 'от', 'kimden', '发件人', '寄件者', '差出人', '보낸 사람', 'feladó'],
  [
    'sent',
    'date',
    'gesendet',
    'datum',
    'envoyé',
    'enviado',
    'enviado el',
    'fecha',
    'inviato',
    'data',
    'verzonden',
    'enviada em',
    'enviada',
    'skickat',
    'sendt',
    'dato',
    'lähetetty',
    'wysłano',
    'odesláno',
    'отправлено',
    'дата',
    'gönderildi',
    '发送时间',
    '日期',
    '送信日時',
    '日付',
    '보낸 날짜',
    'elküldve',
  ],
  [
    'to',
    'an',
    'à',
    'para',
    'a',
    'aan',
    'till',
    'til',
    'vastaanottaja',
    'do',
    'komu',
    'кому',
    'kime',
    '收件人',
    '收件者',
    '宛先',
    '받는 사람',
    'címzett',
  ],
  [
    'subject',
    'betreff',
    'objet',
    'asunto',
    'oggetto',
    'onderwerp',
    'assunto',
    'ämne',
    'emne',
    'aihe',
    'temat',
    'předmět',
    'тема',
    'konu',
    '主题',
    '主旨',
    '件名',
    '제목',
    'tárgy',
  ],
]
const headKinds = new Map(headWords.flatMap((words, kind) => words.map((word) => [word, kind] as const)))

const headKind = (line: string): number | undefined => {
  const found = /^[*_]{0,2}([^:：*]{1,20}?)[*_]{0,2} ?[:：][*_]{0,2}(?:\s|$)/u.exec(line)
  return found ? headKinds.get((found[1] as string).trim().toLowerCase()) : undefined
}

/** True where a small head of a mail begins: a sender and two more of its lines close by. */
function startsHead(lines: readonly string[], at: number): boolean {
  if (headKind(lines[at] ?? '') !== 0) return false
  const kinds = new Set(lines.slice(at, at + 7).map(headKind))
  kinds.delete(undefined)
  return kinds.size >= 3
}

const isQuote = (line: string): boolean => /^[ \t]?[>＞]/.test(line)

/** How many lines from here say who wrote when; 0 when none. A long one is broken over up to three lines. */
function attributionAt(lines: readonly string[], at: number): number {
  const first = (lines[at] ?? '').trim()
  if (first === '' || isQuote(first)) return 0
  let joined = ''
  for (let count = 1; count <= 3; count++) {
    const next = (lines[at + count - 1] ?? '').trim()
    if (next === '') return 0
    joined = joined === '' ? next : `${joined} ${next}`
    if (joined.length > 320) return 0
    if (ends.test(joined) && (attribution.test(joined) || (dated.test(joined) && quoteFollows(lines, at + count)))) return count
    if (attribution.test(joined)) return count
  }
  return 0
}

const quoteFollows = (lines: readonly string[], at: number): boolean => {
  const next = lines.slice(at, at + 3).find((line) => line.trim() !== '')
  return next === undefined || isQuote(next)
}

const mostLines = 20_000

/**
 * @param text of the mail, as written
 * @param marker a line of ours above which an answer stands: what follows it unquoted is quoted text all the same
 */
export function splitReply(text: string, marker: string): SplitText {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n')
  if (lines.length > mostLines) return { reply: text.trim(), quoted: '' }
  const quoted = lines.map(isQuote)
  for (let at = 0; at < lines.length; at++) {
    const count = quoted[at] ? 0 : attributionAt(lines, at)
    if (count > 0) quoted.fill(true, at, at + count)
  }
  // Outlook quotes without a sign: from its head, or our own line, everything belongs to the other
  const cut = lines.findIndex(
    (line, at) => !isQuote(line) && (original.test(line.trim()) || startsHead(lines, at) || line.includes(marker)),
  )
  if (cut >= 0) {
    let from = cut
    while (from > 0 && /^(?:[_-]{5,}|\s*)$/.test(lines[from - 1] ?? '')) from--
    quoted.fill(true, from)
  }
  const signature = lines.findIndex((line, at) => !quoted[at] && /^-- ?$/.test(line))
  if (signature >= 0) for (let at = signature; at < lines.length && !quoted[at]; at++) quoted[at] = true
  keepBetween(lines, quoted)
  const reply = linesWhere(lines, quoted, false)
  // an answer below a whole mail without signs cannot be told from it: better too much than nothing
  return reply === '' ? { reply: text.trim(), quoted: '' } : { reply, quoted: linesWhere(lines, quoted, true) }
}

/** Short quotes that are answered one by one stay where they are: without them the answers make no sense. */
function keepBetween(lines: readonly string[], quoted: boolean[]): void {
  const runs: { readonly from: number; readonly to: number }[] = []
  for (let at = 0; at < lines.length; at++) {
    if (!quoted[at]) continue
    const from = at
    while (at + 1 < lines.length && (quoted[at + 1] || ((lines[at + 1] ?? '').trim() === '' && quoted[at + 2]))) at++
    runs.push({ from, to: at + 1 })
  }
  const answered = runs.filter(({ to }) => lines.slice(to).some((line, at) => !quoted[to + at] && line.trim() !== ''))
  if (answered.length < 2) return
  for (const { from, to } of answered) if (to - from <= 8) quoted.fill(false, from, to)
}

const linesWhere = (lines: readonly string[], quoted: readonly boolean[], wanted: boolean): string =>
  lines
    .filter((_, at) => quoted[at] === wanted)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
