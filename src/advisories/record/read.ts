import type { ReadRecord } from './advisory.ts'
import { jsonOf, nodeOf } from './json.ts'
import { readCsaf } from './read-csaf.ts'
import { readCve } from './read-cve.ts'
import { readOwn } from './read-own.ts'

/** Reads a record of any kind: a CVE record, an advisory in CSAF, or one of the provider's own. Never throws. */
export function readRecord(text: unknown): ReadRecord {
  const value = jsonOf(text)
  if (nodeOf(value).format === 'holdfast-advisory-1') return readOwn(value)
  const cve = readCve(value)
  if (cve.kind === 'record') return cve
  const csaf = readCsaf(value)
  if (csaf.kind === 'record') return csaf
  if (value === undefined)
    return { ...cve, found: String(text).trim().slice(0, 80), message: 'This is no JSON; expected a published record.' }
  return {
    ...cve,
    message: 'Found neither a CVE record of version 5, nor a CSAF 2.0 advisory, nor a record of "format": "holdfast-advisory-1".',
  }
}
