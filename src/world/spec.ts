import { z } from 'zod'
import { contactRoles } from '../parties/contacts.ts'
import { roles, teams } from '../parties/permissions.ts'

/** What a scenario file says: a small world and what happens in it, step by step. Described in docs/scenarios.md. */

const date = z.iso.date('a date as YYYY-MM-DD')
const zone = z.string().min(1)
const theatre = z.enum(['AMERICAS', 'EMEA', 'APAC'])
const country = z.string().regex(/^[A-Z]{2}$/, 'a two-letter country code such as GB')
const accountCode = z.string().regex(/^[A-Z][A-Z0-9]{1,11}$/, 'an account code in capitals, such as ACME')
const serials = z.array(z.string().min(1))
const moment = z.string().min(1)

const accountSpec = z.strictObject({
  kind: z.enum(['customer', 'partner']).default('customer'),
  name: z.string().min(1),
  theatre,
  country,
  zone,
  address: z.string().default(''),
  /** Of a partner: what it is authorised for. */
  authorised: z
    .array(
      z.strictObject({
        kind: z.enum(['reseller', 'distributor', 'operate-specialist', 'subcontractor']),
        territory: z.array(country).default([]),
        from: date,
        to: date.nullable().default(null),
      }),
    )
    .default([]),
  /** Of a customer: partners that act for it. */
  partners: z
    .array(
      z.strictObject({
        partner: accountCode,
        kind: z.enum(['reseller', 'distributor', 'operate-specialist', 'subcontractor']),
        seesCases: z.boolean().default(false),
        from: date,
        to: date.nullable().default(null),
      }),
    )
    .default([]),
})

const siteSpec = z.strictObject({
  account: accountCode,
  address: z.string().default(''),
  city: z.string().default(''),
  country: country.optional(),
  zone: zone.optional(),
  owner: z.string().default(''),
})

const contactSpec = z.strictObject({
  role: z.enum(Object.keys(contactRoles) as [keyof typeof contactRoles, ...(keyof typeof contactRoles)[]]),
  offering: z.string().nullable().default(null),
  from: date.default('2020-01-01'),
  to: date.nullable().default(null),
  certificate: z
    .strictObject({
      level: z.enum(['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE']),
      number: z.string().default('CERT-1'),
      expires: date,
      granted: z.boolean().default(true),
    })
    .optional(),
})

const personSpec = z.strictObject({
  account: accountCode.or(z.literal('VENDOR')),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().default(''),
  zone: zone.optional(),
  theatre: theatre.optional(),
  roles: z.array(z.enum(Object.keys(roles) as [string, ...string[]])).min(1),
  teams: z.array(z.enum(Object.keys(teams) as [string, ...string[]])).default([]),
  senior: z.boolean().default(false),
  contact: z
    .array(z.union([contactSpec, z.enum(Object.keys(contactRoles) as [keyof typeof contactRoles, ...(keyof typeof contactRoles)[]])]))
    .default([]),
})

const deviceSpec = z.strictObject({
  account: accountCode,
  product: z.string().default(''),
  description: z.string().default(''),
  kind: z.enum(['chassis', 'member', 'module', 'software']).default('chassis'),
  slot: z.string().default(''),
  parent: z.string().optional(),
  site: z.string().nullable().default(null),
  status: z.enum(['in-use', 'spare', 'decommissioned']).default('in-use'),
  acquired: z.enum(['purchase', 'lease']).nullable().default('purchase'),
  source: z.enum(['vendor', 'reseller', 'territory-reseller', 'broker', 'other']).nullable().default('vendor'),
  seller: z.string().default(''),
  /** Day of registration at its site; null leaves it unregistered. */
  registered: date.nullable().default('2020-01-01'),
  modifiedCode: z.boolean().default(false),
  thirdParty: z.boolean().default(false),
  grayMarket: z.boolean().default(false),
  endOfSupport: date.nullable().default(null),
  release: z.string().default(''),
  acceptedRelease: z.string().default(''),
})

const baseSpec = z.strictObject({
  account: accountCode,
  type: z.enum(['juniper-care', 'advanced-partner-support', 'advanced-end-user-support', 'subscription']).default('juniper-care'),
  devices: serials,
  from: date,
  to: date,
})
const contractSpec = z.strictObject({
  account: accountCode,
  offering: z.string(),
  version: z.number().int().default(1),
  devices: serials,
  from: date,
  to: date,
  state: z.enum(['pending', 'active', 'cancelled']).default('active'),
  advisor: z.strictObject({ name: z.string().default('Advisor'), theatre, zone }).optional(),
})

export const worldSpec = z.strictObject({
  accounts: z.record(accountCode, accountSpec).default({}),
  sites: z.record(z.string(), siteSpec).default({}),
  people: z.record(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a short name in small letters'), personSpec).default({}),
  devices: z.record(z.string(), deviceSpec).default({}),
  base_contracts: z.array(baseSpec).default([]),
  contracts: z.array(contractSpec).default([]),
  qualifications: z
    .array(
      z.strictObject({
        account: accountCode,
        offering: z.string(),
        on: date,
        until: date,
        outcome: z.enum(['qualified', 'declined']).default('qualified'),
        reason: z.string().default('known to the provider'),
      }),
    )
    .default([]),
  calendars: z
    .record(
      z.string(),
      z.strictObject({
        title: z.string().optional(),
        holidays: z.record(date, z.string()).default({}),
        loadedYears: z.array(z.number().int()),
      }),
    )
    .default({}),
  policies: z
    .array(z.strictObject({ key: z.string(), value: z.unknown(), from: date, reason: z.string().default('set by the scenario') }))
    .default([]),
  /** Further services of this world, as in an offering file. */
  offerings: z.array(z.unknown()).default([]),
})

const expectation = z.strictObject({
  /** HTTP status of the answer. */
  status: z.number().int().optional(),
  decision: z.enum(['granted', 'refused', 'needs approval']).optional(),
  /** Clauses that are among those that decided. */
  clauses: z.array(z.string()).optional(),
  /** Clauses that spoke, whatever came out. */
  speaks: z.array(z.string()).optional(),
  /** Clauses that are not among those that decided. */
  without: z.array(z.string()).optional(),
  /** Policies that were used, such as B29. */
  policies: z.array(z.string()).optional(),
  /** Part of a cure. */
  cure: z.string().optional(),
  /** Services that would cover the act. */
  instead: z.array(z.string()).optional(),
  contract: z.string().nullable().optional(),
  queue: z.enum(['expert', 'standard', 'customer-care']).optional(),
  /** The instant the first response is due; null when no clock runs. */
  due: moment.nullable().optional(),
  clock: z.enum(['running', 'met', 'missed', 'none']).optional(),
  /** The target rule that applied, such as `P2 (web P1)`. */
  rule: z.string().optional(),
  /** A line of the clock's explanation holds this. */
  why: z.string().optional(),
  state: z.string().optional(),
  /** Management alerts since the step before, up to this step's instant. */
  alerts: z.number().int().optional(),
  /** Part of the title or detail of a problem. */
  error: z.string().optional(),
  /** Any other part of the answer. */
  answer: z.unknown().optional(),
})

const stepSpec = z.strictObject({
  /** `2026-03-02T10:30[Europe/London]`, an instant with offset, or `+30m` after the step before. */
  at: moment,
  as: z.string(),
  do: z.string(),
  with: z.record(z.string(), z.unknown()).default({}),
  /** A name by which later steps refer to the answer: `$call.number`. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, 'a short name in small letters')
    .optional(),
  note: z.string().optional(),
  expect: expectation.optional(),
})

export const scenarioSpec = z.strictObject({
  title: z.string().min(1),
  about: z.string().optional(),
  /** Clauses that the story shows. */
  proves: z.array(z.string()).default([]),
  world: worldSpec.prefault({}),
  steps: z.array(stepSpec).min(1),
})

export type World = z.output<typeof worldSpec>
export type Scenario = z.output<typeof scenarioSpec>
export type Step = Scenario['steps'][number]
export type Expectation = z.output<typeof expectation>
