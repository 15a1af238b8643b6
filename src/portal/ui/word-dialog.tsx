import { Text, Textarea } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Dialog, Form, Send } from './form.tsx'

type Props = {
  readonly title: string
  readonly label?: string
  /** What happens then, above the words. */
  readonly lead?: ReactNode
  /** Who reads it, or what belongs in it. */
  readonly hint?: string
  /** Longest text in characters. */
  readonly most?: number
  readonly button: string
  readonly color?: string
  /** What is done with the words: whether it runs, and what went wrong. */
  readonly act: { readonly isPending: boolean; readonly error: unknown }
  readonly onSend: (text: string) => void
  readonly onClose: () => void
}

/** Asks for words before something is done: a reason, an answer, a line of a log. */
export function WordDialog({ title, label = 'Because', lead, hint, most = 5000, button, color, act, onSend, onClose }: Props) {
  const [text, setText] = useState('')
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form onSubmit={() => onSend(text.trim())}>
        {lead && <Text size="sm">{lead}</Text>}
        <Textarea
          label={label}
          {...(hint ? { description: hint } : {})}
          required
          autosize
          minRows={2}
          maxLength={most}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose} {...(color ? { color } : {})}>
          {button}
        </Send>
      </Form>
    </Dialog>
  )
}
