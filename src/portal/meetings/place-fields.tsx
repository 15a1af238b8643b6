import { Select, TextInput } from '@mantine/core'
import type { MeetingKind } from '../../meetings/kinds.ts'
import { useApi } from '../api.ts'

/** Where a meeting is, as a form asks for it. */
export type Place = {
  readonly mode: 'remote' | 'onsite'
  readonly place: string
  readonly statement: string
  readonly location?: string | undefined
}
export const remote: Place = { mode: 'remote', place: '', statement: '' }

/** The number of an agreement, for a kind that has other hours by one (MSP-6.c). */
export const AgreementField = ({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) => (
  <TextInput
    label="Agreement on other hours"
    description="Its number, for a time outside the working hours of the account (MSP-6.c)."
    maxLength={60}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

type PlaceProps = {
  readonly account: string
  readonly kind: MeetingKind
  readonly of: Place
  readonly change: (part: Partial<Place>) => void
}

export function PlaceFields({ account, kind, of, change }: PlaceProps) {
  const choices = useApi('meeting.leads', { params: { account }, query: { kind } }, { enabled: kind !== 'project' })
  return (
    <>
      <Select
        label="Where"
        data={[
          { value: 'remote', label: 'Remote, as usual' },
          { value: 'onsite', label: 'Onsite, where it is stated' },
        ]}
        value={of.mode}
        allowDeselect={false}
        onChange={(value) => change({ mode: value as Place['mode'] })}
      />
      <TextInput
        label={of.mode === 'onsite' ? 'Address' : 'Link or dial-in'}
        value={of.place}
        onChange={(event) => change({ place: event.currentTarget.value })}
      />
      {of.mode === 'remote' && kind !== 'project' && (
        <Select
          label="From where"
          clearable
          placeholder="The place of the region"
          data={(choices.data?.places ?? []).map(({ code, title }) => ({ value: code, label: title }))}
          value={of.location ?? null}
          onChange={(value) => change({ location: value ?? undefined })}
        />
      )}
      {of.mode === 'onsite' && (
        <TextInput
          label="Where it is stated that this is onsite"
          required
          value={of.statement}
          onChange={(event) => change({ statement: event.currentTarget.value })}
        />
      )}
    </>
  )
}
