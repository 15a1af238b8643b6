import type { Offering } from '../catalog/offering.ts'
import type { OrderQuestion } from '../contracts/facts.ts'
import { type ActivationQuestion, judgeActivation } from '../contracts/judge-activation.ts'
import { judgeOrder } from '../contracts/judge-order.ts'
import type { Decision } from '../decisions/decision.ts'
import type { CaseQuestion } from './facts.ts'
import { judgeCase } from './judge-case.ts'
import { type ContactQuestion, judgeContact } from './judge-contact.ts'

type Question = CaseQuestion | OrderQuestion | ActivationQuestion | ContactQuestion

/** Judges of questions that are asked above this slice, by the kind of the question. */
export type Judges = Readonly<Record<string, (offering: Offering, question: never) => Decision>>

/**
 * Judges a stored decision again from the question it answered: the same facts, the same date, the same version of the
 * service. What it says now is what it said then, or the code has changed its mind since.
 * @returns undefined where nobody knows how to judge a question of that kind, or the service is gone
 */
export function rejudge(
  offerings: readonly Offering[],
  stored: { readonly question: unknown; readonly answer: Decision },
  judges: Judges = {},
): Decision | undefined {
  const question = stored.question as Question
  if (question.kind === 'case') return judgeCase(offerings, question).decision
  const { offering: code, offeringVersion } = stored.answer
  const offering = offerings.find((each) => each.code === code && each.version === offeringVersion)
  if (!offering) return undefined
  switch (question.kind) {
    case 'order':
      return judgeOrder(offering, question).decision
    case 'activation':
      return judgeActivation(offering, question)
    case 'contact':
      return judgeContact(offering, question)
  }
  return judges[(question as { readonly kind: string }).kind]?.(offering, question as never)
}
