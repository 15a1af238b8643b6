import { formatLocal, localClock, wordsForTime } from '../../calendar/local-time.ts'
import type { ChangeState } from '../../changes/change.ts'
import type { Answer } from '../../client/client.ts'
import { fromIso } from '../../lib/time.ts'
import type { Tone } from '../ui/tag.tsx'

export type Change = Answer<'change.read'>
export type Row = Answer<'change.list'>['items'][number]

export const stateTones: Readonly<Record<ChangeState, Tone>> = {
  planned: 'warn',
  ready: 'ok',
  running: 'alarm',
  done: 'info',
  closed: 'plain',
  cancelled: 'dim',
}
export const entryTitles = { question: 'Question', concern: 'Concern', problem: 'Problem', event: 'Event' } as const
export const solutionTitles = { accepted: 'Accepted', applied: 'Being applied', done: 'Done', 'rolled-back': 'Rolled back' } as const
export const tickTitles = { done: 'Done', failed: 'Failed', 'rolled-back': 'Rolled back' } as const
export const verdictTitles = { met: 'Goal met', partly: 'Partly met', missed: 'Goal missed' } as const

/** What happened to a change, in words. */
export const eventWords: Readonly<Record<string, string>> = {
  agree: 'agreed on the window',
  plan: 'wrote a version of the plan',
  'plan-review': 'went through the plan',
  assign: 'assigned the engineer',
  unassign: 'took the engineer off',
  'access-test': 'tested the remote access',
  ask: 'asked for something',
  answer: 'answered',
  condition: 'named a condition',
  'in-place': 'said that a condition is in place',
  'cannot-meet': 'said that a duty will be missed',
  waive: 'waived a duty',
  hold: 'changed the legal hold',
  ready: 'marked it as ready',
  propose: 'proposed another time',
  'propose-call-off': 'proposed to call it off',
  locate: 'said from where it is delivered',
  'move-accepted': 'accepted the proposal',
  'move-declined': 'declined the proposal',
  'move-withdrawn': 'took the proposal back',
  move: 'moved the window',
  'case-ahead': 'linked the case ahead of it',
  start: 'began the window',
  log: 'wrote into the log',
  escalate: 'escalated an entry',
  analyse: 'looked into an entry',
  solution: 'took a recommendation further',
  case: 'linked a case',
  settle: 'settled an entry',
  decline: 'declined an entry',
  step: 'ticked a step',
  warn: 'warned that the time is nearly over',
  over: 'said that the time is over',
  end: 'ended the window',
  review: 'wrote the review',
  'follow-up': 'handed over what came up after the window',
  'propose-again': 'asked for a further window',
  again: 'agreed to a further window',
  cancel: 'called it off',
}

/** `Tue 17 Mar 2026 10:00 to 15:00` on the clock of a zone. */
export function windowIn(zone: string, startsAt: string, endsAt: string): string {
  const [start, from, to] = [formatLocal(zone, fromIso(startsAt)), localClock(zone, fromIso(startsAt)), localClock(zone, fromIso(endsAt))]
  if (typeof start !== 'string' || 'kind' in from || 'kind' in to) return startsAt
  return `${start} to ${from.date === to.date ? wordsForTime(to.millisOfDay) : String(formatLocal(zone, fromIso(endsAt)))}`
}
