import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { client, useApi } from '../api.ts'
import type { CsvColumn } from '../ui/csv-file.ts'
import { ExportCsv } from '../ui/export.tsx'
import { usePicks } from '../ui/filters.ts'
import { Dialog, Filters, Pick } from '../ui/form.tsx'
import { IconAlertTriangle, IconCheck, IconChevronDown, IconChevronUp, IconEye, IconHourglass, IconMail } from '../ui/icons.ts'
import { Card, Facts, Page } from '../ui/page.tsx'
import { Empty } from '../ui/states.tsx'
import { type Column, ListTable } from '../ui/table.tsx'
import { Tag, type Tone } from '../ui/tag.tsx'
import { TitleButton } from '../ui/title-button.tsx'
import { When } from '../ui/when.tsx'
import { countWords } from '../ui/words.ts'

type Row = Answer<'outbox.list'>['items'][number]

const kinds: Readonly<Record<string, string>> = {
  'management-alert': 'Management alert',
  alarm: 'Alarm',
  'case-notice': 'Case notice',
  'advisory-notice': 'Published record',
  'lifecycle-notice': 'End of life',
  'credit-notice': 'Credits',
  'request-notice': 'Work by arrangement',
  'review-notice': 'Reviews',
  'meeting-notice': 'Meetings',
  'duty-notice': 'Duties',
  'change-notice': 'Change windows',
  'contact-notice': 'Contact data',
  'session-notice': 'Session announced',
  'staff-notice': 'Word to staff',
  invitation: 'Invitation',
  'mail-answer': 'Answer to a mail',
  'webhook-disabled': 'Webhook switched off',
}
const looks = {
  pending: { word: 'Waiting', tone: 'info', icon: IconHourglass },
  sent: { word: 'Sent', tone: 'ok', icon: IconCheck },
  shown: { word: 'Shown here only', tone: 'plain', icon: IconEye },
  failed: { word: 'Failed', tone: 'danger', icon: IconAlertTriangle },
} as const
const letterLooks: Readonly<
  Record<Row['letters'][number]['state'], { readonly word: string; readonly tone: Tone; readonly icon: typeof IconCheck }>
> = {
  pending: { word: 'Waiting', tone: 'info', icon: IconHourglass },
  digest: { word: 'For the digest', tone: 'info', icon: IconHourglass },
  gathered: { word: 'In one letter with others', tone: 'plain', icon: IconMail },
  sent: { word: 'Sent', tone: 'ok', icon: IconCheck },
  shown: { word: 'Shown here only', tone: 'plain', icon: IconEye },
  failed: { word: 'Failed', tone: 'danger', icon: IconAlertTriangle },
  dead: { word: 'Dead address', tone: 'danger', icon: IconAlertTriangle },
}

/** Who gets a letter of an entry, and how each of them stands. */
const Letters = ({ of }: { readonly of: Row }) => (
  <ul className="lines" aria-label={`Letters of: ${of.title}`}>
    {of.letters.map((letter) => {
      const { word, tone, icon } = letterLooks[letter.state]
      return (
        <li key={letter.to}>
          <Group gap={8}>
            <span className="strong break">{letter.to}</span>
            <Tag tone={tone} icon={icon}>
              {word}
            </Tag>
            <span className="small dim">
              {letter.attempts > 0 && `${countWords(letter.attempts, 'try', 'tries')}, `}
              {letter.sentAt && (letter.state === 'sent' || letter.state === 'shown') ? (
                <When at={letter.sentAt} show="both" />
              ) : letter.state === 'pending' || letter.state === 'digest' ? (
                <>
                  next try <When at={letter.nextTryAt} show="both" />
                </>
              ) : (
                'not sent'
              )}
            </span>
          </Group>
          <Text size="xs" c="dimmed">
            {letter.fate}
          </Text>
          {letter.error && (
            <Text size="xs" c="var(--hf-danger)" className="break">
              {letter.error}
            </Text>
          )}
        </li>
      )
    })}
  </ul>
)

const State = ({ of }: { readonly of: Row['state'] }) => (
  <Tag tone={looks[of].tone} icon={looks[of].icon}>
    {looks[of].word}
  </Tag>
)

const file: readonly CsvColumn<Row>[] = [
  { name: 'Made', of: (row) => row.createdAt },
  { name: 'Kind', of: (row) => kinds[row.kind] ?? row.kind },
  { name: 'Message', of: (row) => row.title },
  { name: 'About', of: (row) => row.subject },
  { name: 'Account', of: (row) => row.account },
  { name: 'To', of: (row) => row.to.join('; ') },
  { name: 'State', of: (row) => looks[row.state].word },
  { name: 'Sent', of: (row) => row.sentAt },
  { name: 'Tries', of: (row) => row.attempts },
  { name: 'Error', of: (row) => row.error },
]

/** What was to be sent, and whether it was. */
export function OutboxPage() {
  const [picks] = usePicks()
  const [reading, setReading] = useState<Row>()
  const [unfolded, setUnfolded] = useState<string>()
  const filters = { kind: picks.kind as never, state: picks.state as never }
  const query = useApi('outbox.list', { query: { ...filters, limit: 50, cursor: picks.after } }, { every: 20_000, keep: true })
  const columns: readonly Column<Row>[] = [
    {
      name: 'Message',
      lead: true,
      cell: (row) => (
        <>
          <TitleButton onClick={() => setReading(row)}>{row.title}</TitleButton>
          <div className="small dim">
            {row.subject}, {row.account}
          </div>
        </>
      ),
    },
    { name: 'Kind', brief: true, cell: (row) => kinds[row.kind] ?? row.kind },
    { name: 'State', brief: true, cell: (row) => <State of={row.state} /> },
    {
      name: 'To',
      cell: (row) =>
        row.letters.length === 0 ? (
          <span className={row.to.length === 0 ? 'dim' : 'break'}>{row.to.join(', ') || 'nobody'}</span>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-expanded={unfolded === row.id}
            rightSection={unfolded === row.id ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />}
            onClick={() => setUnfolded(unfolded === row.id ? undefined : row.id)}
            aria-label={`${countWords(row.letters.length, 'letter')} of: ${row.title}`}
          >
            {countWords(row.letters.length, 'letter')}
          </Button>
        ),
    },
    {
      name: 'Made',
      brief: true,
      cell: (row) => (
        <span className="nowrap">
          <When at={row.createdAt} />
        </span>
      ),
    },
    { name: 'Tries', wide: true, cell: (row) => row.attempts, right: true },
  ]
  return (
    <Page title="Outbox" lead="Every message that was to go out. Without a mail server they are shown here only.">
      <Card label="Outbox" flush>
        <Filters
          end={
            <ExportCsv
              list="Outbox"
              columns={file}
              read={(cursor) => client.call('outbox.list', { query: { ...filters, limit: 200, cursor } })}
            />
          }
        >
          <Pick
            name="kind"
            label="Kind"
            any="All kinds"
            of={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
            width={190}
          />
          <Pick
            name="state"
            label="State"
            any="All states"
            of={Object.entries(looks).map(([value, { word }]) => ({ value, label: word }))}
            width={180}
          />
        </Filters>
        <ListTable
          caption="Messages, newest first"
          columns={columns}
          query={query}
          rowKey={(row) => row.id}
          below={(row) => unfolded === row.id && <Letters of={row} />}
          empty={
            picks.kind || picks.state ? (
              <Empty title="No message fits">Take a filter away.</Empty>
            ) : (
              <Empty title="Nothing was to be sent yet">Alerts and notices come up here as soon as there is one.</Empty>
            )
          }
        />
      </Card>
      <Dialog title={reading?.title ?? ''} opened={reading !== undefined} onClose={() => setReading(undefined)} size={640}>
        {reading && (
          <Stack gap="md">
            <Group gap={8}>
              <State of={reading.state} />
              <Text size="sm" c="dimmed">
                <When at={reading.createdAt} show="both" />
              </Text>
            </Group>
            <Facts
              of={[
                ['To', reading.to.join(', ')],
                ['About', reading.subject],
                ['Sent', reading.sentAt && <When key="s" at={reading.sentAt} show="both" />],
                ['Error', reading.error],
              ]}
            />
            <Text size="sm" className="pre">
              {reading.text}
            </Text>
          </Stack>
        )}
      </Dialog>
    </Page>
  )
}
