import { audit } from '../../db/records.ts'
import type { Tx } from '../../db/scope.ts'
import { same } from '../../lib/same.ts'
import type { Instant } from '../../lib/time.ts'
import { announceRegister } from '../exposure/service.ts'
import type { Advisory } from '../record/advisory.ts'
import { changesOf } from '../record/amendment.ts'
import { jsonOf } from '../record/json.ts'
import { readRecord } from '../record/read.ts'
import { severityOf } from '../record/severity.ts'
import * as store from './store.ts'

/** Who changes the register, and from what account of the provider's. */
export type RegisterBy = { readonly now: Instant; readonly actor: string; readonly accountId: string }

/** A text that may be a record, and what it is called: a file, an address. */
export type GivenRecord = { readonly name: string; readonly text: string }

export type RecordFate = {
  readonly name: string
  readonly fate: 'new' | 'amended' | 'unchanged' | 'older' | 'no record'
  readonly key: string | null
  readonly number: string | null
  readonly title: string
  /** Why it is none, or what was read by a rule or not at all. */
  readonly notes: readonly string[]
  /** What is otherwise than before. */
  readonly changes: readonly string[]
}

const longestKey = 60

/**
 * Takes records into the register. What is known already and no newer changes nothing; what cannot be read fully is kept with its
 * doubts; what is no record is named, and the others are taken.
 * @param dryRun says what would become of each and writes nothing
 */
export async function takeRecords(
  tx: Tx,
  by: RegisterBy,
  given: readonly GivenRecord[],
  { dryRun, state }: { readonly dryRun: boolean; readonly state: store.RegisterState },
): Promise<readonly RecordFate[]> {
  await store.holdRegister(tx)
  const fates: RecordFate[] = []
  const seen = new Map<string, Advisory>()
  let written = 0
  for (const { name, text } of given) {
    const read = readRecord(text)
    const none = (message: string, found: string): RecordFate => ({
      name,
      fate: 'no record',
      key: null,
      number: null,
      title: found,
      notes: [message],
      changes: [],
    })
    if (read.kind === 'no-record') {
      fates.push(none(read.message, read.found))
      continue
    }
    const record = read.advisory
    if (record.key.length > longestKey || record.key.length < 3) {
      fates.push(none(`Its number has ${record.key.length} characters; expected 3 to ${longestKey}.`, record.key.slice(0, 80)))
      continue
    }
    const known = await store.findAdvisory(tx, record.key)
    const before = seen.get(record.key) ?? known?.record
    const fate = fateOf(before, record)
    const changes = before && fate === 'amended' ? changesOf(before, record) : []
    fates.push({
      name,
      fate,
      key: record.key,
      number: record.id,
      title: record.title,
      notes: record.doubts.map(({ message }) => message),
      changes,
    })
    if (fate === 'unchanged' || fate === 'older') continue
    seen.set(record.key, record)
    if (dryRun) continue
    await store.writeAdvisory(tx, by.now, {
      record,
      // what is published is not taken back by reading it again
      state: known?.state === 'published' ? 'published' : state,
      ...severityOf(record),
      source: name,
      original: jsonOf(text),
      changes,
      actor: by.actor,
      version: (known?.version ?? 0) + 1,
    })
    written++
  }
  if (written > 0) await settle(tx, by, 'advisory.import', `${written} records`, fates)
  return fates
}

function fateOf(before: Advisory | undefined, record: Advisory): 'new' | 'amended' | 'unchanged' | 'older' {
  if (before === undefined) return 'new'
  if (same(before, record)) return 'unchanged'
  return before.updatedAt !== null && record.updatedAt !== null && record.updatedAt < before.updatedAt ? 'older' : 'amended'
}

async function settle(tx: Tx, by: RegisterBy, action: string, subject: string, fates: readonly RecordFate[]): Promise<void> {
  const written = fates.filter(({ fate }) => fate === 'new' || fate === 'amended')
  await audit(tx, {
    accountId: by.accountId,
    now: by.now,
    actor: by.actor,
    action,
    subject,
    detail: { records: written.slice(0, 200).map(({ key, fate }) => `${key} ${fate}`) },
  })
  await announceRegister(tx, by.now)
}

/** Publishes a draft: from now on customers see it and devices are matched against it (MSP-3.1.5.p1). */
export async function publish(tx: Tx, by: RegisterBy, entered: store.Entered & { readonly record: Advisory }): Promise<void> {
  await store.holdRegister(tx)
  const record = { ...entered.record, publishedAt: entered.record.publishedAt ?? new Date(by.now).toISOString() }
  await store.writeAdvisory(tx, by.now, {
    record,
    state: 'published',
    ...severityOf(record),
    source: entered.source,
    original: await store.findOriginal(tx, entered.key, entered.version),
    changes: ['published'],
    actor: by.actor,
    version: entered.version + 1,
  })
  await settle(tx, by, 'advisory.publish', entered.key, [])
}

/** Records by their keys. */
export async function findRecords(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, Advisory>> {
  const found = new Map<string, Advisory>()
  for (const key of keys) {
    const entered = await store.findAdvisory(tx, key)
    if (entered) found.set(key, entered.record)
  }
  return found
}

/** Records of a kind that are published and stand, newest first. */
export const publishedOf = async (tx: Tx, kind: Advisory['kind']): Promise<readonly Pick<store.Entered, 'key' | 'title'>[]> =>
  (await store.listAdvisories(tx, { kind, state: 'published', limit: 2000 })).filter(({ rejected }) => !rejected)
