import type { Tx } from '../../db/scope.ts'
import type { Instant } from '../../lib/time.ts'
import type { Question } from './question.ts'
import type { GuidanceDay } from './session.ts'

export const listDays = async (tx: Tx, accountId: string, requestId: string): Promise<readonly GuidanceDay[]> =>
  (await tx
    .selectFrom('guidance_day')
    .select([
      'on_day as onDay',
      'site',
      'country',
      'zone',
      'calendar',
      'opens_at as opensAt',
      'closes_at as closesAt',
      'half',
      'named_by as namedBy',
      'named_at as namedAt',
    ])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('on_day')
    .execute()) as never

/** Writes who answers on a day; named again, the day is with the new site. */
export const putDay = (tx: Tx, accountId: string, requestId: string, day: GuidanceDay) => {
  const row = {
    site: day.site,
    country: day.country,
    zone: day.zone,
    calendar: day.calendar,
    opens_at: new Date(day.opensAt),
    closes_at: new Date(day.closesAt),
    half: day.half,
    named_by: day.namedBy,
    named_at: new Date(day.namedAt),
  }
  return tx
    .insertInto('guidance_day')
    .values({ account_id: accountId, request_id: requestId, on_day: day.onDay, ...row })
    .onConflict((on) => on.columns(['account_id', 'request_id', 'on_day']).doUpdateSet(row))
    .execute()
}

export const listQuestions = async (tx: Tx, accountId: string, requestId: string): Promise<readonly Question[]> =>
  (await tx
    .selectFrom('guidance_question')
    .select([
      'seq',
      'on_day as onDay',
      'channel',
      'topic',
      'about',
      'text',
      'asked_by as askedBy',
      'asked_by_id as askedById',
      'asked_at as askedAt',
      'logged_by as loggedBy',
      'decision_id as decisionId',
      'answer',
      'advice',
      'recommendation',
      'answered_by as answeredBy',
      'answered_at as answeredAt',
      'case_number as caseNumber',
    ])
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .orderBy('seq')
    .execute()) as never

/** Writes a question of a request that is held. */
export const insertQuestion = (
  tx: Tx,
  accountId: string,
  requestId: string,
  row: Omit<Question, 'answer' | 'advice' | 'recommendation' | 'answeredBy' | 'answeredAt'>,
) =>
  tx
    .insertInto('guidance_question')
    .values({
      account_id: accountId,
      request_id: requestId,
      seq: row.seq,
      on_day: row.onDay,
      channel: row.channel,
      topic: row.topic,
      about: row.about,
      text: row.text,
      asked_by: row.askedBy,
      asked_by_id: row.askedById,
      asked_at: new Date(row.askedAt),
      logged_by: row.loggedBy,
      decision_id: row.decisionId,
      case_number: row.caseNumber,
    })
    .execute()

export const answerQuestion = (
  tx: Tx,
  accountId: string,
  requestId: string,
  seq: number,
  given: { readonly answer: string; readonly advice: string; readonly recommendation: string; readonly by: string; readonly at: Instant },
) =>
  tx
    .updateTable('guidance_question')
    .set({
      answer: given.answer,
      advice: given.advice,
      recommendation: given.recommendation,
      answered_by: given.by,
      answered_at: new Date(given.at),
    })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('seq', '=', seq)
    .execute()

export const linkQuestion = (tx: Tx, accountId: string, requestId: string, seq: number, caseNumber: string) =>
  tx
    .updateTable('guidance_question')
    .set({ case_number: caseNumber })
    .where('account_id', '=', accountId)
    .where('request_id', '=', requestId)
    .where('seq', '=', seq)
    .execute()
