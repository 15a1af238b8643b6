import { daysBetween } from '../calendar/terms.ts'
import type { Offering } from '../catalog/offering.ts'
import type { PolicyBook } from '../catalog/policy-book.ts'
import type { LocalDate } from '../lib/time.ts'
import type { CaseFacts } from './facts.ts'
import type { Payment, Window } from './request.ts'
import { daysOfWindows } from './service-days.ts'

type Asked = {
  readonly service: string
  readonly quantity: number
  readonly devices: number
  readonly windows: readonly Window[]
  readonly case: CaseFacts | null
  readonly method: string
  readonly onDate: LocalDate
}

/** How many units are paid for, and why it is not what was asked. */
export type Units = { readonly units: number; readonly why: string | null }

/**
 * How many units a request takes: months and days as asked, the days that its windows touch, and for a review as many requests as
 * its size makes (policy B60). A case that was helped with and came back soon costs nothing more (policy B52).
 */
export function unitsOf(offering: Offering, asked: Asked, book: PolicyBook): Units {
  const line = offering.purchase.prices.find(({ code }) => code === asked.service)
  if (line?.unit === 'window') return { units: Math.max(1, asked.windows.length), why: null }
  if (asked.windows.length > 0 && line?.unit === 'day') {
    const days = daysOfWindows(asked.windows).length
    return { units: days, why: `the windows touch ${days} ${days === 1 ? 'day' : 'days'}` }
  }
  if (line?.unit !== 'request') return { units: asked.quantity, why: null }
  const most = (book.get('msp.request_size').mostDevices as Readonly<Record<string, number>>)[asked.service]
  if (most !== undefined && asked.devices > most) {
    const units = Math.ceil(asked.devices / most)
    return { units, why: `${asked.devices} devices, and ${most} are one request` }
  }
  const free = book.get('srra.scope').reopenedFreeDays
  const until = asked.case?.assistedUntil
  if (line.asks?.includes('case') && until && daysBetween(until, asked.onDate) <= free)
    return { units: 0, why: `help with this case ended on ${until}, and ${free} days are free` }
  return { units: 1, why: null }
}

/**
 * What a request costs, as the contract pays: units, credits, or flexible credits of the list price (ISS-2.pay-ii, policy H18). Null where
 * nothing gives a price: then it is quoted.
 */
export function priceOf(offering: Offering, asked: Asked, book: PolicyBook): Payment | null {
  const line = offering.purchase.prices.find(({ code }) => code === asked.service)
  const { units } = unitsOf(offering, asked, book)
  if (!line) return null
  if (asked.method === 'price-list') return { by: 'units', units }
  if (asked.method === 'FSC') {
    // flexible credits are worth their value on the list: a part of one, over all units, is a whole one
    const listed = book.get('price.list')[asked.service]
    return listed ? { by: 'credits', family: 'FSC', credits: Math.ceil((listed.cents * units) / 100) } : null
  }
  const each = line.credits ?? (line.policy === 'iss.asc_price' ? book.get('iss.asc_price').credits : null)
  return asked.method === 'ASC' && each !== null ? { by: 'credits', family: 'ASC', credits: each * units } : null
}

/** A price as people say it: `2 ASC`, `1 unit`. */
export const priceWords = (payment: Payment): string =>
  payment.by === 'credits' ? `${payment.credits} ${payment.family}` : `${payment.units} ${payment.units === 1 ? 'unit' : 'units'}`
