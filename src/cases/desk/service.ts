import type { Tx } from '../../db/scope.ts'
import type { Principal } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted, type Problem, ProblemError, precondition } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { findAccount } from '../../parties/service.ts'
import type { Case } from '../case.ts'
import { type CaseFollowers, moveCase } from '../moving/service.ts'
import { changePriority } from '../priority/service.ts'
import type { Engineer, FindEngineer } from '../routes.ts'
import * as cases from '../service.ts'
import { type Before, type DeskAct, permissionOf } from './acts.ts'
import { attempt } from './store.ts'

export type Asked = { readonly case: string; readonly version: number; readonly act: DeskAct }
export type Outcome =
  | { readonly case: string; readonly done: true; readonly version: number; readonly before: Before }
  | { readonly case: string; readonly done: false; readonly problem: Problem }

/** Why this person may not do it at all. */
export function actRefusal(by: Principal, act: DeskAct): string | undefined {
  const permission = permissionOf(act)
  if (by.scopes && !by.scopes.includes(permission) && !by.scopes.includes('*')) return `the API key has no scope "${permission}"`
  return lacks(by.roles, permission)
}

/**
 * Does an act to each case, as if each were done alone: its own check, event, audit entry and letter. What cannot be done is
 * left undone and says why; the others stand. All commit together.
 */
export async function actOnSeveral(
  tx: Tx,
  now: Instant,
  by: Principal,
  asked: readonly Asked[],
  engineer: FindEngineer,
  followers: CaseFollowers,
): Promise<readonly Outcome[]> {
  const numbers = asked.map((each) => each.case.toUpperCase())
  if (new Set(numbers).size !== numbers.length) throw badRequest('A case is named twice', { expected: 'each case once' })
  const owners = new Map<string, Engineer>()
  for (const { act } of asked) {
    const refusal = actRefusal(by, act)
    if (refusal) throw notPermitted('You may not do this', { found: refusal })
    if (act.kind !== 'assign' || act.to === null || owners.has(act.to)) continue
    const owner = await engineer(act.to === 'me' ? by.personId : act.to)
    if (!owner) throw badRequest('No such engineer', { found: act.to, expected: 'the e-mail address of somebody on the staff, or "me"' })
    owners.set(act.to, owner)
  }
  const outcomes = new Map<string, Outcome>()
  // in one order, so that two who act on the same cases wait for each other and never crosswise
  for (const each of [...asked].sort((a, b) => (a.case.toUpperCase() < b.case.toUpperCase() ? -1 : 1)))
    outcomes.set(each.case.toUpperCase(), await one(tx, now, by, each, { owners, followers }))
  return numbers.map((number) => outcomes.get(number) as Outcome)
}

type Means = { readonly owners: ReadonlyMap<string, Engineer>; readonly followers: CaseFollowers }

async function one(tx: Tx, now: Instant, by: Principal, asked: Asked, means: Means): Promise<Outcome> {
  const number = asked.case.toUpperCase()
  try {
    return await attempt(tx, async () => {
      const account = await findAccount(tx, { code: number.slice(0, number.lastIndexOf('-')) })
      if (!account) throw notFound('case')
      const found = await cases.holdCase(tx, account, number)
      if (found.version !== asked.version)
        throw precondition('Somebody else changed this meanwhile', {
          found: `version ${found.version}`,
          expected: `version ${asked.version}, which you last saw`,
          toDo: 'Look at the change, and do it again if it is still right.',
        })
      await perform(tx, found, now, by, asked.act, means)
      const after = await cases.requireCase(tx, account, number)
      const { state, priority, ownerId } = found
      return { case: number, done: true, version: after.version, before: { state, priority, ownerId } } as const
    })
  } catch (error) {
    if (error instanceof ProblemError) return { case: number, done: false, problem: error.problem }
    throw error
  }
}

async function perform(tx: Tx, found: Case, now: Instant, by: Principal, act: DeskAct, { owners, followers }: Means) {
  if (act.kind === 'move') return moveCase(tx, found, now, by, act, followers)
  if (act.kind === 'priority') return changePriority(tx, found, now, by, act.priority, act.reason)
  const owner = act.to === null ? null : (owners.get(act.to) ?? null)
  if ((owner?.id ?? null) === found.ownerId)
    throw conflict(owner ? `${found.number} is with ${owner.name} already` : `${found.number} is with nobody already`)
  return cases.assignCase(tx, found, now, by, owner, act.reason)
}
