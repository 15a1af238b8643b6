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
}

const mostListed = 15
const devices = (count: number) => `${count} device${count === 1 ? '' : 's'}`

/**
 * One letter about records that have come to touch an account, the worst first.
 * @param whose devices they are about, as its reader says it: `yours`, `Acme Telco`
 */
export function wordOf(
  records: readonly Counted[],
  whose: string,
): { readonly about: string; readonly subject: string; readonly text: string } {
  const shown = records.slice(0, mostListed)
  const first = shown[0] as Counted
  const one = records.length === 1
  const lines = shown.map(({ number, key, title, severity, exploited, affected, unknown }) =>
    [
      `${number}${key === number ? '' : ` (${key})`}, ${severity}${exploited ? ', known to be exploited' : ''}: ${title}`,
      [affected > 0 ? `${devices(affected)} affected` : '', unknown > 0 ? `${devices(unknown)} that nobody can be certain of` : '']
        .filter(Boolean)
        .join(', '),
    ].join('\n  '),
  )
  return {
    about: one ? first.number : `${records.length} records`,
    subject: one
      ? `${first.number} is about ${devices(first.affected + first.unknown)} of ${whose}: ${first.title}`
      : `${records.length} published records are about devices of ${whose}`,
    text: [
      one ? `A published record is about devices of ${whose}.` : `Published records are about devices of ${whose}, the worst first.`,
      ...lines,
      ...(records.length > shown.length ? [`${records.length - shown.length} more stand on the exposure board.`] : []),
      'The exposure board says which devices, why, and which release has the fix.',
    ].join('\n\n'),
  }
}
