import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { streamMask } from '../lib/secrets/stream.ts'
import { type Looked, lookInto } from './look.ts'
import type { Scanner } from './scanner/gateway.ts'

/** What is known of bytes once all of them were seen. */
export type Kept = { readonly sizeBytes: number; readonly sha256: string; readonly looked: Looked }

/** Bytes of attachments. They are stored under a random id, never under a name from outside, and never executed. */
export type FileStore = {
  /** Streams to disk while hashing and looking for secrets. Nothing is left when it fails. */
  readonly keep: (id: string, stream: NodeJS.ReadableStream) => Promise<Kept>
  /** False where the bytes are gone, such as after half a restore. */
  readonly has: (id: string) => Promise<boolean>
  readonly read: (id: string) => NodeJS.ReadableStream
  /** The same bytes with a mark in the place of each secret. */
  readonly readMasked: (id: string) => NodeJS.ReadableStream
  /** Asked about every attachment, where one is set. */
  readonly scanner: Scanner | undefined
  readonly remove: (id: string) => Promise<void>
}

/** Where the bytes of an attachment are. */
export const pathIn = (folder: string, id: string) => join(folder, id.slice(-2), id)

/** Hashes bytes and looks for secrets in them while they pass. */
export function reading() {
  const hash = createHash('sha256')
  const look = lookInto()
  let sizeBytes = 0
  return {
    take: (chunk: Buffer) => {
      hash.update(chunk)
      look.take(chunk.toString('latin1'))
      sizeBytes += chunk.length
    },
    end: (): Kept => ({ sizeBytes, sha256: hash.digest('hex'), looked: look.end() }),
  }
}

export function createFileStore(folder: string, scanner?: Scanner): FileStore {
  const path = (id: string) => pathIn(folder, id)
  return {
    keep: async (id, stream) => {
      const target = path(id)
      await mkdir(join(folder, id.slice(-2)), { recursive: true, mode: 0o700 })
      const partial = `${target}.partial`
      const read = reading()
      const file = await open(partial, 'w', 0o600)
      try {
        await pipeline(
          stream,
          async function* (source: AsyncIterable<Buffer>) {
            for await (const chunk of source) {
              read.take(chunk)
              yield chunk
            }
          },
          file.createWriteStream(),
        )
        await flush(partial)
        await rename(partial, target)
        return read.end()
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
    has: (id) =>
      stat(path(id)).then(
        () => true,
        () => false,
      ),
    read: (id) => createReadStream(path(id)),
    readMasked: (id) => Readable.from(masked(createReadStream(path(id), { highWaterMark: 256 * 1024 }))),
    scanner,
    remove: (id) => rm(path(id), { force: true }),
  }
}

/** The bytes are on disk before the row that names them commits. */
export async function flush(file: string) {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}

/** Byte by byte, so that what is no secret comes out as it was, whatever its letters are written in. */
async function* masked(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const mask = streamMask()
  for await (const chunk of bytes) {
    const piece = mask.push(chunk.toString('latin1'))
    if (piece !== '') yield Buffer.from(piece, 'latin1')
  }
  yield Buffer.from(mask.end(), 'latin1')
}
