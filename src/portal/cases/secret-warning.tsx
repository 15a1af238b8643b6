import { Alert, Button, Group, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo } from 'react'
import { findSecrets, replaceSecrets } from '../../lib/secrets/find.ts'
import { IconLock } from '../ui/icons.ts'
import { kindWords } from './reveal.tsx'

/** Tells a writer before they send what will be masked, and offers to leave it out altogether. */
export function SecretWarning({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [settled] = useDebouncedValue(text, 300)
  const found = useMemo(() => findSecrets(settled), [settled])
  if (found.length === 0 || text === '') return null
  const kinds = [...new Set(found.map(({ kind }) => kind))]
  return (
    <Alert mt={8} p="xs" color="yellow" icon={<IconLock size={16} aria-hidden />} role="status" data-secrets={found.length}>
      <Group justify="space-between" gap={8}>
        <Text size="sm">
          This looks like {found.length === 1 ? kindWords(kinds) : `${found.length} secrets: ${kindWords(kinds)}`}. It will be masked for
          everybody; a few engineers can see it with their password and a reason.
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => onChange(replaceSecrets(text, findSecrets(text)))}>
          {found.length === 1 ? 'Take it out' : 'Take them out'}
        </Button>
      </Group>
    </Alert>
  )
}
