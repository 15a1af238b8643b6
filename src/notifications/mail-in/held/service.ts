import { addMessage, addNote, holdCase } from '../../../cases/service.ts'
import { caseStates } from '../../../cases/states.ts'
import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { actorOf, type Principal } from '../../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../../lib/problem.ts'
import type { Instant } from '../../../lib/time.ts'
import { findAccount } from '../../../parties/service.ts'
import { readMail } from '../reading/gateway.ts'
import { attach, bytesOf, longestMessage, type MailDesk, requireMail } from '../service.ts'
import * as store from '../store.ts'

export type Release = { readonly case: string; readonly visibility: 'public' | 'internal'; readonly reason: string }

/** Staff take responsibility for a held mail: it goes on the case that they name, in their own name. */
export async function releaseMail(tx: Tx, desk: MailDesk, now: Instant, by: Principal, mailId: string, given: Release): Promise<void> {
  const stored = await requireMail(tx, mailId)
  const number = given.case.trim().toUpperCase()
  const account = await findAccount(tx, { code: number.replace(/-[^-]*$/, '') })
  if (!account) throw notFound('case')
  const found = await holdCase(tx, account, number)
  if (!caseStates[found.state].open) throw conflict(`${found.number} is closed`, { toDo: 'Reopen it first, with a reason.' })
  if (!stored.kept) throw badRequest('The original of this mail was not kept, so it cannot be released')
  const reading = await readMail(await bytesOf(desk.files.read(stored.id)))
  if (!(await store.decideMail(tx, stored, { state: 'released', by: actorOf(by), why: `${found.number}: ${given.reason}`, now })))
    throw conflict('This mail is not held', { found: stored.state })
  const head = `Mail of ${stored.fromName ? `${stored.fromName} ` : ''}<${stored.fromAddress}>, released by ${by.name}: ${given.reason}`
  const body = `${head}\n\n${stored.body || '(A mail without text.)'}`.slice(0, longestMessage)
  const kept: string[] = []
  try {
    if (given.visibility === 'internal') await addNote(tx, found, now, by, body)
    else
      await addMessage(tx, found, now, by, body, {
        mail: stored.id,
        ...(stored.formatted ? { formatted: true } : {}),
        ...(stored.quoted ? { quoted: stored.quoted } : {}),
      })
    if (reading.ok) await attach(tx, desk, now, found, by, reading.mail, given.visibility, kept)
    await audit(tx, {
      accountId: found.accountId,
      now,
      actor: actorOf(by),
      action: 'mail.release',
      subject: found.number,
      detail: { mail: stored.id, from: stored.fromAddress, sha256: stored.sha256, reason: given.reason },
    })
  } catch (error) {
    await Promise.all(kept.map((id) => desk.files.remove(id)))
    throw error
  }
}

export async function discardMail(tx: Tx, now: Instant, by: Principal, mailId: string, reason: string): Promise<void> {
  const stored = await requireMail(tx, mailId)
  if (!(await store.decideMail(tx, stored, { state: 'discarded', by: actorOf(by), why: reason, now })))
    throw conflict('This mail is not held', { found: stored.state })
  await audit(tx, {
    accountId: stored.accountId,
    now,
    actor: actorOf(by),
    action: 'mail.discard',
    subject: stored.fromAddress,
    detail: { mail: stored.id, reason },
  })
}
