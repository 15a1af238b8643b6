import { Text } from '@mantine/core'
import { kindWords, severityWords } from '../../guidance/automation/events/judge-event.ts'
import { useApi } from '../api.ts'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded } from '../ui/states.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

/** Beside a case that automation opened: each event that it is about (SSM-3.2.p4). */
export function Detected({ account, of }: { readonly account: string; readonly of: string }) {
  const query = useApi('case.detected', { params: { account, case: of } }, { every: 60_000 })
  return (
    <Card
      title="Detected by automation"
      aside={
        query.data && (
          <Text size="sm" c="dimmed">
            {countWords(query.data.items.length, 'event')}
          </Text>
        )
      }
    >
      <Loaded query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title="No event is kept">It came by automation, and not by a collector.</Empty>
          ) : (
            <ul className="lines">
              {items.map(({ event, kind, severity, at, text, collector }) => (
                <li key={event}>
                  <Text size="sm" fw={600}>
                    {kindWords(kind)}
                  </Text>
                  {text && (
                    <Text size="sm" className="break">
                      {text}
                    </Text>
                  )}
                  <Text size="xs" c="dimmed" className="break">
                    {severityWords[severity]}, <When at={at} show="both" />, by {collector}
                  </Text>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  )
}
