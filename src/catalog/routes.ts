import { z } from 'zod'
import type { Tx } from '../db/scope.ts'
import { created, dateText, type Operation, ok, operation } from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, notFound } from '../lib/problem.ts'
import { type Instant, toIso } from '../lib/time.ts'
import { citationsOf } from './citations.ts'
import { clauseNamed, clauseTitles, isClauseId } from './clause-ids.ts'
import { agreements } from './offering.ts'
import { type PolicyKey, policies, policyAt } from './policies.ts'
import { type ConflictingText, winner } from './precedence.ts'
import { approvePolicy, loadOffering, proposePolicy, readOfferings, readOverrides } from './service.ts'
import * as store from './store.ts'
import { wordOperations } from './words/routes.ts'

const policySchema = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  gap: z.string(),
  value: z.unknown(),
  default: z.unknown(),
  invented: z.boolean(),
  effectiveFrom: dateText,
  author: z.string(),
  reason: z.string(),
  clauses: z.array(z.string()),
})
const proposalSchema = z.object({
  id: z.string(),
  key: z.string(),
  value: z.unknown(),
  effectiveFrom: dateText,
  author: z.string(),
  approver: z.string().nullable(),
  reason: z.string(),
  at: z.string(),
})
const offeringRow = z.object({ code: z.string(), version: z.number(), effectiveFrom: dateText, title: z.string(), summary: z.string() })
const calendarBody = z.object({
  id: z.string().regex(/^[a-z][a-zA-Z0-9-]{1,40}$/),
  title: z.string().trim().min(1).max(200),
  holidays: z.array(z.object({ date: dateText, name: z.string().max(100) })).max(2000),
  loadedYears: z.array(z.number().int().min(1990).max(2200)).max(100),
})

const proposalView = ({ createdAt, ...row }: store.PolicyRow) => ({ ...row, at: toIso(createdAt) })

const conflictText = z.object({
  document: z.enum(agreements),
  version: z.string().max(60).default(''),
  place: z.string().max(200).default(''),
  says: z.string().trim().min(1).max(5000),
})
const policyUse = z.object({ id: z.string(), key: z.string(), effectiveFrom: dateText })

/**
 * What the provider offers and by which rules.
 * @param follow what changes elsewhere once a value of a policy is approved
 */
export const catalogOperations = (follow: (tx: Tx, now: Instant, key: string) => Promise<void>): readonly Operation[] => [
  operation({
    id: 'precedence.ask',
    method: 'POST',
    path: '/api/offerings/:code/:version/precedence',
    summary: 'Which text wins where texts conflict, by the service’s own order',
    permission: 'clause.read',
    scope: 'reach',
    params: z.object({ code: z.string().max(20), version: z.coerce.number().int() }),
    body: z.object({
      texts: z.array(conflictText).min(1).max(20),
      subject: z.enum(['licence', 'support', 'other']).default('other'),
      on: dateText.optional(),
    }),
    answers: {
      200: z.object({
        outcome: z.enum(['winner', 'ask-contracts-staff']),
        text: conflictText.nullable(),
        overridden: z.array(conflictText),
        why: z.string(),
        clauses: z.array(z.string()),
        policies: z.array(policyUse),
        warnings: z.array(z.string()),
      }),
    },
    handle: async ({ tx, now }, { params, body }) => {
      const offering = (await readOfferings(tx)).find((each) => each.code === params.code.toUpperCase() && each.version === params.version)
      if (!offering) throw notFound('service')
      const texts = body.texts.map((text): ConflictingText => ({ kind: 'conflicting-text', ...text }))
      const found = winner(offering, texts, {
        onDate: body.on ?? toIso(now).slice(0, 10),
        overrides: await readOverrides(tx),
        subject: body.subject,
      })
      const plain = ({ kind: _, ...text }: ConflictingText) => text
      const policiesUsed = found.policies.map(({ id, key, effectiveFrom }) => ({ id, key, effectiveFrom }))
      return ok(
        found.kind === 'winner'
          ? {
              outcome: found.kind,
              text: plain(found.text),
              overridden: found.overridden.map(plain),
              why: found.by,
              clauses: [...found.clauses],
              policies: policiesUsed,
              warnings: [...found.warnings],
            }
          : {
              outcome: found.kind,
              text: null,
              overridden: [],
              why: found.why,
              clauses: [...found.clauses],
              policies: policiesUsed,
              warnings: [],
            },
      )
    },
  }),
  ...wordOperations,
  operation({
    id: 'offering.list',
    method: 'GET',
    path: '/api/offerings',
    summary: 'Services in the catalogue',
    permission: 'clause.read',
    scope: 'reach',
    answers: { 200: z.object({ items: z.array(offeringRow) }) },
    handle: async ({ tx }) =>
      ok({
        items: (await readOfferings(tx)).map(({ code, version, effectiveFrom, title, summary }) => ({
          code,
          version,
          effectiveFrom,
          title,
          summary,
        })),
      }),
  }),
  operation({
    id: 'offering.read',
    method: 'GET',
    path: '/api/offerings/:code/:version',
    summary: 'One service with every element and its clauses',
    permission: 'clause.read',
    scope: 'reach',
    params: z.object({ code: z.string().max(20), version: z.coerce.number().int() }),
    answers: { 200: z.looseObject({ code: z.string(), version: z.number() }) },
    handle: async ({ tx }, { params }) => {
      const found = (await readOfferings(tx)).find((each) => each.code === params.code.toUpperCase() && each.version === params.version)
      if (!found) throw notFound('service')
      return ok(found)
    },
  }),
  operation({
    id: 'offering.load',
    method: 'POST',
    path: '/api/offerings',
    summary: 'Load a service from data',
    permission: 'policy.edit',
    scope: 'provider',
    body: z.looseObject({}),
    answers: { 201: offeringRow },
    handle: async ({ tx, now }, { body }) => {
      const { code, version, effectiveFrom, title, summary } = await loadOffering(tx, now, body)
      return created({ code, version, effectiveFrom, title, summary })
    },
  }),
  operation({
    id: 'clause.list',
    method: 'GET',
    path: '/api/clauses',
    summary: 'Clauses of the services, with how often each spoke in a decision',
    permission: 'clause.read',
    scope: 'reach',
    query: z.object({ offering: z.string().max(20).optional() }),
    answers: { 200: z.object({ items: z.array(z.object({ id: z.string(), offering: z.string(), title: z.string() })) }) },
    handle: async ({ tx }, { query }) => {
      const offerings = (await readOfferings(tx)).filter(
        (each) => query.offering === undefined || each.code === query.offering.toUpperCase(),
      )
      return ok({
        items: offerings.flatMap((each) => Object.entries(each.clauses).map(([id, title]) => ({ id, offering: each.code, title }))),
      })
    },
  }),
  operation({
    id: 'clause.read',
    method: 'GET',
    path: '/api/clauses/:clause',
    summary: 'One clause: what it settles, where the catalogue carries it, which policies fill its gaps',
    permission: 'clause.read',
    scope: 'reach',
    params: z.object({ clause: z.string().max(40) }),
    answers: {
      200: z.object({
        id: z.string(),
        offering: z.string(),
        title: z.string(),
        elements: z.array(z.string()),
        policies: z.array(z.object({ id: z.string(), key: z.string(), title: z.string() })),
      }),
    },
    handle: async ({ tx }, { params }) => {
      const offerings = await readOfferings(tx)
      const id = clauseNamed(
        params.clause,
        offerings.flatMap(({ clauses }) => Object.keys(clauses)),
      )
      const offering = offerings.findLast((each) => Object.hasOwn(each.clauses, id))
      if (!offering) throw notFound('clause')
      const title = isClauseId(id) ? clauseTitles[id] : (offering.clauses[id] ?? '')
      const elements = citationsOf(offering)
        .filter((each) => each.clauses.includes(id))
        .map((each) => each.path)
      return ok({
        id,
        offering: offering.code,
        title,
        elements,
        policies: policies
          .filter((each) => (each.clauses as readonly string[]).includes(id))
          .map(({ id: policy, key, title: name }) => ({ id: policy, key, title: name })),
      })
    },
  }),
  operation({
    id: 'policy.list',
    method: 'GET',
    path: '/api/policies',
    summary: 'The policies that fill what the documents leave open, with the value in force',
    permission: 'clause.read',
    scope: 'reach',
    query: z.object({ on: dateText.optional() }),
    answers: { 200: z.object({ items: z.array(policySchema) }) },
    handle: async ({ tx, now }, { query }) => {
      const overrides = await readOverrides(tx)
      const day = query.on ?? toIso(now).slice(0, 10)
      return ok({
        items: policies.map((policy) => {
          const { value, effectiveFrom, author, reason } = policyAt(policy.key as PolicyKey, day, overrides)
          return {
            id: policy.id,
            key: policy.key,
            title: policy.title,
            gap: policy.gap,
            value,
            default: policy.default,
            invented: policy.invented,
            effectiveFrom,
            author,
            reason,
            clauses: [...policy.clauses],
          }
        }),
      })
    },
  }),
  operation({
    id: 'policy.proposals',
    method: 'GET',
    path: '/api/policies/proposals',
    summary: 'Policy values that were proposed and approved',
    permission: 'clause.read',
    scope: 'provider',
    answers: { 200: z.object({ items: z.array(proposalSchema) }) },
    handle: async ({ tx }) => ok({ items: (await store.listPolicyRows(tx)).map(proposalView) }),
  }),
  operation({
    id: 'policy.propose',
    method: 'POST',
    path: '/api/policies/proposals',
    summary: 'Propose a policy value; another person approves it',
    permission: 'policy.edit',
    scope: 'provider',
    body: z.object({ key: z.string().max(60), value: z.unknown(), effectiveFrom: dateText, reason: z.string().trim().min(3).max(500) }),
    answers: { 201: proposalSchema },
    handle: async ({ tx, now, principal }, { body }) => created(proposalView(await proposePolicy(tx, now, actorOf(principal), body))),
  }),
  operation({
    id: 'policy.approve',
    method: 'POST',
    path: '/api/policies/proposals/:proposal/approve',
    summary: 'Approve a proposed value; decisions made before keep theirs',
    permission: 'policy.approve',
    scope: 'provider',
    params: z.object({ proposal: z.uuid() }),
    answers: { 200: proposalSchema },
    handle: async ({ tx, now, principal }, { params }) => {
      const approved = await approvePolicy(tx, now, actorOf(principal), params.proposal)
      await follow(tx, now, approved.key)
      return ok(proposalView(approved))
    },
  }),
  operation({
    id: 'calendar.list',
    method: 'GET',
    path: '/api/calendars',
    summary: 'Holiday calendars of the provider',
    permission: 'clause.read',
    scope: 'reach',
    answers: { 200: z.object({ items: z.array(z.object({ id: z.string(), version: z.number(), title: z.string(), data: z.unknown() })) }) },
    handle: async ({ tx }) => ok({ items: await store.listCalendarRows(tx) }),
  }),
  operation({
    id: 'calendar.load',
    method: 'POST',
    path: '/api/calendars',
    summary: 'Load holidays; a new version, old promises keep theirs. vendor-EMEA and the like are the theatres’ own',
    permission: 'policy.edit',
    scope: 'provider',
    body: calendarBody,
    answers: { 201: z.object({ id: z.string(), version: z.number() }) },
    handle: async ({ tx, now }, { body }) => {
      const outside = body.holidays.find((holiday) => !body.loadedYears.includes(Number(holiday.date.slice(0, 4))))
      if (outside)
        throw badRequest('A holiday lies in a year that is not loaded', {
          found: outside.date,
          expected: `a year of ${body.loadedYears.join(', ')}`,
        })
      const version = ((await store.listCalendarRows(tx)).find((each) => each.id === body.id)?.version ?? 0) + 1
      await store.insertCalendar(
        tx,
        { id: body.id, version, title: body.title, data: { holidays: body.holidays, loadedYears: body.loadedYears } },
        now,
      )
      return created({ id: body.id, version })
    },
  }),
]
