import { newId } from '../db/ids.ts'
import { audit } from '../db/records.ts'
import type { Tx } from '../db/scope.ts'
import { badRequest, overloaded, tooLarge } from '../lib/problem.ts'
import type { Instant } from '../lib/time.ts'
import type { FileStore } from './gateway.ts'
import { safeFileName } from './name.ts'
import { findDocument, insertDocument, type KeptDocument } from './store.ts'

export { type FileStore, flush, type Kept, pathIn, reading } from './gateway.ts'
export { holdBack } from './store.ts'

type Given = {
  readonly name: string
  readonly mediaType: string
  readonly stream: NodeJS.ReadableStream
  readonly truncated: () => boolean
}

/** A file whose bytes lie in the data folder, before anything is written of it. */
export type Received = Omit<KeptDocument, 'keptBy' | 'keptAt' | 'heldBack'>

/** Takes the bytes of a file in and has them scanned, where a scanner is set. Nothing is left of it when it fails. */
export async function receiveDocument(
  files: FileStore,
  now: Instant,
  mostBytes: number,
  { name, mediaType, stream, truncated }: Given,
): Promise<Received> {
  const id = newId(now)
  const { sizeBytes, sha256, looked } = await files.keep(id, stream)
  try {
    if (truncated() || sizeBytes > mostBytes)
      throw tooLarge('The file is larger than allowed', { expected: `at most ${mostBytes} bytes`, toDo: 'Split it.' })
    if (sizeBytes === 0) throw badRequest('The file is empty', { found: '0 bytes', toDo: 'Choose another file.' })
    const verdict = files.scanner && (await files.scanner.scan(files.read(id)))
    if (verdict?.kind === 'infected')
      throw badRequest('The file is infected and is not kept', { found: verdict.name, toDo: 'Send a clean copy.' })
    if (verdict && verdict.kind !== 'clean')
      throw overloaded('The file could not be scanned, so it is not kept', {
        found: verdict.why,
        retryAfter: 60,
        toDo: 'Try again in a minute.',
      })
  } catch (error) {
    await files.remove(id)
    throw error
  }
  return { id, name: safeFileName(name), mediaType: mediaType.slice(0, 100), sizeBytes, sha256, secrets: looked.secrets }
}

/** Writes a file that was received into the records of an account. */
export async function keepDocument(
  tx: Tx,
  accountId: string,
  by: { readonly now: Instant; readonly actor: string; readonly name: string },
  received: Received,
): Promise<KeptDocument> {
  const document: KeptDocument = { ...received, keptBy: by.name, keptAt: by.now, heldBack: false }
  await insertDocument(tx, accountId, document)
  await audit(tx, {
    accountId,
    now: by.now,
    actor: by.actor,
    action: 'document.add',
    subject: document.name,
    detail: { id: document.id, sizeBytes: document.sizeBytes, sha256: document.sha256 },
  })
  return document
}

/** A document of the account that somebody named, for whatever refers to it. */
export async function requireDocument(tx: Tx, accountId: string, id: string): Promise<KeptDocument> {
  const found = await findDocument(tx, accountId, id)
  if (!found) throw badRequest('No such document in this account', { found: id, toDo: 'Upload it first.' })
  return found
}
