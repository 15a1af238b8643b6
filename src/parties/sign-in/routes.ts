import { z } from 'zod'
import type { Database } from '../../db/pool.ts'
import { audit } from '../../db/records.ts'
import { inScope, providerScope } from '../../db/scope.ts'
import { type Call, created, type Operation, ok, operation, type Reply } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, conflict, notFound, notPermitted } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { lacks, matrix, type Permission } from '../permissions.ts'
import * as parties from '../service.ts'
import * as store from '../store.ts'
import { signInWithCode, signInWithPassword } from './service.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
const country = z.string().regex(/^[A-Z]{2}$/, 'a two-letter country code such as GB')
const email = z.email().max(200)
const password = z.string().min(12, 'at least 12 characters').max(200)
const done = z.object({ done: z.literal(true) })

const meSchema = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    zone: z.string(),
    theatre: theatre.nullable(),
    roles: z.array(z.string()),
    teams: z.array(z.string()),
    senior: z.boolean(),
  }),
  account: z.object({ code: z.string(), kind: z.enum(['customer', 'partner', 'provider']), name: z.string() }),
  permissions: z.array(z.string()),
  totp: z.boolean(),
})

/** What of a request's headers the sign-in library is given. */
export const headersOf = (call: Call): Headers => {
  const headers = new Headers()
  for (const name of ['cookie', 'user-agent']) {
    const value = call.request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  return headers
}

/** The sign-in library's answer as ours: its cookies are passed on, its words are not. */
function passOn(answer: Response, body: unknown): Reply {
  return { status: 200, body, headers: { 'set-cookie': answer.headers.getSetCookie() } }
}

/** Operations before and around sign-in. */
export function sessionOperations(db: Database, gate: parties.Parties): readonly Operation[] {
  const { signIn } = gate
  return [
    operation({
      id: 'setup.state',
      method: 'GET',
      path: '/api/setup',
      summary: 'Whether the first administrator is still missing, and whether the caller is signed in',
      permission: 'public',
      scope: 'nobody',
      answers: { 200: z.object({ needed: z.boolean(), signedIn: z.boolean() }) },
      handle: async ({ request }) =>
        (await gate.authenticate(request.headers)) === undefined
          ? ok({ needed: await setupNeeded(db), signedIn: false })
          : ok({ needed: false, signedIn: true }),
    }),
    operation({
      id: 'setup.create',
      method: 'POST',
      path: '/api/setup',
      summary: 'Make the provider account and its first administrator',
      permission: 'public',
      scope: 'nobody',
      body: z.object({ company: text(200), country, zone: text(60), theatre, name: text(200), email, password }),
      answers: { 201: done },
      handle: async ({ now }, { body }) => {
        await createFirstAdministrator(db, gate, now, body)
        return created({ done: true })
      },
    }),
    operation({
      id: 'session.sign-in',
      method: 'POST',
      path: '/api/session',
      summary: 'Sign in by e-mail and password',
      permission: 'public',
      scope: 'nobody',
      body: z.object({ email: z.string().max(200), password: z.string().max(200) }),
      answers: { 200: z.object({ next: z.enum(['done', 'code']) }) },
      handle: async (call, { body }) => {
        const answer = await signInWithPassword(db, signIn, {
          ...body,
          address: call.request.address,
          now: call.now,
          headers: headersOf(call),
        })
        if (!answer.ok) throw notPermitted('E-mail address or password is not right', { toDo: 'Check both and try again.' })
        const { twoFactorRedirect } = (await answer.json()) as { twoFactorRedirect?: boolean }
        return passOn(answer, { next: twoFactorRedirect ? 'code' : 'done' })
      },
    }),
    operation({
      id: 'session.verify-code',
      method: 'POST',
      path: '/api/session/code',
      summary: 'Second step: a code of the authenticator, or a backup code',
      permission: 'public',
      scope: 'nobody',
      body: z.object({ code: z.string().trim().min(6).max(40) }),
      answers: { 200: z.object({ next: z.literal('done') }) },
      handle: async (call, { body }) => {
        const answer = await signInWithCode(db, signIn, {
          code: body.code,
          address: call.request.address,
          now: call.now,
          headers: headersOf(call),
        })
        if (!answer.ok) throw notPermitted('This code is not right', { toDo: 'Wait for the next code and try again.' })
        return passOn(answer, { next: 'done' })
      },
    }),
    operation({
      id: 'session.sign-out',
      method: 'DELETE',
      path: '/api/session',
      summary: 'Sign out',
      permission: 'signed-in',
      scope: 'own',
      answers: { 200: done },
      handle: async (call) => {
        const answer = await signIn.signOut(headersOf(call))
        gate.forget()
        return passOn(answer, { done: true })
      },
    }),
    operation({
      id: 'me.read',
      method: 'GET',
      path: '/api/me',
      summary: 'Who I am and what I may do',
      permission: 'known',
      scope: 'own',
      answers: { 200: meSchema },
      handle: async ({ tx, principal, now }) => {
        const account = await store.findAccount(tx, { id: principal.accountId })
        const person = await store.findPerson(tx, principal.accountId, { id: principal.personId })
        const asked = await Promise.all(
          (Object.keys(matrix) as Permission[]).map(async (permission) => ({
            permission,
            refusal: await gate.refusal(principal, permission, undefined, now),
          })),
        )
        const held = asked.filter(({ refusal }) => refusal === undefined).map(({ permission }) => permission)
        return ok({
          person: {
            id: principal.personId,
            name: principal.name,
            email: principal.email,
            zone: principal.zone,
            theatre: principal.theatre,
            roles: [...principal.roles],
            teams: [...principal.teams],
            senior: person?.senior ?? false,
          },
          account: { code: principal.accountCode, kind: principal.accountKind, name: account?.name ?? '' },
          permissions: held,
          totp: person?.userId ? await signIn.hasTotp(person.userId) : false,
        })
      },
    }),
    operation({
      id: 'me.password',
      method: 'PUT',
      path: '/api/me/password',
      summary: 'Change my password; other sessions end',
      permission: 'signed-in',
      scope: 'own',
      body: z.object({ current: z.string().max(200), next: password }),
      answers: { 200: done },
      handle: async (call, { body }) => {
        const answer = await signIn.changePassword(body.current, body.next, headersOf(call))
        if (!answer.ok)
          throw badRequest('The password was not changed', {
            found: 'the current password is not right, or no session',
            toDo: 'Sign in again and retry.',
          })
        gate.forget()
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'password.change',
          subject: call.principal.email,
        })
        return passOn(answer, { done: true })
      },
    }),
    operation({
      id: 'me.totp-start',
      method: 'POST',
      path: '/api/me/totp',
      summary: 'Start using an authenticator; confirm with its first code',
      permission: 'signed-in',
      scope: 'own',
      body: z.object({ password: z.string().max(200) }),
      unkept: true,
      answers: { 200: z.object({ uri: z.string(), backupCodes: z.array(z.string()) }) },
      handle: async (call, { body }) => {
        const answer = await signIn.enableTotp(body.password, headersOf(call))
        if (!answer.ok) throw badRequest('The password is not right')
        const { totpURI, backupCodes } = (await answer.json()) as { totpURI: string; backupCodes: string[] }
        return { ...passOn(answer, { uri: totpURI, backupCodes }), status: 200 }
      },
    }),
    operation({
      id: 'me.totp-confirm',
      method: 'POST',
      path: '/api/me/totp/confirm',
      summary: 'Confirm the authenticator with one of its codes',
      permission: 'signed-in',
      scope: 'own',
      body: z.object({ code: z.string().regex(/^\d{6}$/, 'six digits') }),
      answers: { 200: done },
      handle: async (call, { body }) => {
        const answer = await signIn.totp(body.code, headersOf(call))
        if (!answer.ok) throw badRequest('This code is not right', { toDo: 'Wait for the next code and try again.' })
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'totp.enable',
          subject: call.principal.email,
        })
        return passOn(answer, { done: true })
      },
    }),
    operation({
      id: 'me.totp-stop',
      method: 'DELETE',
      path: '/api/me/totp',
      summary: 'Stop using the authenticator',
      permission: 'signed-in',
      scope: 'own',
      body: z.object({ password: z.string().max(200) }),
      answers: { 200: done },
      handle: async (call, { body }) => {
        const answer = await signIn.disableTotp(body.password, headersOf(call))
        if (!answer.ok) throw badRequest('The password is not right')
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'totp.disable',
          subject: call.principal.email,
        })
        return passOn(answer, { done: true })
      },
    }),
    operation({
      id: 'key.list',
      method: 'GET',
      path: '/api/me/keys',
      summary: 'My API keys',
      permission: 'key.own',
      scope: 'own',
      answers: {
        200: z.object({
          items: z.array(
            z.object({
              id: z.string(),
              name: z.string(),
              start: z.string(),
              scopes: z.array(z.string()),
              expiresAt: z.string().nullable(),
            }),
          ),
        }),
      },
      handle: async ({ tx, principal }) => {
        const person = await store.findPerson(tx, principal.accountId, { id: principal.personId })
        const keys = person?.userId ? await signIn.keysOf(person.userId) : []
        return ok({
          items: keys.map(({ expiresAt, ...key }) => ({
            ...key,
            scopes: [...key.scopes],
            expiresAt: expiresAt === null ? null : toIso(expiresAt),
          })),
        })
      },
    }),
    operation({
      id: 'key.add',
      method: 'POST',
      path: '/api/me/keys',
      summary: 'Make an API key; it is shown once',
      permission: 'key.own',
      scope: 'own',
      body: z.object({
        name: text(60),
        scopes: z
          .array(z.enum(Object.keys(matrix) as [string, ...string[]]))
          .min(1)
          .max(60),
        days: z.number().int().min(1).max(365).default(90),
      }),
      unkept: true,
      answers: { 201: z.object({ id: z.string(), key: z.string() }) },
      handle: async ({ tx, principal, account, now }, { body }) => {
        const beyond = body.scopes.filter((scope) => lacks(principal.roles, scope as Permission))
        if (beyond.length > 0)
          throw notPermitted('A key cannot do what you may not', {
            found: beyond.join(', '),
            toDo: 'Leave these scopes out.',
          })
        const person = await store.findPerson(tx, principal.accountId, { id: principal.personId })
        if (!person?.userId) throw badRequest('Only somebody who signs in can have a key')
        const made = await signIn.addKey(person.userId, body.name, body.scopes, body.days)
        await audit(tx, {
          accountId: account.id,
          now,
          actor: actorOf(principal),
          action: 'key.add',
          subject: body.name,
          detail: { scopes: body.scopes, days: body.days },
        })
        return { ...created(made), headers: { 'cache-control': 'no-store' } }
      },
    }),
    operation({
      id: 'key.remove',
      method: 'DELETE',
      path: '/api/me/keys/:key',
      summary: 'Switch an API key off',
      permission: 'key.own',
      scope: 'own',
      params: z.object({ key: z.string().max(100) }),
      answers: { 200: done },
      handle: async ({ tx, principal, account, now }, { params }) => {
        const person = await store.findPerson(tx, principal.accountId, { id: principal.personId })
        if (!person?.userId || !(await signIn.removeKey(person.userId, params.key))) throw notFound('API key')
        gate.forget()
        await audit(tx, {
          accountId: account.id,
          now,
          actor: actorOf(principal),
          action: 'key.remove',
          subject: params.key,
        })
        return ok({ done: true })
      },
    }),
  ]
}

/** True until the provider's account exists. */
export const setupNeeded = (db: Database): Promise<boolean> =>
  inScope(db, providerScope, async (tx) => (await store.listAccounts(tx, 'provider')).length === 0)

export type FirstAdministrator = {
  company: string
  country: string
  zone: string
  theatre: 'AMERICAS' | 'EMEA' | 'APAC'
  name: string
  email: string
  password: string
}

/** Makes the provider's account with its first administrator, once. */
export async function createFirstAdministrator(db: Database, gate: parties.Parties, now: number, given: FirstAdministrator): Promise<void> {
  if (!(await setupNeeded(db)))
    throw conflict('This installation has its administrator already', {
      toDo: 'Sign in, or ask the administrator for an account.',
    })
  await inScope(db, providerScope, async (tx) => {
    const account = await parties.openAccount(tx, now, 'first run', {
      code: 'VENDOR',
      kind: 'provider',
      name: given.company,
      theatre: given.theatre,
      country: given.country,
      zone: given.zone,
      address: '',
    })
    await parties.addPerson(tx, gate.signIn, account, now, 'first run', {
      name: given.name,
      email: given.email,
      phone: '',
      zone: given.zone,
      theatre: given.theatre,
      roles: ['AD'],
      teams: [],
      senior: false,
      password: given.password,
    })
  })
}
