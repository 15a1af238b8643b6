import { sql } from 'kysely'
import type { Tx } from '../../../db/scope.ts'
import type { Instant } from '../../../lib/time.ts'

/** Questions at webinars and their answers: the scope of the transaction says of which accounts. */

export type Question = {
  readonly accountId: string
  readonly account: string
  readonly id: string
  readonly webinarId: string
  readonly personId: string
  readonly name: string
  readonly text: string
  readonly shown: string
  readonly askedAt: Instant
  readonly ownerId: string | null
  readonly ownerName: string
}

const columns = [
  'q.account_id as accountId',
  'account.code as account',
  'q.id',
  'q.webinar_id as webinarId',
  'q.person_id as personId',
  'q.name',
  'q.text',
  'q.shown',
  'q.asked_at as askedAt',
  'q.owner_id as ownerId',
  'q.owner_name as ownerName',
] as const

const most = 1000

export const listQuestions = (tx: Tx, webinarId: string): Promise<readonly Question[]> =>
  tx
    .selectFrom('webinar_question as q')
    .innerJoin('account', 'account.id', 'q.account_id')
    .select(columns)
    .where('q.webinar_id', '=', webinarId)
    .orderBy('q.asked_at')
    .orderBy('q.id')
    .limit(most)
    .execute()

/** Held until the end of the transaction, so that two answers come one after the other. */
export const holdQuestion = (tx: Tx, webinarId: string, id: string): Promise<Question | undefined> =>
  tx
    .selectFrom('webinar_question as q')
    .innerJoin('account', 'account.id', 'q.account_id')
    .select(columns)
    .where('q.webinar_id', '=', webinarId)
    .where('q.id', '=', id)
    .forUpdate('q')
    .executeTakeFirst()

export const insertQuestion = (
  tx: Tx,
  question: Pick<Question, 'accountId' | 'id' | 'webinarId' | 'personId' | 'name' | 'text' | 'askedAt'>,
) =>
  tx
    .insertInto('webinar_question')
    .values({
      account_id: question.accountId,
      id: question.id,
      webinar_id: question.webinarId,
      person_id: question.personId,
      name: question.name,
      text: question.text,
      asked_at: new Date(question.askedAt),
    })
    .execute()

export const changeQuestion = (
  tx: Tx,
  { accountId, id }: Pick<Question, 'accountId' | 'id'>,
  change: { readonly shown: string } | { readonly owner: { readonly personId: string; readonly name: string } },
) =>
  tx
    .updateTable('webinar_question')
    .set('shown' in change ? { shown: change.shown } : { owner_id: change.owner.personId, owner_name: change.owner.name })
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .execute()

const unanswered = sql<boolean>`not exists (
  select 1 from webinar_answer a where a.account_id = webinar_question.account_id and a.question_id = webinar_question.id
)`

/** When a webinar is held, what nobody answered gets an owner: whoever says that it was held, until they give it on (ACP-7.a). */
export const ownWhatIsOpen = (tx: Tx, webinarId: string, owner: { readonly personId: string; readonly name: string }) =>
  tx
    .updateTable('webinar_question')
    .set({ owner_id: owner.personId, owner_name: owner.name })
    .where('webinar_id', '=', webinarId)
    .where('owner_id', 'is', null)
    .where(unanswered)
    .execute()

/** How many questions there are at each webinar, and how many of them nobody has answered. */
export async function countQuestions(tx: Tx, webinarIds: readonly string[]) {
  if (webinarIds.length === 0) return new Map<string, { readonly asked: number; readonly open: number }>()
  const rows = await tx
    .selectFrom('webinar_question')
    .select((eb) => ['webinar_id as id', eb.fn.countAll<string>().as('asked'), eb.fn.countAll<string>().filterWhere(unanswered).as('open')])
    .where('webinar_id', 'in', [...webinarIds])
    .groupBy('webinar_id')
    .execute()
  return new Map(rows.map(({ id, asked, open }) => [id, { asked: Number(asked), open: Number(open) }]))
}

export type GivenAnswer = {
  readonly questionId: string
  readonly seq: number
  readonly text: string
  readonly live: boolean
  readonly name: string
  readonly at: Instant
}

export const listAnswers = (tx: Tx, webinarId: string): Promise<readonly GivenAnswer[]> =>
  tx
    .selectFrom('webinar_answer as a')
    .innerJoin('webinar_question as q', (join) => join.onRef('q.account_id', '=', 'a.account_id').onRef('q.id', '=', 'a.question_id'))
    .select(['a.question_id as questionId', 'a.seq', 'a.text', 'a.live', 'a.name', 'a.at'])
    .where('q.webinar_id', '=', webinarId)
    .orderBy('a.question_id')
    .orderBy('a.seq')
    .limit(most * mostAnswers)
    .execute()

/** Answers that a question may have: one, and what is added to it. */
export const mostAnswers = 5

export const insertAnswer = (tx: Tx, accountId: string, answer: GivenAnswer & { readonly actor: string }) =>
  tx
    .insertInto('webinar_answer')
    .values({
      account_id: accountId,
      question_id: answer.questionId,
      seq: answer.seq,
      text: answer.text,
      live: answer.live,
      name: answer.name,
      actor: answer.actor,
      at: new Date(answer.at),
    })
    .execute()
