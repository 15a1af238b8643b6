import type { Parts } from '../assemble.ts'
import { addDays, deadlineAfter } from '../calendar/terms.ts'
import { inScope, providerScope } from '../db/scope.ts'
import { takeTable } from '../installed-base/lifecycle/service.ts'
import { csvText } from '../lib/csv.ts'
import { daysMs, type Instant, type LocalDate, toIso } from '../lib/time.ts'
import type { Built } from './build.ts'
import { passTime } from './demo-history.ts'

/**
 * Lifecycle dates of the demonstration: all invented, and set around the day on which it starts, so that something leaves support soon.
 * What is published lies ahead; what is past is only recalled or computed, and refuses nobody.
 */

/** Months from the day of the demonstration to the last order and to the end of support. */
const hardware: readonly (readonly [product: string, lastOrder: number, endOfSupport: number])[] = [
  ['EX3400 Series', -31, 5],
  ['SRX345', -34, 2],
  ['MX204', -22, 14],
  ['QFX5120-48Y', -27, 9],
  ['EX4400-48T', 4, 64],
]

/** Months from first shipped to the day of the demonstration; the rule computes the rest, where there is one. */
const shipped: readonly (readonly [release: string, months: number])[] = [
  ['21.4', 43],
  ['22.4', 31],
  ['23.2', 25],
]

const around = (today: LocalDate, months: number): LocalDate => deadlineAfter(today, months)

function tables(today: LocalDate): readonly { readonly name: string; readonly text: string }[] {
  const source = 'invented for the demonstration'
  const csv = (header: readonly string[], rows: readonly (readonly string[])[]) => [...csvText(header, rows)].join('')
  return [
    {
      name: 'hardware-dates.csv',
      text: csv(
        ['Product', 'EOL announced', 'Last order', 'End of support', 'Source'],
        hardware.map(([product, lastOrder, endOfSupport]) => [
          product,
          addDays(around(today, lastOrder), -180),
          around(today, lastOrder),
          around(today, endOfSupport),
          source,
        ]),
      ),
    },
    {
      name: 'junos-dates.csv',
      text: csv(
        ['Release', 'First shipped', 'Source'],
        shipped.map(([release, months]) => [release, around(today, -months), source]),
      ),
    },
    {
      name: 'junos-evolved-dates.csv',
      text: csv(['Release', 'End of engineering', 'End of support', 'Source'], [['23.4', around(today, 5), around(today, 11), source]]),
    },
    {
      name: 'recalled-dates.csv',
      text: csv(['Product', 'Recalled end of support', 'Note'], [['SRX4600', around(today, -1), 'nobody has found the notice yet']]),
    },
  ]
}

/** Loads the dates as of a year ago, and says one of them otherwise since, so that an entry has a history. */
export async function playLifecycle(parts: Parts, built: Built, now: Instant): Promise<void> {
  const provider = built.accounts.get('VENDOR')
  if (!provider) return
  const today = toIso(now).slice(0, 10)
  const earlier = { name: 'hardware-dates.csv', text: `Product,End of support,Source\nMX204,${around(today, 8)},an earlier notice\n` }
  const taken = [[now - 300 * daysMs, earlier] as const, ...tables(today).map((each) => [now - 60 * daysMs, each] as const)]
  for (const [at, table] of taken) {
    await passTime(parts.db, parts.timers, at, at)
    await inScope(parts.db, providerScope, (tx) => takeTable(tx, { now: at, actor: 'system', accountId: provider.id }, table, false))
  }
  // who was promised early word of ends has it
  await passTime(parts.db, parts.timers, now - 60 * daysMs, now)
}
