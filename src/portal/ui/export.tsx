import { Button } from '@mantine/core'
import { useState } from 'react'
import { localDate } from '../../calendar/local-time.ts'
import { useMe } from '../session.tsx'
import { type CsvColumn, csvFile, csvName, mostRows, type Portion, walk } from './csv-file.ts'
import { Dialog } from './form.tsx'
import { IconDownload } from './icons.ts'
import { Problem } from './states.tsx'
import { told } from './toast.ts'
import { countWords } from './words.ts'

type Props<Row> = {
  /** What the list is called; names the file. */
  readonly list: string
  readonly columns: readonly CsvColumn<Row>[]
  /** Reads a page of the list with the filters that stand in the address. */
  readonly read: (cursor: string | undefined) => Promise<Portion<Row>>
  /** What the page itself leaves out of what was read. */
  readonly keep?: ((row: Row) => boolean) | undefined
}

/** The whole list that is shown, every page of it, as a file for spreadsheets. */
export function ExportCsv<Row>({ list, columns, read, keep }: Props<Row>) {
  const { zone } = useMe().person
  const [rows, setRows] = useState<number>()
  const [error, setError] = useState<unknown>()
  const save = async () => {
    setRows(0)
    try {
      const found = await walk(read, setRows)
      const shown = keep ? found.rows.filter(keep) : found.rows
      download(csvFile(columns, shown), csvName(list, String(localDate(zone, Date.now()))))
      told(
        found.cut
          ? `The file holds the first ${mostRows.toLocaleString('en')} rows and the list is longer: narrow the filters for the rest`
          : `${countWords(shown.length, 'row')} in the file`,
      )
    } catch (problem) {
      setError(problem)
    } finally {
      setRows(undefined)
    }
  }
  return (
    <>
      <Button
        variant="default"
        className="noprint"
        leftSection={<IconDownload size={15} aria-hidden />}
        aria-busy={rows !== undefined}
        disabled={rows !== undefined}
        onClick={() => void save()}
      >
        <span aria-live="polite">{rows ? countWords(rows, 'row') : 'Export CSV'}</span>
      </Button>
      <Dialog title="The list could not be exported" opened={error !== undefined} onClose={() => setError(undefined)}>
        <Problem
          error={error}
          again={() => {
            setError(undefined)
            void save()
          }}
        />
      </Dialog>
    </>
  )
}

function download(text: string, name: string) {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
