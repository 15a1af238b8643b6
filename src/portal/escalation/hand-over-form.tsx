import { Group, Select, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { cannotTake } from '../../escalation/hand-over/receiver.ts'
import { useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send, useDraft } from '../ui/form.tsx'

type DialogProps = {
  readonly account: string
  readonly number: string
  readonly owns: boolean
  readonly queue: string
  readonly onClose: () => void
}

/** Offers a case to a colleague with what the next one must know; what was typed is kept until it is sent. */
export function HandOverDialog({ account, number, owns, queue, onClose }: DialogProps) {
  const me = useMe()
  const staff = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000 })
  const [to, setTo] = useState<string | null>(null)
  const [situation, setSituation] = useDraft(`${me.person.id}.${number}.situation`)
  const [nextStep, setNextStep] = useDraft(`${me.person.id}.${number}.next-step`)
  const [promised, setPromised] = useState('')
  const [promisedAt, setPromisedAt] = useState('')
  const act = useAct('hand-over.offer', {
    done: ({ to: who }) => `Offered to ${who}; it stays with you until it is accepted`,
    after: () => {
      setSituation('')
      setNextStep('')
      onClose()
    },
  })
  const people = (staff.data?.items ?? [])
    .filter(
      (each) => each.status === 'active' && each.id !== me.person.id && cannotTake(each, { owns, escalations: !owns, queue }) === undefined,
    )
    .map((each) => ({ value: each.id, label: each.name }))
  return (
    <Dialog title={`Hand ${number} over`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          to &&
          act.mutate({
            params: { account, case: number },
            body: { to, situation, nextStep, promised, ...(promisedAt ? { promisedAt: new Date(promisedAt).toISOString() } : {}) },
          })
        }
      >
        <Select label="To" placeholder="Name" searchable required data={people} value={to} onChange={setTo} data-autofocus />
        <Textarea
          label="How it stands"
          description="Among staff."
          required
          maxLength={5000}
          value={situation}
          onChange={(event) => setSituation(event.currentTarget.value)}
        />
        <TextInput
          label="What comes next"
          required
          maxLength={2000}
          value={nextStep}
          onChange={(event) => setNextStep(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <TextInput
            label="What the customer was told to expect"
            maxLength={2000}
            value={promised}
            onChange={(event) => setPromised(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label="By when"
            value={promisedAt}
            onChange={(event) => setPromisedAt(event.currentTarget.value)}
          />
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Offer it
        </Send>
      </Form>
    </Dialog>
  )
}
