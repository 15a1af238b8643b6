import { z } from 'zod'
import { acceptedWhys } from '../installed-base/software/software.ts'
import { toIso } from '../lib/time.ts'
import type { Proposal } from './agreeing/proposal.ts'
import type { Download } from './delivering/download.ts'
import { type Direction, type Installation, installOutcomes, units } from './directing/direction.ts'
import type { Enquiry } from './enquiring/enquiry.ts'
import type { Standing } from './overview/standing.ts'
import { type Release, releaseKinds, releaseStates } from './releases/release.ts'

const instantText = z.iso.datetime({ offset: true })
const dateText = z.iso.date()
const line = z.string().trim().max(300)
const prose = z.string().trim().max(20_000)
const version = z.string().trim().min(1).max(60)

export const componentSchema = z.object({ name: line.min(1), version: line, openSource: z.boolean() })

/** What makes an item custom software, as it is given. */
export const recordBody = z.object({
  statementOfWork: line.min(1),
  deliverable: line.min(1),
  designed: z.boolean(),
  developed: z.boolean(),
  tested: z.boolean(),
  licence: line.default(''),
  components: z.array(componentSchema).max(500).default([]),
})

/** A release as it is given. */
export const releaseBody = z.object({
  version,
  kind: z.enum(releaseKinds),
  /** Left out, the accepted release. */
  base: z.string().trim().max(60).default(''),
  component: line.default(''),
  problems: z
    .array(z.object({ defect: line.min(1), caseNumber: line.default(''), text: z.string().trim().min(1).max(2000) }))
    .max(200)
    .default([]),
  gathers: z.array(version).max(200).default([]),
  features: z.array(line.min(1)).max(100).default([]),
  featuresWhy: line.default(''),
  notes: prose.default(''),
  /** Left out, that of the software. */
  licence: line.default(''),
  language: z
    .string()
    .regex(/^[a-z]{2}$/, 'two small letters such as en')
    .default('en'),
  languageWhy: line.default(''),
})

const fileSchema = z.object({ document: z.string(), name: z.string(), sizeBytes: z.number(), sha256: z.string() })
const directionSchema = z.object({
  unit: z.enum(units),
  text: z.string(),
  dueOn: dateText,
  directedBy: z.string(),
  directedAt: instantText,
  state: z.enum(['open', 'applied', 'withdrawn']),
  closedBy: z.string().nullable(),
  overdue: z.boolean(),
})
const installationSchema = z.object({
  installedOn: dateText,
  place: z.string(),
  outcome: z.enum(installOutcomes),
  note: z.string(),
  saidBy: z.string(),
  at: instantText,
  directed: z.boolean(),
})
export const releaseSchema = releaseBody.extend({
  state: z.enum(releaseStates),
  writtenBy: z.string(),
  writtenAt: instantText,
  publishedBy: z.string().nullable(),
  publishedAt: instantText.nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: instantText.nullable(),
  withdrawnWhy: z.string().nullable(),
  files: z.array(fileSchema),
  /** Whether it may be taken today, and by which clauses not. */
  mayTake: z.boolean(),
  refusedBy: z.array(z.string()),
  directions: z.array(directionSchema),
  installations: z.array(installationSchema),
  downloads: z.array(z.object({ document: z.string(), takenBy: z.string(), takenAt: instantText })),
})
const proposalSchema = z.object({
  release: z.string(),
  why: z.string(),
  side: z.enum(['customer', 'provider']),
  proposedBy: z.string(),
  proposedAt: instantText,
  outcome: z.enum(['agreed', 'turned-down', 'withdrawn']).nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instantText.nullable(),
  answer: z.string(),
})
export const enquirySchema = z.object({
  number: z.string(),
  act: z.string(),
  text: z.string(),
  askedBy: z.string(),
  askedAt: instantText,
  decision: z.string(),
  answer: z.string().nullable(),
  document: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: instantText.nullable(),
})
const summary = {
  serial: z.string(),
  product: z.string(),
  description: z.string(),
  running: z.string(),
  accepted: z.string(),
  contract: z.string().nullable(),
  coveredUntil: dateText.nullable(),
  active: z.boolean(),
}
/** One piece of software in a list. */
export const summarySchema = z.object({
  ...summary,
  published: z.number(),
  /** Directions that are open, and how many of them are past their day. */
  directed: z.number(),
  overdue: z.number(),
  waits: z.array(z.string()),
  /** Its releases in which the words stand that were looked for. */
  found: z.array(z.object({ version: z.string(), kind: z.enum(releaseKinds) })),
})
export const softwareSchema = z
  .object({
    ...summary,
    modifiedCode: z.boolean(),
    /** What is missing for it to count as custom software (CSS-1.p2). */
    lacks: z.array(z.string()),
    record: recordBody.extend({ saidBy: z.string(), saidAt: instantText }).nullable(),
    history: z.array(
      z.object({
        release: z.string(),
        why: z.enum(acceptedWhys),
        on: dateText,
        customer: z.string(),
        provider: z.string(),
        note: z.string(),
      }),
    ),
    proposals: z.array(proposalSchema),
    releases: z.array(releaseSchema),
    enquiries: z.array(enquirySchema),
    events: z.array(z.object({ at: instantText, by: z.string(), kind: z.string(), body: z.record(z.string(), z.unknown()) })),
  })
  .meta({ id: 'CustomSoftware' })

const iso = (at: number | null) => (at === null ? null : toIso(at))

const directionView = ({ id: _, releaseId: __, directedAt, closedAt: ___, ...direction }: Direction, today: string) => ({
  ...direction,
  directedAt: toIso(directedAt),
  overdue: direction.state === 'open' && direction.dueOn < today,
})
const installationView = ({ id: _, releaseId: __, directionId, at, ...installation }: Installation) => ({
  ...installation,
  at: toIso(at),
  directed: directionId !== null,
})
const proposalView = ({ id: _, proposedAt, answeredAt, ...proposal }: Proposal) => ({
  ...proposal,
  proposedAt: toIso(proposedAt),
  answeredAt: iso(answeredAt),
})
export const enquiryView = (enquiry: Enquiry) => ({
  number: enquiry.number,
  act: enquiry.act,
  text: enquiry.text,
  askedBy: enquiry.askedBy,
  askedAt: toIso(enquiry.askedAt),
  decision: enquiry.decisionId,
  answer: enquiry.answer,
  document: enquiry.documentId,
  answeredBy: enquiry.answeredBy,
  answeredAt: iso(enquiry.answeredAt),
})

type Beside = {
  readonly directions: readonly Direction[]
  readonly installations: readonly Installation[]
  readonly downloads: readonly Download[]
  readonly mayTake: boolean
  readonly refusedBy: readonly string[]
  readonly today: string
}

function releaseView(release: Release, beside: Beside) {
  const { id, deviceId: _, rowVersion: __, files, writtenAt, publishedAt, withdrawnAt, ...rest } = release
  return {
    ...rest,
    writtenAt: toIso(writtenAt),
    publishedAt: iso(publishedAt),
    withdrawnAt: iso(withdrawnAt),
    files: files.map(({ documentId, ...file }) => ({ document: documentId, ...file })),
    mayTake: beside.mayTake,
    refusedBy: beside.refusedBy,
    directions: beside.directions.filter(({ releaseId }) => releaseId === id).map((each) => directionView(each, beside.today)),
    installations: beside.installations.filter(({ releaseId }) => releaseId === id).map(installationView),
    downloads: beside.downloads
      .filter(({ releaseId }) => releaseId === id)
      .map(({ documentId, takenBy, takenAt }) => ({ document: documentId, takenBy, takenAt: toIso(takenAt) })),
  }
}

/** One piece of software with all that is known of it. */
export function softwareView({
  device,
  cover,
  today,
  record,
  lacks,
  history,
  proposals,
  releases,
  enquiries,
  events,
  ...beside
}: Standing) {
  return {
    serial: device.serial,
    product: device.product,
    description: device.description,
    running: device.release,
    accepted: device.acceptedRelease,
    contract: cover?.contract ?? null,
    coveredUntil: cover?.endsOn ?? null,
    active: cover !== null && cover.state === 'active' && cover.startsOn <= today && today <= cover.endsOn,
    modifiedCode: device.modifiedCode,
    lacks,
    record: record && { ...withoutVersion(record), saidAt: toIso(record.saidAt) },
    history: history.map(({ seq: _, at: __, ...accepted }) => accepted),
    proposals: proposals.map(proposalView),
    releases: releases.map(({ release, mayTake, refusedBy }) => releaseView(release, { ...beside, mayTake, refusedBy, today })),
    enquiries: enquiries.map(enquiryView),
    events: events.map(({ at, actorName, kind, body }) => ({ at: toIso(at), by: actorName, kind, body })),
  }
}

const withoutVersion = ({ version: _, ...record }: NonNullable<Standing['record']>) => record
