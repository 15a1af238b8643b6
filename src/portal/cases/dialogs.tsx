import { Checkbox, Group, Radio, Select, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { moves } from '../../cases/states.ts'
import { statusOf, useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { priorities } from '../ui/words.ts'
import { useCaseAct } from './act.ts'
import { Stale } from './stale.tsx'
import type { Case } from './tags.tsx'

type Props = { readonly of: Case; readonly opened: boolean; readonly onClose: () => void }

const where = (of: Case) => ({ account: of.account, case: of.number })

type FootProps = {
  readonly of: Case
  readonly act: { readonly isPending: boolean; readonly error: Error | null; readonly reset: () => void }
  readonly onClose: () => void
  readonly children: string
}

/** The end of a change that names the version it was made on: whoever was second sees the first one's change, and can send again. */
const Foot = ({ of, act, onClose, children }: FootProps) => {
  const stale = statusOf(act.error) === 412
  return (
    <>
      {stale && <Stale of={of} done={act.reset} />}
      <Send busy={act.isPending} error={stale ? undefined : act.error} onCancel={onClose}>
        {children}
      </Send>
    </>
  )
}

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
  const act = useCaseAct('case.respond', {
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

/** Somebody thinks that it takes too long, or goes the wrong way: the escalation desk takes it up (ACP-4). */
export function EscalateDialog({ of, opened, onClose }: Props) {
  const [reason, setReason] = useState('')
  const act = useAct('escalation.raise', {
    done: ({ number }) => `Escalation ${number} is with the desk`,
    after: () => {
      setReason('')
      onClose()
    },
  })
  return (
    <Dialog title="Ask for escalation" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { reason } })}>
        <Textarea
          label="What has to change"
          description="The escalation desk reads it first; both sides see it."
          required
          maxLength={2000}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask for escalation
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

export function PriorityDialog({ of, opened, onClose }: Props) {
  const [priority, setPriority] = useState('')
  const [reason, setReason] = useState('')
  const act = useCaseAct('case.priority', { done: 'Priority changed', after: onClose })
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
        <Foot of={of} act={act} onClose={onClose}>
          Change the priority
        </Foot>
      </Form>
    </Dialog>
  )
}

export function AskPriorityDialog({ of, opened, onClose }: Props) {
  const [priority, setPriority] = useState('')
  const [reason, setReason] = useState('')
  const act = useCaseAct('case.ask-priority', { done: 'Asked; an engineer decides', after: onClose })
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

export function AssignDialog({ of, opened, onClose }: Props) {
  const me = useMe()
  const staff = useApi('person.list', { params: { account: me.account.code } }, { enabled: opened })
  const [to, setTo] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const act = useCaseAct('case.assign', { done: 'Handed over', after: onClose })
  const people = (staff.data?.items ?? []).filter((each) => each.status === 'active').map((each) => ({ value: each.id, label: each.name }))
  return (
    <Dialog title="Assign or put back" opened={opened} onClose={onClose}>
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
        <Foot of={of} act={act} onClose={onClose}>
          Assign
        </Foot>
      </Form>
    </Dialog>
  )
}

export function LinkDialog({ of, opened, onClose }: Props) {
  const [other, setOther] = useState('')
  const [as, setAs] = useState<string | null>('related')
  const act = useCaseAct('case.link', { done: 'Linked', after: onClose })
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

export function ReferenceDialog({ of, opened, onClose }: Props) {
  const [reference, setReference] = useState(of.customerReference)
  const act = useCaseAct('case.reference', { done: 'Reference set', after: onClose })
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
        <Foot of={of} act={act} onClose={onClose}>
          Set the reference
        </Foot>
      </Form>
    </Dialog>
  )
}

export function ImpactDialog({ of, opened, onClose }: Props) {
  const [impact, setImpact] = useState(of.impact.text)
  const act = useCaseAct('case.impact', { done: 'Impact stated', after: onClose })
  return (
    <Dialog title="What it does to the business" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { impact }, ifMatch: of.version })}>
        <ImpactField required value={impact} onChange={setImpact} />
        <Foot of={of} act={act} onClose={onClose}>
          State the impact
        </Foot>
      </Form>
    </Dialog>
  )
}

type ImpactProps = { readonly required: boolean; readonly value: string; readonly onChange: (value: string) => void }

const ImpactField = ({ required, value, onChange }: ImpactProps) => (
  <Textarea
    label="Business impact"
    description="Who could not work, for how long, and what it cost."
    required={required}
    maxLength={2000}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

export function MissReasonDialog({ of, opened, onClose }: Props) {
  const [reason, setReason] = useState(of.missReason ?? '')
  const act = useCaseAct('case.explain-miss', { done: 'The reason is on record', after: onClose })
  return (
    <Dialog title="Why the first response was missed" opened={opened} onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: where(of), body: { reason } })}>
        <Textarea
          label="Reason"
          description="The customer reads it, and reports name it beside the case."
          required
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        <Foot of={of} act={act} onClose={onClose}>
          Put it on record
        </Foot>
      </Form>
    </Dialog>
  )
}

export function RmaDialog({ of, opened, onClose }: Props) {
  const [serial, setSerial] = useState(of.serial ?? '')
  const [reason, setReason] = useState('')
  const [shipTo, setShipTo] = useState('')
  const act = useCaseAct('rma.open', { done: 'The return is open', after: onClose })
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
}

export function MoveDialog({ of, move: { move, title, needs }, onClose }: MoveProps) {
  const [reason, setReason] = useState('')
  const [agreedBy, setAgreedBy] = useState(of.requester ?? '')
  const [impact, setImpact] = useState(of.impact.text)
  const solves = move === 'resolve' || move === 'agree' || move === 'close-agreed'
  const act = useCaseAct('case.move', { done: title, after: onClose })
  const ends = moves[move].to === 'closed'
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: where(of),
            body: { move, reason, agreedBy, impact: impact === of.impact.text ? '' : impact },
            ifMatch: of.version,
          })
        }
      >
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
        {solves && of.impact.asked && <ImpactField required={ends} value={impact} onChange={setImpact} />}
        <Foot of={of} act={act} onClose={onClose}>
          {title}
        </Foot>
      </Form>
    </Dialog>
  )
}
