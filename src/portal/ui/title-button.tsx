import { Button } from '@mantine/core'
import type { ReactNode } from 'react'

/** The title of a table row that opens something on the page; it looks like the title that it is. */
export const TitleButton = ({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) => (
  <Button
    variant="transparent"
    p={0}
    h="auto"
    size="sm"
    fw={550}
    c="var(--hf-ink)"
    styles={{ label: { whiteSpace: 'normal', textAlign: 'left', lineHeight: 1.45 } }}
    onClick={onClick}
  >
    {children}
  </Button>
)
