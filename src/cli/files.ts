import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AnswerError, addressOf, type ProblemAnswer } from '../client/client.ts'
import { type Source, sendFile } from '../client/upload.ts'
import { accountIn } from './cases.ts'
import { connect } from './login.ts'
import { progress, say, tell } from './say.ts'

/** Files of a case on the command line: sent in pieces that go on where they stood, and taken away in one archive. */

/** So often in a row the command tries before it gives up, some ten minutes; run again, it goes on where it stood. */
const mostTries = 40

export async function attach(number: string, paths: readonly string[], { internal }: { internal?: boolean }): Promise<void> {
  for (const path of paths) {
    const file = await open(path, 'r')
    try {
      await sendOne(number, path, file, internal ? 'internal' : 'public')
    } finally {
      await file.close()
    }
  }
}

async function sendOne(number: string, path: string, file: FileHandle, visibility: 'public' | 'internal') {
  const { client, address, headers } = connect()
  const { size, mtimeMs } = await file.stat()
  const bar = progress()
  const name = basename(path)
  const source: Source = {
    name,
    mediaType: 'application/octet-stream',
    sizeBytes: size,
    modifiedAt: mtimeMs,
    read: async (from, to) => {
      const bytes = new Uint8Array(to - from)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
      if (bytesRead < bytes.length || (await file.stat()).size !== size) throw new Error('its size changed')
      return bytes.buffer
    },
    whole: async () => {
      const hash = createHash('sha256')
      for await (const chunk of createReadStream(path)) hash.update(chunk)
      return hash.digest('hex')
    },
  }
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    const kept = await sendFile({
      client,
      base: address,
      headers,
      where: { account: accountIn(number), case: number.toUpperCase() },
      visibility,
      source,
      signal: stop.signal,
      mostTries,
      onProgress: ({ sent, sizeBytes, bytesPerSecond, waiting }) => {
        // a line for each rate would fill a log that nobody watches
        const rate = process.stderr.isTTY ? ` ${(bytesPerSecond / 1e6).toFixed(1)} MB/s` : ''
        bar.show(waiting ? `${name}: no connection, trying again` : `${name}${rate}`, sizeBytes === 0 ? 1 : sent / sizeBytes)
      },
    })
    bar.end()
    say(`${kept.name} is attached to ${number.toUpperCase()}: ${kept.sizeBytes} bytes, SHA-256 ${kept.sha256}`)
    if (kept.secrets === 'masked') say(`Secrets in it are masked for everybody: ${kept.kinds.join(', ')}`)
  } catch (error) {
    bar.end()
    if (!stop.signal.aborted) throw error
    tell(`Stopped. Run the same command again: ${name} goes on where it stood.`)
    process.exitCode = 130
  }
}

/** Writes the archive beside its name first, so that half of one is never taken for the whole. */
export async function take(number: string, { to }: { to?: string }): Promise<void> {
  const given = number.toUpperCase()
  await download(addressOf('case.export', { account: accountIn(given), case: given }), to ?? `${given}.zip`)
}

/** Writes what an address of the server answers with into a file: whole, or not at all. */
export async function download(from: string, path: string): Promise<void> {
  const { address, headers } = connect()
  const answer = await fetch(address + from, { headers })
  if (!answer.ok || !answer.body) throw new AnswerError((await answer.json()) as ProblemAnswer)
  const partial = `${path}.${randomUUID().slice(0, 8)}.part`
  try {
    await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(partial, { flags: 'wx' }))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  say(`${path}: ${(await stat(path)).size} bytes`)
}
