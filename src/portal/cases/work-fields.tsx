import { TextInput } from '@mantine/core'
import { resolveLocal } from '../../calendar/local-time.ts'
import { localField } from '../changes/words.ts'
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
