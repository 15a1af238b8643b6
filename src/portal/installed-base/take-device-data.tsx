import { Autocomplete, Button, Group, Progress, Stack, Text } from '@mantine/core'
import { useRef, useState } from 'react'
import { type Answer, AnswerError } from '../../client/client.ts'
import { newKey, queries, useApi } from '../api.ts'
import { sendFile } from '../send-file.ts'
import { useMay, useMe } from '../session.tsx'
import { DropFiles } from '../ui/drop-files.tsx'
import { usePath, usePicks } from '../ui/filters.ts'
import { IconCheck, IconHelp, IconPlus, IconRefresh, IconX } from '../ui/icons.ts'
import { TextLink } from '../ui/link.tsx'
import { Card, Page } from '../ui/page.tsx'
import { Problem } from '../ui/states.tsx'
import { type Column, DataTable } from '../ui/table.tsx'
import { Tag } from '../ui/tag.tsx'
import { countWords } from '../ui/words.ts'

type Fate = Answer<'device-data.take'>['fates'][number]
type Row = Omit<Fate, 'fate'> & {
  /** What the server would not read at all is refused; the files beside it stand. */
  readonly fate: Fate['fate'] | 'refused'
  readonly file: File
  readonly name: string
  readonly at: number
}

const fates = {
  new: { word: 'Kept', tone: 'ok', icon: IconPlus },
  changed: { word: 'Changed', tone: 'info', icon: IconRefresh },
  same: { word: 'As before', tone: 'dim', icon: IconCheck },
  part: { word: 'Only a part', tone: 'warn', icon: IconHelp },
  'no device': { word: 'Whose is it?', tone: 'warn', icon: IconHelp },
  'not recognised': { word: 'Not recognised', tone: 'danger', icon: IconX },
  refused: { word: 'Refused', tone: 'danger', icon: IconX },
} as const

/** What is wrong with a file itself, and not with the connection or who asks. */
const ofTheFile = new Set([400, 413, 415, 422])

const sentence = (words: string) => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`

/** What a row is, in a word. */
const whatOf = ({ what, answers, lost }: Row) =>
  what === 'configuration'
    ? 'Configuration'
    : what === 'answers'
      ? `${countWords(answers, 'answer')}${lost > 0 ? `, ${lost} not understood` : ''}`
      : 'None'

const nameOf = (file: File) => file.webkitRelativePath || file.name

const send = async (
  account: string,
  file: File,
  given: { readonly device?: string | undefined; readonly batch: string },
): Promise<readonly Fate[]> =>
  (await sendFile('device-data.take', file, { params: { account }, query: { name: nameOf(file).slice(-300), ...given } })).fates

/** Configurations and answers from files or a folder, each given to its device; where that is not plain, somebody says whose it is. */
export function TakeDeviceDataPage() {
  const { account } = usePath()
  const [picks] = usePicks()
  const may = useMay()
  const own = useMe().account.code === account
  const devices = useApi('device.list', { params: { account }, query: { limit: 200, top: 'true' } }, { fresh: 60_000 })
  const [rows, setRows] = useState<readonly Row[]>([])
  const [share, setShare] = useState<{ readonly done: number; readonly of: number }>()
  const [error, setError] = useState<unknown>()
  const batch = useRef('')
  const reason = may('device-data.take')
  const rowsOf = (file: File, found: readonly Fate[]): readonly Row[] =>
    found.map((fate, at) => ({ ...fate, file, name: nameOf(file), at }))
  const refusedOf = (file: File, { message }: AnswerError): Row => ({
    ...{ what: 'nothing', fate: 'refused', serial: null, host: '', why: message, lines: 0, masked: 0, skipped: [], changes: [] },
    ...{ answers: 0, lost: 0, file, name: nameOf(file), at: 0 },
  })
  const take = async (files: readonly File[]) => {
    setError(undefined)
    setRows([])
    batch.current = newKey()
    for (const [done, file] of files.entries()) {
      setShare({ done, of: files.length })
      try {
        // a single file that was asked for on a device's page is that device's
        const found = await send(account, file, { device: files.length === 1 ? picks.device : undefined, batch: batch.current })
        setRows((before) => [...before, ...rowsOf(file, found)])
      } catch (failed) {
        if (failed instanceof AnswerError && ofTheFile.has(failed.problem.status)) {
          setRows((before) => [...before, refusedOf(file, failed)])
          continue
        }
        setError(failed)
        break
      }
    }
    setShare(undefined)
    void queries.invalidateQueries()
  }
  const give = async (row: Row, device: string) => {
    setError(undefined)
    try {
      const found = await send(account, row.file, { device, batch: batch.current })
      setRows((before) => before.flatMap((each) => (each === row ? rowsOf(row.file, found) : [each])))
      void queries.invalidateQueries()
    } catch (failed) {
      setError(failed)
    }
  }
  const serials = (devices.data?.items ?? []).map(({ serial }) => serial)
  const columns: readonly Column<Row>[] = [
    { name: 'File', lead: true, width: 220, cell: ({ name }) => <span className="break">{name}</span> },
    { name: 'What', brief: true, width: 150, cell: whatOf },
    {
      name: 'Fate',
      brief: true,
      width: 160,
      cell: ({ fate }) => (
        <Tag tone={fates[fate].tone} icon={fates[fate].icon}>
          {fates[fate].word}
        </Tag>
      ),
    },
    {
      name: 'Device',
      width: 280,
      cell: (row) =>
        row.serial ? (
          <>
            <TextLink
              to={
                row.what === 'answers' ? '/accounts/$account/devices/$serial/reading' : '/accounts/$account/devices/$serial/configuration'
              }
              params={{ account, serial: row.serial }}
              className="mono"
            >
              {row.serial}
            </TextLink>
            <div className="small dim">{row.host}</div>
          </>
        ) : row.fate === 'no device' ? (
          <Whose serials={serials} onGive={(device) => void give(row, device)} name={row.name} />
        ) : (
          <span className="dim">none</span>
        ),
    },
    {
      name: 'To look at',
      cell: ({ fate, why, changes, skipped, masked }) => (
        <Stack gap={2}>
          {(fate === 'no device' || fate === 'not recognised' || fate === 'part') && <span>{sentence(why)}</span>}
          {fate === 'refused' && <span>{why}</span>}
          {masked > 0 && <span className="dim">{countWords(masked, 'secret')} masked</span>}
          {skipped.length > 0 && <span>{countWords(skipped.length, 'line')} left out</span>}
          {changes.slice(0, 4).map((line) => (
            <span key={line} className="mono small break">
              {line}
            </span>
          ))}
          {changes.length > 4 && <span className="dim">and {changes.length - 4} more changes</span>}
        </Stack>
      ),
    },
  ]
  return (
    <Page
      title="Bring device data in"
      lead="Configurations and answers to show commands, as text, XML or JSON, also captures of several devices and support reports. A file goes to the device that says its serial in it, whose serial stands in its name, or that called itself so before. Secrets are masked before anything is kept."
      crumbs={
        <TextLink to="/accounts/$account/devices" params={{ account }}>
          {own ? 'My devices' : `Devices of ${account}`}
        </TextLink>
      }
    >
      <Stack gap="md">
        <Card label="Files">
          {reason !== undefined ? (
            <Text size="sm">You cannot bring configurations in: {reason}.</Text>
          ) : (
            <Stack gap="md">
              {picks.device && (
                <Text size="sm">
                  A single file goes to <b className="mono">{picks.device}</b>.
                </Text>
              )}
              <DropFiles onFiles={(files) => files.length > 0 && void take(files)} />
              <div aria-live="polite">
                {share && (
                  <Stack gap={6}>
                    <Text size="sm">
                      {share.done} of {countWords(share.of, 'file')}
                    </Text>
                    <Progress value={(share.done / share.of) * 100} aria-label="Progress" />
                  </Stack>
                )}
                {error !== undefined && <Problem error={error} title="Not everything was taken" />}
              </div>
            </Stack>
          )}
        </Card>
        {rows.length > 0 && (
          <Card title={countWords(rows.length, 'row')} flush>
            <DataTable
              caption="Every file and its fate"
              columns={columns}
              rows={rows}
              rowKey={(row) => `${row.name} ${row.at}`}
              empty={null}
            />
          </Card>
        )}
      </Stack>
    </Page>
  )
}

function Whose({
  serials,
  name,
  onGive,
}: {
  readonly serials: readonly string[]
  readonly name: string
  readonly onGive: (serial: string) => void
}) {
  const [serial, setSerial] = useState('')
  return (
    <Group gap={6} wrap="nowrap">
      <Autocomplete
        aria-label={`Device of ${name}`}
        placeholder="Serial"
        data={[...serials]}
        limit={20}
        value={serial}
        onChange={setSerial}
        size="xs"
        flex={1}
        miw={0}
      />
      <Button
        size="compact-sm"
        variant="default"
        style={{ flexShrink: 0 }}
        disabled={serial.trim() === ''}
        onClick={() => onGive(serial.trim().toUpperCase())}
      >
        Give
      </Button>
    </Group>
  )
}
