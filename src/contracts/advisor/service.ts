import { localDate } from '../../calendar/local-time.ts'
import { audit } from '../../db/records.ts'
import { acrossAccounts, type Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Person } from '../../parties/service.ts'
import { listStaff } from '../../parties/staff/service.ts'
import type { Advisor, Contract } from '../store.ts'
import * as store from './store.ts'

export { listAdvisors, type NamedAdvisor } from './store.ts'

/** Names who is the advisor of a contract from a day on; whoever was it before stays on record (ACP-10.p1). */
export async function nameAdvisor(
  tx: Tx,
  account: AccountRef,
  by: { readonly now: Instant; readonly actor: string },
  contract: Contract,
  advisor: Advisor,
  { on, why }: { readonly on: LocalDate; readonly why: string },
): Promise<void> {
  await store.setAdvisor(tx, account.id, contract.id, advisor)
  await keepAdvisor(tx, account, by, contract, advisor, { on, why })
}

/** Keeps on record that somebody is the advisor from a day on, unless the record says so already. */
export async function keepAdvisor(
  tx: Tx,
  account: AccountRef,
  { now, actor }: { readonly now: Instant; readonly actor: string },
  contract: Pick<Contract, 'id' | 'number'>,
  advisor: Advisor,
  { on, why }: { readonly on: LocalDate; readonly why: string },
): Promise<void> {
  const last = (await store.listAdvisors(tx, account.id, contract.id)).at(-1)
  if (last && last.name === advisor.name && last.personId === advisor.personId) return
  await store.insertAdvisor(tx, account.id, contract.id, { ...advisor, startsOn: on, why, actor, at: now })
  await audit(tx, {
    accountId: account.id,
    now,
    actor,
    action: 'advisor.name',
    subject: contract.number,
    detail: { name: advisor.name, why },
  })
}

const advisorRole = 'TA'
const mayAdvise = ({ status, roles }: Person): boolean => status === 'active' && roles.includes(advisorRole)

/** People of the provider who may be named as advisor. */
export const advisorCandidates = async (tx: Tx): Promise<readonly Person[]> => (await listStaff(tx)).filter(mayAdvise)

/** @throws badRequest for somebody who may not be named as advisor */
export async function requireAdvisor(tx: Tx, personId: string): Promise<Person> {
  const found = (await advisorCandidates(tx)).find(({ id }) => id === personId)
  if (found) return found
  throw badRequest('This person is no advisor (ACP-10.p1)', {
    found: `nobody active on the staff with the role ${advisorRole}`,
    expected: 'a technical advisor of the provider',
    toDo: 'Choose another person, or give this one the role.',
  })
}

/** Nobody is switched off who is still the advisor of a contract: it has one at any time (ACP-10.p1). */
export const advisorMayLeave = (tx: Tx, account: AccountRef, now: Instant, personId: string): Promise<void> =>
  advisesNobody(tx, account, now, personId, 'Name somebody else on the page of each contract, and switch them off then.')

/** Nor does anybody stop being a technical advisor while a contract has them as its own. */
export async function advisorMayLose(tx: Tx, account: AccountRef, now: Instant, personId: string, lost: readonly string[]): Promise<void> {
  if (lost.includes(advisorRole))
    await advisesNobody(
      tx,
      account,
      now,
      personId,
      `Name somebody else on the page of each contract, and take the role ${advisorRole} away then.`,
    )
}

async function advisesNobody(tx: Tx, account: AccountRef, now: Instant, personId: string, toDo: string): Promise<void> {
  const day = localDate(account.zone, now)
  const onDate = typeof day === 'string' ? day : new Date(now).toISOString().slice(0, 10)
  const found = await acrossAccounts(tx, (wide) => store.listAdvisedBy(wide, personId, onDate))
  if (found.length > 0)
    throw conflict('Name a new advisor first (ACP-10.p1)', {
      found: `the advisor of ${found.map((each) => each.contract).join(', ')}`,
      expected: 'one advisor of each contract at any time',
      toDo,
    })
}
