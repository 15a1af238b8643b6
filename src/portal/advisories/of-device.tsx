import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { TextLink } from '../ui/link.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { Doubts, ExposureTag, SeverityOf } from './words.tsx'

type Row = Answer<'device.exposure'>['items'][number]
type Brief = Answer<'case.beside'>['advisories'][number]

const shownFirst = 8

/** What is published about a device, with what decided; and what ever was. */
export function DeviceExposure({ account, serial }: { readonly account: string; readonly serial: string }) {
  const [past, setPast] = useState(false)
  const [all, setAll] = useState(false)
  const query = useApi('device.exposure', { params: { account, serial }, query: { past: String(past) } }, { keep: true })
  const list = (items: readonly Row[]) => {
    const shown = all ? items : items.slice(0, shownFirst)
    return (
      <Stack gap="sm" align="flex-start">
        <ul className="lines" style={{ width: '100%' }} aria-label="Published records">
          {shown.map((row) => (
            <li key={`${row.advisory.key} ${row.since}`}>
              <Line account={account} of={row} />
            </li>
          ))}
        </ul>
        {items.length > shown.length && (
          <Button variant="default" size="compact-sm" onClick={() => setAll(true)}>
            Show all {items.length}
          </Button>
        )}
      </Stack>
    )
  }
  return (
    <Card
      title="Published records"
      aside={
        <>
          <TextLink to="/accounts/$account/devices/$serial/upgrade" params={{ account, serial }}>
            Which release removes it
          </TextLink>
          <Button variant="subtle" size="compact-sm" aria-pressed={past} onClick={() => setPast(!past)}>
            {past ? 'Only what holds now' : 'What ever was'}
          </Button>
        </>
      }
    >
      <Loaded query={query} lines={3}>
        {({ judged, items }) =>
          items.length > 0 ? (
            list(items)
          ) : (
            <Text size="sm" c="dimmed">
              {judged
                ? 'Nothing that is published is about this device.'
                : 'No release of it is known, so nobody can say what it is exposed to. Enter the release, or import what the device says.'}
            </Text>
          )
        }
      </Loaded>
    </Card>
  )
}

const Line = ({
  account,
  of: { advisory, verdict, match, since, until, acknowledged },
}: {
  readonly account: string
  readonly of: Row
}) => (
  <Stack gap={4}>
    <Group gap={6}>
      <ExposureTag of={verdict} />
      <SeverityOf of={advisory} />
      <TextLink to="/accounts/$account/exposure/$key" params={{ account, key: advisory.key }}>
        {advisory.number}
      </TextLink>
      <Text span size="sm">
        {advisory.title}
      </Text>
    </Group>
    <Text size="xs" c="dimmed" className="break">
      {match.why.join(' ')} {match.fix && verdict !== 'fixed' && <>Fixed in {match.fix}. </>}
      {match.needs.length > 0 && 'Only with the configuration that the record names. '}
      Since <When at={since} />
      {until && (
        <>
          {' '}
          until <When at={until} />
        </>
      )}
      {acknowledged && `. Acknowledged: ${acknowledged.reason}`}
    </Text>
    <Doubts of={match.doubts} />
  </Stack>
)

/** The worst of what is published about the device of a case. */
export function BesideCase({ account, of }: { readonly account: string; readonly of: readonly Brief[] }) {
  if (of.length === 0) return null
  return (
    <Card title={countWords(of.length, 'published record')}>
      <ul className="lines">
        {of.map((row) => (
          <li key={row.key}>
            <Group gap={6}>
              <ExposureTag of={row.verdict} />
              <SeverityOf of={row} />
            </Group>
            <Text size="sm" mt={2} className="break">
              <TextLink to="/accounts/$account/exposure/$key" params={{ account, key: row.key }}>
                {row.number}
              </TextLink>{' '}
              {row.title}
              {row.fix && <span className="dim">. Fixed in {row.fix}</span>}
            </Text>
          </li>
        ))}
      </ul>
    </Card>
  )
}
