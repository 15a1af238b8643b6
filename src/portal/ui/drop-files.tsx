import { Button, FileButton, Group, Text } from '@mantine/core'
import { useState } from 'react'
import { filesOf } from './dropped.ts'
import { IconUpload } from './icons.ts'

/** A place for files: dropped, chosen, or a whole folder of them. */
export function DropFiles({ accept, onFiles }: { readonly accept?: string; readonly onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false)
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by keyboard
    <div
      className="dropzone"
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        void filesOf(event.dataTransfer).then(onFiles)
      }}
    >
      <IconUpload size={26} stroke={1.5} aria-hidden />
      <Text size="sm">Drop files or a folder here, or</Text>
      <Group gap="xs">
        <FileButton onChange={onFiles} multiple {...(accept ? { accept } : {})}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose files
            </Button>
          )}
        </FileButton>
        <FileButton onChange={onFiles} multiple inputProps={{ webkitdirectory: '' } as never}>
          {(props) => (
            <Button variant="default" {...props}>
              Choose a folder
            </Button>
          )}
        </FileButton>
      </Group>
    </div>
  )
}
