import { Tooltip } from '@mantine/core'
import { fromIso } from '../../lib/time.ts'
import { useMe } from '../session.tsx'
import { useNow } from './now.ts'
import { absolute, dateWords, near, relative } from './time.ts'

type Props = {
  readonly at: string
  /** `both` where a promise is meant: the instant with its zone stands beside the relative time. */
  readonly show?: 'relative' | 'absolute' | 'both'
  /** False in tables, where a stop for each time would make the keyboard slow. */
  readonly stop?: boolean
}

/** An instant: how far away it is, and when that is in the reader's zone. */
export function When({ at, show = 'relative', stop = false }: Props) {
  const { zone } = useMe().person
  const now = useNow()
  const instant = fromIso(at)
  const whole = absolute(zone, instant)
  if (show === 'absolute') return <time dateTime={at}>{near(zone, instant, now)}</time>
  if (show === 'both')
    return (
      <time dateTime={at}>
        {near(zone, instant, now)} <span className="dim">({relative(instant, now)})</span>
      </time>
    )
  return (
    <Tooltip label={`${whole} (${zone})`}>
      <time dateTime={at} {...(stop ? { tabIndex: 0 } : {})}>
        {relative(instant, now)}
      </time>
    </Tooltip>
  )
}

/** A calendar date, which has no zone. */
export const Day = ({ on }: { readonly on: string }) => (
  <time dateTime={on} className="nowrap">
    {dateWords(on)}
  </time>
)

/** From one date to another. */
export const Span = ({ from, to }: { readonly from: string; readonly to: string }) => (
  <span>
    <Day on={from} /> to <Day on={to} />
  </span>
)
