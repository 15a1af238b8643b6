import { notifications } from '@mantine/notifications'

/** Says that an act is done. What failed is said beside the form that asked for it, never in a toast that goes away. */
export const told = (message: string): void => {
  notifications.show({ message, autoClose: 5_000, withBorder: true, closeButtonProps: { 'aria-label': 'Close' } })
}
