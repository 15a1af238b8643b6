import { readEntry } from '../affected/entry.ts'
import type { Doubt, WrittenEntry, WrittenRow } from '../affected/row.ts'
import type { Advisory, NoRecord, ReadRecord, Score } from './advisory.ts'
import { instantOf, jsonOf, listOf, type Node, nodeOf, prose, textOf, textsOf } from './json.ts'
import { byProduct, ofBoth, speaksOfJunos } from './products.ts'

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
  const names = [prose(document.title), ...[...products.values()].map(({ product }) => product)]
  const entries = entriesOf(products, vulnerabilities, names.some(speaksOfJunos), doubts)
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
      products.set(
        id,
        versioned
          ? { product: named || name, platform: null, version: name, range: category === 'product_version_range' }
          : inFull(named || name),
      )
    for (const branch of listOf(node.branches)) walk(nodeOf(branch), named, depth + 1)
  }
  for (const branch of listOf(tree.branches)) walk(nodeOf(branch), '', 0)
  for (const { product_id: id, name } of listOf(tree.full_product_names).map(nodeOf).slice(0, mostProducts))
    if (textOf(id) !== '') products.set(textOf(id), inFull(prose(name)))
  for (const relation of listOf(tree.relationships).map(nodeOf).slice(0, mostProducts)) {
    const software = products.get(textOf(relation.product_reference))
    const hardware = products.get(textOf(relation.relates_to_product_reference))
    const id = textOf(nodeOf(relation.full_product_name).product_id)
    if (!software || !hardware || id === '') continue
    // what is installed on what is written the wrong way round as often as not
    const isTurned = speaksOfJunos(hardware.product) && !speaksOfJunos(software.product)
    products.set(id, isTurned ? { ...hardware, platform: software.product } : { ...software, platform: hardware.product })
  }
  return products
}

/** A name that holds the release, too: `Juniper JUNOS <21.4R3-S4`, `Junos OS 21.4R3`. */
function inFull(name: string): Named {
  const [, product = name, version = ''] = /^(.{0,200}?\bjunos\b[^\d<>=]{0,40}?) ((?:vers:|[<>=]{1,2} ?)?\d{1,2}\.\d.*)$/i.exec(name) ?? []
  return { product, platform: null, version, range: /^(?:vers:|[<>=])/.test(version) }
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

function entriesOf(
  products: ReadonlyMap<string, Named>,
  vulnerabilities: readonly Node[],
  isOfJunos: boolean,
  doubts: Doubt[],
): readonly WrittenEntry[] {
  const entries = new Map<string, { product: string; platform: string | null; rows: WrittenRow[] }>()
  const gone: WrittenRow[] = []
  for (const vulnerability of vulnerabilities)
    for (const [field, status] of statuses)
      for (const id of textsOf(nodeOf(vulnerability.product_status)[field] ?? [])) {
        const named = products.get(id)
        if (!named) {
          doubts.push({ rule: 'unreadable-entry', message: `The product "${id.slice(0, 60)}" is not in the tree of products.` })
          if (status !== 'unaffected') gone.push({ status: 'unknown', version: id.slice(0, 60) })
          continue
        }
        const key = `${named.product}\n${named.platform ?? ''}`
        const entry = entries.get(key) ?? { product: named.product, platform: named.platform, rows: [] }
        entries.set(key, entry)
        entry.rows.push(...rowsOf(named, status))
      }
  const known = [...entries.values()].flatMap(({ product, platform, rows }) =>
    byProduct({ product, platforms: platform === null ? [] : [platform], modules: [], defaultStatus: 'unaffected', rows }),
  )
  // which product is affected is not said: it may be this one
  return gone.length > 0 && isOfJunos
    ? [...known, ...ofBoth({ platforms: [], modules: [], defaultStatus: 'unaffected', rows: gone })]
    : known
}

/** `vers:generic/>=21.4|<21.4R3-S4|>=22.2|<22.2R3`, `>=21.4|<21.4R3-S4`, `<21.4R3-S4`, or releases: a row for each stretch. */
function rowsOf({ version, range }: Named, status: WrittenRow['status']): readonly WrittenRow[] {
  if (version === '') return [{ status, version: '0', lessThan: '99.4' }]
  if (!range) return [{ status, version }]
  const rows: WrittenRow[] = []
  let from: string | undefined
  const add = (row: Omit<WrittenRow, 'status'>): void => {
    rows.push({ status, ...row })
    from = undefined
  }
  const open = (): void => {
    if (from !== undefined) add({ version: from, lessThan: '99.4' })
  }
  for (const part of version.replace(/^vers:[a-z]+\//i, '').split(/[|,]/)) {
    const [, sign = '=', bound = ''] = /^\s*(>=|<=|!=|>|<|=)?\s*(.*?)\s*$/.exec(part) ?? []
    if (sign === '<') add({ version: from ?? '0', lessThan: bound })
    else if (sign === '<=') add({ version: from ?? '0', lessThanOrEqual: bound })
    else {
      open()
      // a start that is left out itself cannot be said as a row: it is kept as it stands, unreadable
      if (sign === '>' || sign === '>=') from = sign === '>' ? `after ${bound}` : bound
      else add({ version: sign === '!=' ? `not ${bound}` : bound })
    }
  }
  open()
  return rows
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
