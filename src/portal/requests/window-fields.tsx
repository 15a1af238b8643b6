import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { ZoneField } from '../ui/form.tsx'
import { IconPlus, IconTrash } from '../ui/icons.ts'

/** A window while somebody writes it: local times in its zone. */
export type DraftWindow = {
  readonly id: number
  readonly starts: string
  readonly ends: string
  readonly zone: string
  readonly mode: 'on-call' | 'immediate'
  readonly agreement: string
}

export const blankWindow = (zone: string, id = 1): DraftWindow => ({ id, starts: '', ends: '', zone, mode: 'immediate', agreement: '' })
export const windowBody = ({ id: _, ...window }: DraftWindow) => window

type Props = {
  readonly of: readonly DraftWindow[]
  readonly onChange: (windows: readonly DraftWindow[]) => void
  /** Whether somebody chooses how the engineer stands by. */
  readonly modes: boolean
}

/** When the change is made: one window or several, in the time of a zone. */
export function WindowFields({ of, onChange, modes }: Props) {
  const change = (id: number, part: Partial<DraftWindow>) => onChange(of.map((each) => (each.id === id ? { ...each, ...part } : each)))
  return (
    <Stack gap="sm">
      {of.map((window, at) => (
        <fieldset key={window.id} className="plain">
          <Group justify="space-between" component="legend">
            <Text size="sm" fw={600}>
              Window {at + 1}
            </Text>
            {of.length > 1 && (
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconTrash size={14} aria-hidden />}
                onClick={() => onChange(of.filter(({ id }) => id !== window.id))}
              >
                Leave it out
              </Button>
            )}
          </Group>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput
              type="datetime-local"
              label="Starts"
              required
              value={window.starts}
              onChange={(event) => change(window.id, { starts: event.currentTarget.value })}
            />
            <TextInput
              type="datetime-local"
              label="Ends"
              required
              value={window.ends}
              onChange={(event) => change(window.id, { ends: event.currentTarget.value })}
            />
            <ZoneField label="Zone" required value={window.zone} onChange={(zone) => change(window.id, { zone })} />
            {modes && (
              <Select
                label="The engineer is"
                data={[
                  { value: 'immediate', label: 'there all the time' },
                  { value: 'on-call', label: 'on call' },
                ]}
                value={window.mode}
                onChange={(mode) => change(window.id, { mode: (mode ?? 'immediate') as 'immediate' })}
                allowDeselect={false}
              />
            )}
            {modes && (
              <TextInput
                label="Agreement on other hours"
                description="Its number, for a window outside working hours."
                value={window.agreement}
                onChange={(event) => change(window.id, { agreement: event.currentTarget.value })}
              />
            )}
          </SimpleGrid>
        </fieldset>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...of, blankWindow(of[0]?.zone ?? 'UTC', Math.max(...of.map(({ id }) => id)) + 1)])}
        >
          Another window
        </Button>
      </Group>
    </Stack>
  )
}
