import { readEntry } from '../affected/entry.ts'
import type { Doubt, WrittenEntry, WrittenRow } from '../affected/row.ts'
import type { Advisory, NoRecord, ReadRecord, Score } from './advisory.ts'
import { english, instantOf, jsonOf, listOf, type Node, nodeOf, prose, textOf, textsOf } from './json.ts'
import { byProduct, ofBoth, speaksOfJunos } from './products.ts'
import { requirementOf } from './requirement.ts'

/** Bounds on what one record may hold; what is beyond them is a sign of another kind of file. */
const mostEntries = 1_000
const mostRows = 5_000

const none = (found: string, message: string): NoRecord => ({ kind: 'no-record', found: found.slice(0, 80), message })

/**
 * Reads a CVE record (CVE JSON 5). Never throws. Everything that can be read is kept; what cannot is a doubt of the record.
 * @param text the file as it is, or what it was parsed to
 */
export function readCve(text: unknown): ReadRecord {
  const value = jsonOf(text)
  if (value === undefined) return none(String(text).trimStart(), 'This is no JSON; expected a CVE record, version 5.')
  const record = nodeOf(value)
  const meta = nodeOf(record.cveMetadata)
  const cve = textOf(meta.cveId).trim()
  if (!/^CVE-\d{4}-\d{4,}$/.test(cve))
    return none(textOf(record.dataType) || Object.keys(record).join(', '), 'No cveMetadata.cveId; expected a CVE record, version 5.')
  const containers = nodeOf(record.containers)
  const cna = nodeOf(containers.cna)
  const adp = listOf(containers.adp).map(nodeOf)
  const rejected = /^rejected$/i.test(textOf(meta.state))
  const doubts: Doubt[] = []
  const entries = listOf(cna.affected)
    .slice(0, mostEntries)
    .flatMap((each) => productsOf(nodeOf(each), prose(cna.title) + english(cna.descriptions)))
  if (entries.length === 0 && !rejected) doubts.push({ rule: 'unreadable-entry', message: 'The record names no product.' })
  const references = listOf(cna.references).flatMap((each) => textsOf(nodeOf(each).url))
  const advisories = advisoriesOf(cna, references)
  if (advisories.length === 0)
    doubts.push({ rule: 'no-advisory-id', message: 'The record names no advisory of the vendor; the number of the CVE stands for it.' })
  const solutions = english(cna.solutions)
  if (/only available|not (?:yet )?available|\*\s*(?:pending|future)/i.test(solutions))
    doubts.push({
      rule: 'prose-narrows',
      message: 'The text of the solution narrows the list of fixes, such as for some platforms: read it.',
    })
  for (const entry of entries) doubts.push(...readEntry(entry).doubts)
  const advisory: Advisory = {
    key: cve,
    id: advisories[0] ?? cve,
    kind: 'JSA',
    title: prose(cna.title) || english(cna.descriptions).split('\n')[0]?.slice(0, 200) || cve,
    description: english(cna.descriptions) || english(cna.rejectedReasons),
    advisories,
    cve,
    rejected,
    publishedAt: instantOf(cna.datePublic) ?? instantOf(meta.datePublished),
    updatedAt: instantOf(meta.dateUpdated) ?? instantOf(nodeOf(cna.providerMetadata).dateUpdated),
    impact: null,
    scores: [...scoresOf(cna.metrics), ...adp.flatMap((each) => scoresOf(each.metrics))],
    exploited: adp.some((each) => listOf(each.metrics).some((metric) => textOf(nodeOf(nodeOf(metric).other).type).toLowerCase() === 'kev')),
    exploits: english(cna.exploits),
    entries,
    requirements: listOf(cna.configurations)
      .map(nodeOf)
      .filter(({ lang }) => lang === undefined || /^en\b/i.test(textOf(lang)))
      .flatMap(({ value: said }) => requirementOf(prose(said)) ?? []),
    solutions,
    workarounds: english(cna.workarounds),
    defects: [...new Set(textsOf(nodeOf(cna.source).defect).flatMap((each) => each.match(/\d{5,}/g) ?? []))],
    references,
    timeline: listOf(cna.timeline)
      .map(nodeOf)
      .flatMap(({ time, value: said }) => {
        const at = instantOf(time)
        return at === null ? [] : [{ at, text: prose(said) }]
      }),
    doubts,
  }
  return { kind: 'record', advisory }
}

/** The vendor's numbers: where they belong, else in the addresses that the record points at. Two may stand in one text. */
function advisoriesOf(cna: Node, references: readonly string[]): readonly string[] {
  const said = textsOf(nodeOf(cna.source).advisory).flatMap((each) => each.match(/JSA\d+/gi) ?? [])
  const found = said.length > 0 ? said : references.flatMap((url) => url.match(/\bJSA\d+/gi) ?? [])
  return [...new Set(found.map((each) => each.toUpperCase()))]
}

/** Records of old name no product, `n/a`, and say in their text what they are about. */
function productsOf(node: Node, text: string): readonly WrittenEntry[] {
  const entry = entryOf(node)
  return /^n\/a$/i.test(entry.product.trim()) && speaksOfJunos(text) ? ofBoth(entry) : byProduct(entry)
}

function entryOf(node: Node): WrittenEntry {
  const defaultStatus = textOf(node.defaultStatus)
  return {
    product: textOf(node.product) || textOf(node.packageName),
    platforms: textsOf(node.platforms ?? []),
    modules: textsOf(node.modules ?? []),
    defaultStatus: defaultStatus === 'affected' || defaultStatus === 'unaffected' || defaultStatus === 'unknown' ? defaultStatus : null,
    rows: listOf(node.versions)
      .slice(0, mostRows)
      .map((each) => rowOf(nodeOf(each))),
  }
}

function rowOf(node: Node): WrittenRow {
  const status = textOf(node.status)
  const changes = listOf(node.changes).map(nodeOf)
  return {
    status: status === 'affected' || status === 'unaffected' ? status : 'unknown',
    version: textOf(node.version),
    ...(typeof node.lessThan === 'string' ? { lessThan: node.lessThan } : {}),
    ...(typeof node.lessThanOrEqual === 'string' ? { lessThanOrEqual: node.lessThanOrEqual } : {}),
    ...(changes.length > 0 ? { changes: changes.map(({ at, status: turn }) => ({ at: textOf(at), status: textOf(turn) })) } : {}),
  }
}

const scoresOf = (metrics: unknown): readonly Score[] =>
  listOf(metrics).flatMap((metric) =>
    Object.entries(nodeOf(metric)).flatMap(([name, value]) => {
      const { baseScore, baseSeverity, vectorString, version } = nodeOf(value)
      if (!/^cvssV/.test(name) || typeof baseScore !== 'number' || !(baseScore >= 0 && baseScore <= 10)) return []
      return [
        {
          scheme: `CVSS ${textOf(version) || name.slice(5).replace('_', '.')}`,
          score: baseScore,
          severity: textOf(baseSeverity).toLowerCase(),
          vector: textOf(vectorString),
        },
      ]
    }),
  )
