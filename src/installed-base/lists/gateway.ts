import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { createThreads } from '../../jobs/threads.ts'

/** A sheet of a workbook (ECMA-376) as a list with commas, row by row as it stands there. */
export type Sheet = {
  readonly kind: 'sheet'
  readonly name: string
  readonly csv: string
  /** Sheets beside it that hold something. */
  readonly others: readonly string[]
}
export type NoSheet = { readonly kind: 'no-sheet'; readonly found: string }

/** What may come out of a workbook, which is packed: a small file may unpack to any length. */
export const mostUnpackedBytes = 256 * 1024 * 1024
const mostParts = 10_000

const readAside = createThreads<{ readonly workbookToRead: Uint8Array }, Sheet | NoSheet>({
  module: new URL(import.meta.url),
  most: 2,
  longestMs: 60_000,
  memoryMb: 2048,
})

/** Reads the first sheet that holds something, in a thread of its own: a hundred thousand rows take seconds. */
export const readSheet = (bytes: Uint8Array): Promise<Sheet | NoSheet> =>
  readAside({ workbookToRead: bytes }).catch((error: Error) => ({
    kind: 'no-sheet',
    found: `a workbook that could not be read: ${error.message}`,
  }))

async function sheetOf(bytes: Buffer): Promise<Sheet | NoSheet> {
  const tooMuch = await boundsOf(bytes)
  if (tooMuch) return { kind: 'no-sheet', found: tooMuch }
  const { default: readSheets } = await import('read-excel-file/node')
  // digits as they are written: a serial is no number
  const sheets = await readSheets(bytes, { parseNumber: (digits) => digits })
  const [first, ...others] = sheets.filter(({ data }) => data.some((row) => row.some((cell) => cell !== null)))
  if (!first) return { kind: 'no-sheet', found: 'a workbook without anything in it' }
  return {
    kind: 'sheet',
    name: first.sheet,
    csv: first.data.map((row) => row.map(cellOf).join(',')).join('\n'),
    others: others.map(({ sheet }) => sheet),
  }
}

/** A cell between quotes, whatever is in it; days as ISO 8601 has them. */
function cellOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  const text = value instanceof Date ? dayOf(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const dayOf = (moment: Date): string => {
  const [day = '', time = ''] = moment.toISOString().split('T')
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 5)}`
}

/** What is wrong with the size of what is packed, found by unpacking each part once: what a file says of itself may be a lie. */
async function boundsOf(bytes: Buffer): Promise<string | undefined> {
  const { fromBufferPromise } = await import('yauzl')
  const archive = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true })
  let [size, parts] = [0, 0]
  for await (const entry of archive.eachEntry()) {
    parts += 1
    if (parts > mostParts) return `a workbook of more than ${mostParts} parts`
    for await (const piece of await archive.openReadStreamPromise(entry)) {
      size += (piece as Buffer).length
      if (size > mostUnpackedBytes) return `a workbook of more than ${mostUnpackedBytes} bytes once it is unpacked`
    }
  }
  return undefined
}

const given = (workerData as { readonly workbookToRead?: Uint8Array } | null)?.workbookToRead
if (!isMainThread && given)
  parentPort?.postMessage(
    await sheetOf(Buffer.from(given.buffer, given.byteOffset, given.byteLength)).catch((error: Error) => ({
      kind: 'no-sheet',
      found: `a workbook that is broken: ${error.message}`,
    })),
  )
