import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'

/** Bytes of attachments. They are stored under a random id, never under a name from outside, and never executed. */
export type FileStore = {
  /** Streams to disk while hashing. Nothing is left when it fails. */
  readonly keep: (id: string, stream: NodeJS.ReadableStream) => Promise<{ sizeBytes: number; sha256: string }>
  readonly read: (id: string) => NodeJS.ReadableStream
  readonly remove: (id: string) => Promise<void>
}

export function createFileStore(folder: string): FileStore {
  const path = (id: string) => join(folder, id.slice(-2), id)
  return {
    keep: async (id, stream) => {
      const target = path(id)
      await mkdir(join(folder, id.slice(-2)), { recursive: true, mode: 0o700 })
      const partial = `${target}.partial`
      const hash = createHash('sha256')
      let sizeBytes = 0
      try {
        await pipeline(
          stream,
          async function* (source: AsyncIterable<Buffer>) {
            for await (const chunk of source) {
              hash.update(chunk)
              sizeBytes += chunk.length
              yield chunk
            }
          },
          createWriteStream(partial, { mode: 0o600 }),
        )
        await flush(partial)
        await rename(partial, target)
        return { sizeBytes, sha256: hash.digest('hex') }
      } catch (error) {
        await rm(partial, { force: true })
        throw error
      }
    },
    read: (id) => createReadStream(path(id)),
    remove: (id) => rm(path(id), { force: true }),
  }
}

/** The bytes are on disk before the row that names them commits. */
async function flush(file: string) {
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
