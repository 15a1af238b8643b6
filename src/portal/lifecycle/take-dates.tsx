import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Answer, AnswerError } from '../../client/client.ts'
import { client, queries } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { useMay } from '../session.tsx'
import { DropFiles } from '../ui/drop-files.tsx'
import { IconCheck, IconPlus, IconRefresh, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem, Waiting } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { told } from '../ui/toast.ts'
import { countWords } from '../ui/words.ts'
import { Dates } from './words.tsx'

type Outcome = Answer<'lifecycle.import'>
type Row = Outcome['rows'][number]

const fates = {
  new: { word: 'New', tone: 'ok', icon: IconPlus },
  changed: { word: 'Changed', tone: 'info', icon: IconRefresh },
  same: { word: 'Known already', tone: 'dim', icon: IconCheck },
  refused: { word: 'Refused', tone: 'danger', icon: IconX },
} as const
const shownRows = 500
const mostCharacters = 900_000

const columns: readonly Column<Row>[] = [
  {
    name: 'Row',
    lead: true,
    width: 200,
    cell: ({ line, subject }) => (
      <>
        <span className="break">{subject || 'not known'}</span>
        <div className="small dim">line {line}</div>
      </>
    ),
  },
  {
    name: 'Fate',
    brief: true,
    width: 150,
    cell: ({ fate }) => (
      <Tag tone={fates[fate].tone} icon={fates[fate].icon}>
        {fates[fate].word}
      </Tag>
    ),
  },
  {
    name: 'Dates',
    width: 320,
    cell: ({ fate, dates, changes, line }) =>
      fate === 'new' ? <Dates of={dates} name={`Dates of line ${line}`} /> : <Lines of={changes} />,
  },
  {
    name: 'To look at',
    cell: ({ problems, notes }) => (
      <Lines
        of={[
          ...problems.map(({ column, found, expected, toDo }) => `${column && `${column}: `}found ${found}; expected ${expected}. ${toDo}`),
          ...notes,
        ]}
      />
    ),
  },
]

const Lines = ({ of }: { readonly of: readonly string[] }) => (
  <Stack gap={2}>
    {of.map((line) => (
      <span key={line} className="small break">
        {line}
      </span>
    ))}
  </Stack>
)

type Table = { readonly name: string; readonly text: string }
/** What became of one table, or what went wrong with it; without a text where its file could not be read. */
type Read = Table & { readonly outcome?: Outcome; readonly error?: unknown }

async function ask({ name, text }: Table, dryRun: boolean, how: typeof nothingSaid): Promise<Read> {
  if (text.length > mostCharacters)
    return {
      name,
      text,
      error: new AnswerError({
        type: 'about:blank',
        title: 'The table is too long',
        status: 413,
        found: `${text.length.toLocaleString('en')} characters`,
        expected: `${mostCharacters.toLocaleString('en')} at most`,
        toDo: 'Split it into several.',
      }),
    }
  try {
    const outcome = await client.call('lifecycle.import', {
      body: {
        name,
        text,
        dryRun,
        ...(how.software.trim() ? { software: how.software.trim() } : {}),
        ...(how.order ? { order: how.order as never } : {}),
        ...(how.label ? { label: how.label as never } : {}),
      },
    })
    return { name, text, outcome }
  } catch (error) {
    return { name, text, error }
  }
}

const nothingSaid = { software: '', order: '', label: '' }

/** Dates from tables: first what would become of each row, then the same for real. */
export function TakeDatesPage() {
  const may = useMay()
  const reason = may('lifecycle.edit')
  const [tables, setTables] = useState<readonly Read[]>([])
  const [said, setSaid] = useState(nothingSaid)
  const [applied, setApplied] = useState(false)
  const [busy, setBusy] = useState(false)
  const run = async (given: readonly Read[], dryRun: boolean, how = said) => {
    setBusy(true)
    setApplied(false)
    const read: Read[] = []
    // one after the other: a later table is told against what an earlier one said
    for (const table of given) read.push(table.text === '' && table.error !== undefined ? table : await ask(table, dryRun, how))
    setTables(read)
    setApplied(!dryRun)
    setBusy(false)
    if (dryRun) return
    told(
      `${countWords(
        read.reduce((sum, { outcome }) => sum + (outcome ? toTake(outcome) : 0), 0),
        'entry',
        'entries',
      )} taken`,
    )
    void queries.invalidateQueries()
  }
  const choose = async (chosen: readonly File[]) => {
    const given: Read[] = []
    for (const file of chosen) {
      const name = file.name.slice(-300)
      try {
        given.push({ name, text: (await sendFile('list.read', file)).text })
      } catch (error) {
        given.push({ name, text: '', error })
      }
    }
    if (given.length > 0) await run(given, true)
  }
  const say = (part: Partial<typeof said>) => {
    const how = { ...said, ...part }
    setSaid(how)
    if (!('software' in part) && tables.length > 0) void run(tables, true, how)
  }
  const take = tables.reduce((sum, { outcome }) => sum + (outcome ? toTake(outcome) : 0), 0)
  return (
    <Page
      title="Load lifecycle dates"
      lead="A table of releases or products, as CSV or Excel workbook; columns are found by their names. A date with two readings is refused until you say how the table writes its dates. What is known already changes nothing."
      crumbs={<TextLink to="/lifecycle">Lifecycle dates</TextLink>}
    >
      <Stack gap="md">
        <Card label="Table">
          {reason !== undefined ? (
            <Text size="sm">You cannot load dates: {reason}.</Text>
          ) : (
            <Stack gap="md">
              <DropFiles onFiles={(files) => void choose(files)} accept=".csv,.txt,.xlsx,text/csv" />
              <SimpleGrid cols={{ base: 1, sm: 3 }}>
                <TextInput
                  label="Releases are of"
                  description="When neither the table nor the name of the file says it"
                  placeholder="Junos OS"
                  value={said.software}
                  onChange={({ currentTarget: { value } }) => say({ software: value })}
                  onBlur={() => tables.length > 0 && said.software && !applied && void run(tables, true)}
                />
                <Select
                  label="Dates with slashes"
                  description="When the table does not show it"
                  data={[
                    { value: '', label: 'As the table shows' },
                    { value: 'month-first', label: 'Month first: 12/31/2026' },
                    { value: 'day-first', label: 'Day first: 31/12/2026' },
                  ]}
                  value={said.order}
                  onChange={(value) => say({ order: value ?? '' })}
                  allowDeselect={false}
                />
                <Select
                  label="Dates are"
                  description="When their column does not say it"
                  data={[
                    { value: '', label: 'Published' },
                    { value: 'recalled', label: 'Recalled' },
                    { value: 'computed', label: 'Computed' },
                  ]}
                  value={said.label}
                  onChange={(value) => say({ label: value ?? '' })}
                  allowDeselect={false}
                />
              </SimpleGrid>
              <div aria-live="polite">{busy && <Waiting lines={2} label="Reading the table" />}</div>
            </Stack>
          )}
        </Card>
        {tables.map(({ name, outcome, error }) => (
          <Card key={name} title={`${applied ? 'Done with' : 'What would be done with'} ${name}`} flush>
            {outcome ? (
              <Fates of={outcome} />
            ) : (
              <div style={{ padding: 16 }}>
                <Problem error={error} title="Nothing of it was taken" />
              </div>
            )}
          </Card>
        ))}
        {tables.length > 0 && (
          <Group justify="flex-end">
            {applied ? (
              <TextLink to="/lifecycle">To the table</TextLink>
            ) : (
              <Button disabled={take === 0 || busy} onClick={() => void run(tables, false)}>
                {take === 0 ? 'Nothing to take' : `Take ${countWords(take, 'entry', 'entries')}`}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Page>
  )
}

const toTake = ({ rows }: Outcome) => rows.filter(({ fate }) => fate === 'new' || fate === 'changed').length

function Fates({ of: { rows, unread, order, more } }: { readonly of: Outcome }) {
  return (
    <>
      <Stack gap="xs" p="md">
        <SimpleGrid cols={{ base: 2, sm: 4 }}>
          {(Object.keys(fates) as Row['fate'][]).map((fate) => (
            <div key={fate}>
              <Text size="xs" c="dimmed">
                {fates[fate].word}
              </Text>
              <Text size="xl" fw={650}>
                {rows.filter((row) => row.fate === fate).length.toLocaleString('en')}
              </Text>
            </div>
          ))}
        </SimpleGrid>
        <Group gap="md">
          {order === 'mixed' && <Text size="sm">The table writes some dates with the month first and some with the day first.</Text>}
          {unread.length > 0 && (
            <Text size="sm" c="dimmed" className="break">
              Columns left unread: {unread.join(', ')}
            </Text>
          )}
          {more > 0 && <Text size="sm">{countWords(more, 'row')} behind the last one were not read: split the table.</Text>}
        </Group>
      </Stack>
      <div style={{ borderTop: '1px solid var(--hf-line)' }}>
        <DataTable
          caption="Every row and its fate"
          columns={columns}
          rows={rows.slice(0, shownRows)}
          rowKey={({ line }) => String(line)}
          empty={null}
        />
        {rows.length > shownRows && (
          <Text size="sm" c="dimmed" p="md">
            and {(rows.length - shownRows).toLocaleString('en')} more rows, not shown
          </Text>
        )}
      </div>
    </>
  )
}
