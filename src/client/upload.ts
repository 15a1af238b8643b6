import { type Answer, AnswerError, addressOf, type Client, type ProblemAnswer } from './client.ts'

/** Sends a file in pieces, for the browser and the command line alike (decision 0026). */

/** A file as it can be read in parts. */
export type Source = {
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly modifiedAt: number
  readonly read: (from: number, to: number) => Promise<ArrayBuffer>
  /** SHA-256 of the whole file, where it can be had; it finds a file that changed while it was sent. */
  readonly whole?: () => Promise<string>
}

export type Progress = {
  /** The upload, once the server knows it. */
  readonly id: string | undefined
  readonly sent: number
  readonly sizeBytes: number
  readonly bytesPerSecond: number
  /** Set while the server cannot be reached; it goes on by itself. */
  readonly waiting: boolean
}

export type Sending = {
  readonly client: Client
  readonly base: string
  readonly headers: Readonly<Record<string, string>>
  readonly where: { readonly account: string; readonly case: string }
  readonly visibility: 'public' | 'internal'
  readonly source: Source
  readonly onProgress: (progress: Progress) => void
  /** Stops it; sent again, it goes on where it stood. */
  readonly signal: AbortSignal
  /** After so many tries in a row without success it is given up. */
  readonly mostTries?: number
}

type Upload = Answer<'upload.read'>

const smallestPiece = 256 * 1024
const partBytes = 64 * 1024
const longestPauseMs = 20_000
const longestPieceMs = 120_000

/** By what the same file is known again: size, date, and what its first and last part hold. */
export async function markOf({ sizeBytes, modifiedAt, read }: Source): Promise<string> {
  const [head, tail] = await Promise.all([read(0, Math.min(partBytes, sizeBytes)), read(Math.max(0, sizeBytes - partBytes), sizeBytes)])
  return [sizeBytes, Math.floor(modifiedAt), sumOf(head), sumOf(tail)].map((each) => each.toString(36)).join('-')
}

/** FNV-1a, twice: it only tells one's own files apart, and needs no secure origin. */
function sumOf(bytes: ArrayBuffer): bigint {
  let [a, b] = [0x811c9dc5, 0x01234567]
  for (const byte of new Uint8Array(bytes)) {
    a = Math.imul(a ^ byte, 0x01000193)
    b = Math.imul(b ^ byte, 0x01000193)
  }
  return (BigInt(a >>> 0) << 32n) | BigInt(b >>> 0)
}

/** Browsers have this only on secure origins; the bytes are checked where it is there. */
async function sha256Of(bytes: ArrayBuffer): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as Crypto['subtle'] | undefined
  if (!subtle) return undefined
  return [...new Uint8Array(await subtle.digest('SHA-256', bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The file itself could not be read: it changed, or is gone. */
export class SourceError extends Error {
  constructor(name: string, cause: unknown) {
    super(`${name} cannot be read any more: it changed, or was moved. Choose it again.`, { cause })
  }
}

/** What passes by itself: no connection, an overloaded server, or another window that added a piece. */
const passes = (error: unknown): boolean =>
  error instanceof AnswerError
    ? [408, 409, 429].includes(error.problem.status) || error.problem.status >= 500
    : !(error instanceof SourceError)

/** So often a server may answer that it cannot now; a connection that is gone is waited for without end. */
const mostAnswers = 60

/**
 * Sends the file from where it stands, however often the connection breaks.
 * @throws AnswerError when the server refuses it, SourceError when the file changed, or what `signal` was stopped with
 */
export async function sendFile(sending: Sending): Promise<Answer<'upload.finish'>> {
  const { client, where, source, signal, visibility, onProgress, mostTries = Number.POSITIVE_INFINITY } = sending
  const { sizeBytes } = source
  const fromFile = <T>(read: () => Promise<T>) =>
    read().catch((error) => {
      throw new SourceError(source.name, error)
    })
  const body = {
    name: source.name.slice(0, 255) || 'file',
    mediaType: source.mediaType.slice(0, 100) || 'application/octet-stream',
    sizeBytes,
    visibility,
    mark: await fromFile(() => markOf(source)),
  }
  let id: string | undefined
  let upload: Upload | undefined
  let sha256: string | undefined
  let [piece, failures, bytesPerSecond, sent] = [smallestPiece, 0, 0, 0]
  for (;;) {
    signal.throwIfAborted()
    try {
      // begun before, it is found again; once it has an id it is asked for by that, since what is finished is not found
      upload ??= await (id === undefined
        ? client.call('upload.begin', { params: where, body, signal })
        : client.call('upload.read', { params: { ...where, upload: id }, signal }))
      id = upload.id
      const { offset, pieceBytes } = upload
      sent = offset
      onProgress({ id, sent: offset, sizeBytes, bytesPerSecond, waiting: false })
      if (offset === sizeBytes) {
        if (source.whole) sha256 ??= await fromFile(source.whole)
        const params = { ...where, upload: id }
        return await client.call('upload.finish', { params, body: sha256 === undefined ? {} : { sha256 }, signal })
      }
      const bytes = await fromFile(() => source.read(offset, Math.min(offset + piece, sizeBytes)))
      const from = performance.now()
      upload = await append(sending, upload, bytes)
      const took = performance.now() - from
      const now = (1000 * bytes.byteLength) / Math.max(took, 1)
      bytesPerSecond = bytesPerSecond === 0 ? now : 0.7 * bytesPerSecond + 0.3 * now
      failures = 0
      if (took < 1_500) piece = Math.min(pieceBytes, piece * 2)
      else if (took > 8_000) piece = Math.max(smallestPiece, piece / 2)
    } catch (error) {
      signal.throwIfAborted()
      failures++
      if (!passes(error) || failures >= mostTries || (error instanceof AnswerError && failures >= mostAnswers)) throw error
      piece = Math.max(smallestPiece, piece / 2)
      onProgress({ id, sent, sizeBytes, bytesPerSecond: 0, waiting: true })
      upload = undefined
      await pause(Math.min(longestPauseMs, 250 * 2 ** Math.min(failures, 7)), signal)
    }
  }
}

async function append({ base, headers, where, signal }: Sending, { id, offset }: Upload, bytes: ArrayBuffer): Promise<Upload> {
  const address = addressOf('upload.append', { ...where, upload: id }, { offset, sha256: await sha256Of(bytes) })
  const answer = await fetch(base + address, {
    method: 'PATCH',
    credentials: 'same-origin',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    body: bytes,
    signal: AbortSignal.any([signal, AbortSignal.timeout(longestPieceMs)]),
  })
  const text = await answer.text()
  if (answer.ok) return JSON.parse(text) as Upload
  throw new AnswerError(problemIn(text, answer.status))
}

function problemIn(text: string, status: number): ProblemAnswer {
  try {
    return JSON.parse(text) as ProblemAnswer
  } catch {
    return { type: 'about:blank', title: `The server answered ${status}`, status }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((done) => {
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      done()
    })
  })
