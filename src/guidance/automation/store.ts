import { sql } from 'kysely'
import type { Tx } from '../../db/scope.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Advice, Plan, Task, TaskState, Test, Tool } from './plan.ts'

export type Of = { readonly accountId: string; readonly contractId: string }

/** @param hold until the transaction ends */
export async function findPlan(tx: Tx, { accountId, contractId }: Of, hold = false): Promise<Plan | undefined> {
  let query = tx
    .selectFrom('automation_plan')
    .select([
      'text',
      'planned_on as plannedOn',
      'manager_id as managerId',
      'manager',
      'engineer_id as engineerId',
      'engineer',
      'licence',
      'licence_by as licenceBy',
      'licence_on as licenceOn',
      'enabled_at as enabledAt',
      'live_at as liveAt',
      'version',
    ])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
  if (hold) query = query.forUpdate()
  return (await query.executeTakeFirst()) as Plan | undefined
}

export const putPlan = (
  tx: Tx,
  { accountId, contractId }: Of,
  plan: Pick<Plan, 'text' | 'plannedOn' | 'managerId' | 'manager' | 'engineerId' | 'engineer'>,
) => {
  const row = {
    text: plan.text,
    planned_on: plan.plannedOn,
    manager_id: plan.managerId,
    manager: plan.manager,
    engineer_id: plan.engineerId,
    engineer: plan.engineer,
  }
  return tx
    .insertInto('automation_plan')
    .values({ account_id: accountId, contract_id: contractId, version: 1, ...row })
    .onConflict((on) =>
      on.columns(['account_id', 'contract_id']).doUpdateSet((eb) => ({ ...row, version: eb('automation_plan.version', '+', 1) })),
    )
    .execute()
}

type Change = Partial<{
  readonly licence: string
  readonly licence_by: string
  readonly licence_on: LocalDate
  readonly enabled_at: Date
  readonly live_at: Date | null
}>

export const changePlan = (tx: Tx, { accountId, contractId }: Of, change: Change) =>
  tx
    .updateTable('automation_plan')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .execute()

const most = 1000

export const listTasks = async (tx: Tx, { accountId, contractId }: Of): Promise<readonly Task[]> =>
  (await tx
    .selectFrom('automation_task')
    .select(['seq', 'title', 'owner', 'due_on as dueOn', 'state', 'state_by as stateBy', 'state_at as stateAt'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('seq')
    .limit(most)
    .execute()) as never

/** Writes the next task of a plan that is held. */
export const insertTask = (tx: Tx, { accountId, contractId }: Of, task: Omit<Task, 'seq'>) =>
  sql`insert into automation_task (account_id, contract_id, seq, title, owner, due_on, state, state_by, state_at)
    select ${accountId}, ${contractId}, coalesce(max(seq), 0) + 1, ${task.title}, ${task.owner}, ${task.dueOn}::date, ${task.state}, ${task.stateBy}, ${new Date(task.stateAt)}
    from automation_task where account_id = ${accountId} and contract_id = ${contractId}`.execute(tx)

export const moveTask = (
  tx: Tx,
  { accountId, contractId }: Of,
  seq: number,
  given: { readonly state: TaskState; readonly by: string; readonly at: Instant },
) =>
  tx
    .updateTable('automation_task')
    .set({ state: given.state, state_by: given.by, state_at: new Date(given.at) })
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .where('seq', '=', seq)
    .execute()

export const listAdvice = async (tx: Tx, { accountId, contractId }: Of): Promise<readonly Advice[]> =>
  (await tx
    .selectFrom('automation_advice')
    .select(['task', 'seq', 'text', 'given_by as givenBy', 'at'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('task')
    .orderBy('seq')
    .limit(most)
    .execute()) as never

export const insertAdvice = (tx: Tx, { accountId, contractId }: Of, given: Omit<Advice, 'seq'>) =>
  sql`insert into automation_advice (account_id, contract_id, task, seq, text, given_by, at)
    select ${accountId}, ${contractId}, ${given.task}, coalesce(max(seq), 0) + 1, ${given.text}, ${given.givenBy}, ${new Date(given.at)}
    from automation_advice where account_id = ${accountId} and contract_id = ${contractId} and task = ${given.task}`.execute(tx)

export const listTools = async (tx: Tx, { accountId, contractId }: Of): Promise<readonly Tool[]> =>
  (await tx
    .selectFrom('automation_tool')
    .select([
      'seq',
      'tool',
      'tool_version as toolVersion',
      'place',
      'installed_on as installedOn',
      'installed_by as installedBy',
      'working',
      'note',
      'said_by as saidBy',
      'at',
    ])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('seq')
    .limit(most)
    .execute()) as never

export const insertTool = (tx: Tx, { accountId, contractId }: Of, tool: Omit<Tool, 'seq'>) =>
  sql`insert into automation_tool (account_id, contract_id, seq, tool, tool_version, place, installed_on, installed_by, working, note, said_by, at)
    select ${accountId}, ${contractId}, coalesce(max(seq), 0) + 1, ${tool.tool}, ${tool.toolVersion}, ${tool.place}, ${tool.installedOn}::date,
      ${tool.installedBy}, ${tool.working}, ${tool.note}, ${tool.saidBy}, ${new Date(tool.at)}
    from automation_tool where account_id = ${accountId} and contract_id = ${contractId}`.execute(tx)

export const listTests = async (tx: Tx, { accountId, contractId }: Of): Promise<readonly Test[]> =>
  (await tx
    .selectFrom('automation_test')
    .select(['seq', 'trigger', 'fields', 'passed', 'tested_on as testedOn', 'tested_by as testedBy', 'at'])
    .where('account_id', '=', accountId)
    .where('contract_id', '=', contractId)
    .orderBy('seq')
    .limit(most)
    .execute()) as never

export const insertTest = (tx: Tx, { accountId, contractId }: Of, test: Omit<Test, 'seq'>) =>
  sql`insert into automation_test (account_id, contract_id, seq, trigger, fields, passed, tested_on, tested_by, at)
    select ${accountId}, ${contractId}, coalesce(max(seq), 0) + 1, ${test.trigger}, ${JSON.stringify(test.fields)}::jsonb, ${test.passed},
      ${test.testedOn}::date, ${test.testedBy}, ${new Date(test.at)}
    from automation_test where account_id = ${accountId} and contract_id = ${contractId}`.execute(tx)
