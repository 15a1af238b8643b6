import type { Offering } from '../../catalog/offering.ts'
import type { Instant, LocalDate } from '../../lib/time.ts'
import { type Contact, playsFor, playsOn } from '../../parties/contacts.ts'
import type { Reason } from '../access/access.ts'
import type { Case } from '../case.ts'

/** What the customer may be asked for on a case, and the clause by which Custom Software Support says so. */
export const askKinds = {
  configurations: { title: 'Configurations and releases in use', clauses: ['CSS-8.i'] },
  servers: { title: 'Servers', clauses: ['CSS-8.j'] },
  equipment: { title: 'Equipment', clauses: ['CSS-8.j'] },
  infrastructure: { title: 'Infrastructure', clauses: ['CSS-8.j'] },
  logs: { title: 'Logs', clauses: ['CSS-8.j'] },
  information: { title: 'Information', clauses: ['CSS-8.j'] },
  resources: { title: 'Resources', clauses: ['CSS-8.j'] },
  execution: { title: 'Information on how the work is done', clauses: ['CSS-8.l1'] },
  consent: { title: 'Consent', clauses: ['CSS-10.c1'] },
  cooperation: { title: 'Cooperation', clauses: ['CSS-10.c1'] },
  /** Asked for by itself where nobody plays the part, and received when somebody does. */
  'technical-contact': { title: 'A technical contact', clauses: ['CSS-8.a2'] },
} as const

export type AskKind = keyof typeof askKinds
export const askKindNames = Object.keys(askKinds) as [AskKind, ...AskKind[]]
/** What somebody asks for: everything but what is asked for by itself. */
export type AskableKind = Exclude<AskKind, 'technical-contact'>
export const askableKinds = askKindNames.filter((kind) => kind !== 'technical-contact') as [AskableKind, ...AskableKind[]]

const inWords: readonly AskKind[] = ['configurations', 'logs', 'information', 'execution']

/**
 * The clauses by which the service of a case may ask. In words: Custom Software Support names each thing; another service asks for information by its
 * duty to answer, such as ACP-16.p10, and for all else by its duty to help, such as ACP-18.p4. A case that no service carries names no clause.
 */
export function askClauses(item: AskKind, offering: Pick<Offering, 'code' | 'duties'> | undefined): readonly string[] {
  const { clauses } = askKinds[item]
  if (!offering) return []
  if (clauses.every((clause) => clause.startsWith(`${offering.code}-`))) return clauses
  const duty = inWords.includes(item) ? 'information' : 'cooperation'
  return offering.duties.find(({ party, code }) => party === 'customer' && code === duty)?.clauses ?? []
}

/** Something that the customer is asked for on a case. */
export type Ask = {
  readonly number: number
  readonly item: AskKind
  readonly what: string
  readonly reason: Reason
  readonly dueOn: LocalDate
  readonly askedBy: string
  readonly askedAt: Instant
  readonly state: 'open' | 'received' | 'dropped'
  readonly answer: string
  readonly attachmentId: string | null
  readonly closedBy: string | null
  readonly closedAt: Instant | null
}

/** What the customer is shown that the case waits for: `Waiting for: logs, consent`. */
export const waitingFor = (open: readonly Pick<Ask, 'item'>[], access: number): string =>
  [...new Set(open.map(({ item }) => askKinds[item].title.toLowerCase())), ...(access > 0 ? ['access to the network'] : [])].join(', ')

/**
 * What a case says about the technical contact that its service asks for (CSS-8.a2); null where it asks for none. In words: named is
 * whoever plays the part on the day; while nobody does, an open case waits for the customer, but a P1 or P2 waits for no name, and
 * neither does taking any case in.
 */
export function technicalContactOf(
  found: Pick<Case, 'terms' | 'offering' | 'priority' | 'state'>,
  contacts: readonly Contact[],
  today: LocalDate,
): { readonly named: boolean; readonly waits: boolean; readonly clauses: readonly string[]; readonly toDo: string } | null {
  const rule = found.terms.technicalContact
  if (!rule || found.state === 'closed' || found.state === 'resolved') return null
  const named = contacts.some(
    (each) => each.role === 'technical' && playsOn(each, today) && (found.offering === null || playsFor(each, found.offering)),
  )
  const urgent = found.priority === 'P1' || found.priority === 'P2'
  return {
    named,
    waits: !named && !urgent,
    clauses: rule.clauses,
    toDo: named ? '' : `Name a technical contact (${rule.clauses.join(', ')}).`,
  }
}
