import { newId } from '../db/ids.ts'
import type { Tx } from '../db/scope.ts'
import { badRequest, conflict, notFound, unprocessable } from '../lib/problem.ts'
import type { Instant, LocalDate } from '../lib/time.ts'
import { alertsLeftOut } from './check-alerts.ts'
import { checkOffering } from './check-offering.ts'
import type { Offering } from './offering.ts'
import { builtInOfferings } from './offerings/index.ts'
import { isPolicyKey, type PolicyOverride, type PolicyValue, policyOf } from './policies.ts'
import * as store from './store.ts'

export { listCalendarRows } from './store.ts'

/** What the vendor set instead of the defaults: only values that a second person approved count. */
export async function readOverrides(tx: Tx): Promise<readonly PolicyOverride[]> {
  const rows = await store.listPolicyRows(tx)
  return rows
    .filter((row) => row.approver !== null && isPolicyKey(row.key))
    .map(({ key, value, effectiveFrom, author, reason }) => ({ key, value, effectiveFrom, author, reason }) as PolicyOverride)
}

/**
 * Every version of every service: the five that come with Holdfast and those loaded from files. A version never changes once it was loaded or released;
 * version 1 of the five is released with 0.1.0.
 */
export async function readOfferings(tx: Tx): Promise<readonly Offering[]> {
  const loaded = await store.listLoadedOfferings(tx)
  return loaded.length === 0 ? builtInOfferings : [...builtInOfferings, ...(loaded as Offering[])]
}

/** The version of a service that an order of this day takes (policy B79). */
export function offeringOn(offerings: readonly Offering[], code: string, day: LocalDate): Offering | undefined {
  return (
    offerings.filter((each) => each.code === code && each.effectiveFrom <= day).sort((a, b) => b.version - a.version)[0] ??
    offerings.filter((each) => each.code === code).sort((a, b) => a.version - b.version)[0]
  )
}

/** Loads a service from data, once it passes the check. */
export async function loadOffering(tx: Tx, now: Instant, value: unknown): Promise<Offering> {
  const checked = checkOffering(value)
  if (!checked.ok) {
    throw badRequest('The offering has mistakes', {
      found: `${checked.problems.length} of them`,
      toDo: 'Correct them and load it again.',
      fields: checked.problems
        .slice(0, 50)
        .map((each) => ({ field: each.path, message: `found ${each.found}, expected ${each.expected}. ${each.toDo}` })),
    })
  }
  const { offering } = checked
  if ((await readOfferings(tx)).some((each) => each.code === offering.code && each.version === offering.version)) {
    throw conflict(`${offering.code} version ${offering.version} exists already`, {
      toDo: 'A version never changes. Give this one a new number.',
    })
  }
  await store.insertOffering(
    tx,
    { code: offering.code, version: offering.version, effectiveFrom: offering.effectiveFrom, data: offering },
    now,
  )
  return offering
}

/** Proposes a policy value; it counts once somebody else approved it. */
export async function proposePolicy(
  tx: Tx,
  now: Instant,
  author: string,
  given: { key: string; value: unknown; effectiveFrom: LocalDate; reason: string },
): Promise<store.PolicyRow> {
  if (!isPolicyKey(given.key)) throw badRequest('No such policy', { found: given.key, expected: 'a key from the list of policies' })
  const parsed = policyOf(given.key).schema.safeParse(given.value)
  if (!parsed.success) {
    throw badRequest(`The value does not fit policy ${policyOf(given.key).id}`, {
      fields: parsed.error.issues.map((issue) => ({ field: ['value', ...issue.path.map(String)].join('.'), message: issue.message })),
    })
  }
  if (given.key === 'escalation.steps') {
    const left = alertsLeftOut(await readOfferings(tx), parsed.data as PolicyValue<'escalation.steps'>)
    if (left.length > 0)
      throw unprocessable(
        `A priority without an alert to management (${[...new Set(left.flatMap(({ clauses }) => clauses))].join(', ')})`,
        {
          found: left.map(({ service, priority }) => `${service} ${priority}: no step that tells management`).join('; '),
          expected: 'a step at every priority of a service that alerts management by itself',
          toDo: 'Add a step that tells management for each.',
        },
      )
  }
  const row = { id: newId(now), ...given, author, approver: null }
  await store.insertPolicyRow(tx, row, now)
  return { ...row, createdAt: now }
}

/** Approves a proposal; never by its author. */
export async function approvePolicy(tx: Tx, now: Instant, approver: string, id: string): Promise<store.PolicyRow> {
  const rows = await store.listPolicyRows(tx)
  const proposal = rows.find((row) => row.id === id && row.approver === null)
  if (!proposal) throw notFound('proposal')
  if (proposal.author === approver)
    throw conflict('A policy needs two people', { found: 'you proposed it', toDo: 'Ask somebody else to approve it.' })
  if (
    rows.some(
      (row) =>
        row.approver !== null &&
        row.key === proposal.key &&
        row.effectiveFrom === proposal.effectiveFrom &&
        row.reason === proposal.reason &&
        row.createdAt > proposal.createdAt,
    )
  ) {
    throw conflict('It is approved already')
  }
  const row = { ...proposal, id: newId(now), approver }
  await store.insertPolicyRow(tx, row, now)
  return { ...row, createdAt: now }
}
