import { Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { CountryField, DateField, Dialog, Form, Send, ZoneField } from '../ui/form.tsx'

type Props = { readonly account: string; readonly of: Whole; readonly onClose: () => void }

/** Names the site that answers on a day. */
export function SiteDialog({ account, of, onClose }: Props) {
  const [day, setDay] = useState(of.firstDay ?? '')
  const [site, setSite] = useState('')
  const [country, setCountry] = useState('')
  const [zone, setZone] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const act = useAct('guidance.name-site', { done: 'The site is named', after: onClose })
  return (
    <Dialog title="Who answers on a day" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, request: of.number, day },
            body: { site, country, zone, ...(from ? { from } : {}), ...(to ? { to } : {}) },
          })
        }
      >
        <DateField
          label="Day"
          required
          min={of.firstDay ?? undefined}
          max={of.lastDay ?? undefined}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput label="Site" required data-autofocus value={site} onChange={(event) => setSite(event.currentTarget.value)} />
        <CountryField label="Country" required value={country || null} onChange={(value) => setCountry(value ?? '')} />
        <ZoneField label="Zone" required value={zone} onChange={setZone} />
        <Group grow align="flex-end">
          <TextInput
            type="time"
            label="From"
            description="Where only a part of the day is given."
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput type="time" label="To" value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Name it
        </Send>
      </Form>
    </Dialog>
  )
}
