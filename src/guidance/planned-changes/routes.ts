import { z } from 'zod'
import { changeStates } from '../../changes/change.ts'
import { type Call, contractParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { type PlannedKind, plannedKinds } from './planned.ts'
import { linkCaseAhead, planChange, plannedChanges, windowsPlanned, withdrawPlanned } from './service.ts'

const oneParams = contractParams.extend({ change: z.coerce.number().int().min(1).max(100_000) })
const kind = z.enum(Object.keys(plannedKinds) as [PlannedKind, ...PlannedKind[]])
const words = (most: number) => z.string().trim().min(1).max(most)

const flag = z.enum(['proactive case missing']).nullable()
/** When a case is best opened, or was; null where none is wanted, or working days cannot be told. */
const advice = z
  .object({
    from: dateText,
    to: dateText,
    state: z.enum(['early', 'now', 'late', 'opened', 'opened-late']),
    businessDays: z.number(),
    words: z.string(),
  })
  .nullable()

const plannedSchema = z.object({
  /** Its number under the contract. */
  change: z.number(),
  kind,
  title: z.string(),
  on: dateText,
  plannedBy: z.string(),
  plannedAt: z.string(),
  /** The case that was opened ahead of it, and on which day. */
  case: z.string().nullable(),
  caseOpenedOn: dateText.nullable(),
  flag,
  advice,
  withdrawn: z.object({ by: z.string(), at: z.string(), why: z.string() }).nullable(),
})
/** A window that was agreed on, under any service of the account. */
const windowSchema = z.object({
  /** The number of its change. */
  window: z.string(),
  request: z.string(),
  title: z.string(),
  /** What kind of change it is; empty where its service does not ask. */
  kind: z.string(),
  on: dateText,
  startsAt: z.string(),
  endsAt: z.string(),
  zone: z.string(),
  state: z.enum(changeStates),
  case: z.string().nullable(),
  caseOpenedOn: dateText.nullable(),
  flag,
  advice,
})
const listSchema = z.object({ items: z.array(plannedSchema), windows: z.array(windowSchema) })

const list = async ({ tx, account, now }: Call, contract: string) => ({
  items: (await plannedChanges(tx, account, now, contract)).map(
    ({ number, plannedAt, opened, withdrawn, caseFrom: _, caseBy: __, id: ___, contractId: ____, ...rest }) => ({
      ...rest,
      change: number,
      plannedAt: toIso(plannedAt),
      case: opened?.case ?? null,
      caseOpenedOn: opened?.on ?? null,
      withdrawn: withdrawn && { ...withdrawn, at: toIso(withdrawn.at) },
    }),
  ),
})
const windows = async ({ tx, account, now }: Call, contract: string) =>
  (await windowsPlanned(tx, account, now, contract)).map(({ change, on, kind, opened, missing, advice }) => ({
    window: change.number,
    request: change.request,
    title: change.title,
    kind,
    on,
    startsAt: toIso(change.startsAt),
    endsAt: toIso(change.endsAt),
    zone: change.zone,
    state: change.state,
    case: opened?.case ?? null,
    caseOpenedOn: opened?.on ?? null,
    flag: missing ? ('proactive case missing' as const) : null,
    advice,
  }))
const one = async (call: Call, contract: string, change: number) => {
  const found = (await list(call, contract)).items.find((each) => each.change === change)
  if (!found) throw new Error(`planned change ${change} of ${contract} was written and is not there`)
  return found
}
const path = '/api/accounts/:account/contracts/:contract/planned-changes'

/** The register of planned changes, each with the case ahead of it (SSM-3.1.a7). */
export const plannedChangeOperations: readonly Operation[] = [
  operation({
    id: 'planned-change.list',
    method: 'GET',
    path,
    summary: 'Changes that are planned under a contract, the windows that were agreed on, and those whose proactive case is missing',
    permission: 'planned-change.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: listSchema },
    handle: async (call, { params: { contract } }) => ok({ ...(await list(call, contract)), windows: await windows(call, contract) }),
  }),
  operation({
    id: 'planned-change.add',
    method: 'POST',
    path,
    summary: 'Enter a change that is planned; it is said when a case ahead of it is best opened',
    permission: 'planned-change.edit',
    scope: 'account',
    params: contractParams,
    body: z.object({ kind, title: words(200), on: dateText }),
    answers: { 201: plannedSchema },
    handle: async (call, { params: { contract }, body }) =>
      created(await one(call, contract, await planChange(call.tx, call.account, call, contract, body))),
  }),
  operation({
    id: 'planned-change.link-case',
    method: 'POST',
    path: `${path}/:change/case`,
    summary: 'Link the case that was opened ahead of a change; late is a warning',
    permission: 'planned-change.edit',
    scope: 'account',
    params: oneParams,
    body: z.object({ case: words(40) }),
    answers: { 200: plannedSchema },
    handle: async (call, { params: { contract, change }, body }) => {
      await linkCaseAhead(call.tx, call.account, call, contract, change, body.case)
      return ok(await one(call, contract, change))
    },
  }),
  operation({
    id: 'planned-change.withdraw',
    method: 'POST',
    path: `${path}/:change/withdrawal`,
    summary: 'Say that a change is not made after all',
    permission: 'planned-change.edit',
    scope: 'account',
    params: oneParams,
    body: z.object({ why: words(500) }),
    answers: { 200: plannedSchema },
    handle: async (call, { params: { contract, change }, body: { why } }) => {
      await withdrawPlanned(call.tx, call.account, call, contract, change, why)
      return ok(await one(call, contract, change))
    },
  }),
]
