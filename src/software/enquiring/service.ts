import { readOfferings } from '../../catalog/service.ts'
import { newId } from '../../db/ids.ts'
import { nextNumber } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { Decision } from '../../decisions/decision.ts'
import { recordDecision } from '../../decisions/service.ts'
import { requireDocument } from '../../documents/service.ts'
import { judgeCase } from '../../entitlement/judge-case.ts'
import { gatherCase } from '../../entitlement/service.ts'
import { findDevice } from '../../installed-base/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import { type By, coverOf, happened, holdSoftware, tell } from '../service.ts'
import type { enquiryActs } from './enquiry.ts'
import * as store from './store.ts'

export { listEnquiries } from './store.ts'

/**
 * Asks for work that the service leaves out. The decision says so with its clause, and whoever makes quotes hears of it; no support
 * is opened for it.
 */
export async function askForWork(
  tx: Tx,
  account: AccountRef,
  by: By,
  { serial, act, text }: { readonly serial: string; readonly act: (typeof enquiryActs)[number]; readonly text: string },
): Promise<{ readonly number: string; readonly decision: Decision; readonly decisionId: string }> {
  const device = await holdSoftware(tx, account, serial)
  const { question } = await gatherCase(tx, account, by.now, { kind: 'service.ask', act }, by.side === 'customer' ? by.personId : null)
  const { decision } = judgeCase(await readOfferings(tx), question)
  const number = await nextNumber(tx, account, 'enquiry')
  const decisionId = await recordDecision(tx, { accountId: account.id, now: by.now, actor: by.actor, subject: number, question, decision })
  await store.insertEnquiry(tx, account.id, {
    id: newId(by.now),
    number,
    deviceId: device.id,
    act,
    text,
    askedBy: by.name,
    askedById: by.personId,
    askedAt: by.now,
    decisionId,
  })
  await happened(tx, account, by, device, 'ask-for-work', { number, act, decision: decisionId })
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, {
    to: 'provider',
    subject: `${number}: a quote is asked for`,
    text: [text, `The service leaves this out: ${decision.decidedBy.join(', ') || 'no clause includes it'}.`],
  })
  return { number, decision, decisionId }
}

/** Answers with a quote or a refusal, in words and where there is one with its file. */
export async function answerWork(
  tx: Tx,
  account: AccountRef,
  by: By,
  { number, answer, documentId }: { readonly number: string; readonly answer: string; readonly documentId: string | null },
): Promise<string> {
  const [found] = await store.listEnquiries(tx, account.id, { number })
  if (!found) throw notFound('enquiry')
  if (found.answer !== null) throw conflict('It was answered already', { found: `by ${found.answeredBy}` })
  if (documentId !== null) await requireDocument(tx, account.id, documentId)
  const device = await findDevice(tx, account.id, { id: found.deviceId })
  if (!device) throw notFound('software')
  await store.answerEnquiry(tx, account.id, found.id, { answer, documentId, by: by.name, at: by.now })
  await happened(tx, account, by, device, 'answer-work', { number, document: documentId })
  const { offering } = await coverOf(tx, account, device, by.today)
  await tell(tx, account, by, device, offering.code, { to: 'customer', subject: `${number} is answered`, text: [answer] })
  return device.serial
}
