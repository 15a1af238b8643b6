import { Checkbox, Group, MultiSelect, NumberInput, Select, Text, Textarea, TextInput } from '@mantine/core'
import { type ComponentProps, useState } from 'react'
import { kindTerms, type MeetingKind, meetingKinds, topicsOf } from '../../meetings/kinds.ts'
import { useAct, useApi } from '../api.ts'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { countWords } from '../ui/words.ts'
import { AgreementField, PlaceFields, remote } from './place-fields.tsx'

type Props = { readonly account: string; readonly onClose: () => void }
const TimeField = (props: ComponentProps<typeof TextInput>) => <TextInput type="time" {...props} />

/** Who leads it: whoever may lead this kind of meeting, and whoever plans it where nobody is named. */
function LeadField({
  account,
  kind,
  value,
  onChange,
}: {
  readonly account: string
  readonly kind: MeetingKind
  readonly value: string | null
  readonly onChange: (value: string | null) => void
}) {
  const leads = useApi('meeting.leads', { params: { account }, query: { kind } })
  const items = leads.data?.items ?? []
  return (
    <Select
      label="Led by"
      clearable
      searchable
      placeholder={leads.isPending ? 'Loading' : 'You'}
      data={items.map(({ id, name }) => ({ value: id, label: name }))}
      value={items.some(({ id }) => id === value) ? value : null}
      onChange={onChange}
    />
  )
}

/** A series through the last day of a contract. */
export function SeriesDialog({ account, onClose }: Props) {
  const contracts = useApi('contract.list', { params: { account } })
  const [kind, setKind] = useState<'review' | 'business-review' | 'operational-review'>('review')
  const [contract, setContract] = useState<string | null>(null)
  const [firstOn, setFirstOn] = useState('')
  const [startTime, setStartTime] = useState('10:00')
  const [everyDays, setEveryDays] = useState<number | string>('')
  const [place, setPlace] = useState(remote)
  const [lead, setLead] = useState<string | null>(null)
  const act = useAct('meeting.plan-series', {
    done: ({ count, first, last }) => `${countWords(count, 'meeting')} planned, from ${first} to ${last}`,
    after: onClose,
  })
  const fitting = (contracts.data?.items ?? []).filter(({ service, state }) => service === kindTerms[kind].offering && state === 'active')
  return (
    <Dialog title={`Plan a series with ${account}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account },
            body: {
              kind,
              contract: contract ?? '',
              firstOn,
              startTime,
              ...(everyDays === '' ? {} : { everyDays: Number(everyDays) }),
              ...place,
              ...(lead === null ? {} : { lead }),
            },
          })
        }
      >
        <Select
          label="Kind"
          data={(['review', 'business-review', 'operational-review'] as const).map((value) => ({ value, label: kindTerms[value].title }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            setKind(value as typeof kind)
            setContract(null)
            setLead(null)
          }}
        />
        <LeadField account={account} kind={kind} value={lead} onChange={setLead} />
        <Select
          label="Contract that promises it"
          required
          data={fitting.map(({ number, startsOn, endsOn }) => ({ value: number, label: `${number}, ${startsOn} to ${endsOn}` }))}
          value={contract}
          onChange={setContract}
          placeholder={
            contracts.isPending ? 'Loading' : fitting.length === 0 ? `No active contract of ${kindTerms[kind].offering}` : 'Choose'
          }
        />
        <Group grow align="flex-start">
          <DateField label="First date" required value={firstOn} onChange={(event) => setFirstOn(event.currentTarget.value)} />
          <TimeField
            label="Local time"
            description="Where the customer is"
            required
            value={startTime}
            onChange={(event) => setStartTime(event.currentTarget.value)}
          />
        </Group>
        {kind !== 'business-review' && (
          <NumberInput
            label="Days between two"
            description={kind === 'review' ? 'Left empty: every 14 days.' : 'Left empty: once a quarter.'}
            min={1}
            max={366}
            value={everyDays}
            onChange={setEveryDays}
          />
        )}
        <PlaceFields account={account} kind={kind} of={place} change={(part) => setPlace({ ...place, ...part })} />
        <Text size="sm" c="dimmed">
          Meetings go on through the contract’s last day. Weekends and holidays move to the next working day.
        </Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Plan it
        </Send>
      </Form>
    </Dialog>
  )
}

const singles = meetingKinds.filter((kind) => kind !== 'business-review')

/** One meeting. */
export function PlanDialog({ account, onClose, project = false }: Props & { readonly project?: boolean }) {
  const [kind, setKind] = useState<MeetingKind>(project ? 'project' : 'training')
  const [invited, setInvited] = useState(true)
  const [on, setOn] = useState('')
  const [time, setTime] = useState('10:00')
  const [topics, setTopics] = useState<string[]>([])
  const [aboutKind, setAboutKind] = useState<string | null>(null)
  const [aboutId, setAboutId] = useState('')
  const [place, setPlace] = useState(remote)
  const [agreement, setAgreement] = useState('')
  const [lead, setLead] = useState<string | null>(null)
  const act = useAct('meeting.plan', { done: ({ number }) => `${number} is planned`, after: onClose })
  const known = topicsOf[kind]
  const about = aboutKind !== null && aboutId !== '' ? { about: { kind: aboutKind as 'review', id: aboutId } } : {}
  return (
    <Dialog title={`Plan a meeting with ${account}`} opened onClose={onClose}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account },
            body: { kind, on, time, topics, providerInvited: invited, ...about, ...place, agreement, ...(lead === null ? {} : { lead }) },
          })
        }
      >
        <Select
          label="Kind"
          data={(project ? (['project'] as const) : singles).map((value) => ({ value, label: kindTerms[value].title }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => {
            setKind(value as MeetingKind)
            setTopics([])
            setLead(null)
          }}
        />
        {!project && <LeadField account={account} kind={kind} value={lead} onChange={setLead} />}
        {kind === 'project' && (
          <Checkbox
            label="The provider is invited"
            description="Maintenance services ask for it (MSP-5.o)."
            checked={invited}
            onChange={(event) => setInvited(event.currentTarget.checked)}
          />
        )}
        {known && (
          <MultiSelect
            label="Topics"
            data={Object.entries(known).map(([value, { title }]) => ({ value, label: title }))}
            value={topics}
            onChange={setTopics}
          />
        )}
        <Group grow align="flex-start">
          <DateField label="Day" required value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TimeField label="Local time" required value={time} onChange={(event) => setTime(event.currentTarget.value)} />
        </Group>
        <Group grow align="flex-start">
          <Select
            label="About"
            clearable
            placeholder="Nothing in particular"
            data={[
              { value: 'review', label: 'A review' },
              { value: 'request', label: 'A request' },
              { value: 'change', label: 'A change' },
              { value: 'case', label: 'A case' },
            ]}
            value={aboutKind}
            onChange={setAboutKind}
          />
          {aboutKind !== null && (
            <TextInput label="Its number" required value={aboutId} onChange={(event) => setAboutId(event.currentTarget.value)} />
          )}
        </Group>
        <PlaceFields account={account} kind={kind} of={place} change={(part) => setPlace({ ...place, ...part })} />
        {kindTerms[kind].byAgreement && <AgreementField value={agreement} onChange={setAgreement} />}
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Plan it
        </Send>
      </Form>
    </Dialog>
  )
}

/** A customer asks for an operational review. */
export function AskDialog({ account, onClose }: Props) {
  const [why, setWhy] = useState('')
  const [on, setOn] = useState('')
  const [time, setTime] = useState('')
  const act = useAct('meeting.ask', { done: ({ meeting }) => `${meeting.number} is offered on ${meeting.on}`, after: onClose })
  return (
    <Dialog title="Ask for an operational review" opened onClose={onClose}>
      <Form onSubmit={() => act.mutate({ params: { account }, body: { why, ...(on ? { on } : {}), ...(time ? { time } : {}) } })}>
        <Text size="sm" c="dimmed">
          A call about your technical cases. A slot within ten working days is offered at once; its agenda lists your open and recently
          closed cases.
        </Text>
        <Textarea
          label="What it is about"
          required
          autosize
          minRows={2}
          data-autofocus
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <Group grow align="flex-start">
          <DateField label="Day that suits you" value={on} onChange={(event) => setOn(event.currentTarget.value)} />
          <TimeField
            label="Time"
            description="On the advisor’s clock"
            value={time}
            onChange={(event) => setTime(event.currentTarget.value)}
          />
        </Group>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Ask
        </Send>
      </Form>
    </Dialog>
  )
}
