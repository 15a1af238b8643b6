import { readOverrides } from '../../catalog/service.ts'
import type { Charge } from '../../charges/line.ts'
import { plainMoney } from '../../charges/money.ts'
import { insertCharge, listCharges } from '../../charges/service.ts'
import { dayOf } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import type { AccountRef, Principal } from '../../lib/principal.ts'
import { badRequest, conflict, unprocessable } from '../../lib/problem.ts'
import { hoursWords, type Instant, minutesMs, toIso } from '../../lib/time.ts'
import { written } from '../asking/service.ts'
import type { Case } from '../case.ts'
import { chargedBy, stands } from '../excluding/exclusion.ts'
import { listExclusions, requireService } from '../excluding/service.ts'
import { append, findCase, openCaseOnly } from '../service.ts'
import { contactsOf } from '../telling/service.ts'
import { tellPublic } from '../watching/service.ts'
import { byDay, linesOf, ratesOn } from './bill.ts'
import * as store from './store.ts'

export { findAccepted, listTime } from './store.ts'

/** Longest stretch in one entry, in hours, and most entries on one case. */
const longestHours = 24
const mostEntries = 1000

/** The clauses by which work on a case is charged: a manager confirmed that an unauthorised change caused it (CSS-11.d). */
export async function chargeableBy(tx: Tx, found: Case): Promise<readonly string[]> {
  const offering = await requireService(tx, found)
  const basis = (await listExclusions(tx, found.accountId, found.id)).find((each) => each.how === 'charge' && stands(each))
  const clauses = chargedBy(offering)
  if (basis && clauses) return [...clauses, ...basis.clauses.slice(-1)]
  throw unprocessable('Nothing of this case is charged', {
    found: 'no part that is worked on at rates',
    expected: 'a part that an unauthorised change caused, confirmed by a manager (CSS-11.d, CSS-8.e3)',
    toDo: 'Mark the part first, to be worked on at rates.',
  })
}

/** The customer accepts the rates in force, before any work is charged (CSS-8.e3). Whoever accepts has seen this very rate. */
export async function acceptRates(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly currency: string; readonly hourAmount: number },
): Promise<void> {
  openCaseOnly(found)
  const clauses = await chargeableBy(tx, found)
  const rates = ratesOn(dayOf(account.zone, now), await readOverrides(tx))
  const rate = rates.find(({ currency }) => currency === given.currency)
  if (rate?.hourAmount !== given.hourAmount)
    throw conflict('That is not the rate in force (CSS-8.e3)', {
      found: plainMoney(given.hourAmount, given.currency),
      expected: rates.map((each) => plainMoney(each.hourAmount, each.currency)).join(' or ') || 'a rate; none is in force',
      toDo: 'Look at the rates again.',
    })
  if (!(await store.insertAccepted(tx, account.id, found.id, { ...rate, by: by.name, at: now })))
    throw conflict('The rates of this case were accepted already')
  const text = `Accepted the rates: ${plainMoney(rate.hourAmount, rate.currency)} for an hour, and what is in force on the day of the work.`
  await append(tx, found, now, by, {
    body: { kind: 'charge', act: 'rates', text, amount: rate.hourAmount, currency: rate.currency, clauses },
  })
  await tellPublic(tx, found, now, by, { event: 'charge', text }, [found.requesterId, found.ownerId])
  await written(tx, found, now, by, 'case.accept-rates', { ...rate })
}

/** An engineer writes down time that is charged; the customer is told what it comes to before it is (CSS-8.e3). */
export async function logTime(
  tx: Tx,
  account: AccountRef,
  found: Case,
  now: Instant,
  by: Principal,
  given: { readonly from: Instant; readonly to: Instant; readonly what: string },
): Promise<void> {
  openCaseOnly(found)
  const clauses = await chargeableBy(tx, found)
  const accepted = await store.findAccepted(tx, account.id, found.id)
  if (!accepted)
    throw unprocessable('The customer has not accepted the rates (CSS-8.e3)', {
      found: 'rates that nobody accepted',
      expected: 'rates that the customer accepted before the work',
      toDo: 'Ask the customer to accept them on the page of the case.',
    })
  checkStretch(given, accepted.at, now)
  const entries = await store.listTime(tx, account.id, found.id)
  if (entries.length >= mostEntries) throw conflict(`${mostEntries} entries of time are on this case`)
  const charges = await listCharges(tx, account.id, { caseId: found.id })
  const gone = (time: number) => {
    const lines = charges.filter((each) => each.time?.entry === time && each.kind === 'charge')
    return lines.length > 0 && lines.every(({ counteredBy }) => counteredBy !== null)
  }
  const twice = entries.find(
    (each) => each.engineerId === by.personId && each.from < given.to && given.from < each.to && !gone(each.number),
  )
  if (twice)
    throw conflict('That time is written down already', { found: `entry ${twice.number}, ${toIso(twice.from)} to ${toIso(twice.to)}` })
  const lines = linesOf(account.zone, given, accepted.currency, await readOverrides(tx))
  if (!lines)
    throw unprocessable('No rate is in force on a day of the work (CSS-8.e3)', {
      found: byDay(account.zone, given.from, given.to)
        .map(({ day }) => day)
        .join(', '),
      expected: `a rate in ${accepted.currency}`,
      toDo: 'Have the rate set and approved first.',
    })
  const readers = await contactsOf(tx, account, found, now)
  if (readers.length === 0)
    throw unprocessable('Nobody of the customer can be told (CSS-8.e3)', { toDo: 'Have the customer name a contact first.' })
  const number = entries.length + 1
  const [minutes, amount] = [lines.reduce((sum, each) => sum + each.minutes, 0), lines.reduce((sum, each) => sum + each.amount, 0)]
  await store.insertTime(tx, account.id, found.id, {
    ...given,
    number,
    engineer: by.name,
    engineerId: by.personId,
    lines,
    toldAt: now,
    told: readers.map(({ name }) => name),
  })
  const days = lines.map((each) => `${each.day}: ${hoursWords(each.minutes)} at ${plainMoney(each.hourAmount, each.currency)} for an hour`)
  const text = [`${hoursWords(minutes)}, ${plainMoney(amount, accepted.currency)}: ${given.what}`, ...days].join('\n')
  await append(tx, found, now, by, { body: { kind: 'charge', act: 'time', text, minutes, amount, currency: accepted.currency, clauses } })
  await tellPublic(
    tx,
    found,
    now,
    by,
    { event: 'charge', text: `This will be charged.\n\n${text}` },
    readers.map(({ personId }) => personId),
  )
  await written(tx, found, now, by, 'case.log-time', { number, minutes, amount, currency: accepted.currency })
}

function checkStretch(given: { readonly from: Instant; readonly to: Instant }, acceptedAt: Instant, now: Instant): void {
  const found = `${toIso(given.from)} to ${toIso(given.to)}`
  if (given.to <= given.from) throw badRequest('The work ends before it begins', { found, expected: 'an end after the start' })
  if (given.from % minutesMs !== 0 || given.to % minutesMs !== 0) throw badRequest('Work is written down in whole minutes', { found })
  if (given.to > now) throw badRequest('The work lies ahead', { found, expected: `an end by ${toIso(now)}` })
  if (given.to - given.from > longestHours * 60 * minutesMs)
    throw badRequest('That is too long for one entry', { found, expected: `${longestHours} hours at most` })
  if (given.from < acceptedAt)
    throw unprocessable('The work began before the customer accepted the rates (CSS-8.e3)', {
      found: toIso(given.from),
      expected: `${toIso(acceptedAt)} or later`,
      toDo: 'Only work after the acceptance is charged.',
    })
}

/** Charges everything on a case that was told and not charged yet: a line for each day of the work. @returns numbers of the lines */
export async function billCase(tx: Tx, account: AccountRef, found: Case, now: Instant, by: Principal): Promise<readonly number[]> {
  const clauses = await chargeableBy(tx, found)
  const accepted = await store.findAccepted(tx, account.id, found.id)
  const charged = new Set((await listCharges(tx, account.id, { caseId: found.id })).map(({ time }) => time?.entry))
  const due = (await store.listTime(tx, account.id, found.id)).filter(({ number }) => !charged.has(number))
  if (!accepted || due.length === 0)
    throw conflict('There is nothing to charge', { found: 'no time that is written down and not charged', expected: 'an entry of time' })
  const made: number[] = []
  const lines = due.flatMap((entry) => entry.lines.map((line) => ({ ...line, entry: entry.number })))
  for (const { day, amount, currency, entry, minutes, hourAmount, rateFrom } of lines)
    made.push(
      await insertCharge(tx, account.id, {
        about: { kind: 'case', id: found.id, number: found.number },
        kind: 'charge',
        day,
        amount,
        currency,
        time: { entry, minutes, hourAmount, rateFrom },
        clauses,
        by: by.name,
        proposedBy: null,
        at: now,
        counters: null,
        reason: '',
      }),
    )
  const amount = lines.reduce((sum, each) => sum + each.amount, 0)
  const minutes = lines.reduce((sum, each) => sum + each.minutes, 0)
  const text = `Charged ${plainMoney(amount, accepted.currency)} for ${hoursWords(minutes)}: line ${made.join(', ')} of the statement.`
  await append(tx, found, now, by, { body: { kind: 'charge', act: 'billed', text, minutes, amount, currency: accepted.currency, clauses } })
  await tellPublic(tx, found, now, by, { event: 'charge', text }, [found.requesterId])
  await written(tx, found, now, by, 'charge.bill', { lines: made, amount, currency: accepted.currency })
  return made
}

/** A line about a case was taken back: it stands in the history of the case, and whoever opened it hears of it. */
export async function tellOfCounter(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  by: Principal,
  line: Charge,
  counter: Charge,
): Promise<void> {
  const found = await findCase(tx, account.id, { id: line.about.id })
  if (!found) throw badRequest(`There is no case of line ${line.seq}`)
  const text = `Line ${line.seq} is taken back by line ${counter.seq}, ${plainMoney(counter.amount, line.currency)}: ${counter.reason}`
  await append(tx, found, now, by, {
    body: {
      kind: 'charge',
      act: 'corrected',
      text,
      minutes: counter.time?.minutes ?? 0,
      amount: counter.amount,
      currency: line.currency,
      clauses: line.clauses,
    },
  })
  await tellPublic(tx, found, now, by, { event: 'charge', text }, [found.requesterId])
  await written(tx, found, now, by, 'charge.correct', { line: line.seq, by: counter.seq, reason: counter.reason })
}
