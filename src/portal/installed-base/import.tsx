import { Button, Checkbox, FileInput, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Answer } from '../../client/client.ts'
import { useApi } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { useMay, useMe } from '../session.tsx'
import { usePath } from '../ui/filters.ts'
import { IconAlertTriangle, IconCheck, IconPlus, IconUpload, IconX } from '../ui/icons.ts'
import { ButtonLink, TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { told } from '../ui/toast.ts'
import { countWords, spaced } from '../ui/words.ts'

type Outcome = Answer<'device.import'>
type Row = Outcome['rows'][number]
type Fate = Row['fate']

const fates = {
  add: { word: 'Added', tone: 'ok', icon: IconPlus },
  change: { word: 'Changed', tone: 'info', icon: IconCheck },
  same: { word: 'Unchanged', tone: 'dim', icon: IconCheck },
  refused: { word: 'Refused', tone: 'danger', icon: IconX },
} as const

type Sent = { readonly account: string; readonly file: File; readonly site: string; readonly parts: boolean; readonly dryRun: boolean }

const send = ({ account, file, site, parts, dryRun }: Sent): Promise<Outcome> =>
  sendFile('device.import', file, { params: { account }, query: { dryRun, parts, site } })

const plain = (value: unknown): string => (value === null || value === undefined || value === '' ? 'nothing' : String(value))

const columns: readonly Column<Row>[] = [
  { name: 'Line', cell: ({ line }) => line, right: true, width: 70 },
  { name: 'Serial', lead: true, cell: ({ serial }) => <span className="mono">{serial || 'none'}</span> },
  {
    name: 'Fate',
    cell: ({ fate }) => (
      <Tag tone={fates[fate].tone} icon={fates[fate].icon}>
        {fates[fate].word}
      </Tag>
    ),
  },
  {
    name: 'What changes',
    cell: ({ changes }) => (
      <Stack gap={2}>
        {(changes ?? []).map(({ field, from, to }) => (
          <span key={field}>
            <span className="dim">{spaced(field)}:</span> {plain(from)} → {plain(to)}
          </span>
        ))}
      </Stack>
    ),
  },
  {
    name: 'To look at',
    cell: ({ problems }) => (
      <Stack gap={4}>
        {(problems ?? []).map((each) => (
          <span key={`${each.column} ${each.found} ${each.expected}`}>
            <b>{each.column || 'Row'}</b>
            {each.found !== undefined && <>: found {plain(each.found)}</>}
            {each.expected && <>, expected {each.expected}</>}
            {each.toDo && <span className="dim">. {each.toDo}</span>}
          </span>
        ))}
      </Stack>
    ),
  },
]

/** A list of devices: first what would become of every row, then the same for real. */
export function ImportPage() {
  const me = useMe()
  const may = useMay()
  const cache = useQueryClient()
  const { account } = usePath()
  const own = me.account.code === account
  const [file, setFile] = useState<File | null>(null)
  const [site, setSite] = useState('')
  const [parts, setParts] = useState(false)
  const sites = useApi('site.list', { params: { account } })
  const trial = useMutation({ mutationFn: send })
  const run = useMutation({
    mutationFn: send,
    onSuccess: ({ counts }) => {
      told(`${countWords(counts.add, 'device')} added, ${counts.change} changed`)
      void cache.invalidateQueries()
    },
  })
  const outcome = run.data ?? trial.data
  const reason = may('device.register')
  const look = (chosen: File | null, given: { readonly site: string; readonly parts: boolean }) => {
    trial.reset()
    run.reset()
    if (chosen) trial.mutate({ account, file: chosen, ...given, dryRun: true })
  }
  const changes = outcome ? outcome.counts.add + outcome.counts.change : 0
  return (
    <Page
      title="Import devices"
      lead={`For account ${account}. A list as CSV or Excel workbook, or the answer of “show chassis hardware | display xml” (also as text or JSON). A bad row never stops a good one.`}
      crumbs={
        <TextLink to="/accounts/$account/devices" params={{ account }}>
          {own ? 'My devices' : `Devices of ${account}`}
        </TextLink>
      }
    >
      <Stack gap="md">
        <Card label="File">
          {reason !== undefined ? (
            <Text size="sm">You cannot import devices: {reason}.</Text>
          ) : (
            <Stack gap="md">
              <FileInput
                label="File"
                description="Columns are found by their names: serial, product, site, status, acquired, source, seller and others."
                placeholder="Choose a file"
                accept=".csv,.txt,.xlsx,.xml,.json,text/csv,text/xml,application/xml"
                value={file}
                onChange={(next) => {
                  setFile(next)
                  look(next, { site, parts })
                }}
                maw={420}
                clearable
                clearButtonProps={{ 'aria-label': 'Take the file away' }}
                leftSection={<IconUpload size={16} aria-hidden />}
              />
              <Select
                label="Site for rows that name none"
                description="A chassis reply names no site; without one its devices are not registered."
                placeholder="None"
                data={(sites.data?.items ?? []).map(({ name }) => name)}
                value={site || null}
                onChange={(next) => {
                  setSite(next ?? '')
                  look(file, { site: next ?? '', parts })
                }}
                clearable
                maw={420}
              />
              <Checkbox
                label="Take the parts of a chassis too"
                description="Cards, engines and power supplies with serials of their own."
                checked={parts}
                onChange={(event) => {
                  setParts(event.currentTarget.checked)
                  look(file, { site, parts: event.currentTarget.checked })
                }}
              />
              <div aria-live="polite">
                {trial.isPending && <Text size="sm">Reading the file and looking at every row.</Text>}
                {(trial.error || run.error) && <Problem error={run.error ?? trial.error} title="The file was not taken" />}
              </div>
            </Stack>
          )}
        </Card>
        {outcome && (
          <Card
            title={outcome.applied ? 'What was done' : 'What would be done'}
            aside={
              outcome.applied ? (
                <ButtonLink to="/accounts/$account/devices" params={{ account }} variant="default">
                  To the devices
                </ButtonLink>
              ) : (
                <Button
                  disabled={changes === 0}
                  loading={run.isPending}
                  onClick={() => file && run.mutate({ account, file, site, parts, dryRun: false })}
                >
                  {changes === 0 ? 'Nothing to apply' : `Apply ${countWords(changes, 'row')}`}
                </Button>
              )
            }
            flush
          >
            <div style={{ padding: 16 }} aria-live="polite">
              <SimpleGrid cols={{ base: 2, sm: 4 }}>
                {(Object.keys(fates) as Fate[]).map((fate) => (
                  <div key={fate}>
                    <Text size="xs" c="dimmed">
                      {fates[fate].word}
                    </Text>
                    <Text size="xl" fw={650}>
                      {outcome.counts[fate].toLocaleString('en')}
                    </Text>
                  </div>
                ))}
              </SimpleGrid>
              {outcome.notes.length > 0 && (
                <Stack gap={4} mt="sm">
                  {outcome.notes.map((note) => (
                    <Group key={note} gap={6} wrap="nowrap">
                      <IconAlertTriangle size={15} aria-hidden style={{ flex: 'none' }} />
                      <Text size="sm">{note}</Text>
                    </Group>
                  ))}
                </Stack>
              )}
            </div>
            <div style={{ borderTop: '1px solid var(--hf-line)' }}>
              <DataTable
                caption="Every row and its fate"
                columns={columns}
                rows={outcome.rows}
                rowKey={(row) => `${row.line} ${row.serial ?? ''}`}
                empty={
                  <Text size="sm" p="md">
                    The file holds no row.
                  </Text>
                }
              />
              {outcome.more > 0 && (
                <Text size="sm" c="dimmed" p="md">
                  and {outcome.more.toLocaleString('en')} more rows, not shown
                </Text>
              )}
            </div>
          </Card>
        )}
      </Stack>
    </Page>
  )
}
