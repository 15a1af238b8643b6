import { z } from 'zod'
import { readEntry } from '../affected/entry.ts'
import type { WrittenRow } from '../affected/row.ts'
import { type Advisory, impacts, kinds, type ReadRecord, subjects } from './advisory.ts'
import { instantOf } from './json.ts'
import { requirementOf } from './requirement.ts'

/**
 * The provider's own records: bug notifications and bulletins that no public register has. Written in the portal, or loaded as
 * JSON with `"format": "holdfast-advisory-1"`.
 */

const text = (most: number) => z.string().trim().max(most)
const releases = z.strictObject({
  status: z.enum(['affected', 'unaffected']).default('affected'),
  /** The first release, or the branch; all from the first one ever when it is left out. */
  from: text(60).default(''),
  /** Releases that have the fix, one for each line of maintenance. None, and nothing in `through`: the whole branch. */
  fixedIn: z.array(text(60).min(1)).max(30).default([]),
  /** The last release that is affected, where no fix is named. */
  through: text(60).default(''),
})

/** What a record of the provider's own holds. */
export const ownRecord = z.strictObject({
  format: z.literal('holdfast-advisory-1'),
  number: text(40).regex(/^[A-Z]{2,5}-?\d{1,10}$/, 'a number such as PBN-1042, TSB70123 or JSA83195'),
  kind: z.enum(kinds),
  /** Hardware is named by its platforms; where no releases are said, it is affected under every one. */
  about: z.enum(subjects).default('software'),
  title: text(300).min(1),
  description: text(20_000).default(''),
  impact: z.enum(impacts).nullable().default(null),
  publishedAt: z.iso
    .date()
    .or(z.iso.datetime({ offset: true }))
    .nullable()
    .default(null),
  updatedAt: z.iso
    .date()
    .or(z.iso.datetime({ offset: true }))
    .nullable()
    .default(null),
  withdrawn: z.boolean().default(false),
  affected: z
    .array(
      z
        .strictObject({
          product: z.enum(['Junos OS', 'Junos OS Evolved']),
          /** As people write them, `MX Series with MPC10`; none means every platform. */
          platforms: z.array(text(200).min(1)).max(100).default([]),
          releases: z.array(releases).max(300).default([]),
        })
        .refine(({ platforms, releases: said }) => said.length > 0 || platforms.length > 0, {
          path: ['releases'],
          error: 'a stretch of releases, or for hardware its platforms',
        }),
    )
    .max(50)
    .default([]),
  /** Configuration without which nobody is affected; paths stand in brackets. */
  configuration: z.array(text(5000).min(1)).max(50).default([]),
  solution: text(20_000).default(''),
  workaround: text(20_000).default(''),
  defects: z.array(text(40).min(1)).max(50).default([]),
  references: z.array(z.url()).max(50).default([]),
})
export type OwnRecord = z.infer<typeof ownRecord>

const everyRelease: OwnRecord['affected'][number]['releases'][number] = { status: 'affected', from: '', fixedIn: [], through: '' }

const rowOf = ({ status, from, fixedIn, through }: OwnRecord['affected'][number]['releases'][number]): WrittenRow => ({
  status,
  version: from === '' ? 'unspecified' : from,
  ...(fixedIn.length > 0 ? { lessThan: fixedIn.join(', ') } : through === '' ? {} : { lessThanOrEqual: through }),
})

/** The record as every other: what cannot be read of its releases is a doubt. */
export function advisoryOf(own: OwnRecord): Advisory {
  const entries = own.affected.map(({ product, platforms, releases: written }) => ({
    product,
    platforms,
    modules: [],
    defaultStatus: 'unaffected' as const,
    rows: (written.length === 0 ? [everyRelease] : written).map(rowOf),
  }))
  return {
    key: own.number,
    id: own.number,
    kind: own.kind,
    about: own.about,
    title: own.title,
    description: own.description,
    advisories: [own.number],
    cve: null,
    rejected: own.withdrawn,
    publishedAt: instantOf(own.publishedAt),
    updatedAt: instantOf(own.updatedAt),
    impact: own.impact,
    scores: [],
    exploited: false,
    exploits: '',
    entries,
    requirements: own.configuration.flatMap((each) => requirementOf(each) ?? []),
    solutions: own.solution,
    workarounds: own.workaround,
    defects: own.defects,
    references: own.references,
    timeline: [],
    doubts: entries.flatMap((entry) => readEntry(entry).doubts),
  }
}

/** Reads a record of the provider's own. Never throws; what is wrong is said with its place. */
export function readOwn(value: unknown): ReadRecord {
  const read = ownRecord.safeParse(value)
  if (read.success) return { kind: 'record', advisory: advisoryOf(read.data) }
  const said = read.error.issues.slice(0, 5).map(({ path, message }) => `${path.join('.') || 'the record'}: ${message}`)
  return {
    kind: 'no-record',
    found: 'a record of holdfast-advisory-1',
    message: `It cannot be taken as it is written. ${said.join('; ')}.`,
  }
}
