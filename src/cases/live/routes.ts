import { z } from 'zod'
import { type Operation, operation } from '../../http/operation.ts'
import type { Principal } from '../../lib/principal.ts'
import type { Instant } from '../../lib/time.ts'
import { caseParams, reachable } from '../routes.ts'
import type { LiveHub } from './gateway.ts'
import { tellPresence } from './store.ts'
import { doings, type Listener } from './told.ts'

type Asked = {
  readonly authenticate: (headers: Readonly<Record<string, string | string[] | undefined>>) => Promise<Principal | undefined>
  readonly casesOf: (principal: Principal, now: Instant) => Promise<'all' | readonly string[]>
}

export const liveOperations = (hub: LiveHub, { authenticate, casesOf }: Asked): readonly Operation[] => [
  operation({
    id: 'live.read',
    method: 'GET',
    path: '/api/live',
    summary: 'A stream of server-sent events: which cases changed, and for staff who is at them',
    permission: 'case.read',
    scope: 'reach',
    download: true,
    answers: {},
    handle: async ({ principal, now, request: { headers } }) => {
      const listener = async (who: Principal): Promise<Listener> => ({ principal: who, reach: await casesOf(who, now) })
      const lastId = headers['last-event-id']
      const stream = hub.open(await listener(principal), typeof lastId === 'string' ? lastId : undefined, async () => {
        const who = await authenticate(headers)
        return who && listener(who)
      })
      return {
        status: 200,
        stream,
        headers: {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache, no-transform',
          'x-accel-buffering': 'no',
        },
      }
    },
  }),
  operation({
    id: 'case.presence',
    method: 'PUT',
    path: '/api/accounts/:account/cases/:case/presence',
    summary: 'Tell colleagues that I am at this case, and what I do; believed for 45 seconds',
    permission: 'queue.read',
    scope: 'account',
    params: caseParams,
    body: z.object({ doing: z.enum(doings), window: z.string().trim().min(1).max(40) }),
    answers: { 204: z.null() },
    handle: async (call, { params, body }) => {
      const { number } = await reachable(call, params.case)
      const { personId: person, name } = call.principal
      await tellPresence(call.tx, { kind: 'presence', number, person, name: name.slice(0, 200), ...body })
      return { status: 204 }
    },
  }),
]
