import { z } from 'zod'
import { accountParams, created, type Operation, ok, operation } from '../../http/operation.ts'
import { byOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'

import { stretchInput } from '../schema.ts'
import { listEngineers } from '../service.ts'
import { addAbsence, addBlackout, endAbsence, liftBlackout, listAbsences, listBlackouts } from './service.ts'

const reason = z.string().trim().min(1).max(500)
const stretch = { startsAt: z.string(), endsAt: z.string(), reason: z.string(), madeBy: z.string() }

/** Times in which nothing is changed, and engineers with their absences. */
export const bookingOperations: readonly Operation[] = [
  operation({
    id: 'blackout.list',
    method: 'GET',
    path: '/api/accounts/:account/blackouts',
    summary: 'Times of an account, or of one of its sites, in which nothing is changed',
    permission: 'change.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(z.object({ id: z.string(), site: z.string().nullable(), ...stretch })) }) },
    handle: async ({ tx, account, now }) =>
      ok({
        items: (await listBlackouts(tx, account.id, now)).map(({ id, siteId, startsAt, endsAt, reason: why, madeBy }) => ({
          id,
          site: siteId,
          startsAt: toIso(startsAt),
          endsAt: toIso(endsAt),
          reason: why,
          madeBy,
        })),
      }),
  }),
  operation({
    id: 'blackout.add',
    method: 'POST',
    path: '/api/accounts/:account/blackouts',
    summary: 'Enter a time in which nothing is changed',
    permission: 'change.agree',
    scope: 'account',
    params: accountParams,
    body: stretchInput.extend({ site: z.uuid().nullable().default(null), reason }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async (call, { body }) =>
      created({
        id: await addBlackout(call.tx, call.account, byOf(call), {
          ...body,
          startsAt: Date.parse(body.startsAt),
          endsAt: Date.parse(body.endsAt),
        }),
      }),
  }),
  operation({
    id: 'blackout.lift',
    method: 'POST',
    path: '/api/accounts/:account/blackouts/:blackout/lift',
    summary: 'Lift a blackout',
    permission: 'change.agree',
    scope: 'account',
    params: accountParams.extend({ blackout: z.uuid() }),
    answers: { 200: z.object({ lifted: z.literal(true) }) },
    handle: async (call, { params }) => {
      await liftBlackout(call.tx, call.account, byOf(call), params.blackout)
      return ok({ lifted: true })
    },
  }),
  operation({
    id: 'engineer.list',
    method: 'GET',
    path: '/api/engineers',
    summary: 'Engineers who stand by in windows, with their absences',
    permission: 'request.plan',
    scope: 'provider',
    answers: {
      200: z.object({
        engineers: z.array(z.object({ id: z.string(), name: z.string(), zone: z.string() })),
        absences: z.array(z.object({ id: z.string(), engineer: z.string(), ...stretch })),
      }),
    },
    handle: async ({ tx, principal, now }) =>
      ok({
        engineers: await listEngineers(tx),
        absences: (await listAbsences(tx, principal.accountId, now)).map(({ engineerId, startsAt, endsAt, ...each }) => ({
          ...each,
          engineer: engineerId,
          startsAt: toIso(startsAt),
          endsAt: toIso(endsAt),
        })),
      }),
  }),
  operation({
    id: 'engineer.away',
    method: 'POST',
    path: '/api/engineers/absences',
    summary: 'Enter when an engineer is away',
    permission: 'change.run',
    scope: 'provider',
    body: stretchInput.extend({ engineer: z.uuid(), reason }),
    answers: { 201: z.object({ id: z.string() }) },
    handle: async (call, { body }) => {
      if (!(await listEngineers(call.tx)).some(({ id }) => id === body.engineer))
        throw badRequest('No such engineer', { found: body.engineer, expected: 'an Advanced Services engineer of the provider' })
      return created({
        id: await addAbsence(call.tx, { id: call.principal.accountId }, byOf(call), {
          ...body,
          startsAt: Date.parse(body.startsAt),
          endsAt: Date.parse(body.endsAt),
        }),
      })
    },
  }),
  operation({
    id: 'engineer.back',
    method: 'POST',
    path: '/api/engineers/absences/:absence/end',
    summary: 'Take an absence back',
    permission: 'change.run',
    scope: 'provider',
    params: z.object({ absence: z.uuid() }),
    answers: { 200: z.object({ ended: z.literal(true) }) },
    handle: async (call, { params }) => {
      await endAbsence(call.tx, { id: call.principal.accountId }, byOf(call), params.absence)
      return ok({ ended: true })
    },
  }),
]
