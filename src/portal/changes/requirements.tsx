import { SegmentedControl, Select, Textarea, TextInput, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { WordDialog } from '../ui/word-dialog.tsx'
import type { Change } from './words.ts'

/** What the provider asks for before a window, what it does without, and what the customer says it will miss. */

type Props = { readonly of: Change; readonly onClose: () => void }

const paramsOf = (of: Change) => ({ account: of.account, change: of.number })

/** The provider begins without something, and says why. */
export function WaiveDialog({ of, item, onClose }: Props & { readonly item: string }) {
  const act = useAct('change.require', { done: 'It is waived', after: onClose })
  return (
    <WordDialog
      title="Begin without it"
      button="Begin without it"
      act={act}
      onSend={(why) => act.mutate({ params: paramsOf(of), body: { kind: 'waive', item, why } })}
      onClose={onClose}
    />
  )
}

/** The customer says early that it will miss a duty (ISS-4.j): the window is at risk from then on, and the provider hears of it. */
export function MissDialog({ of, duty, onClose }: Props & { readonly duty: string }) {
  const act = useAct('change.prepare', { done: 'The provider is told', after: onClose })
  return (
    <WordDialog
      title="This will not be there in time"
      lead="The provider is told at once, and the window is marked as at risk until it is there."
      button="Tell the provider"
      act={act}
      onSend={(why) => act.mutate({ params: paramsOf(of), body: { kind: 'cannot-meet', duty, why } })}
      onClose={onClose}
    />
  )
}

/** The case that was opened ahead of a change, by its number (SSM-3.1.a7). */
export function CaseAheadDialog({
  account,
  change,
  title,
  onClose,
}: {
  readonly account: string
  readonly change: string
  readonly title: string
  readonly onClose: () => void
}) {
  const [number, setNumber] = useState('')
  const act = useAct('change.prepare', { done: ({ advice }) => advice ?? 'Linked', after: onClose })
  return (
    <Dialog title={`The case ahead of ${title}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, change }, body: { kind: 'case-ahead', case: number.trim() } })}>
        <TextInput
          label="Number of the case"
          description="The case that was opened ahead of the change. Opened late is a warning, and it counts."
          required
          value={number}
          onChange={({ currentTarget: { value } }) => setNumber(value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Link it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Something in law stands against the work, or does so no more (ISS-5.e2). */
export function HoldDialog({ of, onClose }: Props) {
  const on = of.hold === null
  const act = useAct('change.require', { done: on ? 'Nothing begins until it is lifted' : 'It is lifted', after: onClose })
  return (
    <WordDialog
      title={on ? 'Set a legal hold' : 'Lift the legal hold'}
      lead={on ? 'The window does not begin while it stands, and nobody can waive it.' : `It stands because: ${of.hold}`}
      button={on ? 'Set it' : 'Lift it'}
      act={act}
      onSend={(why) => act.mutate({ params: paramsOf(of), body: { kind: 'hold', on, why } })}
      onClose={onClose}
    />
  )
}

const topics = [
  { value: 'information', label: 'Information' },
  { value: 'access', label: 'Access' },
  { value: 'consent', label: 'A consent' },
  { value: 'materials', label: 'Materials' },
  { value: 'cooperation', label: 'Cooperation' },
] as const
const sources = [
  { value: 'product-documents', label: 'The documents of the product' },
  { value: 'user-guide', label: 'A user guide' },
  { value: 'recommendation', label: 'Our recommendation' },
] as const

/** Asks the customer for something, or names a condition that the solution needs. */
export function AskDialog({ of, onClose }: Props) {
  const [kind, setKind] = useState<'ask' | 'condition'>('ask')
  const [topic, setTopic] = useState<(typeof topics)[number]['value']>('information')
  const [source, setSource] = useState<(typeof sources)[number]['value']>('product-documents')
  const [text, setText] = useState('')
  const act = useAct('change.require', { done: kind === 'ask' ? 'It is asked for' : 'It is on the list', after: onClose })
  return (
    <Dialog title="Ask the customer for something" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: paramsOf(of), body: kind === 'ask' ? { kind, topic, text } : { kind, text, source } })}>
        <VisuallyHidden id="ask-kind">What it is</VisuallyHidden>
        <SegmentedControl
          aria-labelledby="ask-kind"
          fullWidth
          data={[
            { value: 'ask', label: 'To be answered' },
            { value: 'condition', label: 'To be in place' },
          ]}
          value={kind}
          onChange={(value) => setKind(value as 'ask')}
        />
        {kind === 'ask' ? (
          <Select
            label="It is about"
            data={[...topics]}
            value={topic}
            allowDeselect={false}
            onChange={(value) => setTopic((value ?? topic) as 'access')}
          />
        ) : (
          <Select
            label="It follows from"
            data={[...sources]}
            value={source}
            allowDeselect={false}
            onChange={(value) => setSource((value ?? source) as 'user-guide')}
          />
        )}
        <Textarea
          label="What is needed"
          required
          autosize
          minRows={2}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          {kind === 'ask' ? 'Ask' : 'Put it on the list'}
        </Send>
      </Form>
    </Dialog>
  )
}
