import { Checkbox, Group, Radio, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { moves } from '../../cases/states.ts'
import { statusOf, useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { priorities } from '../ui/words.ts'
import type { Case } from './tags.tsx'

type Props = { readonly of: Case; readonly opened: boolean; readonly onClose: () => void }
type Editing = Props & { readonly changed: (error: Error) => void }

const where = (of: Case) => ({ account: of.account, case: of.number })
/** A change that somebody else was first with is told on the page, not in the dialog that is now out of date. */
const unless412 = (changed: (error: Error) => void) => (error: Error) => {
  if (statusOf(error) === 412) changed(error)
}
const shown = (error: Error | null) => (error && statusOf(error) !== 412 ? error : undefined)

const localNow = (): string => {
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** Two keys log a call: `p`, then Enter. */
export function RespondDialog({ of, opened, onClose }: Props) {
  const [medium, setMedium] = useState<'phone' | 'voicemail' | 'email'>('phone')
  const [numberLeft, setNumberLeft] = useState(true)
  const [text, setText] = useState('')
  const [at, setAt] = useState('')
  const act = useAct('case.respond', {
    done: (after) => (after.clock.state === 'met' ? 'Contact logged: answered in time' : 'Contact logged'),
    after: () => {
      setText('')
      setAt('')
      onClose()
    },
  })
  const send = () =>
    act.mutate({
      params: where(of),
      body: { medium, numberLeft: medium === 'voicemail' && numberLeft, text, ...(at ? { at: new Date(at).toISOString() } : {}) },
    })
  return (
    <Dialog title="Log the contact you made" opened={opened} onClose={onClose}>
      <Form onSubmit={send}>
        <Radio.Group label="How did you reach them?" value={medium} onChange={(value) => setMedium(value as never)}>
          <Group mt={6}>
            <Radio value="phone" label="Phone, we talked" data-autofocus />
            <Radio value="voicemail" label="Voicemail" />
            <Radio value="email" label="E-mail" />
          </Group>
        </Radio.Group>
        {of.requesterPhone && (
          <Text size="sm">
            {of.requester}: <a href={`tel:${of.requesterPhone.replace(/[^+\d]/g, '')}`}>{of.requesterPhone}</a>
          </Text>
        )}
        {medium === 'voicemail' && (
          <Checkbox
            label="I left a number to call back"
            description="A voicemail counts as a response only with a number."
            checked={numberLeft}
            onChange={(event) => setNumberLeft(event.currentTarget.checked)}
          />
        )}
        <Textarea
          label="What was said"
          description="The customer sees it."
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label="When, if it was earlier"
          description={`In the time of this computer. Empty means now.`}
          max={localNow()}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Log the contact
        </Send>
      </Form>
    </Dialog>
  )
}

const PriorityChoice = ({
  now,
  value,
  onChange,
}: {
  readonly now: string
  readonly value: string
  readonly onChange: (value: string) => void
}) => (
  <Radio.Group label="New priority" value={value} onChange={onChange}>
    <Group mt={6}>
      {priorities.map((each) => (
        <Radio key={each} value={each} label={each === now ? `${each} (now)` : each} disabled={each === now} />
      ))}
    </Group>
  </Radio.Group>
)

export function PriorityDialog({ of, opened, onClose, changed }: Editing) {
  const [priority, setPriority] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct('case.priority', { done: 'Priority changed', after: onClose, failed: unless412(changed) })
  return (
    <Dialog title="Change the priority" opened={opened} onClose={onClose}>
      <Form
        onSubmit={() => priority && act.mutate({ params: where(of), body: { priority: priority as never, reason }, ifMatch: of.version })}
      >
        <PriorityChoice now={of.priority} value={priority} onChange={setPriority} />
        <Textarea
          label="Reason"
          description="Stands in the history; before the first contact it changes the clock."
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={shown(act.error)} onCancel={onClose}>
          Change the priority
        </Send>
      </Form>
    </Dialog>
  )
}

export function AskPriorityDialog({ of, opened, onClose }: Props) {
  const [priority, setPriority] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct('case.ask-priority', { done: 'Asked; an engineer decides', after: onClose })
  return (
    <Dialog title="Ask for another priority" opened={opened} onClose={onClose}>
      <Form onSubmit={() => priority && act.mutate({ params: where(of), body: { priority: priority as never, reason } })}>
        <PriorityChoice now={of.priority} value={priority} onChange={setPriority} />
        <Textarea label="What changed" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask
        </Send>
      </Form>
    </Dialog>
  )
}

export function AssignDialog({ of, opened, onClose, changed }: Editing) {
  const me = useMe()
  const staff = useApi('person.list', { params: { account: me.account.code } }, { enabled: opened })
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const act = useAct('case.assign', { done: 'Handed over', after: onClose, failed: unless412(changed) })
  const people = (staff.data?.items ?? []).filter((each) => each.status === 'active').map((each) => ({ value: each.id, label: each.name }))
  return (
    <Dialog title="Hand over or put back" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { to: to === 'nobody' ? null : to, reason }, ifMatch: of.version })}>
        <Select
          label="To"
          searchable
          required
          data={[{ value: 'nobody', label: 'Nobody: back into the queue' }, ...people]}
          value={to}
          onChange={setTo}
        />
        <Textarea label="What the next one should know" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={act.isPending} error={shown(act.error)} onCancel={onClose}>
          Hand over
        </Send>
      </Form>
    </Dialog>
  )
}

export function LinkDialog({ of, opened, onClose }: Props) {
  const [other, setOther] = useState('')
  const [as, setAs] = useState<string | null>('related')
  const act = useAct('case.link', { done: 'Linked', after: onClose })
  return (
    <Dialog title="Link another case" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { other, as: (as ?? 'related') as never } })}>
        <TextInput
          label="Number of the other case"
          required
          value={other}
          onChange={(event) => setOther(event.currentTarget.value)}
          data-autofocus
        />
        <Select
          label="How they belong together"
          value={as}
          onChange={setAs}
          allowDeselect={false}
          data={[
            { value: 'related', label: 'Related' },
            { value: 'duplicate', label: 'This is a duplicate of it' },
            { value: 'caused-by', label: 'This was caused by it' },
          ]}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Link
        </Send>
      </Form>
    </Dialog>
  )
}

export function ReferenceDialog({ of, opened, onClose, changed }: Editing) {
  const [reference, setReference] = useState(of.customerReference)
  const act = useAct('case.reference', { done: 'Reference set', after: onClose, failed: unless412(changed) })
  return (
    <Dialog title="The customer’s own reference" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { reference }, ifMatch: of.version })}>
        <TextInput
          label="Reference"
          description="The case is found by it."
          value={reference}
          onChange={(event) => setReference(event.currentTarget.value)}
          data-autofocus
        />
        <Send busy={act.isPending} error={shown(act.error)} onCancel={onClose}>
          Set the reference
        </Send>
      </Form>
    </Dialog>
  )
}

export function RmaDialog({ of, opened, onClose }: Props) {
  const [serial, setSerial] = useState(of.serial ?? '')
  const [reason, setReason] = useState('')
  const [shipTo, setShipTo] = useState('')
  const act = useAct('rma.open', { done: 'The return is open', after: onClose })
  return (
    <Dialog title="Open a return" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { device: serial, reason, shipTo } })}>
        <TextInput
          label="Serial"
          description="The device, or the part of it that goes back."
          required
          value={serial}
          onChange={(event) => setSerial(event.currentTarget.value)}
        />
        <Textarea label="Why it goes back" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Textarea label="Ship the replacement to" value={shipTo} onChange={(event) => setShipTo(event.currentTarget.value)} minRows={2} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Open the return
        </Send>
      </Form>
    </Dialog>
  )
}

type MoveProps = {
  readonly of: Case
  readonly move: Case['moves'][number]
  readonly onClose: () => void
  readonly changed: (error: Error) => void
}

export function MoveDialog({ of, move: { move, title, needs }, onClose, changed }: MoveProps) {
  const [reason, setReason] = useState('')
  const [agreedBy, setAgreedBy] = useState(of.requester ?? '')
  const act = useAct('case.move', { done: title, after: onClose, failed: unless412(changed) })
  const ends = moves[move].to === 'closed'
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { move, reason, agreedBy }, ifMatch: of.version })}>
        {ends && <Text size="sm">The case closes. It can be reopened.</Text>}
        {needs === 'agreed-by' && (
          <TextInput
            label="Who agreed"
            description="The customer agrees before a case closes."
            required
            value={agreedBy}
            onChange={(event) => setAgreedBy(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <Textarea
          label={needs === 'reason' ? 'Why' : 'A word on it'}
          required={needs === 'reason'}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          {...(needs === 'agreed-by' ? {} : { 'data-autofocus': true })}
        />
        <Send busy={act.isPending} error={shown(act.error)} onCancel={onClose}>
          {title}
        </Send>
      </Form>
    </Dialog>
  )
}
