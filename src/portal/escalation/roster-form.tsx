import { Button, Chip, Group, MultiSelect, NumberInput, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { teams } from '../../parties/permissions.ts'
import { useAct, useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { Dialog, Form, Labelled, Send, ZoneField } from '../ui/form.tsx'
import { IconPlus, IconX } from '../ui/icons.ts'
import { useToday } from '../ui/today.ts'
import { choices, theatreWords } from '../ui/words.ts'

type Roster = Answer<'roster.read'>
type Layer = Roster['layers'][number]

const days = [
  ['1', 'Mon'],
  ['2', 'Tue'],
  ['3', 'Wed'],
  ['4', 'Thu'],
  ['5', 'Fri'],
  ['6', 'Sat'],
  ['7', 'Sun'],
] as const

const fresh = (zone: string, today: string): Layer => ({
  title: 'Turns',
  tier: 1,
  zone,
  people: [],
  start: `${today}T09:00`,
  turnDays: 7,
  hours: null,
  holidays: [],
})

/** Writes a roster, or changes one from now on. */
export function RosterDialog({ roster, onClose }: { readonly roster?: Roster; readonly onClose: () => void }) {
  const me = useMe()
  const today = useToday()
  const [team, setTeam] = useState<string | null>(roster?.team ?? null)
  const [theatre, setTheatre] = useState<string>(roster?.theatre ?? '')
  const [title, setTitle] = useState(roster?.title ?? '')
  const [zone, setZone] = useState(roster?.zone ?? me.person.zone)
  const [layers, setLayers] = useState<readonly Layer[]>(roster?.layers ?? [fresh(zone, today)])
  const add = useAct('roster.add', { done: 'The roster stands', after: onClose })
  const edit = useAct('roster.edit', { done: 'Changed from now on', after: onClose })
  const change = (at: number, given: Partial<Layer>) =>
    setLayers(layers.map((layer, index) => (index === at ? { ...layer, ...given } : layer)))
  const send = () => {
    const body = { title: title.trim(), zone, layers: layers.map((layer) => ({ ...layer })) }
    if (roster) edit.mutate({ params: { account: me.account.code, roster: roster.id }, body, ifMatch: roster.version })
    else if (team) add.mutate({ body: { ...body, team: team as keyof typeof teams, theatre: (theatre || null) as 'EMEA' | null } })
  }
  return (
    <Dialog title={roster ? `Change ${roster.title}` : 'Write a roster'} opened onClose={onClose} size={760}>
      <Form onSubmit={send}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput
            label="Title"
            required
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            placeholder="Senior engineers"
          />
          <ZoneField label="Zone" required value={zone} onChange={setZone} />
          {!roster && (
            <>
              <Select label="Team" required data={choices(teams)} value={team} onChange={setTeam} placeholder="Choose" />
              <Select
                label="Theatre"
                data={[{ value: '', label: 'Every theatre' }, ...choices(theatreWords)]}
                value={theatre}
                onChange={(value) => setTheatre(value ?? '')}
                allowDeselect={false}
              />
            </>
          )}
        </SimpleGrid>
        <Stack gap="sm">
          {layers.map((layer, at) => (
            <LayerFields
              // biome-ignore lint/suspicious/noArrayIndexKey: layers have no name of their own, and order is what they are known by
              key={at}
              layer={layer}
              onChange={(given) => change(at, given)}
              {...(layers.length > 1 ? { onRemove: () => setLayers(layers.filter((_, index) => index !== at)) } : {})}
            />
          ))}
          <Group>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={15} aria-hidden />}
              onClick={() => setLayers([...layers, fresh(zone, today)])}
            >
              Add a layer
            </Button>
            <Text size="xs" c="dimmed">
              Of several that serve at once, the last one counts.
            </Text>
          </Group>
        </Stack>
        {roster && (
          <Text size="xs" c="dimmed">
            It counts from now on. Who was on call before stays as it was.
          </Text>
        )}
        <Send busy={add.isPending || edit.isPending} error={add.error ?? edit.error} onCancel={onClose}>
          {roster ? 'Change it' : 'Write it'}
        </Send>
      </Form>
    </Dialog>
  )
}

type LayerProps = { readonly layer: Layer; readonly onChange: (given: Partial<Layer>) => void; readonly onRemove?: () => void }

function LayerFields({ layer, onChange, onRemove }: LayerProps) {
  const me = useMe()
  const people = useApi('person.list', { params: { account: me.account.code } }, { fresh: 60_000 })
  return (
    <section className="card" aria-label={`Layer ${layer.title}`}>
      <div className="body">
        <Stack gap="sm">
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <TextInput label="Layer" required value={layer.title} onChange={(event) => onChange({ title: event.currentTarget.value })} />
            <NumberInput
              label="Called as number"
              min={1}
              max={5}
              value={layer.tier}
              onChange={(value) => onChange({ tier: Number(value) || 1 })}
            />
            <ZoneField label="Zone" required value={layer.zone} onChange={(value) => onChange({ zone: value })} />
          </SimpleGrid>
          <MultiSelect
            label="People, in the order of their turns"
            required
            searchable
            data={(people.data?.items ?? [])
              .filter((each) => each.status === 'active')
              .map((each) => ({ value: each.id, label: each.name }))}
            value={[...layer.people]}
            onChange={(value) => onChange({ people: value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="datetime-local"
              label="First hand-over"
              required
              value={layer.start}
              onChange={(event) => onChange({ start: event.currentTarget.value.slice(0, 16) })}
            />
            <NumberInput
              label="Days of a turn"
              min={1}
              max={92}
              value={layer.turnDays}
              onChange={(value) => onChange({ turnDays: Number(value) || 1 })}
            />
          </SimpleGrid>
          <Switch
            label="Serves part of the week only"
            checked={layer.hours !== null}
            onChange={(event) =>
              onChange({ hours: event.currentTarget.checked ? { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' } : null })
            }
          />
          {layer.hours && (
            <Group align="flex-end" gap="sm">
              <Labelled label="Days a shift begins">
                <Chip.Group
                  multiple
                  value={layer.hours.days.map(String)}
                  onChange={(value) => layer.hours && onChange({ hours: { ...layer.hours, days: value.map(Number).sort() } })}
                >
                  <Group gap={4}>
                    {days.map(([value, name]) => (
                      <Chip key={value} value={value} size="xs">
                        {name}
                      </Chip>
                    ))}
                  </Group>
                </Chip.Group>
              </Labelled>
              <TextInput
                type="time"
                label="From"
                value={layer.hours.from}
                onChange={(event) => layer.hours && onChange({ hours: { ...layer.hours, from: event.currentTarget.value.slice(0, 5) } })}
              />
              <TextInput
                type="time"
                label="To"
                description={layer.hours.to <= layer.hours.from ? 'of the next day' : undefined}
                value={layer.hours.to}
                onChange={(event) => layer.hours && onChange({ hours: { ...layer.hours, to: event.currentTarget.value.slice(0, 5) } })}
              />
            </Group>
          )}
          <TextInput
            label="Not on these days"
            description="Dates, with commas: holidays of the people of this layer."
            placeholder="2026-12-25, 2026-12-26"
            defaultValue={layer.holidays.join(', ')}
            onBlur={(event) => onChange({ holidays: event.currentTarget.value.match(/\d{4}-\d{2}-\d{2}/g) ?? [] })}
          />
          {onRemove && (
            <Group justify="flex-end">
              <Button size="compact-sm" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={onRemove}>
                Take the layer out
              </Button>
            </Group>
          )}
        </Stack>
      </div>
    </section>
  )
}
