import { Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core'
import { Dialog } from './form.tsx'
import { IconCheck, IconCopy } from './icons.ts'

type Props = { readonly title: string; readonly value: string; readonly children?: string; readonly onClose: () => void }

/** A key that is shown this once, to be copied. */
export const ShownOnce = ({ title, value, children, onClose }: Props) => (
  <Dialog title={title} opened onClose={onClose} size={600}>
    <Stack gap="md">
      <Text size="sm">Copy it now. It is shown this once and never again.{children && ` ${children}`}</Text>
      <Code block className="break" style={{ whiteSpace: 'pre-wrap' }}>
        {value}
      </Code>
      <Group justify="space-between">
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy the key'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>I have it</Button>
      </Group>
    </Stack>
  </Dialog>
)
