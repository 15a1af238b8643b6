import { readEntry } from '../affected/entry.ts'
import type { Doubt, WrittenEntry, WrittenRow } from '../affected/row.ts'
import type { Advisory, NoRecord, ReadRecord, Score } from './advisory.ts'
import { instantOf, jsonOf, listOf, type Node, nodeOf, prose, textOf, textsOf } from './json.ts'
import { byProduct } from './products.ts'

/** Products at most, and branches within branches: what is beyond them is no advisory. */
const mostProducts = 20_000
const deepest = 30

const none = (found: string, message: string): NoRecord => ({ kind: 'no-record', found: found.slice(0, 80), message })

/** One thing that a status can be said of: releases of a product, and the platform if it is named. */
type Named = { readonly product: string; readonly platform: string | null; readonly version: string; readonly range: boolean }

/**
 * Reads a security advisory in CSAF 2.0 (OASIS). Never throws. Each product of its tree with each status becomes a row; what is under
 * investigation stands as a row of unknown status.
 * @param text the file as it is, or what it was parsed to
 */
export function readCsaf(text: unknown): ReadRecord {
  const value = jsonOf(text)
  if (value === undefined) return none(String(text).trimStart(), 'This is no JSON; expected a CSAF 2.0 advisory.')
  const root = nodeOf(value)
  const document = nodeOf(root.document)
  const tracking = nodeOf(document.tracking)
  const id = prose(tracking.id)
  if (!textOf(document.csaf_version) || id === '')
    return none(Object.keys(root).join(', '), 'No document.csaf_version and tracking.id; expected a CSAF 2.0 advisory.')
  const doubts: Doubt[] = []
  const products = productsOf(nodeOf(root.product_tree))
  const vulnerabilities = listOf(root.vulnerabilities).map(nodeOf)
  const entries = entriesOf(products, vulnerabilities, doubts)
  for (const entry of entries) doubts.push(...readEntry(entry).doubts)
  const notes = (wanted: RegExp) =>
    [...listOf(document.notes), ...vulnerabilities.flatMap((each) => listOf(each.notes))]
      .map(nodeOf)
      .filter(({ category }) => wanted.test(textOf(category)))
      .map(({ text: said }) => prose(said))
      .join('\n\n')
  const remedies = (wanted: RegExp) =>
    [
      ...new Set(
        vulnerabilities
          .flatMap((each) => listOf(each.remediations))
          .map(nodeOf)
          .filter(({ category }) => wanted.test(textOf(category)))
          .map(({ details }) => prose(details)),
      ),
    ].join('\n\n')
  const numbers = [id, ...listOf(tracking.aliases).flatMap((each) => textsOf(each))].flatMap((each) => each.match(/\bJSA\d+/gi) ?? [])
  const advisory: Advisory = {
    key: id,
    id: numbers[0]?.toUpperCase() ?? id,
    kind: /^PBN/i.test(id) ? 'PBN' : /^TSB/i.test(id) ? 'TSB' : 'JSA',
    title: prose(document.title) || id,
    description: notes(/^(?:summary|description|details)$/),
    advisories: [...new Set(numbers.map((each) => each.toUpperCase()))],
    cve: vulnerabilities.map(({ cve }) => textOf(cve)).find((each) => each !== '') ?? null,
    rejected: /^withdrawn$/i.test(textOf(tracking.status)),
    publishedAt: instantOf(tracking.initial_release_date),
    updatedAt: instantOf(tracking.current_release_date),
    impact: null,
    scores: vulnerabilities.flatMap((each) => listOf(each.scores).flatMap((score) => scoresOf(nodeOf(score)))),
    exploited: vulnerabilities.some((each) =>
      listOf(each.threats).some(
        (threat) => nodeOf(threat).category === 'exploit_status' && /\bexploited\b/i.test(textOf(nodeOf(threat).details)),
      ),
    ),
    exploits: vulnerabilities
      .flatMap((each) => listOf(each.threats))
      .map(nodeOf)
      .filter(({ category }) => category === 'exploit_status')
      .map(({ details }) => prose(details))
      .join('\n\n'),
    entries,
    requirements: [],
    solutions: remedies(/fix/),
    workarounds: remedies(/^(?:workaround|mitigation)$/),
    defects: [
      ...new Set(vulnerabilities.flatMap((each) => listOf(each.ids)).flatMap((each) => textOf(nodeOf(each).text).match(/\d{5,}/g) ?? [])),
    ],
    references: [...listOf(document.references), ...vulnerabilities.flatMap((each) => listOf(each.references))].flatMap((each) =>
      textsOf(nodeOf(each).url),
    ),
    timeline: listOf(tracking.revision_history)
      .map(nodeOf)
      .flatMap(({ date, summary }) => {
        const at = instantOf(date)
        return at === null ? [] : [{ at, text: prose(summary) }]
      }),
    doubts,
  }
  return { kind: 'record', advisory }
}

/** The products of the tree by id: branches of vendor, product and version, and what runs on what. */
function productsOf(tree: Node): ReadonlyMap<string, Named> {
  const products = new Map<string, Named>()
  const walk = (node: Node, product: string, depth: number) => {
    if (depth > deepest || products.size > mostProducts) return
    const category = textOf(node.category)
    const name = prose(node.name)
    const named = category === 'product_name' ? name : product
    const id = textOf(nodeOf(node.product).product_id)
    const versioned = category === 'product_version' || category === 'product_version_range'
    if (id !== '')
      products.set(id, {
        product: named || name,
        platform: null,
        version: versioned ? name : '',
        range: category === 'product_version_range',
      })
    for (const branch of listOf(node.branches)) walk(nodeOf(branch), named, depth + 1)
  }
  for (const branch of listOf(tree.branches)) walk(nodeOf(branch), '', 0)
  for (const relation of listOf(tree.relationships).map(nodeOf).slice(0, mostProducts)) {
    const software = products.get(textOf(relation.product_reference))
    const hardware = products.get(textOf(relation.relates_to_product_reference))
    const id = textOf(nodeOf(relation.full_product_name).product_id)
    if (software && hardware && id !== '') products.set(id, { ...software, platform: hardware.product })
  }
  return products
}

const statuses: readonly (readonly [field: string, status: WrittenRow['status']])[] = [
  ['known_affected', 'affected'],
  ['first_affected', 'affected'],
  ['last_affected', 'affected'],
  ['known_not_affected', 'unaffected'],
  ['fixed', 'unaffected'],
  ['first_fixed', 'unaffected'],
  ['under_investigation', 'unknown'],
]

function entriesOf(products: ReadonlyMap<string, Named>, vulnerabilities: readonly Node[], doubts: Doubt[]): readonly WrittenEntry[] {
  const entries = new Map<string, { product: string; platform: string | null; rows: WrittenRow[] }>()
  for (const vulnerability of vulnerabilities)
    for (const [field, status] of statuses)
      for (const id of textsOf(nodeOf(vulnerability.product_status)[field] ?? [])) {
        const named = products.get(id)
        if (!named) {
          doubts.push({ rule: 'unreadable-entry', message: `The product "${id.slice(0, 60)}" is not in the tree of products.` })
          continue
        }
        const key = `${named.product}\n${named.platform ?? ''}`
        const entry = entries.get(key) ?? { product: named.product, platform: named.platform, rows: [] }
        entries.set(key, entry)
        entry.rows.push(rowOf(named, status))
      }
  return [...entries.values()].flatMap(({ product, platform, rows }) =>
    byProduct({ product, platforms: platform === null ? [] : [platform], modules: [], defaultStatus: 'unaffected', rows }),
  )
}

/** `vers:generic/>=21.4|<21.4R3-S4`, `>=21.4|<21.4R3-S4`, `<21.4R3-S4`, or one release. */
function rowOf({ version, range }: Named, status: WrittenRow['status']): WrittenRow {
  if (version === '') return { status, version: '0', lessThan: '99.4' }
  if (!range) return { status, version }
  const bounds = new Map(
    version
      .replace(/^vers:[a-z]+\//i, '')
      .split(/[|,]/)
      .map((part) => /^\s*(>=|<=|>|<|=)?\s*(.*?)\s*$/.exec(part))
      .map((match) => [match?.[1] ?? '=', match?.[2] ?? ''] as const),
  )
  // a start that is left out itself cannot be said as a row: it is kept as it stands, unreadable
  if (bounds.has('>')) return { status, version: `after ${version}` }
  const [from, below, upTo] = [bounds.get('>='), bounds.get('<'), bounds.get('<=')]
  return {
    status,
    version: from ?? (below !== undefined || upTo !== undefined ? '0' : (bounds.get('=') ?? version)),
    ...(below === undefined ? {} : { lessThan: below }),
    ...(upTo === undefined ? {} : { lessThanOrEqual: upTo }),
  }
}

const scoresOf = (score: Node): readonly Score[] =>
  Object.entries(score).flatMap(([name, value]) => {
    const { baseScore, baseSeverity, vectorString, version } = nodeOf(value)
    if (!/^cvss_v/.test(name) || typeof baseScore !== 'number') return []
    return [
      {
        scheme: `CVSS ${textOf(version) || name.slice(6)}`,
        score: baseScore,
        severity: textOf(baseSeverity).toLowerCase(),
        vector: textOf(vectorString),
      },
    ]
  })
