import { type Instant, minutesMs } from '../../lib/time.ts'

/** What stands in somebody's own calendar, from facts that were gathered before. */

export type Entry = {
  /** Stays the same while it is the same thing, so that a calendar moves what it holds. */
  readonly id: string
  readonly from: Instant
  readonly to: Instant
  readonly title: string
  readonly text: string
  /** Whether it keeps the person busy: a shift does not, a deadline does. */
  readonly busy: boolean
}

export type Facts = {
  readonly promises: readonly {
    readonly account: string
    readonly number: string
    readonly summary: string
    readonly priority: string
    readonly dueAt: Instant
  }[]
  readonly shifts: readonly {
    readonly roster: string
    readonly title: string
    readonly tier: number
    readonly from: Instant
    readonly to: Instant
  }[]
  readonly reports: readonly {
    readonly id: string
    readonly number: string
    readonly account: string
    readonly caseNumber: string
    readonly summary: string
    readonly reportDueAt: Instant
  }[]
  readonly meetings: readonly {
    readonly id: string
    readonly account: string
    readonly number: string
    readonly title: string
    readonly startsAt: Instant
    readonly minutes: number
  }[]
  readonly webinars: readonly { readonly id: string; readonly title: string; readonly startsAt: Instant; readonly minutes: number }[]
  readonly changes: readonly {
    readonly id: string
    readonly account: string
    readonly number: string
    readonly title: string
    readonly startsAt: Instant
    readonly endsAt: Instant
  }[]
  readonly origin: string | undefined
}

/** A deadline is drawn as the quarter of an hour before it. */
const drawnMs = 15 * minutesMs

export function entriesOf({ promises, shifts, reports, meetings, webinars, changes, origin }: Facts): readonly Entry[] {
  const link = (account: string, number: string) => (origin ? `${origin}/accounts/${account}/cases/${number}` : '')
  return [
    ...promises.map(({ account, number, summary, priority, dueAt }) => ({
      id: `promise-${number}`,
      from: dueAt - drawnMs,
      to: dueAt,
      title: `${number} ${priority}: first response due`,
      text: [summary, link(account, number)].filter(Boolean).join('\n'),
      busy: true,
    })),
    ...reports.map(({ id, number, account, caseNumber, summary, reportDueAt }) => ({
      id: `report-${id}`,
      from: reportDueAt - drawnMs,
      to: reportDueAt,
      title: `${number}: status report due on ${caseNumber}`,
      text: [summary, link(account, caseNumber)].filter(Boolean).join('\n'),
      busy: true,
    })),
    // the same id as in invitations, so that a calendar that holds both shows one
    ...meetings.map(({ id, account, number, title, startsAt, minutes }) => ({
      id: `meeting-${id}`,
      from: startsAt,
      to: startsAt + minutes * minutesMs,
      title: `${title} with ${account}`,
      text: origin ? `${origin}/accounts/${account}/meetings/${number}` : number,
      busy: true,
    })),
    ...changes.map(({ id, account, number, title, startsAt, endsAt }) => ({
      id: `change-${id}`,
      from: startsAt,
      to: endsAt,
      title: `${number} ${title} at ${account}`,
      text: origin ? `${origin}/accounts/${account}/changes/${number}` : number,
      busy: true,
    })),
    ...webinars.map(({ id, title, startsAt, minutes }) => ({
      id: `webinar-${id}`,
      from: startsAt,
      to: startsAt + minutes * minutesMs,
      title: `Webinar: ${title}`,
      text: '',
      busy: true,
    })),
    ...shifts.map(({ roster, title, tier, from, to }) => ({
      id: `shift-${roster}-${tier}-${from}`,
      from,
      to,
      title: `On call: ${title}${tier === 1 ? '' : `, tier ${tier}`}`,
      text: origin ? `${origin}/on-call/${roster}` : '',
      busy: false,
    })),
  ]
}
