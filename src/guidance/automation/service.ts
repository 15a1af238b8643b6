import { type Case, findCase } from '../../cases/service.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import { type Contract, dayOf, findContract } from '../../contracts/service.ts'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, unprocessable } from '../../lib/problem.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { By } from '../../requests/service.ts'
import type { MeetingsOf } from '../components/service.ts'
import { type Automation, type Field, hasPassed, type Plan, stateOf, type TaskState, type Tool } from './plan.ts'
import * as store from './store.ts'

export type Acting = By & { readonly personId: string }

/** Most that is kept of each kind under one plan. */
const mostOfEach = 500

export type Held = { readonly contract: Contract; readonly of: { readonly accountId: string; readonly contractId: string } }

export async function automatedContract(tx: Tx, account: AccountRef, number: string): Promise<Held> {
  const contract = await findContract(tx, account.id, number.toUpperCase())
  const offering = soldWith(await readOfferings(tx), contract)
  if (contract?.kind !== 'service') throw notFound('service contract')
  if (!offering?.deliverables.some(({ code }) => code === 'automation-rollout'))
    throw badRequest('This service brings no automation', { found: contract.service, expected: 'a contract for a service that does' })
  return { contract, of: { accountId: account.id, contractId: contract.id } }
}

/** The same, with its plan held, while the contract runs. */
async function holdPlan(tx: Tx, account: AccountRef, by: By, number: string): Promise<Held & { readonly plan: Plan }> {
  const held = await running(tx, account, by, number)
  const plan = await store.findPlan(tx, held.of, true)
  if (!plan) throw conflict('There is no plan yet (SSM-3.1.a6)', { found: held.contract.number, toDo: 'Write the plan first.' })
  return { ...held, plan }
}

export async function running(tx: Tx, account: AccountRef, by: By, number: string): Promise<Held> {
  const held = await automatedContract(tx, account, number)
  const { state, startsOn, endsOn } = held.contract
  const today = dayOf(account.zone, by.now)
  if (state !== 'active' || today < startsOn || today > endsOn)
    throw conflict('The contract does not run', { found: `${state}, ${startsOn} to ${endsOn}`, expected: `active on ${today}` })
  return held
}

const note = (tx: Tx, account: AccountRef, by: By, contract: Contract, action: string, detail: object) =>
  audit(tx, { accountId: account.id, now: by.now, actor: by.actor, action: `automation.${action}`, subject: contract.number, detail })

const consultingOnly = (plan: Plan, by: Acting, clause: string) => {
  if (plan.engineerId === null)
    throw conflict(`No consulting engineer is named (${clause})`, {
      found: 'nobody',
      toDo: 'Name one in the plan, other than the manager.',
    })
  if (plan.engineerId !== by.personId)
    throw notPermitted(`This is the consulting engineer's (${clause})`, { found: by.name, expected: plan.engineer ?? '' })
}

/** The roll-out of a contract with everything that is kept of it (SSM-3.2.p1). */
export async function readAutomation(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  meetingsOf: MeetingsOf,
  number: string,
): Promise<Automation & { readonly contract: Contract; readonly today: LocalDate }> {
  const { contract, of } = await automatedContract(tx, account, number)
  return {
    contract,
    today: dayOf(account.zone, now),
    plan: (await store.findPlan(tx, of)) ?? null,
    tasks: await store.listTasks(tx, of),
    advice: await store.listAdvice(tx, of),
    tools: await store.listTools(tx, of),
    tests: await store.listTests(tx, of),
    taught: (await meetingsOf(tx, account, now, contract.number)).taught,
  }
}

export type PlanInput = {
  readonly text: string
  readonly plannedOn: LocalDate
  readonly manager: { readonly id: string; readonly name: string }
  readonly engineer: { readonly id: string; readonly name: string } | null
}

/** Writes the plan, or writes it anew: who manages the roll-out and who consults, two people (SSM-3.1.a6, SSM-3.2.a). */
export async function writePlan(tx: Tx, account: AccountRef, by: By, number: string, given: PlanInput): Promise<void> {
  const { contract, of } = await running(tx, account, by, number)
  if (given.engineer?.id === given.manager.id)
    throw unprocessable('The consulting engineer is another person than the manager (SSM-3.2.a)', {
      found: `${given.manager.name} as both`,
      toDo: 'Name an engineer.',
    })
  await store.putPlan(tx, of, {
    text: given.text,
    plannedOn: given.plannedOn,
    managerId: given.manager.id,
    manager: given.manager.name,
    engineerId: given.engineer?.id ?? null,
    engineer: given.engineer?.name ?? null,
  })
  await note(tx, account, by, contract, 'plan', { manager: given.manager.name, engineer: given.engineer?.name ?? null })
}

const room = (held: readonly unknown[], what: string) => {
  if (held.length >= mostOfEach)
    throw conflict(`No more ${what} are kept under one plan`, { found: `${held.length}`, expected: `${mostOfEach} at most` })
}

export async function addTask(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: { readonly title: string; readonly owner: string; readonly dueOn: LocalDate },
): Promise<void> {
  const { contract, of } = await holdPlan(tx, account, by, number)
  room(await store.listTasks(tx, of), 'tasks')
  await store.insertTask(tx, of, { ...given, state: 'open', stateBy: by.name, stateAt: by.now })
  await note(tx, account, by, contract, 'task', given)
}

const taskOf = async (tx: Tx, of: Held['of'], seq: number) => {
  const found = (await store.listTasks(tx, of)).find((each) => each.seq === seq)
  if (!found) throw notFound('task')
  return found
}

export async function moveTask(tx: Tx, account: AccountRef, by: By, number: string, task: number, state: TaskState): Promise<void> {
  const { contract, of } = await holdPlan(tx, account, by, number)
  const found = await taskOf(tx, of, task)
  if (found.state === state) throw conflict('It stands there already', { found: state, toDo: 'Reload.' })
  await store.moveTask(tx, of, task, { state, by: by.name, at: by.now })
  await note(tx, account, by, contract, 'move-task', { task, from: found.state, to: state })
}

/** The consulting engineer's guidance on a task (SSM-3.2.b). */
export async function advise(tx: Tx, account: AccountRef, by: Acting, number: string, task: number, text: string): Promise<void> {
  const { contract, of, plan } = await holdPlan(tx, account, by, number)
  consultingOnly(plan, by, 'SSM-3.2.b')
  await taskOf(tx, of, task)
  room(await store.listAdvice(tx, of), 'entries of guidance')
  await store.insertAdvice(tx, of, { task, text, givenBy: by.name, at: by.now })
  await note(tx, account, by, contract, 'advise', { task })
}

/** What was installed where, and whether it works (SSM-3.2.p1). */
export async function recordTool(
  tx: Tx,
  account: AccountRef,
  by: By,
  number: string,
  given: Omit<Tool, 'seq' | 'saidBy' | 'at'>,
): Promise<void> {
  const { contract, of } = await holdPlan(tx, account, by, number)
  const today = dayOf(account.zone, by.now)
  if (given.installedOn > today) throw badRequest('The day lies ahead', { found: given.installedOn, expected: `${today} or earlier` })
  room(await store.listTools(tx, of), 'records of tools')
  await store.insertTool(tx, of, { ...given, saidBy: by.name, at: by.now })
  await note(tx, account, by, contract, 'tool', given)
}

/** The customer accepts the licence of the tools, by its version (SSM-1.p5). */
export async function acceptLicence(tx: Tx, account: AccountRef, by: By, number: string, licence: string): Promise<void> {
  const { contract, of, plan } = await holdPlan(tx, account, by, number)
  if (plan.licence === licence) throw conflict('It is accepted already', { found: `${plan.licence} by ${plan.licenceBy}` })
  await store.changePlan(tx, of, { licence, licence_by: by.name, licence_on: dayOf(account.zone, by.now) })
  await note(tx, account, by, contract, 'accept-licence', { licence })
}

/** Switches automatic cases on, for tests only; the licence comes first (SSM-1.p5). */
export async function enable(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const { contract, of, plan } = await holdPlan(tx, account, by, number)
  if (plan.licence === null)
    throw unprocessable('The licence of the tools is accepted first (SSM-1.p5)', {
      found: 'no acceptance',
      toDo: 'Ask a contact of the customer to accept it.',
    })
  if (plan.enabledAt !== null) throw conflict('It is enabled already', { found: stateOf(plan) })
  await store.changePlan(tx, of, { enabled_at: new Date(by.now) })
  await note(tx, account, by, contract, 'enable', {})
}

/** What a case shows of itself, by the name of the field. */
const fieldsOf = (found: Case): Readonly<Record<string, string>> => ({
  device: found.serial ?? '',
  priority: found.priority,
  channel: found.channel,
  summary: found.summary,
  account: found.accountCode,
  contract: found.contract ?? '',
  requester: found.requesterName ?? '',
})

export type TestInput = {
  readonly trigger: string
  /** The case that came of it; its fields are read from it. */
  readonly case: string | null
  readonly fields: readonly { readonly field: string; readonly expected: string; readonly found: string }[]
}

/** Tests whether an automatic case comes out right; one that fails takes automation back to its tests (SSM-3.2.c). */
export async function testCases(tx: Tx, account: AccountRef, by: Acting, number: string, given: TestInput): Promise<void> {
  const { contract, of, plan } = await holdPlan(tx, account, by, number)
  consultingOnly(plan, by, 'SSM-3.2.c')
  if (plan.enabledAt === null) throw conflict('Automation is not enabled', { found: 'off', toDo: 'Enable it for tests first.' })
  room(await store.listTests(tx, of), 'tests')
  const opened = given.case === null ? undefined : await findCase(tx, account.id, { number: given.case.toUpperCase() })
  if (given.case !== null && !opened) throw badRequest('No such case in this account', { found: given.case })
  const read = opened ? fieldsOf(opened) : {}
  const fields: readonly Field[] = given.fields.map((each) => ({ ...each, found: read[each.field] ?? each.found }))
  const passed = hasPassed(fields)
  const { trigger } = given
  await store.insertTest(tx, of, { trigger, fields, passed, testedOn: dayOf(account.zone, by.now), testedBy: by.name, at: by.now })
  if (!passed && plan.liveAt !== null) await store.changePlan(tx, of, { live_at: null })
  await note(tx, account, by, contract, 'test', { trigger, case: given.case, passed })
}

/** Automatic cases count from now on; only after a test that passed (SSM-3.2.c). */
export async function goLive(tx: Tx, account: AccountRef, by: By, number: string): Promise<void> {
  const { contract, of, plan } = await holdPlan(tx, account, by, number)
  if (plan.liveAt !== null) throw conflict('It is live already', { found: 'live' })
  const newest = (await store.listTests(tx, of)).at(-1)
  if (!newest?.passed)
    throw unprocessable('Automatic cases are live only after a test that passed (SSM-3.2.c)', {
      found: newest
        ? `a test that failed: ${newest.fields
            .filter(({ expected, found }) => expected !== found)
            .map(({ field }) => field)
            .join(', ')}`
        : 'no test',
      toDo: 'Correct what failed, and test again.',
    })
  await store.changePlan(tx, of, { live_at: new Date(by.now) })
  await note(tx, account, by, contract, 'go-live', {})
}
