import type { Instant, LocalDate } from '../../lib/time.ts'
import type { Reason } from '../access/access.ts'

/** What the customer may be asked for on a case, and the clause that says so. */
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
} as const

export type AskKind = keyof typeof askKinds
export const askKindNames = Object.keys(askKinds) as [AskKind, ...AskKind[]]

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
