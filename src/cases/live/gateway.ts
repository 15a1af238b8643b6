import { Readable } from 'node:stream'
import type pg from 'pg'
import { type Database, poolOf } from '../../db/pool.ts'
import type { Principal } from '../../lib/principal.ts'
import { tooMany } from '../../lib/problem.ts'
import { accountOf, channel, createPresence, hears, type Listener, message, readTold, type Told } from './told.ts'

const bounds = {
  /** Streams of one server, and of one person on it. */
  streams: 5_000,
  ofOnePerson: 12,
  /** Bytes that wait for a slow reader before it is cut off. */
  waiting: 64 * 1024,
  beatMs: 20_000,
  /** A stream ends by itself and is opened anew, so that none outlives an update of the server by much. */
  longestMs: 30 * 60_000,
} as const

/** Who somebody is by now, and where they may look; undefined once they may no more. */
export type Recheck = () => Promise<Listener | undefined>

export type LiveHub = {
  /** Opens a stream. @throws too-many when the server or the person has as many as are allowed */
  readonly open: (listener: Listener, lastId: string | undefined, recheck: Recheck) => Readable
  readonly count: () => number
  readonly stop: () => Promise<void>
}

type Stream = {
  listener: Listener
  readonly out: Readable
  readonly recheck: Recheck
  readonly endsAt: number
}

/**
 * Streams to open pages, fed by one connection that listens. It listens from the first stream on; when that connection
 * breaks, it is made anew and every page is told to read again what it shows.
 */
export function createLiveHub(db: Database): LiveHub {
  const streams = new Set<Stream>()
  const presence = createPresence()
  let ear: Promise<pg.PoolClient> | undefined
  let beat: NodeJS.Timeout | undefined
  let retry: NodeJS.Timeout | undefined
  let stopped = false

  const write = (stream: Stream, text: string) => {
    const { out } = stream
    if (out.destroyed || !streams.has(stream)) return
    if (out.readableLength > bounds.waiting) return cut(stream, 'It read too slowly; it may come back and read anew.')
    out.push(text)
  }
  const cut = (stream: Stream, reason: string) => {
    if (!streams.delete(stream)) return
    const { out } = stream
    out.push(message('bye', { reason }))
    out.push(null)
    // who does not even read the farewell is let go without it
    setTimeout(() => out.destroy(), 5_000).unref()
  }
  const presenceAt = (number: string) =>
    message('presence', { account: accountOf(number), case: number, who: presence.at(number, Date.now()) })

  const tell = (told: Told) => {
    if (told.kind === 'presence') presence.take(told, Date.now())
    const text =
      told.kind === 'presence'
        ? presenceAt(told.number)
        : message('case', { account: accountOf(told.number), case: told.number, seq: told.seq }, `${told.number}.${told.seq}`)
    for (const stream of streams) if (hears(stream.listener, told)) write(stream, text)
  }

  const listen = async (): Promise<pg.PoolClient> => {
    const client = await poolOf(db).connect()
    try {
      client.on('notification', ({ payload }) => {
        const told = readTold(payload ?? '')
        if (told) tell(told)
      })
      client.once('end', () => lost(client))
      client.once('error', () => lost(client))
      await client.query(`listen ${channel}`)
      return client
    } catch (error) {
      client.release(true)
      throw error
    }
  }
  const lost = (client: pg.PoolClient) => {
    if (stopped || ear === undefined) return
    ear = undefined
    client.removeAllListeners('notification')
    try {
      client.release(true)
    } catch {} // it was given back already
    again()
  }
  const again = () => {
    if (stopped || retry) return
    retry = setTimeout(() => {
      retry = undefined
      hearing().then(
        () => {
          for (const stream of streams) write(stream, message('again', {}))
        },
        () => again(),
      )
    }, 1_000)
    retry.unref()
  }
  const hearing = (): Promise<pg.PoolClient> => {
    ear ??= listen().catch((error) => {
      ear = undefined
      throw error
    })
    return ear
  }

  const onBeat = () => {
    const now = Date.now()
    for (const number of presence.sweep(now)) {
      const text = presenceAt(number)
      for (const stream of streams) if (stream.listener.principal.accountKind === 'provider') write(stream, text)
    }
    for (const stream of streams) {
      if (now >= stream.endsAt) {
        cut(stream, 'It was open for long; open it again.')
        continue
      }
      write(stream, ': \n\n')
      stream.recheck().then(
        (listener) => {
          if (listener) stream.listener = listener
          else cut(stream, 'You are no longer signed in.')
        },
        () => {}, // the database is away: asked again with the next beat
      )
    }
  }

  return {
    open: (listener, lastId, recheck) => {
      const of = ({ personId }: Principal) => personId
      if (stopped || streams.size >= bounds.streams)
        throw tooMany('Too many live pages are open on this server', { toDo: 'The page reads anew by itself, somewhat later.' })
      const mine = [...streams].filter((each) => of(each.listener.principal) === of(listener.principal)).length
      if (mine >= bounds.ofOnePerson)
        throw tooMany('You have many live pages open', { found: `${mine}`, expected: `at most ${bounds.ofOnePerson}`, toDo: 'Close some.' })
      const out = new Readable({ read: () => {}, highWaterMark: bounds.waiting })
      const stream: Stream = { listener, out, recheck, endsAt: Date.now() + bounds.longestMs * (0.8 + Math.random() / 5) }
      streams.add(stream)
      const forget = () => void streams.delete(stream)
      out.once('close', forget)
      out.once('error', forget)
      beat ??= setInterval(onBeat, bounds.beatMs).unref()
      out.push('retry: 2000\n\n')
      hearing().then(
        () => {
          write(stream, message('hello', {}))
          // no history is kept here: who was away reads what it shows once more
          if (lastId !== undefined) write(stream, message('again', {}))
          if (listener.principal.accountKind === 'provider') for (const number of presence.cases()) write(stream, presenceAt(number))
        },
        () => again(),
      )
      return out
    },
    count: () => streams.size,
    stop: async () => {
      stopped = true
      clearInterval(beat)
      clearTimeout(retry)
      for (const stream of streams) cut(stream, 'The server is going down; come back in a moment.')
      const client = await ear?.catch(() => undefined)
      ear = undefined
      if (!client) return
      client.removeAllListeners('notification')
      client.release(true)
    },
  }
}
