import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useAct } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { IconChevronDown, IconChevronUp, IconRefresh, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { actorWords } from '../ui/words.ts'
import type { Whole } from './acts.tsx'

type Item = Whole['agenda'][number]

/** What a meeting talks about: drafted from what is open, added to by both sides, in order. */
export function Agenda({ account, of: { meeting, agenda } }: { readonly account: string; readonly of: Whole }) {
  const may = useMay()
  const params = { account, meeting: meeting.number }
  const [title, setTitle] = useState('')
  const draft = useAct('meeting-agenda.draft', { done: 'The agenda holds what is open now' })
  const add = useAct('meeting-agenda.add', { done: 'The item is added', after: () => setTitle('') })
  const order = useAct('meeting-agenda.order')
  const remove = useAct('meeting-agenda.remove', { done: 'The item is taken off' })
  const planned = meeting.state === 'planned'
  const runs = may('meeting.run') === undefined
  const joins = may('meeting.join')
  const move = (at: number, by: 1 | -1) => {
    const ids = agenda.map(({ id }) => id)
    const [id] = ids.splice(at, 1)
    ids.splice(at + by, 0, id as string)
    order.mutate({ params, body: { items: ids } })
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
          {agenda.map((item, at) => (
            <li key={item.id}>
              <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
                <div style={{ minWidth: 0 }}>
                  <ItemTitle account={account} of={item} />
                  <div className="small dim break">
                    {item.note}
                    {item.source === 'own' && `${item.note ? ', ' : ''}added by ${actorWords(item.addedBy)}`}
                  </div>
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
                          disabled={at === agenda.length - 1}
                          onClick={() => move(at, 1)}
                        >
                          <IconChevronDown size={16} aria-hidden />
                        </Button>
                      </>
                    )}
                    {(runs || item.source === 'own') && joins === undefined && (
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
              if (title.trim() !== '') add.mutate({ params, body: { title } })
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
  return <span className="break">{title}</span>
}
