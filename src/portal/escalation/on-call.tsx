import { Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { teams } from '../../parties/permissions.ts'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { IconAlertTriangle, IconCircleCheck, IconPlus, IconUser } from '../ui/icons.ts'
import { ButtonLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { theatreWords } from '../ui/words.ts'
import { HandOversWaiting } from './hand-over.tsx'
import { PagesRinging } from './pages-ringing.tsx'
import { RosterDialog } from './roster-form.tsx'

export type RosterBrief = Answer<'roster.list'>['items'][number]

export const byWords = { turn: 'by turn', 'stand-in': 'stands in', override: 'put in' } as const

const tierWords = (tier: number): string => (tier === 1 ? 'First call' : tier === 2 ? 'Second call' : `Call ${tier}`)

/** Who is on call now, or was at an instant, and what rings. */
export function OnCallPage() {
  const may = useMay()
  const [picks, pick] = usePicks()
  const [adding, setAdding] = useState(false)
  const at = picks.at && !Number.isNaN(Date.parse(picks.at)) ? new Date(picks.at).toISOString() : undefined
  const query = useApi('roster.list', { query: at ? { at } : {} }, { every: 60_000 })
  const add = (
    <Act reason={may('roster.edit')} leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Write a roster
    </Act>
  )
  return (
    <Page title="On call" lead="Who is called first and who next, team by team, and where nobody would be." actions={add}>
      <Stack gap="md">
        <HandOversWaiting />
        <Group align="flex-end" className="noprint">
          <TextInput
            type="datetime-local"
            label="At another time"
            value={picks.at ?? ''}
            onChange={(event) => pick({ at: event.currentTarget.value || undefined })}
            w={230}
          />
        </Group>
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <Card label="Rosters">
                <Empty title="No roster yet" action={add}>
                  Without one nobody is called; cases wait in the queue. Write down who of a team takes turns.
                </Empty>
              </Card>
            ) : (
              <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
                {items.map((roster) => (
                  <RosterCard key={roster.id} roster={roster} past={at !== undefined} />
                ))}
              </SimpleGrid>
            )
          }
        </Loaded>
        <PagesRinging />
      </Stack>
      {adding && <RosterDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

function RosterCard({ roster, past }: { readonly roster: RosterBrief; readonly past: boolean }) {
  const { id, title, team, theatre, onCall, nextGap } = roster
  return (
    <Card
      title={title}
      aside={
        <ButtonLink size="compact-sm" variant="default" to="/on-call/$roster" params={{ roster: id }} aria-label={`Open ${title}`}>
          Open
        </ButtonLink>
      }
    >
      <Text size="xs" c="dimmed" mb={8}>
        {teams[team as keyof typeof teams] ?? team}, {theatre ? theatreWords[theatre as keyof typeof theatreWords] : 'every theatre'}
      </Text>
      {onCall.length === 0 ? (
        <Tag tone="danger" icon={IconAlertTriangle}>
          Nobody {past ? 'was' : 'is'} on call
        </Tag>
      ) : (
        <ul className="lines">
          {onCall.map((duty) => (
            <li key={duty.tier}>
              <Group gap={8} wrap="nowrap" align="baseline">
                <IconUser size={14} aria-hidden style={{ flex: 'none', alignSelf: 'center' }} />
                <Text size="sm" fw={duty.tier === 1 ? 650 : 450}>
                  {duty.name}
                </Text>
                <Text size="xs" c="dimmed">
                  {tierWords(duty.tier)}, {byWords[duty.by]}
                </Text>
              </Group>
            </li>
          ))}
        </ul>
      )}
      <Group mt={10} gap={6}>
        {nextGap ? (
          <Tag tone="warn" icon={IconAlertTriangle}>
            Nobody from&nbsp;
            <When at={nextGap.from} show="absolute" />
          </Tag>
        ) : (
          <Tag tone="ok" icon={IconCircleCheck}>
            No gap for four weeks
          </Tag>
        )}
      </Group>
    </Card>
  )
}
