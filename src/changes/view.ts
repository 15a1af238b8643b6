import { minutesMs, toIso } from '../lib/time.ts'
import type { ChangeEvent, ChangeRow, MoveRow } from './change.ts'
import { type Entry, isIssue, type Standing } from './happened.ts'
import { outOfScope, type Plan, planMinutes } from './plan.ts'

const iso = (at: number | null) => (at === null ? null : toIso(at))

/** A change as a list shows it. */
export const briefView = (account: string, row: ChangeRow) => ({
  account,
  number: row.number,
  request: row.request,
  offering: row.offering,
  service: row.service,
  title: row.title,
  state: row.state,
  unit: row.unit,
  startsAt: toIso(row.startsAt),
  endsAt: toIso(row.endsAt),
  zone: row.zone,
  country: row.country,
  devices: row.serials,
  engineer: row.engineerId === null ? null : { id: row.engineerId, name: row.engineerName },
  presence: row.presence,
  location: row.location,
  startedAt: iso(row.startedAt),
  endedAt: iso(row.endedAt),
  closedAt: iso(row.closedAt),
  version: row.version,
})

export const planView = ({ content, version, writtenBy, writtenAt }: Plan, serials: readonly string[]) => ({
  ...content,
  version,
  writtenBy,
  writtenAt: toIso(writtenAt),
  minutes: planMinutes(content.steps),
  outOfScope: outOfScope(content.steps, serials),
})

const entryView = (entry: Entry) => {
  const { serial, caseNumber, ...rest } = entry
  return {
    ...rest,
    at: toIso(entry.at),
    device: serial,
    case: caseNumber,
    escalatedAt: iso(entry.escalatedAt),
    actedAt: iso(entry.actedAt),
    actedAfterMinutes:
      entry.escalatedAt === null || entry.actedAt === null ? null : Math.floor((entry.actedAt - entry.escalatedAt) / minutesMs),
    recommendedAt: iso(entry.recommendedAt),
    solution: entry.solution.map(({ state, at }) => ({ state, at: toIso(at) })),
    settledAt: iso(entry.settledAt),
    issue: isIssue(entry),
  }
}

export const standingView = ({
  planReview,
  accessTest,
  asks,
  conditions,
  misses,
  hold,
  caseAhead,
  entries,
  steps,
  owners,
  saidOnClosing,
  review,
}: Standing) => ({
  planReview: planReview && { ...planReview, at: toIso(planReview.at) },
  accessTest: accessTest && { ...accessTest, at: toIso(accessTest.at) },
  asks: asks.map((ask) => ({ ...ask, askedAt: toIso(ask.askedAt), answeredAt: iso(ask.answeredAt) })),
  conditions: conditions.map((each) => ({ ...each, toldAt: toIso(each.toldAt), inPlaceAt: iso(each.inPlaceAt) })),
  misses: misses.map((each) => ({ ...each, at: toIso(each.at) })),
  hold,
  caseAhead,
  entries: entries.map(entryView),
  ticks: Object.entries(steps).map(([step, tick]) => ({ ...tick, step: Number(step), at: toIso(tick.at) })),
  owners,
  saidOnClosing,
  review: review && {
    at: toIso(review.at),
    by: review.by,
    goal: review.goal,
    result: review.result,
    verdict: review.verdict,
    improvements: review.improvements,
    noneBecause: review.noneBecause,
    language: review.language ?? 'en',
    changes: review.changes,
  },
})

export const moveView = ({ id, kind, side, actorName, at, startsAt, endsAt, why, waiver, state, answeredBy, answer }: MoveRow) => ({
  id,
  kind,
  side,
  by: actorName,
  at: toIso(at),
  startsAt: toIso(startsAt),
  endsAt: toIso(endsAt),
  why,
  waiver,
  state,
  answeredBy,
  answer,
})

export const eventView = ({ seq, at, actorName, kind, body }: ChangeEvent) => ({ seq, at: toIso(at), actor: actorName, kind, body })
