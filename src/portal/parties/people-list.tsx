import { Checkbox, MultiSelect, PasswordInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { type Role, roles, rolesOf, teams } from '../../parties/permissions.ts'
import { client, useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { Confirm, DateField, Dialog, Form, Send, ZoneField } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { choices, theatreWords } from '../ui/words.ts'

type Side = 'customer' | 'partner' | 'provider'
export type Person = Answer<'person.list'>['items'][number]

export const roleWords = (role: string): string => (role in roles ? roles[role as Role].title : role)
export const teamWords = (team: string): string => (team in teams ? teams[team as keyof typeof teams] : team)

const file: readonly CsvColumn<Person>[] = [
  { name: 'Name', of: (row) => row.name },
  { name: 'E-mail', of: (row) => row.email },
  { name: 'Phone', of: (row) => row.phone },
  { name: 'Roles', of: (row) => row.roles.map(roleWords).join('; ') },
  { name: 'Teams', of: (row) => row.teams.map(teamWords).join('; ') },
  { name: 'Senior', of: (row) => (row.senior ? 'yes' : 'no') },
  { name: 'Zone', of: (row) => row.zone },
  { name: 'Signs in', of: (row) => (row.signsIn ? 'yes' : 'no') },
  { name: 'State', of: (row) => row.status },
]

/** The people of an account: add, change, and switch leavers off. */
export function PeopleList({ account, side, title }: { readonly account: string; readonly side: Side; readonly title: string }) {
  const me = useMe()
  const may = useMay()
  const query = useApi('person.list', { params: { account } })
  const [editing, setEditing] = useState<Person | 'new'>()
  const [leaving, setLeaving] = useState<Person>()
  const [staying, setStaying] = useState<Person>()
  const stay = useAct('person.leave', { done: 'They stay', after: () => setStaying(undefined) })
  const reason = side === 'provider' ? (may('people.edit') ?? may('staff.edit')) : may('people.edit')
  const columns: readonly Column<Person>[] = [
    {
      name: 'Name',
      lead: true,
      sort: (row) => row.name,
      cell: (row) => (
        <>
          <b>{row.name}</b>
          <div className="small dim break">{row.email}</div>
        </>
      ),
    },
    {
      name: 'Roles',
      cell: (row) => (
        <span className="clauses">
          {row.roles.map(roleWords).join(', ')}
          {row.senior && <Tag tone="info">Senior</Tag>}
        </span>
      ),
    },
    ...(side === 'provider' ? [{ name: 'Teams', cell: (row: Person) => row.teams.map(teamWords).join(', ') }] : []),
    ...(query.data?.items.some(({ phone }) => phone !== '')
      ? [{ name: 'Phone', cell: (row: Person) => row.phone && <a href={`tel:${row.phone.replace(/[^+\d]/g, '')}`}>{row.phone}</a> }]
      : []),
    { name: 'Zone', cell: (row) => row.zone, sort: (row) => row.zone },
    {
      name: 'State',
      brief: true,
      sort: (row) => row.status,
      cell: (row) =>
        row.status === 'left' ? (
          <Tag tone="dim">Left</Tag>
        ) : row.leftOn !== null ? (
          <Tag tone="warn">Leaves on {row.leftOn}</Tag>
        ) : row.signsIn ? (
          <Tag tone="ok">Signs in</Tag>
        ) : (
          <Tag tone="plain">No sign-in</Tag>
        ),
    },
    {
      name: 'Act',
      cell: (row) =>
        row.status === 'active' && (
          <span style={{ display: 'inline-flex', gap: 6 }}>
            <Act size="compact-sm" variant="default" reason={reason} onClick={() => setEditing(row)} aria-label={`Change ${row.name}`}>
              Change
            </Act>
            <Act
              size="compact-sm"
              variant="default"
              reason={reason ?? (row.id === me.person.id ? 'You cannot switch yourself off' : undefined)}
              onClick={() => setLeaving(row)}
              aria-label={`${row.name} leaves`}
            >
              Leaves
            </Act>
            {row.leftOn !== null && (
              <Act size="compact-sm" variant="default" reason={reason} onClick={() => setStaying(row)} aria-label={`${row.name} stays`}>
                Stays
              </Act>
            )}
          </span>
        ),
    },
  ]
  return (
    <Card
      title={title}
      flush
      aside={
        <>
          <ExportCsv
            list={side === 'provider' ? 'Staff' : `People of ${account}`}
            columns={file}
            read={() => client.call('person.list', { params: { account } })}
          />
          <Act reason={reason} leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setEditing('new')}>
            Add a person
          </Act>
        </>
      }
    >
      <ListTable
        caption={title}
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={<Empty title="Nobody is here yet">Add the first person; with a password they can sign in.</Empty>}
      />
      {editing === 'new' && <AddPerson account={account} side={side} onClose={() => setEditing(undefined)} />}
      {editing !== undefined && editing !== 'new' && (
        <EditPerson account={account} side={side} of={editing} onClose={() => setEditing(undefined)} />
      )}
      {leaving && <LeaveDialog account={account} side={side} of={leaving} onClose={() => setLeaving(undefined)} />}
      <Confirm
        title={`${staying?.name} stays?`}
        opened={staying !== undefined}
        onClose={() => setStaying(undefined)}
        act="They stay"
        busy={stay.isPending}
        error={stay.error}
        onConfirm={() => staying && stay.mutate({ params: { account, person: staying.id }, body: { leftOn: null } })}
      >
        Nobody is switched off on {staying?.leftOn}. That it was told stays on record.
      </Confirm>
    </Card>
  )
}

function LeaveDialog({
  account,
  side,
  of,
  onClose,
}: {
  readonly account: string
  readonly side: Side
  readonly of: Person
  readonly onClose: () => void
}) {
  const [leftOn, setLeftOn] = useState('')
  const act = useAct('person.leave', { done: 'Written down', after: onClose })
  return (
    <Confirm
      title={`${of.name} leaves?`}
      opened
      onClose={onClose}
      act={leftOn ? 'They leave' : 'Switch off'}
      busy={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate({ params: { account, person: of.id }, body: leftOn ? { leftOn } : {} })}
    >
      <Stack gap="sm">
        They can no longer sign in; sessions and keys end within a minute, or as a day to come begins. What they did stays on record.
        <DateField
          label={
            side === 'provider' ? 'The day they left, where it lies before today' : 'The day they left, or from which on they are not there'
          }
          description="Today, where it is left out."
          value={leftOn}
          onChange={(event) => setLeftOn(event.currentTarget.value)}
        />
      </Stack>
    </Confirm>
  )
}

const roleChoices = (side: Side) => rolesOf(side).map((value) => ({ value, label: `${roles[value].title} (${value})` }))
const teamChoices = choices(teams)

function AddPerson({ account, side, onClose }: { readonly account: string; readonly side: Side; readonly onClose: () => void }) {
  const [given, setGiven] = useState({
    name: '',
    email: '',
    phone: '',
    zone: '',
    theatre: '',
    roles: [] as string[],
    teams: [] as string[],
    senior: false,
    password: '',
  })
  const set = <K extends keyof typeof given>(name: K, value: (typeof given)[K]) => setGiven((before) => ({ ...before, [name]: value }))
  const act = useAct('person.add', { done: ({ name }) => `${name} is added`, after: onClose })
  const send = () =>
    act.mutate({
      params: { account },
      body: {
        name: given.name,
        email: given.email,
        phone: given.phone,
        roles: given.roles as never,
        ...(given.zone ? { zone: given.zone } : {}),
        ...(given.theatre ? { theatre: given.theatre as never } : {}),
        ...(side === 'provider' ? { teams: given.teams as never, senior: given.senior } : {}),
        ...(given.password ? { password: given.password } : {}),
      },
    })
  return (
    <Dialog title="Add a person" opened onClose={onClose} size={600}>
      <Form onSubmit={send}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label="Name" required data-autofocus value={given.name} onChange={(event) => set('name', event.currentTarget.value)} />
          <TextInput
            label="E-mail address"
            type="email"
            required
            value={given.email}
            onChange={(event) => set('email', event.currentTarget.value)}
          />
          <TextInput label="Phone" value={given.phone} onChange={(event) => set('phone', event.currentTarget.value)} />
          <ZoneField label="Time zone" description="Empty: the account’s." value={given.zone} onChange={(value) => set('zone', value)} />
        </SimpleGrid>
        <MultiSelect
          label="Roles"
          description="What they may do comes from their roles."
          required
          searchable
          data={roleChoices(side)}
          value={given.roles}
          onChange={(value) => set('roles', value)}
        />
        {side === 'provider' && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <MultiSelect label="Teams" data={teamChoices} value={given.teams} onChange={(value) => set('teams', value)} />
            <Select
              label="Theatre"
              data={choices(theatreWords)}
              value={given.theatre || null}
              onChange={(value) => set('theatre', value ?? '')}
              clearable
            />
            <Checkbox label="Senior engineer" checked={given.senior} onChange={(event) => set('senior', event.currentTarget.checked)} />
          </SimpleGrid>
        )}
        <PasswordInput
          label="First password"
          description="At least 12 characters. Empty: they cannot sign in."
          autoComplete="new-password"
          value={given.password}
          onChange={(event) => set('password', event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password' }}
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Add
        </Send>
      </Form>
    </Dialog>
  )
}

function EditPerson({
  account,
  side,
  of,
  onClose,
}: {
  readonly account: string
  readonly side: Side
  readonly of: Person
  readonly onClose: () => void
}) {
  const [given, setGiven] = useState({ name: of.name, phone: of.phone, zone: of.zone, roles: [...of.roles], teams: [...of.teams] })
  const set = <K extends keyof typeof given>(name: K, value: (typeof given)[K]) => setGiven((before) => ({ ...before, [name]: value }))
  const act = useAct('person.edit', { done: `${of.name} is changed`, after: onClose })
  const { teams: team, ...rest } = given
  return (
    <Dialog title={`Change ${of.name}`} opened onClose={onClose} size={560}>
      <Form
        onSubmit={() =>
          act.mutate({
            params: { account, person: of.id },
            body: { ...rest, ...(side === 'provider' ? { teams: team } : {}) } as never,
            ifMatch: of.version,
          })
        }
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {of.email}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label="Name" value={given.name} onChange={(event) => set('name', event.currentTarget.value)} />
            <TextInput label="Phone" value={given.phone} onChange={(event) => set('phone', event.currentTarget.value)} />
          </SimpleGrid>
          <ZoneField label="Time zone" value={given.zone} onChange={(value) => set('zone', value)} />
          <MultiSelect
            label="Roles"
            required
            searchable
            data={roleChoices(side)}
            value={given.roles}
            onChange={(value) => set('roles', value)}
          />
          {side === 'provider' && (
            <MultiSelect label="Teams" data={teamChoices} value={given.teams} onChange={(value) => set('teams', value)} />
          )}
        </Stack>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Change
        </Send>
      </Form>
    </Dialog>
  )
}
