import { lookup as systemLookup } from 'node:dns/promises'
import { type IncomingHttpHeaders, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { deniedBecause, isAllowed, urlProblem } from './addresses.ts'

/**
 * The one way by which the server calls an address that somebody else named. It lives beside
 * webhooks; a slice below is given what it needs of it as an argument, and nobody writes a second one.
 *
 * A name is looked up once, every address behind it has to be public, and the connection goes to that very address: a
 * name that answers otherwise the next moment gains nothing. Redirects are not followed, time and answer are bounded, and
 * no connection is kept.
 */
export type Egress = {
  readonly post: (url: string, headers: Readonly<Record<string, string>>, body: string) => Promise<EgressAnswer>
  /** The text at an address. Throws in words where there is none, or more than is wanted. */
  readonly get: (url: string, mostBytes: number) => Promise<string>
  /** The same, unless the address says that what is known by these marks still stands there (304). */
  readonly getChanged: (url: string, mostBytes: number, known: Marks) => Promise<Told>
  /** Why a URL is not called, as far as its text says. */
  readonly problem: (url: string) => string | undefined
}

/** By what an address knows again what it gave: ETag and Last-Modified as it sent them (RFC 9110). */
export type Marks = { readonly etag: string | null; readonly lastModified: string | null }
export type Told = { readonly kind: 'same' } | (Marks & { readonly kind: 'text'; readonly text: string })

export type EgressAnswer = { readonly status: number; readonly said: string }

export type EgressOptions = {
  /** Networks that may be reached although they are private, and then by http too. */
  readonly allow: readonly string[]
  readonly timeoutMs?: number
  readonly mostAnswerBytes?: number
  /** All addresses of a name; the system's own way unless a test gives another. */
  readonly resolve?: (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>
  /** Certificates to trust beside the public ones, as PEM. */
  readonly ca?: string
}

export function createEgress({
  allow,
  timeoutMs = 15_000,
  mostAnswerBytes = 16_384,
  resolve = (host) => systemLookup(host, { all: true, verbatim: true }),
  ca,
}: EgressOptions): Egress {
  const why = (address: string) => (isAllowed(address, allow) ? undefined : deniedBecause(address))

  type Found = (error: Error | null, address?: unknown, family?: number) => void
  const pinned = (host: string, options: { all?: boolean }, found: Found) => {
    resolve(host).then(
      (addresses) => {
        const bad = addresses.find(({ address }) => why(address) !== undefined)
        const [first] = addresses
        if (!first) return found(new Error(`${host} has no address`))
        // one private address among public ones is how a name is made to lead inside
        if (bad) return found(new Error(`${host} leads to ${bad.address}, which is not public: ${why(bad.address)}`))
        if (options.all) found(null, [first])
        else found(null, first.address, first.family)
      },
      (error) => found(error as Error),
    )
  }

  type Wanted = {
    readonly method: 'GET' | 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly mostBytes: number
  }
  /** One call. `whole` is false where the answer was longer than what is wanted of it. */
  const call = (text: string, { method, headers, body, mostBytes }: Wanted) =>
    new Promise<{ readonly status: number; readonly bytes: Buffer; readonly whole: boolean; readonly marks: Marks }>((done, fail) => {
      const problem = textProblem(text, allow)
      if (problem) return fail(new Error(`not called: ${problem}`))
      const url = new URL(text)
      const options: RequestOptions = {
        method,
        agent: false,
        lookup: pinned as never,
        headers: { ...headers, ...(method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {}), connection: 'close' },
      }
      const asked = url.protocol === 'https:' ? requestHttps(url, { ...options, ...(ca ? { ca } : {}) }) : requestHttp(url, options)
      const timer = setTimeout(() => asked.destroy(new Error(`no answer within ${timeoutMs / 1000} s`)), timeoutMs)
      asked.on('socket', (socket) =>
        socket.once('connect', () => {
          const reached = socket.remoteAddress ?? ''
          if (why(reached) !== undefined) asked.destroy(new Error(`connected to ${reached}, which is not public`))
        }),
      )
      asked.on('response', (answer) => {
        const pieces: Buffer[] = []
        let size = 0
        const finish = (whole: boolean) => {
          clearTimeout(timer)
          done({ status: answer.statusCode ?? 0, bytes: Buffer.concat(pieces), whole, marks: marksOf(answer.headers) })
        }
        answer.on('data', (piece: Buffer) => {
          size += piece.length
          if (size <= mostBytes) pieces.push(piece)
          else {
            // the status is known, and more is not wanted
            finish(false)
            asked.destroy()
          }
        })
        answer.on('end', () => finish(true))
        answer.on('error', (error) => fail(error))
      })
      asked.on('error', (error) => {
        clearTimeout(timer)
        fail(error)
      })
      asked.end(body)
    })

  const getChanged = async (text: string, mostBytes: number, { etag, lastModified }: Marks): Promise<Told> => {
    const { status, bytes, whole, marks } = await call(text, {
      method: 'GET',
      headers: {
        accept: 'application/json, text/plain, */*',
        ...(etag === null ? {} : { 'if-none-match': etag }),
        ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
      },
      body: '',
      mostBytes,
    })
    if (status === 304 && (etag !== null || lastModified !== null)) return { kind: 'same' }
    if (status !== 200) throw new Error(`it answered ${status}`)
    if (!whole) throw new Error(`it is longer than ${mostBytes} bytes`)
    return { kind: 'text', text: bytes.toString('utf8'), ...marks }
  }

  return {
    problem: (url) => textProblem(url, allow),
    post: async (text, headers, body) => {
      const { status, bytes } = await call(text, { method: 'POST', headers, body, mostBytes: mostAnswerBytes })
      return { status, said: bytes.toString('utf8').slice(0, 500).toWellFormed().replaceAll('\u0000', '') }
    },
    getChanged,
    get: async (text, mostBytes) => {
      const found = await getChanged(text, mostBytes, { etag: null, lastModified: null })
      return found.kind === 'text' ? found.text : ''
    },
  }
}

/** A mark that is too long to be sent back is none. */
const marksOf = (headers: IncomingHttpHeaders): Marks => {
  const short = (value: string | undefined) => (value !== undefined && value.length <= 300 ? value : null)
  return { etag: short(headers.etag), lastModified: short(headers['last-modified']) }
}

const textProblem = (text: string, allow: readonly string[]): string | undefined =>
  URL.canParse(text) ? urlProblem(new URL(text), allow) : 'it is no URL'
