import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useAct, useApi } from '../api.ts'
import { Copy } from '../ui/copy.tsx'
import { Confirm, Dialog } from '../ui/form.tsx'
import { IconRefresh, IconTrash } from '../ui/icons.ts'
import { Card } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'

/** The address by which my own calendar program shows what has a time. */
export function OwnCalendar() {
  const query = useApi('notice.feed-state', {})
  const [open, setOpen] = useState<'make' | 'remove'>()
  const close = () => setOpen(undefined)
  const make = useAct('notice.make-feed', { after: close })
  const remove = useAct('notice.remove-feed', { done: 'The address is ended', after: close })
  return (
    <Card title="Your calendar">
      <Loaded query={query} lines={2}>
        {({ madeAt }) => (
          <Stack gap="sm">
            <Text size="sm">
              Meetings that you are invited to, webinars, first responses due on cases that you own, opened or watch, your shifts on call
              and reports that you owe, in a calendar program that can subscribe to an address (iCalendar).
            </Text>
            {madeAt && (
              <Text size="sm" c="dimmed">
                The address was made <When at={madeAt} show="both" />. Whoever has it sees this calendar.
              </Text>
            )}
            <Group gap={8}>
              <Button
                size="compact-sm"
                variant="default"
                loading={make.isPending}
                leftSection={<IconRefresh size={14} aria-hidden />}
                onClick={() => (madeAt ? setOpen('make') : make.mutate({ body: {} }))}
              >
                {madeAt ? 'Make a new address' : 'Make an address'}
              </Button>
              {madeAt && (
                <Button
                  size="compact-sm"
                  variant="default"
                  leftSection={<IconTrash size={14} aria-hidden />}
                  onClick={() => setOpen('remove')}
                >
                  End it
                </Button>
              )}
            </Group>
          </Stack>
        )}
      </Loaded>
      <Confirm
        title="A new address for your calendar?"
        opened={open === 'make'}
        onClose={close}
        act="Make a new address"
        busy={make.isPending}
        error={make.error}
        onConfirm={() => make.mutate({ body: {} })}
      >
        The old address ends: calendars that have it stop being told.
      </Confirm>
      <Confirm
        title="End the address of your calendar?"
        opened={open === 'remove'}
        onClose={close}
        act="End it"
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate({ body: {} })}
      >
        Calendars that have it stop being told.
      </Confirm>
      {make.data && (
        <Dialog title="The address of your calendar" opened onClose={() => make.reset()} size={600}>
          <Stack gap="md">
            <Text size="sm">Add it to a calendar that can subscribe. It is shown this once; whoever has it sees your calendar.</Text>
            <Code block className="break" style={{ whiteSpace: 'pre-wrap' }}>
              {`${location.origin}${make.data.path}`}
            </Code>
            <Group justify="space-between">
              <Copy text={`${location.origin}${make.data.path}`} label="Copy the address" />
              <Button onClick={() => make.reset()}>I have it</Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </Card>
  )
}
