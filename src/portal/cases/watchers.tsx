import { ActionIcon, Button, Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { IconEye, IconX } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { useCaseAct } from './act.ts'
import type { Case } from './tags.tsx'

/** Who hears of everything public on the case. Each side sees its own people; staff see everybody. */
export function Watchers({ of }: { readonly of: Case }) {
  const me = useMe()
  const staff = me.account.kind === 'provider'
  const params = { account: of.account, case: of.number }
  const watch = useCaseAct('case.watch', {
    done: (after) => (after.watching === of.watching ? 'They hear of it now' : 'You hear of it now'),
  })
  const unwatch = useCaseAct('case.unwatch', { done: 'Taken off' })
  const [adding, setAdding] = useState(false)
  const error = watch.error ?? unwatch.error
  return (
    <Card
      title="Watching"
      aside={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconEye size={14} aria-hidden />}
          loading={watch.isPending || unwatch.isPending}
          aria-pressed={of.watching}
          onClick={() => (of.watching ? unwatch.mutate({ params: { ...params, watcher: 'me' } }) : watch.mutate({ params, body: {} }))}
        >
          {of.watching ? 'Stop watching' : 'Watch'}
        </Button>
      }
    >
      {of.watchers.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nobody. Whoever watches gets a notice of every message and every move.
        </Text>
      ) : (
        <ul className="lines">
          {of.watchers.map(({ id, name, side }) => (
            <li key={id}>
              <Group gap={8} justify="space-between" wrap="nowrap">
                <Group gap={8}>
                  <Text size="sm">{id === me.person.id ? `${name} (you)` : name}</Text>
                  {staff && side !== 'provider' && <Tag tone="plain">{side}</Tag>}
                </Group>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={`Take ${name} off`}
                  onClick={() => unwatch.mutate({ params: { ...params, watcher: id } })}
                >
                  <IconX size={14} aria-hidden />
                </ActionIcon>
              </Group>
            </li>
          ))}
        </ul>
      )}
      {adding ? (
        <ColleaguePick
          without={of.watchers.map(({ id }) => id)}
          onPick={(who) => {
            setAdding(false)
            watch.mutate({ params, body: { who } })
          }}
        />
      ) : (
        me.account.kind !== 'partner' && (
          <Button size="compact-sm" variant="subtle" mt={6} onClick={() => setAdding(true)}>
            Add a colleague
          </Button>
        )
      )}
      {error && <Problem error={error} title="It was not done" />}
    </Card>
  )
}

/** Somebody of one's own account, who is chosen at once. */
function ColleaguePick({ without, onPick }: { readonly without: readonly string[]; readonly onPick: (id: string) => void }) {
  const me = useMe()
  const people = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000 })
  const data = (people.data?.items ?? [])
    .filter(({ status, id }) => status === 'active' && !without.includes(id))
    .map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Select
      mt={8}
      aria-label="Who should hear of it"
      placeholder="Name"
      searchable
      autoFocus
      defaultDropdownOpened
      data={data}
      value={null}
      onChange={(id) => id && onPick(id)}
      nothingFoundMessage={people.isFetching ? 'Loading' : 'Nobody of this name'}
    />
  )
}
