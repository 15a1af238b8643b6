import { z } from 'zod'
import { contractParams, created, dateText, type Operation, ok, operation } from '../../http/operation.ts'
import { actorOf } from '../../lib/principal.ts'
import { toIso } from '../../lib/time.ts'
import { reportKinds, reportStates } from './periods.ts'
import { type Report, readReport, reportsOf, sendReport } from './service.ts'
import type { SentReport } from './store.ts'

const oneParams = contractParams.extend({ kind: z.enum(reportKinds), from: dateText })

const sentSchema = z.object({ version: z.number(), sentBy: z.string(), at: z.string(), sha256: z.string(), why: z.string() })
const rowSchema = z.object({
  kind: z.enum(reportKinds),
  from: dateText,
  to: dateText,
  clauses: z.array(z.string()),
  dueOn: dateText.nullable(),
  state: z.enum(reportStates),
  /** Every version, the newest first. */
  sent: z.array(sentSchema),
})
const count = z.object({ of: z.string(), count: z.number(), records: z.array(z.string()) })
const trend = count.extend({ before: z.array(z.number()) })
const device = z.object({ serial: z.string(), product: z.string(), site: z.string() })
const contentSchema = z.object({
  installBase: z
    .object({
      total: z.number(),
      covered: z.array(device.extend({ until: dateText, onThisContract: z.boolean() })),
      uncovered: z.array(device.extend({ why: z.string(), clause: z.string() })),
    })
    .nullable(),
  endOfLife: z
    .array(
      z.object({
        serial: z.string(),
        product: z.string(),
        /** The end of support that comes first, and of what. A report that was sent before these were kept says the day alone. */
        on: dateText.nullable(),
        of: z.enum(['device', 'product', 'release']).nullable().optional(),
        announcedOn: dateText.nullable().optional(),
        lastOrderOn: dateText.nullable().optional(),
        state: z.enum(['passed', 'ahead', 'no notice known']).optional(),
      }),
    )
    .nullable(),
  cases: z
    .object({
      total: z.number(),
      before: z.array(z.number()),
      byProduct: z.array(trend),
      byType: z.array(trend),
      byPriority: z.array(trend),
    })
    .nullable(),
  returns: z.object({ total: z.number(), byState: z.array(count), byProduct: z.array(count), byCase: z.array(count) }).nullable(),
  defects: z.array(
    z.object({
      from: dateText,
      to: dateText,
      total: z.number(),
      products: z.array(
        z.object({
          product: z.string(),
          defects: z.array(
            z.object({
              record: z.string(),
              title: z.string(),
              severity: z.enum(['critical', 'major']),
              count: z.number(),
              /** Their serials, or the first of them. */
              devices: z.array(z.string()),
            }),
          ),
        }),
      ),
    }),
  ),
})
const reportSchema = rowSchema.extend(contentSchema.shape).extend({
  contract: z.string(),
  /** The version that is shown; null for what it would say now. */
  version: z.number().nullable(),
})

const sentView = ({ version, sentByName, sentAt, sha256, why }: SentReport) => ({
  version,
  sentBy: sentByName,
  at: toIso(sentAt),
  sha256,
  why,
})
const rowView = ({ sent, ...row }: Report) => ({ ...row, sent: sent.map(sentView) })

/** Reports about a customer's network: each quarter, and each month its defects (ACP-6.p1, ACP-6.e). */
export const networkReportOperations: readonly Operation[] = [
  operation({
    id: 'network-report.list',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/network-reports',
    summary: 'The reports that a contract promises over its term, each with the day by which it is due and what was sent',
    permission: 'network-report.read',
    scope: 'account',
    params: contractParams,
    answers: { 200: z.object({ contract: z.string(), items: z.array(rowSchema) }) },
    handle: async ({ tx, account, now }, { params: { contract } }) => {
      const found = await reportsOf(tx, account, now, contract)
      return ok({ contract: found.contract.number, items: found.reports.map(rowView) })
    },
  }),
  operation({
    id: 'network-report.read',
    method: 'GET',
    path: '/api/accounts/:account/contracts/:contract/network-reports/:kind/:from',
    summary: 'One report: as it was sent, or as it would read now',
    permission: 'network-report.read',
    scope: 'account',
    params: oneParams,
    query: z.object({ version: z.coerce.number().int().min(1).optional() }),
    answers: { 200: reportSchema },
    handle: async ({ tx, account, now }, { params: { contract, ...which }, query }) => {
      const { world, report, shown, content } = await readReport(tx, account, now, contract, { ...which, ...query })
      return ok({ ...content, ...rowView(report), contract: world.contract.number, version: shown?.version ?? null })
    },
  }),
  operation({
    id: 'network-report.send',
    method: 'POST',
    path: '/api/accounts/:account/contracts/:contract/network-reports/:kind/:from',
    summary: 'Sends a report: what it says is kept as it is, and the customer hears of it',
    permission: 'network-report.send',
    scope: 'account',
    params: oneParams,
    body: z.object({ why: z.string().trim().max(500).default('') }),
    answers: { 201: rowSchema },
    handle: async ({ tx, account, now, principal }, { params: { contract, ...which }, body }) => {
      await sendReport(tx, account, { now, actor: actorOf(principal), name: principal.name }, contract, { ...which, ...body })
      return created(rowView((await readReport(tx, account, now, contract, which)).report))
    },
  }),
]
