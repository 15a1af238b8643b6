import { dayOf, listContracts } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { actorOf, type Principal } from '../../lib/principal.ts'
import { conflict, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { findAccount } from '../../parties/service.ts'
import type { Case } from '../case.ts'
import { append, openCaseOnly } from '../service.ts'
import { tellPublic } from '../watching/service.ts'
import * as store from './store.ts'

export { findSpecialist, hadSpecialist } from './store.ts'

/** The service under which specialists are named, one case at a time. */
const soldWith = 'MSP'

/**
 * Names the specialist who owns this one case for its customer (resolution assistance, MSP-3.1.4.p1). The case stays where it is with
 * its owner and its target: the specialist adds no target of its own (MSP-3.1.4.p3) and no promise for the next case (policy B51).
 */
export async function nameSpecialist(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  person: { readonly id: string; readonly name: string },
  reason: string,
): Promise<void> {
  openCaseOnly(found)
  const account = await findAccount(tx, { id: found.accountId })
  if (!account) throw notFound('account')
  const today = dayOf(account.zone, now)
  const runs = (await listContracts(tx, found.accountId)).some(
    (each) => each.service === soldWith && each.state === 'active' && each.startsOn <= today && today <= each.endsOn,
  )
  if (!runs)
    throw conflict('A specialist of one’s own comes with Maintenance Services Plus (MSP-3.1.4.p1)', {
      found: `${found.accountName} has no running contract for it`,
      toDo: 'Hand the case over within the desk, or order the service.',
    })
  const was = await store.findSpecialist(tx, found.accountId, found.id)
  if (was?.personId === person.id) throw conflict(`${person.name} is the specialist of ${found.number} already`)
  if (was) await store.endSpecialist(tx, found.accountId, found.id, now, reason)
  await store.insertSpecialist(tx, found.accountId, found.id, { personId: person.id, name: person.name, since: now }, by.name)
  await record(tx, found, now, by, { from: was?.name ?? null, to: person.name, reason })
}

/** The specialist's part ends with the case resolved, or with the customer's written word that it is not wanted any more (MSP-3.1.4.p2). */
export async function releaseSpecialist(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  { reason, withdrawnBy }: { readonly reason: string; readonly withdrawnBy: string },
): Promise<void> {
  const was = await store.findSpecialist(tx, found.accountId, found.id)
  if (!was) throw conflict(`${found.number} has no specialist`)
  if (found.state !== 'resolved' && found.state !== 'closed' && withdrawnBy === '')
    throw conflict('Resolution assistance ends with the case resolved (MSP-3.1.4.p2)', {
      found: `${found.number} is not resolved`,
      expected: 'a resolved case, or who of the customer withdrew the request in writing',
      toDo: 'Go on, hand it to another specialist, or name who withdrew it.',
    })
  const said = withdrawnBy === '' ? reason : `withdrawn in writing by ${withdrawnBy}: ${reason}`
  await store.endSpecialist(tx, found.accountId, found.id, now, said)
  await record(tx, found, now, by, { from: was.name, to: null, reason: said })
}

async function record(
  tx: Tx,
  found: Case,
  now: Instant,
  by: Principal,
  change: { readonly from: string | null; readonly to: string | null; readonly reason: string },
) {
  await append(tx, found, now, by, { body: { kind: 'specialist', ...change } })
  const who = change.to === null ? `${change.from} is the specialist of this case no longer` : `${change.to} is the specialist of this case`
  const text = `${who}${change.reason ? `: ${change.reason}` : ''}`
  await tellPublic(tx, found, now, by, { event: 'state', text }, [found.requesterId, found.ownerId])
  await audit(tx, { accountId: found.accountId, now, actor: actorOf(by), action: 'case.specialist', subject: found.number, detail: change })
}
