import { Checkbox, Group, NumberInput, Select, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { kindTerms, topicsOf } from '../../meetings/kinds.ts'
import { verdicts } from '../../meetings/outcome.ts'
import { useAct, useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { TextLink } from '../ui/link.tsx'
import { AgreementField, type Place, PlaceFields } from './place-fields.tsx'

export type Whole = Answer<'meeting.read'>
type Props = { readonly account: string; readonly of: Whole; readonly onClose: () => void }
const sides = [
  { value: 'provider', label: 'The provider' },
  { value: 'customer', label: 'The customer' },
]

/** The local day and time of a meeting, where it was planned. */
const localTime = (zone: string, at: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))

const samePlace = (one: Place, other: Place): boolean =>
  one.mode === other.mode && one.place === other.place && one.statement === other.statement && one.location === other.location

/** Another day, time, length or place. */
export function MoveDialog({ account, of: { meeting }, onClose }: Props) {
  const [on, setOn] = useState(meeting.on)
  const [time, setTime] = useState(localTime(meeting.zone, meeting.startsAt))
  const [minutes, setMinutes] = useState<number | string>(meeting.minutes)
  const before: Place = {
    mode: meeting.mode,
    place: meeting.place,
    statement: meeting.statement,
    location: meeting.location === '' ? undefined : meeting.location,
  }
  const [place, setPlace] = useState(before)
  const [reason, setReason] = useState('')
  const [agreement, setAgreement] = useState(meeting.agreement)
  const act = useAct('meeting.move', { done: `${meeting.number} is moved; whoever was invited hears of it`, after: onClose })
  return (
    <Dialog title={`Move ${meeting.number}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, meeting: meeting.number },
            // a place that stays is not judged anew
            body: { on, time, minutes: Number(minutes), reason, agreement, ...(samePlace(before, place) ? {} : place) },
          })
        }
      >
        <Group grow align="flex-start">
          <DateField label="Day" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TextInput
            type="time"
            label="Time"
            description={meeting.zone}
            required
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </Group>
        <NumberInput label="Minutes" required min={5} max={600} value={minutes} onChange={setMinutes} />
        <PlaceFields account={account} kind={meeting.kind} of={place} change={(part) => setPlace({ ...place, ...part })} />
        {kindTerms[meeting.kind].byAgreement && <AgreementField value={agreement} onChange={setAgreement} />}
        <TextInput label="Why" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Move it
        </Send>
      </Form>
    </Dialog>
  )
}

/** Called off before it began, or missed after it should have. */
export function EndDialog({ account, of: { meeting }, how, onClose }: Props & { readonly how: 'cancel' | 'miss' }) {
  const [side, setSide] = useState('provider')
  const [reason, setReason] = useState('')
  const options = { done: how === 'cancel' ? `${meeting.number} is cancelled` : `${meeting.number} is marked as missed`, after: onClose }
  const cancel = useAct('meeting.cancel', options)
  const miss = useAct('meeting.miss', options)
  const act = how === 'cancel' ? cancel : miss
  return (
    <Dialog title={how === 'cancel' ? `Cancel ${meeting.number}` : `${meeting.number} was missed`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, meeting: meeting.number }, body: { side: side as 'provider', reason } })}>
        <Select
          label={how === 'cancel' ? 'Called off by' : 'Missed by'}
          data={sides}
          value={side}
          allowDeselect={false}
          onChange={(value) => setSide(value ?? 'provider')}
        />
        <TextInput label="Why" required data-autofocus value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose} {...(how === 'cancel' ? { color: 'red' } : {})}>
          {how === 'cancel' ? 'Cancel the meeting' : 'Mark as missed'}
        </Send>
      </Form>
    </Dialog>
  )
}

export function HoldDialog({ account, of: { meeting, people }, onClose }: Props) {
  const known = Object.entries(topicsOf[meeting.kind] ?? {})
  const [attended, setAttended] = useState<string[]>(people.filter(({ answer }) => answer !== 'declined').map(({ id }) => id))
  const [topics, setTopics] = useState<string[]>([...meeting.topics])
  const act = useAct('meeting.hold', { done: `${meeting.number} is marked as held`, after: onClose })
  return (
    <Dialog title={`${meeting.number} was held`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, meeting: meeting.number }, body: { attended, topics } })}>
        <Checkbox.Group label="Who attended" value={attended} onChange={setAttended}>
          <Stack gap={6} mt={6}>
            {people.map(({ id, name, side }) => (
              <Checkbox key={id} value={id} label={`${name}${side === 'guest' ? ', guest' : `, for the ${side}`}`} />
            ))}
          </Stack>
        </Checkbox.Group>
        {known.length > 0 && (
          <Checkbox.Group label="Topics that were covered" value={topics} onChange={setTopics}>
            <Stack gap={6} mt={6}>
              {known.map(([code, { title, clause }]) => (
                <Checkbox key={code} value={code} label={`${title} (${clause})`} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {known.some(([code]) => code === 'credits') && <CreditsHeld account={account} />}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          It was held
        </Send>
      </Form>
    </Dialog>
  )
}

/** What is said of credits where they are a topic: those that are held, and none made up (ACP-5.p4, policy B39). */
function CreditsHeld({ account }: { readonly account: string }) {
  const may = useMay()
  const allowed = may('credit.read') === undefined
  const balance = useApi('credit.balance', { params: { account } }, { enabled: allowed, fresh: 60_000 })
  if (!balance.data) return null
  const left = balance.data.balances.reduce((sum, each) => sum + each.left, 0)
  return (
    <Text size="sm" c="dimmed">
      Credits held: {left}. {left === 0 && 'Advanced Care Plus includes none; they are bought by an order. '}
      <TextLink to="/accounts/$account/credits" params={{ account }}>
        Credits
      </TextLink>
    </Text>
  )
}

/** Somebody else leads it: whoever the service names for this kind of meeting. */
export function LeadDialog({ account, of: { meeting }, onClose }: Props) {
  const leads = useApi('meeting.leads', { params: { account }, query: { kind: meeting.kind } })
  const [lead, setLead] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [following, setFollowing] = useState(false)
  const act = useAct('meeting.lead', { done: ({ leadName }) => `${leadName} leads it; whoever was invited hears of it`, after: onClose })
  const others = (leads.data?.items ?? []).filter(({ name }) => name !== meeting.leadName)
  return (
    <Dialog title={`Who leads ${meeting.number}`} opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account, meeting: meeting.number }, body: { lead: lead ?? '', reason, following } })}>
        <Select
          label="Led by"
          description={meeting.leadName ? `Now ${meeting.leadName}, who stays invited until taken off.` : 'Nobody yet.'}
          required
          searchable
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          placeholder={leads.isPending ? 'Loading' : others.length === 0 ? 'Nobody else may lead it' : 'Choose'}
          value={lead}
          onChange={setLead}
        />
        <TextInput label="Why" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {meeting.series !== null && (
          <Checkbox
            label="Also those of the series after it"
            checked={following}
            onChange={(event) => setFollowing(event.currentTarget.checked)}
          />
        )}
        <Send busy={act.isPending} error={act.error ?? leads.error} onCancel={onClose}>
          Change it
        </Send>
      </Form>
    </Dialog>
  )
}

export function InviteDialog({ account, of: { meeting, people }, onClose }: Props) {
  const known = useApi('person.list', { params: { account } })
  const [person, setPerson] = useState<string | null>(null)
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const act = useAct('meeting.invite', { done: 'Invited', after: onClose })
  const free = (known.data?.items ?? []).filter(({ id, status }) => status === 'active' && !people.some(({ personId }) => personId === id))
  const guest = person === 'guest'
  return (
    <Dialog title={`Invite somebody to ${meeting.number}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({ params: { account, meeting: meeting.number }, body: guest ? { name, email } : { person: person ?? '' } })
        }
      >
        <Select
          label="Who"
          required
          searchable
          data={[
            ...free.map(({ id, name: one }) => ({ value: id, label: one })),
            { value: 'guest', label: 'A guest, by name and address' },
          ]}
          value={person}
          onChange={setPerson}
        />
        {guest && (
          <>
            <TextInput label="Name" required value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <TextInput
              label="Mail address"
              description="They get the invitation, changes and the end by mail, and nothing else."
              type="email"
              required
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
          </>
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Invite
        </Send>
      </Form>
    </Dialog>
  )
}

export function ActionDialog({ account, of: { meeting, people, agenda }, onClose }: Props) {
  const [text, setText] = useState('')
  const [owner, setOwner] = useState<string | null>(null)
  const [dueOn, setDueOn] = useState('')
  const [about, setAbout] = useState<string | null>(null)
  const act = useAct('meeting-action.add', { done: 'The action is added', after: onClose })
  const cases = agenda.filter(({ source }) => source === 'case')
  return (
    <Dialog title="Add an action" opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, meeting: meeting.number },
            body: { text, owner: owner ?? '', dueOn, ...(about ? { about } : {}) },
          })
        }
      >
        <TextInput
          label="What is to be done"
          required
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <Select
            label="Owner"
            required
            data={people.filter(({ side }) => side !== 'guest').map(({ id, name }) => ({ value: id, label: name }))}
            value={owner}
            onChange={setOwner}
          />
          <DateField label="Due" required value={dueOn} onChange={(event) => setDueOn(event.currentTarget.value)} />
        </Group>
        {cases.length > 0 && (
          <Select
            label="Next step for"
            clearable
            data={cases.map(({ ref, title }) => ({ value: ref, label: title }))}
            value={about}
            onChange={setAbout}
          />
        )}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Add it
        </Send>
      </Form>
    </Dialog>
  )
}

export function OutcomeDialog({ account, of: { meeting, outcome }, onClose }: Props) {
  const [goal, setGoal] = useState(outcome?.goal ?? '')
  const [result, setResult] = useState(outcome?.result ?? '')
  const [verdict, setVerdict] = useState<string>(outcome?.verdict ?? 'met')
  const [improvements, setImprovements] = useState(outcome?.improvements ?? '')
  const act = useAct('meeting.outcome', { done: 'The outcome is recorded', after: onClose })
  return (
    <Dialog title="What the review came to" opened onClose={onClose} size={640}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, meeting: meeting.number },
            body: { goal, result, verdict: verdict as 'met', improvements, changes: outcome?.changes ?? [] },
          })
        }
      >
        <Labelled label="The goal beside the result">
          <Group grow align="flex-start">
            <Textarea
              aria-label="Goal"
              placeholder="Goal of the change"
              required
              autosize
              minRows={3}
              value={goal}
              onChange={(event) => setGoal(event.currentTarget.value)}
            />
            <Textarea
              aria-label="Result"
              placeholder="What came of it"
              required
              autosize
              minRows={3}
              value={result}
              onChange={(event) => setResult(event.currentTarget.value)}
            />
          </Group>
        </Labelled>
        <Select
          label="The goal was"
          data={[...verdicts]}
          value={verdict}
          allowDeselect={false}
          onChange={(value) => setVerdict(value ?? 'met')}
        />
        <Textarea
          label="Possible improvements, or why there are none"
          required
          autosize
          minRows={2}
          value={improvements}
          onChange={(event) => setImprovements(event.currentTarget.value)}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Record it
        </Send>
      </Form>
    </Dialog>
  )
}
