import { Button, Code, CopyButton, Group, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { localClock, resolveLocal } from '../../calendar/local-time.ts'
import type { Answer } from '../../client/client.ts'
import { daysMs, fromIso, toIso } from '../../lib/time.ts'
import { useAct, useApi } from '../api.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePath } from '../ui/filters.ts'
import { Dialog, Form, Send } from '../ui/form.tsx'
import { IconAlertTriangle, IconCopy } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords, near } from '../ui/time.ts'
import { When } from '../ui/when.tsx'
import { byWords } from './on-call.tsx'
import { RosterDialog } from './roster-form.tsx'

export type Roster = Answer<'roster.read'>
type Span = Roster['spans'][number]

/** One roster: the coming four weeks, who was put in, what the shifts wrote down. */
export function RosterPage() {
  const me = useMe()
  const may = useMay()
  const { roster: id } = usePath()
  const query = useApi('roster.read', { params: { account: me.account.code, roster: id } }, { every: 60_000 })
  const [open, setOpen] = useState<'swap' | 'edit' | 'feed'>()
  const close = () => setOpen(undefined)
  return (
    <Loaded query={query} page>
      {(roster) => (
        <Page
          title={roster.title}
          crumbs={<TextLink to="/on-call">On call</TextLink>}
          lead={
            roster.onCall.length > 0 ? (
              <>
                Now: <strong>{roster.onCall[0]?.name}</strong>
                {roster.onCall.slice(1).map((duty) => `, then ${duty.name}`)}
              </>
            ) : (
              'Nobody is on call now.'
            )
          }
          actions={
            <>
              <Act reason={may('roster.swap')} onClick={() => setOpen('swap')}>
                Put somebody in
              </Act>
              <Act variant="default" reason={may('roster.edit')} onClick={() => setOpen('edit')}>
                Change the roster
              </Act>
              <Act variant="default" reason={may('roster.edit')} onClick={() => setOpen('feed')}>
                Calendar feed
              </Act>
            </>
          }
        >
          <Stack gap="md">
            {roster.gaps.length > 0 && (
              <Group gap={8}>
                {roster.gaps.slice(0, 5).map((gap) => (
                  <Tag key={gap.from} tone="warn" icon={IconAlertTriangle}>
                    Nobody {near(me.person.zone, fromIso(gap.from), Date.now())} to {near(me.person.zone, fromIso(gap.to), Date.now())}
                  </Tag>
                ))}
                {roster.gaps.length > 5 && <span className="small dim">and {roster.gaps.length - 5} more</span>}
              </Group>
            )}
            {[...new Set(roster.spans.map((span) => span.tier))].map((tier) => (
              <Card key={tier} title={tier === 1 ? 'First call, the next four weeks' : `Call ${tier}`}>
                <Weeks
                  spans={roster.spans.filter((span) => span.tier === tier)}
                  zone={me.person.zone}
                  names={[...new Set(roster.spans.flatMap((span) => span.name ?? []))].sort()}
                />
              </Card>
            ))}
            <SimpleGrid cols={{ base: 1, md: 2 }}>
              <Overrides roster={roster} />
              <Notes roster={roster} />
            </SimpleGrid>
            <Layers roster={roster} />
          </Stack>
          {open === 'swap' && <SwapDialog roster={roster} onClose={close} />}
          {open === 'edit' && <RosterDialog roster={roster} onClose={close} />}
          {open === 'feed' && <FeedDialog roster={roster} onClose={close} />}
        </Page>
      )}
    </Loaded>
  )
}

/** People keep their colour over the weeks; a gap is hatched and says so. */
const hueOf = (name: string, names: readonly string[]): number => (190 + names.indexOf(name) * 137) % 360

type WeeksProps = { readonly spans: readonly Span[]; readonly zone: string; readonly names: readonly string[] }

function Weeks({ spans, zone, names }: WeeksProps) {
  const first = spans[0] ? fromIso(spans[0].from) : 0
  const clock = localClock(zone, first)
  const midnight = 'kind' in clock ? first : resolveLocal(zone, `${clock.date}T00:00`)
  const start = typeof midnight === 'number' ? midnight : first
  const weeks = [0, 1, 2, 3].map((week) => ({ from: start + week * 7 * daysMs, to: start + (week + 1) * 7 * daysMs }))
  return (
    <Stack gap={10}>
      {weeks.map((week) => (
        <div key={week.from}>
          <div className="roster-days small dim" aria-hidden>
            {[0, 1, 2, 3, 4, 5, 6].map((day) => (
              <span key={day}>{dateWords(toIso(week.from + day * daysMs + daysMs / 2).slice(0, 10)).replace(/ \d{4}$/, '')}</span>
            ))}
          </div>
          <ul className="roster-week">
            {spans
              .filter((span) => fromIso(span.from) < week.to && fromIso(span.to) > week.from)
              .map((span) => {
                const from = Math.max(fromIso(span.from), week.from)
                const to = Math.min(fromIso(span.to), week.to)
                const said = `${span.name ?? 'Nobody'}, ${near(zone, from, Date.now())} to ${near(zone, to, Date.now())}`
                return (
                  <li
                    key={span.from}
                    title={said}
                    aria-label={said}
                    {...(span.name === null ? { 'data-gap': true } : {})}
                    style={{
                      left: `${((from - week.from) / (7 * daysMs)) * 100}%`,
                      width: `${((to - from) / (7 * daysMs)) * 100}%`,
                      ...(span.name === null ? {} : { ['--hue' as never]: hueOf(span.name, names) }),
                    }}
                  >
                    <span aria-hidden>{to - from < daysMs / 2 ? (span.name?.split(' ')[0] ?? 'nobody') : (span.name ?? 'nobody')}</span>
                  </li>
                )
              })}
          </ul>
        </div>
      ))}
    </Stack>
  )
}

function Overrides({ roster }: { readonly roster: Roster }) {
  const me = useMe()
  const may = useMay()
  const back = useAct('roster.swap-back', { done: 'Taken back' })
  return (
    <Card title="Put in for a while">
      {roster.overrides.length === 0 ? (
        <Text size="sm" c="dimmed">
          Everybody serves their own turn.
        </Text>
      ) : (
        <ul className="lines">
          {roster.overrides.map((each) => (
            <li key={each.id}>
              <Group justify="space-between" wrap="nowrap" align="flex-start">
                <div>
                  <Text size="sm" fw={600}>
                    {each.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <When at={each.from} show="absolute" /> to <When at={each.to} show="absolute" />: {each.reason}
                  </Text>
                </div>
                <Act
                  size="compact-sm"
                  variant="default"
                  reason={may('roster.swap')}
                  loading={back.isPending && back.variables?.params.override === each.id}
                  onClick={() => back.mutate({ params: { account: me.account.code, roster: roster.id, override: each.id } })}
                  aria-label={`Take back ${each.name}`}
                >
                  Take back
                </Act>
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Notes({ roster }: { readonly roster: Roster }) {
  const me = useMe()
  const may = useMay()
  const [text, setText] = useState('')
  const act = useAct('roster.hand-over', { done: 'Written down', after: () => setText('') })
  const reason = may('roster.swap')
  return (
    <Card title="Hand-over">
      <Form
        label="Hand-over note"
        onSubmit={() => text.trim() && act.mutate({ params: { account: me.account.code, roster: roster.id }, body: { text } })}
      >
        <Textarea
          aria-label="What the next shift has to know"
          placeholder="What the next shift has to know"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
        />
        <Group justify="flex-end">
          <Act
            type="submit"
            size="compact-sm"
            loading={act.isPending}
            reason={reason ?? (text.trim() ? undefined : 'Write something first')}
          >
            Hand over
          </Act>
        </Group>
      </Form>
      {roster.notes.length === 0 ? (
        <Empty title="No note yet">What a shift writes here is the first thing the next one reads.</Empty>
      ) : (
        <ul className="lines">
          {roster.notes.map((note) => (
            <li key={note.id}>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap' }} className="break">
                {note.text}
              </Text>
              <Text size="xs" c="dimmed">
                {note.author}, <When at={note.at} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

const dayNames = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function Layers({ roster }: { readonly roster: Roster }) {
  const me = useMe()
  const people = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000 })
  const nameOf = (id: string) => people.data?.items.find((person) => person.id === id)?.name ?? '…'
  return (
    <Card title="How it turns">
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {roster.layers.map((layer) => (
          <div key={`${layer.tier} ${layer.title} ${layer.start}`}>
            <Text size="sm" fw={650} mb={4}>
              {layer.title}
            </Text>
            <Facts
              of={[
                ['Called', layer.tier === 1 ? 'first' : `as number ${layer.tier}`],
                ['People', layer.people.map(nameOf).join(', ')],
                [
                  'Turn',
                  `${layer.turnDays === 7 ? 'a week' : layer.turnDays === 1 ? 'a day' : `${layer.turnDays} days`}, from ${layer.start.slice(11)}`,
                ],
                ['Zone', layer.zone],
                [
                  'Serves',
                  layer.hours
                    ? `${layer.hours.days.length === 7 ? 'every day' : layer.hours.days.map((day) => dayNames[day]).join(', ')}, ${layer.hours.from} to ${layer.hours.to}`
                    : 'always',
                ],
                ['Not on', layer.holidays.length > 0 ? `${layer.holidays.length} holidays` : undefined],
              ]}
            />
          </div>
        ))}
      </SimpleGrid>
    </Card>
  )
}

const inZone = (zone: string, text: string): string | undefined => {
  const at = resolveLocal(zone, text)
  return typeof at === 'number' ? toIso(at) : undefined
}

function SwapDialog({ roster, onClose }: { readonly roster: Roster; readonly onClose: () => void }) {
  const me = useMe()
  const people = useApi('person.list', { params: { account: me.account.code } })
  const [person, setPerson] = useState<string | null>(me.person.id)
  const [tier, setTier] = useState('1')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const [reason, setReason] = useState('')
  const act = useAct('roster.swap', { done: 'Put in', after: onClose })
  const { zone } = me.person
  const send = () => {
    const [start, end] = [inZone(zone, from), inZone(zone, to)]
    if (person && start && end && reason.trim())
      act.mutate({
        params: { account: me.account.code, roster: roster.id },
        body: { person, tier: Number(tier), from: start, to: end, reason },
      })
  }
  const tiers = [...new Set(roster.layers.map((layer) => layer.tier))].sort()
  return (
    <Dialog title="Put somebody in" opened onClose={onClose}>
      <Form onSubmit={send}>
        <Select
          label="Who"
          required
          searchable
          data={(people.data?.items ?? []).filter((each) => each.status === 'active').map((each) => ({ value: each.id, label: each.name }))}
          value={person}
          onChange={setPerson}
        />
        <Select
          label="Called"
          data={tiers.map((each) => ({ value: String(each), label: each === 1 ? 'first' : `as number ${each}` }))}
          value={tier}
          onChange={(value) => setTier(value ?? '1')}
          allowDeselect={false}
        />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            type="datetime-local"
            label="From"
            description={zone}
            required
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="datetime-local"
            label="To"
            description={zone}
            required
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </SimpleGrid>
        <TextInput
          label="Why"
          required
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          placeholder="Dentist, swapped with Priya"
        />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Put in
        </Send>
      </Form>
    </Dialog>
  )
}

function FeedDialog({ roster, onClose }: { readonly roster: Roster; readonly onClose: () => void }) {
  const me = useMe()
  const act = useAct('roster.renew-feed', { changes: false })
  const address = act.data && `${location.origin}${act.data.path}`
  return (
    <Dialog title="Calendar feed" opened onClose={onClose} size={600}>
      {address ? (
        <Stack gap="md">
          <Text size="sm">
            Add this address to a calendar that can subscribe. It is shown this once; whoever has it sees who is on call.
          </Text>
          <Code block className="break" style={{ whiteSpace: 'pre-wrap' }}>
            {address}
          </Code>
          <Group justify="space-between">
            <CopyButton value={address}>
              {({ copied, copy }) => (
                <Button variant="default" leftSection={<IconCopy size={15} aria-hidden />} onClick={copy}>
                  {copied ? 'Copied' : 'Copy the address'}
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>I have it</Button>
          </Group>
        </Stack>
      ) : (
        <Form onSubmit={() => act.mutate({ params: { account: me.account.code, roster: roster.id } })}>
          <Text size="sm">
            People’s own calendars can show this roster, {byWords.turn} and with everybody who is put in. A new address ends the old one:
            calendars that have it stop being told.
          </Text>
          <Send busy={act.isPending} error={act.error} onCancel={onClose}>
            Make a new address
          </Send>
        </Form>
      )}
    </Dialog>
  )
}
