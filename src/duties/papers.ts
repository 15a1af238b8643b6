import { addDays } from '../calendar/terms.ts'
import type { LocalDate } from '../lib/time.ts'
import type { DutyEvent, Engagement } from './event.ts'

/** The language in which a customer's papers are read (MSP-5.g2, policy B14). */
const read = 'en'

const dueOf = (event: DutyEvent, events: readonly DutyEvent[], engagement: Pick<Engagement, 'startsOn'> | null): LocalDate | null => {
  const asked = events.find(({ id }) => id === event.refersTo)?.until ?? null
  return asked ?? (engagement?.startsOn ? addDays(engagement.startsOn, -1) : null)
}

/** What is to be flagged of one paper: its language, and that it came after the day of the schedule. It is kept all the same. */
export function flagsOf(
  event: DutyEvent,
  events: readonly DutyEvent[],
  engagement: Pick<Engagement, 'startsOn'> | null,
): readonly string[] {
  if (event.file === null || !event.paper) return []
  const due = dueOf(event, events, engagement)
  return [
    ...(event.paper.language === read ? [] : [`English needed: ${event.file.name} is in ${event.paper.language}`]),
    ...(due !== null && event.on > due ? [`${event.file.name} came on ${event.on}, after ${due}`] : []),
  ]
}

/** The flags of all papers of a piece of work. A newer file for the same duty and part takes the place of the one before. */
export function flaggedPapers(events: readonly DutyEvent[], engagement: Pick<Engagement, 'startsOn'> | null): readonly string[] {
  const newest = new Map<string, DutyEvent>()
  for (const event of events) if (event.kind === 'met' && event.file !== null) newest.set(`${event.duty} ${event.part ?? ''}`, event)
  return [...newest.values()].flatMap((event) => flagsOf(event, events, engagement))
}
