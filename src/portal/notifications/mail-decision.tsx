import { Radio, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { caseStates } from '../../cases/states.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { countWords } from '../ui/words.ts'
import type { Mail } from './mail-words.ts'
import { senderOf } from './mail-words.ts'

type Props = { readonly of: Mail; readonly onClose: () => void }

const numbers = /\b[A-Z][A-Z0-9]{1,11}-\d{3,9}\b/

/** Puts a held mail on a case; says first on which one, who will read it, and in whose name. */
export function ReleaseDialog({ of, onClose }: Props) {
  const navigate = useNavigate()
  const [number, setNumber] = useState(of.case ?? numbers.exec(`${of.reason} ${of.subject}`)?.[0] ?? '')
  const [visibility, setVisibility] = useState<'public' | 'internal'>('public')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [asked] = useDebouncedValue(number.trim().toUpperCase(), 250)
  const whole = new RegExp(`^${numbers.source}$`).test(asked)
  const account = asked.replace(/-[^-]*$/, '')
  const found = useApi('case.read', { params: { account, case: asked } }, { enabled: whole, fresh: 10_000 })
  const act = useAct('mail-in.release', { done: 'The mail stands on the case now' })
  const closed = found.data && !caseStates[found.data.state as keyof typeof caseStates].open
  const missing = tried && number.trim() === '' ? 'Which case?' : whole && found.error ? `${problemOf(found.error).title}.` : undefined
  const send = () => {
    setTried(true)
    const wanted = number.trim().toUpperCase()
    if (wanted === '' || reason.trim() === '') return
    act.mutate(
      { params: { mail: of.id }, body: { case: wanted, visibility, reason: reason.trim() } },
      {
        onSuccess: () =>
          void navigate({ to: '/accounts/$account/cases/$case', params: { account: wanted.replace(/-[^-]*$/, ''), case: wanted } }),
      },
    )
  }
  return (
    <Dialog title="Put this mail on a case" opened onClose={onClose} size={560}>
      <Form onSubmit={send}>
        <TextInput
          label="Case number"
          required
          data-autofocus
          autoComplete="off"
          placeholder="ALBION-1042"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          error={missing}
          {...(found.data ? { description: `${found.data.summary}, ${found.data.priority}, ${found.data.account}` } : {})}
        />
        <Radio.Group label="Who reads it" value={visibility} onChange={(value) => setVisibility(value as 'public')}>
          <Stack gap={6} mt={4}>
            <Radio value="public" label="The customer and staff: a message" />
            <Radio value="internal" label="Staff only: an internal note" />
          </Stack>
        </Radio.Group>
        <Textarea
          label="Why"
          description="Stands above the mail on the case, and in the audit trail."
          required
          autosize
          minRows={2}
          value={reason}
          error={tried && reason.trim() === '' ? 'Say why you take it for genuine.' : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div aria-live="polite">
          {found.data && (
            <Text size="sm">
              {closed
                ? `${found.data.number} is closed, and a mail reopens nothing. Reopen the case first, or choose another.`
                : `What will happen: it becomes ${visibility === 'public' ? 'a message' : 'an internal note'} of yours on ${found.data.number}, ` +
                  `with the words that it is a mail of ${senderOf(of)} and that you released it` +
                  `${of.attachments.length > 0 ? `; ${countWords(of.attachments.length, 'file')} come${of.attachments.length === 1 ? 's' : ''} with it` : ''}. ` +
                  `${visibility === 'public' ? 'The customer’s people on the case are told.' : 'The customer sees nothing of it.'} ` +
                  'The sender gets no answer and no right to write to the case. This cannot be taken back.'}
            </Text>
          )}
        </div>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Put it on the case
        </Send>
      </Form>
    </Dialog>
  )
}

/** Decides that a held mail goes nowhere. */
export function DiscardDialog({ of, onClose }: Props) {
  const navigate = useNavigate()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const act = useAct('mail-in.discard', { done: 'The mail is discarded', after: () => void navigate({ to: '/mail' }) })
  const send = () => {
    setTried(true)
    if (reason.trim() !== '') act.mutate({ params: { mail: of.id }, body: { reason: reason.trim() } })
  }
  return (
    <Dialog title="Discard this mail" opened onClose={onClose} size={480}>
      <Form onSubmit={send}>
        <Text size="sm">It goes on no case and its sender hears nothing. Its record and its original stay. This cannot be taken back.</Text>
        <Textarea
          label="Why"
          required
          data-autofocus
          autosize
          minRows={2}
          value={reason}
          error={tried && reason.trim() === '' ? 'A few words are enough.' : undefined}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose} color="red.9">
          Discard
        </Send>
      </Form>
    </Dialog>
  )
}
