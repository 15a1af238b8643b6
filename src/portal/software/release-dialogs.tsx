import { SegmentedControl, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { FileField } from '../documents/file-field.tsx'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { useToday } from '../ui/today.ts'
import { WordDialog } from '../ui/word-dialog.tsx'
import type { Release, Software } from './words.ts'

type Props = { readonly account: string; readonly of: Software; readonly release: Release; readonly onClose: () => void }

const paramsOf = ({ account, of, release }: Props) => ({ account, software: of.serial, release: release.version })

/** Attaches a file to a draft. */
export function AttachDialog(props: Props) {
  const [document, setDocument] = useState<string>()
  const act = useAct('software.attach-file', { done: 'It is attached', after: props.onClose })
  return (
    <Dialog title={`Attach a file to ${props.release.version}`} opened onClose={props.onClose}>
      <Form onSubmit={() => document && act.mutate({ params: paramsOf(props), body: { document } })}>
        <FileField account={props.account} label="File" required onKept={(kept) => setDocument(kept?.id)} />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Attach it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Says that a release is to be installed, and by when (CSS-8.c). */
export function DirectDialog(props: Props) {
  const [unit, setUnit] = useState<'JTAC' | 'PS'>('JTAC')
  const [dueOn, setDueOn] = useState('')
  const [text, setText] = useState('')
  const act = useAct('software.direct', { done: 'The customer is told', after: props.onClose })
  return (
    <Dialog title={`Direct the installation of ${props.release.version}`} opened onClose={props.onClose}>
      <Form onSubmit={() => act.mutate({ params: paramsOf(props), body: { unit, dueOn, text } })}>
        <Text size="sm">Once it is installed, it becomes the agreed release.</Text>
        <Labelled label="Directed by">
          <SegmentedControl
            data={[
              { value: 'JTAC', label: 'Support centre' },
              { value: 'PS', label: 'Professional services' },
            ]}
            value={unit}
            onChange={(value) => setUnit(value as typeof unit)}
          />
        </Labelled>
        <DateField label="By" required value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        <Textarea label="How" data-autofocus autosize minRows={2} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Direct it
        </Send>
      </Form>
    </Dialog>
  )
}

const agreedWords = {
  moved: 'It is written; the agreed release moved with it',
  proposed: 'It is written; the other side is asked whether the agreed release moves',
  kept: 'It is written',
} as const

/** What became of an installation. */
export function InstallDialog(props: Props) {
  const [outcome, setOutcome] = useState<'installed' | 'failed' | 'rolled-back'>('installed')
  const today = useToday(props.account)
  const [installedOn, setInstalledOn] = useState(today)
  const [place, setPlace] = useState('')
  const [note, setNote] = useState('')
  const act = useAct('software.install', { done: ({ agreed }) => agreedWords[agreed], after: props.onClose })
  const directed = props.release.directions.some(({ state }) => state === 'open')
  return (
    <Dialog title={`What became of ${props.release.version}`} opened onClose={props.onClose}>
      <Form onSubmit={() => act.mutate({ params: paramsOf(props), body: { outcome, installedOn, place, note } })}>
        <Select
          label="Outcome"
          data={[
            { value: 'installed', label: 'Installed' },
            { value: 'failed', label: 'Could not be installed' },
            { value: 'rolled-back', label: 'Installed and rolled back' },
          ]}
          allowDeselect={false}
          value={outcome}
          onChange={(value) => setOutcome((value ?? outcome) as typeof outcome)}
        />
        {outcome === 'installed' && (
          <Text size="sm">
            {directed
              ? 'It was directed: the agreed release moves with it.'
              : 'It was not directed: the other side is asked whether the agreed release moves.'}
          </Text>
        )}
        <DateField label="On" required max={today} value={installedOn} onChange={(event) => setInstalledOn(event.currentTarget.value)} />
        <TextInput
          label="Where"
          placeholder="Such as the server and its site"
          value={place}
          onChange={(event) => setPlace(event.currentTarget.value)}
        />
        <Textarea label="Note" autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={props.onClose}>
          Write it down
        </Send>
      </Form>
    </Dialog>
  )
}

/** Takes a release back. */
export function WithdrawDialog(props: Props) {
  const act = useAct('software.withdraw', { done: `${props.release.version} is withdrawn`, after: props.onClose })
  return (
    <WordDialog
      title={`Withdraw ${props.release.version}`}
      lead={
        props.release.state === 'published'
          ? 'It is handed out no more, and its contacts are told why. This cannot be undone.'
          : 'The draft is put away. This cannot be undone.'
      }
      button="Withdraw it"
      color="red.9"
      act={act}
      onSend={(why) => act.mutate({ params: paramsOf(props), body: { why } })}
      onClose={props.onClose}
    />
  )
}
