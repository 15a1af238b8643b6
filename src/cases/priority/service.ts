import type { Priority } from '../../catalog/offering.ts'
import { readOfferings } from '../../catalog/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { judgeCase } from '../../entitlement/judge-case.ts'
import { gatherCase } from '../../entitlement/service.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { conflict } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount } from '../../parties/service.ts'
import { followTechnicalContact } from '../asking/technical/service.ts'
import type { Case } from '../case.ts'
import { append, openCaseOnly } from '../service.ts'
import { followAdvisor } from '../watching/advisor/service.ts'
import { tellPublic } from '../watching/service.ts'

/** Changes the priority with a reason (policy B18); before the first contact the target moves with it (policy B31). */
export async function changePriority(tx: Tx, found: Case, now: Instant, by: Principal, to: Priority, reason: string) {
  openCaseOnly(found)
  if (to === found.priority) throw conflict(`${found.number} is ${to} already`)
  const queue = await queueAfter(tx, found, now, to)
  await followAdvisor(tx, { ...found, priority: to }, now, by)
  await append(tx, found, now, by, { body: { kind: 'priority', from: found.priority, to, reason }, change: { priority: to, queue } })
  await tellPublic(tx, found, now, by, { event: 'state', text: `Priority ${found.priority} to ${to}: ${reason}` }, [found.requesterId])
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.priority',
    subject: found.number,
    detail: { from: found.priority, to, reason },
  })
  await followTechnicalContact(tx, found, now, by, true)
}

/** Raised to where its requester has expert access, a case goes there at once; lowered, it stays where it is (policy B33). */
async function queueAfter(tx: Tx, found: Case, now: Instant, to: Priority): Promise<Case['queue']> {
  if (found.queue !== 'standard' || to > found.priority) return found.queue
  const account = await findAccount(tx, { id: found.accountId })
  if (!account) return found.queue
  const act = {
    kind: 'case.open' as const,
    caseKind: found.kind,
    channel: found.channel,
    priority: to,
    serial: found.serial,
    release: '',
    confirmations: [],
  }
  const { question } = await gatherCase(tx, account, now, act, found.requesterId)
  return judgeCase(await readOfferings(tx), question).queue
}

/** The customer asks for another priority; an engineer decides. */
export async function askPriority(tx: Tx, found: Case, now: Instant, by: Principal, to: Priority, reason: string) {
  openCaseOnly(found)
  await append(tx, found, now, by, { body: { kind: 'priority-asked', to, reason } })
  await tellPublic(tx, found, now, by, { event: 'priority-asked', priority: to, text: reason }, [found.ownerId])
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.ask-priority',
    subject: found.number,
    detail: { to, reason },
  })
}
