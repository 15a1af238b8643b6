import { Group, Stack, Text } from '@mantine/core'
import { SummaryTags } from '../analysis/words.tsx'
import { useApi } from '../api.ts'
import { useMay } from '../session.tsx'
import { ActLink } from '../ui/act.tsx'
import { IconUpload } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'

/** The newest configuration of a device, in short. */
export function ConfigurationCard({ account, serial }: { readonly account: string; readonly serial: string }) {
  const may = useMay()
  const query = useApi('configuration.list', { params: { account, serial } })
  const found = useApi('finding.list', { params: { account, serial } })
  return (
    <Card
      title="Configuration"
      aside={
        <ActLink
          to="/accounts/$account/devices/data"
          params={{ account }}
          search={{ device: serial } as never}
          size="compact-sm"
          variant="default"
          reason={may('device-data.take')}
          leftSection={<IconUpload size={14} aria-hidden />}
        >
          Bring in
        </ActLink>
      }
    >
      <Loaded query={query} lines={2}>
        {({ items: [newest, ...before] }) =>
          newest === undefined ? (
            <Text size="sm" c="dimmed">
              None is known. With one, records that need a statement are decided, and it is checked.
            </Text>
          ) : (
            <Stack gap="xs" align="flex-start">
              <Facts
                of={[
                  ['Taken', <When key="t" at={newest.takenAt} show="both" />],
                  ['Host', newest.host],
                  ['Last commit with', newest.release && <span className="mono">{newest.release}</span>],
                  ['Lines', newest.lines.toLocaleString('en')],
                  ['Earlier ones', before.length > 0 && before.length],
                ]}
              />
              {found.data?.report && (
                <Group gap={6}>
                  <SummaryTags of={found.data.report.summary} />
                </Group>
              )}
              <Group gap={8}>
                <TextLink to="/accounts/$account/devices/$serial/configuration" params={{ account, serial }}>
                  Read it
                </TextLink>
                {newest.skipped.length > 0 && <Tag tone="warn">{newest.skipped.length} lines left out</Tag>}
              </Group>
            </Stack>
          )
        }
      </Loaded>
    </Card>
  )
}
