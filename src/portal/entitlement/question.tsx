import { Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useApi } from '../api.ts'
import { AccountPick, DevicePick } from '../cases/pickers.tsx'
import { useMay, useMe } from '../session.tsx'
import { DecisionView } from '../ui/decision-view.tsx'
import { usePicks } from '../ui/filters.ts'
import { Card, Page } from '../ui/page.tsx'
import { Problem, Waiting } from '../ui/states.tsx'
import { channelWords, choices, priorities } from '../ui/words.ts'

/** "Would this be covered?": a question that stores nothing. It stands in the address, so it can be sent to somebody. */
export function QuestionPage() {
  const me = useMe()
  const may = useMay()
  const [picks, pick] = usePicks()
  const account = me.account.kind === 'customer' ? me.account.code : (picks.account ?? '')
  const device = picks.device ?? ''
  const priority = (picks.priority ?? 'P3') as (typeof priorities)[number]
  const channel = (picks.channel ?? 'web') as 'web'
  const at = picks.on ? `${picks.on}T12:00:00Z` : undefined
  const reason = may('decision.preview')
  const query = useApi(
    'decision.preview',
    { params: { account }, body: { act: 'case.open', kind: 'tech', device, priority, channel, ...(at ? { at } : {}) } },
    { enabled: account !== '' && device !== '' && reason === undefined, keep: true },
  )
  return (
    <Page
      title="Would it be covered?"
      lead="What would be decided about a case for this device, by which clauses. Nothing is stored and nothing is opened."
    >
      {reason !== undefined ? (
        <Card label="Not possible">
          <Text size="sm">You cannot ask: {reason}.</Text>
        </Card>
      ) : (
        <div className="split even">
          <Card title="The question">
            <Stack gap="md">
              {me.account.kind !== 'customer' && (
                <AccountPick value={account} onChange={(value) => pick({ account: value, device: undefined })} />
              )}
              {account !== '' && <DevicePick account={account} value={device} onChange={(value) => pick({ device: value || undefined })} />}
              <SimpleGrid cols={{ base: 1, xs: 3 }}>
                <Select
                  label="Priority"
                  data={[...priorities]}
                  value={priority}
                  onChange={(value) => pick({ priority: value ?? undefined })}
                  allowDeselect={false}
                />
                <Select
                  label="Channel"
                  data={choices(channelWords)}
                  value={channel}
                  onChange={(value) => pick({ channel: value ?? undefined })}
                  allowDeselect={false}
                />
                <TextInput
                  type="date"
                  label="On day"
                  description=""
                  value={picks.on ?? ''}
                  onChange={(event) => pick({ on: event.currentTarget.value || undefined })}
                />
              </SimpleGrid>
              <Text size="xs" c="dimmed">
                Confirmations that a service asks for count as not given here; the form for help asks for them.
              </Text>
            </Stack>
          </Card>
          <Card title="The answer">
            <div aria-live="polite" aria-busy={query.isFetching}>
              {account === '' || device === '' ? (
                <Text size="sm" c="dimmed">
                  Choose {account === '' ? 'the account and ' : ''}the device.
                </Text>
              ) : query.data ? (
                <DecisionView decision={query.data} preview />
              ) : query.error ? (
                <Problem error={query.error} again={() => void query.refetch()} />
              ) : (
                <Waiting lines={5} />
              )}
            </div>
          </Card>
        </div>
      )}
    </Page>
  )
}
