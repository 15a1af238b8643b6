import { Button, Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Text, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { evolved, junos, type Label, labels, type Milestone, milestones, milestoneTitles } from '../../installed-base/lifecycle/entry.ts'
import { useAct } from '../api.ts'
import { DateField, Dialog, Form, Labelled, Send } from '../ui/form.tsx'
import { IconPlus, IconTrash } from '../ui/icons.ts'
import { type Entry, labelWords } from './words.tsx'

type Line = { readonly id: number; readonly milestone: Milestone; readonly label: Label; readonly on: string; readonly source: string }
const blank = (id: number): Line => ({ id, milestone: 'endOfSupport', label: 'published', on: '', source: '' })

/** One entry by hand, new or amended; what it said before is kept. */
export function EditEntry({ of, onClose }: { readonly of?: Entry; readonly onClose: () => void }) {
  const [given, setGiven] = useState({
    kind: of?.kind ?? ('product' as Entry['kind']),
    software: of?.software ?? junos,
    name: of?.name ?? '',
    withdrawn: of?.withdrawn ?? false,
    note: of?.note ?? '',
    ruled: (of?.rule ?? null) !== null,
    engineeringMonths: of?.rule?.engineeringMonths ?? 36,
    supportMonths: of?.rule?.supportMonths ?? 6,
  })
  const [lines, setLines] = useState<readonly Line[]>(() => (of ? of.dates.map((date, id) => ({ ...date, id })) : [blank(0)]))
  const set = (part: Partial<typeof given>) => setGiven((before) => ({ ...before, ...part }))
  const change = (id: number, part: Partial<Line>) => setLines((all) => all.map((each) => (each.id === id ? { ...each, ...part } : each)))
  const act = useAct('lifecycle.write', { done: 'Written; what it said before is kept', after: onClose })
  const release = given.kind === 'release'
  const send = () =>
    act.mutate({
      body: {
        kind: given.kind,
        software: release ? given.software : '',
        name: given.name,
        withdrawn: given.withdrawn,
        note: given.note,
        rule: release && given.ruled ? { engineeringMonths: given.engineeringMonths, supportMonths: given.supportMonths } : null,
        dates: lines.filter(({ on }) => on !== '').map(({ id: _, ...date }) => date),
        version: of?.version ?? 0,
      },
    })
  return (
    <Dialog title={of ? `Edit ${of.software} ${of.name}` : 'Write an entry'} opened onClose={onClose} size={760}>
      <Form onSubmit={send}>
        {!of && (
          <SimpleGrid cols={{ base: 1, xs: 3 }}>
            <Select
              label="Kind"
              data={[
                { value: 'product', label: 'Product' },
                { value: 'module', label: 'Module' },
                { value: 'release', label: 'Release' },
              ]}
              value={given.kind}
              onChange={(value) => set({ kind: (value ?? 'product') as Entry['kind'] })}
              allowDeselect={false}
            />
            {release && (
              <TextInput
                label="Software"
                description={`${junos}, ${evolved} or another`}
                value={given.software}
                onChange={({ currentTarget: { value } }) => set({ software: value })}
              />
            )}
            <TextInput
              label={release ? 'Branch or train' : 'Name'}
              description={release ? 'Such as 21.4 or 15.1X53' : 'A model, or a line such as EX4300 Series'}
              required
              value={given.name}
              onChange={({ currentTarget: { value } }) => set({ name: value })}
            />
          </SimpleGrid>
        )}
        <Labelled label="Dates">
          <Stack gap="sm">
            {lines.map((line) => (
              <Group key={line.id} gap="xs" align="flex-end">
                <Select
                  aria-label="Which date"
                  w={200}
                  data={milestones.map((value) => ({ value, label: milestoneTitles[value] }))}
                  value={line.milestone}
                  onChange={(value) => change(line.id, { milestone: value as Milestone })}
                  allowDeselect={false}
                />
                <Select
                  aria-label="How it is known"
                  w={130}
                  data={labels.map((value) => ({ value, label: labelWords[value].word }))}
                  value={line.label}
                  onChange={(value) => change(line.id, { label: value as Label })}
                  allowDeselect={false}
                />
                <DateField
                  aria-label={milestoneTitles[line.milestone]}
                  value={line.on}
                  onChange={(event) => change(line.id, { on: event.currentTarget.value })}
                />
                <TextInput
                  aria-label="Source"
                  placeholder="Source, such as a number or an address"
                  style={{ flex: '1 1 160px' }}
                  value={line.source}
                  onChange={({ currentTarget: { value } }) => change(line.id, { source: value })}
                />
                <Button
                  variant="default"
                  px={8}
                  aria-label={`Take ${milestoneTitles[line.milestone]} out`}
                  onClick={() => setLines((all) => all.filter((each) => each.id !== line.id))}
                >
                  <IconTrash size={16} aria-hidden />
                </Button>
              </Group>
            ))}
            <Button
              variant="default"
              size="compact-sm"
              style={{ alignSelf: 'flex-start' }}
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => setLines((all) => [...all, blank(Math.max(-1, ...all.map(({ id }) => id)) + 1)])}
            >
              Another date
            </Button>
          </Stack>
        </Labelled>
        {release && (
          <Stack gap="xs">
            <Checkbox
              label="A rule of its own"
              description="Where nothing is published, dates are computed from first shipped, and shown as computed."
              checked={given.ruled}
              onChange={({ currentTarget: { checked } }) => set({ ruled: checked })}
            />
            {given.ruled && (
              <SimpleGrid cols={{ base: 1, xs: 2 }}>
                <NumberInput
                  label="Months to the end of engineering"
                  min={0}
                  max={240}
                  value={given.engineeringMonths}
                  onChange={(value) => set({ engineeringMonths: Number(value) })}
                />
                <NumberInput
                  label="Months from there to the end of support"
                  min={0}
                  max={240}
                  value={given.supportMonths}
                  onChange={(value) => set({ supportMonths: Number(value) })}
                />
              </SimpleGrid>
            )}
          </Stack>
        )}
        <Checkbox
          label="Withdrawn after it was published"
          checked={given.withdrawn}
          onChange={({ currentTarget: { checked } }) => set({ withdrawn: checked })}
        />
        <Textarea label="Note" autosize minRows={2} value={given.note} onChange={({ currentTarget: { value } }) => set({ note: value })} />
        <Text size="xs" c="dimmed">
          Decisions go by published ends of support from the day after.
        </Text>
        <Send busy={act.isPending} error={act.error} onCancel={onClose}>
          Write
        </Send>
      </Form>
    </Dialog>
  )
}
