import type { Advisory } from '../../advisories/record/advisory.ts'
import type { Redundancy } from './redundancy.ts'

/**
 * On which nodes downtime is to be expected, each statement with its reason and with what nobody knows (MSP-3.1.6.c). Two ways lead to it: the issue
 * itself, by the score or the words of its record, and the upgrade that removes it, by what of the device goes on while it restarts.
 */
export type NodeStatement = {
  readonly serial: string
  /** Whether the issue itself takes the device out of service. */
  readonly expected: 'yes' | 'no' | 'not known'
  readonly why: readonly string[]
  readonly notKnown: readonly string[]
}

export type StatedNode = {
  readonly serial: string
  readonly product: string
  readonly release: string
  readonly verdict: 'affected' | 'unknown'
  /** The release that has the fix; null where none is known. */
  readonly fix: string | null
  readonly redundancy: Redundancy
}

const stopWords =
  /\b(?:crash\w*|restart\w*|reboot\w*|reset\w*|outage\w*|denial[- ]of[- ]service|cor(?:e|es|ed) dump\w*|cores?|cored|traffic (?:loss|drop\w*|stops)|stops? forwarding|(?:goes|go|going|is|are) down)\b/i

type Ground = Pick<NodeStatement, 'expected'> & { readonly why: string }

/** What a record itself says of service: its scores first, since they are said of availability and of nothing else; then its words. */
export function groundOf({ scores, title, description }: Pick<Advisory, 'scores' | 'title' | 'description'>): Ground {
  const availability = scores.flatMap(({ scheme, vector }) => {
    const value = /(?:^|\/)(?:VA|A):([HLNCP])(?:\/|$)/.exec(vector)?.[1]
    return value === undefined ? [] : [{ scheme, value }]
  })
  const worst =
    availability.find(({ value }) => value === 'H' || value === 'C') ?? availability.find(({ value }) => value !== 'N') ?? availability[0]
  if (worst)
    return worst.value === 'N'
      ? { expected: 'no', why: `Its score (${worst.scheme}) says that availability is not touched.` }
      : worst.value === 'H' || worst.value === 'C'
        ? { expected: 'yes', why: `Its score (${worst.scheme}) says that availability is lost.` }
        : { expected: 'not known', why: `Its score (${worst.scheme}) says that availability is reduced, and not by how much.` }
  for (const [where, text] of [
    ['title', title],
    ['description', description],
  ] as const) {
    const word = stopWords.exec(text)?.[0]
    if (word !== undefined) return { expected: 'yes', why: `Its ${where} says "${word}".` }
  }
  return { expected: 'not known', why: 'The record does not say whether service stops.' }
}

/** One statement for each device that an issue is about, or may be about. */
export function statementsOf(
  record: Pick<Advisory, 'scores' | 'title' | 'description'>,
  nodes: readonly StatedNode[],
): readonly NodeStatement[] {
  const ground = groundOf(record)
  return nodes.map(({ serial, verdict, ...node }) => {
    const upgrade = upgradeOf(node)
    const open = verdict === 'unknown' && ground.expected === 'yes'
    return {
      serial,
      expected: open ? 'not known' : ground.expected,
      why: [ground.why, ...upgrade.why],
      notKnown: [
        ...(verdict === 'unknown' ? ['whether the issue is about this device'] : []),
        ...(ground.expected === 'yes' ? ['when it happens, and for how long service stops'] : []),
        ...upgrade.notKnown,
      ],
    }
  })
}

export type NodesAlike = Omit<NodeStatement, 'serial'> & { readonly serials: readonly string[] }

/** Devices of which the same is to be said, said once. */
export const nodesAlike = (nodes: readonly NodeStatement[]): readonly NodesAlike[] =>
  [...Map.groupBy(nodes, ({ expected, why, notKnown }) => JSON.stringify([expected, why, notKnown])).values()].map((of) => {
    const [{ serial: _, ...said }] = of as [NodeStatement, ...NodeStatement[]]
    return { ...said, serials: of.map(({ serial }) => serial) }
  })

const stack = /^(?:EX|QFX)/i

/** What the way to the fix comes to on the device. */
function upgradeOf({
  product,
  release,
  fix,
  redundancy,
}: Pick<StatedNode, 'product' | 'release' | 'fix' | 'redundancy'>): Pick<NodeStatement, 'why' | 'notKnown'> {
  if (fix === null) return { why: ['No release with a fix is known, so no upgrade is planned for it.'], notKnown: [] }
  const { kind, by, members, takesOver } = redundancy
  const path = `The fix is the upgrade from ${release} to ${fix}`
  const between = `whether it is supported between these releases on this ${product}`
  switch (kind) {
    case 'one routing engine':
      return {
        why: [`${path}. It has one routing engine by ${by}, so it is out of service while it restarts.`],
        notKnown: ['for how long it restarts'],
      }
    case 'two routing engines': {
      const has = `It has two routing engines by ${by}`
      if (takesOver === null)
        return {
          why: [`${path}. ${has}: an upgrade in service (ISSU) could be possible.`],
          notKnown: [between, 'whether the second one is kept ready to take over: no configuration is known'],
        }
      if (takesOver.graceful && takesOver.nonstop)
        return {
          why: [`${path}. ${has}, with graceful switchover and nonstop routing: an upgrade in service (ISSU) could be possible.`],
          notKnown: [between],
        }
      const lacks = [...(takesOver.graceful ? [] : ['graceful switchover']), ...(takesOver.nonstop ? [] : ['nonstop routing'])].join(
        ' and ',
      )
      return {
        why: [`${path}. ${has}, without ${lacks}: as it is configured, sessions fall when the engines change over.`],
        notKnown: ['for how long traffic is lost at the change-over'],
      }
    }
    case 'cluster':
      return {
        why: [`${path}. It is a cluster by ${by}: one node is upgraded while the other forwards, and traffic moves twice.`],
        notKnown: ['how long each move takes', between],
      }
    case 'virtual chassis':
      return {
        why: [
          `${path}. It is a virtual chassis${members === null ? '' : ` of ${members} members`} by ${by}${
            stack.test(product) ? ': an upgrade member by member (NSSU) could be possible' : ''
          }; what hangs on one member alone is out of service while that one restarts.`,
        ],
        notKnown: [...(stack.test(product) ? [between] : []), 'what hangs on one member alone'],
      }
    case 'not known':
      return {
        why: [`${path}, which restarts it.`],
        notKnown: [
          'whether it has a second routing engine: no answers, parts or configuration of it tell',
          'whether an upgrade in service is possible',
        ],
      }
  }
}
