import type { Offering } from './offering.ts'

/** One place in an offering that cites clauses. */
export interface Citation {
  readonly kind: 'citation'
  /** Where it stands, such as `response.targets[0].clauses`. */
  readonly path: string
  /**
   * What kind of element it is, from the widest name to the narrowest: `duties`, `duties[blocks-activation]`,
   * `duties:named-contacts`. A list field other than `clauses` has its own name: `purchase.term.cotermClauses`.
   */
  readonly elements: readonly string[]
  readonly clauses: readonly string[]
}

/** One place in an offering that names a policy. */
export interface PolicyMention {
  readonly kind: 'policy-mention'
  readonly path: string
  readonly key: string
}

type Node = Readonly<Record<string, unknown>>
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that sort the items of a list into kinds, and fields that name one item. */
const sorting = ['effect', 'test', 'purpose', 'cadence'] as const
const naming = ['code', 'term', 'rule', 'priority', 'channel', 'method'] as const

const narrower = (element: string, item: Node): readonly string[] => [
  ...sorting.filter((field) => typeof item[field] === 'string').map((field) => `${element}[${String(item[field])}]`),
  ...naming
    .filter((field) => typeof item[field] === 'string')
    .slice(0, 1)
    .map((field) => `${element}:${String(item[field])}`),
]

const visit = (
  node: Node,
  path: string,
  elements: readonly string[],
  citation: (found: Citation) => void,
  mention: (found: PolicyMention) => void,
): void => {
  for (const [name, value] of Object.entries(node)) {
    const here = path === '' ? name : `${path}.${name}`
    if (Array.isArray(value) && /(^c|C)lauses$/.test(name)) {
      const clauses = value.filter((each): each is string => typeof each === 'string')
      const cites = name === 'clauses' ? elements : elements.map((each) => `${each}.${name}`)
      citation({ kind: 'citation', path: here, elements: cites, clauses })
    } else if (name === 'policy' && typeof value === 'string') {
      mention({ kind: 'policy-mention', path: here, key: value })
    } else if (Array.isArray(value)) {
      const element = elements[0] === undefined ? name : `${elements[0]}.${name}`
      for (const [at, item] of value.entries())
        if (isNode(item)) visit(item, `${here}[${at}]`, [element, ...narrower(element, item)], citation, mention)
    } else if (isNode(value)) {
      const element = elements[0] === undefined ? name : `${elements[0]}.${name}`
      visit(value, here, [element], citation, mention)
    }
  }
}

/** Every place in an offering that cites clauses, in the order of the text. */
export const citationsOf = (offering: Offering): readonly Citation[] => {
  const found: Citation[] = []
  const { clauses: _, ...elements } = offering
  visit(
    elements,
    '',
    [],
    (each) => found.push(each),
    () => {},
  )
  return found
}

/** Every place in an offering that names a policy. */
export const policiesNamedBy = (offering: Offering): readonly PolicyMention[] => {
  const found: PolicyMention[] = []
  const { clauses: _, ...elements } = offering
  visit(
    elements,
    '',
    [],
    () => {},
    (each) => found.push(each),
  )
  return found
}
