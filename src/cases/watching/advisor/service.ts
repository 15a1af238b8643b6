import { findContract } from '../../../contracts/service.ts'
import { audit } from '../../../db/records.ts'
import type { Tx } from '../../../db/scope.ts'
import { actorOf, type Principal } from '../../../lib/principal.ts'
import { conflict } from '../../../lib/problem.ts'
import type { Instant } from '../../../lib/time.ts'
import type { Case } from '../../case.ts'
import { caseOf, casesWithNames } from '../../store.ts'
import { insertWatcher } from '../store.ts'

/** Who of the staff is the advisor of the contract that a case is served under; undefined where there is none, or only a name. */
async function advisorOf(tx: Tx, found: Case) {
  if (!found.terms.advisor || found.contract === null) return undefined
  const { personId, name } = (await findContract(tx, found.accountId, found.contract))?.terms.advisor ?? {}
  return personId === undefined || name === undefined ? undefined : { id: personId, name, clauses: found.terms.advisor.clauses }
}

const urgent: ReadonlySet<string> = new Set(['P1', 'P2'])

/** The advisor follows each urgent case of the customer from its beginning, or from when it becomes urgent; no other unless asked to (ACP-11.p1). */
export async function followAdvisor(tx: Tx, found: Case, now: Instant, by: Principal): Promise<void> {
  if (!urgent.has(found.priority)) return
  const advisor = await advisorOf(tx, found)
  if (!advisor) return
  const watcher = { memberId: advisor.id, name: advisor.name, side: 'provider' as const, addedBy: by.name }
  if (!(await insertWatcher(tx, found.accountId, found.id, watcher, now))) return
  await audit(tx, {
    accountId: found.accountId,
    now,
    actor: actorOf(by),
    action: 'case.watch',
    subject: found.number,
    detail: { who: advisor.name, side: 'provider', clauses: advisor.clauses },
  })
}

/** Whoever takes over as advisor of a contract follows the urgent cases that are open under it (ACP-10.p1, ACP-11.p1). */
export async function followOpenCases(tx: Tx, accountId: string, contractId: string, now: Instant, by: Principal): Promise<void> {
  const rows = await casesWithNames(tx)
    .where('c.account_id', '=', accountId)
    .where('c.contract_id', '=', contractId)
    .where('c.closed_at', 'is', null)
    .where('c.priority', 'in', [...urgent])
    .execute()
  for (const row of rows) await followAdvisor(tx, caseOf(row), now, by)
}

/** The advisor links both sides and owns no case (ACP-11.p1). */
export async function notTheAdvisor(tx: Tx, found: Case, owner: { readonly id: string; readonly name: string }): Promise<void> {
  const advisor = await advisorOf(tx, found)
  if (advisor?.id === owner.id)
    throw conflict(`The advisor links both sides and owns no case (${advisor.clauses[0]})`, {
      found: `${owner.name} is the advisor of ${found.contract}`,
      expected: 'an engineer',
      toDo: 'Choose an engineer; the advisor follows the case and gives advice.',
    })
}
