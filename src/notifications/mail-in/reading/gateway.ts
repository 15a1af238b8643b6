import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import PostalMime, { type Address, addressParser, type Email } from 'postal-mime'
import { createThreads } from '../../../jobs/threads.ts'
import { textOfHtml } from '../html-text.ts'
import { type MailFile, type Reading, storable } from '../mail.ts'

/**
 * Mail as bytes becomes mail as a value. A large one is read in a thread of its own, because a mail of many lines takes
 * seconds, and a desk that stands still for them misses what is due meanwhile.
 */

const aloneFromBytes = 512 * 1024
const readAside = createThreads<{ readonly mailToRead: Uint8Array }, Reading>({
  module: new URL(import.meta.url),
  most: 2,
  longestMs: 30_000,
  memoryMb: 512,
})

/** Reads a mail. It never throws: what is damaged is told, and the original is kept elsewhere. */
export async function readMail(raw: Uint8Array): Promise<Reading> {
  if (raw.length < aloneFromBytes) return parse(raw)
  try {
    return await readAside({ mailToRead: raw })
  } catch (error) {
    return { ok: false, why: String((error as Error).message).slice(0, 200) }
  }
}

const mostFiles = 50
const mostHeaders = 2000
const mostText = 500_000

async function parse(raw: Uint8Array): Promise<Reading> {
  let email: Email
  try {
    email = await PostalMime.parse(raw, {
      maxNestingDepth: 50,
      maxHeadersSize: 256 * 1024,
      maxRfc822NestingDepth: 0,
      attachmentEncoding: 'arraybuffer',
    })
  } catch (error) {
    return { ok: false, why: String((error as Error).message).slice(0, 200) }
  }
  if (email.headers.length > mostHeaders) return { ok: false, why: `${email.headers.length} headers; ${mostHeaders} are the most` }
  const headers = email.headers.map(({ key, value }) => ({ name: key, value: storable(value, 10_000) }))
  // a second From is a trick on whoever reads only one of them
  const froms = email.headers.filter(({ key }) => key === 'from')
  const written = froms.flatMap(({ value }) => addressParser(value.slice(0, 5000), { flatten: true }))
  const from = written.length > 1 ? [...mailboxes([email.from]), { name: '', address: '' }] : mailboxes([email.from])
  const text = email.text !== undefined && email.text.trim() !== '' ? email.text : textOfHtml((email.html ?? '').slice(0, 2_000_000))
  const named = headers
    .filter(({ name }) => name === 'delivered-to' || name === 'x-original-to' || name === 'envelope-to')
    .map(({ value }) => value)
  return {
    ok: true,
    mail: {
      headers,
      from,
      to: [
        ...mailboxes([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address),
        ...named.map((each) => each.toLowerCase()),
      ].slice(0, 200),
      subject: storable(email.subject ?? '', 500),
      messageId: storable(email.messageId ?? '', 500),
      date: storable(email.date ?? '', 100),
      text: storable(text, mostText),
      html: storable(email.html ?? '', 1_000_000),
      files: email.attachments.slice(0, mostFiles).map(fileOf),
      filesLeftOut: Math.max(0, email.attachments.length - mostFiles),
    },
  }
}

const mailboxes = (given: readonly (Address | undefined)[]): readonly { name: string; address: string }[] =>
  given
    .flatMap((each) => (each === undefined ? [] : each.group ? each.group : [each]))
    .map(({ name, address }) => ({ name: storable(name ?? '', 200), address: storable(address ?? '', 320).toLowerCase() }))

function fileOf({ filename, mimeType, content }: Email['attachments'][number]): MailFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content as ArrayBuffer)
  return { name: storable(filename ?? '', 1000), mediaType: storable(mimeType, 100), bytes }
}

const given = (workerData as { readonly mailToRead?: Uint8Array } | null)?.mailToRead
if (!isMainThread && given) parentPort?.postMessage(await parse(given))
