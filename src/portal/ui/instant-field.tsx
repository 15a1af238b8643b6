import { TextInput } from '@mantine/core'
import { localClock, resolveLocal, wordsForTime } from '../../calendar/local-time.ts'
import { useMe } from '../session.tsx'

type InstantProps = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly required?: boolean
  readonly note?: string
}

/** A time on the reader's own clock. */
export function InstantField({ label, value, onChange, required = false, note }: InstantProps) {
  const { zone } = useMe().person
  return (
    <TextInput
      type="datetime-local"
      label={label}
      description={note ? `${note} In the time of ${zone}.` : `In the time of ${zone}.`}
      required={required}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

/** `2026-03-17T10:00` on the clock of a zone, as a field for date and time takes it. */
export function localField(zone: string, at: number): string {
  const clock = localClock(zone, at)
  return 'kind' in clock ? '' : `${clock.date}T${wordsForTime(clock.millisOfDay).slice(0, 5)}`
}

/** Reads and writes what such a field holds. */
export function useInstants() {
  const { zone } = useMe().person
  return {
    field: (at: number): string => localField(zone, at),
    /** The instant as the API takes it; undefined while the field holds none. */
    iso: (text: string): string | undefined => {
      const at = text === '' ? undefined : resolveLocal(zone, text)
      return typeof at === 'number' ? new Date(at).toISOString() : undefined
    },
  }
}
