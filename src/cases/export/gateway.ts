import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { FileStore } from '../../documents/service.ts'

/** A file as it goes into the archive. */
export type Entry = {
  readonly id: string
  /** Its name in the archive. */
  readonly path: string
  readonly sizeBytes: number
  readonly modifiedAt: number
  readonly masked: boolean
  /** True for a plain text, which is worth making smaller. */
  readonly text: boolean
}

/** What became of a file in the archive; `why` where it is not whole. */
export type Packed = { readonly id: string; readonly sizeBytes: number; readonly sha256: string; readonly why?: string }

/** Beyond this the sizes in front of a file need the larger form. */
const largeBytes = 3 * 1024 ** 3

/**
 * An archive as a stream, made while it is read: one file open at a time, and nothing before the first byte is asked for. What is
 * missing from the disk, or cannot be read, is told to `ending` and breaks nothing.
 */
export const zipStream = (
  files: FileStore,
  texts: readonly { readonly path: string; readonly text: string }[],
  entries: readonly Entry[],
  ending: (packed: readonly Packed[]) => { readonly path: string; readonly text: string },
  now: number,
): Readable => Readable.from(zipBytes(files, texts, entries, ending, now), { objectMode: false })

async function* zipBytes(...[files, texts, entries, ending, now]: Parameters<typeof zipStream>): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  const mtime = new Date(now)
  zip.on('error', (error) => out.destroy(error))
  const pack = async () => {
    for (const { path, text } of texts) zip.addBuffer(Buffer.from(text), path, { mtime })
    const packed: Packed[] = []
    for (const entry of entries) {
      if (out.destroyed) return
      packed.push((await files.has(entry.id)) ? await packOne(zip, out, files, entry) : gone(entry))
    }
    if (out.destroyed) return
    const { path, text } = ending(packed)
    zip.addBuffer(Buffer.from(text), path, { mtime })
    zip.end()
  }
  const packing = pack().catch((error: Error) => void out.destroy(error))
  try {
    for await (const chunk of out) yield chunk as Buffer
  } finally {
    out.destroy()
    await packing
  }
}

const gone = ({ id }: Entry): Packed => ({ id, sizeBytes: 0, sha256: '', why: 'its bytes are gone from the data folder' })

async function packOne(zip: ZipFile, out: Readable, files: FileStore, entry: Entry): Promise<Packed> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let why: string | undefined
  const source = entry.masked ? files.readMasked(entry.id) : files.read(entry.id)
  async function* bytes() {
    try {
      for await (const chunk of source) {
        hash.update(chunk as Buffer)
        sizeBytes += (chunk as Buffer).length
        yield chunk as Buffer
      }
    } catch {
      // what was read so far stays, and is told to be a part
      why = 'it could not be read to its end'
    }
  }
  const stream = Readable.from(bytes(), { objectMode: false })
  const stop = () => stream.destroy()
  out.once('close', stop)
  const ended = once(stream, 'close').catch(() => {})
  zip.addReadStream(stream, entry.path, {
    mtime: new Date(entry.modifiedAt),
    compress: entry.text,
    forceZip64Format: entry.sizeBytes > largeBytes,
  })
  await ended
  out.off('close', stop)
  return { id: entry.id, sizeBytes, sha256: hash.digest('hex'), ...(why === undefined ? {} : { why }) }
}
