import { z } from 'zod'
import { type Call, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { fromIso, toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { bookOf } from '../asking/service.ts'
import { act, caseParams, reachable, text } from '../routes.ts'
import { listEvents, serviceOf } from '../service.ts'
import { levels, reasons, whatOf, whyNotNow } from './access.ts'
import { accessClauses } from './clauses.ts'
import { askForAccess, declineAccess, grantAccess, listAccess, revokeAccess, withdrawAccess } from './service.ts'
import { announceSession, endSession, listObservers, listSessions, logWork, observeSession, startSession } from './sessions/service.ts'

const number = z.number().int().min(1).max(10_000)
const prose = z.string().trim().max(2000)
const instant = z.iso.datetime()
const level = z.enum(levels)

const accessSchema = z.object({
  request: z.number(),
  level,
  what: z.string(),
  environment: z.string(),
  devices: z.array(z.string()),
  reason: z.enum(reasons),
  why: z.string(),
  wantedFrom: instant,
  wantedTo: instant,
  askedBy: z.string(),
  askedAt: instant,
  state: z.enum(['asked', 'granted', 'declined', 'withdrawn', 'revoked', 'ended']),
  grantedLevel: level.nullable(),
  from: instant.nullable(),
  to: instant.nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  answer: z.string(),
  endedBy: z.string().nullable(),
  endedAt: instant.nullable(),
  endedWhy: z.string(),
  /** Whether work is possible on it now, and why not. */
  holds: z.boolean(),
  whyNot: z.string(),
})
const sessionSchema = z.object({
  session: z.number(),
  request: z.number(),
  level,
  engineer: z.string(),
  mine: z.boolean(),
  location: z.string(),
  exception: z.string(),
  join: z.string(),
  announcedAt: instant,
  for: instant,
  told: z.array(z.string()),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.enum(['engineer', 'revoked', 'grant-ended', 'called-off']).nullable(),
  done: z.string(),
  observers: z.array(z.string()),
  log: z.array(z.object({ at: instant, by: z.string(), text: z.string() })),
})
const boardSchema = z.object({
  /** The clauses by which access is granted, and sessions are announced. */
  clauses: z.array(z.string()),
  access: z.array(accessSchema),
  sessions: z.array(sessionSchema),
  /** Places from which work is done. */
  places: z.array(z.object({ code: z.string(), title: z.string() })),
  may: z.object({ ask: z.boolean(), grant: z.boolean(), observe: z.boolean() }),
})

const iso = (at: number | null) => (at === null ? null : toIso(at))

async function board(call: Call, of: string) {
  const { tx, account, now, principal } = call
  const found = await reachable(call, of)
  const access = await listAccess(tx, account.id, { caseId: found.id })
  const sessions = await listSessions(tx, account.id, found.id)
  const observers = await listObservers(
    tx,
    account.id,
    sessions.map(({ id }) => id),
  )
  const logged =
    sessions.length > 0
      ? (await listEvents(tx, account.id, found.id, true)).filter(({ body }) => body.kind === 'session' && body.act === 'log')
      : []
  const numbers = new Map(access.map((each) => [each.id, each.number]))
  const { grant, watch } = accessClauses(await serviceOf(tx, found))
  return {
    clauses: [...grant, ...watch],
    access: access.map((each) => ({
      request: each.number,
      level: each.level,
      what: whatOf(each),
      environment: each.environment,
      devices: [...each.devices],
      reason: each.reason,
      why: each.why,
      wantedFrom: toIso(each.wantedFrom),
      wantedTo: toIso(each.wantedTo),
      askedBy: each.askedBy,
      askedAt: toIso(each.askedAt),
      state: each.state,
      grantedLevel: each.grant?.level ?? null,
      from: iso(each.grant?.from ?? null),
      to: iso(each.grant?.to ?? null),
      answeredBy: each.answeredBy,
      answeredAt: iso(each.answeredAt),
      answer: each.answer,
      endedBy: each.endedBy,
      endedAt: iso(each.endedAt),
      endedWhy: each.endedWhy,
      holds: whyNotNow(each, now, account.zone) === undefined,
      whyNot: whyNotNow(each, now, account.zone) ?? '',
    })),
    sessions: sessions.map((each) => ({
      session: each.number,
      request: numbers.get(each.accessId) ?? 0,
      level: each.level,
      engineer: each.engineer,
      mine: each.engineerId === principal.personId,
      location: each.location,
      exception: each.exception,
      join: each.joinHow,
      announcedAt: toIso(each.announcedAt),
      for: toIso(each.announcedFor),
      told: [...each.announcedTo],
      startedAt: iso(each.startedAt),
      endedAt: iso(each.endedAt),
      endedBy: each.endedBy,
      done: each.done,
      observers: observers.filter(({ sessionId }) => sessionId === each.id).map(({ name }) => name),
      log: logged.flatMap(({ at, actorName, body }) =>
        body.kind === 'session' && body.number === each.number ? [{ at: toIso(at), by: actorName, text: body.text }] : [],
      ),
    })),
    places: [...(await bookOf(tx, account, now)).get('delivery.places')],
    may: {
      ask: lacks(principal.roles, 'case.access-work') === undefined,
      grant: lacks(principal.roles, 'case.access-grant') === undefined,
      observe: lacks(principal.roles, 'case.access-watch') === undefined,
    },
  }
}

const instantOf = (given: string | undefined) => (given === undefined ? undefined : fromIso(given))

/** Access to the customer's network for a case, and the sessions on it. */
export const accessOperations: readonly Operation[] = [
  operation({
    id: 'case.access',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/access',
    summary: 'Access that was asked for on a case, who granted it, and the sessions on it',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    answers: { 200: boardSchema },
    handle: async (call, { params }) => ok(await board(call, params.case)),
  }),
  act({
    id: 'case.access-ask',
    path: 'access',
    summary: 'Ask the customer for access to its network; the case waits for the answer',
    permission: 'case.access-work',
    body: z.object({
      level,
      environment: prose.default(''),
      devices: z.array(text(100)).max(50).default([]),
      reason: z.enum(reasons).default('performance'),
      why: text(2000),
      from: instantText.optional(),
      to: instantText,
    }),
    run: ({ tx, account, now, principal }, found, body) =>
      askForAccess(tx, account, found, now, principal, { ...body, from: instantOf(body.from) ?? now, to: fromIso(body.to) }),
  }),
  act({
    id: 'case.access-grant',
    path: 'access/grant',
    summary: 'Grant access for the customer, from an instant to another; level and time may be narrowed',
    permission: 'case.access-grant',
    body: z.object({
      request: number,
      level: level.optional(),
      from: instantText.optional(),
      to: instantText.optional(),
      text: prose.default(''),
    }),
    run: ({ tx, account, now, principal }, found, body) =>
      grantAccess(tx, account, found, now, principal, {
        request: body.request,
        level: body.level,
        from: instantOf(body.from),
        to: instantOf(body.to),
        text: body.text,
      }),
  }),
  act({
    id: 'case.access-decline',
    path: 'access/decline',
    summary: 'Decline access for the customer, with the reason',
    permission: 'case.access-grant',
    body: z.object({ request: number, reason: text(2000) }),
    run: ({ tx, now, principal }, found, body) => declineAccess(tx, found, now, principal, body),
  }),
  act({
    id: 'case.access-revoke',
    path: 'access/revoke',
    summary: 'Revoke access at once; what runs on it ends',
    permission: 'case.access-grant',
    body: z.object({ request: number, reason: text(2000) }),
    run: ({ tx, now, principal }, found, body) => revokeAccess(tx, found, now, principal, body),
  }),
  act({
    id: 'case.access-withdraw',
    path: 'access/withdraw',
    summary: 'Say that access is not needed any more',
    permission: 'case.access-work',
    body: z.object({ request: number, reason: text(2000) }),
    run: ({ tx, now, principal }, found, body) => withdrawAccess(tx, found, now, principal, body),
  }),
  act({
    id: 'case.session-announce',
    path: 'sessions',
    summary: 'Announce a session to the contacts of the customer, with how to watch it',
    permission: 'case.access-work',
    body: z.object({
      request: number,
      level: level.optional(),
      at: instantText.optional(),
      location: text(200),
      exception: prose.default(''),
      join: text(1000),
    }),
    run: ({ tx, account, now, principal }, found, body) =>
      announceSession(tx, account, found, now, principal, { ...body, level: body.level, at: instantOf(body.at) }),
  }),
  act({
    id: 'case.session-start',
    path: 'sessions/start',
    summary: 'Start a session that was announced',
    permission: 'case.access-work',
    body: z.object({ session: number }),
    run: ({ tx, account, now, principal }, found, body) => startSession(tx, account, found, now, principal, body.session),
  }),
  act({
    id: 'case.session-log',
    path: 'sessions/log',
    summary: 'Write a line of work in a session that runs',
    permission: 'case.access-work',
    body: z.object({ session: number, text: text(5000) }),
    run: ({ tx, account, now, principal }, found, body) => logWork(tx, account, found, now, principal, body),
  }),
  act({
    id: 'case.session-observe',
    path: 'sessions/observers',
    summary: 'Say who watches a session for the customer',
    permission: 'case.access-watch',
    body: z.object({ session: number, who: z.string().trim().max(200).default('') }),
    run: ({ tx, now, principal }, found, body) => observeSession(tx, found, now, principal, body),
  }),
  act({
    id: 'case.session-end',
    path: 'sessions/end',
    summary: 'End a session, with what was done',
    permission: 'case.access-work',
    body: z.object({ session: number, done: text(5000) }),
    run: ({ tx, now, principal }, found, body) => endSession(tx, found, now, principal, body),
  }),
]
