import { Code, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { mostTries } from '../../notifications/webhooks/schedule.ts'
import { useAct, useApi } from '../api.ts'
import { Act } from '../ui/act.tsx'
import { usePicks } from '../ui/filters.ts'
import { Dialog, Filters, Pick } from '../ui/form.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Problem } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { TitleButton } from '../ui/title-button.tsx'
import { When } from '../ui/when.tsx'
import type { Webhook } from './webhook-form.tsx'
import { deliveryLooks, eventOf } from './webhook-words.ts'

type Delivery = Answer<'webhook.deliveries'>['items'][number]

const lastTry = ({ tries }: Delivery) => tries.at(-1)
const answerWords = (tried: Delivery['tries'][number]): string => (tried.status === null ? 'no answer' : `answer ${tried.status}`)

type DeliveriesProps = { readonly account: string; readonly webhook: Webhook; readonly off: string | undefined }

/** What was sent to a webhook and what its endpoint said, with sending again. */
export function Deliveries({ account, webhook, off }: DeliveriesProps) {
  const [picks] = usePicks()
  const [reading, setReading] = useState<string>()
  const params = { account, webhook: webhook.id }
  const query = useApi(
    'webhook.deliveries',
    { params, query: { state: picks.state as never, limit: 50, cursor: picks.after } },
    { every: 10_000, keep: true },
  )
  const replay = useAct('webhook.replay', { done: 'It is sent again, under its own id' })
  const again = (row: Delivery) => (
    <Act
      size="compact-sm"
      variant="default"
      reason={off ?? (row.state === 'pending' ? 'It waits for its next try already' : undefined)}
      loading={replay.isPending && replay.variables?.params.delivery === row.id}
      onClick={() => replay.mutate({ params: { ...params, delivery: row.id }, body: {} })}
      aria-label={`Send again: ${eventOf(row.event)}`}
    >
      Send again
    </Act>
  )
  const columns: readonly Column<Delivery>[] = [
    {
      name: 'Delivery',
      lead: true,
      cell: (row) => (
        <>
          <TitleButton onClick={() => setReading(row.id)}>{eventOf(row.event)}</TitleButton>
          <div className="small dim mono break">{row.id}</div>
        </>
      ),
    },
    { name: 'State', brief: true, cell: (row) => <DeliveryState of={row} /> },
    {
      name: 'What was said',
      cell: (row) => {
        const last = lastTry(row)
        return last ? (
          <>
            {answerWords(last)}
            <div className="small dim clip break">{last.said}</div>
          </>
        ) : (
          <span className="dim">not tried yet</span>
        )
      },
    },
    { name: 'Tries', cell: (row) => `${row.attempts} of ${mostTries}` },
    {
      name: 'Next try',
      cell: (row) =>
        row.state === 'pending' ? (
          off === undefined ? (
            <When at={row.nextTryAt} show="both" />
          ) : (
            <span className="dim">when it is on</span>
          )
        ) : null,
    },
    { name: 'Made', brief: true, cell: (row) => <When at={row.createdAt} /> },
    { name: 'Act', silent: true, cell: again },
  ]
  const read = query.data?.items.find(({ id }) => id === reading)
  return (
    <Card title="Deliveries" flush>
      <Filters>
        <Pick
          name="state"
          label="State"
          any="All states"
          of={Object.entries(deliveryLooks).map(([value, { word }]) => ({ value, label: word }))}
        />
      </Filters>
      {replay.error && (
        <div style={{ padding: 16 }}>
          <Problem error={replay.error} title="It could not be sent again" />
        </div>
      )}
      <ListTable
        caption="Deliveries, newest first"
        columns={columns}
        query={query}
        rowKey={(row) => row.id}
        empty={
          picks.state ? (
            <Empty title="No delivery in this state">Take the filter away.</Empty>
          ) : (
            <Empty title="Nothing was sent yet">Send a trial, or wait for the next event on a case.</Empty>
          )
        }
      />
      <Dialog title={read ? eventOf(read.event) : ''} opened={read !== undefined} onClose={() => setReading(undefined)} size={680}>
        {read && (
          <Stack gap="md">
            <Group gap={8}>
              <DeliveryState of={read} />
              <span className="mono small break">{read.id}</span>
            </Group>
            <div>
              <Text size="sm" fw={600} mb={4}>
                Tries
              </Text>
              {read.tries.length === 0 ? (
                <Text size="sm" c="dimmed">
                  None yet.
                </Text>
              ) : (
                <ul className="lines">
                  {read.tries.map((tried) => (
                    <li key={tried.at}>
                      <When at={tried.at} show="both" />: {answerWords(tried)} after {tried.tookMs} ms
                      {tried.said && <div className="small dim pre">{tried.said}</div>}
                    </li>
                  ))}
                </ul>
              )}
            </div>
            <div>
              <Text size="sm" fw={600} mb={4}>
                What was sent
              </Text>
              <Code block className="pre">
                {laidOut(read.body)}
              </Code>
            </div>
            <Group justify="flex-end">{again(read)}</Group>
          </Stack>
        )}
      </Dialog>
    </Card>
  )
}

const DeliveryState = ({ of }: { readonly of: Delivery }) => {
  const { word, tone, icon } = deliveryLooks[of.state]
  return (
    <Tag tone={tone} icon={icon}>
      {word}
    </Tag>
  )
}

/** JSON with a line for each member; what is none stays as it is. */
function laidOut(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
