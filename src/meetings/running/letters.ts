import type { CalendarEvent } from '../../calendar/invitation.ts'
import { formatLocal } from '../../calendar/local-time.ts'
import { minutesMs } from '../../lib/time.ts'
import type { InvitationAnswer } from '../kinds.ts'

/** A meeting as facts that letters and calendars are written from. */
export type MeetingFacts = {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly startsAt: number
  readonly minutes: number
  readonly zone: string
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly sequence: number
  readonly state: string
  readonly reason: string
  readonly moved: string
  readonly leadName: string
}

export const uidOf = (id: string): string => `meeting-${id}@holdfast`

const whenWords = ({ startsAt, zone, minutes }: MeetingFacts): string => {
  const words = formatLocal(zone, startsAt)
  return `${typeof words === 'string' ? words : new Date(startsAt).toISOString()} (${zone}), ${minutes} minutes`
}
const whereWords = ({ mode, place }: MeetingFacts): string =>
  place === '' ? (mode === 'onsite' ? 'onsite' : 'remote') : `${mode === 'onsite' ? 'onsite: ' : ''}${place}`

/** The event that calendars keep. Who organises it is added where the letter is sent, since each reader has an address of their own to answer to. */
export const eventOf = (
  meeting: MeetingFacts,
  people: readonly { readonly name: string; readonly email: string; readonly answer: InvitationAnswer }[],
  url: string | null,
): CalendarEvent => ({
  uid: uidOf(meeting.id),
  sequence: meeting.sequence,
  start: meeting.startsAt,
  end: meeting.startsAt + meeting.minutes * minutesMs,
  summary: `${meeting.number} ${meeting.title}`,
  description: [meeting.reason, meeting.moved, url ? `Agenda and minutes: ${url}` : ''].filter(Boolean).join('\n'),
  location: whereWords(meeting),
  url,
  cancelled: meeting.state === 'cancelled',
  organizer: null,
  people,
})

/**
 * The event as a guest gets it: when, where and what it is called, beside their own name. Reasons and the portal are for people of the account, and who
 * else comes is theirs to say.
 */
export const guestEvent = (event: CalendarEvent, email: string): CalendarEvent => ({
  ...event,
  description: '',
  url: null,
  people: event.people.filter((each) => each.email === email),
})

export type LetterKind = 'invitation' | 'change' | 'cancellation' | 'reminder' | 'due'

const openings: Readonly<Record<LetterKind, string>> = {
  invitation: 'You are invited',
  change: 'The meeting changed',
  cancellation: 'The meeting is cancelled',
  reminder: 'Tomorrow',
  due: 'Due in a month',
}

export function letterFor(kind: LetterKind, meeting: MeetingFacts): { readonly subject: string; readonly text: string } {
  return {
    subject: `${openings[kind]}: ${meeting.title}, ${whenWords(meeting)}`,
    text: [
      `${meeting.title} ${meeting.number}`,
      `When: ${whenWords(meeting)}\nWhere: ${whereWords(meeting)}\nRun by: ${meeting.leadName || 'the customer'}`,
      [meeting.reason, meeting.moved].filter(Boolean).join('\n'),
      kind === 'invitation' || kind === 'change'
        ? 'Answer with your calendar, or on the page of the meeting in the portal. Its agenda stands there.'
        : '',
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}

/** What a guest is told: the meeting itself, and nothing else of the account. */
export function guestLetter(kind: LetterKind, meeting: MeetingFacts): { readonly subject: string; readonly text: string } {
  return {
    subject: `${openings[kind]}: ${meeting.title}, ${whenWords(meeting)}`,
    text: [
      `${meeting.title} ${meeting.number}`,
      `When: ${whenWords(meeting)}\nWhere: ${whereWords(meeting)}\nRun by: ${meeting.leadName || 'the customer'}`,
      kind === 'cancellation' ? '' : 'Answer with your calendar.',
    ]
      .filter(Boolean)
      .join('\n\n'),
  }
}
