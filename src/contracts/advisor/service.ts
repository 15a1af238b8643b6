import { localDate } from '../../calendar/local-time.ts'
import { audit } from '../../db/records.ts'
import { accountScope, narrow, providerScope, type Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { listAccounts, listPeople, type Person } from '../../parties/service.ts'
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

const mayAdvise = ({ status, roles }: Person): boolean => status === 'active' && roles.includes('TA')

/** People of the provider who may be named as advisor. */
export async function advisorCandidates(tx: Tx, account: Pick<AccountRef, 'id'>): Promise<readonly Person[]> {
  // asked across accounts; nothing else runs in the transaction meanwhile
  await narrow(tx, providerScope)
  const [provider] = await listAccounts(tx, 'provider')
  const staff = provider ? await listPeople(tx, provider.id) : []
  await narrow(tx, accountScope(account.id))
  return staff.filter(mayAdvise)
}

/** @throws badRequest for somebody who may not be named as advisor */
export async function requireAdvisor(tx: Tx, account: Pick<AccountRef, 'id'>, personId: string): Promise<Person> {
  const found = (await advisorCandidates(tx, account)).find(({ id }) => id === personId)
  if (found) return found
  throw badRequest('This person is no advisor (ACP-10.p1)', {
    found: 'nobody active on the staff with the role TA',
    expected: 'a technical advisor of the provider',
    toDo: 'Choose another person, or give this one the role.',
  })
}

/** Nobody is switched off, or stops being a technical advisor, who is still the advisor of a contract: it has one at any time (ACP-10.p1). */
export async function advisesNobody(tx: Tx, account: AccountRef, now: Instant, personId: string): Promise<void> {
  // asked across accounts; nothing else runs in the transaction meanwhile
  await narrow(tx, providerScope)
  const day = localDate(account.zone, now)
  const found = await store.listAdvisedBy(tx, personId, typeof day === 'string' ? day : new Date(now).toISOString().slice(0, 10))
  await narrow(tx, accountScope(account.id))
  if (found.length > 0)
    throw conflict('Name a new advisor first (ACP-10.p1)', {
      found: `the advisor of ${found.map((each) => each.contract).join(', ')}`,
      expected: 'one advisor of each contract at any time',
      toDo: 'Name somebody else on the page of each contract first.',
    })
}
