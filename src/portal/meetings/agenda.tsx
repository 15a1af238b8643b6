import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { IconChevronDown, IconChevronUp, IconRefresh, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { actorWords } from '../ui/words.ts'
import type { Whole } from './acts.tsx'

type Item = Whole['agenda'][number]

/** What a meeting talks about: drafted from what is open, added to by both sides, in order. */
export function Agenda({ account, of: { meeting, agenda } }: { readonly account: string; readonly of: Whole }) {
  const may = useMay()
  const params = { account, meeting: meeting.number }
  const [title, setTitle] = useState('')
  const [serial, setSerial] = useState('')
  const draft = useAct('meeting-agenda.draft', { done: 'The agenda holds what is open now' })
  const add = useAct('meeting-agenda.add', {
    done: 'The item is added',
    after: () => {
      setTitle('')
      setSerial('')
    },
  })
  const order = useAct('meeting-agenda.order')
  const [moved, setMoved] = useState({ items: agenda, seen: agenda })
  // what was moved stands there at once, until the server's own order is known
  const shown = order.isPending || (order.isSuccess && moved.seen === agenda) ? moved.items : agenda
  const remove = useAct('meeting-agenda.remove', { done: 'The item is taken off' })
  const planned = meeting.state === 'planned'
  const runs = may('meeting.run') === undefined
  const joins = may('meeting.join')
  const move = (at: number, by: 1 | -1) => {
    const items = [...shown]
    items.splice(at + by, 0, ...items.splice(at, 1))
    setMoved({ items, seen: agenda })
    order.mutate({ params, body: { items: items.map(({ id }) => id) } })
  }
  return (
    <Card
      title="Agenda"
      aside={
        planned && (
          <Act
            size="compact-sm"
            variant="default"
            reason={joins}
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={draft.isPending}
            onClick={() => draft.mutate({ params, body: {} })}
          >
            Take in what is open
          </Act>
        )
      }
    >
      <Stack gap="sm">
        {[draft, add, order, remove].map(({ error }, at) => error && <Problem key={String(at)} error={error} />)}
        {agenda.length === 0 && (
          <Text size="sm" c="dimmed">
            Nothing stands on it yet. A day before the meeting it takes in open actions, cases and published records by itself.
          </Text>
        )}
        <ol className="lines">
          {shown.map((item, at) => (
            <li key={item.id}>
              <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
                <div style={{ minWidth: 0 }}>
                  <ItemTitle account={account} of={item} />
                  <div className="small dim break">
                    {item.note}
                    {added(item) && `${item.note ? ', ' : ''}added by ${actorWords(item.addedBy)}`}
                  </div>
                  {item.outOfScope && (
                    <div className="small break">
                      <Tag tone="warn">Out of scope</Tag> {item.outOfScope.why} <ClauseChips ids={item.outOfScope.clauses} />
                    </div>
                  )}
                </div>
                {planned && (
                  <Group gap={2} wrap="nowrap" className="noprint">
                    {runs && (
                      <>
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          px={6}
                          aria-label={`Up: ${item.title}`}
                          disabled={at === 0}
                          onClick={() => move(at, -1)}
                        >
                          <IconChevronUp size={16} aria-hidden />
                        </Button>
                        <Button
                          variant="subtle"
                          size="compact-sm"
                          px={6}
                          aria-label={`Down: ${item.title}`}
                          disabled={at === shown.length - 1}
                          onClick={() => move(at, 1)}
                        >
                          <IconChevronDown size={16} aria-hidden />
                        </Button>
                      </>
                    )}
                    {(runs || added(item)) && joins === undefined && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        px={6}
                        color="gray"
                        aria-label={`Take off: ${item.title}`}
                        onClick={() => remove.mutate({ params: { ...params, item: item.id }, body: {} })}
                      >
                        <IconX size={16} aria-hidden />
                      </Button>
                    )}
                  </Group>
                )}
              </Group>
            </li>
          ))}
        </ol>
        {planned && joins === undefined && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (title.trim() !== '') add.mutate({ params, body: { title, ...(serial.trim() === '' ? {} : { device: serial.trim() }) } })
            }}
          >
            <Group gap="xs" align="flex-end" className="noprint">
              <TextInput
                label="Add an item"
                placeholder="What else is there to talk about"
                style={{ flex: '1 1 220px' }}
                value={title}
                onChange={(event) => setTitle(event.currentTarget.value)}
              />
              <TextInput
                label="About a device"
                placeholder="Its serial, if any"
                style={{ flex: '0 1 160px' }}
                value={serial}
                onChange={(event) => setSerial(event.currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={add.isPending}>
                Add
              </Button>
            </Group>
          </form>
        )}
      </Stack>
    </Card>
  )
}

/** Put on by hand, and not drafted. */
const added = ({ source }: Item): boolean => source === 'own' || source === 'device'

function ItemTitle({ account, of: { source, ref, title } }: { readonly account: string; readonly of: Item }) {
  if (source === 'case')
    return (
      <TextLink to="/accounts/$account/cases/$case" params={{ account, case: ref }} className="break">
        {title}
      </TextLink>
    )
  if (source === 'advisory')
    return (
      <TextLink to="/advisories/$key" params={{ key: ref }} className="break">
        {title}
      </TextLink>
    )
  if (source === 'device')
    return (
      <span className="break">
        <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial: ref }}>
          {ref}
        </TextLink>{' '}
        {title}
      </span>
    )
  return <span className="break">{title}</span>
}
