import type { CalendarEvent, Invited } from '../calendar/invitation.ts'
import type { ChangeRow } from './change.ts'

/** The window as calendars keep it: one event that moves with it. */
export const eventOf = (
  change: Pick<
    ChangeRow,
    'id' | 'number' | 'title' | 'startsAt' | 'endsAt' | 'sequence' | 'state' | 'engineerName' | 'presence' | 'location'
  >,
  people: readonly Omit<Invited, 'answer'>[],
): CalendarEvent => ({
  uid: `change-${change.id}@holdfast`,
  sequence: change.sequence,
  start: change.startsAt,
  end: change.endsAt,
  summary: `${change.number} ${change.title}`,
  description: change.engineerName === '' ? '' : `Engineer: ${change.engineerName}`,
  location: change.presence === 'onsite' ? `onsite: ${change.location}` : 'remote',
  url: null,
  cancelled: change.state === 'cancelled',
  organizer: null,
  people: people.map((each) => ({ ...each, answer: 'none' as const })),
})
