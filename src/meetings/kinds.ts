import type { Rule } from './occurrences.ts'

/** What people of both sides meet for, and which clauses promise it. A meeting names what it is about by kind and id alone. */
export const meetingKinds = [
  'review',
  'business-review',
  'operational-review',
  'training',
  'onboarding',
  'call',
  'project',
  'post-change',
] as const
export type MeetingKind = (typeof meetingKinds)[number]

export type KindTerms = {
  readonly title: string
  /** The service that promises it. */
  readonly offering: 'SSM' | 'ACP' | 'MSP' | 'ISS'
  readonly clauses: readonly string[]
  readonly rule: Rule['kind']
  readonly minutes: number
  /** False where the customer holds it, at its own hours. */
  readonly providerHours: boolean
  /** Whether an agreement of the provider that has a number opens other hours (MSP-6.c, policy B65). */
  readonly byAgreement?: true
}

export const kindTerms: Readonly<Record<MeetingKind, KindTerms>> = {
  review: {
    title: 'Review meeting',
    offering: 'SSM',
    clauses: ['SSM-3.1.a1'],
    rule: 'every-days',
    minutes: 45,
    providerHours: true,
  },
  'business-review': {
    title: 'Service business review',
    offering: 'SSM',
    clauses: ['SSM-3.1.a2'],
    rule: 'per-contract-year',
    minutes: 120,
    providerHours: true,
  },
  'operational-review': {
    title: 'Operational review',
    offering: 'ACP',
    clauses: ['ACP-14.p1', 'ACP-10.a-e'],
    rule: 'on-request',
    minutes: 60,
    providerHours: true,
  },
  training: {
    title: 'Training session',
    offering: 'SSM',
    clauses: ['SSM-3.1.c1', 'SSM-3.1.c2', 'SSM-3.1.c3', 'SSM-3.2.d'],
    rule: 'on-request',
    minutes: 60,
    providerHours: true,
  },
  onboarding: {
    title: 'Onboarding meeting',
    offering: 'ACP',
    clauses: ['ACP-5.p2', 'ACP-5.p3'],
    rule: 'on-request',
    minutes: 60,
    providerHours: true,
  },
  call: {
    title: 'Conference call on a review',
    offering: 'MSP',
    clauses: ['MSP-3.1.5.p4'],
    rule: 'on-request',
    minutes: 60,
    providerHours: true,
    byAgreement: true,
  },
  project: {
    title: "Customer's project meeting",
    offering: 'MSP',
    clauses: ['MSP-5.o'],
    rule: 'on-request',
    minutes: 60,
    providerHours: false,
  },
  'post-change': {
    title: 'Post-change review',
    offering: 'ISS',
    clauses: ['ISS-3.2.2a', 'ISS-3.2.1'],
    rule: 'on-request',
    minutes: 60,
    providerHours: true,
  },
}

/** Topics that a kind of meeting has to cover; more may be added to a meeting as items of its agenda. */
export const topicsOf: Readonly<
  Partial<Record<MeetingKind, Readonly<Record<string, { readonly title: string; readonly clause: string }>>>>
> = {
  training: {
    c1: { title: 'Using service automation to open cases', clause: 'SSM-3.1.c1' },
    c2: { title: 'How cases are escalated', clause: 'SSM-3.1.c2' },
    c3: { title: 'Customer Care for administrative questions', clause: 'SSM-3.1.c3' },
    'automation-engineer': { title: 'Service automation, taught by its engineer', clause: 'SSM-3.2.d' },
  },
  onboarding: {
    accounts: { title: 'User accounts', clause: 'ACP-5.p3' },
    cases: { title: 'Opening cases, and how', clause: 'ACP-5.p3' },
    credits: { title: 'Getting services credits', clause: 'ACP-5.p4' },
    escalating: { title: 'Escalating cases', clause: 'ACP-5.p3' },
    licences: { title: 'Activating software licences', clause: 'ACP-5.p3' },
    contacts: { title: 'Key contacts', clause: 'ACP-5.p3' },
    tools: { title: 'Support tools', clause: 'ACP-5.p3' },
  },
}

/** The topics among these that a kind does not know. */
export const unknownTopics = (kind: MeetingKind, topics: readonly string[]): readonly string[] =>
  topics.filter((topic) => !Object.hasOwn(topicsOf[kind] ?? {}, topic))

export const meetingStates = ['planned', 'held', 'missed', 'cancelled'] as const
export type MeetingState = (typeof meetingStates)[number]
export const sides = ['provider', 'customer'] as const
export type Side = (typeof sides)[number]
export const answers = ['none', 'accepted', 'declined', 'tentative'] as const
export type InvitationAnswer = (typeof answers)[number]
export const aboutKinds = ['review', 'request', 'change', 'case'] as const
