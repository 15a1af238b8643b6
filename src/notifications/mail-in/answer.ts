import type { ReadAnswer } from '../../calendar/read-answer.ts'
import type { MailFacts, MailFate } from './fate.ts'
import { mostPerSender } from './fate.ts'
import { doubtOf } from './proof/verdict.ts'

/**
 * What becomes of a mail to the address of an invitation. As for cases, the address proves which invitation it is, and the sender has to be who was
 * invited: who passes an invitation on answers for nobody. What the calendar file says of itself proves nothing.
 */
export type AnswerFacts = Pick<MailFacts, 'trouble' | 'sender' | 'proof' | 'recent'> & {
  readonly meeting: string
  /** Whether the sender's address is that of the person invited. */
  readonly own: boolean
  /** Why the person may not answer; undefined when they may. */
  readonly refusal: string | undefined
  readonly planned: boolean
  readonly uid: string
  readonly sequence: number
  readonly read: ReadAnswer
}

export function fateOfAnswer(facts: AnswerFacts): MailFate {
  const { meeting, read } = facts
  const fate = (kind: MailFate['kind'], rule: MailFate['rule'], reason: string): MailFate => ({
    kind,
    rule,
    reason,
    clauses: [],
    answer: undefined,
  })
  if (facts.trouble) return fate('quarantine', facts.trouble.rule, `It could not be read whole: ${facts.trouble.said}.`)
  if (facts.sender === null) return fate('quarantine', 'no-sender', 'It names no one sender, so nobody stands for it.')
  if (facts.recent.ofSender >= mostPerSender)
    return fate('quarantine', 'storm', `More than ${mostPerSender} mails of this sender came within an hour.`)
  const doubt = doubtOf(facts.proof)
  if (doubt) return fate('quarantine', facts.proof?.verdict === 'fail' ? 'forged-sender' : 'unsure-sender', doubt)
  if (!facts.own) return fate('quarantine', 'unproven', `The address is genuine for ${meeting}, but it is another’s than the sender’s.`)
  if (facts.refusal !== undefined) return fate('quarantine', 'may-not', `The sender may not answer: ${facts.refusal}.`)
  if (read.kind === 'other')
    return fate('quarantine', 'no-answer', `It was sent to the address of ${meeting}, but holds no answer of a calendar: ${read.why}.`)
  if (read.answer.uid !== facts.uid) return fate('quarantine', 'no-answer', `The answer is about another event than ${meeting}.`)
  if (!facts.planned) return fate('dropped', 'old-answer', `${meeting} is not planned any more, so an answer changes nothing.`)
  if (read.answer.sequence < facts.sequence)
    return fate(
      'dropped',
      'old-answer',
      `The answer is to ${meeting} as it was before it changed; the change was sent to be answered anew.`,
    )
  return fate('update', 'calendar-answer', `${meeting}: ${read.answer.answer}.`)
}
