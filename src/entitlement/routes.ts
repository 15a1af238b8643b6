import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { caseChannels, priorities } from '../catalog/offering.ts'
import { readOfferings } from '../catalog/service.ts'
import { salesContacts } from '../contracts/sales-contacts/service.ts'
import { dayOf } from '../contracts/service.ts'
import type { ContactFollower } from '../contracts/serving/service.ts'
import { refusal, refusedSchema } from '../decisions/reply.ts'
import { decisionSchema, reasonSchema } from '../decisions/schema.ts'
import { findDecision } from '../decisions/service.ts'
import { viewOf } from '../decisions/view.ts'
import { sentence, titleOf } from '../decisions/words.ts'
import {
  accountParams,
  type Call,
  dateText,
  instantText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  type Reply,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { normalSerial } from '../installed-base/device.ts'
import { findDevice, listDevices } from '../installed-base/service.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, conflict, notFound } from '../lib/problem.ts'
import { fromIso } from '../lib/time.ts'
import { contactRoles } from '../parties/contacts.ts'
import { type Judges, rejudge } from './replay.ts'
import * as entitlement from './service.ts'

const serial = z.string().trim().min(1).max(64)
const coverSchema = z.object({
  contract: z.string(),
  offering: z.string(),
  covered: z.boolean(),
  from: dateText,
  until: dateText,
  why: z.array(reasonSchema),
})
const coveredDevice = z.object({
  serial: z.string(),
  host: z.string(),
  product: z.string(),
  status: z.string(),
  covered: z.boolean(),
  covers: z.array(coverSchema),
})

const previewBody = z.object({
  act: z.enum(['case.open', 'service.ask']).default('case.open'),
  kind: z.enum(['tech', 'admin']).default('tech'),
  device: serial.nullable().default(null),
  priority: z.enum(priorities).default('P3'),
  channel: z.enum(caseChannels).default('web'),
  release: z.string().max(60).default(''),
  confirmations: z.array(z.string().max(60)).max(20).default([]),
  /** What is asked for, with `act: service.ask`. */
  ask: z.string().max(60).default(''),
  person: z.string().max(200).optional(),
  at: instantText.optional(),
})

const done = (outcome: entitlement.ContactOutcome, call: Call): Reply => {
  const decision = outcome.decision ? viewOf(outcome.decision, call.now, outcome.decisionId) : null
  if (decision && decision.verdict !== 'granted') return refusal('Refused', decision)
  return { status: 200, body: { contact: outcome.contactId, decision } }
}
const contactAnswers = {
  200: z.object({ contact: z.string().nullable(), decision: decisionSchema.nullable() }),
  403: refusedSchema,
}

/**
 * @param judges of the questions that slices above this one ask, so that their decisions can be judged again too
 * @param follow what waits for a contact elsewhere
 */
export const entitlementOperations = (judges: Judges, follow: ContactFollower): readonly Operation[] => [
  operation({
    id: 'decision.preview',
    method: 'POST',
    path: '/api/accounts/:account/decisions/preview',
    summary: 'What would be decided; stores nothing',
    permission: 'decision.preview',
    scope: 'account',
    params: accountParams,
    body: previewBody,
    answers: {
      200: decisionSchema.extend({
        queue: z.enum(['expert', 'standard', 'customer-care']),
        /** Of an act that no service includes: who answers questions about buying it (ISS-7.p2, ISS-2.p2). */
        contacts: z.array(
          z.object({ part: z.enum(['partner', 'sales manager', 'business manager']), name: z.string(), reach: z.string() }),
        ),
      }),
    },
    handle: async (call, { body }) => {
      const at = body.at === undefined ? call.now : fromIso(body.at)
      const act =
        body.act === 'service.ask'
          ? { kind: 'service.ask' as const, act: body.ask }
          : {
              kind: 'case.open' as const,
              caseKind: body.kind,
              channel: body.channel,
              priority: body.priority,
              serial: body.device,
              release: body.release,
              confirmations: body.confirmations,
            }
      const { decision, queue } = await entitlement.preview(call.tx, call.account, at, act, await entitlement.personOf(call, body.person))
      const contacts =
        act.kind === 'service.ask' && decision.verdict !== 'granted' ? await salesContacts(call.tx, call.account, call.now) : []
      return ok({ ...viewOf(decision, at, null), queue, contacts: [...contacts] })
    },
  }),
  operation({
    id: 'decision.replay',
    method: 'GET',
    path: '/api/accounts/:account/decisions/:decision/replay',
    summary: 'Judge a stored decision again from its own facts, as of its date',
    permission: 'decision.read',
    scope: 'account',
    params: accountParams.extend({ decision: z.uuid() }),
    answers: { 200: z.object({ same: z.boolean(), before: decisionSchema, again: decisionSchema }) },
    handle: async ({ tx, account }, { params }) => {
      const found = await findDecision(tx, account.id, params.decision)
      if (!found) throw notFound('decision')
      const again = rejudge(await readOfferings(tx), found, judges)
      if (!again)
        throw conflict('This decision cannot be judged again', {
          found: `${found.act}${found.offering ? ` of ${found.offering}` : ''}`,
          toDo: 'Read its facts and reasons as they were kept.',
        })
      return ok({
        same: isDeepStrictEqual(JSON.parse(JSON.stringify(again)), found.answer),
        before: viewOf(found.answer, found.at, found.id),
        again: viewOf(again, found.at, found.id),
      })
    },
  }),
  operation({
    id: 'cover.list',
    method: 'GET',
    path: '/api/accounts/:account/cover',
    summary: 'Devices with what covers them, and if nothing does, why',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery.extend({ query: z.string().max(100).optional(), on: dateText.optional(), device: serial.optional() }),
    answers: { 200: pageOf(coveredDevice) },
    handle: async ({ tx, account, now }, { query }) => {
      const after = readCursor(query.cursor)?.[0]
      const one = query.device === undefined ? undefined : await findDevice(tx, account.id, { serial: normalSerial(query.device) })
      const devices =
        query.device === undefined
          ? await listDevices(tx, account.id, {
              limit: query.limit + 1,
              query: query.query,
              topOnly: true,
              after: typeof after === 'string' ? after : undefined,
            })
          : one
            ? [one]
            : []
      const items = devices.slice(0, query.limit)
      const covers = await entitlement.coverOfDevices(tx, account, items, query.on ?? dayOf(account.zone, now))
      return ok({
        items: items.map((device, index) => {
          const found = covers[index]?.covers ?? []
          return {
            serial: device.serial,
            host: device.host,
            product: device.product,
            status: device.status,
            covered: found.some((cover) => cover.covered),
            covers: found.map(({ reasons, ...cover }) => ({
              ...cover,
              why: reasons
                .filter((reason) => !reason.holds)
                .map((reason) => ({ ...reason, title: titleOf(reason.rule), sentence: sentence(reason) })),
            })),
          }
        }),
        next: devices.length > query.limit ? writeCursor([items.at(-1)?.serial ?? '']) : null,
      })
    },
  }),
  operation({
    id: 'cover.read',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/cover',
    summary: 'What covers one device, and why not',
    permission: 'device.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    query: z.object({ on: dateText.optional() }),
    answers: { 200: coveredDevice },
    handle: async ({ tx, account, now }, { params, query }) => {
      const device = await findDevice(tx, account.id, { serial: normalSerial(params.serial) })
      if (!device) throw notFound('device')
      const [found] = await entitlement.coverOfDevices(tx, account, [device], query.on ?? dayOf(account.zone, now))
      const covers = found?.covers ?? []
      return ok({
        serial: device.serial,
        host: device.host,
        product: device.product,
        status: device.status,
        covered: covers.some((cover) => cover.covered),
        covers: covers.map(({ reasons, ...cover }) => ({
          ...cover,
          why: reasons
            .filter((reason) => !reason.holds)
            .map((reason) => ({ ...reason, title: titleOf(reason.rule), sentence: sentence(reason) })),
        })),
      })
    },
  }),
  operation({
    id: 'contact.add',
    method: 'POST',
    path: '/api/accounts/:account/contacts',
    summary: 'Name a contact, or ask for a certified expert',
    permission: 'contacts.maintain',
    scope: 'account',
    params: accountParams,
    body: z.object({
      person: z.string().max(200),
      role: z.enum(Object.keys(contactRoles) as [keyof typeof contactRoles, ...(keyof typeof contactRoles)[]]),
      offering: z.string().max(20).nullable().default(null),
      startsOn: dateText.optional(),
      /** The last day, for who stands in for another. */
      endsOn: dateText.optional(),
      certificate: z
        .object({ level: z.enum(['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE']), number: z.string().trim().min(1).max(60), expiresOn: dateText })
        .nullable()
        .default(null),
    }),
    answers: contactAnswers,
    handle: async (call, { body }) => {
      if (body.role === 'expert' && body.certificate === null)
        throw badRequest('An expert needs a certificate', { expected: 'level, number and expiry' })
      const { person, ...input } = body
      const personId = await entitlement.personOf(call, person)
      const by = { now: call.now, actor: actorOf(call.principal) }
      const outcome = await entitlement.addContact(call.tx, call.account, by, { ...input, personId: personId ?? '' })
      if (outcome.contactId !== null) await follow(call.tx, call.account, call.now, call.principal)
      return done(outcome, call)
    },
  }),
  operation({
    id: 'contact.end',
    method: 'POST',
    path: '/api/accounts/:account/contacts/:contact/end',
    summary: "End a contact's part, with a replacement in the same step if one is given",
    permission: 'contacts.maintain',
    scope: 'account',
    params: accountParams.extend({ contact: z.uuid() }),
    body: z.object({ replacement: z.string().max(200).optional() }),
    answers: contactAnswers,
    handle: async (call, { params, body }) => {
      const outcome = await entitlement.dropContact(
        call.tx,
        call.account,
        { now: call.now, actor: actorOf(call.principal) },
        params.contact,
        body.replacement === undefined ? null : await entitlement.personOf(call, body.replacement),
      )
      if (outcome.contactId !== null) await follow(call.tx, call.account, call.now, call.principal)
      return done(outcome, call)
    },
  }),
  operation({
    id: 'expert.grant',
    method: 'POST',
    path: '/api/accounts/:account/contacts/:contact/grant',
    summary: 'Grant a certified expert the access asked for',
    permission: 'expert.grant',
    scope: 'account',
    params: accountParams.extend({ contact: z.uuid() }),
    answers: contactAnswers,
    handle: async (call, { params }) =>
      done(
        await entitlement.grantExpertAccess(call.tx, call.account, { now: call.now, actor: actorOf(call.principal) }, params.contact),
        call,
      ),
  }),
]
