import { createHash } from 'node:crypto'
import { markdownOf } from '../../analysis/reviews/markdown.ts'
import { findReview, talksOf } from '../../analysis/reviews/service.ts'
import { resolveLocal } from '../../calendar/local-time.ts'
import { addDays, earliestEnd } from '../../calendar/terms.ts'
import { askedOnCases } from '../../cases/asking/service.ts'
import { readOfferings } from '../../catalog/service.ts'
import { type Contract, dayOf, findContract } from '../../contracts/service.ts'
import type { Tx } from '../../db/scope.ts'
import { safeFileName } from '../../documents/name.ts'
import { dutiesOfAccount } from '../../duties/service.ts'
import { hasParts, readParts } from '../../guidance/components/service.ts'
import type { AccountRef } from '../../lib/principal.ts'
import { badRequest, notFound } from '../../lib/problem.ts'
import type { Instant } from '../../lib/time.ts'
import { underContract } from '../../meetings/overview/service.ts'
import { deliverablesOf } from '../../requests/promised.ts'
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
  const offering = (await readOfferings(tx)).find(({ code, version }) => code === contract.service && version === contract.offeringVersion)
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
            markdownOf({ ...review, account: account.code, talks: await talksOf(tx, account, review) }),
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
  const webinarClauses = offering.deliverables.filter(({ code }) => /webinar/.test(code)).flatMap(({ clauses }) => clauses)
  if (webinarClauses.length > 0)
    for (const { title, on, host, postedOn } of await store.webinars(tx, span, account.theatre))
      deliveries.push({
        clauses: webinarClauses,
        on,
        by: host,
        what: `${title}${postedOn ? `, posted ${postedOn}` : ', not posted yet'}`,
        evidence: [{ kind: 'meeting', ref: title, path: null, sha256: null }],
      })
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
    ...withFreed(deliverableLines(offering, { from: contract.startsOn, to: contract.endsOn }, period, deliveries), freed, period),
    ...responseLines(offering, await store.responses(tx, span)),
    ...(await store.requests(tx, span)).map(requestLine(deliveries)),
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

/** A request is a promise of its own: what was agreed, and what became of it. */
const requestLine =
  (deliveries: readonly Delivery[]) =>
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
      ]
        .filter((each) => Boolean(each))
        .join(', '),
      due: null,
      fate: done ? 'delivered' : off ? 'not asked for' : own.length > 0 ? 'partly' : activeOn === null ? 'not asked for' : 'gap',
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
  const [found] = await dutiesOfAccount(tx, account, now, { contractId, ended: true, askedOnCases })
  if (!found) return []
  const all = [
    ...found.items.map((item) => ({ item, of: '' })),
    ...found.engagements.flatMap(({ engagement, items }) => items.map((item) => ({ item, of: `: ${engagement.title}` }))),
  ]
  return all
    .filter(({ item }) => !item.sum)
    .map(({ item, of }) => {
      const { evidence } = item
      const file = evidence?.file ? fileOf(evidence.file.id) : undefined
      return {
        code: item.code,
        title: `${item.title}${of}`,
        clauses: item.clauses,
        party: item.party,
        state: item.state,
        since: item.since,
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
