import { Radio, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'
import { claimWords } from './work-excluded.tsx'

type Props = { readonly of: Case; readonly onClose: () => void }

/** An engineer marks a part as not served, with what shows it; a manager confirms. */
export function MarkDialog({ of, onClose }: Props) {
  const params = { account: of.account, case: of.number }
  const board = useApi('case.exclusions', { params })
  const [code, setCode] = useState<string | null>(null)
  const [part, setPart] = useState('')
  const [how, setHow] = useState<'decline' | 'charge'>('decline')
  const [fields, setFields] = useState({ component: '', document: '', section: '', modifiedBy: '', modifiedOn: '', text: '' })
  const put = (name: keyof typeof fields) => (value: string | null) => setFields((before) => ({ ...before, [name]: value ?? '' }))
  const act = useCaseAct('case.exclude', { done: 'Marked; a manager confirms', after: onClose })
  const choice = board.data?.choices.find((each) => each.code === code)
  const needs = (kind: 'component' | 'document' | 'change') => choice?.evidence.includes(kind)
  const line = (name: 'component' | 'document' | 'section', label: string) => (
    <TextInput label={label} required value={fields[name]} onChange={(event) => put(name)(event.currentTarget.value)} />
  )
  return (
    <Dialog title="A part that is not served" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params,
            body: {
              code: code ?? '',
              part: part.trim(),
              how: choice?.mayBeCharged ? how : 'decline',
              ...fields,
              modifiedBy: fields.modifiedBy as never,
            },
          })
        }
      >
        <Text size="sm">
          Only this part is left out, once a manager confirms it. The first response stays owed, and the customer may dispute it.
        </Text>
        <Select
          label="What the service leaves out"
          required
          data={(board.data?.choices ?? []).map(({ code: value, title }) => ({ value, label: title }))}
          value={code}
          onChange={setCode}
          data-autofocus
        />
        {choice && <ClauseChips ids={choice.clauses} />}
        <TextInput label="Which part of the case" required value={part} onChange={(event) => setPart(event.currentTarget.value)} />
        {needs('component') && line('component', 'Component at fault')}
        {needs('document') && line('document', 'Document that was not followed')}
        {needs('document') && line('section', 'Its section')}
        {needs('change') && (
          <>
            <Select
              label="Changed by"
              required
              data={[
                { value: 'end-user', label: 'The end user' },
                { value: 'third-party', label: 'A third party' },
              ]}
              value={fields.modifiedBy || null}
              onChange={put('modifiedBy')}
            />
            <DateField
              label="Changed on"
              required
              value={fields.modifiedOn}
              onChange={(event) => put('modifiedOn')(event.currentTarget.value)}
            />
          </>
        )}
        {choice?.mayBeCharged && (
          <Radio.Group label="What then" value={how} onChange={(value) => setHow(value as typeof how)}>
            <Radio mt={6} value="decline" label="Decline the part" />
            <Radio mt={6} value="charge" label="Work on it at rates, once the customer accepted them" />
          </Radio.Group>
        )}
        <Textarea
          label="More evidence"
          autosize
          minRows={2}
          value={fields.text}
          onChange={(event) => put('text')(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Mark it
        </Send>
      </Form>
    </Dialog>
  )
}

/** A claim; what the service leaves out is answered at once with its clause. */
export function ClaimDialog({ of, onClose }: Props) {
  const params = { account: of.account, case: of.number }
  const board = useApi('case.exclusions', { params })
  const [claim, setClaim] = useState<string | null>(null)
  const [text, setText] = useState('')
  const act = useCaseAct('case.claim', { done: 'Answered; the answer stands in the history', after: onClose })
  return (
    <Dialog title="Make a claim" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params, body: { claim: claim ?? '', text: text.trim() } })}>
        <Select
          label="For what"
          required
          data={(board.data?.claimKinds ?? []).map((value) => ({ value, label: claimWords[value] ?? value }))}
          value={claim}
          onChange={setClaim}
          data-autofocus
        />
        <Textarea
          label="What happened"
          required
          autosize
          minRows={3}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Make the claim
        </Send>
      </Form>
    </Dialog>
  )
}
