import { Group, Stack, Text } from '@mantine/core'
import { useApi } from '../api.ts'
import { useMe } from '../session.tsx'
import { usePath } from '../ui/filters.ts'
import { IconAlertTriangle, IconHistory } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Happened } from '../ui/timeline.tsx'
import { Day } from '../ui/when.tsx'
import { AgreedRelease } from './agreed.tsx'
import { Enquiries } from './enquiries.tsx'
import { Record } from './record.tsx'
import { Releases } from './releases.tsx'
import { eventDetail, eventWords, type Software } from './words.ts'

/** One piece of custom software: what it is, which release was agreed on, and what is delivered for it. */
export function SoftwarePage() {
  const { account, software } = usePath()
  const query = useApi('software.read', { params: { account, software } })
  return (
    <Loaded query={query} lines={12} page>
      {(found) => <Whole account={account} of={found} />}
    </Loaded>
  )
}

function Whole({ account, of }: { readonly account: string; readonly of: Software }) {
  const own = useMe().account.code === account
  const drifts = of.running !== '' && of.accepted !== '' && of.running !== of.accepted
  return (
    <Page
      title={`${of.product || of.serial} ${of.serial}`}
      heading={of.product || of.serial}
      crumbs={
        <TextLink to="/accounts/$account/software" params={{ account }}>
          {own ? 'Custom software' : `Custom software of ${account}`}
        </TextLink>
      }
      lead={
        <Group gap={8}>
          <span className="mono">{of.serial}</span>
          {of.active ? <Tag tone="ok">Supported</Tag> : <Tag tone="warn">Not supported today</Tag>}
          {drifts && (
            <Tag tone="danger" icon={IconAlertTriangle} long>
              Runs {of.running}, agreed is {of.accepted}
            </Tag>
          )}
          {of.modifiedCode && (
            <Tag tone="danger" icon={IconAlertTriangle}>
              Modified code
            </Tag>
          )}
        </Group>
      }
    >
      <div className="split">
        <Stack gap="md">
          {drifts && (
            <Card title="It runs another release than the agreed one">
              <Text size="sm">
                Support is tied to {of.accepted} (CSS-7.p1). Return to it, let both sides agree that the release moves, or ask the desk
                whether it takes a case all the same (CSS-7.p2).
              </Text>
            </Card>
          )}
          <Releases account={account} of={of} />
          <Enquiries account={account} of={of} />
        </Stack>
        <Stack gap="md" className="sticky">
          <AgreedRelease account={account} of={of} />
          <Card title="In short">
            <Facts
              of={[
                ['Runs', of.running || 'not known'],
                [
                  'Contract',
                  of.contract ? (
                    <TextLink key="c" to="/accounts/$account/contracts/$contract" params={{ account, contract: of.contract }}>
                      {of.contract}
                    </TextLink>
                  ) : (
                    'none'
                  ),
                ],
                ['Supported until', of.coveredUntil ? <Day key="u" on={of.coveredUntil} /> : 'not supported'],
                [
                  'Device',
                  <TextLink key="d" to="/accounts/$account/devices/$serial" params={{ account, serial: of.serial }}>
                    {of.serial}
                  </TextLink>,
                ],
              ]}
            />
          </Card>
          <Record account={account} of={of} />
        </Stack>
      </div>
      <div style={{ marginTop: 16 }}>
        <Card title="What happened" flush>
          {of.events.length === 0 ? (
            <Empty title="Nothing yet">Releases, downloads, installations and agreements are kept here.</Empty>
          ) : (
            <ol className="timeline" style={{ padding: 16 }}>
              {of.events.map(({ at, by, kind, body }) => (
                <Happened
                  key={`${at} ${kind} ${String(body.version ?? '')}`}
                  icon={IconHistory}
                  who={by}
                  what={eventWords[kind] ?? kind}
                  at={at}
                >
                  {eventDetail(body)}
                </Happened>
              ))}
            </ol>
          )}
        </Card>
      </div>
    </Page>
  )
}
