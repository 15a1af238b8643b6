import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import { type By, happened, holdRequest, offeringOf, tell } from '../service.ts'

/** How an assumption of a task order fails (MSP-5.m2). */
export const assumptionFailures = ['does not occur', 'late', 'misleading', 'inaccurate'] as const

/** Written notice that an assumption of the task order fails: it names the assumption by its number, and how; the provider hears of it at once (MSP-5.m2). */
export async function notifyAssumption(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly assumption: number; readonly failure: (typeof assumptionFailures)[number]; readonly why: string },
): Promise<void> {
  const request = await holdRequest(tx, account, number, 'assume')
  const orders = await listTaskOrders(tx, account.id, request.id)
  const order = orders.find(({ version }) => version === request.taskOrder) ?? orders[0]
  const assumptions = order?.content.assumptions ?? []
  const text = assumptions[given.assumption - 1]
  const duty = (await offeringOf(tx, request)).duties.find(({ code }) => code === 'notice-of-miss')
  const clause = duty?.clauses.at(-1) ?? request.offering
  if (text === undefined)
    throw badRequest(`The notice names an assumption of the task order (${clause})`, {
      found: `number ${given.assumption}`,
      expected: assumptions.length === 0 ? 'a task order with assumptions' : `1 to ${assumptions.length}`,
      toDo: 'Choose one by its number.',
    })
  await happened(tx, account, by, request, 'assumption-fails', { ...given, text, taskOrder: order?.version ?? null, clause })
  await tell(tx, account, by, request, {
    to: 'provider',
    subject: `Assumption ${given.assumption} of the task order: ${given.failure}`,
    text: [text, given.why, `${by.name} gives notice of it (${clause}).`],
  })
}
