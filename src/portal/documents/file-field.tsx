import { Anchor, FileInput, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { addressOf } from '../../client/client.ts'
import { IconPaperclip } from '../ui/icons.ts'
import { Problem } from '../ui/states.tsx'
import { type Kept, keepFile } from './keep.ts'

type Props = {
  readonly account: string
  readonly label: string
  readonly description?: string
  readonly required?: boolean
  readonly onKept: (document: Kept | undefined) => void
}

/** A file that is kept for the account as soon as it is chosen; what it becomes part of is sent later. */
export function FileField({ account, label, description, required = false, onKept }: Props) {
  const keep = useMutation({ mutationFn: (file: File) => keepFile(account, file), onSuccess: onKept })
  return (
    <div>
      <FileInput
        label={label}
        {...(description ? { description } : {})}
        required={required}
        clearable
        placeholder="Choose a file"
        leftSection={<IconPaperclip size={15} aria-hidden />}
        disabled={keep.isPending}
        onChange={(file) => {
          keep.reset()
          onKept(undefined)
          if (file) keep.mutate(file)
        }}
      />
      <div aria-live="polite">
        {keep.isPending && <Text size="xs">Sending it …</Text>}
        {keep.data && (
          <Text size="xs" c="dimmed">
            Kept, {keep.data.sizeBytes.toLocaleString('en')} bytes.
          </Text>
        )}
        {keep.error && <Problem error={keep.error} />}
      </div>
    </div>
  )
}

type LinkProps = { readonly account: string; readonly id: string; readonly name: string }

/** A kept document, to download. */
export const DocumentLink = ({ account, id, name }: LinkProps) => (
  <Anchor href={addressOf('document.read', { account, document: id }, {})} download fz="inherit" underline="always" className="break">
    {name}
  </Anchor>
)
