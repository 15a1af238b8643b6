import { mkdtemp, open, rm } from 'node:fs/promises'
import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { badRequest, tooLarge } from '../lib/problem.ts'
import type { Early } from './operation.ts'

/** Who sends or reads too slowly is cut off: a connection costs memory, a file and a place among those that are allowed. */

export type Patience = {
  /** So many bytes are to move in each of the times below. */
  readonly bytes: number
  readonly sendEveryMs: number
  readonly readEveryMs: number
}

/** A kilobyte a second from whoever sends; half of it to whoever reads, since what the network holds moves in lumps. */
export const usualPatience: Patience = { bytes: 16 * 1024, sendEveryMs: 15_000, readEveryMs: 30_000 }

/** Ends the connection of a body that trickles in, also of one that was refused and goes on coming. */
export function watchSender(raw: IncomingMessage, { bytes, sendEveryMs }: Patience): void {
  if (raw.headers['content-length'] === undefined && raw.headers['transfer-encoding'] === undefined) return
  let before = raw.socket.bytesRead
  const timer = setInterval(() => {
    if (raw.complete || raw.destroyed) return clearInterval(timer)
    const now = raw.socket.bytesRead
    // what waits to be written to disk is not the sender's fault
    const waitsForUs = raw.readableLength >= raw.readableHighWaterMark
    if (!waitsForUs && now - before < bytes) raw.destroy(new SlowError())
    before = now
  }, sendEveryMs).unref()
  raw.once('close', () => clearInterval(timer))
}

class SlowError extends Error {
  readonly statusCode = 408
  constructor() {
    super('The body came too slowly')
  }
}

/** Ends each connection that has an answer waiting and takes too little of it, whatever the answer is. */
export function watchReaders(server: Server, { bytes, readEveryMs }: Patience): () => void {
  const taken = new Map<Socket, number>()
  const waiting = new Set<Socket>()
  const goneBy = (socket: Socket) => socket.bytesWritten - socket.writableLength
  server.on('connection', (socket: Socket) => {
    taken.set(socket, 0)
    socket.once('close', () => {
      taken.delete(socket)
      waiting.delete(socket)
    })
  })
  const timer = setInterval(() => {
    for (const [socket, before] of taken) {
      const now = goneBy(socket)
      // twice in a row, so that an answer that began a moment ago has its time
      if (socket.writableLength > 0 && now - before < bytes) {
        if (waiting.has(socket)) socket.destroy()
        else waiting.add(socket)
      } else waiting.delete(socket)
      taken.set(socket, now)
    }
  }, readEveryMs / 2).unref()
  return () => clearInterval(timer)
}

/** What was received, in a file of its own outside any folder of attachments. */
export type Spooled = { readonly path: string; readonly after: () => Promise<void> }

/** Receives the one file of a form, in a file of its own. None, and one of more bytes than these, is refused. */
export async function receiveFile(call: Pick<Early, 'file'>, mostBytes: number): Promise<Spooled> {
  const file = await call.file(mostBytes)
  if (!file) throw badRequest('A file is expected', { expected: 'one file in the form' })
  const spooled = await spool(file.stream)
  if (!file.truncated()) return spooled
  await spooled.after()
  throw tooLarge('The file is too large', { expected: `at most ${mostBytes / 1024 ** 2} MiB`, toDo: 'Split it.' })
}

/** Writes what is sent into a file, so that nothing else waits for the sender. `after` removes it. */
async function spool(stream: NodeJS.ReadableStream): Promise<Spooled> {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-received-'))
  const after = () => rm(folder, { recursive: true, force: true })
  try {
    const path = join(folder, 'received')
    await pipeline(stream, (await open(path, 'wx', 0o600)).createWriteStream())
    return { path, after }
  } catch (error) {
    await after()
    throw error
  }
}
