import { Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import type { DecisionView as Decision } from '../../decisions/schema.ts'
import { contactRoles } from '../../parties/contacts.ts'
import { problemOf, useAct, useApi } from '../api.ts'
import { PersonPick } from '../cases/pickers.tsx'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { DateField, Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck, IconHourglass, IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { useToday } from '../ui/today.ts'
import { Day } from '../ui/when.tsx'
import { choices, spaced } from '../ui/words.ts'

type Contact = Answer<'contact.list'>['items'][number]

const roleWords = (role: string): string => (role in contactRoles ? contactRoles[role as keyof typeof contactRoles] : spaced(role))

/** The decision inside a refusal, if that is what it was. */
const refusalOf = (error: Error | null): Decision | undefined => {
  const decision = error ? problemOf(error).decision : undefined
  return decision && typeof decision === 'object' ? (decision as Decision) : undefined
}

function Certificate({ of, today }: { readonly of: Contact; readonly today: string }) {
  const { certificate } = of
  if (!certificate) return null
  const expired = certificate.expiresOn < today
  return (
    <Stack gap={3} align="flex-start">
      <span>
        {certificate.level}, {certificate.number}
      </span>
      {expired ? (
        <Tag tone="danger" icon={IconAlertTriangle}>
          Expired {dateWords(certificate.expiresOn)}
        </Tag>
      ) : certificate.granted ? (
        <Tag tone="ok" icon={IconCheck}>
          Granted, to {dateWords(certificate.expiresOn)}
        </Tag>
      ) : (
        <Tag tone="warn" icon={IconHourglass}>
          Waits to be granted
        </Tag>
      )}
    </Stack>
  )
}

/** Who plays which part for which service. */
export function ContactList({ account }: { readonly account: string }) {
  const me = useMe()
  const may = useMay()
  const staff = me.account.kind === 'provider'
  const query = useApi('contact.list', { params: { account } })
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Contact>()
  const [granting, setGranting] = useState<Contact>()
  const reason = may('contacts.maintain')
  const today = useToday(account)
  const over = ({ endsOn }: Contact): boolean => endsOn !== null && endsOn < today
  const columns: readonly Column<Contact>[] = [
    { name: 'Name', lead: true, sort: (row) => row.name, cell: (row) => <b>{row.name}</b> },
    { name: 'Part', sort: (row) => row.role, cell: (row) => roleWords(row.role) },
    { name: 'Service', sort: (row) => row.offering ?? '', cell: (row) => row.offering ?? 'Every service' },
    { name: 'Certificate', cell: (row) => <Certificate of={row} today={today} /> },
    { name: 'Since', sort: (row) => row.startsOn, cell: (row) => <Day on={row.startsOn} /> },
    {
      name: 'State',
      cell: (row) =>
        over(row) ? (
          <Tag tone="dim">Ended {row.endsOn && dateWords(row.endsOn)}</Tag>
        ) : row.startsOn > today ? (
          <Tag tone="info">Starts later</Tag>
        ) : (
          <Tag tone="ok">{row.endsOn ? `Active until ${dateWords(row.endsOn)}` : 'Active'}</Tag>
        ),
    },
    {
      name: 'Act',
      cell: (row) =>
        over(row) ? null : (
          <span style={{ display: 'inline-flex', gap: 6 }}>
            {staff && row.certificate && !row.certificate.granted && (
              <Act
                size="compact-sm"
                variant="default"
                reason={may('expert.grant')}
                onClick={() => setGranting(row)}
                aria-label={`Grant ${row.name}`}
              >
                Grant
              </Act>
            )}
            <Act
              size="compact-sm"
              variant="default"
              reason={reason}
              onClick={() => setEnding(row)}
              aria-label={`End the part of ${row.name}`}
            >
              End
            </Act>
          </span>
        ),
    },
  ]
  return (
    <Card
      title="Roster"
      flush
      aside={
        <Act size="compact-sm" reason={reason} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setAdding(true)}>
          Name a contact
        </Act>
      }
    >
      <ListTable
        caption="Contacts and the parts they play"
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={<Empty title="Nobody is named yet">Services that ask for named contacts cannot be activated without them.</Empty>}
      />
      {adding && <AddContact account={account} onClose={() => setAdding(false)} />}
      {ending && <EndContact account={account} of={ending} onClose={() => setEnding(undefined)} />}
      {granting && <Grant account={account} of={granting} onClose={() => setGranting(undefined)} />}
    </Card>
  )
}

function AddContact({ account, onClose }: { readonly account: string; readonly onClose: () => void }) {
  const offerings = useApi('offering.list', {}, { fresh: 600_000 })
  const [given, setGiven] = useState({ person: '', role: 'named', offering: '', endsOn: '', level: 'JNCIS', number: '', expiresOn: '' })
  const set = (name: keyof typeof given) => (value: string | null) => setGiven((before) => ({ ...before, [name]: value ?? '' }))
  const act = useAct('contact.add', { done: 'Named', after: onClose })
  const refused = refusalOf(act.error)
  const send = () =>
    act.mutate({
      params: { account },
      body: {
        person: given.person,
        role: given.role as never,
        offering: given.offering || null,
        ...(given.endsOn === '' ? {} : { endsOn: given.endsOn }),
        certificate: given.role === 'expert' ? { level: given.level as never, number: given.number, expiresOn: given.expiresOn } : null,
      },
    })
  return (
    <Dialog title="Name a contact" opened onClose={onClose} size={refused ? 720 : 560}>
      <Form onSubmit={send}>
        <PersonPick account={account} label="Person" value={given.person} onChange={set('person')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Select label="Part" data={choices(contactRoles)} value={given.role} onChange={set('role')} allowDeselect={false} />
          <Select
            label="For"
            placeholder="Every service"
            data={(offerings.data?.items ?? []).map(({ code, title }) => ({ value: code, label: `${title} (${code})` }))}
            value={given.offering || null}
            onChange={set('offering')}
            clearable
          />
        </SimpleGrid>
        <DateField
          label="Last day"
          description="Only for somebody who stands in for another for a time, such as a delegate who signs."
          value={given.endsOn}
          onChange={(event) => set('endsOn')(event.currentTarget.value)}
        />
        {given.role === 'expert' && (
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <Select
              label="Certificate"
              data={['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE']}
              value={given.level}
              onChange={set('level')}
              allowDeselect={false}
            />
            <TextInput label="Number" required value={given.number} onChange={(event) => set('number')(event.currentTarget.value)} />
            <DateField
              label="Valid to"
              required
              value={given.expiresOn}
              onChange={(event) => set('expiresOn')(event.currentTarget.value)}
            />
          </SimpleGrid>
        )}
        {refused && <DecisionView decision={refused} />}
        <Send busy={act.isPending} error={refused ? undefined : act.error} onCancel={onClose}>
          {given.role === 'expert' ? 'Ask for expert access' : 'Name the contact'}
        </Send>
      </Form>
    </Dialog>
  )
}

type DialogProps = { readonly account: string; readonly of: Contact; readonly onClose: () => void }

function EndContact({ account, of, onClose }: DialogProps) {
  const [replacement, setReplacement] = useState('')
  const expert = of.role === 'expert'
  const act = useAct('contact.end', { done: `${of.name} is no longer ${roleWords(of.role).toLowerCase()}`, after: onClose })
  const refused = refusalOf(act.error)
  return (
    <Dialog title={`End the part of ${of.name}?`} opened onClose={onClose} size={refused ? 720 : 520}>
      <Form onSubmit={() => act.mutate({ params: { account, contact: of.id }, body: replacement ? { replacement } : {} })}>
        <Text size="sm">
          {roleWords(of.role)}
          {of.offering ? ` for ${of.offering}` : ''}.{' '}
          {expert
            ? 'Another expert is named with their own certificate.'
            : 'If the service needs somebody in this part, name who takes over in the same step.'}
        </Text>
        {!expert && <PersonPickOptional account={account} value={replacement} onChange={setReplacement} />}
        {refused && <DecisionView decision={refused} />}
        <Send busy={act.isPending} error={refused ? undefined : act.error} onCancel={onClose} color="red.9">
          End the part
        </Send>
      </Form>
    </Dialog>
  )
}

function PersonPickOptional({
  account,
  value,
  onChange,
}: {
  readonly account: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  const people = useApi('person.list', { params: { account } }, { fresh: 30_000 })
  const data = (people.data?.items ?? [])
    .filter(({ status }) => status === 'active')
    .map(({ email, name }) => ({ value: email, label: `${name}, ${email}` }))
  return (
    <Select
      label="Who takes over"
      placeholder="Nobody"
      searchable
      clearable
      data={data}
      value={value || null}
      onChange={(next) => onChange(next ?? '')}
    />
  )
}

function Grant({ account, of, onClose }: DialogProps) {
  const act = useAct('expert.grant', { done: `${of.name} has expert access`, after: onClose })
  const refused = refusalOf(act.error)
  return (
    <Dialog title={`Grant ${of.name} expert access?`} opened onClose={onClose} size={refused ? 720 : 480}>
      <Form onSubmit={() => act.mutate({ params: { account, contact: of.id } })}>
        <Text size="sm">
          Certificate {of.certificate?.level}, {of.certificate?.number}, valid to {of.certificate && dateWords(of.certificate.expiresOn)}.
          Urgent cases of theirs then go straight to senior engineers.
        </Text>
        {refused && <DecisionView decision={refused} />}
        <Send busy={act.isPending} error={refused ? undefined : act.error} onCancel={onClose}>
          Grant
        </Send>
      </Form>
    </Dialog>
  )
}
