import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import type { Place } from './rolled-out.ts'

/** Makes a collector; its key is shown once. */
export function CollectorDialog({ onClose, ...place }: Place & { readonly onClose: () => void }) {
  const [name, setName] = useState('')
  const [contact, setContact] = useState<string | null>(null)
  const people = useApi('person.list', { params: { account: place.account } })
  const act = useAct('collector.add', { done: 'The collector is made' })
  if (act.data)
    return (
      <ShownOnce title={`Key of ${act.data.name}`} value={act.data.key} onClose={onClose}>
        The collector sends by it, as HOLDFAST_KEY.
      </ShownOnce>
    )
  return (
    <Dialog title="Add a collector" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: place, body: { name, contact: contact ?? '' } })}>
        <TextInput
          label="Name"
          description="Which machine it is, such as: collector 1, Austin."
          required
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label="Cases for"
          description="Whoever of the account is asked when a case opens by itself."
          required
          searchable
          data={(people.data?.items ?? [])
            .filter(({ status }) => status === 'active')
            .map(({ email, name: who }) => ({ value: email, label: `${who} (${email})` }))}
          value={contact}
          onChange={setContact}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Make its key
        </Send>
      </Form>
    </Dialog>
  )
}
