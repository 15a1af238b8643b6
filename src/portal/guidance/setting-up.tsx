import { Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import type { Item } from '../../guidance/setting-up/record.ts'
import { useAct, useApi } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { ClauseChips } from '../ui/clause-chip.tsx'
import { Card } from '../ui/page.tsx'
import { Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { When } from '../ui/when.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { itemTitles } from './words.ts'

type Standing = Answer<'setting-up.read'>
type Props = { readonly account: string; readonly of: Whole }

/** The seven items of onboarding, each with what shows it and what is open of it. */
export function SettingUp({ account, of }: Props) {
  const query = useApi('setting-up.read', { params: { account, request: of.number } })
  return (
    <Loaded query={query} lines={8}>
      {(standing) => <Items account={account} of={of} standing={standing} />}
    </Loaded>
  )
}

function Items({ account, of, standing }: Props & { readonly standing: Standing }) {
  const own = useMe().account.code === account
  const may = useMay()
  const [recording, setRecording] = useState<Exclude<Item, 'c'>>()
  const params = { account, request: of.number }
  const take = useAct('setting-up.take-inventory', { done: 'The newest comparison is taken over' })
  const finish = useAct('setting-up.finish', { done: 'What shows it is sent' })
  const reason = of.state === 'commenced' ? may('request.work') : 'It is not under way'
  const isDone = (item: Item) =>
    of.deliverables.some(({ code, papers, declinedBy }) => code === `SMO-${item}` && (papers.length > 0 || declinedBy !== null))
  return (
    <Card
      title="What is set up"
      aside={
        <Text size="sm" c="dimmed">
          {standing.items.filter(({ item }) => isDone(item)).length} of {standing.items.length} done
        </Text>
      }
      flush
    >
      {(take.error || finish.error) && <Problem error={take.error ?? finish.error} />}
      <ul className="lines" style={{ padding: '8px 16px' }}>
        {standing.items.map(({ item, clause, shows, open }) => (
          <li key={item}>
            <Group justify="space-between" align="flex-start" gap="md">
              <Stack gap={4} style={{ flex: '1 1 260px', minWidth: 0 }}>
                <Group gap={8}>
                  <Text fw={600} size="sm">
                    {itemTitles[item]}
                  </Text>
                  {isDone(item) ? (
                    <Tag tone="ok">Done</Tag>
                  ) : open.length === 0 ? (
                    <Tag tone="info">Ready</Tag>
                  ) : (
                    <Tag tone="warn">Open</Tag>
                  )}
                </Group>
                <Text size="sm" className="break">
                  {shows}
                </Text>
                {!isDone(item) &&
                  open.slice(0, 5).map((each) => (
                    <Text key={each} size="sm" c="dimmed" className="break">
                      {each}
                    </Text>
                  ))}
                {item === 'g' && <AdviceList records={standing.records} />}
                <ClauseChips ids={[clause]} />
              </Stack>
              {!own && (
                <Group gap={8}>
                  {item === 'c' ? (
                    <Act
                      size="compact-sm"
                      variant="default"
                      reason={reason}
                      loading={take.isPending}
                      onClick={() => take.mutate({ params })}
                    >
                      Take the comparison
                    </Act>
                  ) : (
                    <Act
                      size="compact-sm"
                      variant="default"
                      reason={reason}
                      aria-label={`Write down: ${itemTitles[item]}`}
                      onClick={() => setRecording(item)}
                    >
                      Write down
                    </Act>
                  )}
                  {!isDone(item) && (
                    <Act
                      size="compact-sm"
                      reason={reason ?? open[0]}
                      loading={finish.isPending && finish.variables?.params.item === item}
                      aria-label={`Finish: ${itemTitles[item]}`}
                      onClick={() => finish.mutate({ params: { ...params, item } })}
                    >
                      Finish
                    </Act>
                  )}
                </Group>
              )}
            </Group>
          </li>
        ))}
      </ul>
      {recording && <RecordDialog account={account} of={of} item={recording} onClose={() => setRecording(undefined)} />}
    </Card>
  )
}

/** What was advised on which case. */
function AdviceList({ records }: { readonly records: Standing['records'] }) {
  return records.map(({ seq, body, saidBy, at }) =>
    body.item === 'g' ? (
      <Text key={seq} size="sm" className="break">
        <b>{body.case}</b> {body.text}{' '}
        <span className="small dim">
          {saidBy} <When at={at} />
        </span>
      </Text>
    ) : null,
  )
}
