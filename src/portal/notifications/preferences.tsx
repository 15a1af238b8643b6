import { Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import type { Answer } from '../../client/client.ts'
import type { Choice, NoticeKind } from '../../notifications/notices/fate.ts'
import { client, queries, useApi } from '../api.ts'
import { IconShieldCheck } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { toldWithUndo } from '../ui/undo.tsx'
import { OwnCalendar } from './own-calendar.tsx'
import { OwnWebhook } from './own-webhook.tsx'

type Preferences = Answer<'notice.preferences'>
type Change = { readonly kind: NoticeKind; readonly choice: Choice } | Partial<Pick<Preferences, 'quiet' | 'digestAt' | 'hooks'>>

const choiceWords: Readonly<Record<Choice, { readonly word: string; readonly means: string }>> = {
  now: { word: 'At once', means: 'A mail as soon as it happens; outside quiet hours, if you set some.' },
  digest: { word: 'Once a day', means: 'It waits for the digest, one mail a day.' },
  portal: { word: 'Portal only', means: 'It stands in your notices here, and no mail is sent.' },
  none: { word: 'Nothing', means: 'You are not told, neither here nor by mail.' },
}
const key = ['notice.preferences', {}] as const

const changed = (of: Preferences, change: Change): Preferences =>
  'kind' in change ? { ...of, choices: { ...of.choices, [change.kind]: change.choice } } : { ...of, ...change }

/** What I am told of and by which ways. A choice is saved at once and can be taken back. */
export function NoticePreferences() {
  const query = useApi('notice.preferences', {})
  const hook = useApi('notice.webhook', {})
  return (
    <>
      <Card title="What you are told by mail">
        <Loaded query={query} lines={8}>
          {(of) => <Choices of={of} hooked={Boolean(hook.data?.webhook)} />}
        </Loaded>
      </Card>
      <OwnWebhook query={hook} />
      <OwnCalendar />
    </>
  )
}

function Choices({ of, hooked }: { readonly of: Preferences; readonly hooked: boolean }) {
  const [error, setError] = useState<unknown>()
  // one after the other, so that what was chosen last is what stays
  const before = useRef<Promise<unknown>>(Promise.resolve())
  const save = (change: Change, said: string, back?: Change) => {
    const next = changed(queries.getQueryData<Preferences>(key) ?? of, change)
    queries.setQueryData(key, next)
    setError(undefined)
    const { choices, quiet, digestAt, hooks } = next
    before.current = before.current.then(() =>
      client.call('notice.choose', { body: { choices, quiet, digestAt, hooks } }).then(
        () => back && toldWithUndo(said, () => save(back, said)),
        (failed: unknown) => {
          setError(failed)
          void queries.invalidateQueries({ queryKey: key })
        },
      ),
    )
  }
  return (
    <Stack gap="md">
      <Group gap={8} align="flex-start" wrap="nowrap">
        <IconShieldCheck size={18} aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <Text size="sm">
          P1 and P2 are never silenced: neither quiet hours nor the digest hold them back, and they are shown in your notices whatever you
          choose.
        </Text>
      </Group>
      {error !== undefined && <Problem error={error} title="Your choice could not be saved" />}
      <ul className="lines">
        {of.kinds.map(({ kind, title, fixed }) => {
          const now = of.choices[kind] ?? 'now'
          const calls = of.hooks.includes(kind)
          const hooks = calls ? of.hooks.filter((each) => each !== kind) : [...of.hooks, kind]
          return (
            <li key={kind}>
              <Group justify="space-between" gap="sm" align="flex-start">
                <div style={{ flex: '1 1 12rem', minWidth: 0 }}>
                  <Text size="sm" fw={550}>
                    {title}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {fixed ? 'Somebody has to act, or you asked: this is always sent.' : choiceWords[now].means}
                  </Text>
                  {hooked && (
                    <Switch
                      size="xs"
                      mt={6}
                      label="Call my webhook too"
                      aria-label={`${title}: call my webhook too`}
                      checked={calls}
                      onChange={() =>
                        save({ hooks }, `${title}: your webhook is ${calls ? 'no longer called' : 'called too'}`, { hooks: of.hooks })
                      }
                    />
                  )}
                </div>
                {fixed ? (
                  <Tag>Always at once</Tag>
                ) : (
                  <Select
                    aria-label={title}
                    w={150}
                    allowDeselect={false}
                    value={now}
                    data={Object.entries(choiceWords).map(([value, { word }]) => ({ value, label: word }))}
                    onChange={(value) =>
                      value &&
                      value !== now &&
                      save({ kind, choice: value as Choice }, `${title}: ${choiceWords[value as Choice].word.toLowerCase()}`, {
                        kind,
                        choice: now,
                      })
                    }
                  />
                )}
              </Group>
            </li>
          )
        })}
      </ul>
      <TimeField
        label="The digest goes out at"
        description={`Your time, ${of.zone}.`}
        value={of.digestAt}
        onSave={(digestAt) => save({ digestAt }, `The digest goes out at ${digestAt}`, { digestAt: of.digestAt })}
      />
      <Switch
        label="Quiet hours"
        description={
          of.quiet
            ? `Between these times no mail is sent; it follows when they end. On your wall clock, ${of.zone}, also when clocks change.`
            : 'Hours in which no mail is sent; it follows when they end.'
        }
        checked={of.quiet !== null}
        onChange={({ currentTarget: { checked } }) =>
          save({ quiet: checked ? { from: '22:00', to: '07:00' } : null }, checked ? 'Quiet from 22:00 to 07:00' : 'No quiet hours', {
            quiet: of.quiet,
          })
        }
      />
      {of.quiet && (
        <Group gap="md">
          {(['from', 'to'] as const).map((end) => (
            <TimeField
              key={end}
              label={end === 'from' ? 'Quiet from' : 'Quiet until'}
              value={of.quiet?.[end] ?? ''}
              onSave={(time) =>
                of.quiet &&
                save({ quiet: { ...of.quiet, [end]: time } }, `Quiet ${end === 'from' ? 'from' : 'until'} ${time}`, { quiet: of.quiet })
              }
            />
          ))}
        </Group>
      )}
    </Stack>
  )
}

type TimeProps = {
  readonly label: string
  readonly description?: string
  readonly value: string
  readonly onSave: (value: string) => void
}

/** A time of day that is saved when it is left or entered, not at each key. */
function TimeField({ label, description, value, onSave }: TimeProps) {
  const [typed, setTyped] = useState<string>()
  const save = () => {
    if (typed && typed !== value) onSave(typed)
    setTyped(undefined)
  }
  return (
    <TextInput
      type="time"
      label={label}
      {...(description ? { description } : {})}
      w={150}
      value={typed ?? value}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => event.key === 'Enter' && save()}
    />
  )
}
