import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseEventBody } from '../../cases/timeline.ts'
import { addressOf } from '../../client/client.ts'
import { client } from '../api.ts'
import { IconAlertTriangle, IconRefresh } from '../ui/icons.ts'
import { When } from '../ui/when.tsx'
import { shownOf } from './history.tsx'
import type { Case } from './tags.tsx'

/**
 * What two people did at once: the later one is told what the first one did, and nothing of theirs is lost.
 * @param of the case as the later one saw it when the act was turned away
 */
export function Stale({ of, done }: { readonly of: Case; readonly done: () => void }) {
  const cache = useQueryClient()
  const [seen] = useState(of)
  const params = { account: of.account, case: of.number }
  const attachmentHref = (id: string) => addressOf('attachment.read', { ...params, attachment: id })
  const newest = useQuery({
    queryKey: ['newest', params, seen.version],
    queryFn: ({ signal }) => client.call('case.read', { params, signal }),
    retry: 3,
  })
  const known = new Set(seen.timeline.map(({ seq }) => seq))
  const fresh = newest.data?.timeline.filter(({ seq }) => !known.has(seq)) ?? []
  const load = () => {
    if (newest.data) cache.setQueryData(['case.read', { params }], newest.data)
    void cache.invalidateQueries()
    done()
  }
  return (
    <Alert
      role="alert"
      variant="default"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title="Somebody else changed this case meanwhile"
      styles={{ root: { background: 'var(--hf-warn-soft)', borderColor: 'var(--hf-warn-line)' }, icon: { color: 'var(--hf-warn)' } }}
    >
      <Stack gap="xs">
        <Text size="sm">Your change was not made, and what you typed is kept.</Text>
        {fresh.length > 0 && (
          <ul style={{ margin: 0, paddingLeft: 18 }}>
            {fresh.map((event) => (
              <li key={event.seq}>
                <Text size="sm" span>
                  <b>{event.actor}</b> {shownOf(event.body as CaseEventBody, event.actor, seen, { attachmentHref }).what},{' '}
                  <span className="dim">
                    <When at={event.at} />
                  </span>
                </Text>
              </li>
            ))}
          </ul>
        )}
        <Group>
          <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={load}>
            Load the newest
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
