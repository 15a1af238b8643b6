import { longestRecord } from '../../record/batches.ts'
import type { GivenRecord } from '../../register/service.ts'
import { fewAtOnce, mostFeedBytes, wholeAddress } from '../gateway.ts'
import { type FeedShape, type ListedAddress, readFeed } from '../listed.ts'
import { type KnownAddress, readNow } from './schedule.ts'

/** By what an address knows again what it gave. */
export type Marks = { readonly etag: string | null; readonly lastModified: string | null }
/** The one way out: the text at an address, unless it says that what is known still stands there. Throws in words. */
export type FetchChanged = (
  url: string,
  mostBytes: number,
  known: Marks,
) => Promise<{ readonly kind: 'same' } | (Marks & { readonly kind: 'text'; readonly text: string })>

/** What is known of a feed before it is asked. */
export type AskedFeed = Marks & {
  readonly url: string
  readonly shape: FeedShape | null
  readonly known: ReadonlyMap<string, KnownAddress & Marks>
}

/** An address of a feed that was asked: read, the same as before, or not to be had. */
export type AskedAddress = ListedAddress & Marks & { readonly trouble: string | null }

/** What asking a feed brought. */
export type Brought =
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'same' }
  | (Marks & {
      readonly kind: 'read'
      readonly shape: FeedShape
      readonly listed: number
      /** Of what is listed and was never read, so many wait for the next asking. */
      readonly left: number
      readonly given: readonly GivenRecord[]
      /** Empty where the feed holds its records itself. */
      readonly asked: readonly AskedAddress[]
      /** Addresses that it lists no longer. */
      readonly gone: readonly string[]
    })

const noMarks: Marks = { etag: null, lastModified: null }

/** Asks a feed, and then for the records that it lists. Nothing is written, and nothing is thrown. */
export async function askFeed(fetchChanged: FetchChanged, feed: AskedFeed): Promise<Brought> {
  let found: Awaited<ReturnType<FetchChanged>>
  try {
    found = await fetchChanged(feed.url, mostFeedBytes, feed)
  } catch (error) {
    return { kind: 'failed', why: (error as Error).message }
  }
  if (found.kind === 'same')
    // an index says nothing of a record that changes: its addresses are asked all the same
    return feed.shape === 'index' ? askListed(fetchChanged, feed, 'index', [...feed.known.values()], feed) : { kind: 'same' }
  const listed = readFeed(found.text)
  if (listed.kind === 'records')
    return {
      kind: 'read',
      shape: listed.shape,
      listed: listed.texts.length,
      left: 0,
      given: listed.texts.map((text, at) => ({ name: listed.shape === 'record' ? feed.url : `${feed.url} #${at + 1}`, text })),
      asked: [],
      gone: [...feed.known.keys()],
      etag: found.etag,
      lastModified: found.lastModified,
    }
  if (listed.addresses.length === 0) return { kind: 'failed', why: 'it holds no record, and lists no address that ends in .json' }
  const whole = new Map(
    listed.addresses.flatMap(({ address, changed }) => {
      const url = wholeAddress(address, feed.url)
      return url === undefined ? [] : [[url, { address: url, changed }] as const]
    }),
  )
  if (whole.size === 0) return { kind: 'failed', why: 'it lists addresses of other hosts only, which are not followed' }
  return askListed(fetchChanged, feed, listed.shape, [...whole.values()], found)
}

async function askListed(
  fetchChanged: FetchChanged,
  feed: AskedFeed,
  shape: FeedShape,
  listed: readonly ListedAddress[],
  { etag, lastModified }: Marks,
): Promise<Brought> {
  const { now, left } = readNow(shape, listed, feed.known)
  const given: GivenRecord[] = []
  const asked: AskedAddress[] = []
  await fewAtOnce(now, async ({ address, changed }) => {
    const before = feed.known.get(address)
    const marks = before === undefined || before.trouble !== null ? noMarks : before
    try {
      const found = await fetchChanged(address, longestRecord, marks)
      if (found.kind === 'text') given.push({ name: address, text: found.text })
      const { etag, lastModified } = found.kind === 'text' ? found : marks
      asked.push({ address, changed, etag, lastModified, trouble: null })
    } catch (error) {
      asked.push({ address, changed, ...noMarks, trouble: (error as Error).message.slice(0, 500) })
    }
  })
  // while something is left or could not be read, the whole list is wanted again
  const whole = left === 0 && asked.every(({ trouble }) => trouble === null)
  const still = new Set(listed.map(({ address }) => address))
  const gone = [...feed.known.keys()].filter((address) => !still.has(address))
  return { kind: 'read', shape, listed: listed.length, left, given, asked, gone, ...(whole ? { etag, lastModified } : noMarks) }
}
