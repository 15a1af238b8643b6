import { Group, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Wordmark } from '../ui/logo.tsx'
import { SchemeButton } from '../ui/scheme.tsx'

/** What stands before the portal: sign-in and first run. */
export function Doorway({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    <div style={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <header style={{ padding: '14px 20px' }}>
        <Group justify="space-between">
          <Wordmark />
          <SchemeButton />
        </Group>
      </header>
      <main style={{ flex: 1, display: 'grid', placeItems: 'start center', padding: '6vh 16px 40px' }}>
        <Stack w="100%" maw={wide ? 560 : 400} gap="lg">
          <div className="card" style={{ padding: 24 }}>
            {children}
          </div>
          <Text size="xs" c="dimmed" ta="center">
            Every decision names the clause that decided it.
          </Text>
        </Stack>
      </main>
    </div>
  )
}
