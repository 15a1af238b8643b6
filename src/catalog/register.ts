import { citationsOf } from './citations.ts'
import { type ClauseId, clauseTitles, isClauseId } from './clause-ids.ts'
import type { Offering } from './offering.ts'

/**
 * The clause register: what the product does about each clause, found in the code itself. The table below says
 * how a kind of element is used and which words a file must hold to be using it; a row whose words are found
 * nowhere claims nothing, so the table may run ahead of the code without ever saying more than is true.
 */

/** `decided`: a rule grants or refuses by it. `recorded`: kept as a fact. `shown`: a person reads it. */
export type ElementUseKind = 'decided' | 'recorded' | 'shown'

export interface ElementUse {
  /** Name of an element as `citationsOf` gives it. `*` at the end stands for any code. */
  readonly element: string
  readonly how: ElementUseKind
  /** Folders or files that may use it. */
  readonly where: readonly string[]
  /** Words that one file must all hold, comments aside. `*` is the code that the element name ends in. */
  readonly reads: readonly string[]
  /** Offerings in which the element says anything to decide; absent: all. */
  readonly applies?: (offering: Offering) => boolean
}

const ordering = ['src/contracts', 'src/requests', 'src/changes', 'src/software']
const judging = [...ordering, 'src/entitlement']
const casework = ['src/cases', 'src/entitlement', 'src/escalation']
const people = ['src/contracts', 'src/entitlement', 'src/parties', 'src/cases', 'src/requests', 'src/duties', 'src/changes']
/** The slice of the duties has rows of its own: it names effects also where it decides nothing by them. */
const besideDuties = people.filter((place) => place !== 'src/duties')
const screens = ['src/portal', 'src/cli']

const use = (how: ElementUseKind, element: string, where: readonly string[], reads: readonly string[]): ElementUse => ({
  element,
  how,
  where,
  reads: reads.length > 0 ? reads : [element],
})
const decided = (element: string, where: readonly string[], ...reads: readonly string[]) => use('decided', element, where, reads)
const recorded = (element: string, where: readonly string[], ...reads: readonly string[]) => use('recorded', element, where, reads)
const shown = (element: string, where: readonly string[], ...reads: readonly string[]) => use('shown', element, where, reads)

/** Decided by a file that reads the element and hands on its clauses: `cover.inUse` and `inUse.clauses`. */
const cited = (element: string, where: readonly string[]): ElementUse =>
  decided(element, where, element, `${element.slice(element.lastIndexOf('.') + 1)}.clauses`)

export const elementUses: readonly ElementUse[] = [
  decided('purchase.channels', ['src/contracts']),
  cited('purchase.endUserNamed', ['src/contracts']),
  cited('purchase.qualification', ordering),
  cited('purchase.ownUse', ordering),
  cited('purchase.agreement', ordering),
  decided('purchase.documents', ordering),
  decided('purchase.baseContract', judging),
  decided('purchase.baseContract.subscriptionClauses', judging, 'baseContract', '.subscriptionClauses'),
  { ...cited('purchase.term', ordering), applies: ({ purchase }) => purchase.term.minimumMonths !== null },
  // a service without a least term is ordered for any
  {
    ...decided('purchase.term', ['src/contracts'], '.purchase', '.term', 'minimumMonths === null'),
    applies: ({ purchase }) => purchase.term.minimumMonths === null,
  },
  decided('purchase.term.cotermClauses', ordering, '.cotermClauses'),
  decided('purchase.methods', [...ordering, 'src/credits']),
  decided('purchase.prices', [...ordering, 'src/credits']),
  cited('purchase.creditMonths', [...ordering, 'src/credits']),
  cited('barsBundles', judging),
  decided('precedence', ['src/catalog/precedence.ts', 'src/contracts'], 'precedence.ranks', 'precedence.clauses'),
  cited('cover.inUse', judging),
  cited('cover.acquired', judging),
  cited('cover.onOrder', judging),
  cited('cover.registered', judging),
  cited('cover.acceptedRelease', judging),
  decided('intake', casework, 'intake.channels', 'intake.clauses'),
  decided('intake.refusedClauses', casework),
  decided('intake.roundTheClock', casework),
  decided('intake.confirmations', casework),
  decided('intake.advice', casework),
  cited('intake.expert', casework),
  decided('intake.expert.contactClauses', casework, 'expert.contactClauses'),
  decided('intake.expert.certificateClauses', casework, 'expert.certificateClauses'),
  decided('intake.expert.seniorClauses', casework, 'expert.seniorClauses'),
  decided('response.targets', casework),
  decided('response.channelRules', casework),
  decided('response.definition', casework),
  recorded('response.efforts', casework),
  cited('escalation.desk', ['src/escalation', 'src/cases']),
  cited('escalation.managementAlert', ['src/escalation', 'src/cases']),
  cited('contacts.named', people),
  cited('contacts.lead', people),
  cited('contacts.primaryAndBackup', people),
  cited('contacts.technical', people),
  cited('contacts.signOff', people),
  cited('contacts.adviceCertificate', people),
  decided('hours[advisor]', ['src/entitlement', 'src/meetings', 'src/cases', 'src/requests'], '.hours', "'advisor'"),
  ...['AMERICAS', 'EMEA', 'APAC'].map((theatre) =>
    decided(`hours.byTheatre.${theatre}`, ['src/cases/opening', 'src/contracts/hours'], '.hours', 'theatreCalendar('),
  ),
  decided('hours[manager]', ['src/entitlement', 'src/meetings', 'src/requests'], '.hours', "'manager'"),
  decided('hours[delivery]', ['src/entitlement', 'src/changes', 'src/requests', 'src/meetings'], '.hours', "'delivery'"),
  decided('hours[guidance]', ['src/entitlement', 'src/requests', 'src/guidance'], '.hours', "'guidance'"),
  decided('hours[escalation-desk]', ['src/escalation', 'src/cases', 'src/entitlement'], '.hours', "'escalation-desk'"),
  decided('duties[blocks-activation]', besideDuties, '.duties', "'blocks-activation'"),
  decided('duties[blocks-deliverable]', besideDuties, '.duties', "'blocks-deliverable'"),
  decided('duties[pauses-work]', besideDuties, '.duties', "'pauses-work'"),
  decided('duties[chargeable]', besideDuties, '.duties', "'chargeable'"),
  decided('duties:*', people, '.duties', "'*'"),
  // what an act waits for is decided by the effect of a duty and the list of what needs it
  decided('duties[blocks-activation]', ['src/duties/holds.ts'], "'blocks-activation'"),
  decided('duties[blocks-deliverable]', ['src/duties/holds.ts'], "'blocks-deliverable'"),
  // every duty is an item with evidence, whatever its effect
  recorded('duties', ['src/duties/items.ts'], '.duties'),
  decided('limits:*', [...judging, 'src/cases', 'src/credits', 'src/meetings', 'src/guidance'], '.limits', "'*'"),
  decided(
    'deliverables:*',
    ['src/advisories', 'src/requests', 'src/changes', 'src/meetings', 'src/reports', 'src/cases', 'src/software', 'src/guidance'],
    '.deliverables',
    "'*'",
  ),
  // items of onboarding, help with a case and automation are judged by what is recorded of them
  decided('deliverables:SMO', ['src/guidance/setting-up'], "'MSP-3.1.1.e'"),
  decided('deliverables:SRRA', ['src/guidance/resolution'], 'caseMayStayOpen', 'excused'),
  decided('deliverables:consulting-engineer', ['src/guidance/automation'], "'SSM-3.2.b'"),
  decided('deliverables:automatic-cases', ['src/guidance/automation/events'], "'SSM-3.2.p4'"),
  recorded('deliverables:automation-tools', ['src/guidance/automation/feeds'], "'automation.feed'", 'insertFeed'),
  recorded('deliverables:automation-tools', ['src/guidance/automation/collections'], "'automation.collect'", 'insertFile'),
  decided('limits:automation-licence', ['src/guidance/automation/service.ts'], 'plan.licence'),
  decided('exclusions[end-of-support]', judging, 'exclusions', "test === 'end-of-support'"),
  decided('exclusions[third-party]', judging, 'exclusions', "test === 'third-party'"),
  decided('exclusions[gray-market]', judging, 'exclusions', "test === 'gray-market'"),
  decided('exclusions[modified-code]', judging, 'exclusions', "test === 'modified-code'"),
  decided('exclusions[version-changed]', judging, 'exclusions', "test === 'version-changed'"),
  decided('exclusions[act]', judging, 'exclusions', "test === 'act'"),
  decided('exclusions[person]', [...judging, 'src/cases'], 'exclusions', "test === 'person'"),
  // what is found on a case, with evidence, is marked, confirmed and disputed there
  ...['end-of-support', 'third-party', 'gray-market', 'modified-code', 'version-changed'].map((test) =>
    decided(`exclusions[${test}]`, ['src/cases/excluding'], '.exclusions', "'exclusion.handling'"),
  ),
  ...['against-documents', 'other-bespoke-work'].map((code) =>
    decided(`exclusions:${code}`, ['src/cases/excluding'], '.exclusions', "'exclusion.handling'"),
  ),
  ...['warranty', 'data-loss'].map((code) => decided(`exclusions:${code}`, ['src/cases/excluding'], '.exclusions', "'-claim'")),
  decided('duties:cooperation', ['src/software'], '.duties', "'cooperation'"),
  cited('availability.embargo', judging),
  cited('availability.prohibited', judging),
  decided('availability.theatres', judging),
  decided('definitions:*', ['src/software'], '.definitions', "'*'"),
  shown('deliverables', screens, '.deliverables'),
  shown('duties', screens, '.duties'),
  shown('limits', screens, '.limits'),
  shown('exclusions', screens, '.exclusions'),
  shown('definitions', screens, '.definitions'),
]

/** A source file as the register reads it: comments removed, `?.` and `!.` written as `.`. */
export interface SourceText {
  readonly path: string
  readonly text: string
}

/** A test or scenario with the clause ids that its title or expectations name. */
export interface Proof {
  readonly file: string
  readonly title: string
  readonly clauses: readonly string[]
}

export interface RegisterEntry {
  readonly id: ClauseId
  readonly title: string
  readonly uses: readonly { readonly how: ElementUseKind; readonly file: string }[]
  readonly proofs: readonly Proof[]
}

/** `const { named, lead: first } = offering.contacts` reads `contacts.named` and `contacts.lead`; so it is written out. */
const takenApart = (code: string): readonly string[] =>
  [...code.matchAll(/const \{([^{}]*)\} = (?:\w+\.)*(\w+)\b/g)].flatMap(([, names = '', from = '']) =>
    [...names.matchAll(/(\w+)(?::\s*\w+)?(?:\s*=[^,]*)?/g)].map(([, name]) => `${from}.${name}`),
  )

/** Code without comments, with `a?.b` and `a!.b` as `a.b`. Good enough for looking words up, not for running. */
export const plainCode = (text: string): string => {
  const code = text
    .replace(/\/\*[\s\S]*?\*\//g, ' ')
    .replace(/(^|[^:'"`\\])\/\/.*$/gm, '$1')
    .replace(/[?!]\./g, '.')
  return [code, ...takenApart(code)].join('\n')
}

/** Anything written like a clause id of a built-in service. A final dot or dash belongs to the sentence. */
const idLike = /\b(?:ACP|CSS|ISS|SSM|MSP)-\d[A-Za-z0-9.-]*/g

/** Case numbers look like clause ids and are none: `CSS-2026-0001`. */
const caseNumber = /^[A-Z]{3}-\d{4}-\d+$/

/** Everything in a text that is written like a clause id. */
export const idsIn = (text: string): readonly string[] =>
  [...text.matchAll(idLike)].map(([found]) => found.replace(/[.-]+$/, '')).filter((id) => !caseNumber.test(id))

/** Sections may be named as a whole, such as all of section 9. */
const sections = new Set(Object.keys(clauseTitles).map((id) => /^[A-Z]{3}-\d+/.exec(id)?.[0] ?? id))

/** Ids in a text that neither a clause nor a section of a built-in service has. */
export const unknownIdsIn = (text: string): readonly string[] => idsIn(text).filter((id) => !isClauseId(id) && !sections.has(id))

/** Where an id in code, alone or in what a refusal says, means that a rule decides by it. */
const ruleFolders = [
  'src/entitlement/',
  'src/contracts/',
  'src/cases/',
  'src/escalation/',
  'src/credits/',
  'src/duties/',
  'src/requests/',
  'src/parties/',
  'src/installed-base/',
  'src/advisories/',
  'src/analysis/',
  'src/decisions/',
  'src/catalog/precedence.ts',
]
const reserved = /\/(store|routes|jobs|gateway)\.ts$/

const isUnder = (path: string, place: string): boolean => path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`)

const codeOf = (element: string): string => element.slice(element.indexOf(':') + 1)

/** Files that use an element in the way a row says. */
const usersOf = (row: ElementUse, element: string, sources: readonly SourceText[]): readonly string[] => {
  const words = row.reads.map((word) => (row.element.endsWith(':*') ? word.replace('*', codeOf(element)) : word))
  return sources
    .filter(({ path, text }) => row.where.some((place) => isUnder(path, place)) && words.every((word) => text.includes(word)))
    .map(({ path }) => path)
}

const matches = (row: ElementUse, element: string): boolean =>
  row.element.endsWith(':*') ? element.startsWith(row.element.slice(0, -1)) : row.element === element

/**
 * What is done about every clause of some offerings: which files use an element that carries it or name it
 * literally in a rule, and which tests name it.
 */
export const clauseRegister = (
  offerings: readonly Offering[],
  sources: readonly SourceText[],
  proofs: readonly Proof[],
): readonly RegisterEntry[] => {
  const uses = new Map<string, Map<string, { readonly how: ElementUseKind; readonly file: string }>>()
  const claim = (id: string, how: ElementUseKind, file: string): void => {
    const known = uses.get(id) ?? new Map()
    known.set(`${how} ${file}`, { how, file })
    uses.set(id, known)
  }
  const found = new Map<string, readonly string[]>()
  const citations = offerings.flatMap((offering) => citationsOf(offering).map((citation) => ({ offering, citation })))
  for (const { offering, citation } of citations)
    for (const element of citation.elements)
      for (const row of elementUses) {
        if (!matches(row, element) || row.applies?.(offering) === false) continue
        const key = `${row.how} ${row.element} ${element} ${row.where.join()}`
        const files = found.get(key) ?? usersOf(row, element, sources)
        found.set(key, files)
        for (const file of files) for (const id of citation.clauses) claim(id, row.how, file)
      }
  for (const { path, text } of sources) {
    if (reserved.test(path) || !ruleFolders.some((folder) => path.startsWith(folder))) continue
    for (const id of idsIn(text)) if (isClauseId(id)) claim(id, 'decided', path)
  }
  return offerings.flatMap((offering) =>
    Object.entries(offering.clauses).map(([id, title]) => ({
      id: id as ClauseId,
      title,
      uses: [...(uses.get(id)?.values() ?? [])],
      proofs: proofs.filter((proof) => proof.clauses.includes(id)),
    })),
  )
}
