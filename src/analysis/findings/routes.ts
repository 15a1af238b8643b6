import { z } from 'zod'
import { audit } from '../../db/records.ts'
import { requireVersion } from '../../http/app.ts'
import { accountParams, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { requireDevice } from '../../installed-base/service.ts'
import { actorOf } from '../../lib/principal.ts'
import { badRequest, conflict } from '../../lib/problem.ts'
import { toIso } from '../../lib/time.ts'
import { severities, themes } from '../check.ts'
import { allChecks } from '../checks/all.ts'
import { configChecks } from '../checks/config/all.ts'
import { healthChecks } from '../checks/health/all.ts'
import { profileChanged, standingOf, tryProfile } from '../judged/service.ts'
import { type Profile, readProfile } from '../profile.ts'
import { reportSchema, summarySchema } from '../schema.ts'
import { findingsOf } from './service.ts'
import { findProfile, writeProfile } from './store.ts'

const parameter = z.union([
  z.object({ kind: z.literal('number'), what: z.string(), default: z.number(), least: z.number(), most: z.number() }),
  z.object({ kind: z.literal('words'), what: z.string(), default: z.array(z.string()) }),
])
const checkSchema = z.object({
  id: z.string(),
  /** What it looks at: configurations, or answers to show commands. */
  of: z.enum(['configuration', 'health']),
  title: z.string(),
  theme: z.enum(themes),
  severity: z.enum(severities),
  needs: z.string(),
  looksAt: z.array(z.string()),
  why: z.string(),
  source: z.array(z.string()),
  parameters: z.record(z.string(), parameter),
})
const byCheck = z.array(z.object({ id: z.string(), devices: z.number() }))

/** The profile that is given, or what is wrong with it in words. */
function checkedProfile(value: unknown): Profile {
  const read = readProfile(value, allChecks)
  if (read.kind === 'profile') return read.profile
  throw badRequest('The profile cannot be taken', { found: read.reasons.slice(0, 10).join('; '), toDo: 'Mend these, and send it again.' })
}

/** What the checks find in the configurations of devices, and the profile by which an account is checked. */
export const findingOperations: readonly Operation[] = [
  operation({
    id: 'check.list',
    method: 'GET',
    path: '/api/checks',
    summary: 'Every check of configurations and of health: what it looks at, why it matters, its source and its parameters',
    permission: 'device-data.read',
    scope: 'own',
    answers: { 200: z.object({ items: z.array(checkSchema) }) },
    handle: async () =>
      ok({
        items: [
          ...configChecks.map((check) => ({ ...check, of: 'configuration' as const })),
          ...healthChecks.map((check) => ({ ...check, of: 'health' as const })),
        ],
      }),
  }),
  operation({
    id: 'finding.list',
    method: 'GET',
    path: '/api/accounts/:account/devices/:serial/findings',
    summary: 'What the checks find in the newest configuration of a device',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams.extend({ serial: z.string().trim().min(1).max(64) }),
    answers: {
      200: z.object({ configuration: z.string().nullable(), takenAt: instantText.nullable(), report: reportSchema.nullable() }),
    },
    handle: async ({ tx, account, now }, { params }) => {
      const device = await requireDevice(tx, account, params.serial)
      const found = await findingsOf(tx, account, device.id, now)
      return ok({ configuration: found?.id ?? null, takenAt: found ? toIso(found.takenAt) : null, report: found?.report ?? null })
    },
  }),
  operation({
    id: 'finding.counts',
    method: 'GET',
    path: '/api/accounts/:account/findings',
    summary: 'Findings of an account by check, in configurations and in answers, and the devices with the worst configurations',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({
        devices: z.array(z.object({ serial: z.string(), product: z.string(), takenAt: instantText, summary: summarySchema })),
        /** Devices with a configuration, listed or not. */
        count: z.number(),
        checks: byCheck,
        /** Devices whose data is newer than what is counted here; a minute brings them. */
        left: z.number(),
      }),
    },
    handle: async ({ tx, account, now }) => {
      const { items, count, checks, left } = await standingOf(tx, account, 'configuration', now)
      const health = await standingOf(tx, account, 'answers', now)
      const devices = items.map(({ dataAt, ...device }) => ({ ...device, takenAt: toIso(dataAt) }))
      return ok({ devices, count, checks: [...checks, ...health.checks], left })
    },
  }),
  operation({
    id: 'check-profile.read',
    method: 'GET',
    path: '/api/accounts/:account/check-profile',
    summary: 'By which profile an account is checked; as it was written',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams,
    answers: {
      200: z.object({ profile: z.unknown(), changedBy: z.string().nullable(), changedAt: instantText.nullable(), version: z.number() }),
    },
    handle: async ({ tx, account }) => {
      const found = await findProfile(tx, account.id)
      if (!found) return ok({ profile: { name: 'standard' }, changedBy: null, changedAt: null, version: 0 }, 0)
      return ok({ ...found, changedAt: toIso(found.changedAt) }, found.version)
    },
  }),
  operation({
    id: 'check-profile.write',
    method: 'PUT',
    path: '/api/accounts/:account/check-profile',
    summary: 'Write the profile of an account: which checks, with which values, what is accepted until when',
    permission: 'check-profile.edit',
    scope: 'account',
    params: accountParams,
    body: z.object({ profile: z.unknown() }),
    answers: { 200: z.object({ version: z.number() }) },
    handle: async (call, { body }) => {
      const { tx, account, now, principal } = call
      checkedProfile(body.profile)
      const before = await findProfile(tx, account.id)
      requireVersion(call, before?.version ?? 0)
      const version = (before?.version ?? 0) + 1
      const actor = actorOf(principal)
      if (!(await writeProfile(tx, account.id, { profile: body.profile, changedBy: principal.name, changedAt: now, version })))
        throw conflict('Somebody else changed the profile just now', { toDo: 'Reload, look, and change it again.' })
      await audit(tx, {
        accountId: account.id,
        now,
        actor,
        action: 'check-profile.write',
        subject: account.code,
        detail: { before: before?.profile ?? null, after: body.profile },
      })
      await profileChanged(tx, account, now)
      return ok({ version }, version)
    },
  }),
  operation({
    id: 'check-profile.preview',
    method: 'POST',
    path: '/api/accounts/:account/check-profile/preview',
    summary: 'What the configurations of an account come to by a profile that is being written; nothing is kept',
    permission: 'device-data.read',
    scope: 'account',
    params: accountParams,
    body: z.object({ profile: z.unknown() }),
    answers: {
      200: z.object({
        /** On how many of each it was tried. */
        configurations: z.number(),
        readings: z.number(),
        checks: byCheck,
        /** Devices on which it was not tried. */
        left: z.number(),
      }),
    },
    handle: async ({ tx, account, now }, { body }) => ok(await tryProfile(tx, account, checkedProfile(body.profile), now)),
  }),
]
