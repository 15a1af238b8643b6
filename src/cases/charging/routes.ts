import { z } from 'zod'
import { readOverrides } from '../../catalog/service.ts'
import { listCharges } from '../../charges/service.ts'
import { chargeSchema, chargeView } from '../../charges/view.ts'
import { dayOf } from '../../contracts/service.ts'
import { type Call, created, instantText, type Operation, ok, operation } from '../../http/operation.ts'
import { fromIso, toIso } from '../../lib/time.ts'
import { lacks } from '../../parties/permissions.ts'
import { stands } from '../excluding/exclusion.ts'
import { listExclusions } from '../excluding/service.ts'
import { act, caseParams, reachable, text } from '../routes.ts'
import { holdCase } from '../service.ts'
import { ratesOn } from './bill.ts'
import { acceptRates, billCase, findAccepted, listTime, logTime } from './service.ts'

const instant = z.iso.datetime()
const currency = z.string().regex(/^[A-Z]{3}$/, 'three capitals, such as EUR')
const rate = z.object({ currency: z.string(), hourAmount: z.number(), from: z.string() })
const lineShape = {
  day: z.string(),
  minutes: z.number(),
  hourAmount: z.number(),
  rateFrom: z.string(),
  amount: z.number(),
  currency: z.string(),
}

const boardSchema = z.object({
  /** Whether a part of the case is worked on at rates. */
  charged: z.boolean(),
  rates: z.array(rate),
  accepted: rate.extend({ by: z.string(), at: instant }).nullable(),
  entries: z.array(
    z.object({
      entry: z.number(),
      from: instant,
      to: instant,
      what: z.string(),
      engineer: z.string(),
      told: z.array(z.string()),
      toldAt: instant,
      lines: z.array(z.object(lineShape)),
      amount: z.number(),
      charged: z.boolean(),
    }),
  ),
  lines: z.array(chargeSchema),
  may: z.object({ accept: z.boolean(), log: z.boolean(), bill: z.boolean() }),
})

async function board(call: Call, of: string) {
  const { tx, account, now, principal } = call
  const found = await reachable(call, of)
  const overrides = await readOverrides(tx)
  const accepted = await findAccepted(tx, account.id, found.id)
  const charges = await listCharges(tx, account.id, { caseId: found.id })
  const entries = await listTime(tx, account.id, found.id)
  return {
    charged: (await listExclusions(tx, account.id, found.id)).some((each) => each.how === 'charge' && stands(each)),
    rates: [...ratesOn(dayOf(account.zone, now), overrides)],
    accepted: accepted ? { ...accepted, at: toIso(accepted.at) } : null,
    entries: entries.map((each) => {
      return {
        entry: each.number,
        from: toIso(each.from),
        to: toIso(each.to),
        what: each.what,
        engineer: each.engineer,
        told: [...each.told],
        toldAt: toIso(each.toldAt),
        lines: [...each.lines],
        amount: each.lines.reduce((sum, { amount }) => sum + amount, 0),
        charged: charges.some(({ time }) => time?.entry === each.number),
      }
    }),
    lines: charges.map(chargeView),
    may: {
      accept: lacks(principal.roles, 'case.accept-rates') === undefined,
      log: lacks(principal.roles, 'case.log-time') === undefined,
      bill: lacks(principal.roles, 'charge.bill') === undefined,
    },
  }
}

/** Work at the provider's rates: what was accepted, written down, told and charged. */
export const chargingOperations: readonly Operation[] = [
  operation({
    id: 'case.charging',
    method: 'GET',
    path: '/api/accounts/:account/cases/:case/charging',
    summary: 'Rates, time and charges of a case that is worked on at rates',
    permission: 'case.read',
    scope: 'account',
    params: caseParams,
    answers: { 200: boardSchema },
    handle: async (call, { params }) => ok(await board(call, params.case)),
  }),
  act({
    id: 'case.accept-rates',
    path: 'rates',
    summary: 'Accept the rates in force for the customer, before any work is charged',
    permission: 'case.accept-rates',
    body: z.object({ currency, hourAmount: z.number().int().positive() }),
    run: ({ tx, account, now, principal }, found, body) => acceptRates(tx, account, found, now, principal, body),
  }),
  act({
    id: 'case.log-time',
    path: 'time',
    summary: 'Write down time that is charged; the customer is told what it comes to',
    permission: 'case.log-time',
    body: z.object({ from: instantText, to: instantText, what: text(2000) }),
    run: ({ tx, account, now, principal }, found, body) =>
      logTime(tx, account, found, now, principal, { from: fromIso(body.from), to: fromIso(body.to), what: body.what }),
  }),
  operation({
    id: 'charge.bill',
    method: 'POST',
    path: '/api/accounts/:account/cases/:case/charges',
    summary: 'Charge the time of a case that was told and not charged yet',
    permission: 'charge.bill',
    scope: 'account',
    params: caseParams,
    body: z.object({}),
    answers: { 201: z.object({ lines: z.array(chargeSchema) }) },
    handle: async ({ tx, account, now, principal }, { params }) => {
      const found = await holdCase(tx, account, params.case)
      const made = await billCase(tx, account, found, now, principal)
      return created({
        lines: (await listCharges(tx, account.id, { caseId: found.id })).filter(({ seq }) => made.includes(seq)).map(chargeView),
      })
    },
  }),
]
