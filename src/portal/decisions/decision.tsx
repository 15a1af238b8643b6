import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../api.ts'
import { DecisionView } from '../ui/decision-view.tsx'
import { usePath } from '../ui/filters.ts'
import { IconAlertTriangle, IconCheck, IconRefresh } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { actOf } from '../ui/words.ts'

/** One decision with all its reasons; and whether its own facts still give the same answer. */
export function DecisionPage() {
  const { account, decision } = usePath()
  const query = useApi('decision.read', { params: { account, decision } })
  return (
    <Loaded query={query} lines={10} page>
      {(found) => (
        <Page
          title={`Decision: ${actOf(found.act)}`}
          crumbs={
            <>
              <TextLink to="/decisions">Decisions</TextLink>
              <span aria-hidden>/</span>
              <span className="mono">{decision.slice(0, 8)}</span>
            </>
          }
        >
          <div className="split">
            <Card label="Decision">
              <DecisionView decision={found} whole />
            </Card>
            <Stack gap="md">
              <Card title="On record">
                <Facts
                  of={[
                    ['Account', account],
                    ['Made', <When key="at" at={found.at} show="both" />],
                    ['Judged as of', <Day key="on" on={found.onDate} />],
                    [
                      'Service',
                      found.offering && (
                        <TextLink
                          to="/services/$code"
                          params={{ code: found.offering }}
                          search={{ version: String(found.offeringVersion ?? 1) } as never}
                        >
                          {found.offering}, version {found.offeringVersion}
                        </TextLink>
                      ),
                    ],
                    [
                      'Contract',
                      found.contract && (
                        <TextLink to="/accounts/$account/contracts/$contract" params={{ account, contract: found.contract }}>
                          {found.contract}
                        </TextLink>
                      ),
                    ],
                    [
                      'Id',
                      <span key="id" className="mono small">
                        {decision}
                      </span>,
                    ],
                  ]}
                />
              </Card>
              <Replay account={account} decision={decision} />
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}

/** Judges again from the facts that were stored, as of that day. */
function Replay({ account, decision }: { readonly account: string; readonly decision: string }) {
  const [asked, setAsked] = useState(false)
  const replay = useApi('decision.replay', { params: { account, decision } }, { enabled: asked, fresh: 0 })
  return (
    <Card title="Judge it again">
      <Stack gap="sm">
        <Text size="sm">From its own stored facts, as of its day, by the rules of today’s program.</Text>
        <Group>
          <Button
            variant="default"
            leftSection={<IconRefresh size={15} aria-hidden />}
            loading={replay.isFetching}
            onClick={() => (asked ? void replay.refetch() : setAsked(true))}
          >
            Judge again
          </Button>
        </Group>
        <div aria-live="polite">
          {replay.error && <Problem error={replay.error} />}
          {replay.data &&
            (replay.data.same ? (
              <Tag tone="ok" icon={IconCheck}>
                The answer is the same
              </Tag>
            ) : (
              <Stack gap="sm">
                <div>
                  <Tag tone="danger" icon={IconAlertTriangle}>
                    The answer differs now
                  </Tag>
                </div>
                <DecisionView decision={replay.data.again} />
              </Stack>
            ))}
        </div>
      </Stack>
    </Card>
  )
}
