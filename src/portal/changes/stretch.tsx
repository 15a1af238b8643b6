import { Group, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { resolveLocal } from '../../calendar/local-time.ts'
import { toIso } from '../../lib/time.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'

type Props = {
  readonly title: string
  /** On whose clock the times are typed in. */
  readonly zone: string
  readonly button: string
  readonly because: string
  readonly busy: boolean
  readonly error: unknown
  readonly onSend: (given: { readonly startsAt: string; readonly endsAt: string; readonly reason: string }) => void
  readonly onClose: () => void
  readonly children?: React.ReactNode
}

/** Asks for a stretch of time with its reason: when a network is closed, when somebody is away. */
export function StretchDialog({ title, zone, button, because, busy, error, onSend, onClose, children }: Props) {
  const [starts, setStarts] = useState('')
  const [ends, setEnds] = useState('')
  const [reason, setReason] = useState('')
  const [from, to] = [resolveLocal(zone, starts), resolveLocal(zone, ends, 'later')]
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form
        onSubmit={() => {
          if (typeof from === 'number' && typeof to === 'number') onSend({ startsAt: toIso(from), endsAt: toIso(to), reason })
        }}
      >
        {children}
        <Group grow align="start">
          <TextInput
            type="datetime-local"
            label="From"
            required
            data-autofocus
            value={starts}
            error={starts !== '' && typeof from !== 'number' ? from.message : undefined}
            onChange={({ currentTarget: { value } }) => setStarts(value)}
          />
          <TextInput
            type="datetime-local"
            label="Until"
            required
            value={ends}
            error={ends !== '' && typeof to !== 'number' ? to.message : undefined}
            onChange={({ currentTarget: { value } }) => setEnds(value)}
          />
        </Group>
        <Text size="xs" c="dimmed">
          Times in {zone}.
        </Text>
        <TextInput
          label="Because"
          description={because}
          required
          value={reason}
          onChange={({ currentTarget: { value } }) => setReason(value)}
        />
        <Send busy={busy} error={error} onCancel={onClose}>
          {button}
        </Send>
      </Form>
    </Dialog>
  )
}
