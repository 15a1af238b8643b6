import { Button, Code, Group, MultiSelect, NumberInput, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { matrix, type Permission } from '../../parties/permissions.ts'
import { useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Confirm, Dialog, Form, Send } from '../ui/form.tsx'
import { IconPlus } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { ShownOnce } from '../ui/shown-once.tsx'
import { Loaded } from '../ui/states.tsx'
import { dateWords } from '../ui/time.ts'
import { countWords } from '../ui/words.ts'

type Key = Answer<'key.list'>['items'][number]

/** My API keys. The key itself is shown once. */
export function KeyList() {
  const query = useApi('key.list', {})
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Key>()
  const remove = useAct('key.remove', { done: 'The key is switched off', after: () => setEnding(undefined) })
  return (
    <Card
      title="API keys"
      aside={
        <Button size="compact-sm" leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setMaking(true)}>
          Make a key
        </Button>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm" c="dimmed">
              No key yet. A key lets a program act for you, with the scopes you choose.
            </Text>
          ) : (
            <ul className="lines">
              {items.map((key) => (
                <li key={key.id}>
                  <Group justify="space-between" wrap="nowrap" align="flex-start">
                    <div style={{ minWidth: 0 }}>
                      <Text size="sm" fw={600}>
                        {key.name} <Code>{key.start}…</Code>
                      </Text>
                      <Text size="xs" c="dimmed">
                        {countWords(key.scopes.length, 'scope')}: {key.scopes.slice(0, 4).join(', ')}
                        {key.scopes.length > 4 ? ' and others' : ''}
                        {key.expiresAt && `, to ${dateWords(key.expiresAt.slice(0, 10))}`}
                      </Text>
                    </div>
                    <Button size="compact-sm" variant="default" onClick={() => setEnding(key)} aria-label={`Switch ${key.name} off`}>
                      Switch off
                    </Button>
                  </Group>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {making && <MakeDialog onClose={() => setMaking(false)} />}
      <Confirm
        title={`Switch ${ending?.name} off?`}
        opened={ending !== undefined}
        onClose={() => setEnding(undefined)}
        act="Switch off"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => ending && remove.mutate({ params: { key: ending.id } })}
      >
        Programs that use it are turned away at once. It cannot be switched on again.
      </Confirm>
    </Card>
  )
}

function MakeDialog({ onClose }: { readonly onClose: () => void }) {
  const me = useMe()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState<number | string>(90)
  const act = useAct('key.add', { done: 'The key is made' })
  if (act.data) return <ShownOnce title="Your new key" value={act.data.key} onClose={onClose} />
  const data = me.permissions
    .filter((each): each is Permission => each in matrix)
    .map((value) => ({ value, label: `${matrix[value].title} (${value})` }))
  return (
    <Dialog title="Make an API key" opened onClose={onClose} size={560}>
      <Form onSubmit={() => act.mutate({ body: { name, scopes: scopes as never, days: typeof days === 'number' ? days : 90 } })}>
        <TextInput
          label="Name"
          description="What it is for."
          required
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label="Scopes"
          description="It can do no more than these, and no more than you."
          required
          searchable
          data={data}
          value={scopes}
          onChange={setScopes}
        />
        <NumberInput label="Valid for days" min={1} max={365} value={days} onChange={setDays} maw={160} />
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Make the key
        </Send>
      </Form>
    </Dialog>
  )
}
