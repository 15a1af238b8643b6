import { z } from 'zod'
import { exposedBrief } from '../../advisories/exposure/brief.ts'
import { exposedBriefs } from '../../advisories/exposure/service.ts'
import { alsoOpen } from '../../cases/lists/service.ts'
import { caseRowSchema, rowView } from '../../cases/schema.ts'
import { reachCase } from '../../cases/service.ts'
import { policyBook } from '../../catalog/policy-book.ts'
import { readOverrides } from '../../catalog/service.ts'
import { accountParams, type Operation, ok, operation } from '../../http/operation.ts'
import { toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { listHandOvers } from '../hand-over/store.ts'
import { handOverSchema, handOverView } from '../hand-over/view.ts'
import { listPages } from '../paging/store.ts'
import { pageSchema, pageView } from '../paging/view.ts'
import { listRequests } from '../requests/store.ts'
import { requestSchema, requestView } from '../requests/view.ts'

const mostOpen = 6
const mostAdvisories = 5

/** What stands beside a case while it is worked on: what else is open, what is escalated, what rings, and who should take it over. */
export const besideOperations: readonly Operation[] = [
  operation({
    id: 'case.beside',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/beside',
    summary:
      'What stands beside a case: other open ones, open escalations, published records about its device, and for staff what rings and is being handed over',
    permission: 'case.read',
    scope: 'account',
    params: accountParams.extend({ case: z.string().trim().min(3).max(40) }),
    answers: {
      200: z.object({
        open: z.array(caseRowSchema),
        escalations: z.array(requestSchema),
        ringing: z.array(pageSchema),
        handOvers: z.array(handOverSchema),
        advisories: z.array(exposedBrief),
      }),
    },
    handle: async ({ tx, account, principal, now }, { params }) => {
      const found = await reachCase(tx, account, principal, params.case)
      const staff = principal.accountKind === 'provider'
      const may = (permission: 'escalation.read' | 'roster.read' | 'case.note' | 'exposure.read') =>
        lacks(principal.roles, permission) === undefined
      const { levels } = policyBook(toIso(now).slice(0, 10), await readOverrides(tx)).get('escalation.requests')
      const about = { number: found.number, account: found.accountCode, summary: found.summary, priority: found.priority }
      const requests = may('escalation.read')
        ? await listRequests(tx, { accountIds: [found.accountId], caseId: found.id, state: 'open', limit: 20 })
        : []
      const pages = staff && may('roster.read') ? await listPages(tx, found.accountId, found.id) : []
      const handOvers = staff && may('case.note') ? await listHandOvers(tx, found.accountId, found.id) : []
      return ok({
        open: (await alsoOpen(tx, found, principal, mostOpen)).map(rowView),
        escalations: requests.map((request) => requestView(request, levels, now)),
        ringing: pages.filter(({ state }) => state === 'ringing').map((page) => pageView({ ...page, ...about })),
        handOvers: handOvers.filter(({ state }) => state === 'offered').map(handOverView),
        advisories: found.deviceId && may('exposure.read') ? await exposedBriefs(tx, found.accountId, found.deviceId, mostAdvisories) : [],
      })
    },
  }),
]
