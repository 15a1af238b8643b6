import { addDays } from '../calendar/terms.ts'
import { type LocalDate, toIso } from '../lib/time.ts'
import type { Proposal } from './charging/proposal.ts'
import type { Exception } from './exceptions/exception.ts'
import type { Paper } from './promised.ts'
import type { RequestEvent, RequestRow, TaskOrderRow, Window } from './request.ts'

const iso = (at: number | null) => (at === null ? null : toIso(at))

const windowView = (window: Window) => ({ ...window, startsAt: toIso(window.startsAt), endsAt: toIso(window.endsAt) })

/** A request as a list shows it. */
export const briefView = (account: string, row: RequestRow) => ({
  id: row.id,
  account,
  number: row.number,
  contract: row.contract,
  offering: row.offering,
  service: row.service,
  title: row.title,
  state: row.state,
  askedBy: row.askedBy,
  askedAt: toIso(row.askedAt),
  engineer: row.engineer,
  activeOn: row.activeOn,
  firstDay: row.firstDay,
  lastDay: row.lastDay,
  commencedAt: iso(row.commencedAt),
  closedAt: iso(row.closedAt),
  pausedOn: row.pausedOn,
  pausedWhy: row.pausedWhy,
  version: row.version,
})

export const wantedView = ({ wanted: { serials, caseNumber, windows, service: _, ...wanted } }: RequestRow) => ({
  ...wanted,
  devices: serials,
  case: caseNumber,
  windows: windows.map(windowView),
})

export const orderView = ({ content, turnedDownAt: _, ...row }: TaskOrderRow) => ({
  ...row,
  providerSignedAt: toIso(row.providerSignedAt),
  customerSignedAt: iso(row.customerSignedAt),
  quantity: content.quantity,
  firstDay: content.firstDay,
  lastDay: content.lastDay,
  days: content.days,
  leftOut: content.leftOut ?? null,
  windows: content.windows.map(windowView),
  devices: content.serials,
  sites: content.sites,
  payment: content.payment,
  extras: content.extras,
  engineer: content.engineer,
  language: content.language,
  assumptions: content.assumptions,
  acceptance: content.acceptance,
  planOn: content.planOn,
  note: content.note,
})

/** A paper, and since when its signature is overdue: the day after the last one on which it was in time (MSP-5.n). */
export const paperView = ({ code: _, documentId, documentName, ...paper }: Paper, today: LocalDate) => ({
  ...paper,
  document: documentId === null ? null : { id: documentId, name: documentName ?? '' },
  sentAt: toIso(paper.sentAt),
  signedAt: iso(paper.signedAt),
  overdueSince: paper.outcome === null && paper.signBy !== null && paper.signBy < today ? addDays(paper.signBy, 1) : null,
})

export const exceptionView = ({ place, ...each }: Exception) => ({
  ...each,
  window: place,
  askedAt: toIso(each.askedAt),
  answeredAt: iso(each.answeredAt),
})

export const proposalView = ({ proposedById: _, ...each }: Proposal, takenBack: boolean) => ({
  ...each,
  state: takenBack ? ('taken-back' as const) : each.state,
  proposedAt: toIso(each.proposedAt),
  decidedAt: iso(each.decidedAt),
})

export const eventView = ({ seq, at, actorName, kind, body }: RequestEvent) => ({ seq, at: toIso(at), actor: actorName, kind, body })
