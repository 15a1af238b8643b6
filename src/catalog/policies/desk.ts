import { z } from 'zod'
import { priorities, theatres } from '../offering.ts'
import { count, list, perService, policy } from './shape.ts'

/**
 * H1 to H20: how the desk works. The documents promise that escalations move and that people are told, and leave steps,
 * numbers and waiting times to the vendor; these are the vendor's own values.
 */

const somebody = z.strictObject({ name: z.string().min(1).max(100), reach: z.string().max(200).default('') })
const country = z.string().regex(/^[A-Z]{2}$/, 'a country as two capitals, such as GB')
const each = <Value extends z.ZodType>(value: Value) => z.strictObject({ P1: value, P2: value, P3: value, P4: value })

/** Who hears of a step: the case's owner, who is on call for its team, the whole team, the escalation desk, management. */
export const audiences = ['owner', 'on-call', 'team', 'desk', 'management'] as const

export const escalationStep = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'a short name in small letters, such as at-risk'),
  priorities: list(z.enum(priorities)),
  /** A part of the response target, in percent; minutes after it was due; or minutes after the case was opened. */
  when: z.union(
    [
      z.strictObject({ percentOfTarget: count(0, 99) }),
      z.strictObject({ minutesAfterDue: count(1, 525_600) }),
      z.strictObject({ minutesAfterOpening: count(0, 525_600) }),
    ],
    'one of percentOfTarget, minutesAfterDue, minutesAfterOpening',
  ),
  /** The step is dropped once this has come: the first response, or a resolution. */
  until: z.enum(['response', 'resolution']),
  tell: list(z.enum(audiences)),
})

const css = ['P1', 'P2', 'P3', 'P4'] as const

export const deskPolicies = [
  policy({
    id: 'H1',
    key: 'escalation.steps',
    title: 'Steps before and after a missed response',
    gap: 'That alerts go out is said; at which part of a target, how long after it and to whom is not.',
    schema: perService(list(escalationStep)),
    default: {
      ACP: [
        { code: 'ring', priorities: ['P1', 'P2'], when: { percentOfTarget: 0 }, until: 'response', tell: ['on-call'] },
        { code: 'at-risk', priorities: ['P1', 'P2'], when: { percentOfTarget: 50 }, until: 'response', tell: ['owner', 'on-call'] },
        { code: 'at-risk', priorities: ['P3', 'P4'], when: { percentOfTarget: 75 }, until: 'response', tell: ['owner', 'on-call'] },
        { code: 'still-missed', priorities: ['P1', 'P2'], when: { minutesAfterDue: 30 }, until: 'response', tell: ['desk', 'management'] },
        { code: 'still-missed', priorities: ['P3', 'P4'], when: { minutesAfterDue: 240 }, until: 'response', tell: ['management'] },
      ],
      CSS: [
        { code: 'ring', priorities: ['P1', 'P2'], when: { percentOfTarget: 0 }, until: 'response', tell: ['on-call'] },
        { code: 'at-risk', priorities: [...css], when: { percentOfTarget: 75 }, until: 'response', tell: ['owner', 'on-call'] },
        { code: 'unresolved', priorities: ['P1'], when: { minutesAfterOpening: 240 }, until: 'resolution', tell: ['owner', 'management'] },
        { code: 'unresolved', priorities: ['P2'], when: { minutesAfterOpening: 480 }, until: 'resolution', tell: ['owner', 'management'] },
        {
          code: 'unresolved',
          priorities: ['P3', 'P4'],
          when: { minutesAfterOpening: 14_400 },
          until: 'resolution',
          tell: ['owner', 'management'],
        },
      ],
    },
    invented: true,
    clauses: ['CSS-4.p4', 'ACP-4.p1', 'ACP-9.p6'],
    reason: 'A step before the due instant saves the promise; one after it sees that the first alert was heard.',
  }),
  policy({
    id: 'H2',
    key: 'escalation.requests',
    title: 'What follows when somebody asks for escalation',
    gap: 'Status is promised until every request is done; how often is not said, nor how long a watch may pause.',
    schema: z.strictObject({
      reportHours: each(count(1, 8760)),
      watchHours: count(1, 8760),
      levels: z.array(z.string().min(1)).min(2).readonly(),
    }),
    default: {
      reportHours: { P1: 24, P2: 48, P3: 72, P4: 120 },
      watchHours: 24,
      levels: ['Support engineers', 'Escalation desk', 'Management', 'Executives'],
    },
    invented: true,
    clauses: ['ACP-4.c', 'ACP-4.d', 'ACP-4.p1'],
    reason: 'A day is the longest that somebody with a broken network should wait for word.',
  }),
  policy({
    id: 'H3',
    key: 'desk.numbers',
    title: 'Telephone of the escalation desk',
    gap: 'A number of its own is promised and none is printed.',
    schema: z.record(z.enum(theatres), z.string().regex(/^\+[\d ()-]{6,24}$/, 'a telephone number that starts with +')),
    default: { AMERICAS: '+1 202 555 0100', EMEA: '+44 20 7946 0100', APAC: '+61 2 5550 0100' },
    invented: true,
    clauses: ['ACP-4.a'],
    reason: 'Numbers from the ranges kept for fiction: the vendor enters its own before it sells.',
  }),
  policy({
    id: 'H4',
    key: 'oncall.paging',
    title: 'How long a call waits for somebody to answer',
    gap: 'Nothing says how people on call are reached.',
    schema: z.strictObject({ waitMinutes: each(count(1, 1440)), rounds: count(1, 10) }),
    default: { waitMinutes: { P1: 5, P2: 5, P3: 30, P4: 30 }, rounds: 2 },
    invented: true,
    clauses: ['ACP-9.p6', 'ACP-4.p1'],
    reason: 'Two people can be asked twice before the shortest target is over.',
  }),
  policy({
    id: 'H5',
    key: 'handover.wait',
    title: 'How long a hand-over waits for its answer',
    gap: 'Hand-overs are to be logged; nothing says when one that nobody accepts is noticed.',
    schema: each(count(1, 1440)),
    default: { P1: 10, P2: 20, P3: 120, P4: 240 },
    invented: true,
    clauses: ['ACP-4.c', 'ACP-4.b'],
    reason: 'Until it is accepted the giver has the case, and at the end of a shift must know whether to stay.',
  }),
  policy({
    id: 'H6',
    key: 'advisory.word',
    title: 'From which severity on a customer gets word of a published record',
    gap: 'Records that matter are promised to be followed up and delivered; from which severity on is not said, nor to whom without such a service.',
    schema: perService(z.enum(['critical', 'high', 'medium', 'low', 'none'])),
    default: { ACP: 'medium', SSM: 'medium' },
    invented: true,
    clauses: ['ACP-12.p1', 'ACP-12.p2', 'SSM-3.3.p1'],
    reason: 'Whoever bought early word gets it; everybody else finds the same on the board of its account.',
  }),
  policy({
    id: 'H7',
    key: 'lifecycle.word',
    title: 'How many months ahead a customer gets word of an end of support or of engineering',
    gap: 'Early word of end-of-life dates is promised; how early is not said.',
    schema: list(count(1, 60)),
    default: [12, 6, 3],
    invented: true,
    clauses: ['SSM-3.2.p5'],
    reason: 'A year to budget, half a year to order, a quarter to do it.',
  }),
  policy({
    id: 'H11',
    key: 'access.grant',
    title: 'For how long access to a network is asked for at most',
    gap: 'Access of the level that is needed is to be authorised; for how long is not said.',
    schema: z.strictObject({ longestDays: count(1, 366) }),
    default: { longestDays: 14 },
    invented: true,
    clauses: ['CSS-8.b1', 'CSS-8.a1'],
    reason: 'Access that nobody has to renew is forgotten and stays open.',
  }),
  policy({
    id: 'H12',
    key: 'delivery.places',
    title: 'Places from which work on a network is done',
    gap: 'Work is done remotely from an authorised place; which places these are is not said.',
    schema: list(
      z.strictObject({
        code: z.string().regex(/^[a-z0-9-]{2,30}$/, 'a short name in small letters, such as emea'),
        title: z.string().min(1).max(100),
      }),
    ),
    default: [
      { code: 'americas', title: 'Support centre, Americas' },
      { code: 'emea', title: 'Support centre, Europe, Middle East and Africa' },
      { code: 'apac', title: 'Support centre, Asia Pacific' },
    ],
    invented: true,
    clauses: ['CSS-10.a', 'ISS-5.a', 'ACP-18.p1', 'SSM-6.b'],
    reason: 'Whoever watches a session knows from where it comes.',
  }),
  policy({
    id: 'H13',
    key: 'work.rates',
    title: 'Rates for an hour of work that a customer pays for',
    gap: 'Support that an unauthorised change caused is paid at the rates then current; the rates are not given.',
    schema: list(
      z.strictObject({
        currency: z.string().regex(/^[A-Z]{3}$/, 'three capitals, such as EUR'),
        /** In the smallest unit of the currency. */
        hourAmount: count(1, 1_000_000_000),
      }),
    ),
    default: [],
    invented: true,
    clauses: ['CSS-8.e3', 'CSS-11.d'],
    reason: 'No rate is invented: until one is set and approved, nothing is charged.',
  }),
  policy({
    id: 'H14',
    key: 'country.unavailable',
    title: 'Countries without onsite work, or without replacement ahead of the return',
    gap: 'Both are said to be missing in certain countries; which these are is not said.',
    schema: z.strictObject({ onsite: list(country), advanceReplacement: list(country) }),
    default: { onsite: [], advanceReplacement: [] },
    invented: true,
    clauses: ['CSS-9.p3'],
    reason: 'Nothing is promised that cannot be had there, and no country is left out unasked.',
  }),
  policy({
    id: 'H15',
    key: 'automation.priority',
    title: 'Priority of a case that automation opens',
    gap: 'Detected events open cases; with which priority is not said, and a P1 should be opened by telephone.',
    schema: z.strictObject({ critical: z.enum(priorities), major: z.enum(priorities), minor: z.enum(priorities) }),
    default: { critical: 'P2', major: 'P3', minor: 'P4' },
    invented: true,
    clauses: ['SSM-3.2.p4', 'ACP-9.p3', 'ACP-9.p4'],
    options: ['Critical events open a P1, which takes the response target of a P2'],
    reason: 'A machine does not telephone: whoever sees that service is down raises the case, by telephone.',
  }),
  policy({
    id: 'H16',
    key: 'automation.silence',
    title: 'When a collector counts as silent',
    gap: 'Inventory comes by automation; how often is not said.',
    schema: z.strictObject({ hours: count(1, 8784) }),
    default: { hours: 48 },
    invented: true,
    clauses: ['SSM-3.2.p2'],
    reason: 'A list that is renewed each day may be missed once before somebody looks.',
  }),
  policy({
    id: 'H17',
    key: 'sales.contacts',
    title: 'Who answers questions about buying, by region',
    gap: 'Three contacts are named by their part; who they are is not said.',
    schema: z.partialRecord(z.enum(theatres), z.strictObject({ salesManager: somebody.optional(), businessManager: somebody.optional() })),
    default: {},
    invented: false,
    clauses: ['ISS-2.p2', 'ISS-3.p4'],
    reason: 'The partner is known from the account; the other two are the vendor’s to enter, and whoever is not entered is left out.',
  }),
  policy({
    id: 'H18',
    key: 'price.list',
    title: 'List price of a service that is sold by the piece',
    gap: 'The price is that of the published list; the list is no part of the text.',
    schema: z.record(
      z.string(),
      z.strictObject({
        /** The edition of the list. */
        version: z.string().min(1).max(40),
        sku: z.string().min(1).max(60),
        /** Hundredths of the currency, for one unit. */
        cents: count(1, 100_000_000_000),
        currency: z.string().regex(/^[A-Z]{3}$/, 'three capitals, such as USD'),
      }),
    ),
    default: {},
    invented: false,
    clauses: ['ISS-2.pay-i'],
    reason: 'Until a list is entered, whoever enters a purchase says its price and edition.',
  }),
  policy({
    id: 'H19',
    key: 'review.reminder',
    title: 'When whoever did not open a review is reminded',
    gap: 'The end user is to be aware of all current issues; when somebody who did not read of them is reminded is not said.',
    schema: z.strictObject({ businessDays: count(1, 60) }),
    default: { businessDays: 5 },
    invented: true,
    clauses: ['MSP-3.1.6.d'],
    reason: 'A week of work is enough to open it, and one word after it is no flood.',
  }),
  policy({
    id: 'H20',
    key: 'release.stale',
    title: 'When a release that was not seen again is an old state',
    gap: 'The software now running is to be shown; for how long what was shown counts is not said.',
    schema: z.strictObject({ days: count(1, 3660) }),
    default: { days: 90 },
    invented: true,
    clauses: ['ACP-16.p2'],
    reason: 'A quarter is as long as the data of a report is old, and devices are upgraded more rarely.',
  }),
] as const
