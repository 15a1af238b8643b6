import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { More, ReasonList } from '../ui/decision-view.tsx'
import { IconCheck, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Tag } from '../ui/tag.tsx'
import { dateWords } from '../ui/time.ts'
import { serviceWords } from '../ui/words.ts'

export type Cover = Answer<'cover.read'>

export const CoverTag = ({ covered }: { readonly covered: boolean }) => (
  <Tag tone={covered ? 'ok' : 'danger'} icon={covered ? IconCheck : IconX}>
    {covered ? 'Covered' : 'Not covered'}
  </Tag>
)

/** What covers a device, contract by contract; and where nothing does, the reasons. */
export function CoverList({ account, of, short = false }: { readonly account: string; readonly of: Cover; readonly short?: boolean }) {
  if (of.covers.length === 0)
    return (
      <Stack gap={4}>
        <div>
          <CoverTag covered={false} />
        </div>
        <Text size="sm">No contract lists this device. Place an order for it, or ask Customer Care whether one is missing.</Text>
      </Stack>
    )
  return (
    <ul className="lines">
      {of.covers.map((cover) => (
        <li key={cover.contract}>
          <Group gap={8}>
            <CoverTag covered={cover.covered} />
            <Text size="sm" fw={600}>
              {serviceWords(cover.offering)}
            </Text>
            <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: cover.contract }}>
              {cover.contract}
            </TextLink>
            <Text size="xs" c="dimmed">
              {dateWords(cover.from)} to {dateWords(cover.until)}
            </Text>
          </Group>
          {cover.why.length > 0 &&
            (short ? (
              <More title={cover.covered ? `Good to know (${cover.why.length})` : `Why not (${cover.why.length})`}>
                <ReasonList of={cover.why} />
              </More>
            ) : (
              <div style={{ marginTop: 8 }}>
                <ReasonList of={cover.why} />
              </div>
            ))}
        </li>
      ))}
    </ul>
  )
}
