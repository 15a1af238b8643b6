import { Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { Dialog, Form, Send } from '../ui/form.tsx'

type Props = {
  readonly title: string
  readonly words: string
  readonly act: string
  readonly busy: boolean
  readonly error: unknown
  readonly onClose: () => void
  readonly onSend: (reason: string) => void
}

/** Something that is done with a reason. */
export function ReasonDialog({ title, words, act, busy, error, onClose, onSend }: Props) {
  const [reason, setReason] = useState('')
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form onSubmit={() => onSend(reason)}>
        <Text size="sm">{words}</Text>
        <Textarea label="Why" required data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={busy} error={error} onCancel={onClose}>
          {act}
        </Send>
      </Form>
    </Dialog>
  )
}
