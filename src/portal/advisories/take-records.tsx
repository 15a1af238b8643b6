import { Button, Checkbox, Group, Progress, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { inBatches, longestRecord, type RecordText, tooLong } from '../../advisories/record/batches.ts'
import type { Answer } from '../../client/client.ts'
import { client, queries } from '../api.ts'
import { useMay } from '../session.tsx'
import { DropFiles } from '../ui/drop-files.tsx'
import { IconCheck, IconFileText, IconPlus, IconRefresh, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { told } from '../ui/toast.ts'
import { countWords } from '../ui/words.ts'

type Fate = Answer<'advisory.import'>['fates'][number]

const fates = {
  new: { word: 'New', tone: 'ok', icon: IconPlus },
  amended: { word: 'Amended', tone: 'info', icon: IconRefresh },
  unchanged: { word: 'Known already', tone: 'dim', icon: IconCheck },
  older: { word: 'Older than what is known', tone: 'plain', icon: IconFileText },
  'no record': { word: 'No record', tone: 'danger', icon: IconX },
} as const

const columns: readonly Column<Fate>[] = [
  { name: 'File', lead: true, width: 240, cell: ({ name }) => <span className="break">{name}</span> },
  {
    name: 'Fate',
    brief: true,
    width: 200,
    cell: ({ fate }) => (
      <Tag tone={fates[fate].tone} icon={fates[fate].icon}>
        {fates[fate].word}
      </Tag>
    ),
  },
  {
    name: 'Record',
    cell: ({ key, number, title }) =>
      key === null ? (
        <span className="dim break">{title}</span>
      ) : (
        <>
          {number}
          {key !== number && `, ${key}`}
          <div className="small dim">{title}</div>
        </>
      ),
  },
  {
    name: 'To look at',
    cell: ({ notes, changes }) => (
      <Stack gap={2}>
        {[...changes, ...notes].slice(0, 6).map((note) => (
          <span key={note} className="break">
            {note}
          </span>
        ))}
        {changes.length + notes.length > 6 && <span className="dim">and {changes.length + notes.length - 6} more</span>}
      </Stack>
    ),
  },
]

async function* textsOf(files: readonly File[]): AsyncGenerator<RecordText> {
  for (const file of files) yield { name: (file.webkitRelativePath || file.name).slice(-300), text: await file.text() }
}

/** Records from files: first what would become of each, then the same for real. */
export function TakeRecordsPage() {
  const may = useMay()
  const [files, setFiles] = useState<readonly File[]>([])
  const [found, setFound] = useState<readonly Fate[]>([])
  const [draft, setDraft] = useState(false)
  const [share, setShare] = useState<number>()
  const [mode, setMode] = useState<'look' | 'take'>('look')
  const [applied, setApplied] = useState(false)
  const [error, setError] = useState<unknown>()
  const [url, setUrl] = useState('')
  const [source, setSource] = useState<'files' | 'address'>('files')
  const latest = useRef(0)
  const reason = may('advisory.edit')
  const run = async (chosen: readonly File[], dryRun: boolean) => {
    const own = ++latest.current
    setError(undefined)
    setShare(0)
    setMode(dryRun ? 'look' : 'take')
    setApplied(false)
    const all: Fate[] = []
    try {
      for await (const batch of inBatches(textsOf(chosen))) {
        const records = batch.filter(({ text }) => text.length <= longestRecord)
        all.push(...batch.filter((each) => !records.includes(each)).map(tooLong))
        if (records.length > 0) all.push(...(await client.call('advisory.import', { body: { records, dryRun, draft } })).fates)
        if (own !== latest.current) return
        setFound([...all])
        setShare(all.length / chosen.length)
      }
      setApplied(!dryRun)
      if (!dryRun) {
        const taken = all.filter(({ fate }) => fate === 'new' || fate === 'amended').length
        told(`${countWords(taken, 'record')} taken; devices are matched now`)
        void queries.invalidateQueries()
      }
    } catch (failed) {
      setError(failed)
    } finally {
      if (own === latest.current) setShare(undefined)
    }
  }
  const fetchFrom = async (dryRun: boolean) => {
    const own = ++latest.current
    setSource('address')
    setError(undefined)
    setShare(0)
    setMode(dryRun ? 'look' : 'take')
    setApplied(false)
    const all: Fate[] = []
    try {
      for (let from: number | null = 0; from !== null; ) {
        const found: Answer<'advisory.fetch'> = await client.call('advisory.fetch', { body: { url: url.trim(), dryRun, draft, from } })
        if (own !== latest.current) return
        all.push(...found.fates)
        setFound([...all])
        setShare(found.listed === 0 ? 1 : all.length / found.listed)
        from = found.next
      }
      setApplied(!dryRun)
      if (!dryRun) void queries.invalidateQueries()
    } catch (failed) {
      setError(failed)
    } finally {
      if (own === latest.current) setShare(undefined)
    }
  }
  const choose = (chosen: readonly File[]) => {
    setSource('files')
    const records = chosen.filter(({ name }) => /\.json$/i.test(name))
    setFiles(records)
    setFound([])
    if (records.length === 0) setError(new Error('none'))
    else void run(records, true)
  }
  const count = (fate: Fate['fate']) => found.filter((each) => each.fate === fate).length
  const toTake = count('new') + count('amended')
  return (
    <Page
      title="Load records"
      lead="CVE records (JSON 5), CSAF 2.0 advisories, or records of your own as JSON: files or a whole folder. What is known already changes nothing."
      crumbs={<TextLink to="/advisories">Published records</TextLink>}
    >
      <Stack gap="md">
        <Card label="Files">
          {reason !== undefined ? (
            <Text size="sm">You cannot load records: {reason}.</Text>
          ) : (
            <Stack gap="md">
              <DropFiles onFiles={choose} accept=".json,application/json" />
              <form
                onSubmit={(event) => {
                  event.preventDefault()
                  setFound([])
                  if (url.trim() !== '') void fetchFrom(true)
                }}
              >
                <Group gap="xs" align="flex-end">
                  <TextInput
                    label="Or from an address"
                    description="A record, a list of records, or the index of a CSAF provider."
                    placeholder="https://..."
                    type="url"
                    value={url}
                    onChange={(event) => setUrl(event.currentTarget.value)}
                    style={{ flex: '1 1 260px' }}
                  />
                  <Button type="submit" variant="default" disabled={url.trim() === ''}>
                    Look there
                  </Button>
                </Group>
              </form>
              <Checkbox
                label="As drafts"
                description="Seen by the provider only, and matched by nobody, until each is published."
                checked={draft}
                onChange={(event) => setDraft(event.currentTarget.checked)}
              />
              <div aria-live="polite">
                {share !== undefined && (
                  <Stack gap={6}>
                    <Text size="sm">
                      {mode === 'take' ? 'Taking' : 'Reading'}{' '}
                      {source === 'files' ? countWords(files.length, 'file') : 'what stands at the address'}
                    </Text>
                    <Progress value={share * 100} aria-label="Progress" />
                  </Stack>
                )}
                {error !== undefined &&
                  (source === 'files' && files.length === 0 ? (
                    <Text size="sm">Found no JSON file among what you chose; records are files that end in .json.</Text>
                  ) : (
                    <Problem
                      error={error}
                      title="Not everything was taken"
                      again={() => void (source === 'files' ? run(files, mode === 'look') : fetchFrom(mode === 'look'))}
                    />
                  ))}
              </div>
            </Stack>
          )}
        </Card>
        {found.length > 0 && (
          <Card
            title={applied ? 'What was done' : 'What would be done'}
            aside={
              applied ? (
                <TextLink to="/advisories">To the records</TextLink>
              ) : (
                <Button
                  disabled={toTake === 0 || share !== undefined}
                  onClick={() => void (source === 'files' ? run(files, false) : fetchFrom(false))}
                >
                  {toTake === 0 ? 'Nothing to take' : `Take ${countWords(toTake, 'record')}`}
                </Button>
              )
            }
            flush
          >
            <div style={{ padding: 16 }} aria-live="polite">
              <SimpleGrid cols={{ base: 2, sm: 5 }}>
                {(Object.keys(fates) as Fate['fate'][]).map((fate) => (
                  <div key={fate}>
                    <Text size="xs" c="dimmed">
                      {fates[fate].word}
                    </Text>
                    <Text size="xl" fw={650}>
                      {count(fate).toLocaleString('en')}
                    </Text>
                  </div>
                ))}
              </SimpleGrid>
            </div>
            <div style={{ borderTop: '1px solid var(--hf-line)' }}>
              <DataTable
                caption="Every file and its fate"
                columns={columns}
                rows={found.slice(0, 500)}
                rowKey={(row) => `${row.name} ${row.key}`}
                empty={null}
              />
              {found.length > 500 && (
                <Text size="sm" c="dimmed" p="md">
                  and {(found.length - 500).toLocaleString('en')} more files, not shown
                </Text>
              )}
            </div>
          </Card>
        )}
      </Stack>
    </Page>
  )
}
