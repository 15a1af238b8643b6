import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from './icons.ts'

/** Copies a text, and says that it did. */
export const Copy = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <CopyButton value={text}>
    {({ copied, copy }) => (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
        onClick={copy}
      >
        {copied ? 'Copied' : label}
      </Button>
    )}
  </CopyButton>
)
