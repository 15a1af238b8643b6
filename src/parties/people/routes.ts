import { z } from 'zod'
import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { requireVersion } from '../../http/app.ts'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { type AccountRef, actorOf, type Principal } from '../../lib/principal.ts'
import { badRequest, notFound, notPermitted } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { contactRoles } from '../contacts.ts'
import { lacks, roles } from '../permissions.ts'
import { done, email, id, password, role, team, text, theatre } from '../schema.ts'
import * as parties from '../service.ts'
import * as store from '../store.ts'

const personSchema = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    phone: z.string(),
    zone: z.string(),
    theatre: theatre.nullable(),
    roles: z.array(z.string()),
    teams: z.array(z.string()),
    senior: z.boolean(),
    signsIn: z.boolean(),
    status: z.enum(['active', 'left']),
    leftOn: dateText.nullable(),
    version: z.number(),
  })
  .meta({ id: 'Person' })
const contactSchema = z.object({
  id,
  personId: id,
  name: z.string(),
  role: z.enum(Object.keys(contactRoles) as [string, ...string[]]),
  offering: z.string().nullable(),
  startsOn: dateText,
  endsOn: dateText.nullable(),
  certificate: z.object({ level: z.string(), number: z.string(), expiresOn: z.string(), granted: z.boolean() }).nullable(),
})

const personView = ({ userId, ...person }: store.Person) => ({
  ...person,
  roles: [...person.roles],
  teams: [...person.teams],
  signsIn: userId !== null,
})

/** The provider's own staff is edited by administrators only. */
function guardStaff(kind: string, held: readonly string[]) {
  if (kind !== 'provider') return
  const refusal = lacks(held, 'staff.edit')
  if (refusal) throw notPermitted('You may not do this', { found: refusal })
}

/** What other slices know of somebody of the staff; each refuses with what has to be done first. */
type StaffGuards = {
  /** Before somebody is switched off. */
  readonly mayLeave: (tx: Tx, account: AccountRef, now: Instant, personId: string) => Promise<void>
  /** Before roles are taken away from somebody. */
  readonly mayLose: (tx: Tx, account: AccountRef, now: Instant, personId: string, lost: readonly string[]) => Promise<void>
}

/**
 * People of an account, and their contact roles.
 * @param left what waits elsewhere for whoever left
 * @param guards what is asked before somebody of the staff goes, or loses a role
 */
export const peopleOperations = (
  gate: parties.Parties,
  left: (tx: Tx, account: AccountRef, now: Instant, by: Principal) => Promise<void>,
  guards: StaffGuards,
  days: parties.Days,
): readonly Operation[] => [
  operation({
    id: 'person.list',
    method: 'GET',
    path: '/api/accounts/:account/people',
    summary: 'People of an account',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(personSchema) }) },
    handle: async ({ tx, account }) => ok({ items: (await store.listPeople(tx, account.id)).map(personView) }),
  }),
  operation({
    id: 'person.add',
    method: 'POST',
    path: '/api/accounts/:account/people',
    summary: 'Add a person',
    permission: 'people.edit',
    scope: 'account',
    params: accountParams,
    body: z.object({
      name: text(200),
      email,
      phone: z.string().max(60).default(''),
      zone: z.string().max(60).optional(),
      theatre: theatre.optional(),
      roles: z.array(role).min(1).max(10),
      teams: z.array(team).max(9).default([]),
      senior: z.boolean().default(false),
      password: password.optional(),
    }),
    answers: { 201: personSchema },
    handle: async ({ tx, account, now, principal }, { body }) => {
      guardStaff(account.kind, principal.roles)
      if (account.kind !== 'provider' && (body.teams.length > 0 || body.senior))
        throw badRequest('Teams and seniority belong to the staff of the provider')
      const person = await parties.addPerson(tx, gate.signIn, account, now, actorOf(principal), {
        ...body,
        zone: body.zone ?? account.zone,
      })
      return created(personView(person), person.version)
    },
  }),
  operation({
    id: 'person.edit',
    method: 'PATCH',
    path: '/api/accounts/:account/people/:person',
    summary: 'Change a person',
    permission: 'people.edit',
    scope: 'account',
    params: accountParams.extend({ person: id }),
    body: z.object({
      name: text(200).optional(),
      phone: z.string().max(60).optional(),
      zone: z.string().max(60).optional(),
      roles: z.array(role).min(1).max(10).optional(),
      teams: z.array(team).max(9).optional(),
    }),
    answers: { 200: personSchema },
    handle: async (call, { params, body }) => {
      guardStaff(call.account.kind, call.principal.roles)
      const person = await store.findPerson(call.tx, call.account.id, { id: params.person })
      if (!person) throw notFound('person')
      requireVersion(call, person.version)
      if (body.zone) parties.checkZone(body.zone)
      const allowed: readonly string[] = (Object.keys(roles) as (keyof typeof roles)[]).filter(
        (key) => roles[key].side === call.account.kind,
      )
      const wrong = (body.roles ?? []).filter((key) => !allowed.includes(key))
      if (wrong.length > 0)
        throw badRequest('A role does not belong to this kind of account', {
          found: wrong.join(', '),
          expected: allowed.join(', '),
        })
      const lost = body.roles ? person.roles.filter((key) => !body.roles?.includes(key)) : []
      if (call.account.kind === 'provider' && lost.length > 0) await guards.mayLose(call.tx, call.account, call.now, person.id, lost)
      await store.updatePerson(call.tx, call.account.id, person.id, body)
      gate.forget()
      await audit(call.tx, {
        accountId: call.account.id,
        now: call.now,
        actor: actorOf(call.principal),
        action: 'person.edit',
        subject: person.email,
        detail: body,
      })
      const after = (await store.findPerson(call.tx, call.account.id, { id: params.person })) as store.Person
      return ok(personView(after), after.version)
    },
  }),
  operation({
    id: 'person.leave',
    method: 'POST',
    path: '/api/accounts/:account/people/:person/leave',
    summary:
      'Switch a leaver off: sessions and keys end within a minute, or as the day begins on which somebody of a customer leaves; null calls that off',
    permission: 'people.edit',
    scope: 'account',
    params: accountParams.extend({ person: id }),
    /** The day on which they left, or from which on somebody of a customer is not there any more; today where it is left out. Null: they stay. */
    body: z.object({ leftOn: dateText.nullable().optional() }).default({}),
    answers: { 200: done },
    handle: async ({ tx, account, now, principal }, { params, body }) => {
      guardStaff(account.kind, principal.roles)
      if (body.leftOn === null) {
        await parties.callLeavingOff(tx, account, now, principal, params.person)
        return ok({ done: true })
      }
      const leftOn = body.leftOn ?? days.of(account.zone, now)
      const begins = days.begins(account.zone, leftOn)
      if (begins > now) {
        if (account.kind === 'provider')
          throw badRequest('The day lies ahead', {
            found: leftOn,
            expected: 'today or earlier',
            toDo: 'Switch staff off on the day on which they leave: what is theirs is handed over first.',
          })
        await parties.announceLeaving(tx, account, now, principal, { personId: params.person, leftOn, begins })
        return ok({ done: true })
      }
      if (account.kind === 'provider') await guards.mayLeave(tx, account, now, params.person)
      await parties.leave(tx, gate, account, now, principal, params.person, leftOn)
      await left(tx, account, now, principal)
      return ok({ done: true })
    },
  }),
  operation({
    id: 'contact.list',
    method: 'GET',
    path: '/api/accounts/:account/contacts',
    summary: 'Contact roles of an account',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ items: z.array(contactSchema) }) },
    handle: async ({ tx, account }) => ok({ items: await store.listContacts(tx, account.id) }),
  }),
]
