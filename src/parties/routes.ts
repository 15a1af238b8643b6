import { z } from 'zod'
import { audit } from '../db/records.ts'
import { requireVersion } from '../http/app.ts'
import { accountParams, created, type Operation, ok, operation } from '../http/operation.ts'
import { actorOf } from '../lib/principal.ts'
import { notFound } from '../lib/problem.ts'
import { country, id, text, theatre } from './schema.ts'
import * as parties from './service.ts'
import * as store from './store.ts'

const accountSchema = z
  .object({
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
  .meta({ id: 'Account' })
const siteSchema = z
  .object({
    id,
    name: z.string(),
    address: z.string(),
    city: z.string(),
    country: z.string(),
    zone: z.string(),
    owner: z.string(),
    version: z.number(),
  })
  .meta({ id: 'Site' })

const accountView = ({ id: _, ...account }: store.Account) => account

/** Accounts and their sites. */
export const accountOperations: readonly Operation[] = [
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
    handle: async ({ tx, account, now, principal }, { body }) => created(await parties.addSite(tx, account, now, actorOf(principal), body)),
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
]
