import { z } from 'zod'
import { isDate } from '../../calendar/terms.ts'
import {
  accountParams,
  created,
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
import { byOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound } from '../../lib/problem.ts'
import { type LocalDate, toIso } from '../../lib/time.ts'
import { deviceKinds, deviceStates } from '../device.ts'
import { dayOf, requireDevice } from '../service.ts'
import { ageBands, ageOf, runsRelease } from './age.ts'
import { type Entry, inOrder, keyOf, labels, milestones, milestoneTitles, outOfOrder, subjectKinds, subjectWords } from './entry.ts'
import { ruleFor, withComputed } from './rules.ts'
import { countAges, countBands, enoughFor, judgeAccount, standingsOf, takeTable, writeEntry } from './service.ts'
import { bandOf, bands, type Standing } from './standing.ts'
import * as store from './store.ts'
import { productSubject, releaseSubject } from './subject.ts'

const dateSchema = z.object({ milestone: z.enum(milestones), label: z.enum(labels), on: dateText, source: z.string() })
const ruleSchema = z.object({ engineeringMonths: z.number().int().min(0).max(240), supportMonths: z.number().int().min(0).max(240) })
const entrySchema = z.object({
  key: z.string(),
  kind: z.enum(subjectKinds),
  software: z.string(),
  name: z.string(),
  withdrawn: z.boolean(),
  note: z.string(),
  rule: ruleSchema.nullable(),
  /** Why nothing is computed for it; null where a rule is. */
  noRule: z.string().nullable(),
  dates: z.array(dateSchema),
  /** What its rule gives where nothing is published; nobody wrote these. */
  byRule: z.array(dateSchema),
  version: z.number(),
  changedAt: instantText,
})
const endSchema = z.object({
  of: z.enum(['device', 'product', 'release']),
  on: dateText,
  label: z.enum([...labels, 'by hand']),
  entry: z.string(),
  source: z.string(),
})
const sideSchema = z
  .object({ subject: z.string(), withdrawn: z.boolean(), dates: z.array(dateSchema.extend({ entry: z.string() })) })
  .nullable()
const standingSchema = z.object({ product: sideSchema, release: sideSchema, ends: z.array(endSchema), band: z.enum(bands) })
const fateSchema = z.object({
  line: z.number(),
  fate: z.enum(['new', 'changed', 'same', 'refused']),
  subject: z.string(),
  dates: z.array(dateSchema),
  changes: z.array(z.string()),
  notes: z.array(z.string()),
  problems: z.array(z.object({ column: z.string(), found: z.string(), expected: z.string(), toDo: z.string() })),
})
const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .regex(/^\P{Cc}*$/u, 'text without control characters')
const key = z.string().trim().min(3).max(250)

const entryView = ({ changedAt, ...entry }: store.KeptEntry) => {
  const rule = ruleFor(entry)
  return {
    ...entry,
    noRule: rule.kind === 'no-rule' ? rule.why : null,
    byRule: withComputed(entry).filter((date) => !entry.dates.includes(date)),
    changedAt: toIso(changedAt),
  }
}
const standingView = (standing: Standing, today: LocalDate) => ({ ...standing, band: bandOf(standing.ends[0]?.on ?? null, today) })

/** When releases, products and modules leave support: the table, and what it comes to for devices. */
export const lifecycleOperations: readonly Operation[] = [
  operation({
    id: 'lifecycle.list',
    method: 'GET',
    path: '/api/lifecycle',
    summary: 'The table of lifecycle dates: releases, products and modules, each date with how it is known',
    permission: 'device.read',
    scope: 'reach',
    query: pageQuery.extend({ query: z.string().trim().max(100).optional(), kind: z.enum(subjectKinds).optional() }),
    answers: { 200: pageOf(entrySchema) },
    handle: async ({ tx }, { query }) => {
      const after = readCursor(query.cursor)?.[0]
      const rows = await store.listEntries(tx, { ...query, after: typeof after === 'string' ? after : undefined, limit: query.limit + 1 })
      const items = rows.slice(0, query.limit)
      return ok({ items: items.map(entryView), next: rows.length > query.limit ? writeCursor([items.at(-1)?.key ?? '']) : null })
    },
  }),
  operation({
    id: 'lifecycle.history',
    method: 'GET',
    path: '/api/lifecycle/history',
    summary: 'What an entry of the table said before, who changed it and when',
    permission: 'device.read',
    scope: 'reach',
    query: z.object({ key }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({ version: z.number(), at: instantText, actor: z.string(), source: z.string(), changes: z.array(z.string()) }),
        ),
      }),
    },
    handle: async ({ tx, principal }, { query }) => {
      const items = await store.listVersions(tx, query.key.toLowerCase())
      // which of the provider's people it was is the provider's own affair
      const named = (actor: string) => (principal.accountKind === 'provider' ? actor : 'the provider')
      if (items.length === 0) throw notFound('entry of the lifecycle table')
      return ok({ items: items.map(({ at, actor, ...version }) => ({ ...version, actor: named(actor), at: toIso(at) })) })
    },
  }),
  operation({
    id: 'lifecycle.import',
    method: 'POST',
    path: '/api/lifecycle/import',
    summary: 'Take lifecycle dates from a CSV table of releases or products; a dry run shows each row’s fate',
    permission: 'lifecycle.edit',
    scope: 'provider',
    body: z.object({
      name: text(300).min(1),
      text: z.string().max(900_000),
      dryRun: z.boolean().default(false),
      software: text(100).optional(),
      order: z.enum(['month-first', 'day-first']).optional(),
      label: z.enum(labels).optional(),
    }),
    answers: {
      200: z.object({
        rows: z.array(fateSchema),
        unread: z.array(z.string()),
        order: z.enum(['month-first', 'day-first', 'mixed', 'not said']),
        more: z.number(),
      }),
    },
    handle: async (call, { body: { dryRun, ...given } }) => {
      const read = await takeTable(call.tx, byOf(call), given, dryRun)
      if (read.kind === 'refused')
        throw badRequest('The table cannot be read', { found: read.found, expected: read.expected, toDo: read.toDo })
      const { unread, order, more } = read
      return ok({ rows: read.rows.map(({ entry, ...row }) => ({ ...row, dates: entry?.dates ?? [] })), unread, order, more })
    },
  }),
  operation({
    id: 'lifecycle.write',
    method: 'POST',
    path: '/api/lifecycle',
    summary: 'Write one entry of the lifecycle table by hand, or amend it; what it said before is kept',
    permission: 'lifecycle.edit',
    scope: 'provider',
    body: z.object({
      kind: z.enum(subjectKinds),
      software: text(100).default(''),
      name: text(100).min(1),
      withdrawn: z.boolean().default(false),
      note: text(500).default(''),
      rule: ruleSchema.nullable().default(null),
      dates: z.array(dateSchema.extend({ source: text(300).min(1) })).max(milestones.length * labels.length),
      /** The version that is amended; left out, whichever stands. 0 for an entry that must be new. */
      version: z.number().int().min(0).optional(),
    }),
    answers: { 201: entrySchema },
    handle: async (call, { body }) => {
      const entry = entryOf(body)
      await store.holdTable(call.tx)
      const standing = await store.findEntry(call.tx, keyOf(entry))
      if (body.version !== undefined && body.version !== (standing?.version ?? 0))
        throw conflict(`${subjectWords(entry)} was changed meanwhile`, {
          found: standing ? `version ${standing.version}` : 'no such entry',
          expected: body.version === 0 ? 'none yet' : `version ${body.version}`,
          toDo: 'Look at it again and amend what stands there now.',
        })
      await writeEntry(call.tx, byOf(call), standing ? { ...entry, software: standing.software, name: standing.name } : entry, 'by hand')
      const written = await store.findEntry(call.tx, keyOf(entry))
      return created(written && entryView(written))
    },
  }),
  operation({
    id: 'lifecycle.devices',
    method: 'GET',
    path: '/api/accounts/:account/lifecycle',
    summary: 'When the devices of an account leave support, the first to leave first, and how many leave within 3, 6 and 12 months',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery.extend({
      query: z.string().trim().max(100).optional(),
      band: z.enum(bands).optional(),
      of: z.enum(['product', 'release']).optional(),
      label: z.enum([...labels, 'by hand']).optional(),
      /** How long ago the branch of the running release first shipped. */
      age: z.enum(ageBands).optional(),
    }),
    answers: {
      200: z.object({
        on: dateText,
        counts: z.record(z.enum(bands), z.number()),
        items: z.array(
          z.object({
            serial: z.string(),
            product: z.string(),
            kind: z.enum(deviceKinds),
            release: z.string(),
            status: z.enum(deviceStates),
            site: z.string().nullable(),
            /** The end of support that comes first; null where none is known. */
            first: endSchema.nullable(),
            /** The other one, where product and release both have an end. */
            other: endSchema.nullable(),
            band: z.enum(bands),
            /** When the branch of its release first shipped; null where that is not known. */
            shipped: z.object({ on: dateText, label: z.enum(labels) }).nullable(),
          }),
        ),
        next: z.string().nullable(),
      }),
    },
    handle: async ({ tx, account, now }, { query }) => {
      const today = dayOf(account, now)
      const judged = await judgeAccount(tx, account.id, query)
      const wanted = judged.filter(
        ({ ends: [first], ...facts }) =>
          (query.age === undefined || (runsRelease(facts) && ageOf(facts.shipped?.on, today) === query.age)) &&
          (query.band === undefined || bandOf(first?.on ?? null, today) === query.band) &&
          (query.label === undefined || first !== undefined),
      )
      const cursor = readCursor(query.cursor)
      const after =
        typeof cursor?.[0] === 'string' && (cursor[0] === 'infinity' || isDate(cursor[0]))
          ? ([cursor[0], String(cursor[1] ?? '')] as const)
          : undefined
      // a search may leave out any of them, so it looks at all
      const looked = query.query ? wanted : enoughFor(wanted, after?.[0], query.limit + 1)
      const rows = await store.listDated(
        tx,
        account.id,
        looked.map((facts) => ({ facts, first: facts.ends[0]?.on ?? null })),
        { query: query.query, after, limit: query.limit + 1 },
      )
      const items = rows.slice(0, query.limit).map(({ place, endOfSupportOn: _, ...row }) => {
        const facts = looked[place - 1]
        const [first = null, other = null] = facts?.ends ?? []
        return { ...row, first, other, band: bandOf(first?.on ?? null, today), shipped: facts?.shipped ?? null }
      })
      const last = items.at(-1)
      return ok({
        on: today,
        counts: countBands(judged, today),
        items,
        next: rows.length > query.limit && last ? writeCursor([last.first?.on ?? 'infinity', last.serial]) : null,
      })
    },
  }),
  operation({
    id: 'lifecycle.ages',
    method: 'GET',
    path: '/api/accounts/:account/lifecycle/ages',
    summary:
      'How many devices of an account run a release of which age, by when its branch first shipped, and of how many that is not known',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        on: dateText,
        ages: z.array(z.object({ band: z.enum(ageBands), devices: z.number(), known: z.partialRecord(z.enum(labels), z.number()) })),
      }),
    },
    handle: async ({ tx, account, now }) => {
      const today = dayOf(account, now)
      return ok({ on: today, ages: countAges(await judgeAccount(tx, account.id, {}), today) })
    },
  }),
  operation({
    id: 'device.lifecycle',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/lifecycle',
    summary: 'The lifecycle dates of a device’s product and release, each with how it is known, and which end of support comes first',
    permission: 'device.read',
    scope: 'account',
    params: accountParams.extend({ serial: z.string().trim().min(1).max(64) }),
    answers: { 200: standingSchema.extend({ on: dateText }) },
    handle: async ({ tx, account, now }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const today = dayOf(account, now)
      const [standing] = await standingsOf(tx, [device])
      return ok({ ...standingView(standing as Standing, today), on: today })
    },
  }),
]

type Written = Omit<Entry, 'dates'> & { readonly dates: Entry['dates'] }

/** An entry from what was written by hand: named like in a table, each date once, none before what it follows. */
function entryOf({ kind, software, name, withdrawn, note, rule, dates }: Written): Entry {
  const subject = kind === 'release' ? releaseSubject(name, software) : productSubject(name, kind)
  if (subject.kind === 'no-subject')
    throw badRequest('The subject cannot be read', { found: subject.found, expected: subject.expected, toDo: subject.toDo })
  const twice = dates.find((one, at) => dates.findIndex((other) => other.milestone === one.milestone && other.label === one.label) !== at)
  if (twice)
    throw badRequest('A date is given twice', {
      found: `${milestoneTitles[twice.milestone]}, ${twice.label}`,
      expected: 'one date for each milestone and label',
    })
  const wrong = outOfOrder(dates)
  if (wrong !== undefined) throw badRequest('The dates cannot be right', { found: wrong, expected: 'dates in the order of a life' })
  return { ...subject, withdrawn, note, rule: kind === 'release' ? rule : null, dates: inOrder(dates) }
}
