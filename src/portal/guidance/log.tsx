import { Group, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { topicTitles } from '../../guidance/questions/question.ts'
import { useAct, useApi } from '../api.ts'
import type { Whole } from '../requests/whole.ts'
import { useMay, useMe } from '../session.tsx'
import { Act } from '../ui/act.tsx'
import { Card } from '../ui/page.tsx'
import { Empty, Loaded, Problem } from '../ui/states.tsx'
import { Tag } from '../ui/tag.tsx'
import { Day, When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'
import { AskDialog } from './ask-dialog.tsx'
import { Question } from './question.tsx'
import { SiteDialog } from './site-dialog.tsx'

type Log = Answer<'guidance.read'>
export type LogProps = { readonly account: string; readonly of: Whole; readonly log: Log }

/** Days of technical guidance: who answers when, what was asked, and what became of it. */
export function GuidanceLog({ account, of }: { readonly account: string; readonly of: Whole }) {
  const query = useApi('guidance.read', { params: { account, request: of.number } })
  return (
    <Loaded query={query} lines={6}>
      {(log) => <Both account={account} of={of} log={log} />}
    </Loaded>
  )
}

function Both({ account, of, log }: LogProps) {
  const own = useMe().account.code === account
  const may = useMay()
  const [open, setOpen] = useState<'ask' | 'site'>()
  const deliver = useAct('guidance.deliver', { done: 'The log is sent to the customer' })
  const unsettled = log.questions.filter(({ settled }) => !settled).length
  const under = of.state === 'commenced' ? undefined : 'It is not under way'
  return (
    <>
      <Card
        title="Days of guidance"
        aside={
          <>
            <Text size="sm" c="dimmed">
              {log.used} of {countWords(log.bought, 'day')} used
            </Text>
            {!own && (
              <Act size="compact-sm" variant="default" reason={may('request.work')} onClick={() => setOpen('site')}>
                Name a site
              </Act>
            )}
          </>
        }
        flush
      >
        {log.days.length === 0 ? (
          <Empty title="No site is named yet">Questions are taken once the provider names the site that answers on a day.</Empty>
        ) : (
          <ul className="lines" style={{ padding: '8px 16px' }}>
            {log.days.map((day) => (
              <li key={day.day}>
                <Group gap={8}>
                  <Text fw={600} size="sm">
                    <Day on={day.day} />
                  </Text>
                  <Text size="sm">
                    {day.site}, {day.zone}
                  </Text>
                  {day.half && <Tag>A part of the day; costs a day</Tag>}
                </Group>
                <Text size="xs" c="dimmed">
                  <When at={day.opensAt} show="absolute" /> to <When at={day.closesAt} show="absolute" />
                </Text>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card
        title="Questions"
        aside={
          <>
            {!own && (
              <Act
                size="compact-sm"
                variant="default"
                reason={under ?? may('request.work') ?? (unsettled > 0 ? `${countWords(unsettled, 'question')} open` : undefined)}
                loading={deliver.isPending}
                onClick={() => deliver.mutate({ params: { account, request: of.number } })}
              >
                Send the log
              </Act>
            )}
            <Act size="compact-sm" reason={under ?? may('request.ask')} onClick={() => setOpen('ask')}>
              {own ? 'Ask' : 'Write a call down'}
            </Act>
          </>
        }
        flush
      >
        {deliver.error && <Problem error={deliver.error} />}
        {log.questions.length === 0 ? (
          <Empty title="Nothing was asked yet">
            {Object.values(topicTitles).slice(0, 4).join(', ')}: ask about any of these on a day above, within its hours.
          </Empty>
        ) : (
          <ul className="lines" style={{ padding: '8px 16px' }}>
            {log.questions.map((each) => (
              <li key={each.question}>
                <Question account={account} of={of} question={each} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {open === 'ask' && <AskDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
      {open === 'site' && <SiteDialog account={account} of={of} onClose={() => setOpen(undefined)} />}
    </>
  )
}
