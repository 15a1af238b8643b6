import { Group, Stack, Text } from '@mantine/core'
import { SummaryTags } from '../analysis/words.tsx'
import { useApi } from '../api.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'

/** The health of a device by its newest reading, in short. */
export function ReadingCard({ account, serial }: { readonly account: string; readonly serial: string }) {
  const query = useApi('health.read', { params: { account, serial } })
  return (
    <Card title="Health">
      <Loaded query={query} lines={2}>
        {({ reading, earlier, report }) =>
          reading === null || report === null ? (
            <Text size="sm" c="dimmed">
              What it answers to show commands is not known. With that, its health is judged, and its release and parts are kept up to date.
            </Text>
          ) : (
            <Stack gap="xs" align="flex-start">
              <Facts
                of={[
                  [reading.clock === 'device' ? 'Answered' : 'Taken', <When key="t" at={reading.readAt} show="both" />],
                  ['Held against', earlier && <When key="e" at={earlier.readAt} show="both" />],
                ]}
              />
              <Group gap={6}>
                <SummaryTags of={report.summary} />
              </Group>
              <TextLink to="/accounts/$account/devices/$serial/reading" params={{ account, serial }}>
                Read it
              </TextLink>
            </Stack>
          )
        }
      </Loaded>
    </Card>
  )
}
