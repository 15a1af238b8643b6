import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { type Verdict, verdictOf } from '../offered.ts'

/** A scanner of viruses outside the house. It is asked, it never touches what is kept. */
export type Scanner = { readonly scan: (bytes: NodeJS.ReadableStream) => Promise<Verdict> }

const longestPieceBytes = 64 * 1024
const longestAnswer = 4096

/**
 * Speaks INSTREAM of clamd (clamd(8)), the protocol that scanners of this field share: the length of each piece before it, a
 * length of nought at the end, then one line with the verdict. It never throws: a scanner that is dead, hangs or dies half way
 * told nothing about the file.
 * @param url `tcp://host:port`, or `unix:/path/of/socket`
 */
export function createScanner(url: string, { idleMs = 30_000, longestMs = 600_000 } = {}): Scanner {
  const address = new URL(url)
  const open = () =>
    address.protocol === 'unix:' ? connect(decodeURIComponent(address.pathname)) : connect(Number(address.port || 3310), address.hostname)
  return {
    scan: async (bytes) => {
      const socket = open()
      const timer = setTimeout(() => socket.destroy(new Error(`no verdict within ${longestMs / 1000} s`)), longestMs)
      socket.setTimeout(idleMs, () => socket.destroy(new Error(`the scanner said nothing for ${idleMs / 1000} s`)))
      let answer = ''
      const ended = new Promise<void>((done, failed) => {
        socket.on('data', (chunk) => {
          if (answer.length < longestAnswer) answer += chunk.toString('latin1')
        })
        socket.once('end', done)
        socket.once('close', done)
        socket.once('error', failed)
      })
      ended.catch(() => {})
      try {
        await Promise.race([once(socket, 'connect'), ended])
        const sent = send(socket, bytes)
        sent.catch(() => {})
        // a scanner that has seen enough answers before everything is sent
        await Promise.race([ended, sent.then(() => ended)])
        return verdictOf(answer)
      } catch (error) {
        const verdict = verdictOf(answer)
        return answer !== '' && verdict.kind !== 'again' ? verdict : { kind: 'again', why: whyNot(error) }
      } finally {
        clearTimeout(timer)
        socket.destroy()
        ;(bytes as { destroy?: () => void }).destroy?.()
      }
    },
  }
}

async function send(socket: Socket, bytes: NodeJS.ReadableStream): Promise<void> {
  const put = async (piece: Uint8Array | string) => {
    if (socket.destroyed) throw new Error('the scanner hung up')
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
  await put('zINSTREAM\0')
  for await (const chunk of bytes) {
    const whole = chunk as Buffer
    for (let at = 0; at < whole.length; at += longestPieceBytes) {
      const piece = whole.subarray(at, at + longestPieceBytes)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      await put(length)
      await put(piece)
    }
  }
  await put(Buffer.alloc(4))
}

const whyNot = (error: unknown): string => {
  const { code, message } = error as { code?: string; message?: string }
  return code === 'ENOENT' ? 'the bytes are missing' : `the scanner cannot be asked: ${code ?? message ?? String(error)}`.slice(0, 200)
}
