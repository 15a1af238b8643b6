import { Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { CoverList } from '../installed-base/cover.tsx'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts } from '../ui/page.tsx'
import { Waiting } from '../ui/states.tsx'
import { Day } from '../ui/when.tsx'

/** The device that a case is about, with what covers it. */
export function DeviceBeside({ account, serial }: { readonly account: string; readonly serial: string }) {
  const device = useApi('device.read', { params: { account, serial } }, { fresh: 60_000 })
  const cover = useApi('cover.read', { params: { account, serial } }, { fresh: 60_000 })
  return (
    <Card
      title="Device"
      aside={
        <TextLink to="/accounts/$account/devices/$serial" params={{ account, serial }} className="mono">
          {serial}
        </TextLink>
      }
    >
      {device.isPending ? (
        <Waiting lines={3} />
      ) : (
        <Stack gap="sm">
          {device.data ? (
            <Facts
              of={[
                ['Product', device.data.product],
                ['Site', device.data.site],
                ['Release', device.data.release],
                ['End of support', device.data.endOfSupportOn && <Day key="e" on={device.data.endOfSupportOn} />],
              ]}
            />
          ) : (
            <Text size="sm" c="dimmed">
              It is not in the installed base under this serial.
            </Text>
          )}
          {cover.data && <CoverList account={account} of={cover.data} short />}
        </Stack>
      )}
    </Card>
  )
}
