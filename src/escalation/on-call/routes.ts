import { Readable } from 'node:stream'
import { z } from 'zod'
import type { Database } from '../../db/pool.ts'
import { inScope, providerScope, type Tx } from '../../db/scope.ts'
import { requireVersion } from '../../http/app.ts'
import { accountParams, type Call, created, dateText, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import { daysMs, fromIso, type Instant, toIso } from '../../lib/time.ts'
import { teams } from '../../parties/permissions.ts'
import { listPeople } from '../../parties/service.ts'
import { calendarOf } from './gateway.ts'
import { gapsOf, onCallAt, spansOf } from './rota.ts'
import * as service from './service.ts'
import * as store from './store.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM')
const layerSchema = z.object({
  title: z.string().trim().min(1).max(80),
  tier: z.number().int().min(1).max(5),
  zone: z.string().max(60),
  people: z.array(z.uuid()).min(1).max(50),
  start: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a local date and time as YYYY-MM-DDTHH:MM'),
  turnDays: z.number().int().min(1).max(92),
  hours: z.object({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), from: time, to: time }).nullable(),
  holidays: z.array(dateText).max(400),
})
const layers = z.array(layerSchema).max(20)
const instant = z.iso.datetime()

const dutySchema = z.object({
  tier: z.number(),
  personId: z.string(),
  name: z.string(),
  by: z.enum(['turn', 'stand-in', 'override']),
  layer: z.string().nullable(),
})
const rosterSchema = z.object({
  id: z.uuid(),
  team: z.string(),
  theatre: z.string().nullable(),
  title: z.string(),
  zone: z.string(),
  version: z.number(),
  onCall: z.array(dutySchema),
  /** The next gap in the coming four weeks. */
  nextGap: z.object({ from: instant, to: instant }).nullable(),
})
const wholeSchema = rosterSchema
  .extend({
    layers,
    spans: z.array(z.object({ tier: z.number(), from: instant, to: instant, name: z.string().nullable(), by: z.string().nullable() })),
    gaps: z.array(z.object({ from: instant, to: instant })),
    overrides: z.array(
      z.object({ id: z.uuid(), tier: z.number(), name: z.string(), from: instant, to: instant, reason: z.string(), madeBy: z.string() }),
    ),
    notes: z.array(z.object({ id: z.uuid(), at: instant, author: z.string(), text: z.string() })),
  })
  .meta({ id: 'Roster' })

const rosterParams = accountParams.extend({ roster: z.uuid() })
const aheadMs = 28 * daysMs

async function brief(tx: Tx, accountId: string, row: store.RosterRow, at: Instant) {
  const people = await listPeople(tx, accountId)
  const roster = await service.rosterOf(tx, accountId, row, at, at + aheadMs)
  const [gap] = gapsOf(spansOf(roster, at, at + aheadMs))
  return {
    id: row.id,
    team: row.team,
    theatre: row.theatre,
    title: row.title,
    zone: row.zone,
    version: row.version,
    onCall: onCallAt(roster, at).map((duty) => ({ ...duty, name: service.named(people, duty) ?? '' })),
    nextGap: gap ? { from: toIso(gap.from), to: toIso(gap.to) } : null,
  }
}

async function whole(call: Call, row: store.RosterRow, from: Instant, to: Instant) {
  const { tx, account, now } = call
  const people = await listPeople(tx, account.id)
  const roster = await service.rosterOf(tx, account.id, row, from, to)
  const spans = spansOf(roster, from, to)
  const iso = ({ from: a, to: b }: { from: Instant; to: Instant }) => ({ from: toIso(a), to: toIso(b) })
  return {
    ...(await brief(tx, account.id, row, now)),
    layers: row.standings.at(-1)?.layers ?? [],
    spans: spans.map((span) => ({ tier: span.tier, ...iso(span), name: service.named(people, span.duty), by: span.duty?.by ?? null })),
    gaps: gapsOf(spans).map(iso),
    overrides: (await store.listOverrides(tx, account.id, [row.id], from, to))
      .filter((each) => each.removedAt === null)
      .map((each) => ({
        id: each.id,
        tier: each.tier,
        name: people.find((person) => person.id === each.personId)?.name ?? '',
        ...iso(each),
        reason: each.reason,
        madeBy: each.madeBy,
      })),
    notes: (await store.listNotes(tx, account.id, row.id, 20)).map((note) => ({ ...note, at: toIso(note.at) })),
  }
}

async function answer(call: Call, id: string) {
  const row = await service.requireRoster(call.tx, call.account, id)
  return ok(await whole(call, row, call.now, call.now + aheadMs), row.version)
}

/** Rosters belong to the provider's own account: `own` is the provider for its staff. */
export const rosterOperations = (db: Database): readonly Operation[] => [
  operation({
    id: 'roster.list',
    method: 'GET',
    path: '/api/rosters',
    summary: 'Rosters, who is on call now or was at an instant, and the next gap',
    permission: 'roster.read',
    scope: 'own',
    query: z.object({ at: instantText.optional() }),
    answers: { 200: z.object({ items: z.array(rosterSchema) }) },
    handle: async ({ tx, account, now }, { query }) => {
      const at = query.at === undefined ? now : fromIso(query.at)
      const rows = await store.listRosters(tx, account.id)
      return ok({ items: await Promise.all(rows.map((row) => brief(tx, account.id, row, at))) })
    },
  }),
  operation({
    id: 'roster.add',
    method: 'POST',
    path: '/api/rosters',
    summary: 'Write a roster for a team',
    permission: 'roster.edit',
    scope: 'own',
    body: z.object({
      team: z.enum(Object.keys(teams) as [keyof typeof teams, ...(keyof typeof teams)[]]),
      theatre: z.enum(['AMERICAS', 'EMEA', 'APAC']).nullable().default(null),
      title: z.string().trim().min(1).max(120),
      zone: z.string().max(60),
      layers,
    }),
    answers: { 201: wholeSchema },
    handle: async (call, { body }) => {
      const row = await service.addRoster(call.tx, call.account, call.now, call.principal, body)
      return created(await whole(call, row, call.now, call.now + aheadMs), row.version)
    },
  }),
  operation({
    id: 'roster.read',
    method: 'GET',
    path: '/api/accounts/:account/rosters/:roster',
    summary: 'A roster with who serves when, its gaps, overrides and notes',
    permission: 'roster.read',
    scope: 'account',
    params: rosterParams,
    query: z.object({ from: instantText.optional(), to: instantText.optional() }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, query }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      const from = query.from === undefined ? call.now : fromIso(query.from)
      const to = query.to === undefined ? from + aheadMs : fromIso(query.to)
      if (to <= from || to - from > 400 * daysMs)
        throw badRequest('The time to show is wrong', {
          found: `${toIso(from)} to ${toIso(to)}`,
          expected: 'an end after the start, 400 days at most',
        })
      return ok(await whole(call, row, from, to), row.version)
    },
  }),
  operation({
    id: 'roster.edit',
    method: 'PATCH',
    path: '/api/accounts/:account/rosters/:roster',
    summary: 'Change a roster from now on; what was stays as it was',
    permission: 'roster.edit',
    scope: 'account',
    params: rosterParams,
    body: z.object({ title: z.string().trim().min(1).max(120).optional(), zone: z.string().max(60).optional(), layers: layers.optional() }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      requireVersion(call, row.version)
      await service.editRoster(call.tx, call.account, call.now, call.principal, row, body)
      return answer(call, row.id)
    },
  }),
  operation({
    id: 'roster.swap',
    method: 'POST',
    path: '/api/accounts/:account/rosters/:roster/overrides',
    summary: 'Put somebody on call for a while instead of whose turn it is',
    permission: 'roster.swap',
    scope: 'account',
    params: rosterParams,
    body: z.object({
      person: z.string().trim().min(3).max(200),
      tier: z.number().int().min(1).max(5).default(1),
      from: instantText,
      to: instantText,
      reason: z.string().trim().min(1).max(500),
    }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      await service.addOverride(call.tx, call.account, call.now, call.principal, row, {
        tier: body.tier,
        person: body.person,
        from: fromIso(body.from),
        to: fromIso(body.to),
        reason: body.reason,
      })
      return answer(call, row.id)
    },
  }),
  operation({
    id: 'roster.swap-back',
    method: 'DELETE',
    path: '/api/accounts/:account/rosters/:roster/overrides/:override',
    summary: 'Take an override back; it stands for the time before',
    permission: 'roster.swap',
    scope: 'account',
    params: rosterParams.extend({ override: z.uuid() }),
    answers: { 200: wholeSchema },
    handle: async (call, { params }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      await service.dropOverride(call.tx, call.account, call.now, call.principal, row, params.override)
      return answer(call, row.id)
    },
  }),
  operation({
    id: 'roster.hand-over',
    method: 'POST',
    path: '/api/accounts/:account/rosters/:roster/notes',
    summary: 'Write down what the next shift has to know',
    permission: 'roster.swap',
    scope: 'account',
    params: rosterParams,
    body: z.object({ text: z.string().trim().min(1).max(10_000) }),
    answers: { 200: wholeSchema },
    handle: async (call, { params, body }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      await service.handOver(call.tx, call.account, call.now, call.principal, row, body.text)
      return answer(call, row.id)
    },
  }),
  operation({
    id: 'roster.renew-feed',
    method: 'POST',
    path: '/api/accounts/:account/rosters/:roster/feed',
    summary: 'Make a new address for the calendar feed; the old one ends, the new one is shown this once',
    permission: 'roster.edit',
    scope: 'account',
    params: rosterParams,
    answers: { 200: z.object({ path: z.string() }) },
    handle: async (call, { params }) => {
      const row = await service.requireRoster(call.tx, call.account, params.roster)
      const secret = await service.renewFeed(call.tx, call.account, call.now, call.principal, row)
      return ok({ path: `/api/roster-feeds/${row.id}/${secret}.ics` })
    },
  }),
  operation({
    id: 'roster.feed',
    method: 'GET',
    path: '/api/roster-feeds/:roster/:secret',
    summary: 'A roster for people’s own calendars (iCalendar); the address is the secret',
    permission: 'public',
    scope: 'nobody',
    params: z.object({ roster: z.uuid(), secret: z.string().regex(/^[\w-]{10,64}\.ics$/, 'the address of a feed') }),
    download: true,
    answers: {},
    handle: ({ now }, { params }) =>
      inScope(db, providerScope, async (tx) => {
        const row = await store.findByFeed(tx, params.roster, service.feedHash(params.secret.slice(0, -4)))
        if (!row) throw notFound('calendar')
        const [from, to] = [now - 14 * daysMs, now + 92 * daysMs]
        const people = new Map((await listPeople(tx, row.accountId)).map((person) => [person.id, person.name]))
        const spans = spansOf(await service.rosterOf(tx, row.accountId, row, from, to), from, to)
        const text = calendarOf(row, spans, (id) => people.get(id) ?? 'Somebody', now)
        return {
          status: 200,
          stream: Readable.from([text]),
          headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="on-call.ics"' },
        }
      }),
  }),
]
