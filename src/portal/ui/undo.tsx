import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** Says that an act is done which can be taken back: long enough to see that it was the wrong one. */
export function toldWithUndo(message: string, undo: () => void): void {
  const id = notifications.show({
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    autoClose: 15_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
  })
}
