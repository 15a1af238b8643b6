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
const stepName = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a short name in small letters')
/** A list of texts; one text alone is a list of one. */
const texts = z
  .union([z.string(), z.array(z.string())], 'a text or a list of texts')
  .transform((given) => (typeof given === 'string' ? [given] : given))
  .optional()

const accountSpec = z.strictObject({
  kind: z.enum(['customer', 'partner']).default('customer'),
  /** Left out, the code is the name. */
  name: z.string().min(1).optional(),
  /** Left out, the part of the world that the zone lies in. */
  theatre: theatre.optional(),
  country: country.default('GB'),
  zone: zone.default('Europe/London'),
  address: z.string().default('1 Main Street'),
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
  account: accountCode.optional(),
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
  /** `VENDOR` for the provider's staff. Wherever an account is left out it is the world's only customer. */
  account: accountCode.optional(),
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().default(''),
  zone: zone.optional(),
  theatre: theatre.optional(),
  roles: z.array(z.enum(Object.keys(roles) as [string, ...string[]])).min(1),
  teams: z.array(z.enum(Object.keys(teams) as [string, ...string[]])).default([]),
  senior: z.boolean().default(false),
  contact: z.array(z.preprocess((given) => (typeof given === 'string' ? { role: given } : given), contactSpec)).default([]),
})

export const softwareSpec = z.strictObject({
  statementOfWork: z.string().default('SOW-100'),
  deliverable: z.string().default('Software'),
  designed: z.boolean().default(true),
  developed: z.boolean().default(true),
  tested: z.boolean().default(true),
  licence: z.string().default('Script licence 2026'),
  components: z
    .array(z.strictObject({ name: z.string(), version: z.string().default(''), openSource: z.boolean().default(false) }))
    .default([]),
})

const deviceSpec = z.strictObject({
  account: accountCode.optional(),
  product: z.string().default(''),
  description: z.string().default(''),
  kind: z.enum(['chassis', 'member', 'module', 'software']).default('chassis'),
  slot: z.string().default(''),
  parent: z.string().optional(),
  /** Left out, the account's first site, or its own address when it has none; null for nowhere. */
  site: z.string().nullable().optional(),
  status: z.enum(['in-use', 'spare', 'decommissioned']).default('in-use'),
  acquired: z.enum(['purchase', 'lease']).nullable().default('purchase'),
  source: z.enum(['vendor', 'reseller', 'territory-reseller', 'broker', 'other']).nullable().default('vendor'),
  seller: z.string().default(''),
  originProof: z.string().default(''),
  /** Day of registration at its site; null leaves it unregistered. */
  registered: date.nullable().default('2020-01-01'),
  modifiedCode: z.boolean().default(false),
  thirdParty: z.boolean().default(false),
  grayMarket: z.boolean().default(false),
  endOfSupport: date.nullable().default(null),
  release: z.string().default(''),
  acceptedRelease: z.string().default(''),
  /** What makes it custom software; left out, a deliverable of a statement of work; null where nothing says what it is. */
  software: softwareSpec.nullable().optional(),
})

const baseSpec = z.strictObject({
  /** A name by which steps refer to it: `$care.number`. */
  name: stepName.optional(),
  account: accountCode.optional(),
  type: z.enum(['juniper-care', 'advanced-partner-support', 'advanced-end-user-support', 'subscription']).default('juniper-care'),
  devices: serials,
  from: date,
  to: date,
})
const contractSpec = z.strictObject({
  name: stepName.optional(),
  account: accountCode.optional(),
  offering: z.string(),
  version: z.number().int().default(1),
  devices: serials,
  from: date,
  to: date,
  state: z.enum(['pending', 'active', 'cancelled']).default('active'),
  /** How it pays; left out, in the first way that the service is sold. */
  method: z.enum(['price-list', 'FSC', 'ASC']).optional(),
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
        account: accountCode.optional(),
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
  /** Who of the staff is on call. */
  rosters: z
    .array(
      z.strictObject({
        team: z.enum(Object.keys(teams) as [keyof typeof teams, ...(keyof typeof teams)[]]),
        /** Left out, it serves every theatre. */
        theatre: theatre.nullable().default(null),
        title: z.string().optional(),
        zone: zone.default('Europe/London'),
        layers: z
          .array(
            z.strictObject({
              title: z.string().default('turns'),
              tier: z.number().int().min(1).default(1),
              /** Left out, that of the roster. */
              zone: zone.optional(),
              people: z.array(z.string()).min(1),
              /** The first hand-over, local time of the zone. */
              start: z.string().default('2020-01-06T09:00'),
              turnDays: z.number().int().min(1).default(7),
              hours: z
                .strictObject({ days: z.array(z.number().int().min(1).max(7)), from: z.string(), to: z.string() })
                .nullable()
                .default(null),
              holidays: z.array(date).default([]),
            }),
          )
          .min(1),
      }),
    )
    .default([]),
  policies: z
    .array(
      z.strictObject({
        /** The key or the number of the policy: `response.clock` or `B29`. */
        key: z.string(),
        value: z.unknown(),
        from: date,
        reason: z.string().default('set by the scenario'),
      }),
    )
    .default([]),
  /** Further services of this world, as in an offering file; or `like: ACP` with what differs. */
  offerings: z.array(z.unknown()).default([]),
})

/** A part of an answer that a story writes down: every part written must be found. */
const part = z.record(z.string(), z.unknown())

export const expectation = z.strictObject({
  /** HTTP status of the answer. */
  status: z.number().int().optional(),
  decision: z
    .enum(['granted', 'refused', 'needs approval', 'needs-approval', 'none'])
    .transform((given) => (given === 'needs-approval' ? ('needs approval' as const) : given))
    .optional(),
  /** Clauses that are among those that decided. */
  clauses: texts,
  /** Clauses that spoke, whatever came out. */
  speaks: texts,
  /** Clauses that are not among those that decided. */
  without: texts,
  /** Policies that were used, such as B29. */
  policies: texts,
  /** Part of a cure; of several, each is part of one. */
  cure: texts,
  /** Services that would cover the act. */
  instead: texts,
  /** Parts of reasons: `{ rule: registered, holds: false, found: ... }`. */
  reasons: z.array(part).optional(),
  /** Parts of the covers that were weighed: `{ offering: ACP, wins: true }`. */
  candidates: z.array(part).optional(),
  contract: z.string().nullable().optional(),
  queue: z.enum(['expert', 'standard', 'customer-care']).optional(),
  /** The instant the first response is due; null when no clock runs. */
  due: moment.nullable().optional(),
  clock: z.enum(['running', 'met', 'missed', 'none']).optional(),
  /** The target rule that applied, such as `P2 (web P1)`. */
  rule: z.string().optional(),
  /** How early or late, in the clock's words: `1 s late`. */
  by: z.string().optional(),
  /** A line of the clock's explanation holds this. */
  why: texts,
  state: z.string().optional(),
  priority: z.string().optional(),
  owner: z.string().nullable().optional(),
  /** Whether a service covers the device, of an answer about cover. */
  covered: z.boolean().optional(),
  /** Of an order: what became of each serial. */
  lines: z.record(z.string(), z.enum(['granted', 'refused', 'needs approval'])).optional(),
  /** How many items a list answered with. */
  count: z.number().int().optional(),
  /** Parts of items that are in the list. */
  items: z.array(part).optional(),
  /** Parts of items that are not in it. */
  absent: z.array(part).optional(),
  /** Management alerts since the step before, up to this step's instant. */
  alerts: z.number().int().optional(),
  /** Letters since the step before: to whom, and words of subject or text. */
  mail: z.array(z.strictObject({ to: z.string().optional(), kind: z.string().optional(), text: texts })).optional(),
  /** Letters since the step before, counted. */
  mails: z.number().int().optional(),
  /** Letters that left since the step before, as their readers got them: to whom, words that are in them, words that are not. */
  letters: z.array(z.strictObject({ to: z.string().optional(), text: texts, without: texts })).optional(),
  /** Letters that left since the step before, counted; of one reader where a name stands before it. */
  sent: z.union([z.number().int(), z.record(z.string(), z.number().int())]).optional(),
  /** What people found among their notices since the step before. */
  notices: z.array(z.strictObject({ to: z.string().optional(), kind: z.string().optional(), text: texts, mail: texts })).optional(),
  /** Part of the title or detail of a problem. */
  error: z.string().optional(),
  /** Any other part of the answer. */
  answer: z.unknown().optional(),
})

const stepSpec = z.strictObject({
  /** `2026-03-02T10:30[Europe/London]`, an instant with offset, or `+30m` after the step before. */
  at: moment,
  /** A person of the world or of the provider's cast, or the clock. */
  as: z.string().default('clock'),
  /** An operation of the API; `time.pass` only lets time pass. */
  do: z.string().default('time.pass'),
  with: z.record(z.string(), z.unknown()).nullish(),
  /** A name by which later steps refer to the answer: `$call.number`. */
  name: stepName.optional(),
  /** Done so many times at the same instant; every answer has to fit. */
  repeat: z.number().int().min(1).max(1000).default(1),
  note: z.string().optional(),
  expect: expectation.nullish(),
})

export const scenarioSpec = z.strictObject({
  title: z.string().min(1),
  about: z.string().optional(),
  /** Clauses that the story shows. */
  proves: z.array(z.string()).default([]),
  /** The zone of moments that name none. */
  zone: zone.optional(),
  world: worldSpec.prefault({}),
  steps: z.array(stepSpec).min(1),
})

export type World = z.output<typeof worldSpec>
export type Scenario = z.output<typeof scenarioSpec>
export type Step = Scenario['steps'][number]
export type Expectation = z.output<typeof expectation>
