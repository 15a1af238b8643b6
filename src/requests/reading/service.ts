import { listCharges } from '../../charges/service.ts'
import { dayOf } from '../../contracts/service.ts'
import { toldToWorkers } from '../../duties/service.ts'
import type { Call } from '../../http/operation.ts'
import { notFound } from '../../lib/problem.ts'
import { listTaskOrders } from '../agreeing/store.ts'
import { listProposals } from '../charging/service.ts'
import { maySign, missingFor } from '../delivering/service.ts'
import { listDeliverables, listPapers } from '../delivering/store.ts'
import { listExceptions } from '../exceptions/service.ts'
import { heldBy, type Neighbours } from '../gathering/service.ts'
import { certificate } from '../promised.ts'
import { isOver } from '../request.ts'
import { findRequest, listEvents } from '../store.ts'
import { briefView, eventView, exceptionView, orderView, paperView, proposalView, wantedView } from '../view.ts'

/** What the provider weighs before the customer has anything of it. */
const internalEvents: ReadonlySet<string> = new Set(['charge-proposed', 'charge-rejected'])

/** One request with everything that hangs on it, as its page shows it. @throws notFound */
export async function wholeView({ tx, account, now, principal }: Call, neighbours: Neighbours, number: string) {
  const row = await findRequest(tx, account.id, { number })
  if (!row) throw notFound('request')
  const today = dayOf(account.zone, now)
  const [papers, orders, proposals, deliverables, exceptions, told, mayNotSign, missing, events] = await Promise.all([
    listPapers(tx, account.id, row.id),
    listTaskOrders(tx, account.id, row.id),
    listProposals(tx, account.id, row.id),
    listDeliverables(tx, account.id, row.id),
    listExceptions(tx, account.id, row.id),
    toldToWorkers(tx, account, { contractId: row.contractId, engagementId: row.id }, now),
    maySign(tx, account, row, principal, now),
    isOver(row.state) ? [] : missingFor(tx, account, neighbours, row),
    listEvents(tx, account.id, row.id),
  ])
  const onsite = orders.some(({ version, content }) => version === row.taskOrder && content.extras.some(({ kind }) => kind === 'onsite'))
  const ownSide = principal.accountKind === 'provider'
  const charges = proposals.filter(({ state }) => ownSide || state === 'approved')
  const lines = charges.length === 0 ? [] : await listCharges(tx, account.id, { requestId: row.id })
  const of = (code: string) => papers.filter((paper) => paper.code === code).map((paper) => paperView(paper, today))
  return {
    ...briefView(account.code, row),
    wanted: wantedView(row),
    scope: row.scope,
    taskOrder: row.taskOrder,
    orders: orders.map(orderView),
    deliverables: deliverables.map(({ waivedBy, waivedWhy, ...each }) => ({
      ...each,
      declinedBy: waivedBy,
      declinedWhy: waivedWhy,
      papers: of(each.code),
    })),
    certificates: of(certificate),
    exceptions: exceptions.map(exceptionView),
    charges: charges.map((each) =>
      proposalView(
        each,
        lines.some(({ counters }) => counters !== null && counters === each.line),
      ),
    ),
    told: [...told],
    mayNotSign: mayNotSign ?? null,
    waitsFor:
      row.state === 'active'
        ? (await heldBy(tx, account, { contractId: row.contractId, requestId: row.id, service: row.service, onsite, now })).map(
            ({ throughout: _, ...waits }) => waits,
          )
        : [],
    missing: [...missing],
    events: events.filter(({ kind }) => ownSide || !internalEvents.has(kind)).map(eventView),
  }
}
