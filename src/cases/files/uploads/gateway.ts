import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { flush, type Kept, pathIn, reading } from '../../../documents/service.ts'
import { badRequest, tooLarge, unprocessable } from '../../../lib/problem.ts'

/** A piece of a file as it was received, in a file of its own until its turn comes. */
export type Piece = { readonly path: string; readonly sizeBytes: number; readonly after: () => Promise<void> }

/** Bytes of files on their way. How many of them count stands in the database alone. */
export type UploadStore = {
  /** Receives one piece. Nothing is left of it when it is cut off, too large or not what was announced. */
  readonly receive: (stream: NodeJS.ReadableStream, bounds: { most: number; sha256: string | undefined }) => Promise<Piece>
  /** Puts a piece behind the bytes that count; whatever lay there before is written over. */
  readonly append: (id: string, offset: number, piece: Piece) => Promise<void>
  /** Reads the whole file once. Whoever asks again meanwhile gets the same answer. */
  readonly whole: (id: string, sizeBytes: number) => Promise<Kept>
  /** Makes it the attachment of the same id; doing so again changes nothing. */
  readonly settle: (id: string) => Promise<void>
  readonly remove: (id: string) => Promise<void>
  /** Bytes that the disk has room for. */
  readonly room: () => Promise<number>
  /** Removes what was left by a crash and not touched since that instant. */
  readonly sweep: (before: number) => Promise<number>
}

/** @param folder of attachments: a finished file is moved within it and never copied */
export function createUploadStore(folder: string): UploadStore {
  const [uploads, incoming] = [join(folder, 'uploads'), join(folder, 'incoming')]
  const path = (id: string) => join(uploads, id)
  const ready = () => Promise.all([uploads, incoming].map((each) => mkdir(each, { recursive: true, mode: 0o700 })))
  const underWay = new Map<string, Promise<Kept>>()

  return {
    receive: async (stream, { most, sha256 }) => {
      await ready()
      const piece = join(incoming, randomUUID())
      const after = () => rm(piece, { force: true })
      const hash = createHash('sha256')
      let sizeBytes = 0
      // there before anything can go wrong: a file that is opened while its stream is given up would come after its removal
      const file = await open(piece, 'wx', 0o600)
      try {
        await pipeline(
          stream,
          async function* (source: AsyncIterable<Buffer>) {
            for await (const chunk of source) {
              sizeBytes += chunk.length
              if (sizeBytes > most) throw tooLarge('The piece is larger than allowed', { expected: `at most ${most} bytes` })
              hash.update(chunk)
              yield chunk
            }
          },
          file.createWriteStream(),
        )
        const found = hash.digest('hex')
        if (sizeBytes === 0) throw badRequest('The piece is empty', { expected: 'at least one byte' })
        if (sha256 !== undefined && sha256 !== found)
          throw unprocessable('The piece changed on its way', { found, expected: sha256, toDo: 'Send it again.' })
        return { path: piece, sizeBytes, after }
      } catch (error) {
        await after()
        throw error
      }
    },
    append: async (id, offset, piece) => {
      // made when it is missing; what an earlier try left behind the offset is written over
      const made = await open(path(id), 'a', 0o600)
      await made.close()
      await pipeline(createReadStream(piece.path), createWriteStream(path(id), { flags: 'r+', start: offset }))
      await flush(path(id))
    },
    whole: (id, sizeBytes) => {
      const running = underWay.get(id) ?? readWhole(path(id), pathIn(folder, id), sizeBytes)
      underWay.set(id, running)
      const done = () => void underWay.delete(id)
      running.then(done, done)
      return running
    },
    settle: async (id) => {
      await mkdir(join(folder, id.slice(-2)), { recursive: true, mode: 0o700 })
      try {
        await rename(path(id), pathIn(folder, id))
      } catch (error) {
        // an earlier try got as far as this
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
        if (!(await sizeOf(pathIn(folder, id)))) await (await open(pathIn(folder, id), 'a', 0o600)).close()
      }
    },
    remove: async (id) => {
      await rm(path(id), { force: true })
      await rm(pathIn(folder, id), { force: true })
    },
    room: async () => {
      await ready()
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
    sweep: async (before) => {
      await ready()
      let removed = 0
      for (const place of [uploads, incoming])
        for (const name of await readdir(place)) {
          const found = await stat(join(place, name)).catch(() => undefined)
          if (!found || found.mtimeMs >= before) continue
          await rm(join(place, name), { force: true })
          removed++
        }
      return removed
    },
  }
}

const sizeOf = (path: string) =>
  stat(path).then(
    ({ size }) => size,
    () => undefined,
  )

/** The bytes that count, wherever a try to finish has left them. A file of no bytes was never written. */
async function readWhole(path: string, settled: string, sizeBytes: number): Promise<Kept> {
  const read = reading()
  if (sizeBytes === 0) return read.end()
  const from = (await sizeOf(path)) === undefined ? settled : path
  for await (const chunk of createReadStream(from, { end: sizeBytes - 1 })) read.take(chunk as Buffer)
  return read.end()
}
