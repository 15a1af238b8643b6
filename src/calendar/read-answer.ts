import ICAL from 'ical.js'

/**
 * Answers to invitations (RFC 5546, METHOD:REPLY), as mail brings them: text from outside that is never believed, only read. It gives the event, the
 * answer and how old it is; who answered is proven by the address that the mail came to, never by what stands in here.
 */
export type CalendarAnswer = {
  readonly uid: string
  readonly sequence: number
  /** What the one attendee says, and as whom. */
  readonly answer: 'accepted' | 'declined' | 'tentative'
  readonly email: string
  readonly comment: string
}

export type ReadAnswer = { readonly kind: 'answer'; readonly answer: CalendarAnswer } | { readonly kind: 'other'; readonly why: string }

/** Larger than any answer, and smaller than what keeps a reader busy. */
const mostText = 64 * 1024
const mostLines = 2_000
const longestDepth = 6

const said: Readonly<Record<string, CalendarAnswer['answer']>> = { ACCEPTED: 'accepted', DECLINED: 'declined', TENTATIVE: 'tentative' }
const other = (why: string): ReadAnswer => ({ kind: 'other', why })

/** How deep components lie in one another; a reader that calls itself would go as deep. */
function depthOf(lines: readonly string[]): number {
  let depth = 0
  let deepest = 0
  for (const line of lines) {
    if (/^begin:/i.test(line)) depth++
    else if (/^end:/i.test(line)) depth--
    deepest = Math.max(deepest, depth)
  }
  return deepest
}

/** Never throws: what is damaged or hostile is something else than an answer, with the reason. */
export function readAnswer(text: string): ReadAnswer {
  if (text.length > mostText) return other(`it holds ${text.length} signs, and ${mostText} are the most`)
  const lines = text.split(/\r?\n/)
  if (lines.length > mostLines) return other(`it has ${lines.length} lines, and ${mostLines} are the most`)
  if (depthOf(lines) > longestDepth) return other('its parts lie too deep in one another')
  try {
    return read(new ICAL.Component(ICAL.parse(text) as never))
  } catch (error) {
    return other(`it is no whole iCalendar: ${String((error as Error)?.message ?? error).slice(0, 200)}`)
  }
}

function read(calendar: ICAL.Component): ReadAnswer {
  const method = String(calendar.getFirstPropertyValue('method') ?? '').toUpperCase()
  if (calendar.name !== 'vcalendar') return other('it is no calendar')
  if (method !== 'REPLY') return other(`its method is ${method.slice(0, 20) || 'not said'}, and only REPLY is an answer`)
  const events = calendar.getAllSubcomponents('vevent')
  const [event] = events
  if (!event || events.length > 1) return other(`it holds ${events.length} events, and an answer is about one`)
  const uid = String(event.getFirstPropertyValue('uid') ?? '')
  const attendees = event.getAllProperties('attendee')
  const [attendee] = attendees
  if (!attendee || attendees.length > 1) return other(`it names ${attendees.length} people, and an answer is of one`)
  const answer = said[String(attendee.getFirstParameter('partstat') ?? '').toUpperCase()]
  if (!answer) return other('it says neither yes, no nor perhaps')
  if (uid === '' || uid.length > 200) return other('it names no event')
  const sequence = Number(event.getFirstPropertyValue('sequence') ?? 0)
  return {
    kind: 'answer',
    answer: {
      uid,
      sequence: Number.isInteger(sequence) && sequence >= 0 && sequence < 1e6 ? sequence : 0,
      answer,
      email: String(attendee.getFirstValue() ?? '')
        .replace(/^mailto:/i, '')
        .trim()
        .toLowerCase()
        .slice(0, 320),
      comment: String(event.getFirstPropertyValue('comment') ?? '').slice(0, 500),
    },
  }
}
