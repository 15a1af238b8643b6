import { Group, Stack, Text } from '@mantine/core'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day } from '../ui/when.tsx'
import { BandTag, Dates, LabelTag } from './words.tsx'

type Side = Answer<'device.lifecycle'>['product']

/** The life of a device: which end of support comes first, and every date of its product and its release. */
export function DeviceLifecycle({ account, serial }: { readonly account: string; readonly serial: string }) {
  const query = useApi('device.lifecycle', { params: { account, serial } })
  return (
    <Card
      title="End of life"
      aside={
        <TextLink to="/accounts/$account/lifecycle" params={{ account }} className="small">
          All devices
        </TextLink>
      }
    >
      <Loaded query={query} lines={3}>
        {({ product, release, ends: [first], band }) => (
          <Stack gap="sm">
            <Group gap={8}>
              {first ? (
                <>
                  <Text size="sm">
                    Leaves support <Day on={first.on} />, by its {first.of === 'device' ? 'own date' : first.of}
                  </Text>
                  <BandTag of={band} />
                  <LabelTag of={first.label} />
                </>
              ) : (
                <Text size="sm" c="dimmed">
                  No end of support is known of its product or its release.
                </Text>
              )}
            </Group>
            <SideOf side={product} />
            <SideOf side={release} />
          </Stack>
        )}
      </Loaded>
    </Card>
  )
}

const SideOf = ({ side }: { readonly side: Side }) =>
  side && (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {side.subject} {side.withdrawn && <Tag tone="danger">Withdrawn</Tag>}
      </Text>
      <Dates of={side.dates} name={`Dates of ${side.subject}`} />
    </div>
  )
