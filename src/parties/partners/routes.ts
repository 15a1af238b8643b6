import { z } from 'zod'
import { newId } from '../../db/ids.ts'
import { audit } from '../../db/records.ts'
import { accountParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest } from '../../lib/problem.ts'
import { country, done, id, text } from '../schema.ts'
import * as parties from '../service.ts'
import * as store from './store.ts'

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

/** Partners that act for a customer, what they are authorised for, and who is qualified to buy. */
export const partnerOperations = (gate: parties.Parties): readonly Operation[] => [
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
]
