import { SegmentedControl, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'

type Props = { readonly account: string; readonly keyOf: string; readonly number: string; readonly onClose: () => void }

/** Relevant for this network or not, and why (ACP-12.p1). */
export function CallDialog({ account, keyOf, number, onClose }: Props) {
  const [call, setCall] = useState<'relevant' | 'not relevant'>('relevant')
  const [reason, setReason] = useState('')
  const act = useAct('exposure.call', { done: `${number} is judged`, after: onClose })
  return (
    <Dialog title={`Is ${number} relevant for ${account}?`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, key: keyOf }, body: { call, reason } })}>
        <Labelled label="For this network it is">
          <SegmentedControl
            data={[
              { value: 'relevant', label: 'Relevant' },
              { value: 'not relevant', label: 'Not relevant' },
            ]}
            value={call}
            onChange={(value) => setCall(value as typeof call)}
          />
        </Labelled>
        <Textarea
          label="Because"
          description="The customer reads this."
          autosize
          minRows={2}
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Say so
        </Send>
      </Form>
    </Dialog>
  )
}

/** The talk that settles it: with whom, when, and what came of it (ACP-12.p2). */
export function SettleDialog({ account, keyOf, number, onClose }: Props) {
  const contacts = useApi('contact.list', { params: { account } })
  const [outcome, setOutcome] = useState<string>('action')
  const [contact, setContact] = useState('')
  const [discussedOn, setDiscussedOn] = useState('')
  const act = useAct('exposure.settle', { done: `${number} is settled`, after: onClose })
  return (
    <Dialog title={`Settle ${number}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, key: keyOf }, body: { outcome: outcome as never, contact, discussedOn } })}>
        <Text size="sm" c="dimmed">
          A record is settled after it was talked through with a named contact (ACP-12.p2).
        </Text>
        <Select
          label="What came of it"
          data={[
            { value: 'action', label: 'An action was agreed' },
            { value: 'workaround', label: 'A workaround is in place' },
            { value: 'none', label: 'Nothing is needed' },
          ]}
          value={outcome}
          onChange={(value) => setOutcome(value ?? 'action')}
          allowDeselect={false}
        />
        <TextInput
          label="Discussed with"
          list="contacts-of-account"
          required
          value={contact}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
        <datalist id="contacts-of-account">
          {[...new Set((contacts.data?.items ?? []).map(({ name }) => name))].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <DateField label="On" required value={discussedOn} onChange={(event) => setDiscussedOn(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Settle
        </Send>
      </Form>
    </Dialog>
  )
}

/** Why a device, or every device, may stay as it is for now. */
export function AcknowledgeDialog({ account, keyOf, number, onClose, serial = null }: Props & { readonly serial?: string | null }) {
  const devices = useApi('exposure.devices', { params: { account, key: keyOf }, query: { limit: 200 } }, { enabled: serial === null })
  const [chosen, setChosen] = useState<string | null>(serial)
  const [reason, setReason] = useState('')
  const [expiresOn, setExpiresOn] = useState('')
  const act = useAct('exposure.acknowledge', { done: `${number} is acknowledged`, after: onClose })
  return (
    <Dialog title={`Acknowledge ${number}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, key: keyOf }, body: { serial: chosen, reason, expiresOn: expiresOn === '' ? null : expiresOn } })
        }
      >
        <Stack gap="md">
          <Select
            label="For"
            data={[
              { value: '', label: 'All devices it touches' },
              ...(devices.data?.items ?? (serial ? [{ serial }] : [])).map((each) => ({ value: each.serial, label: each.serial })),
            ]}
            value={chosen ?? ''}
            onChange={(value) => setChosen(value || null)}
            searchable
            allowDeselect={false}
          />
          <Textarea
            label="It may stay as it is because"
            autosize
            minRows={2}
            required
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <DateField
            label="Until"
            description="Left empty it stands until it is taken back."
            value={expiresOn}
            onChange={(event) => setExpiresOn(event.currentTarget.value)}
          />
        </Stack>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Acknowledge
        </Send>
      </Form>
    </Dialog>
  )
}
