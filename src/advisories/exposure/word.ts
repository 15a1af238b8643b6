import type { Severity } from '../record/severity.ts'

/** A record and how many devices of an account it is about. */
export type Counted = {
  readonly key: string
  readonly number: string
  readonly title: string
  readonly severity: Severity
  readonly exploited: boolean
  readonly affected: number
  readonly unknown: number
  /** The first of them by serial (SSM-3.3.p1). */
  readonly serials?: readonly string[]
}

/** What is told of apart, since each is subscribed to apart (SSM-3.3.p2). */
export const noticeOf = { 'security-bulletin': 'security bulletin', 'product-notice': 'product notice' } as const
export type NoticeOf = keyof typeof noticeOf

export const mostListed = 15
export const mostSerials = 20
const devices = (count: number) => `${count} device${count === 1 ? '' : 's'}`

/** `: JN-B1, JN-B2 and 3 more`. */
const named = (serials: readonly string[], count: number): string =>
  serials.length === 0 ? '' : `: ${serials.join(', ')}${count > serials.length ? ` and ${count - serials.length} more` : ''}`

/**
 * One letter about records of one sort that have come to touch an account, the worst first.
 * @param whose devices they are about, as its reader says it: `yours`, `Acme Telco`
 */
export function wordOf(
  sort: NoticeOf,
  records: readonly Counted[],
  whose: string,
): { readonly about: string; readonly subject: string; readonly text: string } {
  const shown = records.slice(0, mostListed)
  const first = shown[0] as Counted
  const one = records.length === 1
  const lines = shown.map(({ number, key, title, severity, exploited, affected, unknown, serials = [] }) =>
    [
      `${number}${key === number ? '' : ` (${key})`}, ${severity}${exploited ? ', known to be exploited' : ''}: ${title}`,
      [affected > 0 ? `${devices(affected)} affected` : '', unknown > 0 ? `${devices(unknown)} that nobody can be certain of` : '']
        .filter(Boolean)
        .join(', ') + named(serials, affected + unknown),
    ].join('\n  '),
  )
  return {
    about: one ? first.number : `${records.length} ${noticeOf[sort]}s`,
    subject: one
      ? `${first.number} is about ${devices(first.affected + first.unknown)} of ${whose}: ${first.title}`
      : `${records.length} ${noticeOf[sort]}s are about devices of ${whose}`,
    text: [
      one
        ? `A ${noticeOf[sort]} is about devices of ${whose}.`
        : `These ${noticeOf[sort]}s are about devices of ${whose}, the worst first.`,
      ...lines,
      ...(records.length > shown.length ? [`${records.length - shown.length} more stand on the exposure board.`] : []),
      'The exposure board says why, and which release has the fix.',
    ].join('\n\n'),
  }
}
