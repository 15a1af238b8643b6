import { z } from 'zod'
import { dayOf } from '../../contracts/service.ts'
import {
  accountParams,
  type Call,
  dateText,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../../http/operation.ts'
import { requireDevice } from '../../installed-base/service.ts'
import { type Instant, toIso, weeksMs } from '../../lib/time.ts'
import * as followUps from '../follow-up/store.ts'
import { severities } from '../record/severity.ts'
import { advisoryRow, advisoryView, keyParams, requireAdvisory } from '../register/routes.ts'
import { findEntered } from '../register/store.ts'
import * as store from './store.ts'
import { joinStretches } from './stretches.ts'

const verdicts = ['affected', 'unknown', 'not evaluated', 'fixed'] as const
const serial = z.string().trim().min(1).max(64)

const matchSchema = z.object({
  why: z.array(z.string()),
  fix: z.string().nullable(),
  needs: z.array(z.string()),
  doubts: z.array(z.object({ rule: z.string(), message: z.string(), row: z.number().optional() })),
})
export const acknowledgementSchema = z.object({
  id: z.string(),
  serial: z.string().nullable(),
  reason: z.string(),
  expiresOn: dateText.nullable(),
  by: z.string(),
  at: instantText,
})
const followUpSchema = z.object({
  openedAt: instantText,
  call: z.enum(['open', 'relevant', 'not relevant']),
  reason: z.string(),
  calledBy: z.string().nullable(),
  calledAt: instantText.nullable(),
  outcome: z.enum(followUps.outcomes).nullable(),
  contact: z.string().nullable(),
  discussedOn: dateText.nullable(),
  settledBy: z.string().nullable(),
  settledAt: instantText.nullable(),
})
const counts = { affected: z.number(), unknown: z.number(), notEvaluated: z.number(), fixed: z.number() }
const boardRow = z.object({
  advisory: advisoryRow,
  ...counts,
  /** Since when it touches a device of the account. */
  since: instantText.nullable(),
  call: z.enum(['open', 'relevant', 'not relevant']),
  settledAt: instantText.nullable(),
  /** Devices for which it was acknowledged, or all of them. */
  acknowledged: z.union([z.literal('all'), z.number()]),
})
const exposedSchema = z.object({
  serial: z.string(),
  product: z.string(),
  release: z.string(),
  verdict: z.enum(verdicts),
  match: matchSchema,
  since: instantText,
  until: instantText.nullable(),
  acknowledged: acknowledgementSchema.nullable(),
})

const iso = (at: Instant | null) => (at === null ? null : toIso(at))
const acknowledgementView = ({ at, ...rest }: followUps.Acknowledgement) => ({ ...rest, at: toIso(at) })
const followUpView = (found: followUps.FollowUp) => ({
  ...found,
  openedAt: toIso(found.openedAt),
  calledAt: iso(found.calledAt),
  settledAt: iso(found.settledAt),
})

/** The acknowledgement of a device, or of all devices. */
const standingFor = (all: readonly followUps.Acknowledgement[], key: string, deviceId: string) => {
  const of = all.filter((each) => each.key === key)
  const found = of.find((each) => each.deviceId === deviceId) ?? of.find((each) => each.deviceId === null)
  return found ? acknowledgementView(found) : null
}
const exposedView = (row: store.ExposedDevice, acknowledged: readonly followUps.Acknowledgement[]) => ({
  ...row,
  since: toIso(row.since),
  until: iso(row.until),
  acknowledged: standingFor(acknowledged, row.key, row.deviceId),
})

/** Worst first: what is exploited, then what devices are affected by, then severity, then how many. */
const worstFirst = (one: Board, other: Board) =>
  Number(other.affected > 0 && other.entered.exploited) - Number(one.affected > 0 && one.entered.exploited) ||
  Number(other.affected > 0) - Number(one.affected > 0) ||
  Number(other.unknown > 0) - Number(one.unknown > 0) ||
  other.entered.weight - one.entered.weight ||
  other.affected - one.affected ||
  (one.key < other.key ? -1 : 1)
type Board = store.BoardRow & { readonly entered: Awaited<ReturnType<typeof findEntered>>[number] }

const boardQuery = pageQuery.extend({
  verdict: z.enum(verdicts).optional(),
  severity: z.enum(severities).optional(),
  exploited: z.stringbool().optional(),
  /** Those that nobody settled or called not relevant, or the others. */
  open: z.stringbool().optional(),
  query: z.string().trim().max(100).optional(),
})
const countOf = { affected: 'affected', unknown: 'unknown', 'not evaluated': 'notEvaluated', fixed: 'fixed' } as const

async function boardOf({ tx, account, now }: Call, query: z.infer<typeof boardQuery>) {
  const rows = await store.listBoard(tx, account.id)
  const entered = new Map(
    (
      await findEntered(
        tx,
        rows.map(({ key }) => key),
      )
    ).map((each) => [each.key, each]),
  )
  const calls = new Map((await followUps.listFollowUps(tx, account.id)).map((each) => [each.key, each]))
  const acknowledged = Map.groupBy(await followUps.listAcknowledgements(tx, account.id, dayOf(account.zone, now)), ({ key }) => key)
  const wanted = query.query?.toLowerCase()
  return rows
    .flatMap((row) => {
      const found = entered.get(row.key)
      return found ? [{ ...row, entered: found }] : []
    })
    .filter(({ key, entered: found, ...row }) => {
      const call = calls.get(key)
      const open = call !== undefined && call.settledAt === null && call.call !== 'not relevant'
      return (
        (query.verdict === undefined || row[countOf[query.verdict]] > 0) &&
        (query.severity === undefined || found.severity === query.severity) &&
        (query.exploited !== true || found.exploited) &&
        (query.open === undefined || query.open === open) &&
        (!wanted || `${found.key} ${found.number} ${found.title}`.toLowerCase().includes(wanted))
      )
    })
    .sort(worstFirst)
    .map(({ key, entered: found, ...row }) => {
      const of = acknowledged.get(key) ?? []
      return {
        advisory: advisoryView(found),
        ...row,
        since: iso(calls.get(key)?.openedAt ?? null),
        call: calls.get(key)?.call ?? 'open',
        settledAt: iso(calls.get(key)?.settledAt ?? null),
        acknowledged: of.some(({ deviceId }) => deviceId === null) ? ('all' as const) : of.length,
      }
    })
}

const weeks = 26

/** Which published records are about the devices of an account, and why. */
export const exposureOperations: readonly Operation[] = [
  operation({
    id: 'exposure.list',
    method: 'GET',
    path: '/api/accounts/:account/exposure',
    summary: 'Published records by how many devices of an account they are about, worst first',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams,
    query: boardQuery,
    answers: { 200: pageOf(boardRow) },
    handle: async (call, { query }) => {
      const from = Number(readCursor(query.cursor)?.[0] ?? 0)
      const rows = await boardOf(call, query)
      const next = from + query.limit
      return ok({ items: rows.slice(from, next), next: rows.length > next ? writeCursor([next]) : null })
    },
  }),
  operation({
    id: 'exposure.summary',
    method: 'GET',
    path: '/api/accounts/:account/exposure-summary',
    summary: 'How exposed an account is: devices that are judged and that cannot be, their releases, and exposure over half a year',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        judged: z.number(),
        affected: z.number(),
        unjudged: z.object({ count: z.number(), serials: z.array(z.string()) }),
        releases: z.array(z.object({ release: z.string(), devices: z.number() })),
        /** Pairs of device and record that were affected at the end of each week. */
        overTime: z.array(z.object({ at: instantText, pairs: z.record(z.enum(severities), z.number()) })),
      }),
    },
    handle: async ({ tx, account, now }) => {
      const instants = Array.from({ length: weeks }, (_, week) => now - (weeks - 1 - week) * weeksMs)
      const counted = await store.countOverTime(tx, account.id, instants)
      return ok({
        ...(await store.readStanding(tx, account.id)),
        unjudged: await store.listUnjudged(tx, account.id, 20),
        overTime: instants.map((at) => ({
          at: toIso(at),
          pairs: Object.fromEntries(
            severities.map((severity) => [severity, counted.find((row) => row.at === at && row.severity === severity)?.pairs ?? 0]),
          ),
        })),
      })
    },
  }),
  operation({
    id: 'exposure.read',
    method: 'GET',
    path: '/api/accounts/:account/exposure/:key',
    summary: 'What a record comes to for an account: counts, the advisor’s follow-up, acknowledgements',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams.extend(keyParams.shape),
    answers: {
      200: z.object({ ...counts, followUp: followUpSchema.nullable(), acknowledgements: z.array(acknowledgementSchema) }),
    },
    handle: async (call, { params }) => {
      const { tx, account, now } = call
      const { key } = await requireAdvisory(call, params.key)
      const [row] = await store.listBoard(tx, account.id, key)
      const followUp = await followUps.findFollowUp(tx, account.id, key)
      return ok({
        ...(row ?? { affected: 0, unknown: 0, notEvaluated: 0, fixed: 0 }),
        followUp: followUp ? followUpView(followUp) : null,
        acknowledgements: (await followUps.listAcknowledgements(tx, account.id, dayOf(account.zone, now), key)).map(acknowledgementView),
      })
    },
  }),
  operation({
    id: 'exposure.devices',
    method: 'GET',
    path: '/api/accounts/:account/exposure/:key/devices',
    summary: 'Devices that a record is about, with what decided',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams.extend(keyParams.shape),
    query: pageQuery.extend({ verdict: z.enum(verdicts).optional() }),
    answers: { 200: pageOf(exposedSchema) },
    handle: async (call, { params, query }) => {
      const { tx, account, now } = call
      const { key } = await requireAdvisory(call, params.key)
      const cursor = readCursor(query.cursor)
      const after = typeof cursor?.[0] === 'number' && typeof cursor[1] === 'string' ? ([cursor[0], cursor[1]] as const) : undefined
      const rows = await store.listExposedDevices(tx, account.id, key, { after, limit: query.limit + 1, verdict: query.verdict })
      const acknowledged = await followUps.listAcknowledgements(tx, account.id, dayOf(account.zone, now), key)
      const items = rows.slice(0, query.limit)
      const last = items.at(-1)
      return ok({
        items: items.map((row) => exposedView(row, acknowledged)),
        next: rows.length > query.limit && last ? writeCursor([last.place, last.serial]) : null,
      })
    },
  }),
  operation({
    id: 'exposure.accounts',
    method: 'GET',
    path: '/api/advisories/:key/accounts',
    summary: 'Accounts with devices that a record affects, or may',
    permission: 'exposure.read',
    scope: 'reach',
    params: keyParams,
    answers: {
      200: z.object({
        items: z.array(z.object({ account: z.string(), accountName: z.string(), affected: z.number(), unknown: z.number() })),
      }),
    },
    handle: async (call, { params }) => {
      const { key } = await requireAdvisory(call, params.key)
      return ok({ items: await store.listAccountsOf(call.tx, key) })
    },
  }),
  operation({
    id: 'device.exposure',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/exposure',
    summary: 'Published records that are about a device, with what decided; or all that ever were',
    permission: 'exposure.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    query: z.object({ past: z.stringbool().default(false) }),
    answers: { 200: z.object({ judged: z.boolean(), items: z.array(exposedSchema.extend({ advisory: advisoryRow })) }) },
    handle: async ({ tx, account, now }, { params, query }) => {
      const device = await requireDevice(tx, account, params.serial)
      const all = joinStretches(await store.listOfDevice(tx, account.id, device.id))
      const rows = query.past ? all : all.filter(({ until }) => until === null)
      const entered = new Map(
        (
          await findEntered(
            tx,
            rows.map(({ key }) => key),
          )
        ).map((each) => [each.key, each]),
      )
      const acknowledged = await followUps.listAcknowledgements(tx, account.id, dayOf(account.zone, now))
      const judged = (await store.currentCombinations(tx, account.id, [device.id])).size > 0
      const items = rows.flatMap((row) => {
        const found = entered.get(row.key)
        return found ? [{ ...exposedView(row, acknowledged), weight: found.weight, advisory: advisoryView(found) }] : []
      })
      const place = ({ verdict }: { readonly verdict: (typeof verdicts)[number] }) => verdicts.indexOf(verdict)
      return ok({ judged, items: query.past ? items : items.sort((a, b) => place(a) - place(b) || b.weight - a.weight) })
    },
  }),
]
