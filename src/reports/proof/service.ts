import { createHash } from 'node:crypto'
import { markdownOf } from '../../analysis/reviews/markdown.ts'
import { findReview, talksOf } from '../../analysis/reviews/service.ts'
import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays, earliestEnd } from '../../calendar/terms.ts'
import { askedElsewhere } from '../../cases/asking/service.ts'
import { readOfferings } from '../../catalog/service.ts'
import { soldWith } from '../../catalog/sold.ts'
import type { Charge } from '../../charges/line.ts'
import { plainMoney } from '../../charges/money.ts'
import { listCharges } from '../../charges/service.ts'
import { type Contract, dayOf, findContract } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { safeFileName } from '../../documents/name.ts'
import { waitedFor } from '../../duties/items.ts'
import { dutiesOfAccount } from '../../duties/service.ts'
import { clausesOfDuty, hasAdvisor } from '../../guidance/advising/advice.ts'
import { listAdvice } from '../../guidance/advising/service.ts'
import { hasParts, readParts } from '../../guidance/components/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { attendanceOf, underContract } from '../../meetings/overview/service.ts'
import { listWebinars, quartersOf } from '../../meetings/webinars/service.ts'
import { deliverablesOf } from '../../requests/promised.ts'
import { deliverableOf } from '../network/periods.ts'
import { listSent, readSent } from '../network/store.ts'
import {
  type Delivery,
  type DutyRecord,
  deliverableLines,
  dutyLines,
  type Evidence,
  type Line,
  type Period,
  responseLines,
  type Summary,
  summaryOf,
  type Turn,
  withFreed,
} from './proof.ts'
import * as store from './store.ts'

/** A text of the pack, made when it is asked for. */
export type PackText = { readonly path: string; readonly text: string }
/** A file of the pack whose bytes lie in the data folder. */
export type PackBytes = {
  readonly id: string
  readonly path: string
  readonly sizeBytes: number
  readonly masked: boolean
  readonly sha256: string
}

export type Proof = {
  readonly contract: Contract
  readonly offeringTitle: string
  readonly offeringVersion: number
  readonly period: Period
  readonly lines: readonly Line[]
  readonly sum: Summary
  readonly texts: readonly PackText[]
  readonly files: readonly PackBytes[]
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Gathers what was promised under a contract in a period and what is on record of it. A period that is left out is that of the contract up to today. */
export async function proofOf(
  tx: Tx,
  account: AccountRef & { readonly theatre: string },
  now: Instant,
  number: string,
  asked: { readonly from?: string | undefined; readonly to?: string | undefined },
): Promise<Proof> {
  const contract = await findContract(tx, account.id, number)
  if (contract?.kind !== 'service') throw notFound('service contract')
  const offering = soldWith(await readOfferings(tx), contract)
  if (!offering) throw notFound('service')
  const today = dayOf(account.zone, now)
  if (today < contract.startsOn)
    throw badRequest('The contract has not begun', {
      found: today,
      expected: `${contract.startsOn} or later`,
      toDo: 'Ask again once it has begun.',
    })
  const from = asked.from ?? contract.startsOn
  const to = asked.to ?? earliestEnd(contract.endsOn, today) ?? today
  if (to < from) throw badRequest('The period is wrong', { found: `${from} to ${to}`, expected: 'a last day on or after the first' })
  if (to < contract.startsOn || from > contract.endsOn || from > today)
    throw badRequest('Nothing was promised in this period', {
      found: `${from} to ${to}`,
      expected: `days from ${contract.startsOn} to ${earliestEnd(contract.endsOn, today) ?? today}, of ${contract.number}`,
      toDo: 'Choose days on which the contract ran.',
    })
  const [start, end] = [resolveLocal(account.zone, `${from}T00:00`), resolveLocal(account.zone, `${addDays(to, 1)}T00:00`)]
  if (typeof start !== 'number' || typeof end !== 'number') throw badRequest('The period is wrong', { found: `${from} to ${to}` })
  const span = { accountId: account.id, contractId: contract.id, zone: account.zone, from: start, before: end }
  const texts: PackText[] = []
  const files = new Map<string, PackBytes>()
  /** Keeps a text in the pack, and names it as evidence. */
  const text = (kind: Evidence['kind'], ref: string, path: string, body: string): Evidence => {
    if (!texts.some((each) => each.path === path)) texts.push({ path, text: body })
    return { kind, ref, path, sha256: sha256(body) }
  }
  const bytes = (kind: Evidence['kind'], file: Omit<PackBytes, 'path'>, name: string): Evidence => {
    const path = `evidence/files/${file.id.slice(-6)}-${safeFileName(name)}`
    files.set(file.id, { ...file, path })
    return { kind, ref: name, path, sha256: file.sha256 }
  }
  const deliveries: Delivery[] = []
  for (const paper of await store.papers(tx, span)) {
    const evidence: Evidence[] = []
    if (paper.documentId !== null)
      evidence.push(
        bytes(
          'document',
          { id: paper.documentId, sizeBytes: paper.sizeBytes, masked: paper.documentMasked, sha256: paper.sha256 },
          paper.documentName ?? 'file',
        ),
      )
    if (paper.review !== null) {
      const review = await findReview(tx, account.id, paper.review)
      if (review)
        evidence.push(
          text(
            'review',
            paper.review,
            `evidence/reviews/${paper.review}.md`,
            markdownOf({ ...review, account: account.code, zone: account.zone, talks: await talksOf(tx, account, review) }),
          ),
        )
    }
    if (paper.text !== '')
      evidence.push(
        text(
          'text',
          `${paper.request}, version ${paper.version}`,
          `evidence/papers/${paper.request}-${sha256(paper.title).slice(0, 8)}-v${paper.version}.md`,
          `# ${paper.title}\n\n${paper.text}\n`,
        ),
      )
    deliveries.push({
      clauses: paper.clauses,
      on: paper.on,
      by: paper.sentBy,
      what: `${paper.title}, ${paper.request} version ${paper.version}${paper.outcome ? `, ${paper.outcome} by ${paper.signedBy}` : ''}`,
      evidence,
    })
  }
  for (const { number: meeting, title, clauses, on, lead, text: minutes, attended } of await store.meetings(tx, span))
    deliveries.push({
      clauses,
      on,
      by: lead,
      what: `${title}, ${meeting}${attended.length > 0 ? `, with ${attended.slice(0, 6).join(', ')}` : ''}`,
      evidence:
        minutes === null
          ? [{ kind: 'meeting', ref: meeting, path: null, sha256: null }]
          : [text('minutes', meeting, `evidence/minutes/${meeting}.md`, `# ${title}, ${on}\n\n${minutes}\n`)],
    })
  for (const { number: window, title, service, on, engineer, reviewed, log } of await store.windows(tx, span)) {
    const brought = deliverablesOf(offering, service).filter(({ code }) => reviewed || !code.startsWith('post-change'))
    const lines = log.map(({ at, who, kind, body }) => `- ${at} ${who}: ${kind} ${JSON.stringify(body)}`)
    deliveries.push({
      clauses: brought.flatMap(({ clauses }) => clauses),
      on,
      by: engineer,
      what: `${title}, ${window}${reviewed ? ', reviewed' : ''}`,
      evidence: [text('text', window, `evidence/windows/${window}.md`, `# ${title}, ${on}\n\n${lines.join('\n')}\n`)],
    })
  }
  const webinarsPromised = offering.deliverables.filter(({ code }) => /webinar/.test(code))
  const webinarClauses = webinarsPromised.flatMap(({ clauses }) => clauses)
  const turns = new Map<string, readonly Turn[]>()
  if (webinarClauses.length > 0) {
    const quarters = quartersOf(contract, await listWebinars(tx, [account.theatre]), today).filter((each) => each.to < today)
    for (const { code } of webinarsPromised)
      turns.set(
        code,
        quarters.map(({ from: first, to: last, held }) => ({ from: first, to: last, kept: held > 0 })),
      )
    for (const { title, on, host, postedOn } of await store.webinars(tx, span, account.theatre))
      deliveries.push({
        clauses: webinarClauses,
        on,
        by: host,
        what: `${title}${postedOn ? `, posted ${postedOn}` : ', not posted yet'}`,
        evidence: [{ kind: 'meeting', ref: title, path: null, sha256: null }],
      })
  }
  const versions = Map.groupBy(await listSent(tx, account.id, contract.id), ({ kind, startsOn }) => `${kind}-${startsOn}`)
  for (const [code, sent] of versions) {
    const [first] = sent
    if (!first || first.sentAt < start || first.sentAt >= end) continue
    const evidence: Evidence[] = []
    for (const { version, why, sha256: hash, ...which } of sent)
      evidence.push({
        ...text(
          'text',
          version === 1 ? `report of ${which.startsOn}` : `version ${version}: ${why}`,
          `evidence/reports/${code}${version === 1 ? '' : `-version-${version}`}.json`,
          await readSent(tx, account.id, contract.id, { ...which, version }),
        ),
        sha256: hash,
      })
    deliveries.push({
      clauses: offering.deliverables.find(({ code: of }) => of === deliverableOf[first.kind])?.clauses ?? [],
      on: dayOf(account.zone, first.sentAt),
      by: first.sentByName,
      what: `${first.kind === 'quarter' ? 'Report about the network' : 'Defects'}, ${first.startsOn} to ${first.endsOn}`,
      evidence,
    })
  }
  if (hasAdvisor(offering)) {
    const advice = await listAdvice(tx, account.id, contract.id, { from, to })
    for (const { duty, on, by, text: what, question } of advice.toReversed())
      deliveries.push({
        clauses: [
          ...clausesOfDuty(offering, duty),
          ...offering.deliverables.filter(({ code }) => code === 'advisor').flatMap(({ clauses }) => clauses),
        ],
        on,
        by,
        what: question ? `${what}, asked by ${question.asker}` : what,
        evidence: [],
      })
  }
  const released = offering.deliverables
    .filter(({ code }) => code === 'release-announcement' || code === 'patches-and-updates')
    .flatMap(({ clauses }) => clauses)
  for (const { serial, version, kind, on, by, told, taken, files: attached } of await store.releases(tx, span))
    deliveries.push({
      clauses: released,
      on,
      by,
      what: `${kind} ${version} of ${serial} published${told.length > 0 ? `, told to ${told.join(', ')}` : ', nobody to tell'}, taken ${taken} times`,
      evidence: attached.map((file) => bytes('document', { ...file, masked: false }, file.name)),
    })
  const letterClauses = (kind: string) => (kind === 'lifecycle-notice' ? ['SSM-3.2.p5'] : ['SSM-3.3.p1', 'ACP-12.p1', 'ACP-13.p1'])
  for (const { id, kind, on, subject } of await store.letters(tx, span))
    deliveries.push({
      clauses: letterClauses(kind),
      on,
      by: 'Holdfast',
      what: subject,
      evidence: [{ kind: 'letter', ref: id, path: null, sha256: null }],
    })
  const evidenceFiles = new Map((await store.dutyFiles(tx, span)).map((file) => [file.id, file]))
  const period = { from, to }
  const freed = hasParts(offering) ? (await readParts(tx, account, now, underContract, contract.number)).notObliged : []
  const lines = [
    ...withFreed(deliverableLines(offering, { from: contract.startsOn, to: contract.endsOn }, period, deliveries, turns), freed, period),
    ...responseLines(offering, await store.responses(tx, span)),
    ...(await store.requests(tx, span)).map(requestLine(deliveries, await listCharges(tx, account.id))),
    ...dutyLines(
      await dutyRecords(tx, account, now, contract.id, (id) => {
        const file = evidenceFiles.get(id)
        return file ? bytes('duty-file', file, file.name) : undefined
      }),
    ),
  ]
  return {
    contract,
    offeringTitle: offering.title,
    offeringVersion: offering.version,
    period,
    lines,
    sum: summaryOf(lines),
    texts,
    files: [...files.values()],
  }
}

/** `charged 1500.00 AUD on 2026-04-20 for MSP-5.c, MSP-5.r2: Two days of waiting (line 1, approved by Fay Finance)`. */
const chargedWords = ({ seq, day, amount, currency, clauses, reason, by, counters }: Charge): string =>
  counters === null
    ? `charged ${plainMoney(amount, currency)} on ${day} for ${clauses.join(', ')}: ${reason} (line ${seq}, approved by ${by})`
    : `line ${counters} taken back on ${day}: ${reason} (line ${seq}, by ${by})`

/** A request is a promise of its own: what was agreed, and what became of it. */
const requestLine =
  (deliveries: readonly Delivery[], charges: readonly Charge[]) =>
  ({ number, title, service, state, askedOn, askedBy, activeOn, firstDay, closedOn, credits }: store.RequestRow): Line => {
    const own = deliveries.filter(({ what }) => what.includes(`, ${number} version`))
    const done = state === 'completed'
    const off = state === 'cancelled' || state === 'declined'
    return {
      kind: 'request',
      code: number,
      title: `${title} (${service}), ${number}`,
      clauses: [...new Set(own.flatMap(({ clauses }) => clauses))],
      promised: [
        `asked ${askedOn} by ${askedBy}`,
        activeOn && `active ${activeOn}`,
        firstDay && `first service day ${firstDay}`,
        credits && `${credits} credits`,
        ...charges.filter(({ about }) => about.kind === 'request' && about.number === number).map(chargedWords),
      ]
        .filter((each) => Boolean(each))
        .join(', '),
      due: null,
      fate: done ? 'delivered' : off ? 'not asked for' : own.length > 0 ? 'partly' : activeOn === null ? 'not asked for' : 'not met',
      gap: done || off || activeOn === null ? '' : own.length > 0 ? 'not signed off yet' : 'nothing was delivered yet',
      delivered: [...own, ...(closedOn && done ? [{ clauses: [], on: closedOn, by: '', what: 'completed', evidence: [] }] : [])],
    }
  }

async function dutyRecords(
  tx: Tx,
  account: AccountRef,
  now: Instant,
  contractId: string,
  fileOf: (id: string) => Evidence | undefined,
): Promise<readonly DutyRecord[]> {
  const [found] = await dutiesOfAccount(tx, account, now, { contractId, ended: true, askedElsewhere, attendanceOf })
  if (!found) return []
  const all = [
    ...found.items.map((item) => ({ item, of: '', days: found.days })),
    ...found.engagements.flatMap(({ engagement, items, days }) => items.map((item) => ({ item, of: `: ${engagement.title}`, days }))),
  ]
  return all
    .filter(({ item }) => !item.sum)
    .map(({ item, of, days }) => {
      const { evidence } = item
      const file = evidence?.file ? fileOf(evidence.file.id) : undefined
      return {
        code: item.code,
        title: `${item.title}${of}`,
        clauses: item.clauses,
        party: item.party,
        state: item.state,
        since: item.since,
        waitedDays: waitedFor([item], days),
        proof: evidence
          ? {
              clauses: item.clauses,
              on: evidence.on,
              by: evidence.actor.replace(/ <[^>]*>$/, ''),
              what: evidence.text || (evidence.nothing ? 'said that there is none' : 'given'),
              evidence: file ? [file] : [],
            }
          : null,
      }
    })
}
