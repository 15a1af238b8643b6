import { z } from 'zod'
import type { Tx } from '../db/scope.ts'
import { requireVersion } from '../http/app.ts'
import {
  accountParams,
  type Call,
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
import { type AccountRef, actorOf, type Principal } from '../lib/principal.ts'
import { badRequest, notPermitted } from '../lib/problem.ts'
import { toIso } from '../lib/time.ts'
import { listSites } from '../parties/service.ts'
import { acquisitions, type Device, deviceKinds, deviceStates, sources } from './device.ts'
import { addDevice, changeDevice, dayOf, requireDevice } from './service.ts'
import * as store from './store.ts'

const serial = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\x21-\x7e]+$/, 'printable characters without blanks')

export const deviceSchema = z
  .object({
    serial: z.string(),
    /** What it calls itself; empty where neither configuration nor answers were taken. */
    host: z.string(),
    product: z.string(),
    description: z.string(),
    kind: z.enum(deviceKinds),
    slot: z.string(),
    parentSerial: z.string().nullable(),
    site: z.string().nullable(),
    registeredSite: z.string().nullable(),
    status: z.enum(deviceStates),
    statusSince: dateText.nullable(),
    acquired: z.enum(acquisitions).nullable(),
    source: z.enum(sources).nullable(),
    seller: z.string(),
    /** What shows where it was acquired, such as the number of an invoice (ACP-2.p1). */
    originProof: z.string(),
    registeredOn: dateText.nullable(),
    modifiedCode: z.boolean(),
    thirdParty: z.boolean(),
    grayMarket: z.boolean(),
    endOfSupportOn: dateText.nullable(),
    release: z.string(),
    releaseSeenOn: dateText.nullable(),
    acceptedRelease: z.string(),
    replacesSerial: z.string().nullable(),
    version: z.number(),
  })
  .meta({ id: 'Device' })

const fields = {
  product: z.string().trim().max(100),
  description: z.string().trim().max(300),
  kind: z.enum(deviceKinds),
  slot: z.string().max(100),
  status: z.enum(deviceStates),
  statusSince: dateText.nullable(),
  acquired: z.enum(acquisitions).nullable(),
  source: z.enum(sources).nullable(),
  seller: z.string().max(200),
  originProof: z.string().trim().max(200),
  registeredOn: dateText.nullable(),
  endOfSupportOn: dateText.nullable(),
  release: z.string().trim().max(60),
  releaseSeenOn: dateText.nullable(),
  acceptedRelease: z.string().trim().max(60),
}
const marks = { modifiedCode: z.boolean(), thirdParty: z.boolean(), grayMarket: z.boolean() }
const optional = <T extends Record<string, z.ZodType>>(shape: T) => z.object(shape).partial().shape

/** Devices as the API shows them: parents and sites by name. */
export async function viewDevices(
  tx: Tx,
  account: AccountRef,
  devices: readonly Device[],
): Promise<readonly z.infer<typeof deviceSchema>[]> {
  const sites = new Map((await listSites(tx, account.id)).map((site) => [site.id, site.name]))
  const known = new Map(devices.map((device) => [device.id, device.serial]))
  const rows: z.infer<typeof deviceSchema>[] = []
  for (const { id: _, parentId, siteId, registeredSiteId, ...device } of devices) {
    const parentSerial =
      parentId === null ? null : (known.get(parentId) ?? (await store.findDevice(tx, account.id, { id: parentId }))?.serial ?? null)
    rows.push({
      ...device,
      parentSerial,
      site: siteId === null ? null : (sites.get(siteId) ?? null),
      registeredSite: registeredSiteId === null ? null : (sites.get(registeredSiteId) ?? null),
    })
  }
  return rows
}

async function siteId(tx: Tx, account: AccountRef, name: string | null | undefined): Promise<string | null | undefined> {
  if (name === undefined || name === null) return name
  const site = (await listSites(tx, account.id)).find((each) => each.name.toLowerCase() === name.toLowerCase())
  if (!site) throw badRequest('No such site', { found: name, expected: 'the name of a site of this account', toDo: 'Add the site first.' })
  return site.id
}

const by = ({ now, principal, account }: Pick<Call, 'now' | 'principal' | 'account'>) => ({
  now,
  actor: actorOf(principal),
  today: dayOf(account, now),
})

/** The End of Support of a device decides what it is served, so the provider says it, like marks. */
function requireOwnEnd(principal: Principal, said: string | null | undefined, stands: string | null): void {
  if (said === undefined || said === stands || principal.accountKind === 'provider') return
  throw notPermitted('The End of Support of a device is said by the provider', {
    found: said ?? 'none',
    expected: stands ?? 'none',
    toDo: 'Leave it out, or ask your service manager to enter it.',
  })
}

export const deviceOperations: readonly Operation[] = [
  operation({
    id: 'device.list',
    method: 'GET',
    path: '/api/accounts/:account/devices',
    summary: 'Devices of an account, by serial',
    permission: 'device.read',
    scope: 'account',
    params: accountParams,
    query: pageQuery.extend({
      query: z.string().max(100).optional(),
      status: z.enum(deviceStates).optional(),
      top: z.stringbool().optional(),
    }),
    answers: { 200: pageOf(deviceSchema) },
    handle: async ({ tx, account }, { query }) => {
      const after = readCursor(query.cursor)?.[0]
      const devices = await store.listDevices(tx, account.id, {
        limit: query.limit + 1,
        query: query.query,
        status: query.status,
        topOnly: query.top,
        after: typeof after === 'string' ? after : undefined,
      })
      const items = devices.slice(0, query.limit)
      return ok({
        items: await viewDevices(tx, account, items),
        next: devices.length > query.limit ? writeCursor([items.at(-1)?.serial ?? '']) : null,
      })
    },
  }),
  operation({
    id: 'device.find',
    method: 'GET',
    path: '/api/devices',
    summary: 'Devices by the first characters of their serial or host name, over every account I may reach',
    permission: 'device.read',
    scope: 'reach',
    query: z.object({ serial: z.string().trim().max(64).default(''), limit: z.coerce.number().int().min(1).max(50).default(10) }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({ account: z.string(), serial: z.string(), host: z.string(), product: z.string(), status: z.enum(deviceStates) }),
        ),
      }),
    },
    handle: async ({ tx }, { query }) => ok({ items: await store.byStart(tx, query.serial, query.limit).execute() }),
  }),
  operation({
    id: 'device.read',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial',
    summary: 'One device with its parts',
    permission: 'device.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    answers: { 200: deviceSchema.extend({ parts: z.array(deviceSchema) }) },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const parts = await store.listChildren(tx, account.id, device.id)
      const [self, ...rest] = await viewDevices(tx, account, [device, ...parts])
      return ok({ ...self, parts: rest }, device.version)
    },
  }),
  operation({
    id: 'device.history',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/history',
    summary: 'What happened to a device',
    permission: 'device.read',
    scope: 'account',
    params: accountParams.extend({ serial }),
    answers: {
      200: z.object({
        items: z.array(
          z.object({
            at: z.string(),
            actor: z.string(),
            kind: z.string(),
            changes: z.record(z.string(), z.object({ from: z.unknown(), to: z.unknown() })),
          }),
        ),
      }),
    },
    handle: async ({ tx, account }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      return ok({ items: (await store.listHistory(tx, account.id, device.id)).map((entry) => ({ ...entry, at: toIso(entry.at) })) })
    },
  }),
  operation({
    id: 'device.add',
    method: 'POST',
    path: '/api/accounts/:account/devices',
    summary: 'Add a device; with a site it is registered there',
    permission: 'device.register',
    scope: 'account',
    params: accountParams,
    body: z.object({ serial, ...optional(fields), site: z.string().max(200).nullable().optional(), parentSerial: serial.optional() }),
    answers: { 201: deviceSchema },
    handle: async ({ tx, account, now, principal }, { body }) => {
      const { site, ...given } = body
      requireOwnEnd(principal, given.endOfSupportOn, null)
      const device = await addDevice(tx, account, by({ now, principal, account }), {
        ...given,
        siteId: (await siteId(tx, account, site)) ?? null,
      })
      return created((await viewDevices(tx, account, [device]))[0], device.version)
    },
  }),
  operation({
    id: 'device.change',
    method: 'PATCH',
    path: '/api/accounts/:account/devices/:serial',
    summary: 'Change, move or register a device; what stood there before is kept',
    permission: 'device.register',
    scope: 'account',
    params: accountParams.extend({ serial }),
    body: z.object({ ...optional(fields), site: z.string().max(200).nullable().optional(), parentSerial: serial.nullable().optional() }),
    answers: { 200: deviceSchema },
    handle: async (call, { params, body }) => {
      const { site, ...given } = body
      const device = await requireDevice(call.tx, call.account, params.serial)
      requireVersion(call, device.version)
      requireOwnEnd(call.principal, given.endOfSupportOn, device.endOfSupportOn)
      const moved = await siteId(call.tx, call.account, site)
      const after = await changeDevice(call.tx, call.account, by(call), device, {
        ...given,
        ...(moved === undefined ? {} : { siteId: moved }),
      })
      return ok((await viewDevices(call.tx, call.account, [after]))[0], after.version)
    },
  }),
  operation({
    id: 'device.mark',
    method: 'POST',
    path: '/api/accounts/:account/devices/:serial/marks',
    summary: 'Mark a device as gray-market, third-party or with modified code, or take a mark back',
    permission: 'device.mark',
    scope: 'account',
    params: accountParams.extend({ serial }),
    body: z.object(optional(marks)),
    answers: { 200: deviceSchema },
    handle: async ({ tx, account, now, principal }, { params, body }) => {
      const device = await requireDevice(tx, account, params.serial)
      const after = await changeDevice(tx, account, by({ now, principal, account }), device, body)
      return ok((await viewDevices(tx, account, [after]))[0], after.version)
    },
  }),
]
