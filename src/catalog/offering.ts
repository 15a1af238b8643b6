import { z } from 'zod'

/**
 * What a service description is made of. An offering is data: selling a further service is one file of
 * this shape. Every element names the clauses it comes from, so whatever uses an element can cite them.
 */

const clauses = z.array(z.string().min(3)).min(1).readonly()
const text = z.string().min(1)
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'a date as YYYY-MM-DD')
const timeOfDay = z.string().regex(/^([01]\d|2[0-4]):[0-5]\d$/, 'a time as HH:MM')
/** Key of a dated policy (B1-B81) that fills a gap in the clause. */
const policy = z.string().min(3).optional()

export const theatres = ['AMERICAS', 'EMEA', 'APAC'] as const
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export const caseChannels = ['phone', 'web', 'api', 'automation', 'email'] as const
export const salesChannels = ['direct', 'reseller', 'distributor', 'territory-reseller', 'operate-specialist'] as const
export const baseContracts = ['juniper-care', 'advanced-partner-support', 'advanced-end-user-support'] as const
/** What a request may have to name: devices, a case, change windows, the customer's plan for them, the kind of change. */
export const requestFacts = ['devices', 'case', 'windows', 'plan', 'change'] as const
export const agreements = ['SDD', 'MPLA', 'EUSA', 'EULA', 'script-licence', 'addendum', 'user-guide'] as const

/** `clauses` names the line that gives this theatre its hours, where the text has one line per theatre. */
const hoursOfDay = z.strictObject({ start: timeOfDay, end: timeOfDay, clauses: clauses.optional() })

const purchase = z.strictObject({
  channels: z
    .array(z.strictObject({ channel: z.enum(salesChannels), clauses }))
    .min(1)
    .readonly(),
  /** The end user is named with name and address on the order, whoever places it. */
  endUserNamed: z.strictObject({ clauses }),
  /** A person decides beforehand that this end user may buy; absent when nobody has to. */
  qualification: z.strictObject({ form: z.enum(['qualified', 'prequalified']), policy, clauses }).optional(),
  /** The end user states that the service is for its own use; absent when nothing is said. */
  ownUse: z.strictObject({ clauses }).optional(),
  /** The master agreement that a contract pins one version of. */
  agreement: z.strictObject({ posted: z.enum(agreements), clauses }),
  /** Records that must exist before activation, such as a design document. */
  documents: z
    .array(
      z.strictObject({
        code: z.string(),
        title: text,
        agreedByBoth: z.boolean(),
        /** Set where only this needs it, and activation does not. */
        onlyFor: z.literal('statement-of-work').optional(),
        clauses,
      }),
    )
    .readonly(),
  baseContract: z
    .strictObject({
      /** `each-device`: every covered device; `any-of`: the account holds one; `all-equipment`: every device not decommissioned. */
      shape: z.enum(['each-device', 'any-of', 'all-equipment']),
      types: z.array(z.enum(baseContracts)).min(1).readonly(),
      subscriptionCounts: z.boolean(),
      policy,
      clauses,
      subscriptionClauses: clauses.optional(),
      /** Set where a base contract serves only in its territory, the country it was sold for. */
      territory: z.strictObject({ clauses }).optional(),
    })
    .optional(),
  term: z.strictObject({
    /** Whole months, day one included; null when no minimum is written. */
    minimumMonths: z.number().int().positive().nullable(),
    coterm: z.enum(['written-agreement', 'vendor-agreement', 'none']),
    clauses,
    cotermClauses: clauses.optional(),
  }),
  methods: z
    .array(z.strictObject({ method: z.enum(['price-list', 'FSC', 'ASC']), clauses }))
    .min(1)
    .readonly(),
  /** What is asked for piece by piece, with its price for one unit. */
  prices: z
    .array(
      z.strictObject({
        code: z.string(),
        title: text,
        /** Whole credits; null where the text gives no number and a policy has to. */
        credits: z.number().int().positive().nullable(),
        unit: z.enum(['month', 'day', 'request', 'window']),
        /** What has to be said with a request of it. */
        asks: z.array(z.enum(requestFacts)).readonly().optional(),
        /** Codes of the deliverables that it brings; left out, those that have its code, alone or before a dash. */
        delivers: z.array(z.string()).readonly().optional(),
        policy,
        clauses,
      }),
    )
    .readonly(),
  /** Months that bought credits stay valid; null when the service sells none. */
  creditMonths: z.strictObject({ months: z.number().int().positive(), clauses }).optional(),
})

/** What makes one device a supported product under this service. */
const cover = z.strictObject({
  covers: z.enum(['devices', 'custom-software', 'account']),
  inUse: z.strictObject({ clauses }).optional(),
  acquired: z
    .strictObject({
      modes: z
        .array(z.enum(['purchase', 'lease']))
        .min(1)
        .readonly(),
      sources: z
        .array(z.enum(['vendor', 'reseller', 'territory-reseller']))
        .min(1)
        .readonly(),
      policy,
      clauses,
    })
    .optional(),
  onOrder: z.strictObject({ order: z.enum(['service', 'base-contract']), clauses }).optional(),
  registered: z.strictObject({ clauses }).optional(),
  /** Only the release both sides agreed on is supported. */
  acceptedRelease: z.strictObject({ clauses }).optional(),
})

const intake = z.strictObject({
  /** Channels a new case may come by. A channel that is not listed is refused with `refusedClauses`. */
  channels: z.array(z.enum(caseChannels)).min(1).readonly(),
  clauses,
  refusedClauses: clauses.optional(),
  /** Days and hours a case may be opened; every service here takes cases round the clock. */
  roundTheClock: z.strictObject({ clauses }),
  /** Who may open a case. */
  openers: z.enum(['any-user', 'named-contacts']),
  /** The customer confirms before submitting, such as a backup of its data. */
  confirmations: z.array(z.strictObject({ code: z.string(), title: text, clauses })).readonly(),
  advice: z
    .array(
      z.strictObject({
        when: z.strictObject({ priority: z.enum(priorities), channel: z.enum(caseChannels) }),
        title: text,
        clauses,
      }),
    )
    .readonly(),
  /** Straight access to senior engineers. */
  expert: z
    .strictObject({
      priorities: z.array(z.enum(priorities)).min(1).readonly(),
      certificates: z.array(z.enum(['JNCIS', 'JNCIP', 'JNCIE'])).readonly(),
      policy,
      clauses,
      contactClauses: clauses,
      certificateClauses: clauses,
      seniorClauses: clauses,
    })
    .optional(),
})

const response = z.strictObject({
  targets: z
    .array(z.strictObject({ priority: z.enum(priorities), minutes: z.number().int().positive(), clauses }))
    .min(1)
    .readonly(),
  /** A case that came in by one of `channels` at `priority` takes the target of `takes`. */
  channelRules: z
    .array(
      z.strictObject({
        rule: z.string(),
        priority: z.enum(priorities),
        channels: z.array(z.enum(caseChannels)).min(1).readonly(),
        takes: z.enum(priorities),
        policy,
        clauses,
      }),
    )
    .readonly(),
  /** Where the targets come from: the contract text, or a guide that informs only. */
  force: z.enum(['target', 'guideline']),
  /** The policy that supplied numbers which the text does not give. */
  policy,
  definition: z.strictObject({ clauses }),
  efforts: z.strictObject({ clauses }),
})

/** What the desk does on a case, step by step. `priorities` where a step is only for some. */
const playbook = z
  .array(
    z.strictObject({ code: z.string().min(2), title: text, priorities: z.array(z.enum(priorities)).min(1).readonly().optional(), clauses }),
  )
  .min(1)
  .readonly()

const contacts = z.strictObject({
  /** Named senior representatives; absent when the service names none. */
  named: z.strictObject({ least: z.number().int().nonnegative(), most: z.number().int().positive(), policy, clauses }).optional(),
  lead: z.strictObject({ clauses }).optional(),
  primaryAndBackup: z.strictObject({ clauses }).optional(),
  technical: z.strictObject({ clauses }).optional(),
  signOff: z.strictObject({ clauses }).optional(),
  adviceCertificate: z.strictObject({ atLeast: z.enum(['JNCIS', 'JNCIP', 'JNCIE']), clauses }).optional(),
})

const hours = z.strictObject({
  purpose: z.enum(['advisor', 'manager', 'delivery', 'guidance', 'escalation-desk']),
  /** Whose local time the hours are in. */
  anchor: z.enum(['advisor', 'end-user', 'site', 'primary-workplace', 'answering-site', 'none']),
  days: z.enum(['monday-friday', 'every-day']),
  holidays: z.enum(['vendor', 'none']),
  /** A theatre without a row is refused until one is entered. */
  byTheatre: z.partialRecord(z.enum(theatres), hoursOfDay),
  policy,
  clauses,
})

const cadence = z.enum([
  'once',
  'weekly',
  'fortnightly',
  'monthly',
  'quarterly',
  'yearly',
  'on-request',
  'on-event',
  'continuous',
  'per-engagement',
])

const deliverable = z.strictObject({
  code: z.string(),
  title: text,
  cadence,
  /** Clauses each of which is one item that has to be done. */
  items: clauses.optional(),
  /** It is done before the work begins, such as going through the plan of a change. */
  beforeStart: z.boolean().optional(),
  policy,
  clauses,
})

/** What may wait for a duty besides deliverables and priced services, which are named by their codes. Taking a case in is none of them. */
export const dutyActs = [
  'activation',
  'redemption',
  'assessment',
  'window',
  'on-site',
  'test',
  'release-review',
  'statement-of-work',
  'sign-off',
  'loan',
] as const

/** What the system knows and decides a duty by, so that nobody has to say it. */
export const dutyFacts = [
  'activated',
  'lead',
  'named',
  'primary',
  'backup',
  'primary-and-backup',
  'technical',
  'signatory',
  'certificates',
  'window-set',
  'loans-kept',
  'loans-settled',
  'loans-returned',
  'meetings-attended',
  'papers-in-order',
  'webinars-attended',
  'advisor',
  'engineers-trained',
  'engineers-proficient',
  'other-duties',
] as const

const dutyDue = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('at-activation') }),
  z.strictObject({ rule: z.literal('before-start') }),
  /** Nothing is owed before somebody asks; without a number of days no day is promised. */
  z.strictObject({ rule: z.literal('after-asking'), workingDays: z.number().int().positive().max(60).optional() }),
  z.strictObject({ rule: z.literal('before-window'), calendarDays: z.number().int().positive().max(365) }),
  z.strictObject({ rule: z.literal('at-once') }),
  /** Confirmed anew after so many months. */
  z.strictObject({ rule: z.literal('every'), months: z.number().int().positive().max(24) }),
  /** Kept all the time, and taken as kept until somebody says otherwise. */
  z.strictObject({ rule: z.literal('continuous') }),
])

const duty = z.strictObject({
  party: z.enum(['provider', 'customer']),
  code: z.string(),
  title: text,
  /** What waits while the duty is unmet. First-response intake never does (policy B21). */
  effect: z.enum(['none', 'advice', 'blocks-activation', 'blocks-deliverable', 'pauses-work', 'chargeable']),
  /** Exactly what needs it: codes of deliverables and priced services, or acts. Absent: everything that is delivered. */
  needed: z.array(z.string().min(2)).min(1).readonly().optional(),
  /** Absent: what its effect suggests (`rulesOf` of the slice duties). */
  due: dutyDue.optional(),
  /** Owed once for a contract, or for each engagement anew. Absent: for the contract. */
  per: z.enum(['contract', 'engagement']).optional(),
  evidence: z
    .strictObject({
      /** `none`: the words that there is none count as well. */
      forms: z
        .array(z.enum(['file', 'statement', 'none']))
        .min(1)
        .readonly(),
      /** Each of these is needed. */
      parts: z
        .array(z.strictObject({ code: z.string().min(2), title: text }))
        .min(2)
        .readonly()
        .optional(),
      /** It names each product under test, with the release it runs and whether it works; one that does not breaks the duty (MSP-5.j). */
      products: z.literal(true).optional(),
    })
    .optional(),
  fact: z.enum(dutyFacts).optional(),
  /** What it tells is shown to whoever does the work (MSP-5.k1, MSP-5.k2). */
  forWorkers: z.literal(true).optional(),
  /** Nobody but whoever owes it says what meets it. */
  byOwner: z.literal(true).optional(),
  policy,
  clauses,
})

const limit = z.strictObject({ code: z.string(), title: text, policy, clauses })

const exclusion = z.strictObject({
  code: z.string(),
  title: text,
  /** How an exclusion is found: from a fact of the device, from the act asked for, or by a person with evidence. */
  test: z.enum(['end-of-support', 'third-party', 'gray-market', 'modified-code', 'version-changed', 'act', 'person']),
  /** With `test: end-of-support`: software past its support is excluded too, not only products and parts. */
  software: z.boolean().optional(),
  /** With `test: act`: the acts that are excluded. */
  acts: z.array(z.string()).readonly().optional(),
  /** What has to be shown on a case before a part of it is declined: the component, the document and its section, or who changed it when. */
  evidence: z
    .array(z.enum(['component', 'document', 'change']))
    .readonly()
    .optional(),
  /** Services, by code, that would cover the same act. */
  offers: z.array(z.string()).readonly(),
  policy,
  clauses,
})

const availability = z.strictObject({
  embargo: z.strictObject({ clauses, policy }),
  prohibited: z.strictObject({ clauses, policy }),
  /** Absent: everywhere else. */
  theatres: z.strictObject({ only: z.array(z.enum(theatres)).min(1).readonly(), clauses }).optional(),
})

const escalation = z.strictObject({
  /** Priorities at which a missed response alerts management by itself. */
  managementAlert: z.strictObject({ priorities: z.array(z.enum(priorities)).min(1).readonly(), policy, clauses }).optional(),
  desk: z.strictObject({ title: text, policy, clauses }).optional(),
})

export const offeringSchema = z.strictObject({
  kind: z.literal('offering'),
  /** Also the prefix of its clause ids. */
  code: z.string().regex(/^[A-Z][A-Z0-9]{1,7}$/, 'two to eight capitals or digits'),
  version: z.number().int().positive(),
  effectiveFrom: localDate,
  title: text,
  summary: text,
  /** Services that count as a bundle: the same device may not also be in a service that bars bundles (policy B24). */
  bundle: z.boolean(),
  barsBundles: z.strictObject({ policy, clauses }).optional(),
  /** Every clause of the service description: id to what it settles, in our own words. */
  clauses: z.record(z.string(), text),
  purchase,
  /** Groups from the highest rank down; documents within a group rank alike. */
  precedence: z.strictObject({
    ranks: z
      .array(z.array(z.enum(agreements)).min(1).readonly())
      .min(1)
      .readonly(),
    policy,
    clauses,
  }),
  cover,
  /** Absent when the service takes no cases of its own. */
  intake: intake.optional(),
  /** Absent when the service promises no response of its own. */
  response: response.optional(),
  escalation,
  /** Absent when the service has no steps of its own. */
  playbook: playbook.optional(),
  contacts,
  hours: z.array(hours).readonly(),
  deliverables: z.array(deliverable).readonly(),
  duties: z.array(duty).readonly(),
  limits: z.array(limit).readonly(),
  exclusions: z.array(exclusion).readonly(),
  availability,
  /** Words, records and notes that the service fixes and that no element above carries. */
  definitions: z.array(z.strictObject({ term: text, also: z.array(text).readonly().optional(), meaning: text, clauses })).readonly(),
})

/** A service description as data. Written in TypeScript it is checked by this type, read from a file by {@link offeringSchema}. */
export type Offering = Readonly<z.infer<typeof offeringSchema>>
export type Priority = (typeof priorities)[number]
export type CaseChannel = (typeof caseChannels)[number]
export type SalesChannel = (typeof salesChannels)[number]
export type Theatre = (typeof theatres)[number]
export type Agreement = (typeof agreements)[number]
export type Duty = Offering['duties'][number]
export type DutyFact = (typeof dutyFacts)[number]
