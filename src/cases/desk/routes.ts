import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { requireVersion } from '../../http/app.ts'
import { type Call, created, type Operation, ok, operation } from '../../http/operation.ts'
import { conflict, notFound, statusOf } from '../../lib/problem.ts'
import { minutesMs } from '../../lib/time.ts'
import { teams } from '../../parties/permissions.ts'
import { countView, mostCounted, teamWork } from '../lists/service.ts'
import type { CaseFollowers } from '../moving/service.ts'
import type { FindEngineer } from '../routes.ts'
import { caseRowSchema } from '../schema.ts'
import { lensNames, riskMinutes } from './lenses.ts'
import { deskAct } from './schema.ts'
import { actOnSeveral } from './service.ts'
import * as store from './store.ts'
import { asksOf } from './views.ts'

const outcome = z.object({
  case: z.string(),
  done: z.boolean(),
  version: z.number().optional(),
  before: z.object({ state: caseRowSchema.shape.state, priority: caseRowSchema.shape.priority, ownerId: z.string().nullable() }).optional(),
  problem: z
    .object({
      title: z.string(),
      status: z.number(),
      found: z.string().optional(),
      expected: z.string().optional(),
      toDo: z.string().optional(),
    })
    .optional(),
})

const viewSchema = z.object({
  id: z.string(),
  name: z.string(),
  team: z.string().nullable(),
  owner: z.string(),
  picks: z.record(z.string(), z.string()),
  columns: z.array(z.string()),
  version: z.number(),
  /** Whether I may change it: it is mine, or my team's. */
  editable: z.boolean(),
})
const viewBody = z.object({
  name: z.string().trim().min(1).max(60),
  /** Filters, lens and order as they stand in the address. */
  picks: z.record(z.string().max(30), z.string().max(200)).refine((picks) => Object.keys(picks).length <= 20, 'at most 20 filters'),
  columns: z.array(z.string().max(30)).max(20).default([]),
})
const viewParams = z.object({ view: z.uuid() })
const mostViews = 50

const shown = (call: Call, { ownerId, ...view }: store.DeskView) => ({
  ...view,
  editable: ownerId === call.principal.personId || (view.team !== null && call.principal.teams.includes(view.team)),
})
const visible = ({ tx, principal }: Call) => store.listViews(tx, principal.accountId, principal.personId, principal.teams)
const found = async (call: Call, id: string) => {
  const view = (await visible(call)).find((each) => each.id === id)
  if (!view) throw notFound('view')
  return view
}
const taken = (name: string) => conflict(`There is a view "${name}" already`, { toDo: 'Choose another name, or change that one.' })

/** What the desk does with its list: counts, views, and acts on several cases at once. */
export const deskOperations = (engineer: FindEngineer, followers: CaseFollowers): readonly Operation[] => [
  operation({
    id: 'queue.counts',
    method: 'GET',
    path: '/api/queue/counts',
    summary: 'How many open cases each lens of the queue shows',
    permission: 'queue.read',
    scope: 'provider',
    answers: {
      200: z.object(Object.fromEntries(lensNames.map((lens) => [lens, z.number()])) as Record<(typeof lensNames)[number], z.ZodNumber>),
    },
    handle: async ({ tx, now, principal }) =>
      ok(await store.countLenses(tx, principal.personId, await teamWork(tx, principal), now + riskMinutes * minutesMs)),
  }),
  operation({
    id: 'queue.act',
    method: 'POST',
    path: '/api/queue/acts',
    summary: 'Take, hand over, move or prioritise several cases; each is done or says why not',
    permission: 'case.update',
    scope: 'provider',
    body: z.object({
      acts: z
        .array(z.object({ case: z.string().trim().min(3).max(40), version: z.number().int().min(1), act: deskAct }))
        .min(1)
        .max(100),
    }),
    answers: { 200: z.object({ items: z.array(outcome) }) },
    handle: async ({ tx, now, principal }, { body }) => {
      const outcomes = await actOnSeveral(tx, now, principal, body.acts, engineer, followers)
      return ok({
        items: outcomes.map((each) => {
          if (each.done) return each
          const { kind, title, found, expected, toDo } = each.problem
          return { case: each.case, done: false, problem: { title, status: statusOf[kind], found, expected, toDo } }
        }),
      })
    },
  }),
  operation({
    id: 'view.list',
    method: 'GET',
    path: '/api/queue/views',
    summary: 'My views of the queue and those of my teams',
    permission: 'queue.read',
    scope: 'own',
    answers: { 200: z.object({ items: z.array(viewSchema) }) },
    handle: async (call) => ok({ items: (await visible(call)).map((view) => shown(call, view)) }),
  }),
  operation({
    id: 'view.counts',
    method: 'GET',
    path: '/api/queue/views/counts',
    summary: 'How many cases each of my views shows now, counted up to a thousand',
    permission: 'queue.read',
    scope: 'provider',
    answers: { 200: z.object({ items: z.array(z.object({ id: z.string(), count: z.number().nullable(), more: z.boolean() })) }) },
    handle: async (call) => {
      const items: { id: string; count: number | null; more: boolean }[] = []
      for (const view of await visible(call)) {
        const count = await countView(call.tx, call.now, call.principal, asksOf(view.picks))
        items.push({
          id: view.id,
          count: count === null ? null : Math.min(count, mostCounted),
          more: count !== null && count > mostCounted,
        })
      }
      return ok({ items })
    },
  }),
  operation({
    id: 'view.save',
    method: 'POST',
    path: '/api/queue/views',
    summary: 'Keep a view of the queue, for myself or for a team of mine',
    permission: 'queue.read',
    scope: 'own',
    body: viewBody.extend({
      team: z
        .enum(Object.keys(teams) as [string, ...string[]])
        .nullable()
        .default(null),
    }),
    answers: { 201: viewSchema },
    handle: async (call, { body }) => {
      const { principal, tx, now } = call
      if (body.team !== null && !principal.teams.includes(body.team))
        throw conflict('A view is shared with a team of one’s own', { found: body.team, expected: principal.teams.join(', ') || 'no team' })
      if ((await visible(call)).filter(({ ownerId }) => ownerId === principal.personId).length >= mostViews)
        throw conflict(`You have ${mostViews} views`, { toDo: 'Remove one first.' })
      const view = { ...body, id: newId(now), ownerId: principal.personId, owner: principal.name, version: 1 }
      if (!(await store.insertView(tx, principal.accountId, view, now))) throw taken(body.name)
      return created(shown(call, view), 1)
    },
  }),
  operation({
    id: 'view.change',
    method: 'PUT',
    path: '/api/queue/views/:view',
    summary: 'Change a view of mine or of my team',
    permission: 'queue.read',
    scope: 'own',
    params: viewParams,
    body: viewBody,
    answers: { 200: viewSchema },
    handle: async (call, { params, body }) => {
      const view = await found(call, params.view)
      requireVersion(call, view.version)
      const others = (await visible(call)).filter((each) => each.id !== view.id && each.team === view.team)
      if (others.some((each) => each.name.toLowerCase() === body.name.toLowerCase())) throw taken(body.name)
      await store.changeView(call.tx, call.principal.accountId, view.id, body)
      return ok(shown(call, { ...view, ...body, version: view.version + 1 }), view.version + 1)
    },
  }),
  operation({
    id: 'view.remove',
    method: 'DELETE',
    path: '/api/queue/views/:view',
    summary: 'Remove a view of mine or of my team',
    permission: 'queue.read',
    scope: 'own',
    params: viewParams,
    answers: { 204: z.null() },
    handle: async (call, { params }) => {
      const view = await found(call, params.view)
      await store.removeView(call.tx, call.principal.accountId, view.id)
      return { status: 204 }
    },
  }),
]
