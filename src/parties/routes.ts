import { z } from 'zod'
import { newId } from '../db/ids.ts'
import { audit, listAudit, verifyAudit } from '../db/records.ts'
import { requireVersion } from '../http/app.ts'
import {
  accountParams,
  created,
  dateText,
  type Operation,
  ok,
  operation,
  pageOf,
  pageQuery,
  readCursor,
  writeCursor,
} from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { badRequest, notFound, notPermitted } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { contactRoles } from './contacts.ts'
import { lacks, roles, teams } from './permissions.ts'
import * as parties from './service.ts'
import * as store from './store.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
const country = z.string().regex(/^[A-Z]{2}$/, 'a two-letter country code such as GB')
const role = z.enum(Object.keys(roles) as [string, ...string[]])
const team = z.enum(Object.keys(teams) as [string, ...string[]])
const email = z.email().max(200)
const password = z.string().min(12, 'at least 12 characters').max(200)
const id = z.uuid()
const done = z.object({ done: z.literal(true) })

const accountSchema = z.object({
  code: z.string(),
  kind: z.enum(['customer', 'partner', 'provider']),
  name: z.string(),
  theatre,
  country: z.string(),
  zone: z.string(),
  address: z.string(),
  language: z.string(),
  status: z.enum(['active', 'closed']),
  version: z.number(),
})
const siteSchema = z.object({
  id,
  name: z.string(),
  address: z.string(),
  city: z.string(),
  country: z.string(),
  zone: z.string(),
  owner: z.string(),
  version: z.number(),
})
const personSchema = z.object({
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
  version: z.number(),
})
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
const qualificationSchema = z.object({
  id,
  offering: z.string(),
  outcome: z.enum(['qualified', 'declined']),
  decidedBy: z.string(),
  decidedOn: dateText,
  validUntil: dateText,
  footprint: z.number().nullable(),
  reason: z.string(),
})
const linkSchema = z.object({
  partner: z.string(),
  partnerName: z.string(),
  kind: z.string(),
  seesCases: z.boolean(),
  startsOn: dateText,
  endsOn: dateText.nullable(),
})

const accountView = ({ id: _, ...account }: store.Account) => account
const personView = ({ userId, ...person }: store.Person) => ({
  ...person,
  roles: [...person.roles],
  teams: [...person.teams],
  signsIn: userId !== null,
})

/** Accounts, sites, people, partners and qualifications. */
export function partyOperations(gate: parties.Parties): readonly Operation[] {
  return [
    operation({
      id: 'account.list',
      method: 'GET',
      path: '/api/accounts',
      summary: 'Accounts I may see',
      permission: 'account.read',
      scope: 'reach',
      answers: { 200: z.object({ items: z.array(accountSchema) }) },
      handle: async ({ tx }) => ok({ items: (await store.listAccounts(tx)).map(accountView) }),
    }),
    operation({
      id: 'account.open',
      method: 'POST',
      path: '/api/accounts',
      summary: 'Open an account',
      permission: 'account.edit',
      scope: 'provider',
      body: z.object({
        code: z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/, 'two to twelve capitals or digits'),
        kind: z.enum(['customer', 'partner']),
        name: text(200),
        theatre,
        country,
        zone: text(60),
        address: z.string().max(500).default(''),
        language: z.string().max(10).default('en'),
      }),
      answers: { 201: accountSchema },
      handle: async ({ tx, now, principal }, { body }) => {
        const account = await parties.openAccount(tx, now, actorOf(principal), body)
        return created(accountView(account), account.version)
      },
    }),
    operation({
      id: 'account.read',
      method: 'GET',
      path: '/api/accounts/:account',
      summary: 'One account',
      permission: 'account.read',
      scope: 'account',
      params: accountParams,
      answers: { 200: accountSchema },
      handle: async ({ tx, account }) => {
        const found = await store.findAccount(tx, { id: account.id })
        if (!found) throw notFound('account')
        return ok(accountView(found), found.version)
      },
    }),
    operation({
      id: 'account.edit',
      method: 'PATCH',
      path: '/api/accounts/:account',
      summary: 'Edit an account',
      permission: 'account.edit',
      scope: 'account',
      params: accountParams,
      body: z.object({
        name: text(200).optional(),
        address: z.string().max(500).optional(),
        zone: text(60).optional(),
        language: z.string().max(10).optional(),
      }),
      answers: { 200: accountSchema },
      handle: async (call, { body }) => {
        const found = await store.findAccount(call.tx, { id: call.account.id })
        if (!found) throw notFound('account')
        requireVersion(call, found.version)
        if (body.zone) parties.checkZone(body.zone)
        await store.updateAccount(call.tx, found.id, body)
        await audit(call.tx, {
          accountId: found.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'account.edit',
          subject: found.code,
          detail: body,
        })
        const after = await store.findAccount(call.tx, { id: found.id })
        return ok(accountView(after as store.Account), after?.version)
      },
    }),
    operation({
      id: 'site.list',
      method: 'GET',
      path: '/api/accounts/:account/sites',
      summary: 'Sites of an account',
      permission: 'account.read',
      scope: 'account',
      params: accountParams,
      answers: { 200: z.object({ items: z.array(siteSchema) }) },
      handle: async ({ tx, account }) => ok({ items: await store.listSites(tx, account.id) }),
    }),
    operation({
      id: 'site.add',
      method: 'POST',
      path: '/api/accounts/:account/sites',
      summary: 'Add a site',
      permission: 'site.edit',
      scope: 'account',
      params: accountParams,
      body: z.object({
        name: text(200),
        address: z.string().trim().max(500).default(''),
        city: z.string().trim().max(200).default(''),
        country,
        zone: text(60),
        owner: z.string().max(200).default(''),
      }),
      answers: { 201: siteSchema },
      handle: async ({ tx, account, now, principal }, { body }) =>
        created(await parties.addSite(tx, account, now, actorOf(principal), body)),
    }),
    operation({
      id: 'site.edit',
      method: 'PATCH',
      path: '/api/accounts/:account/sites/:site',
      summary: 'Edit a site',
      permission: 'site.edit',
      scope: 'account',
      params: accountParams.extend({ site: id }),
      body: z.object({
        name: text(200).optional(),
        address: z.string().trim().max(500).optional(),
        city: z.string().max(200).optional(),
        country: country.optional(),
        zone: text(60).optional(),
        owner: z.string().max(200).optional(),
      }),
      answers: { 200: siteSchema },
      handle: async (call, { params, body }) => {
        const site = (await store.listSites(call.tx, call.account.id)).find((row) => row.id === params.site)
        if (!site) throw notFound('site')
        requireVersion(call, site.version)
        if (body.zone) parties.checkZone(body.zone)
        const change = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
        await store.updateSite(call.tx, call.account.id, site.id, change)
        await audit(call.tx, {
          accountId: call.account.id,
          now: call.now,
          actor: actorOf(call.principal),
          action: 'site.edit',
          subject: site.name,
          detail: body,
        })
        const after = (await store.listSites(call.tx, call.account.id)).find((row) => row.id === params.site)
        return ok(after, after?.version)
      },
    }),
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
      summary: 'Switch a leaver off: sessions and keys end within a minute',
      permission: 'people.edit',
      scope: 'account',
      params: accountParams.extend({ person: id }),
      answers: { 200: done },
      handle: async ({ tx, account, now, principal }, { params }) => {
        guardStaff(account.kind, principal.roles)
        await parties.leave(tx, gate, account, now, principal, params.person)
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
    operation({
      id: 'qualification.list',
      method: 'GET',
      path: '/api/accounts/:account/qualifications',
      summary: 'Qualifications of an end user',
      permission: 'qualification.read',
      scope: 'account',
      params: accountParams,
      answers: { 200: z.object({ items: z.array(qualificationSchema) }) },
      handle: async ({ tx, account }) => ok({ items: await store.listQualifications(tx, account.id) }),
    }),
    operation({
      id: 'qualification.decide',
      method: 'POST',
      path: '/api/accounts/:account/qualifications',
      summary: 'Qualify an end user for a service, or decline',
      permission: 'qualification.decide',
      scope: 'account',
      params: accountParams,
      body: z.object({
        offering: text(20),
        outcome: z.enum(['qualified', 'declined']),
        decidedOn: dateText,
        validUntil: dateText,
        footprint: z.number().int().min(0).nullable().default(null),
        reason: text(1000),
      }),
      answers: { 201: qualificationSchema },
      handle: async ({ tx, account, now, principal }, { body }) => {
        if (body.validUntil < body.decidedOn)
          throw badRequest('The validity ends before it starts', {
            found: `${body.decidedOn} to ${body.validUntil}`,
            expected: 'validUntil on or after decidedOn',
          })
        return created(await parties.qualify(tx, account, now, principal, body))
      },
    }),
    operation({
      id: 'partner.list',
      method: 'GET',
      path: '/api/accounts/:account/partners',
      summary: 'Partners that act for a customer',
      permission: 'account.read',
      scope: 'account',
      params: accountParams,
      answers: { 200: z.object({ items: z.array(linkSchema) }) },
      handle: async ({ tx, account }) => {
        const links = await store.listLinks(tx, { customerId: account.id })
        return ok({ items: await Promise.all(links.map((link) => linkView(link, gate))) })
      },
    }),
    operation({
      id: 'partner.link',
      method: 'POST',
      path: '/api/accounts/:account/partners',
      summary: 'Let a partner act for a customer',
      permission: 'account.edit',
      scope: 'account',
      params: accountParams,
      body: z.object({
        partner: text(12),
        kind: z.enum(['reseller', 'distributor', 'operate-specialist', 'subcontractor']),
        seesCases: z.boolean().default(false),
        startsOn: dateText,
        endsOn: dateText.nullable().default(null),
      }),
      answers: { 201: linkSchema },
      handle: async ({ tx, account, now, principal }, { body }) => {
        const partner = await gate.account(body.partner.toUpperCase())
        if (partner?.kind !== 'partner')
          throw badRequest('The partner is not known', {
            found: body.partner,
            expected: 'the code of a partner account',
          })
        const link = {
          customerId: account.id,
          partnerId: partner.id,
          kind: body.kind,
          seesCases: body.seesCases,
          startsOn: body.startsOn,
          endsOn: body.endsOn,
        }
        await store.insertLink(tx, newId(now), link)
        await audit(tx, {
          accountId: account.id,
          now,
          actor: actorOf(principal),
          action: 'partner.link',
          subject: partner.code,
          detail: body,
        })
        return created(await linkView(link, gate, partner))
      },
    }),
    operation({
      id: 'partner.authorise',
      method: 'POST',
      path: '/api/accounts/:account/authorisations',
      summary: 'Authorise a partner, for a territory and a time',
      permission: 'account.edit',
      scope: 'account',
      params: accountParams,
      body: z.object({
        kind: z.enum(['reseller', 'distributor', 'operate-specialist', 'subcontractor']),
        territory: z.array(country).max(300).default([]),
        startsOn: dateText,
        endsOn: dateText.nullable().default(null),
      }),
      answers: { 201: done },
      handle: async ({ tx, account, now, principal }, { body }) => {
        if (account.kind !== 'partner')
          throw badRequest('Only a partner can be authorised', { found: `${account.code} is a ${account.kind}` })
        await store.insertAuthorisation(tx, account.id, newId(now), body)
        await audit(tx, {
          accountId: account.id,
          now,
          actor: actorOf(principal),
          action: 'partner.authorise',
          subject: account.code,
          detail: body,
        })
        return created({ done: true })
      },
    }),
  ]
}

/** The provider's own staff is edited by administrators only. */
function guardStaff(kind: string, held: readonly string[]) {
  if (kind !== 'provider') return
  const refusal = lacks(held, 'staff.edit')
  if (refusal) throw notPermitted('You may not do this', { found: refusal })
}

async function linkView(link: store.PartnerLink, gate: parties.Parties, known?: { code: string; name: string }) {
  const partner = known ?? (await gate.byId(link.partnerId))
  return {
    partner: partner?.code ?? '',
    partnerName: partner?.name ?? '',
    kind: link.kind,
    seesCases: link.seesCases,
    startsOn: link.startsOn,
    endsOn: link.endsOn,
  }
}

/** The audit trail of an account, and whether its chain is whole. */
export const auditOperations: readonly Operation[] = [
  operation({
    id: 'audit.list',
    method: 'GET',
    path: '/api/accounts/:account/audit',
    summary: 'The audit trail, newest first',
    permission: 'audit.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery,
    answers: {
      200: pageOf(
        z.object({ seq: z.number(), at: z.string(), actor: z.string(), action: z.string(), subject: z.string(), detail: z.unknown() }),
      ),
    },
    handle: async ({ tx, account }, { query }) => {
      const before = readCursor(query.cursor)?.[0]
      const rows = await listAudit(tx, account.id, typeof before === 'number' ? before : undefined, query.limit + 1)
      const items = rows.slice(0, query.limit)
      return ok({
        items: items.map((row) => ({ ...row, at: toIso(row.at) })),
        next: rows.length > query.limit ? writeCursor([items.at(-1)?.seq ?? 0]) : null,
      })
    },
  }),
  operation({
    id: 'audit.verify',
    method: 'GET',
    path: '/api/accounts/:account/audit/verification',
    summary: 'Whether no entry of the audit trail was changed or taken out',
    permission: 'audit.read',
    scope: 'account',
    params: accountParams,
    answers: { 200: z.object({ whole: z.boolean(), entries: z.number(), brokenAt: z.number().nullable() }) },
    handle: async ({ tx, account }) => {
      const { entries, brokenAt } = await verifyAudit(tx, account.id)
      return ok({ whole: brokenAt === null, entries, brokenAt })
    },
  }),
]
