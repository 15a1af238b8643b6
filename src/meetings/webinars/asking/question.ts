import { type Instant, type LocalDate, minutesMs } from '../../../lib/time.ts'
import { type Refusal, refused } from '../../occurrences.ts'

/** A person asks so many questions at one webinar at most, so that there is time for those of others. */
export const mostQuestions = 20

/**
 * Why somebody may not ask at a webinar; undefined when they may. In words: with a seat, ahead of the webinar or while it lasts, and while it is
 * neither held nor called off (ACP-7.p1, ACP-7.a).
 */
export function barOfAsking(
  webinar: { readonly state: 'planned' | 'held' | 'cancelled'; readonly startsAt: Instant; readonly minutes: number },
  asked: { readonly seat: boolean; readonly questions: number },
  now: Instant,
): Refusal | undefined {
  const bar = (why: string, toDo: string): Refusal => refused(['ACP-7.a'], why, toDo)
  if (webinar.state === 'cancelled') return bar('The webinar was cancelled', 'Ask at the next one.')
  if (webinar.state === 'held' || now > webinar.startsAt + webinar.minutes * minutesMs)
    return bar('The webinar is over', 'Read the answers beside the recording, and ask at the next one.')
  if (!asked.seat) return bar('Who asks has a seat in the webinar', 'Take a seat first.')
  if (asked.questions >= mostQuestions) return bar(`You have asked ${mostQuestions} questions`, 'Ask the rest at the next one.')
  return undefined
}

export type Standing = 'answered' | 'open' | 'overdue'

/** What was left open at a webinar is answered in writing by the day on which its recording is due (ACP-7.a, policy B38). */
export const standingOf = (answers: number, postBy: LocalDate | null, today: LocalDate): Standing =>
  answers > 0 ? 'answered' : postBy !== null && today > postBy ? 'overdue' : 'open'

type Asked = { readonly accountId: string; readonly personId: string; readonly name: string; readonly text: string; readonly shown: string }

/**
 * A question as somebody of a customer reads it: who asked is told within the own account alone, and others read the words of whoever answered
 * where they were put in other words. What nobody has answered yet is seen by the own account (ACP-7.a).
 */
export function asReadBy(
  { accountId, personId, name, text, shown }: Asked,
  answers: number,
  reader: { readonly accountId: string; readonly personId: string; readonly entitled: boolean },
): { readonly text: string; readonly by: string | null; readonly mine: boolean } | undefined {
  if (accountId === reader.accountId) return { text, by: name, mine: personId === reader.personId }
  return reader.entitled && answers > 0 ? { text: shown || text, by: null, mine: false } : undefined
}
