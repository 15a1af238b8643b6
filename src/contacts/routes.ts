import { z } from 'zod'
import { accountParams, type Call, dateText, instantText, type Operation, ok, operation } from '../http/operation.ts'
import { byOf } from '../lib/principal.ts'
import { notFound } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { checkStates, fields } from './checks.ts'
import {
  answerOwnData,
  type ContactData,
  endRound,
  type OnCall,
  openRound,
  readContactData,
  readLeavers,
  readOwnData,
  sayOfContact,
  testAccess,
} from './service.ts'

const line = (most: number) => z.string().trim().max(most)
const iso = (at: number | null | undefined) => (at === null || at === undefined ? null : toIso(at))
const fieldSchema = z.object({
  field: z.enum(fields),
  value: z.string(),
  state: z.enum(checkStates),
  by: z.string().nullable(),
  at: instantText.nullable(),
  note: z.string(),
})
const roundSchema = z.object({ openedAt: instantText, openedBy: z.string(), closedAt: instantText.nullable() })
const contactSchema = z
  .object({
    personId: z.string(),
    name: z.string(),
    parts: z.array(z.string()),
    fields: z.array(fieldSchema),
    asked: z.object({ remindedAt: instantText.nullable(), answeredAt: instantText.nullable() }).nullable(),
  })
  .meta({ id: 'ContactData' })
const contactDataSchema = z.object({ round: roundSchema.nullable(), items: z.array(contactSchema) })
const ownSchema = z.object({
  name: z.string(),
  askedAt: instantText.nullable(),
  site: z.string().nullable(),
  signsIn: z.boolean(),
  fields: z.array(fieldSchema),
  sites: z.array(z.object({ id: z.string(), name: z.string(), address: z.string() })),
})

type Fields = ContactData['contacts'][number]['fields']
const fieldViews = (all: Fields) => all.map((each) => ({ ...each, at: iso(each.at) }))
const dataView = ({ contacts, round }: ContactData) => ({
  round: round && { openedAt: toIso(round.openedAt), openedBy: round.openedBy, closedAt: iso(round.closedAt) },
  items: contacts.map(({ person, parts, fields: all, asked }) => ({
    personId: person.id,
    name: person.name,
    parts: [...parts],
    fields: fieldViews(all),
    asked: asked && { remindedAt: iso(asked.remindedAt), answeredAt: iso(asked.answeredAt) },
  })),
})
const ownView = ({ person, sites, fields: all, askedAt }: Awaited<ReturnType<typeof readOwnData>>) => ({
  name: person.name,
  askedAt: iso(askedAt),
  site: person.siteId,
  signsIn: person.userId !== null,
  fields: fieldViews(all),
  sites: sites.map(({ id, name, address }) => ({ id, name, address })),
})
const whole = async ({ tx, account, now }: Call) => ok(dataView(await readContactData(tx, account, now)))

/** What is held of contacts and whether it is right, whether they could open a case, and who may have left. */
export const contactOperations = (onCall: OnCall): readonly Operation[] => [
  operation({
    id: 'contact-data.list',
    method: 'GET',
    path: '/api/accounts/:account/contact-data',
    summary: 'What is held of each contact: right, wrong or not checked, by whom and when (SSM-3.1.b1)',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: contactDataSchema },
    handle: whole,
  }),
  operation({
    id: 'contact-data.say',
    method: 'POST',
    path: '/api/accounts/:account/contact-data/people/:person',
    summary: 'Say that something held of a contact is right, or wrong, or correct it',
    permission: 'contact-data.check',
    scope: 'account',
    params: accountParams.extend({ person: z.uuid() }),
    body: z.object({
      field: z.enum(fields),
      outcome: z.enum(['right', 'wrong']),
      note: line(500).default(''),
      /** What is right instead; of a place of work the site, by its id or name. */
      correction: line(200).min(1).nullable().default(null),
    }),
    answers: { 200: contactDataSchema },
    handle: async (call, { params, body }) => {
      await sayOfContact(call.tx, call.account, byOf(call), params.person, [body])
      return whole(call)
    },
  }),
  operation({
    id: 'contact-round.open',
    method: 'POST',
    path: '/api/accounts/:account/contact-data/rounds',
    summary: 'Ask every contact by letter to confirm what is held of them',
    permission: 'contact-data.check',
    scope: 'account',
    params: accountParams,
    answers: { 200: contactDataSchema },
    handle: async (call) => {
      await openRound(call.tx, call.account, byOf(call))
      return whole(call)
    },
  }),
  operation({
    id: 'contact-round.close',
    method: 'POST',
    path: '/api/accounts/:account/contact-data/rounds/end',
    summary: 'End the round that runs; who has not answered stays listed',
    permission: 'contact-data.check',
    scope: 'account',
    params: accountParams,
    answers: { 200: contactDataSchema },
    handle: async (call) => {
      await endRound(call.tx, call.account, byOf(call))
      return whole(call)
    },
  }),
  operation({
    id: 'contact-data.own',
    method: 'GET',
    path: '/api/contact-data',
    summary: 'What is held of me',
    permission: 'contact-data.own',
    scope: 'own',
    answers: { 200: ownSchema },
    handle: async ({ tx, account, principal }) => ok(ownView(await readOwnData(tx, account, principal.personId))),
  }),
  operation({
    id: 'contact-data.answer',
    method: 'POST',
    path: '/api/contact-data',
    summary: 'Confirm or correct what is held of me',
    permission: 'contact-data.own',
    scope: 'own',
    body: z.object({
      phone: line(60).min(1),
      /** The site where I work, by its id or name. */
      site: line(200).min(1).nullable().default(null),
      /** What is wrong with the address or the account; nothing when they are right. */
      emailWrong: line(500).min(1).nullable().default(null),
      accountWrong: line(500).min(1).nullable().default(null),
    }),
    answers: { 200: ownSchema },
    handle: async (call, { body }) => {
      const { tx, account, principal } = call
      const said = (field: 'email' | 'account', wrong: string | null) => ({
        field,
        outcome: wrong === null ? ('right' as const) : ('wrong' as const),
        note: wrong ?? '',
        correction: null,
      })
      await answerOwnData(tx, account, byOf(call), principal.personId, [
        said('email', body.emailWrong),
        { field: 'phone', outcome: 'right', note: '', correction: body.phone },
        ...(body.site === null ? [] : [{ field: 'address' as const, outcome: 'right' as const, note: '', correction: body.site }]),
        said('account', body.accountWrong),
      ])
      return ok(ownView(await readOwnData(tx, account, principal.personId)))
    },
  }),
  operation({
    id: 'contact-access.test',
    method: 'GET',
    path: '/api/accounts/:account/contact-access',
    summary: 'Whether each contact could open a case at this instant, and if not why (SSM-3.1.b3)',
    permission: 'people.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        device: z.string().nullable(),
        items: z.array(
          z.object({
            personId: z.string(),
            name: z.string(),
            email: z.string(),
            opens: z.boolean(),
            queue: z.string().nullable(),
            why: z.array(z.string()),
            clauses: z.array(z.string()),
            toDo: z.array(z.string()),
          }),
        ),
      }),
    },
    handle: async ({ tx, account, now }) => {
      const tests = await testAccess(tx, account, now)
      return ok({
        device: tests[0]?.device ?? null,
        items: tests.map(({ person, device: _, why, clauses, toDo, ...rest }) => ({
          personId: person.id,
          name: person.name,
          email: person.email,
          ...rest,
          why: [...why],
          clauses: [...clauses],
          toDo: [...toDo],
        })),
      })
    },
  }),
  operation({
    id: 'leaver.list',
    method: 'GET',
    path: '/api/accounts/:account/leavers',
    summary: 'Who left and still plays a part, and who was not seen for long (policy B76)',
    permission: 'leaver.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        idleAfterDays: z.number(),
        items: z.array(
          z.object({
            personId: z.string(),
            name: z.string(),
            email: z.string(),
            why: z.enum(['left', 'idle']),
            seenOn: dateText.nullable(),
            leftOn: dateText.nullable(),
            noticedOn: dateText.nullable(),
            /** Access was used after they left and before that was told; the clause by which the provider does not answer for it. */
            noPriorNotice: z.string().nullable(),
            idleDays: z.number().nullable(),
            toDo: z.string(),
            parts: z.array(z.object({ kind: z.enum(['contact', 'sign-off', 'matrix', 'on-call']), what: z.string(), toDo: z.string() })),
          }),
        ),
      }),
    },
    handle: async ({ tx, account, now, principal }) => {
      // the provider's own staff is nobody else's business
      if (account.kind === 'provider' && principal.accountKind !== 'provider') throw notFound('account')
      const { leavers, idleAfterDays } = await readLeavers(tx, account, now, onCall)
      return ok({
        idleAfterDays,
        items: leavers.map(({ id, name, email, why, seenOn, leftOn, noticedOn, unannounced, idleDays, toDo, parts }) => ({
          personId: id,
          name,
          email,
          why,
          seenOn,
          leftOn,
          noticedOn,
          noPriorNotice: unannounced ? 'no prior notice (CSS-8.g)' : null,
          idleDays,
          toDo,
          parts: [...parts],
        })),
      })
    },
  }),
]
