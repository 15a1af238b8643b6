import { z } from 'zod'
import { type Call, type Operation, ok, operation } from '../../http/operation.ts'
import { badRequest } from '../../lib/problem.ts'
import { findPerson } from '../../parties/service.ts'
import { caseParams, type FindEngineer, reachable, staff, text, wholeCase } from '../routes.ts'
import { caseSchema } from '../schema.ts'
import { addWatcher, type Candidate, colleagues, removeWatcher } from './service.ts'

/** Who is meant: oneself, a colleague of the staff, or somebody of the case's own account. */
async function candidate(call: Call, engineer: FindEngineer, given: string): Promise<Candidate> {
  const { principal, tx, account } = call
  if (given === 'me') return { id: principal.personId, name: principal.name, roles: principal.roles, side: principal.accountKind }
  if (staff(call)) return (await colleagues(engineer, [given]))[0] as Candidate
  const byId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given)
  const person =
    principal.accountKind === 'customer'
      ? await findPerson(tx, account.id, byId ? { id: given } : { email: given.toLowerCase() })
      : undefined
  if (person?.status !== 'active')
    throw badRequest('Nobody of your account is known by this', { found: given, expected: 'the e-mail address of a colleague, or "me"' })
  return { id: person.id, name: person.name, roles: person.roles, side: 'customer' }
}

export const watchingOperations = (engineer: FindEngineer): readonly Operation[] => [
  operation({
    id: 'case.watch',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/watchers',
    summary: 'Hear of everything public that happens on a case, oneself or a colleague',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    body: z.object({ who: text(200).default('me') }),
    answers: { 200: caseSchema },
    handle: async (call, { params, body }) => {
      const found = await reachable(call, params.case, true)
      await addWatcher(call.tx, found, call.now, call.principal, await candidate(call, engineer, body.who))
      return ok(await wholeCase(call, found), found.version)
    },
  }),
  operation({
    id: 'case.unwatch',
    method: 'DELETE',
    path: '/api/accounts/:account/cases/:case/watchers/:watcher',
    summary: 'Hear of a case no more, oneself ("me") or a colleague',
    permission: 'case.read',
    scope: 'account',
    params: caseParams.extend({ watcher: z.union([z.literal('me'), z.uuid()]) }),
    answers: { 200: caseSchema },
    handle: async (call, { params }) => {
      const found = await reachable(call, params.case, true)
      await removeWatcher(call.tx, found, call.now, call.principal, params.watcher === 'me' ? call.principal.personId : params.watcher)
      return ok(await wholeCase(call, found), found.version)
    },
  }),
]
